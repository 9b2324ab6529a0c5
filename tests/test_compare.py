"""What changes between two states of law and wording, of which class, and for whom."""

import io
import json
import re
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest

from notices.cli.misuse import is_many
from notices.compare import tell
from notices.compare.comparison import Review
from notices.compare.docx import as_docx
from notices.compare.estate import Between, compare
from notices.compare.facts import fact_changes
from notices.compare.kept import kept, read_kept
from notices.compare.opening import beyond, named, uncommitted_files
from notices.compare.page import as_page
from notices.compare.report import as_json, as_markdown, as_text
from notices.compare.reviews import record, with_reviews
from notices.compare.seen import Seen
from notices.compare.side import Kept
from notices.compare.whom import (
    AskedFor,
    Whom,
    alike,
    built_subjects,
    examples,
)
from notices.compose import Choices, compose
from notices.compose.notice import Matter
from notices.dated import in_words
from notices.errors import NoticesError
from notices.organisation.table import Wanted
from notices.publish.batch.tasks import Planner
from tests.comparing import overlay
from tests.conftest import EXAMPLES, ROOT, TODAY

NURSERY = EXAMPLES / "ashfield-nursery.toml"
NOT_IN_SCHOOL = "children-not-in-school"


@pytest.fixture(scope="session")
def tasks(catalogue, register):
    """What a batch would do for the 99 schools of an authority."""
    planner = Planner(
        vocabulary=catalogue.vocabulary,
        register=register,
        wanted=Wanted(),
        base=EXAMPLES / "newcastle-schools.toml",
        profiles=None,
    )
    plan = planner.from_register("391")
    return [
        (task.label, task.row.urn, partial(task.layers, plan.base))
        for task in plan.tasks
    ]


@pytest.fixture(scope="session")
def newcastle(tasks, register):
    """The 99 schools of an authority, one of each kind standing for all alike."""
    return list(alike(tasks, register))


def test_the_right_to_complain_to_the_controller_began_and_nothing_else(compared):
    told = as_text(compared("2026-06-18", "2026-06-19", NURSERY))
    golden = ROOT / "tests/golden/compare-complaints.txt"

    assert re.sub(r"toml:\d+", "toml:LINE", f"{told}\n") == golden.read_text(
        encoding="utf-8"
    )


def test_editions_are_compared_as_the_notices_that_they_are(compared, tmp_path):
    ours = overlay(
        tmp_path / "ours",
        "templates/editions/summary/sections.md.j2",
        "It is short, and leaves much out.",
        "It is short, and leaves nothing out.",
    )
    school = EXAMPLES / "kenton-school.toml"
    law = compared("2026-06-18", "2026-06-19", school, editions=("ages-9-11",))
    words = compared("today", ours, school, editions=("full", "summary", "ages-5-8"))

    assert law.changes[0].grade == "material"
    assert [group.kind for group in law.groups] == ["pupils.ages-9-11"]
    assert words.notices == 2  # nobody there is so young
    assert [group.kind for group in words.groups] == ["pupils.summary"]
    assert [(one.grade, one.look) for one in words.changes] == [
        ("wording", ("a negation",))
    ]


def test_what_became_of_each_recipient_of_the_departments_page(compared):
    department = EXAMPLES / "department.toml"
    found = compared(
        "2011-07-11", "2026-11-22", department, kinds=("who-we-share-with",)
    )
    (page,) = found.pages
    fates = {one.name: (one.fate, one.now) for one in page.recipients}

    assert fates["Ofsted"] == ("kept", "")
    assert fates["Service Children's Education"] == (
        "renamed",
        "Defence Children Services",
    )
    assert fates["Skills Funding Agency"] == (
        "succeeded",
        "the Department for Education",
    )
    assert fates["Audit Commission"] == (
        "ended",
        "it closed on 31 March 2015; no one body replaced it",
    )
    assert fates["Care Quality Commission"] == ("not told", "it still exists")
    assert fates["Office for Students"] == ("new", "")
    assert {one.fate for one in page.recipients} == {
        *("kept", "renamed", "succeeded", "ended", "not told", "new")
    }


