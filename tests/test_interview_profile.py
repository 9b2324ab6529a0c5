"""Answers in the text of a profile: comments and order stay."""

import tomllib

import pytest

from notices.interview.entries import begun
from notices.interview.question import Question
from notices.interview.written import (
    passed_in,
    placeholder,
    with_answers,
    with_draft,
    with_passed,
)

MINE = """\
# Our school
notices = ["pupils"]  # for now

[organisation]   # who we are
urn   = 108427
email = 'office@example.org'  # the office

# What we do
[uses]
biometrics = false  # no machines
# A comment that stays
cctv = true

[look]
colour = "#1d4e6b"
"""
WAITING = """\
[organisation]
# email = "name@domain"

[data-protection-officer]
# Which address?
# email = "name@domain"

[uses]
# Do you film?
# cctv = true or false
"""
EMAIL = Question(
    path=("data-protection-officer", "email"),
    kind="email",
    need="law",
    group="",
    asks="Which address?",
    means="It is printed.",
    sample='"name@domain"',
)


def test_a_changed_answer_leaves_everything_else_as_it_was():
    text = with_answers(MINE, {("uses", "cctv"): False})

    assert text == MINE.replace("cctv = true", "cctv = false")


def test_the_comment_behind_an_answer_stays():
    text = with_answers(
        MINE,
        {
            ("organisation", "email"): "new@example.org",
            ("uses", "biometrics"): True,
            ("notices",): ("pupils", "workforce"),
        },
    )

    assert 'email = "new@example.org"  # the office\n' in text
    assert "biometrics = true  # no machines\n" in text
    assert 'notices = ["pupils", "workforce"]  # for now\n' in text


def test_the_same_answer_changes_nothing():
    same = {("organisation", "email"): "office@example.org", ("uses", "cctv"): True}

    assert with_answers(MINE, same) == MINE


def test_an_answer_stands_in_the_place_that_waits_for_it():
    text = with_answers(WAITING, {("data-protection-officer", "email"): "a@b.example"})

    assert text == WAITING.replace(
        '# Which address?\n# email = "name@domain"',
        '# Which address?\nemail = "a@b.example"',
    )


def test_an_answer_without_a_place_goes_to_the_end_of_its_table():
    text = with_answers(MINE, {("uses", "publicity"): True})

    assert "cctv = true\npublicity = true\n\n[look]" in text


def test_an_answer_without_a_table_gets_one():
    told = tomllib.loads(with_answers(MINE, {("complaints", "email"): "a@b.example"}))

    assert told["complaints"] == {"email": "a@b.example"}
    assert told["look"] == {"colour": "#1d4e6b"}


def test_a_key_above_all_tables_stays_above_them():
    text = with_answers("[uses]\ncctv = true\n", {("notices",): ("governors",)})

    assert tomllib.loads(text) == {"notices": ["governors"], "uses": {"cctv": True}}


def test_an_answer_that_is_withdrawn_waits_as_a_comment():
    text = with_answers(MINE, {}, [("uses", "cctv"), ("organisation", "email")])

    assert "# cctv = true\n" in text
    assert tomllib.loads(text)["uses"] == {"biometrics": False}
    assert with_answers(text, {("uses", "cctv"): True}).count("cctv") == 1


@pytest.mark.parametrize("mark", ["\u2028", "\u0085"])
def test_a_comment_that_was_pasted_moves_no_line(mark):
    text = MINE.replace("the office", f"the{mark}office")
    waiting = WAITING.replace("# Which address?", f"# Which{mark}address?")

    withdrawn = with_answers(text, {}, cleared=[("uses", "cctv")])
    passed = with_passed(waiting, [EMAIL])

    assert withdrawn == text.replace("cctv = true", "# cctv = true")
    assert passed_in(passed, [EMAIL]) == {EMAIL.path}
    assert with_answers(waiting, {EMAIL.path: "a@b.example"}).count(mark) == 1


def test_text_with_quotes_and_backslashes_comes_back_as_it_was_typed():
    odd = 'The "Best" \\ school # 1 of Zoë'
    text = with_answers(WAITING, {("uses", "odd"): odd, ("organisation", "email"): odd})

    assert tomllib.loads(text)["uses"]["odd"] == odd
    assert tomllib.loads(text)["organisation"]["email"] == odd


