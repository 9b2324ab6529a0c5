"""Files that are broken, or made to break what reads them: each a problem, in time."""

import os
from itertools import pairwise
from multiprocessing import active_children
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pikepdf
import pytest
from weasyprint import HTML

from notices.reading import Limits, documents_in, read, read_safely

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BILLION_LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise("abcdefghij"))
    + "]>"
)
ODT = {"mimetype": b"application/vnd.oasis.opendocument.text"}


def packed(path: Path, parts: dict[str, bytes]) -> Path:
    with ZipFile(path, "w", ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return path


def word(path: Path, body: str, *, before: str = "") -> Path:
    xml = f'{before}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return packed(path, {"word/document.xml": xml.encode()})


def zip_bomb(path: Path) -> None:
    word(path / "bomb.docx", " " * 60_000_000)


def billion_laughs_in_word(path: Path) -> None:
    body = "<w:p><w:r><w:t>&j;</w:t></w:r></w:p>"
    word(path / "laughs.docx", body, before=BILLION_LAUGHS)


def billion_laughs_in_a_header(path: Path) -> None:
    r = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    section = f'<w:sectPr><w:headerReference xmlns:r="{r}" r:id="h"/></w:sectPr>'
    packed = word(path / "laughs.docx", f"<w:p/>{section}")
    with ZipFile(packed, "a") as file:
        links = '<x><y Id="h" Target="header1.xml"/></x>'
        file.writestr("word/_rels/document.xml.rels", links)
        file.writestr("word/header1.xml", f"{BILLION_LAUGHS}<x>&j;</x>")


def billion_laughs_in_odt(path: Path) -> None:
    packed(
        path / "laughs.odt",
        ODT | {"content.xml": f"{BILLION_LAUGHS}<x>&j;</x>".encode()},
    )


def billion_laughs_in_a_page(path: Path) -> None:
    (path / "laughs.html").write_text(
        f"{BILLION_LAUGHS}<html><p>We hold &j;.</p></html>"
    )


def deep_page(path: Path) -> None:
    (path / "deep.html").write_text("<div>" * 100_000 + "text")


def deep_word(path: Path) -> None:
    deep = "<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"
    word(path / "deep.docx", deep[0] * 5_000 + deep[1] * 5_000)


def huge_pdf(path: Path) -> None:
    with (path / "huge.pdf").open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(200_000_000)


def looping_pdf(path: Path) -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.Root.Pages.Kids = pikepdf.Array([pdf.Root.Pages, pdf.Root.Pages])
    pdf.Root.Pages.Count = 100_000
    pdf.save(path / "looping.pdf")


def long_pdf(path: Path) -> None:
    pdf = pikepdf.new()
    for _ in range(Limits().pages + 1):
        pdf.add_blank_page()
    pdf.save(path / "long.pdf")


def encrypted_pdf(path: Path) -> None:
    HTML(string="<p>We hold names.").write_pdf(path / "plain.pdf")
    with pikepdf.open(path / "plain.pdf") as pdf:
        pdf.save(path / "kept.pdf", encryption=pikepdf.Encryption(user="x", owner="y"))
    (path / "plain.pdf").unlink()


def encrypted_word(path: Path) -> None:
    name = "EncryptedPackage".encode("utf-16-le")
    (path / "kept.docx").write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(900) + name
    )


def encrypted_odt(path: Path) -> None:
    namespace = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    manifest = (
        f'<m:manifest xmlns:m="{namespace}"><m:file-entry><m:encryption-data/>'
        "</m:file-entry></m:manifest>"
    )
    parts = {
        "META-INF/manifest.xml": manifest.encode(),
        "content.xml": bytes(range(99)),
    }
    packed(path / "kept.odt", ODT | parts)


