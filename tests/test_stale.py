"""What nobody would make again is found, and exactly that is deleted."""

import json
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from notices.errors import OutputError
from notices.publish.manifest import with_left
from notices.publish.places import is_ours
from notices.publish.stale import left_over, prune, stale


def record(urn, folder, *names, notice="pupils"):
    files = dict.fromkeys(names or (f"{notice}.html", f"{notice}.md"), "0" * 64)
    return {"urn": urn, "folder": folder, "notice": notice, "files": files}


def planted(out, *places):
    for place in places:
        path = out / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(place, encoding="utf-8")


def left(folder):
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if not path.is_dir()
    )


HILL = record(1, "1-hill")
MILL = record(2, "2-mill")


def test_a_school_that_left_the_table_is_stale():
    assert stale([HILL, MILL], expected={2: "2-mill"}) == (HILL,)


def test_a_school_that_was_renamed_is_stale_in_its_old_folder():
    new = record(1, "1-hill-academy")

    assert stale([HILL, new], expected={1: "1-hill-academy"}) == (HILL,)


def test_a_school_whose_folder_is_not_known_yet_is_not_stale():
    assert stale([HILL], expected={1: ""}) == ()


def test_a_notice_that_came_from_no_table_is_not_stale():
    assert stale([record(None, "trust")], expected={}) == ()


def test_exactly_the_files_that_are_named_are_deleted(tmp_path):
    planted(tmp_path, "1-hill/pupils.md", "1-hill/pupils.html", "2-mill/pupils.md")

    told = prune(tmp_path, [HILL])

    assert told == ["1-hill: deleted pupils.html, pupils.md."]
    assert left(tmp_path) == ["2-mill/pupils.md"]
    assert not (tmp_path / "1-hill").exists()


def test_only_what_is_left_of_earlier_runs_is_deleted_of_a_notice_that_stays(tmp_path):
    planted(tmp_path, "1-hill/pupils.md", "1-hill/pupils.pdf", "1-hill/letter.pdf")
    left = left_over([{**HILL, "left": ["pupils.pdf"]}, MILL], old=())

    assert prune(tmp_path, (), left=left) == ["1-hill: deleted pupils.pdf."]
    assert left_over([], old=()) == ()


def test_what_is_left_of_a_notice_goes_with_it(tmp_path):
    planted(tmp_path, "1-hill/pupils.md", "1-hill/pupils.pdf")
    old = [{**HILL, "left": ["pupils.pdf"]}]

    assert left_over(old, old=old) == ()
    assert prune(tmp_path, old) == ["1-hill: deleted pupils.md, pupils.pdf."]


def test_a_record_forgets_what_is_made_again_and_what_is_gone(tmp_path):
    planted(tmp_path, "1-hill/pupils.md", "1-hill/pupils.pdf")
    before = ("pupils.md", "pupils.pdf", "pupils.txt")

    assert with_left(HILL, before, tmp_path)["left"] == ["pupils.pdf"]


def test_what_is_left_is_deleted_only_inside(tmp_path):
    planted(tmp_path, "secret.txt", "out/1-hill/pupils.md")
    left = left_over([{**HILL, "left": ["../../secret.txt"]}], old=())

    with pytest.raises(OutputError, match="To mend: delete the line"):
        prune(tmp_path / "out", (), left=left)

    assert (tmp_path / "secret.txt").is_file()


def test_a_folder_with_a_file_of_somebody_elses_stays(tmp_path):
    planted(tmp_path, "1-hill/pupils.md", "1-hill/letter.docx")

    assert prune(tmp_path, [HILL]) == ["1-hill: deleted pupils.md."]
    assert left(tmp_path) == ["1-hill/letter.docx"]


def test_what_is_gone_already_is_not_told_of(tmp_path):
    assert prune(tmp_path, [HILL]) == []


def test_what_was_kept_of_a_notice_goes_with_it_and_what_others_need_stays(tmp_path):
    planted(tmp_path, "1-hill/pupils.md", "composed/bodies/only-hill.json")
    planted(tmp_path, "composed/bodies/both.json")
    for folder, body in {"1-hill": "only-hill", "2-mill": "both"}.items():
        kept = tmp_path / "composed" / folder / "pupils.json"
        kept.parent.mkdir(parents=True)
        kept.write_text(json.dumps({"body": body}), encoding="utf-8")

    told = prune(tmp_path, [HILL])

    assert told == [
        "1-hill: deleted pupils.md.",
        "composed/1-hill: deleted pupils.json.",
    ]
    assert left(tmp_path) == [
        "composed/2-mill/pupils.json",
        "composed/bodies/both.json",
    ]


@pytest.mark.parametrize("link", ["composed", "composed/1-hill", "composed/bodies"])
def test_what_was_kept_behind_a_link_stays(link, tmp_path):
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    planted(elsewhere, "pupils.json", "1-hill/pupils.json", "bodies/one.json")
    (out / link).parent.mkdir(parents=True)
    (out / link).symlink_to(elsewhere, target_is_directory=True)

    with suppress(OutputError):
        prune(out, [HILL])

    assert left(elsewhere) == ["1-hill/pupils.json", "bodies/one.json", "pupils.json"]


