"""What a comparison never calls a change of words alone."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from notices.catalogue import load_catalogue
from notices.compare.align import runs
from notices.compare.beside import later_entries, other_profiles
from notices.compare.facts import FactChange
from notices.compare.grade import grade, look_here
from notices.compare.report import as_markdown, as_text
from notices.compare.tell import group_of, note, summary, title_of
from notices.compare.whom import Whom
from notices.organisation.layers import read_layers
from tests.comparing import overlay
from tests.conftest import EXAMPLES, ROOT, TODAY, run_notices

NURSERY = EXAMPLES / "ashfield-nursery.toml"
SECTIONS = "templates/sections"
SOURCE = (
    'source = { title = "Page", url = "https://example.org" }\nchecked = 2026-11-22'
)


def names(found) -> set[str]:
    return {one.what.name for one in found.facts}


def test_an_entry_that_a_template_drops_is_material(tmp_path, compared):
    name = f"{SECTIONS}/who-we-share-with.md.j2"
    text = (ROOT / name).read_text(encoding="utf-8")
    path = tmp_path / name
    path.parent.mkdir(parents=True)
    every = "for recipient in recipients %}"
    but_one = every.replace(" %}", ' if recipient.key != "police" %}')
    path.write_text(text.replace(every, but_one), encoding="utf-8")
    found = compared("today", str(tmp_path), NURSERY)

    assert names(found) == {"sharings/police", "recipients/police"}
    assert {one.grade for one in found.changes} == {"material"}
    assert {one.what.why for one in found.facts} == {
        "it still holds, and is no longer told here"
    }


def test_a_text_that_a_template_drops_is_material(tmp_path, compared):
    ours = overlay(
        tmp_path,
        f"{SECTIONS}/complaining.md.j2",
        '{{ rights["complaint-controller"].applies_here }}\n',
        "",
    )
    found = compared("today", ours, NURSERY)

    (fact,) = (one.what for one in found.facts)
    (field,) = fact.fields
    assert fact.name == "rights/complaint-controller"
    assert field.name == "applies-here"
    assert field.old.startswith("Within 30 days")
    assert field.new == ""
    assert fact.why == "its entry says this still, and no words here tell it"
    assert {one.grade for one in found.changes} == {"material"}
    assert compared(ours, "today", NURSERY).facts[0].what.why == (
        "its entry said this before, and now words here tell it"
    )


def test_an_entry_that_is_rewritten_in_place_is_material(tmp_path, compared):
    name = "data/sharings/moving-on.toml"
    ours = overlay(tmp_path, name, "within 15 school days", "within 20 school days")
    found = compared("today", ours, EXAMPLES / "byker-primary.toml")

    (change,) = found.distinct
    assert change.grade == "material"
    assert [one.name for one in change.what.fields] == ["says"]
    assert change.what.why == (
        "the entry that holds since 8 July 2005 was rewritten, "
        "so notices of days past change too"
    )


def test_what_children_read_is_material_where_they_read_it(tmp_path, compared):
    words = "You can complain to us, in any way you like."
    said = (ROOT / "data/rights.toml").read_text(encoding="utf-8")
    assert words in said
    path = tmp_path / "data/rights.toml"
    path.parent.mkdir()
    path.write_text(said.replace("If you think that we use", "If you find that we use"))
    school = EXAMPLES / "kenton-school.toml"
    found = compared("today", str(tmp_path), school, editions=("full", "ages-9-11"))

    assert [group.kind for group in found.groups] == ["pupils.ages-9-11"]
    assert {one.grade for one in found.changes} == {"material"}


def test_an_edition_changes_only_if_what_it_tells_does(compared):
    byker = EXAMPLES / "byker-primary.toml"
    editions = ("full", "summary", "ages-5-8", "ages-9-11")
    found = compared(
        "2026-06-18", "2026-06-19", byker, kinds=("pupils",), editions=editions
    )

    assert {group.kind for group in found.groups} == {"pupils", "pupils.ages-9-11"}


def test_a_fact_is_one_change_in_a_notice_and_its_editions(compared):
    byker = EXAMPLES / "byker-primary.toml"
    editions = ("full", "ages-9-11")
    found = compared(
        "2026-06-18", "2026-06-19", byker, kinds=("pupils",), editions=editions
    )
    (change,) = found.facts

    assert change.notices == 2
    assert [one.name for one in change.what.fields] == [
        "law",
        "says",
        "applies-here",
        "to-children",
    ]


def test_what_ended_names_the_evidence_of_its_end(compared, tmp_path):
    name = "data/sharings/health.toml"
    text = (ROOT / name).read_text(encoding="utf-8")
    end = f"""[[vaccinations]]
