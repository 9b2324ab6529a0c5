"""Answers in the text of a profile: comments and order stay."""

import tomllib

import pytest

from notices.interview.question import Question
from notices.interview.written import (
    begun,
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


def test_a_company_is_added_whole_and_one_that_is_begun_waits():
    pay = {
        ("suppliers", 0, "name"): "Example Pay",
        ("suppliers", 0, "does"): "parent-payments",
        ("suppliers", 0, "stores-data-in"): "United Kingdom",
    }
    begun_only = {**pay, ("suppliers", 1, "name"): "Example Photos"}
    text = with_answers(MINE, begun_only)

    assert tomllib.loads(text)["suppliers"] == [
        {
            "name": "Example Pay",
            "does": "parent-payments",
            "stores-data-in": "United Kingdom",
        }
    ]
    assert begun(text, 1) == {("suppliers", 1, "name"): "Example Photos"}
    whole = {
        ("suppliers", 1, "name"): "Example Photos",
        ("suppliers", 1, "does"): "photographs",
        ("suppliers", 1, "stores-data-in"): "United Kingdom",
    }
    again = with_answers(text, whole)
    assert len(tomllib.loads(again)["suppliers"]) == 2
    assert "Begun" not in again


BEGUN = "# Begun, and not used yet:\n# [[suppliers]]\n"


def test_a_comment_below_what_was_begun_stays():
    text = f'{MINE}\n{BEGUN}# name = "Example Pay"\n# ask Jo about this one\n'

    assert begun(text, 0) == {("suppliers", 0, "name"): "Example Pay"}
    again = with_answers(text, {})
    assert "Begun" not in again
    assert again.endswith("# ask Jo about this one\n")


@pytest.mark.parametrize(
    "line",
    ["# name = Example Pay", '# called = "Example Pay"', "# name = 5", "# name = "],
)
def test_what_was_begun_and_altered_into_something_else_is_left_alone(line):
    text = f"{MINE}\n{BEGUN}{line}\n"

    assert begun(text, 0) == {}
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
