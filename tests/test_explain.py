"""Why a sentence is there, and why something is not."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from notices.catalogue.model import Dated
from notices.compose import Choices, compose
from notices.compose.kinds import check_issuer, usual_kinds
from notices.compose.marking import unmarked
from notices.compose.reasons import why_not
from notices.compose.selection import select
from notices.dated import Start, Stretch, Timeline
from notices.errors import FaultsError, NoticesError
from notices.explain import Sought, explain
from notices.render import render_markdown
from tests.conftest import ISSUERS, NOTICES, ROOT, TODAY


@pytest.fixture
def explained(catalogue, example):
    """Return a function that explains sentences of an example's notice."""

    def explain_words(name, words="", *, kind="pupils", section=""):
        asked = Sought(words=words, section=section)
        return explain(catalogue, example(name), kind, TODAY, Choices(), asked)

    return explain_words


def test_a_sentence_names_its_template_entry_law_and_source(explained):
    (found,) = explained("ashfield-nursery", "within 30 days we tell you")
    (behind,) = found.behind

    assert found.text == "Within 30 days we tell you that we have your complaint."
    assert found.section == "complaining"
    (template,) = found.templates
    assert template.startswith("templates/sections/complaining.md.j2:")
    assert behind.key == "rights/complaint-controller"
    assert behind.place.startswith("data/rights.toml:")
    assert behind.since == "19 June 2026"
    assert "section 164A" in behind.law
    assert behind.source


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("0303", "regulator/information-commissioner"),
        ("Tell us what is special about your situation", "rights/objection"),
        ("nobody is worse off for it", "rights/withdraw-consent"),
        ("What we did before stays lawful", "rights/withdraw-consent"),
    ],
)
def test_each_sentence_of_a_text_names_what_says_it(words, key, explained):
    (found,) = explained("byker-primary", words)

    assert [one.key for one in found.behind] == [key]
    assert len(found.templates) == 1


def test_what_a_template_says_itself_rests_on_no_law(explained):
    (found,) = explained("byker-primary", "stands at the start", section="complaining")

    assert found.behind == ()
    assert len(found.templates) == 1


def test_a_kind_of_data_names_the_line_that_describes_it(explained):
    (found,) = explained("kenton-school", "parental responsibility")
    (behind,) = found.behind
    name, _, line = behind.place.rpartition(":")
    text = (ROOT / name).read_text(encoding="utf-8").splitlines()

    assert behind.key == "data/family"
    assert text[int(line) - 1] == "[family]"


def test_the_line_of_the_template_is_the_one_that_says_it(explained):
    for found in explained("byker-primary", section="your-rights"):
        for template in found.templates:
            name, _, line = template.rpartition(":")
            text = (ROOT / name).read_text(encoding="utf-8").splitlines()
            words = text[int(line) - 1]
            assert "{{" in words or found.text.split("\n")[0] in words, template


def test_a_value_names_the_layer_that_said_it(explained):
    found = explained("kenton-school", section="who-we-are")
    behind = {one.key: one for sentence in found for one in sentence.behind}

    own = behind["profile/organisation.email"]
    below = behind["profile/trust.name"]
    register = behind["register/organisation.name"]
    assert own.layer == "the organisation itself"
    assert below.layer == "a layer below; the organisation did not confirm it"
    assert below.place.endswith("trust.toml:4")
    assert register.value == "Kenton School"
    assert register.place == "schools/register, URN 138120"


def test_a_section_that_is_not_there_is_told_with_the_nearest(explained):
    with pytest.raises(NoticesError, match='did you mean "your-rights"'):
        explained("ashfield-nursery", section="your-right")


def test_words_that_are_not_there_are_told(explained):
    with pytest.raises(NoticesError, match='Nothing in this notice says "zebra"'):
        explained("ashfield-nursery", "zebra")


@pytest.mark.parametrize(("name", "kind"), NOTICES)
def test_marks_change_no_word_and_none_is_in_what_is_built(
    catalogue, example, name, kind
):
    organisation = example(name)
    built = compose(catalogue, organisation, kind, TODAY)
    marked = compose(catalogue, organisation, kind, TODAY, Choices(marked=True))

    assert "\x0e" not in render_markdown(built)
    assert "\x0e" in render_markdown(marked)
    assert unmarked(render_markdown(marked)) == render_markdown(built)


@pytest.mark.parametrize("name", ISSUERS)
def test_whatever_is_left_out_has_a_reason_in_words(catalogue, example, name):
    organisation = example(name)
    issuer = catalogue.types[organisation.type].entries[-1].entry.issuer
    for kind in catalogue.issued_by(issuer):
        selection = select(catalogue, organisation, kind, TODAY)
        for key, condition in selection.left_out.items():
            reason = why_not(catalogue, organisation, kind, TODAY, key)
            assert reason.startswith(f"{condition}: "), key
            assert reason.endswith("."), key
            assert ": ." not in reason, key


def test_why_a_sharing_is_not_there(catalogue, example):
    nursery = example("ashfield-nursery")

    def reason(key: str, on: date = TODAY) -> str:
        return why_not(catalogue, nursery, "pupils", on, key)

    assert reason("learning-records") == (
        "applies.ages-from: it needs pupils of 14 or over; the ages here are 2 to 4."
    )
    assert reason("biometrics") == "applies.uses: uses.biometrics is answered no."
    assert reason("children-not-in-school") == (
        "expected: it is announced, and not in force."
    )
    assert reason("access") == ""
    with pytest.raises(NoticesError, match='did you mean "school-census"'):
        reason("school-cencus")


def test_a_question_is_in_the_notice_only_with_something_said(
    tmp_path, catalogue, load
):
    path = tmp_path / "plain.toml"
    plain = "[organisation]\nurn = 108427\n[uses]\nschool-photographer = false\n"
    path.write_text(plain, encoding="utf-8")

    def reason(key: str) -> str:
        return why_not(catalogue, load(path), "pupils", TODAY, key)

    assert reason("transfers-outside-uk") == (
        "uses.transfers-outside-uk is not answered, so nothing is said."
    )
    assert reason("school-photographer") == (
        "uses.school-photographer is answered no, so nothing is said."
    )
    assert reason("payroll-provider") == (
        "notices: it is asked for other notices, not for pupils."
    )
    assert reason("automated-decisions") == ""  # the right of that key is told
    path.write_text(f"{plain}transfers-outside-uk = false\n", encoding="utf-8")
    assert reason("transfers-outside-uk") == ""


def test_who_issues_what_is_that_of_the_day(catalogue, example):
    nursery = replace(
        example("ashfield-nursery"),
        profile=example("ashfield-nursery").profile.model_copy(update={"notices": ()}),
    )
    thing = catalogue.types[nursery.type]
    (first,) = thing.entries
    later = replace(
        first,
        entry=first.entry.model_copy(
            update={"begins": TODAY, "seen": None, "groups": ("local-authority",)}
        ),
    )
    changed = Dated(
        key=thing.key,
        timeline=Timeline(
            (*thing.timeline, Stretch(start=Start.parse(TODAY), value=later))
        ),
        entries=(first, later),
    )
    law = replace(catalogue, types={**catalogue.types, thing.key: changed})

    assert usual_kinds(law, nursery, TODAY - timedelta(days=1)) == ("pupils",)
    assert usual_kinds(law, nursery, TODAY) == ("authority-pupils",)
    with pytest.raises(FaultsError, match="does not issue"):
        check_issuer(law, nursery, "pupils", TODAY)
