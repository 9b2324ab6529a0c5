"""A wording set of one's own is brought up to what ships, and nothing of it is lost."""

import re
import shlex
import shutil
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notices import cli
from notices.compose import wording
from notices.errors import FaultsError, MissingError
from notices.publish.own import merge
from notices.publish.own.blocks import cut
from notices.publish.own.merge import Labels, Three, merged
from notices.publish.own.texts import shipped_texts, texts_of
from notices.publish.own.update import behind, planned, told_behind, updated
from notices.publish.own.update import write_update as write
from notices.unfinished import unfinished
from tests.conftest import EXAMPLES, ROOT

LABELS = Labels(base="before", ours="yours", theirs="theirs")
NURSERY = EXAMPLES / "ashfield-nursery.toml"
TEMPLATE = "templates/sections/changes.md.j2"
SHARINGS = "data/sharings/pupils.toml"
texts = st.lists(st.sampled_from("abcde"), max_size=12).map(
    lambda lines: "".join(f"{line}\n" for line in lines)
)


@given(base=texts, changed=texts)
def test_who_alone_changed_a_text_has_it_as_they_changed_it(base, changed):
    ours = Three(base=base, ours=changed, theirs=base)
    theirs = Three(base=base, ours=base, theirs=changed)
    both = Three(base=base, ours=changed, theirs=changed)

    assert merged(ours, LABELS) == changed
    assert merged(theirs, LABELS) == changed
    assert merged(both, LABELS) == changed


@settings(max_examples=40, deadline=None)
@given(base=texts, ours=texts, theirs=texts)
def test_what_both_changed_keeps_every_line_that_either_wrote(base, ours, theirs):
    result = merged(Three(base=base, ours=ours, theirs=theirs), LABELS)
    lines = result.splitlines()

    for side in (ours, theirs):
        assert set(side.splitlines()) - set(base.splitlines()) <= set(lines)
    if unfinished(result):
        with_ours = _chosen(lines, "<<<<<<< ", "||||||| ")
        with_theirs = _chosen(lines, "=======", ">>>>>>> ")
        assert len(with_ours) + len(with_theirs) > 0


def _chosen(lines, begins, ends):
    """Return the lines between marks."""
    chosen, inside = [], False
    for line in lines:
        if line.startswith(begins):
            inside = True
        elif line.startswith(ends):
            inside = False
        elif inside:
            chosen.append(line)
    return chosen