def test_two_notices_of_a_school_are_one_sentence(tmp_path):
    planted(tmp_path, "1-hill/pupils.md", "1-hill/workforce.md")

    told = prune(tmp_path, [record(1, "1-hill", notice="workforce"), HILL])

    assert told == ["1-hill: deleted pupils.md, workforce.md."]


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("..", "secret.txt"),
        ("1-hill", "../../secret.txt"),
        ("1-hill/..", "pupils.md"),
        ("1-hill", "..\\secret.txt"),
        ("", "secret.txt"),
        (".", "manifest.jsonl"),
        ("1-hill", ""),
        ("1-hill", "."),
        ("c:", "pupils.md"),
        ("1-hill", "pupils.md:stream"),
        ("con", "pupils.md"),
        ("1-hill", "nul.html"),
        ("1-hill", "pupils.md\n"),
        ("1-hill", "pupils.md\0"),
        ("1-hill", 7),
    ],
)
def test_a_name_that_leads_elsewhere_is_refused_before_anything(folder, name, tmp_path):
    out = tmp_path / "out"
    planted(tmp_path, "secret.txt", "out/1-hill/pupils.md", "out/manifest.jsonl")
    before = left(tmp_path)

    with pytest.raises(OutputError, match="To mend: delete the line"):
        prune(out, [HILL, record(3, folder, name)])

    assert left(tmp_path) == before


def test_an_absolute_name_is_refused(tmp_path):
    planted(tmp_path, "secret.txt", "out/1-hill/pupils.md")
    hostile = record(3, "1-hill", str(tmp_path / "secret.txt"))

    with pytest.raises(OutputError, match="it is none"):
        prune(tmp_path / "out", [hostile, record(3, str(tmp_path), "secret.txt")])

    assert (tmp_path / "secret.txt").is_file()


def test_a_folder_that_is_a_link_is_not_followed(tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    planted(tmp_path, "elsewhere/pupils.md", "out/2-mill/pupils.md")
    (out / "1-hill").symlink_to(tmp_path / "elsewhere", target_is_directory=True)

    with pytest.raises(OutputError) as told:
        prune(out, [MILL, HILL])

    assert str(told.value) == (
        f"{out / '1-hill'}: this is a link, and it may lead out of the folder.\n"
        "  To mend: delete the link, and run the same command again."
    )
    assert (tmp_path / "elsewhere/pupils.md").is_file()
    assert (out / "2-mill/pupils.md").is_file(), "nothing is deleted if one is refused"


def test_a_file_that_is_a_link_stays(tmp_path):
    planted(tmp_path, "secret.txt", "out/1-hill/pupils.html")
    link = tmp_path / "out/1-hill/pupils.md"
    link.symlink_to(tmp_path / "secret.txt")

    with pytest.raises(OutputError, match="this is a link"):
        prune(tmp_path / "out", [HILL])

    assert link.is_symlink()
    assert (tmp_path / "secret.txt").is_file()


def test_a_folder_in_the_place_of_a_file_stays(tmp_path):
    planted(tmp_path, "1-hill/pupils.md/letter.txt")

    with pytest.raises(OutputError, match="something else"):
        prune(tmp_path, [HILL])

    assert left(tmp_path) == ["1-hill/pupils.md/letter.txt"]


PIECES = st.sampled_from(
    ["..", ".", "/", "\\", "a", "1-hill", "pupils", ".md", "~", "\0", "con", " ", "é"]
)
NAMES = st.one_of(
    st.lists(PIECES, max_size=5).map("".join),
    st.text(max_size=12),
    st.sampled_from(["1-hill", "pupils.md", "outside", "link", "out"]),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(NAMES, st.lists(NAMES, max_size=3)), max_size=4))
def test_whatever_a_manifest_says_nothing_outside_is_deleted(tmp_path, named):
    out = tmp_path / "out"
    outside = ("outside/pupils.md", "pupils.md", "a", "1-hill")
    planted(tmp_path, "out/manifest.jsonl", "out/1-hill/pupils.md", *outside)
    if not (out / "link").is_symlink():
        (out / "link").symlink_to(tmp_path / "outside", target_is_directory=True)
    records = [record(1, folder, *names) for folder, names in named if names]

    try:
        prune(out, records)
    except OutputError:
        assert (out / "1-hill/pupils.md").is_file()

    assert set(outside) <= set(left(tmp_path))
    assert {"manifest.jsonl", "link"} <= {path.name for path in out.iterdir()}


@given(NAMES)
def test_a_name_of_ours_is_one_plain_step(name):
    if is_ours(name):
        assert name.isascii()
        assert name.islower() or name[0].isdigit()
        assert not set(name) & set('/\\:*?"<>| \0')
        assert not name.endswith(".")
        assert ".." not in name
