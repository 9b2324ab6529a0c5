"""What must hold of every check: our own notices, single passages, days and names."""

import re
from dataclasses import replace
from datetime import date

import pytest

from notices.check.checking import check_document
from notices.check.load import load_rulebook
from notices.check.looking import Context
from notices.check.notice import check_notice
from notices.compose import Choices, compose
from notices.reading import read
from notices.vocabulary.lists import PAGE
from tests.conftest import NOTICES, ROOT, TODAY

EARLIER = [("kenton-school", "pupils", date(2019, 6, 1))]
OURS = [(name, kind, TODAY) for name, kind in NOTICES] + EARLIER


@pytest.fixture(scope="session")
def book(catalogue):
    return load_rulebook(catalogue)


@pytest.fixture(scope="session")
def check_ours(catalogue, example, book):
    """Return a function that checks a notice of an example."""

    def check(name, kind, on):
        organisation = example(name)
        notice = compose(catalogue, organisation, kind, on, Choices(today=TODAY))
        return check_notice(notice, organisation, book, set(book.rules))

    return check


@pytest.fixture
def check_text(tmp_path, book):
    """Return a function that checks a text as a Markdown document."""

    def check(text, *, on=TODAY, kind="", notice=""):
        path = tmp_path / "notice.md"
        path.write_text(text, encoding="utf-8")
        asked = Context(on=on, kind=kind, notice=notice)
        return check_document(read(path), asked, book, set(book.rules))

    return check


def names_of(report, *, least="note"):
    severities = ("error", "warning", "note")
    worst = severities[: severities.index(least) + 1]
    return {one.name for one in report.findings if one.severity in worst}


@pytest.mark.parametrize(("name", "kind", "on"), OURS)
def test_in_our_own_notices_there_is_no_error_and_no_warning(
    name, kind, on, check_ours
):
    report = check_ours(name, kind, on)

    assert names_of(report, least="warning") == set()
    assert [one.title for one in report.evidence if one.state != "found"] in (
        [],
        ["where its appropriate policy document is"],
        ["where children find a version that they can read"],
        [
            "where children find a version that they can read",
            "where its appropriate policy document is",
        ],
    )


@pytest.mark.parametrize("path", sorted((ROOT / "tests" / "golden").glob("*.md")))
def test_our_notices_pass_as_documents_too(path, book):
    on = date.fromisoformat(path.stem[-10:])
    kind = {"hill": "independent", "newc": "authority", "kent": "academy"}
    whose = kind.get(path.stem[:4], "academy" if "north" in path.stem else "maintained")
    told = next(one for one in _KINDS if f"-{one}-{on}" in path.stem)
    asked = Context(on=on, notice=told, kind=whose)

    report = check_document(read(path), asked, book, set(book.rules))

    assert names_of(report, least="warning") == set()


_KINDS = sorted({kind for _, kind in NOTICES}, key=len, reverse=True)


def _without(notice, requirement):
    """Take a requirement's passages away, and headings with nothing left under them."""
    gone = [one for one in notice.passages if one.requirement == requirement]
    sections = tuple(
        kept for section in notice.sections if (kept := _stripped(section, gone)).blocks
    )
    left = "\n\n".join(
        block.markdown for section in sections for block in section.blocks
    )
    passages = tuple(
        one for one in notice.passages if one not in gone and _stands(one, gone, left)
    )
    return replace(notice, sections=sections, passages=passages)


def _stripped(section, gone):
    """Take passages out of a section; those over several blocks take the blocks."""
    blocks = []
    for block in section.blocks:
        text = block.markdown
        for passage in gone:
            if passage.section == section.key:
                inside = text and text in passage.markdown
                text = "" if inside else text.replace(passage.markdown, "")
        lines = [line for line in text.strip().splitlines() if line.strip()]
        if lines and not all(line.startswith("#") for line in lines):
            blocks.append(replace(block, markdown=text.strip()))
    return replace(section, blocks=tuple(blocks))


def _stands(passage, gone, left):
    """Say whether a passage is not part of one that went."""
    inside = any(
        passage.section == one.section and passage.markdown in one.markdown
        for one in gone
    )
    return not inside or passage.markdown in left


SHORT = {
    ("byker-primary", "governors"),
    ("hill-house", "workforce"),
    ("newcastle-council", "children-in-need-or-looked-after"),
}
"""Notices on which every run looks; the heavy tests look at all."""


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        pytest.param(*one, marks=() if one in SHORT else pytest.mark.heavy)
        for one in NOTICES
        if one[1] != PAGE
    ],
)
def test_without_a_passage_exactly_its_finding_is_raised(
    name, kind, catalogue, example, book
):
    organisation = example(name)
    notice = compose(catalogue, organisation, kind, TODAY, Choices(today=TODAY))
    for requirement in sorted({one.requirement for one in notice.passages}):
        left = _without(notice, requirement)
        expected = {one.requirement for one in notice.passages} - {
            one.requirement for one in left.passages
        }
        report = check_notice(left, organisation, book, set(book.rules))

        found = names_of(report, least="warning")
        assert found - _ALSO.get((name, requirement), set()) == {
            key.replace("_", "-") for key in expected
        }, requirement
        assert requirement in expected


_ALSO = {
    ("kenton-school", "purposes"): {"biometrics-without-consent"},
    ("kenton-school", "lawful_basis"): {"biometrics-without-consent"},
}
"""That biometrics rest on written consent is said where the purposes are told."""