def test_two_changes_of_one_text_need_git(monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(MissingError, match="git: it is not installed here"):
        merged(Three(base="a\n", ours="b\n", theirs="c\n"), LABELS)


def test_git_that_fails_is_no_merge(monkeypatch):
    monkeypatch.setattr(merge, "_FAILED", 1)
    with pytest.raises(merge.NoticesError, match="see what git says"):
        merged(Three(base="a\n", ours="b\n", theirs="c\n"), LABELS)


DATA = [name for name in shipped_texts() if name.startswith("data/")]


@pytest.mark.parametrize("name", DATA)
def test_a_file_in_pieces_is_the_file(name):
    text = shipped_texts()[name]
    pieces = cut(text)
    if name in {"data/catalogue.toml", "data/check.toml"}:
        return
    told = "".join(block.lead + block.text for block in pieces.blocks)

    assert pieces.head + told + pieces.tail == text
    assert len({(block.key, block.id) for block in pieces.blocks}) == len(pieces.blocks)


OLD = """# What schools pass on.

[[census]]
begins = 2018-05-25
title = "Census"
says = \"\"\"
We send it.\"\"\"

[[census]]
begins = 2020-01-01
says = "We send more."

# Health

[[nurse]]
begins = 2018-05-25
title = "Nurse"
"""
"""What shipped when the set was made."""


def with_theirs(theirs, ours=OLD, old=OLD):
    return updated({SHARINGS: ours}, {SHARINGS: old}, {SHARINGS: theirs})


def fates(found):
    return [(fate.key, fate.what) for _, fate in found.fates]


def test_what_nobody_changed_stays_to_the_byte():
    found = with_theirs(OLD, ours=OLD.replace("more", "less"))

    assert found.texts == {SHARINGS: OLD.replace("more", "less")}
    assert found.fates == ()


def test_a_copy_that_nobody_changed_is_as_it_ships():
    theirs = OLD.replace("Nurse", "Nurses") + "\n[[police]]\nbegins = 2018-05-25\n"
    found = with_theirs(theirs)

    assert found.texts == {SHARINGS: theirs}
    assert fates(found) == [("", "taken")]


def test_changes_of_different_entries_of_one_key_are_both_there():
    found = with_theirs(
        OLD.replace("We send it.", "We send it each term."),
        ours=OLD.replace("We send more.", "We send more, and say so."),
    )

    assert "We send it each term." in found.texts[SHARINGS]
    assert "We send more, and say so." in found.texts[SHARINGS]
    assert fates(found) == [("census", "merged")]
    assert found.conflicts == ()


def test_new_law_is_added_to_a_key_that_somebody_changed():
    entry = '[[census]]\nbegins = 2027-01-01\nsays = "We send less."\n'
    found = with_theirs(
        OLD.replace("# Health", f"{entry}\n# Health"),
        ours=OLD.replace("We send more.", "We tell more."),
    )

    assert found.texts[SHARINGS] == OLD.replace(
        "We send more.", "We tell more."
    ).replace("# Health", f"{entry}\n# Health")


def test_a_key_that_stands_in_another_file_of_its_kind_is_found_there():
    ours = {"data/sharings/ours.toml": OLD.replace("Nurse", "School nurse")}
    theirs = {"data/sharings/health.toml": OLD.replace("We send it.", "We send all.")}
    found = updated(ours, {SHARINGS: OLD}, theirs)

    assert "We send all." in found.texts["data/sharings/ours.toml"]
    assert "School nurse" in found.texts["data/sharings/ours.toml"]
    assert found.base == theirs


def test_the_same_line_changed_twice_stands_twice_and_is_marked():
    found = with_theirs(
        OLD.replace("We send it.", "They say this."),
        ours=OLD.replace("We send it.", "We say that."),
    )
    text = found.texts[SHARINGS]

    assert fates(found) == [("census", "conflict")]
    assert "We say that." in text
    assert "They say this." in text
    ((name, line),) = found.conflicts
    assert (name, text.splitlines()[line - 1]) == (SHARINGS, "<<<<<<< yours")


def test_a_key_that_ships_no_more_goes_if_nobody_had_changed_it():
    theirs = OLD[: OLD.index("# Health")]
    ours = OLD.replace("We send it.", "We say that.")
    found = with_theirs(theirs, ours=ours)

    assert fates(found) == [("nurse", "gone")]
    assert "[[nurse]]" not in found.texts[SHARINGS]
    assert "# Health" in found.texts[SHARINGS]


def test_a_key_that_ships_no_more_is_a_choice_if_somebody_had_changed_it():
    ours = OLD.replace('title = "Nurse"', 'title = "Our nurse"')
    found = with_theirs(OLD[: OLD.index("# Health")], ours=ours)

    assert fates(found) == [("nurse", "conflict")]
    assert 'title = "Our nurse"' in found.texts[SHARINGS]


def test_keys_of_ones_own_are_left_alone():
    own = "\n[[our-own]]\nbegins = 2020-01-01\n"
    found = with_theirs(OLD.replace("Nurse", "Nurses"), ours=OLD + own)

    assert found.texts[SHARINGS] == OLD.replace("Nurse", "Nurses") + own


def test_a_key_whose_beginning_nobody_knows_is_kept_and_told():
    found = updated(
        {SHARINGS: OLD}, {}, {SHARINGS: OLD.replace("We send it.", "We send all.")}
    )

    assert found.texts == {SHARINGS: OLD}
    assert fates(found) == [("census", "unknown")]


def test_data_whose_entries_share_a_line_is_merged_as_a_whole():
    inline = "a = [{ begins = 1 },\n{ begins = 2 }]\n"
    assert cut(inline) is None
    found = with_theirs(f"{inline}b = 2\n", ours=inline, old=inline)

    assert found.texts == {SHARINGS: f"{inline}b = 2\n"}


def test_a_template_that_somebody_changed_gets_the_new_words_too():
    old = "one\ntwo\nthree\nfour\nfive\n"
    found = updated(
        {TEMPLATE: old.replace("one", "uno")},
        {TEMPLATE: old},
        {TEMPLATE: old.replace("five", "cinque")},
    )

    assert found.texts == {TEMPLATE: "uno\ntwo\nthree\nfour\ncinque\n"}


lines = st.sampled_from(["We send it.", "We ask.", "Nurse", "more", "Census", "Health"])
told = st.sampled_from(["We send it.", "Nurse", "more", "Census"])


@settings(max_examples=40, deadline=None)
@given(ours=st.tuples(lines, lines), theirs=st.tuples(told, lines))
def test_of_any_two_changes_neither_is_lost(ours, theirs):
    own = OLD.replace(ours[0], f"{ours[1]} OURS")
    new = OLD.replace(theirs[0], f"{theirs[1]} THEIRS")
    found = with_theirs(new, ours=own)

    assert own.count("OURS") <= found.texts[SHARINGS].count("OURS")
    assert new.count("THEIRS") <= found.texts[SHARINGS].count("THEIRS")


@settings(max_examples=40, deadline=None)
@given(before=lines, after=lines)
def test_data_that_one_side_changed_is_as_they_changed_it(before, after):
    changed = OLD.replace(before, f"{after} NOW")

    assert with_theirs(changed).texts == {SHARINGS: changed}
    assert with_theirs(OLD, ours=changed).texts == {SHARINGS: changed}
    assert with_theirs(changed, ours=changed).texts == {SHARINGS: changed}


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Return a function that runs the command line in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def notices(*arguments, code=0):
        wording.environment.cache_clear()  # each test has a folder `ours` of its own
        monkeypatch.setattr("sys.argv", ["notices", *map(str, arguments)])
        status = 0
        try:
            cli.main()
        except SystemExit as end:
            status = end.code
        said = capsys.readouterr()
        assert status == code, said
        return said

    return notices


@pytest.fixture
def ours(tmp_path, run):
    """A set with one template and one file of data, as they ship."""
    run("wording", "export", "ours", TEMPLATE, "data/rights.toml")
    return tmp_path / "ours"


def change(path, before, after):
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def make_older(folder, name, before, after):
    """Let a set have started from a version that said *before* where *after* ships."""
    change(folder / ".base" / name, after, before)
    change(folder / name, after, before)


def test_a_set_that_is_up_to_date_stays_as_it_is(run, ours):
    before = {path: path.read_bytes() for path in ours.rglob("*") if path.is_file()}
    done = run("wording", "update", "ours")

    assert done.out == "Nothing that this set holds has changed in what ships.\n"
    assert {path: path.read_bytes() for path in before} == before


def test_a_newer_version_is_merged_into_a_set_and_is_its_base_then(run, ours):
    make_older(ours, TEMPLATE, "before we begin", "before we start")
    change(ours / TEMPLATE, "When this notice changes", "When the wind changes")
    assert behind(ours) == (TEMPLATE,)
    assert f"What ships has changed since: {TEMPLATE}." in told_behind(ours)
    done = run("wording", "update", "ours")
    text = (ours / TEMPLATE).read_text(encoding="utf-8")

    assert done.out == f"ours/{TEMPLATE}: your change, and the new one too\n"
    assert "before we start" in text
    assert "When the wind changes" in text
    assert behind(ours) == ()
    assert texts_of(ours / ".base") == {
        name: shipped_texts()[name] for name in (TEMPLATE, "data/rights.toml")
    }


def test_a_set_of_an_older_version_is_told_of_where_it_is_used(run, ours):
    make_older(ours, "data/rights.toml", "Looking at it", "Seeing what we hold")
    done = run("build", NURSERY, "--draft", "--format", "md", "--wording", "ours")

    assert "What ships has changed since: rights/access." in done.err
    assert "To mend: notices wording update ours" in done.err


def test_a_dry_run_writes_nothing(run, ours):
    make_older(ours, TEMPLATE, "before we begin", "before we start")
    before = (ours / TEMPLATE).read_bytes()
    done = run("wording", "update", "ours", "--dry-run")

    assert "now as it ships" in done.out
    assert (ours / TEMPLATE).read_bytes() == before


def test_lines_end_as_they_did(ours):
    make_older(ours, TEMPLATE, "before we begin", "before we start")
    change(ours / TEMPLATE, "When this notice changes", "When the wind changes")
    text = (ours / TEMPLATE).read_bytes().replace(b"\n", b"\r\n")
    (ours / TEMPLATE).write_bytes(text)
    write(ours, planned(ours))
    found = (ours / TEMPLATE).read_bytes()

    assert b"before we start" in found
    assert found.count(b"\r\n") == found.count(b"\n")


def test_what_is_left_to_choose_is_refused_by_build_and_by_a_second_update(run, ours):
    make_older(ours, TEMPLATE, "before we begin", "before we start")
    change(ours / TEMPLATE, "before we begin", "before we dance")
    done = run("wording", "update", "ours", code=1)
    assert f"ours/{TEMPLATE}:" in done.out
    assert "To mend: keep the lines that should stand" in done.out

    for command in (
        ("wording", "update", "ours"),
        ("build", NURSERY, "--format", "md", "--wording", "ours"),
        ("compare", "today", "ours", "--for", NURSERY),
    ):
        done = run(*command, code=3)
        assert "a merge is unfinished here." in done.err
        assert f"ours/{TEMPLATE}:" in done.err


def test_a_set_that_does_not_remember_is_merged_from_a_folder_that_does(run, ours):
    make_older(ours, TEMPLATE, "before we begin", "before we start")
    change(ours / TEMPLATE, "When this notice changes", "When the wind changes")
    shutil.move(ours / ".base", ours.parent / "old")
    (ours / "wording.toml").unlink()

    done = run("wording", "update", "ours", "--dry-run", code=1)
    assert "nothing tells where yours began" in done.out
    run("wording", "update", "ours", "--from", "old")
    text = (ours / TEMPLATE).read_text(encoding="utf-8")
    assert "before we start" in text
    assert "When the wind changes" in text


def test_a_template_that_ships_no_more_goes_with_its_base(ours):
    for folder in (ours, ours / ".base"):
        (folder / "templates" / "gone.md.j2").write_text("Gone.\n", encoding="utf-8")
    write(ours, planned(ours))

    assert not (ours / "templates" / "gone.md.j2").exists()
    assert not (ours / ".base" / "templates" / "gone.md.j2").exists()


def test_a_file_is_not_added_to_a_set_of_another_version(run, ours):
    change(ours / "wording.toml", 'version = "', 'version = "0.0.')
    done = run("wording", "export", "ours", "templates/pupils.md.j2", code=3)

    assert "bring it up to date first: notices wording update ours" in done.err


def test_data_of_another_schema_is_refused_in_words(run, ours):
    change(ours / "wording.toml", "schema = 1", "schema = 2")
    done = run("wording", "update", "ours", code=3)

    assert "wording.toml:4: schema: this is form 2 of the data" in done.err
    assert "To mend: use the version of notices" in done.err


def test_data_that_is_no_toml_is_told_with_its_line(ours):
    (ours / "data" / "rights.toml").write_text("[[access]]\nwhat\n", encoding="utf-8")
    with pytest.raises(FaultsError, match=r"rights\.toml:2: this line cannot be read"):
        planned(ours)


def git(folder, *arguments):
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True)