def test_every_recipient_of_the_old_page_has_a_fate(compared):
    department = EXAMPLES / "department.toml"
    then = compared("2011-07-11", "2011-07-11", department).pages[0]
    now = compared("2011-07-11", "2026-11-22", department).pages[0]
    fated = {one.name for one in now.recipients if one.fate != "new"}

    assert fated == {one.name for one in then.recipients}


def test_why_something_ended_is_never_told_before_it_did(compared, catalogue):
    key, sharing = next(
        (key, sharing)
        for key, sharing in catalogue.sharings.items()
        if sharing.entries[-1].entry.ended and sharing.entries[1:]
    )
    end = sharing.entries[-1].entry
    gone = Seen(
        kind="pupils",
        title="",
        sections=(),
        requirements=frozenset(),
        matters=(Matter(kind="sharings", key=key, title=key),),
        is_draft=False,
    )

    def why(day: date) -> str:
        (change,) = fact_changes(gone, replace(gone, matters=()), catalogue, day)
        return change.why

    assert why(end.start.latest) == end.ended
    assert why(end.start.latest - timedelta(days=1)) != end.ended


def test_what_is_expected_can_be_assumed_to_begin(compared, newcastle):
    day = date(2027, 9, 1)
    found = compared(
        "2026-11-22", "2027-09-01", *newcastle, assumed={NOT_IN_SCHOOL: day}
    )

    (change,) = found.distinct
    assert (change.what.what, change.what.name) == (
        "began",
        f"sharings/{NOT_IN_SCHOOL}",
    )
    assert "Children's Wellbeing and Schools Act 2026, section 38" in change.what.law
    assert 0 < change.notices < 99
    assert (
        f"Assumed, not in force: {NOT_IN_SCHOOL} begins on 1 September 2027"
        in as_text(found)
    )


def test_a_day_past_checking_is_no_change(compared):
    assert compared("2026-11-22", "2027-09-01", NURSERY).changes == ()


def test_who_differs_from_the_rest_is_told_with_the_condition(compared):
    day = date(2027, 9, 1)
    found = compared(
        "2026-11-22",
        "2027-09-01",
        EXAMPLES / "byker-primary.toml",
        EXAMPLES / "kenton-school.toml",
        NURSERY,
        kinds=("pupils",),
        assumed={"information-to-protect": day, NOT_IN_SCHOOL: day},
    )
    text = as_text(found)

    assert found.groups[-1].members == ("108427 Ashfield Nursery School",)
    assert "applies.not-types: it is not for nursery, sixteen-plus; this is" in text


@pytest.mark.parametrize(
    ("edit", "graded"),
    [
        (
            ("changes", "we tell you before we start", "we tell you before we begin"),
            "wording",
        ),
        (
            ("complaining", "and neither has to", "and either has to"),
            "wording, look here: a negation",
        ),
        (("changes", "this notice.\nIf we", "this notice.\n\nIf we"), "layout"),
    ],
    ids=["a word", "a negation", "a blank line"],
)
def test_one_edit_is_one_distinct_change_in_an_estate_of_99(
    tmp_path, compared, newcastle, edit, graded
):
    section, old, new = edit
    name = f"templates/sections/{section}.md.j2"
    ours = overlay(tmp_path / "ours", name, old, new)
    found = compared("today", ours, *newcastle)

    (change,) = found.changes
    assert tell.graded(change) == graded
    assert (change.notices, len(found.groups)) == (99, 1)


def test_a_retention_period_is_material(tmp_path, compared, newcastle):
    says = '"Until the pupil turns 25."'
    name = "data/retention/pupils.toml"
    ours = overlay(tmp_path / "ours", name, says, says.replace("25", "26"))
    found = compared("today", ours, *newcastle)

    (change,) = found.distinct
    assert (change.grade, change.what.kind) == ("material", "retention")
    assert {one.grade for one in found.words} == {"material"}
    assert change.notices == 19  # those that pupils leave for no other; 16 to 19 apart


def test_a_requirement_whose_passage_went_is_material(tmp_path, compared):
    passage = '{% requirement "complaint_controller" %}'
    ours = overlay(
        tmp_path / "ours",
        "templates/sections/complaining.md.j2",
        passage,
        '{% requirement "complaint_regulator" %}',
    )
    found = compared("today", ours, NURSERY)

    assert [one.what.name for one in found.facts] == [
        "requirements/complaint_controller"
    ]
    assert found.has("material")