PAY = {
    ("suppliers", 0, "name"): "Example Pay",
    ("suppliers", 0, "does"): "parent-payments",
    ("suppliers", 0, "stores-data-in"): "United Kingdom",
}


def test_a_company_is_written_as_soon_as_it_is_named_and_filled_in_its_place():
    text = with_answers(MINE, {**PAY, ("suppliers", 1, "name"): "Example Photos"})
    noted = text.replace('"Example Pay"', '"Example Pay"  # since May')
    again = with_answers(noted, {("suppliers", 1, "does"): "photographs"})

    assert tomllib.loads(again)["suppliers"] == [
        {
            "name": "Example Pay",
            "does": "parent-payments",
            "stores-data-in": "United Kingdom",
        },
        {"name": "Example Photos", "does": "photographs"},
    ]
    assert "# since May\n" in again
    assert "Begun" not in again


def test_a_company_that_is_taken_out_goes_and_the_others_stay():
    other = {("suppliers", 1, "name"): "Example Photos"}
    text = with_answers(MINE, {**PAY, **other})

    gone = with_answers(text, {}, cleared=tuple(PAY))
    assert tomllib.loads(gone)["suppliers"] == [{"name": "Example Photos"}]
    assert with_answers(gone, {}, cleared=[("suppliers", 0, "name")]).strip() == (
        MINE.strip()
    )


def test_a_transfer_waits_in_a_comment_until_it_is_whole():
    at = ("transfers", 0)
    text = with_answers(MINE, {(*at, "to"): "Jersey", (*at, "in"): ("workforce",)})

    assert "transfers" not in tomllib.loads(text)
    assert begun(text) == {(*at, "to"): "Jersey", (*at, "in"): ("workforce",)}
    whole = {**begun(text), (*at, "what"): "Names", (*at, "safeguard"): "Regulations"}
    again = with_answers(text, whole)
    assert tomllib.loads(again)["transfers"] == [
        {
            "to": "Jersey",
            "what": "Names",
            "safeguard": "Regulations",
            "in": ["workforce"],
        }
    ]
    assert "Begun" not in again


BEGUN = "# Begun, and not used yet:\n# [[transfers]]\n"


def test_a_comment_below_what_was_begun_stays():
    text = f'{MINE}\n{BEGUN}# to = "Jersey"\n# ask Jo about this one\n'

    assert begun(text) == {("transfers", 0, "to"): "Jersey"}
    again = with_answers(text, {})
    assert "Begun" not in again
    assert again.endswith("# ask Jo about this one\n")


@pytest.mark.parametrize(
    "line",
    ["# to = Jersey", '# called = "Jersey"', "# to = 5", "# to = "],
)
def test_what_was_begun_and_altered_into_something_else_is_left_alone(line):
    text = f"{MINE}\n{BEGUN}{line}\n"

    assert begun(text) == {}
    assert with_answers(text, {}) == text


def test_it_is_noted_what_was_asked_and_left_open():
    text = with_passed(WAITING, [EMAIL])

    assert "# email = not known yet\n" in text
    assert passed_in(text, [EMAIL]) == {EMAIL.path}
    assert passed_in(WAITING, [EMAIL]) == frozenset()
    answered = with_answers(text, {EMAIL.path: "a@b.example"})
    assert 'email = "a@b.example"\n' in answered
    assert "not known" not in answered


@pytest.mark.parametrize("text", [MINE, WAITING, "[notice]\n# draft = true\n"])
def test_the_line_that_lets_a_draft_leave_blanks_comes_and_goes(text):
    drafted = with_draft(text, is_needed=True)

    assert tomllib.loads(drafted)["notice"]["draft"] is True
    assert with_draft(drafted, is_needed=True) == drafted
    assert "draft" not in tomllib.loads(with_draft(drafted, is_needed=False))["notice"]


def test_a_placeholder_says_what_is_asked_and_what_it_means():
    assert placeholder(EMAIL) == (
        '# Which address?\n# It is printed.\n# email = "name@domain"\n'
    )