def test_the_road_of_the_policy_teams_page_leads_to_merged(run, tmp_path):
    """The commands of docs/policy-team.md, the edit and what it shows."""
    page = (ROOT / "docs" / "policy-team.md").read_text(encoding="utf-8")
    commands = [
        shlex.split(line)[1:]
        for line in page.splitlines()
        if line.startswith("notices ")
    ]
    export = next(one for one in commands if one[:2] == ["wording", "export"])
    look, review = (one for one in commands if one[1] == "git:main:wording")
    before, after = re.search(
        r"this line\n\n```\n(.*?)\n```\n\nbecomes\n\n```\n(.*?)\n```", page
    ).groups()
    shutil.copy(EXAMPLES / "newcastle-schools.toml", tmp_path / "council.toml")
    (tmp_path / "schools.csv").write_text("urn\n108427\n108458\n", encoding="utf-8")

    run(*export)
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "Start")
    change(tmp_path / export[2] / export[3], before, after)
    told = re.search(r"```\n(2 notices of 8 change.*?)```", page, re.DOTALL)[1]
    # What is said besides once the law was last looked at before today.
    besides = r"\nThe law was looked at to .*"
    assert told in re.sub(besides, "", run(*look).out)
    job = (*look, "--out", "comparison", "--fail-on", "wording")
    run(*job, code=1)
    run(*review)
    run(*job)


def test_the_job_says_what_the_page_says():
    job = (ROOT / "docs" / "compare-job.yml").read_text(encoding="utf-8")
    command = " ".join(re.search(r"run: >-\n((?: {10}.*\n)+)", job)[1].split())

    assert command == (
        'notices compare "git:$BASE:wording" wording '
        "--for schools.csv --base council.toml "
        "--edition all --out comparison --fail-on wording"
    )


def test_a_file_of_a_set_that_is_not_utf_8_is_told_with_its_line(tmp_path):
    path = tmp_path / "templates" / "x.md.j2"
    path.parent.mkdir()
    path.write_bytes("one\ncaf\u00e9\n".encode("cp1252"))

    with pytest.raises(FaultsError, match=r"x.md.j2:2: the byte 0xE9 is not UTF-8"):
        texts_of(tmp_path)
