"""A zip file is the same each time, holds what was made, and appears whole or not."""

import shutil
import tracemalloc
import zipfile
from hashlib import sha256

import pytest

from notices.errors import FullDiskError, OutputError
from notices.publish.batch import bundle as bundling
from notices.publish.batch.bundle import check_target

PAGES = {name: name.encode() for name in ("index.html", "manifest.jsonl", "report.csv")}
FILES = {
    "1-hill": {"pupils.html": b"<p>Hill</p>" * 90, "pupils.pdf": b"%PDF-1.7 hill"},
    "2-mill": {"pupils.html": b"<p>Mill</p>" * 90, "pupils.md": b"# Mill\n"},
}


def bundle(out, target, records):
    return bundling.bundle(out, target, records, PAGES)


@pytest.fixture
def out(tmp_path):
    """A folder as a batch leaves it."""
    out = tmp_path / "out"
    for folder, files in FILES.items():
        (out / folder).mkdir(parents=True)
        for name, data in files.items():
            (out / folder / name).write_bytes(data)
    for name, page in PAGES.items():
        (out / name).write_bytes(page)
    (out / "report.json").write_text("{}", encoding="utf-8")
    (out / "composed" / "1-hill").mkdir(parents=True)
    (out / "composed" / "1-hill" / "pupils.json").write_text("{}", encoding="utf-8")
    (out / "1-hill" / "letter.docx").write_text("private", encoding="utf-8")
    return out


def records():
    return [
        {
            "folder": folder,
            "notice": "pupils",
            "urn": int(folder[0]),
            "files": {name: sha256(data).hexdigest() for name, data in files.items()},
        }
        for folder, files in FILES.items()
    ]


def names_beside(target):
    return sorted(path.name for path in target.parent.iterdir())


def test_it_holds_the_notices_and_what_tells_of_them(out, tmp_path):
    target = tmp_path / "notices.zip"

    assert bundle(out, target, records()) == 7

    with zipfile.ZipFile(target) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [
            "1-hill/pupils.html",
            "1-hill/pupils.pdf",
            "2-mill/pupils.html",
            "2-mill/pupils.md",
            "index.html",
            "manifest.jsonl",
            "report.csv",
        ]
        assert archive.read("2-mill/pupils.md") == b"# Mill\n"
        assert {one.external_attr >> 16 for one in archive.infolist()} == {0o100644}
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_copy_made_later_by_somebody_else_gives_the_same_bytes(out, tmp_path):
    first, second = tmp_path / "first.zip", tmp_path / "second.zip"
    bundle(out, first, records())
    copy = tmp_path / "copy"
    for path in sorted(out.rglob("*"), reverse=True):
        if path.is_file():
            there = copy / path.relative_to(out)
            there.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, there)
            there.chmod(0o600)

    bundle(copy, second, reversed(records()))

    assert first.read_bytes() == second.read_bytes()


def test_it_may_stand_in_the_folder_itself_and_packs_itself_never(out):
    target = out / "notices.zip"
    bundle(out, target, records())
    first = target.read_bytes()

    bundle(out, target, records())

    assert target.read_bytes() == first


def test_it_makes_the_folder_that_it_is_to_stand_in(out, tmp_path):
    bundle(out, tmp_path / "for" / "the-web" / "notices.zip", records())

    assert zipfile.is_zipfile(tmp_path / "for" / "the-web" / "notices.zip")


def _missing(out):
    for name in ("pupils.html", "pupils.md"):
        (out / "2-mill" / name).unlink()
    return ("pupils.md: there is no such file", "pupils.html: there is no such file")


def _altered(out):
    (out / "2-mill" / "pupils.md").write_text("# Evil\n", encoding="utf-8")
    return ("pupils.md: somebody changed this file after it was made", "--verify")


def _file_is_link(out):
    path = out / "2-mill" / "pupils.md"
    path.rename(out.parent / "secret.md")
    path.symlink_to(out.parent / "secret.md")
    return ("pupils.md: this is a link",)


def _folder_is_link(out):
    (out / "2-mill").rename(out.parent / "elsewhere")
    (out / "2-mill").symlink_to(out.parent / "elsewhere", target_is_directory=True)
    return ("2-mill: this is a link",)


@pytest.mark.parametrize("spoil", [_missing, _altered, _file_is_link, _folder_is_link])
def test_what_cannot_be_packed_is_told_and_nothing_is_written(spoil, out, tmp_path):
    target = tmp_path / "notices.zip"
    target.write_text("what stood there", encoding="utf-8")
    said = spoil(out)
    before = names_beside(target)

    with pytest.raises(OutputError) as told:
        bundle(out, target, records())

    for words in (*said, "To mend: "):
        assert words in str(told.value)
    assert target.read_text(encoding="utf-8") == "what stood there"
    assert names_beside(target) == before


@pytest.mark.parametrize(
    ("folder", "name"),
    [("..", "secret.md"), ("1-hill", "../../secret.md"), ("1-hill", "/etc/hostname")],
)
def test_a_name_that_leads_out_of_the_folder_is_refused(folder, name, out, tmp_path):
    (tmp_path / "secret.md").write_text("private", encoding="utf-8")
    hostile = {"folder": folder, "notice": "pupils", "urn": 3, "files": {name: ""}}

    with pytest.raises(OutputError, match="it is none"):
        bundle(out, tmp_path / "notices.zip", [*records(), hostile])

    assert not (tmp_path / "notices.zip").exists()


def test_it_takes_the_place_of_nothing_that_it_packs(out):
    with pytest.raises(OutputError, match=r"such as notices\.zip"):
        bundle(out, out / "1-hill" / ".." / "manifest.jsonl", records())

    assert (out / "manifest.jsonl").read_text(encoding="utf-8") == "manifest.jsonl"


def test_only_a_zip_file_of_notices_is_replaced(out, tmp_path):
    ours, table, book = (tmp_path / name for name in ("a.zip", "t.csv", "t.xlsx"))
    bundle(out, ours, records())
    table.write_text("URN\n108427\n", encoding="utf-8")
    with zipfile.ZipFile(book, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")

    for free in (None, tmp_path / "new.zip", ours):
        check_target(free)
    for other in (table, book, out):
        with pytest.raises(OutputError) as error:
            check_target(other)
        assert str(error.value) == (
            f"--zip: {other} is there already, and is no zip file of notices.\n"
            "  It would be replaced.\n"
            "  To mend: give the zip file another name, such as notices.zip."
        )


def test_a_link_in_its_place_is_replaced_and_not_written_through(out, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("private", encoding="utf-8")
    target = tmp_path / "notices.zip"
    target.symlink_to(secret)

    bundle(out, target, records())

    assert secret.read_text(encoding="utf-8") == "private"
    assert not target.is_symlink()


def test_a_disk_that_fills_up_leaves_what_stood_there(out, tmp_path, monkeypatch):
    target = tmp_path / "notices.zip"
    target.write_text("what stood there", encoding="utf-8")
    before = names_beside(target)

    def no_room(_number):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("notices.publish.write.os.fsync", no_room)
    with pytest.raises(FullDiskError, match="the disk is full"):
        bundle(out, target, records())

    assert target.read_text(encoding="utf-8") == "what stood there"
    assert names_beside(target) == before


def test_a_large_file_is_not_held_in_memory(out, tmp_path):
    size = 24 << 20
    with (out / "1-hill" / "pupils.pdf").open("wb") as file:
        file.truncate(size)
    said = records()
    said[0]["files"]["pupils.pdf"] = sha256(bytes(size)).hexdigest()
    tracemalloc.start()

    bundle(out, tmp_path / "notices.zip", said)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < size / 3