def test_between_two_days_whatever_changes_is_material(compared):
    for name in ("ashfield-nursery", "kenton-school", "hill-house"):
        path = EXAMPLES / f"{name}.toml"
        found = compared("2019-01-01", "2026-11-22", path, kinds=("pupils",))
        others = [one.what for one in found.changes if one.grade != "material"]

        assert found.facts
        assert others == []


def test_a_thing_with_itself_has_no_change(compared):
    found = compared("today", "today", *examples())

    assert found.changes == ()
    assert found.groups == ()
    assert found.failed == ()
    assert not found.has("wording")
    assert as_text(found).splitlines()[1:] == ["Nothing changes in 15 notices."]


@pytest.mark.heavy
def test_schools_of_one_kind_change_alike(tasks, register, compared):
    some = tasks[::3]
    kinds = list(alike(some, register))
    each = [Whom(layers=layers(), members=(name,)) for name, _, layers in some]
    days = ("2019-01-01", "2026-11-22")
    by_kind, one_by_one = compared(*days, *kinds), compared(*days, *each)

    assert len(kinds) < sum(len(kind.members) for kind in kinds) == len(some)
    assert {one.id: one.notices for one in by_kind.changes} == {
        one.id: one.notices for one in one_by_one.changes
    }
    assert {frozenset(group.members) for group in by_kind.groups} == {
        frozenset(group.members) for group in one_by_one.groups
    }


def test_a_built_folder_keeps_what_it_takes_to_compare(
    tmp_path, catalogue, example, compared
):
    notice = compose(
        catalogue,
        example("ashfield-nursery"),
        "pupils",
        date(2026, 6, 18),
        Choices(today=date(2026, 6, 18)),
    )
    for path, data in kept(notice, tmp_path).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    same = compared(f"built:{tmp_path}", "2026-06-18", NURSERY)
    later = compared(f"built:{tmp_path}", "2026-06-19", NURSERY)
    by_days = compared("2026-06-18", "2026-06-19", NURSERY)

    assert same.changes == ()
    assert [one.id for one in later.changes] == [one.id for one in by_days.changes]


def test_a_body_that_schools_share_is_kept_once(tmp_path, catalogue, example):
    notice = compose(catalogue, example("ashfield-nursery"), "pupils", TODAY)
    for path, data in kept(notice, tmp_path).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    assert len(kept(notice, tmp_path)) == 1
    assert set(read_kept(tmp_path)) == {(notice.folder, "pupils")}


@pytest.fixture
def changed(tmp_path, compared, catalogue):
    """Return a function: what changes where a nursery writes something else."""

    def changes(more: str, old: str, new: str):
        shipped = NURSERY.read_text(encoding="utf-8")
        text = shipped.replace("transfers-outside-uk = false\n", "") + more
        path = tmp_path / "ashfield-nursery.toml"
        path.write_text(text, encoding="utf-8")
        out = tmp_path / "out"
        notice = compose(catalogue, _loaded(path, catalogue), "pupils", TODAY)
        for where, data in kept(notice, out).items():
            where.parent.mkdir(parents=True, exist_ok=True)
            where.write_bytes(data)
        path.write_text(text.replace(old, new), encoding="utf-8")
        return compared(f"built:{out}", "today", path).changes

    return changes


def test_a_particular_that_changed_is_told_as_a_fact(changed):
    (change,) = changed("", "dpo@ashfield", "officer@ashfield")

    assert change.what.name == "particulars/data-protection-officer.email"
    assert [(one.old, one.new) for one in change.what.fields] == [
        ("dpo@ashfield.example.org", "officer@ashfield.example.org")
    ]


@pytest.mark.parametrize(
    ("entry", "name"),
    [
        (
            '[[transfers]]\nto = "Japan"\nwhat = "{}"\nsafeguard = "the {} clauses"\n',
            "own-transfers/Japan, trips",
        ),
        (
            '[[suppliers]]\nname = "Example"\ndoes = "{}"\n'
            'stores-data-in = "United Kingdom"\nsafeguard = "the {} clauses"\n',
            "own-suppliers/Example",
        ),
    ],
)
def test_of_two_of_one_name_each_can_change(entry, name, changed):
    one, other = (
        ("trips", "photographs") if "to =" in entry else ("catering", "library")
    )
    both = entry.format(one, "old") + entry.format(other, "other")

    found = [change.what for change in changed(both, "the old", "the new")]

    assert (name, "changed") in [(fact.name, fact.what) for fact in found if fact]