begins = 2026-11-01
ended = "The team was closed."
{SOURCE}

"""
    at = text.index("[[", text.rindex("[[vaccinations]]") + 2)
    path = tmp_path / name
    path.parent.mkdir(parents=True)
    path.write_text(text[:at] + end + text[at:], encoding="utf-8")
    found = compared("today", str(tmp_path), EXAMPLES / "byker-primary.toml")
    (fact,) = (
        one.what for one in found.facts if one.what.name == "sharings/vaccinations"
    )

    assert (fact.what, fact.why) == ("ended", "The team was closed.")
    assert fact.place == f"{path}:{text[:at].count(chr(10)) + 1}"
    assert fact.source == "[Page](https://example.org)"


ADDED = {
    "a body and a sharing": {
        "data/recipients.toml": f"""
[[example-charity]]
begins = 2020-01-01
name = "Example Charity"
kind = "other"
{SOURCE}
""",
        "data/sharings/moving-on.toml": f"""
[[to-a-charity]]
begins = 2020-01-01
title = "To a charity"
from = "school"
to = "example-charity"
about = ["pupils"]
told-by = ["school"]
in = ["pupils"]
happens = "done"
identifies = "person"
data = ["identity"]
purposes = ["teaching"]
no-law = "It is our choice."
says = "We give the charity names."
why = "It helps children."
says-short = "to help children"
to-children = "The Example Charity, to help you."
{SOURCE}
""",
    },
    "a purpose that rests on consent": {
        "data/purposes/learning.toml": f"""
[[safe-site]]
begins = 2019-01-01
title = "A safe site"
says = "We use names to keep the site safe."
to-children = "We keep the site safe."
in = ["pupils"]
data = ["identity"]
{SOURCE}
[[safe-site.bases]]
for = ["maintained", "academy"]
article-6 = ["6(1)(a)"]
because = "You agree."
""",
    },
}


@pytest.mark.parametrize("added", ADDED.values(), ids=ADDED)
def test_what_is_added_is_material_in_every_edition(tmp_path, compared, added):
    for name, more in added.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = (ROOT / name).read_text(encoding="utf-8")
        path.write_text(f"{text}\n{more}", encoding="utf-8")
    byker = EXAMPLES / "byker-primary.toml"
    editions = ("full", "summary", "ages-9-11")
    found = compared(
        "today", str(tmp_path), byker, kinds=("pupils",), editions=editions
    )

    assert found.changed > 1
    assert {one.grade for one in found.changes} == {"material"}
    assert not re.search(r"(?m)^(wording|layout)", as_text(found))


LATER = f"""[[access]]
begins = 2027-09-01
says = "You can ask."
{SOURCE}

