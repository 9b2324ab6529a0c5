"""What is not known, decided or approved makes a draft, and never a sentence."""

import pytest

from notices.compose import Choices, compose
from notices.compose.editions import EDITIONS
from tests.conftest import TODAY

SCHOOL = """
notices = ["pupils", "workforce"]
[organisation]
urn = 108427
[data-protection-officer]
email = "dpo@example.org"
"""
INDEPENDENT = """
[organisation]
type = "other-independent-school"
name = "Indie School"
ages = [4, 11]
address = ["1 Hill Road", "Exampleton"]
"""
BLANK = "[To be completed: "


@pytest.fixture
def notice(catalogue, load, tmp_path):
    """Return a function that composes a notice of a profile."""

    def composed(profile: str, kind: str = "pupils", **choices):
        path = tmp_path / "profile.toml"
        path.write_text(profile, encoding="utf-8")
        given = {"accept_unanswered": True, "today": TODAY, **choices}
        return compose(catalogue, load(path), kind, TODAY, Choices(**given))

    return composed


def text(made) -> str:
    return "\n".join(b.markdown for one in made.sections for b in one.blocks)


def test_a_supplier_abroad_concerns_the_notices_that_tell_of_it(notice):
    profile = f"""{SCHOOL}
[[suppliers]]
name = "Example Messages"
does = "online-learning"
stores-data-in = "United States"
safeguard = "Regulations of the United Kingdom approve it."
"""
    pupils, staff = notice(profile), notice(profile, "workforce")

    assert not pupils.draft
    assert "outside the United Kingdom" in text(pupils)
    assert not staff.draft
    assert BLANK not in text(staff)
    assert "outside the United Kingdom" not in text(staff)


def test_a_notice_with_a_blank_that_nothing_foresaw_is_a_draft(notice, tmp_path):
    folder = tmp_path / "set" / "sections"
    folder.mkdir(parents=True)
    (folder / "our-suppliers.md.j2").write_text(
        '{% section "our-suppliers", "Companies", "front" %}'
        '{{ blank("who they are") }}{% endsection %}',
        encoding="utf-8",
    )
    made = notice(SCHOOL, templates=(tmp_path / "set", *Choices().templates))

    assert made.draft
    assert made.marks == ("DRAFT: not for publication.",)
    assert "A blank is left in: Companies. So this is a draft." in made.warnings


def test_an_approval_that_has_not_come_makes_a_draft_and_is_not_printed(notice):
    made = notice(f"{SCHOOL}\n[notice]\napproved = 2027-08-20\n")

    assert made.draft
    assert "2027" not in text(made)
    assert made.footer.endswith("Not yet approved")


def test_a_day_of_issue_that_has_not_come_is_warned_of(notice):
    made = notice(f"{SCHOOL}\n[notice]\nissued = 2027-01-10\n")

    assert not made.draft
    assert made.warnings == (
        'notice.issued, 10 January 2027, has not come yet, so every page says "Not '
        'issued then". To mend: make it again on that day, or write the day on which '
        "you publish it.",
    )


def test_what_was_approved_before_the_law_changed_is_to_be_approved_again(
    notice, tmp_path
):
    primary = SCHOOL.replace("108427", "108465")
    made = notice(f"{primary}\n[notice]\napproved = 2026-08-20\n")
    later = notice(f"{primary}\n[notice]\napproved = 2026-11-22\n")

    (told,) = made.warnings
    assert told == (
        "notice.approved, 20 August 2026: since then what the notice "
        "tells has changed (Education and crime, Vaccination records). "
        "To mend: run notices compare 2026-08-20 2026-11-22 --for "
        f'"{tmp_path}/profile.toml", and write the day on which it is approved again.'
    )
    assert not made.draft
    assert later.warnings == ()


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_edition_of_a_draft_leaves_the_officers_contact_blank(notice, edition):
    made = notice(
        "[organisation]\nurn = 108427\nages = [4, 18]\n[notice]\ndraft = true\n",
        edition=edition,
    )

    assert made.draft
    assert f"{BLANK}how to reach the data protection officer]" in text(made)


def test_nobody_is_said_to_run_a_school_who_was_not_named(notice):
    unknown = text(notice(INDEPENDENT, draft=True))
    named = f'{INDEPENDENT}[controller]\nname = "Indie Limited"\n'

    assert f"{BLANK}who owns and runs the school]" in unknown
    assert "Indie School, who runs it" not in unknown
    assert "Indie Limited, who runs it, is the *controller*" in text(notice(named))
    same = text(notice(named.replace("Limited", "School")))
    assert "It is the *controller*" in same
    assert "means both" not in same


def test_a_company_of_which_little_is_known_has_its_blanks(notice):
    made = notice(f'{SCHOOL}\n[[suppliers]]\nname = "Example Pay"\n', draft=True)
    what, where = f"**{BLANK}what it does for us]**", f"**{BLANK}in which country]**"

    assert f"| Example Pay | {what} | {where} |" in text(made)


def test_a_decision_is_told_to_those_whom_it_concerns(notice):
    decision = """
[[automated-decisions]]
what = "Places in sets"
how = "by marks"
means = "which set"
safeguards = "ask the office"
"""
    pupils = notice(f"{SCHOOL}{decision}")
    staff = notice(f"{SCHOOL}{decision}", "workforce")
    moved = notice(f'{SCHOOL}{decision}in = ["workforce"]\n', "workforce")

    assert "Places in sets" in text(pupils)
    assert "Places in sets" not in text(staff)
    assert "Places in sets" in text(moved)