def _loaded(path, catalogue):
    from notices.organisation.load import load_organisation
    from notices.organisation.register import load_register

    return load_organisation(
        path, vocabulary=catalogue.vocabulary, register=load_register()
    )


def test_a_revision_is_compared_with_the_words_of_today(repository, compared):
    path = repository.folder / "templates/sections/changes.md.j2"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("before we start", "first"), encoding="utf-8")
    repository.git("commit", "-qam", "second")
    found = compared("git:HEAD~1", "git:HEAD", NURSERY, root=repository.folder)

    (change,) = found.changes
    assert (change.grade, change.what.section) == ("wording", "changes")


def test_a_folder_of_a_revision_is_laid_over_what_ships(repository, compared):
    path = repository.folder / "ours/templates/sections/changes.md.j2"
    path.parent.mkdir(parents=True)
    text = (ROOT / "templates/sections/changes.md.j2").read_text(encoding="utf-8")
    path.write_text(text.replace("before we start", "first"), encoding="utf-8")
    repository.git("add", ".")
    repository.git("commit", "-qm", "second")
    found = compared("today", "git:HEAD:ours", NURSERY, root=repository.folder)

    assert [change.what.section for change in found.changes] == ["changes"]


def test_an_entry_of_a_folder_of_a_revision_is_named_as_git_names_it(
    repository, compared
):
    path = repository.folder / "ours/data/retention/pupils.toml"
    text = (ROOT / "data/retention/pupils.toml").read_text(encoding="utf-8")
    path.parent.mkdir(parents=True)
    path.write_text(text.replace("Six years", "Seven years"), encoding="utf-8")
    repository.git("add", ".")
    repository.git("commit", "-qm", "second")
    found = compared("today", "git:HEAD:ours", NURSERY, root=repository.folder)

    places = [one.what.place for one in found.facts]
    assert places
    assert all(one.startswith("git:HEAD:ours:data/retention/") for one in places)


def test_an_entry_that_a_revision_does_not_have_is_not_taken_from_what_ships(
    repository, compared
):
    (repository.folder / "data/sharings/local-authority.toml").unlink()
    repository.git("commit", "-qam", "second")
    found = compared("git:HEAD~1", "git:HEAD", NURSERY, root=repository.folder)

    assert "ended" in {one.what.what for one in found.facts}


def test_a_fault_of_a_revision_names_the_revision(repository, compared):
    path = repository.folder / "templates/sections/changes.md.j2"
    path.write_text("{% section %}", encoding="utf-8")
    repository.git("commit", "-qam", "second")
    found = compared("git:HEAD~1", "git:HEAD", NURSERY, root=repository.folder)

    assert found.failed[0].fault.startswith("git:HEAD:templates/sections/changes.md.j2")


@pytest.mark.parametrize(
    ("side", "name"),
    [("git:HEAD", "data/catalogue.toml"), ("git:HEAD:ours", "wording.toml")],
)
def test_a_revision_of_another_schema_is_refused_in_words(
    repository, compared, side, name
):
    (repository.folder / "ours" / "templates").mkdir(parents=True)
    (repository.folder / "ours" / "templates" / "pupils.md.j2").write_text("Ours.")
    (repository.folder / "ours" / "wording.toml").write_text("schema = 2\n")
    path = repository.folder / "data/catalogue.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("schema     = 1", "schema = 2"), encoding="utf-8")
    repository.git("add", ".")
    repository.git("commit", "-qm", "second")

    with pytest.raises(NoticesError, match=rf"{side}:{name}:\d+: schema: this is form"):
        compared(side, "today", NURSERY, root=repository.folder)


def test_a_revision_from_before_data_named_its_schema_is_read(repository, compared):
    path = repository.folder / "data/catalogue.toml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text(
        "".join(line for line in lines if not line.startswith("schema ")),
        encoding="utf-8",
    )
    repository.git("commit", "-qam", "second")

    assert not compared("git:HEAD", "git:HEAD~1", NURSERY, root=repository.folder).has(
        "wording"
    )