"""


def test_an_entry_of_a_later_day_is_told_though_no_notice_shows_it(catalogue, tmp_path):
    text = (ROOT / "data/rights.toml").read_text(encoding="utf-8")
    at = text.index("[[", text.rindex("[[access]]") + 2)
    path = tmp_path / "rights.toml"
    path.write_text(text[:at] + LATER + text[at:], encoding="utf-8")
    ours = load_catalogue(tmp_path)
    (change,) = later_entries(catalogue, ours, TODAY)

    assert (change.what, change.name) == ("changed", "rights/access")
    assert change.why == (
        "its entry from 1 September 2027 on is told by no notice yet: "
        "that day comes after those compared here"
    )
    (gone,) = later_entries(ours, catalogue, TODAY)
    assert "is no longer there" in gone.why
    assert not list(later_entries(catalogue, ours, date(2027, 9, 1)))


def test_a_profile_that_git_keeps_otherwise_is_told(repository):
    folder = repository.folder
    (folder / "base.toml").write_text("[organisation]\n", encoding="utf-8")
    own = folder / "own.toml"
    own.write_text('extends = "base.toml"\n', encoding="utf-8")
    repository.git("add", ".")
    repository.git("commit", "-qm", "second")

    def told() -> list[str]:
        found = other_profiles(["HEAD:ours"], [own], folder)
        return [Path(one.title).name for one in found]

    assert told() == []
    (folder / "base.toml").write_text("[organisation]\nurn = 1\n", encoding="utf-8")
    assert told() == ["base.toml"]


def test_what_no_notice_shows_fails_a_gate_until_somebody_reviewed_it(compared):
    change = FactChange(what="changed", kind="profiles", key="a.toml", title="a.toml")
    found = compared("today", "today", NURSERY, beside=(change,))

    assert found.has("material")
    assert list(summary(found)) == [
        "Nothing changes in 1 notice.",
        "1 other change that they do not show: 1 material.",
    ]
    assert "in no notice" in as_text(found)
    assert "a.toml" not in "\n".join(note(found))


def test_a_notice_that_one_side_alone_has_is_new(compared, tmp_path):
    text = (EXAMPLES / "ashfield-nursery.toml").read_text(encoding="utf-8")
    path = tmp_path / "own.toml"
    own = 'notices = ["pupils", "visitors"]\n'
    path.write_text(own + text, encoding="utf-8")
    found = compared("today", str(EXAMPLES / "visitors"), path)

    (change,) = found.changes
    assert title_of(change) == "New notice: Privacy notice for visitors"
    assert change.notices == 1
    assert found.failed == ()
    other = tmp_path / "other"
    shutil.copytree(EXAMPLES / "visitors", other)
    template = other / "templates/visitors.md.j2"
    words = '{% section "more", "More", "body" %}More.{% endsection %}\n'
    template.write_text(template.read_text(encoding="utf-8") + words, encoding="utf-8")
    assert compared("today", str(other), path).changes[0].id != change.id


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Write to <dpo_x@a.example.org>.", "Write to <dpox@a.example.org>."),
        (r"Write to dpo\_x@a.example.org.", "Write to dpox@a.example.org."),
        ("See https://a.example.org/x_y.", "See https://a.example.org/xy."),
        ("See [it](https://a.example.org/x_y).", "See [it](https://a.example.org/xy)."),
    ],
)
def test_an_underscore_of_an_address_is_no_layout(old, new):
    marked = runs(old, new)

    assert grade(marked) == "wording"
    assert "a link" in look_here(marked)
    assert grade(runs("We _do_ it.", "We do it.")) == "layout"


def test_two_days_before_and_after_issue_differ_in_no_particular(compared, tmp_path):
    text = (EXAMPLES / "ashfield-nursery.toml").read_text(encoding="utf-8")
    assert "issued" in text
    days = ("2019-06-01", "2026-11-22")
    for day in days:
        run_notices(
            tmp_path,
            *("build", NURSERY, "--on", day, "--out", tmp_path / day, "--keep"),
            *("--format", "md", "--notice", "pupils", "--draft"),
        )
    found = compared(*(f"built:{tmp_path / day}" for day in days), NURSERY)

    assert found.changes
    assert not {one for one in names(found) if one.startswith("particulars/notice.")}


@pytest.mark.parametrize(("members", "neither"), [(("A", "B"), True), ((), False)])
def test_a_school_of_the_register_that_neither_side_can_compose_is_known(
    compared, tmp_path, members, neither
):
    path = tmp_path / "profile.toml"
    path.write_text("[organisation]\nurn = 151134\n", encoding="utf-8")
    whom = Whom(layers=read_layers(path), members=members)
    found = compared("today", "today", NURSERY, whom)

    (failed,) = found.failed
    assert "organisation.ages: missing." in failed.fault
    assert failed.neither == neither


def test_for_whom_is_told_where_not_all_notices_change(compared):
    byker, page = EXAMPLES / "byker-primary.toml", EXAMPLES / "department.toml"
    found = compared("2026-06-18", "2026-06-19", byker, page, kinds=())

    assert 0 < found.changed < found.notices
    assert "\nFor whom\n" in as_text(found)
    assert "## For whom" in as_markdown(found)


def test_whose_words_alone_change_otherwise_is_told(compared):
    found = compared(
        "2026-06-18",
        "2026-06-19",
        *(EXAMPLES / f"{name}.toml" for name in ("byker-primary", "kenton-school")),
        EXAMPLES / "hill-house.toml",
        kinds=("pupils",),
        editions=("ages-9-11",),
    )

    others = [one for one in found.groups if one.besides]
    assert others
    assert all(len(list(group_of(one, found))) > 1 for one in others)


def test_recipients_that_are_kept_fill_no_list(compared):
    page = EXAMPLES / "department.toml"
    found = compared("2012-03-31", "2013-04-02", page)

    fates = [one.fate for page in found.pages for one in page.recipients]
    told = [one.fate for page in found.told_pages for one in page.recipients]
    assert "kept" in fates
    assert told
    assert "kept" not in told