UNTOLD = """# Privacy notice for pupils

Hill School is the data controller. Hill Road, Newtown, ZZ1 1ZZ.
You can complain to the Information Commissioner's Office.
"""


@pytest.mark.parametrize(("on", "found"), [(18, set()), (19, {"complaint-controller"})])
def test_the_right_to_complain_to_the_controller_is_asked_from_its_day_on(
    on, found, check_text
):
    report = check_text(UNTOLD, on=date(2026, 6, on))

    errors = names_of(report, least="error")
    assert errors & {"complaint-controller"} == found


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("the Department of Health and Social Care", set()),
        ("the Department of Health & Social Care", set()),
        ("the Department of Health", {"retired-body"}),
        ("the UK GDPR", set()),
        ("the UK General Data Protection Regulation (UK GDPR)", set()),
        ("the General Data Protection Regulation as it applies in the UK", set()),
        ("the GDPR", {"eu-gdpr"}),
        ("the General Data Protection Regulation", {"eu-gdpr"}),
        ("the EU GDPR", {"eu-gdpr"}),
        ("gdpr@school.example", set()),
        ("the Data Protection Act 2018", set()),
        ("the Data Protection Act 1998", {"retired-act"}),
        ("the Act that replaced the Data Protection Act 1998", set()),
        ("a supply teaching agency", set()),
        ("the Teaching Agency", {"retired-body"}),
        ("the Teaching Regulation Agency", set()),
        ("Primary Care Trusts", {"retired-body"}),
        (
            "the Education (Pupil Registration) (England) Regulations 2006",
            {"retired-act"},
        ),
        ("a supervisory authority", {"retired-term"}),
    ],
)
def test_names_are_told_apart(said, found, check_text):
    report = check_text(f"# Notice\n\nWe share information with {said}.\n")

    names = {"retired-body", "retired-act", "retired-term", "eu-gdpr"}
    assert names_of(report) & names == found


def test_a_name_is_retired_from_its_day_on(check_text):
    text = "# Notice\n\nWe send records to the Education and Skills Funding Agency.\n"

    before = check_text(text, on=date(2025, 3, 31))
    after = check_text(text, on=date(2025, 4, 1))

    assert "retired-body" not in names_of(before)
    assert "retired-body" in names_of(after)


def test_where_the_type_is_not_known_a_finding_is_milder_and_says_so(check_text):
    text = "# Notice\n\nWe rely on legitimate interests to teach pupils.\n"

    (known,) = _of(check_text(text, kind="academy"), "LB-01")
    (unknown,) = _of(check_text(text), "LB-01")

    assert _of(check_text(text, kind="independent"), "LB-01") == []
    assert (known.severity, unknown.severity) == ("error", "warning")
    assert "--type" in unknown.message


def _of(report, code):
    return [one for one in report.findings if one.code == code]


def test_what_is_found_is_quoted_with_its_place(check_text):
    report = check_text("# Notice\n\nHello.\n\nYou can object to this at any time.\n")

    evidence = {one.name: one for one in report.evidence}
    assert evidence["rights-object"].state == "found"
    assert evidence["rights-object"].quote.text == "You can object to this at any time."
    assert str(evidence["rights-object"].quote.place) == "line 5"


def test_a_list_is_read_with_the_words_that_introduce_it(check_text):
    report = check_text(
        "# Notice\n\nYou have the right to:\n\n- object\n- data portability\n"
    )

    states = {one.name: one.state for one in report.evidence}
    assert states["rights-object"] == states["rights-portability"] == "found"


def test_a_list_of_contents_is_no_evidence(check_text):
    report = check_text(
        "# Notice\n\nHello.\n\n- How long we keep it\n\n## How long we keep it\n"
    )

    states = {one.name: one.state for one in report.evidence}
    assert states["retention"] == "not found"
    assert "empty-heading" in names_of(report)


def test_no_finding_ever_says_compliant(book):
    said = " ".join(
        f"{one.rule.title} {one.rule.why} {one.rule.mend} {one.rule.clause}"
        for one in book.rules.values()
    )

    assert not re.search(r"complian|\bcomply\b|\binvalid\b|!", said, re.IGNORECASE)


def test_every_rule_rests_on_a_law_or_a_source(book):
    bare = [
        ready.rule.code
        for ready in book.rules.values()
        if not (ready.rule.law or ready.rule.source)
    ]

    assert bare == []


def test_the_clause_of_a_rule_satisfies_it(check_text, book):
    """What we would write is found by the rule that asks for it."""
    wrong = []
    for ready in book.rules.values():
        rule = ready.rule
        if rule.way == "must-say" and rule.clause and not ready.when:
            report = check_text(f"# Notice\n\n{rule.clause}\n")
            states = {one.name: one.state for one in report.evidence}
            if states.get(ready.name, "found") != "found":
                wrong.append(f"{rule.code} {rule.clause}")

    assert wrong == []


def test_the_example_of_a_rule_breaks_it(check_text, book):
    """What must not be said is found in the sentence that shows it."""
    wrong = [
        ready.rule.code
        for ready in book.rules.values()
        if ready.rule.way == "must-not-say"
        and ready.name
        not in names_of(
            check_text(
                f"# Notice\n\nWe share data with Ofsted.\n\n{ready.rule.example}\n"
            )
        )
    ]

    assert wrong == []