def test_a_merge_that_a_revision_left_unfinished_is_told_with_its_line(
    repository, compared
):
    path = repository.folder / "templates/sections/changes.md.j2"
    path.write_text("<<<<<<< yours\n", encoding="utf-8")
    repository.git("commit", "-qam", "second")
    found = compared("git:HEAD~1", "git:HEAD", NURSERY, root=repository.folder)

    assert found.failed[0].fault.startswith(
        "git:HEAD:templates/sections/changes.md.j2:1: a merge is unfinished here."
    )


def test_what_is_not_committed_is_told(repository):
    path = repository.folder / "templates/sections/changes.md.j2"
    path.write_text("changed", encoding="utf-8")
    sides = named("git:HEAD", TODAY), named("today", TODAY)
    (note,) = uncommitted_files(sides, repository.folder)

    assert note == (
        "Not committed, and so not in any git: side: templates/sections/changes.md.j2."
    )


def test_what_is_not_committed_of_the_folder_that_is_named_is_told(repository):
    ours = repository.folder / "ours/templates/sections/changes.md.j2"
    ours.parent.mkdir(parents=True)
    ours.write_text("ours", encoding="utf-8")
    repository.git("add", ".")
    repository.git("commit", "-qm", "second")
    ours.write_text("ours, changed", encoding="utf-8")
    (repository.folder / "data/catalogue.toml").write_text("", encoding="utf-8")

    def told(old: str, new: str) -> str:
        sides = named(old, TODAY), named(new, TODAY)
        (note,) = uncommitted_files(sides, repository.folder)
        return note.rpartition(": ")[2]

    of_ours, of_all = "ours/templates/sections/changes.md.j2", "data/catalogue.toml"
    assert told("git:HEAD:ours", "today") == f"{of_ours}."
    assert told("git:HEAD", "today") == f"{of_all}."
    assert told("git:HEAD", "git:HEAD:ours") == f"{of_all}, {of_ours}."


def test_a_day_beyond_the_law_that_was_looked_at_is_told_so(catalogue):
    known = catalogue.about.checked_to
    (note,) = beyond(known + timedelta(days=1), catalogue)

    assert beyond(known, catalogue) == ()
    assert note.startswith(f"The law was looked at to {in_words(known)}.")


def test_outside_a_repository_git_is_refused_in_words(tmp_path, compared):
    with pytest.raises(NoticesError, match="This folder is not in a git repository"):
        compared("git:HEAD", "today", NURSERY, root=tmp_path)


def test_an_unknown_revision_is_refused_with_those_that_are_known(repository, compared):
    repository.git("tag", "v1")
    with pytest.raises(NoticesError, match=r"no such revision.*\n.*tags are v1"):
        compared("git:v2", "today", NURSERY, root=repository.folder)


def test_a_folder_that_a_revision_has_not_is_told_as_one(repository, compared):
    with pytest.raises(NoticesError) as raised:
        compared("git:HEAD:our", "today", NURSERY, root=repository.folder)

    assert str(raised.value) == (
        "git:HEAD:our: HEAD has no folder our.\n"
        "  To mend: name a folder that is committed there, "
        "or git:HEAD for the top one."
    )


@pytest.mark.parametrize("revision", ["--output=x", "HEAD:data", "-h"])
def test_a_revision_is_never_an_option(repository, compared, revision):
    with pytest.raises(NoticesError):
        compared(f"git:{revision}", "today", NURSERY, root=repository.folder)


def test_a_review_stays_with_its_change(tmp_path, compared):
    found = compared("2026-06-18", "2026-06-19", NURSERY)
    path = tmp_path / "reviewed.json"
    review = Review(by="Jo Example", on=TODAY)
    path.write_bytes(record(found, path, review=review, ids=(found.changes[0].id,)))
    again = with_reviews(compared("2026-06-18", "2026-06-19", NURSERY), path)

    assert [one.review for one in again.changes] == [review, None]
    assert "reviewed by Jo Example, 22 November 2026" in as_markdown(again)
    assert again.has("material")

    path.write_bytes(record(found, path, review=review, ids=()))
    assert not with_reviews(found, path).has("wording")