def half_a_pdf(path: Path) -> None:
    data = HTML(string="<p>We hold names.").write_pdf()
    (path / "half.pdf").write_bytes(data[: len(data) // 2])


def half_a_word_document(path: Path) -> None:
    data = word(path / "half.docx", "<w:p/>").read_bytes()
    (path / "half.docx").write_bytes(data[: len(data) // 2])


def nothing(path: Path) -> None:
    (path / "empty.odt").touch()


def blanks(path: Path) -> None:
    (path / "blank.html").write_text("<html><body> &nbsp; </body></html>")


def pdf_named_word(path: Path) -> None:
    HTML(string="<p>We hold names.").write_pdf(path / "notice.docx")


def word_named_page(path: Path) -> None:
    word(path / "notice.html", "<w:p/>")


def text_named_pdf(path: Path) -> None:
    (path / "notice.pdf").write_text("We hold names.")


def picture_named_text(path: Path) -> None:
    (path / "notice.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(9))


def old_word(path: Path) -> None:
    (path / "notice.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(900))


def pipe(path: Path) -> None:
    os.mkfifo(path / "notice.md")


HOSTILE = [
    (zip_bomb, "too-big"),
    (billion_laughs_in_word, "broken"),
    (billion_laughs_in_a_header, "broken"),
    (billion_laughs_in_odt, "broken"),
    (billion_laughs_in_a_page, "broken"),
    (deep_page, "broken"),
    (deep_word, "broken"),
    (huge_pdf, "too-big"),
    (looping_pdf, "broken"),
    (long_pdf, "too-big"),
    (encrypted_pdf, "encrypted"),
    (encrypted_word, "encrypted"),
    (encrypted_odt, "encrypted"),
    (half_a_pdf, "broken"),
    (half_a_word_document, "broken"),
    (nothing, "not-a-document"),
    (blanks, "not-a-document"),
    (pdf_named_word, "not-a-document"),
    (word_named_page, "not-a-document"),
    (text_named_pdf, "broken"),
    (picture_named_text, "not-a-document"),
    (old_word, "not-a-document"),
    (pipe, "not-a-document"),
]


@pytest.mark.parametrize(
    ("make", "key"), HOSTILE, ids=lambda of: getattr(of, "__name__", of)
)
def test_a_hostile_file_is_told_as_a_problem(tmp_path, make, key):
    make(tmp_path)
    [path] = tmp_path.iterdir()
    [problem] = read(path).problems
    assert problem.key == key
    assert " To mend: " in problem.text
    assert problem.text.endswith(".")


def test_a_broken_file_after_an_encrypted_one_is_broken(tmp_path):
    (tmp_path / "one").mkdir()
    encrypted_pdf(tmp_path / "one")
    [path] = (tmp_path / "one").iterdir()
    (tmp_path / "two").mkdir()
    looping_pdf(tmp_path / "two")
    [other] = (tmp_path / "two").iterdir()

    assert [read(path).problems[0].key, read(other).problems[0].key] == [
        "encrypted",
        "broken",
    ]


def test_a_file_that_is_not_there_is_a_problem_and_no_error(tmp_path):
    [problem] = read(tmp_path / "gone.pdf").problems
    assert "no such file" in problem.text


def test_a_file_named_as_nothing_known_says_what_to_do(tmp_path):
    (tmp_path / "notice.xls").write_text("x")
    [problem] = read(tmp_path / "notice.xls").problems
    assert problem.text == (
        "The file is no document of a kind that we read. "
        "To mend: save it as .docx or PDF."
    )


def nested_lists(path: Path) -> Path:
    """Write a text whose reading takes minutes."""
    path.write_text("\n".join("  " * depth + "- x" for depth in range(3_000)))
    return path


def forms_in_forms(path: Path) -> Path:
    """Write a PDF of a few kilobytes that draws a billion letters."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    inner = pdf.make_stream(b"BT /F 9 Tf (x) Tj ET")
    for _ in range(12):
        inner.Type, inner.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        inner.BBox = pikepdf.Array([0, 0, 100, 100])
        outer = pdf.make_stream(b"/X Do " * 10)
        outer.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=inner))
        inner = outer
    page.Resources, page.Contents = inner.Resources, inner
    pdf.save(path)
    return path


def test_files_that_overrun_are_stopped_and_the_others_are_read(tmp_path):
    good = tmp_path / "good.md"
    good.write_text("We hold names.")
    slow = nested_lists(tmp_path / "slow.md")
    greedy = forms_in_forms(tmp_path / "greedy.pdf")
    paths = [good, slow, good, greedy, good]
    limits = Limits(seconds=3, memory=100_000_000)
    documents = list(read_safely(paths, jobs=2, limits=limits))
    assert [document.path for document in documents] == paths
    keys = [[problem.key for problem in document.problems] for document in documents]
    assert keys[0] == keys[2] == keys[4] == []
    assert keys[1] == ["too-slow"]
    assert keys[3][0] in {"too-much-memory", "too-slow"}


def test_one_process_reads_many_files(tmp_path):
    paths = [tmp_path / f"{number}.md" for number in range(30)]
    for path in paths:
        path.write_text(path.stem)
    readers = set()
    for document, path in zip(read_safely(paths), paths, strict=True):
        assert document.blocks[0].text == path.stem
        readers |= {process.pid for process in active_children()}
    assert len(readers) == 1


def test_who_stops_listening_leaves_no_process_behind(tmp_path):
    path = tmp_path / "notice.md"
    path.write_text("We hold names.")
    slow = nested_lists(tmp_path / "slow.md")
    documents = read_safely([path, slow] * 9, limits=Limits(seconds=60))
    next(documents)
    documents.close()
    assert active_children() == []


@pytest.fixture
def folder(tmp_path):
    inside = tmp_path / "site" / "policies"
    inside.mkdir(parents=True)
    (tmp_path / "outside.md").write_text("x")
    for name in ("b.md", "a.PDF", "old.doc", "photo.png", ".hidden.md", "~$b.docx"):
        (inside / name).write_text("x")
    (tmp_path / "site" / ".git").mkdir()
    (tmp_path / "site" / ".git" / "c.md").write_text("x")
    (tmp_path / "site" / "z.html").write_text("x")
    return tmp_path / "site"


def test_a_folder_gives_its_documents_in_order(folder):
    found = documents_in(folder)
    names = [str(path.relative_to(folder)) for path in found.files]
    assert names == ["policies/a.PDF", "policies/b.md", "policies/old.doc", "z.html"]
    assert found.unread == ()


def test_links_in_circles_or_out_of_the_folder_are_told(folder):
    (folder / "policies" / "up").symlink_to(folder)
    (folder / "self.md").symlink_to("self.md")
    (folder / "out.md").symlink_to(folder.parent / "outside.md")
    (folder / "nowhere.md").symlink_to("gone.md")
    (folder / "again.md").symlink_to("policies/b.md")
    found = documents_in(folder)
    told = {one.path.name: one.problems[0].key for one in found.unread}
    assert told == {
        "up": "link-loop",
        "self.md": "link-loop",
        "out.md": "link-loop",
        "nowhere.md": "broken",
    }
    assert len(found.files) == 4


def test_a_file_named_alone_is_read_wherever_it_stands(folder):
    assert documents_in(folder / "z.html").files == (folder / "z.html",)
