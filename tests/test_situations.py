"""What a notice says depends on who issues it, whom it teaches, and the day."""

import csv
import gzip
from datetime import date

import pytest

from notices.compose import Choices, compose, missing
from notices.render import render_markdown
from tests.conftest import ROOT, SCHOOLS, TODAY


@pytest.fixture(scope="module")
def text(catalogue, example):
    def composed(name: str, on: date = TODAY) -> str:
        notice = compose(catalogue, example(name), "pupils", on, Choices(today=TODAY))
        return render_markdown(notice)

    return composed


@pytest.mark.parametrize(
    "words",
    [
        "aged 13",
        "### Examinations",
        "Learning Records",
        "measure",
        "Daily attendance",
        "careers",
    ],
)
def test_a_nursery_has_nothing_for_older_pupils(words, text):
    assert words not in text("ashfield-nursery")


def test_a_maintained_school_names_its_governing_body_and_the_parental_record(text):
    notice = text("ashfield-nursery")

    assert "Its governing body is the *controller*" in notice
    assert "15 school days" in notice


def test_an_academy_names_its_trust_and_no_parental_record(text):
    notice = text("kenton-school")

    assert "It is run by Northern Leaders Trust, an academy trust." in notice
    assert "The trust is the *controller*" in notice
    assert "educational record" not in notice


@pytest.mark.parametrize(
    "words", ["For pupils aged 13 and over", "Learning Records Service"]
)
def test_a_secondary_school_has_what_older_pupils_need(words, text):
    assert words in text("kenton-school")


def test_a_special_academy_tells_of_plans_though_its_phase_is_not_applicable(text):
    assert "education, health and care plans" in text("thomas-bewick-school").lower()


BARE = """
[organisation]
urn = {urn}
[data-protection-officer]
email = "dpo@example.org"
"""


@pytest.mark.parametrize("urn", [108427, 138120, 146680])
def test_nobody_promises_what_the_profile_did_not_answer(urn, compose_profile):
    notice = compose_profile(BARE.format(urn=urn))
    text = render_markdown(notice)

    assert set(notice.unanswered) >= {"cctv", "transfers-outside-uk"}
    for words in (
        "outside the United Kingdom",
        "computer alone makes",
        "camera",
        "fingerprint",
        "photographer",
    ):
        assert words not in text


def test_unanswered_questions_make_a_draft(compose_profile):
    notice = compose_profile(BARE.format(urn=108427), accept_unanswered=False)

    assert notice.draft
    assert notice.marks[0] == "DRAFT: not for publication."


def test_an_answer_of_no_is_told_only_where_it_was_given(compose_profile):
    answered = BARE.format(urn=108427) + "[uses]\ntransfers-outside-uk = false\n"

    assert "We do not send this information outside" in render_markdown(
        compose_profile(answered)
    )


def test_a_notice_of_a_day_before_it_was_issued_says_so(text):
    notice = text("kenton-school", date(2019, 6, 1))

    assert "**Shows the law as at 1 June 2019. Not issued then.**" in notice


def _days_of_change(catalogue) -> list[date]:
    """Return every day from which some fact surely holds, and the day before it."""
    things = (
        catalogue.sharings,
        catalogue.purposes,
        catalogue.retention,
        catalogue.rights,
        catalogue.requirements,
        catalogue.bodies,
    )
    starts = {
        stretch.start.latest
        for kind in things
        for dated in kind.values()
        for stretch in dated
    }
    first = catalogue.notices["pupils"].complete_from
    days = starts | {date.fromordinal(max(day.toordinal() - 1, 1)) for day in starts}
    return [*sorted(day for day in days if first <= day <= TODAY), first]


@pytest.mark.parametrize("name", SCHOOLS)
def test_on_every_day_on_which_law_changed_a_notice_lacks_nothing(
    name, catalogue, example
):
    organisation = example(name)
    days = _days_of_change(catalogue)
    lacking = {
        day: lacks
        for day in days
        if (
            lacks := missing(compose(catalogue, organisation, "pupils", day), catalogue)
        )
    }

    assert len(days) > 20
    assert lacking == {}


def test_each_section_knows_the_facts_behind_it(catalogue, example):
    notice = compose(catalogue, example("ashfield-nursery"), "pupils", TODAY)
    sections = {section.key: section for section in notice.sections}
    (officer,) = (
        block for block in sections["who-we-are"].blocks if block.key == "officer"
    )
    census = next(
        block
        for block in sections["who-we-share-with"].blocks
        if block.key == "nursery-census"
    )

    assert [(fact.key, fact.line, fact.value) for fact in officer.facts] == [
        ("profile/data-protection-officer.role", 9, "Schools' data protection officer"),
        ("profile/data-protection-officer.email", 10, "dpo@ashfield.example.org"),
    ]
    assert census.facts[0].key == "sharings/nursery-census"
    assert census.facts[0].file == "data/sharings/department.toml"
    assert census.facts[0].line


def test_schools_alike_share_one_body(catalogue, compose_profile):
    one, other = (
        compose_profile(BARE.format(urn=urn)).part("body") for urn in (108427, 100005)
    )

    assert all(a is b for a, b in zip(one, other, strict=True))


def _one_of_each_type(register_file):
    """Yield a type's name and the first school of it in the register."""
    with gzip.open(register_file, "rt", encoding="utf-8") as text:
        first = {}
        for row in csv.DictReader(text):
            first.setdefault(row["TypeOfEstablishment (name)"], int(row["URN"]))
    return sorted(first.items())


@pytest.mark.parametrize(
    ("type_", "urn"), _one_of_each_type(ROOT / "schools" / "register.csv.gz")
)
def test_a_school_of_every_type_gets_a_notice_that_lacks_nothing(
    type_, urn, compose_profile, catalogue
):
    told = BARE.format(urn=urn)
    if type_ == "Pupil referral unit":
        told += '[controller]\nname = "Example Council"\n'

    notice = compose_profile(told)

    assert missing(notice, catalogue) == ()


def test_a_trust_says_which_of_its_schools_share_something_alone(text):
    notice = text("north-star-trust")

    assert (
        '"We" in this notice means the trust and its schools: Woodpecker Hall Primary '
        "Academy, Kingfisher Hall Primary Academy, Enfield Heights Academy and Heron "
        "Hall Academy."
    ) in notice
    assert "- **Where:** only at Heron Hall Academy" in notice
    assert notice.count("- **Where:**") > 5


def test_an_independent_school_has_no_public_task(text):
    notice = text("hill-house")

    assert "public task" not in notice.lower()
    assert "### School census" not in notice
    assert "legitimate interests (Article 6(1)(f))" in notice
    assert "contract (Article 6(1)(b))" in notice