def test_a_review_of_no_change_here_is_refused(tmp_path, compared):
    found = compared("2026-06-18", "2026-06-19", NURSERY)
    review = Review(by="Jo Example", on=TODAY)

    with pytest.raises(NoticesError, match="no change here has the id abc"):
        record(found, tmp_path / "none.json", review=review, ids=("abc",))


def test_the_page_says_aloud_what_its_colours_say(compared):
    page = as_page(compared("2026-06-18", "2026-06-19", NURSERY))

    assert page.count("<ins>") == page.count("added: ") + 1  # the line that explains
    assert page.count("<del>") == page.count("taken out: ") + 1
    assert "Data Protection Act 2018, section 164A</a>" in page
    assert "<script" not in page


def test_a_hostile_name_runs_nothing_in_the_page(tmp_path, compared):
    path = tmp_path / "hostile.toml"
    text = NURSERY.read_text(encoding="utf-8")
    name = 'name = "<script>alert(1)</script>"'
    path.write_text(text.replace("[organisation]", f"[organisation]\n{name}"))
    page = as_page(compared("2026-06-18", "2026-06-19", path))

    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_data_for_programs_holds_everything(compared):
    found = compared("2026-06-18", "2026-06-19", NURSERY)
    told = json.loads(as_json(found))

    assert told["schema"] == 1
    assert [(one["of"], one["class"]) for one in told["changes"]] == [
        ("fact", "material"),
        ("words", "material"),
    ]
    assert told["groups"][0]["members"] == ["108427 Ashfield Nursery School"]


def test_it_never_says_that_a_change_does_not_matter(compared, newcastle):
    found = compared("2019-01-01", "2026-11-22", *newcastle[:3])
    texts = [as_text(found), as_markdown(found), as_page(found)]

    for text in texts:
        assert "minor" not in text.lower().replace("minority", "")
        assert "editorial" not in text.lower()


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def paragraphs(document: bytes, side: str) -> str:
    """Return the text of a Word document, its changes rejected (old) or accepted."""
    away = f"{W}ins" if side == "old" else f"{W}del"
    texts = []
    for paragraph in ET.fromstring(document).iter(f"{W}p"):
        for child in list(paragraph):
            if child.tag == away:
                paragraph.remove(child)
        breaks = {f"{W}br": "\n"}
        words = (breaks.get(one.tag, one.text or "") for one in paragraph.iter())
        texts.append("".join(words))
    return "\n".join(texts)


def test_word_tracks_the_changes_that_the_comparison_found(compared):
    found = compared("2026-06-18", "2026-06-19", NURSERY)
    package = ZipFile(io.BytesIO(as_docx(found)))
    document = package.read("word/document.xml")
    old, new = (paragraphs(document, side) for side in ("old", "new"))

    assert package.testzip() is None
    assert "Tell us what is wrong, in any way you like.\nWe look into it and" in old
    assert "we have your complaint.\nWe look into it without undue delay" in new
    assert "Tell us what is wrong" not in new
    assert b'w:author="notices compare" w:date="2026-06-19T00:00:00Z"' in document
    assert as_docx(found) == as_docx(compared("2026-06-18", "2026-06-19", NURSERY))


def test_two_built_folders_are_compared_without_a_profile(tmp_path, catalogue, example):
    for name, on in (("old", date(2026, 6, 18)), ("new", date(2026, 6, 19))):
        organisation = example("ashfield-nursery")
        notice = compose(catalogue, organisation, "pupils", on)
        for path, data in kept(notice, tmp_path / name).items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    old, new = (
        Kept(label=name, notices=read_kept(tmp_path / name)) for name in ("old", "new")
    )
    between = Between(old="old", new="new", on=TODAY, catalogue=catalogue)
    found = compare(built_subjects(old, new, AskedFor()), between)

    assert [one.what.name for one in found.facts] == ["rights/complaint-controller"]
    assert found.groups[0].members == ("108427-ashfield-nursery-school",)


@pytest.mark.parametrize("whose", ["t.csv", "T.CSV", "folder/T.Xlsx", "register"])
def test_a_table_is_known_however_its_name_is_spelt(whose):
    assert is_many(whose)
    assert not is_many("school.toml")
