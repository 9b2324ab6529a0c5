"""The interview without a terminal: a state and a line make the next state."""

import re
import tomllib
from dataclasses import replace
from datetime import date

import pytest

from notices.interview import particulars
from notices.interview.finding import Finding, look
from notices.interview.interview import begin, missing, question_at, step
from notices.interview.question import NotAnAnswerError, Question, answer_of
from notices.interview.script import script_for
from notices.interview.sitting import (
    Desk,
    file_after,
    of_school,
    of_unknown,
    unknown_script,
)
from tests.conftest import TODAY


def question(key: str, **other) -> Question:
    return Question(
        **{
            "path": ("uses", key),
            "kind": "yes-no",
            "need": "draft",
            "group": "What you do",
            "asks": f"{key}?",
            "means": f"About {key}.",
            "sample": "true",
            **other,
        }
    )


def three(answers):
    """Ask for a and c, and for b only where a is so."""
    inner = (question("b"),) if answers.get(("uses", "a")) else ()
    return (question("a"), *inner, question("c"))


def after(*lines, script=three):
    state = begin(script, {})
    for line in lines:
        state = step(script, state, line).state
    return state


def test_an_answer_brings_the_questions_that_follow_from_it():
    assert after("y").at == ("uses", "b")
    assert after("n").at == ("uses", "c")
    assert after("n", "y").at is None


def test_the_way_back_leads_through_what_was_asked():
    state = after("y", "n", "b", "b")

    assert state.at == ("uses", "a")
    assert after("y", "n", "b", "b", "n").at == ("uses", "c")


def test_an_empty_line_keeps_an_answer_and_is_none_where_there_is_no_answer():
    assert after("y", "b", "").answers == {("uses", "a"): True}
    assert after("").at == ("uses", "a")


def test_what_is_not_known_is_passed_and_can_withdraw_an_answer():
    state = after("y", "b", "d")

    assert state.answers == {}
    assert state.passed == {("uses", "a")}
    assert [one.path[1] for one in missing(three, state.answers)] == ["a", "c"]


def test_it_goes_on_with_what_was_never_asked_then_with_what_was_not_known():
    passed = frozenset({("uses", "a")})

    assert begin(three, {}, passed).at == ("uses", "c")
    assert begin(three, {("uses", "c"): True}, passed).at == ("uses", "a")


def test_it_asks_everything_again_when_nothing_is_open():
    answers = {("uses", "a"): False, ("uses", "c"): True}
    state = begin(three, answers)

    assert state.at == ("uses", "a")
    assert step(three, state, "").state.at == ("uses", "c")


def test_a_later_sitting_can_go_back_to_what_an_earlier_one_answered():
    state = begin(three, {("uses", "a"): False})

    assert state.at == ("uses", "c")
    assert step(three, state, "b").state.at == ("uses", "a")


def company(answers):
    """Ask for a company, what it does and where, and for nothing after it."""
    name = question("", path=("suppliers", 0, "name"), kind="text", need="may")
    place = question("", path=("suppliers", 0, "place"), kind="country", need="law")
    return (name, place) if ("suppliers", 0, "name") in answers else (name,)


@pytest.mark.parametrize("line", ["none", "No.", "n/a", "-", "nothing", "no thanks"])
def test_none_is_no_company(line):
    assert after(line, script=company).answers == {}


@pytest.mark.parametrize("line", ["d", "Not sure", "I don\u2019t know", "tbc", "???"])
def test_a_place_that_nobody_knows_is_left_open(line):
    state = after("Example Pay", line, script=company)

    assert state.at is None
    assert state.answers == {("suppliers", 0, "name"): "Example Pay"}
    assert [one.path[2] for one in missing(company, state.answers)] == ["place"]


def test_a_company_that_was_typed_by_mistake_is_taken_out():
    state = after("USA", "b", script=company)
    turn = step(company, state, "-")

    assert turn.says == "USA is taken out."
    assert turn.state.answers == {}


@pytest.mark.parametrize("line", ["?", "l", "perhaps", "yess"])
def test_a_line_that_answers_nothing_changes_nothing(line):
    turn = step(three, begin(three, {}), line)

    assert turn.state == begin(three, {})
    assert turn.says


@pytest.mark.parametrize(
    ("kind", "line", "answer"),
    [
        ("yes-no", "YES", True),
        ("yes-no", "n", False),
        ("email", "a@b.example", "a@b.example"),
        ("web", "https://a.example/b", "https://a.example/b"),
        ("text", "Example  Pay", "Example Pay"),
        ("country", "The U.K.", "United Kingdom"),
        ("ages", "3 to 11", (3, 11)),
        ("ages", "3-11", (3, 11)),
        ("lines", "1 The Street, , Town", ("1 The Street", "Town")),
        ("choice", "2", "clubs"),
        ("choice", "safety copies", "backup"),
        ("choices", "1, 2 and 2", ("meals", "clubs")),
    ],
)
def test_a_typed_line_becomes_an_answer(kind, line, answer):
    choices = {"meals": "Meals", "clubs": "Clubs", "backup": "Safety copies"}

    assert answer_of(question("x", kind=kind, choices=choices), line) == answer


@pytest.mark.parametrize(
    ("kind", "line", "says"),
    [
        ("email", "a(at)b", "Write it as name@domain."),
        ("web", "a.example", "Write it as https://www.example.org/page."),
        ("text", "n", "Write it in words, or type d if you do not know."),
        ("country", "UK (London)", 'Write "United Kingdom", or the other country'),
        ("ages", "11 3", "Type them as 3 11."),
        ("choice", "meels", 'Did you mean "Meals"?'),
        ("choice", "club", 'Did you mean "Clubs" or "Club houses"?'),
        ("choice", "9", "Type its number."),
        ("choices", ",", '"," says nothing.\nType a number or more.'),
        ("choices", "and", '"and" says nothing.'),
        (
            "lines",
            " , ,",
            '" , ," says nothing.\nType the lines with commas between them.',
        ),
        ("yes-no", "perhaps", "Type y or n"),
    ],
)
def test_a_line_that_is_no_answer_is_told_what_would_be_one(kind, line, says):
    choices = {"meals": "Meals", "clubs": "Clubs", "club-houses": "Club houses"}

    with pytest.raises(NotAnAnswerError) as error:
        answer_of(question("x", kind=kind, choices=choices), line)
    assert says in str(error.value)
    assert "invalid" not in str(error.value).lower()


# What is asked of whom


@pytest.fixture(scope="module")
def asked(catalogue, example):
    """Return a function: the keys that are asked of an example."""

    def keys(name: str, *kinds: str) -> set[str]:
        script = script_for(catalogue, example(name), TODAY)
        return {".".join(map(str, one.path)) for one in script({("notices",): kinds})}

    return keys


def test_only_what_fits_the_type_and_the_ages_is_asked(asked):
    nursery, secondary = asked("ashfield-nursery", "pupils"), asked("kenton-school")

    assert "uses.public-examinations" not in nursery
    assert "uses.managed-moves" not in nursery
    assert "uses.public-examinations" in asked("kenton-school", "pupils")
    assert "trust.name" not in nursery
    assert "uses.cctv" not in secondary  # no notice was chosen


def test_staff_questions_are_asked_for_a_staff_notice(asked):
    assert "uses.payroll-provider" not in asked("byker-primary", "pupils")
    assert "uses.payroll-provider" in asked("byker-primary", "pupils", "workforce")


def test_no_question_of_use_has_an_answer_that_nobody_gave(catalogue, example):
    """A no is a promise to the public, so an empty line never makes one."""
    script = script_for(catalogue, example("ashfield-nursery"), TODAY)

    for one in script({}):
        assert one.path[0] != "uses" or one.default is None


def test_an_answer_of_yes_asks_what_the_law_wants_besides(catalogue, example):
    script = script_for(catalogue, example("ashfield-nursery"), TODAY)
    more = script({("uses", "automated-decisions"): True})

    assert [one.path[2] for one in more if one.path[0] == "automated-decisions"] == [
        "what",
        "how",
        "means",
        "safeguards",
    ]


def test_a_company_abroad_takes_back_that_nothing_leaves_the_country(
    catalogue, register
):
    desk = Desk(catalogue=catalogue, register=register, on=TODAY)
    sitting = of_school(desk, register.find(108427))
    abroad = {
        ("suppliers", 0, "name"): "Example Pay",
        ("suppliers", 0, "does"): "parent-payments",
        ("suppliers", 0, "stores-data-in"): "Ireland",
        ("uses", "transfers-outside-uk"): False,
    }
    state = replace(sitting.start, answers=abroad)
    told = tomllib.loads(file_after(sitting, state).decode())
    asked = {one.path for one in sitting.script(abroad)}

    assert told["uses"] == {}
    assert ("uses", "transfers-outside-uk") not in asked
    assert ("suppliers", 0, "safeguard") in asked


@pytest.mark.parametrize(
    ("kind", "asks"),
    [
        ("academy-converter", ("trust", "name")),
        ("other-independent-school", ("controller", "name")),
    ],
)
def test_who_runs_a_school_is_asked_where_nobody_knows_it(
    catalogue, register, kind, asks
):
    desk = Desk(catalogue=catalogue, register=register, on=TODAY)
    sitting = of_unknown(
        desk,
        {
            ("organisation", "name"): "Example Hill",
            ("organisation", "type"): kind,
            ("organisation", "ages"): (4, 11),
            ("organisation", "address"): ("1 Hill Road",),
        },
    )

    assert asks in [one.path for one in missing(sitting.script, sitting.start.answers)]


def test_it_says_that_nearly_every_school_has_a_company(catalogue, example):
    script = script_for(catalogue, example("kenton-school"), TODAY)
    path = ("suppliers", 0, "name")
    state = replace(begin(script, {}), answers={}, at=path)

    assert "Nearly every school has some" in step(script, state, "none").says


def test_every_question_is_plain(catalogue, example):
    kinds = ("pupils", "workforce", "governors")
    script = script_for(catalogue, example("kenton-school"), TODAY)
    questions = [
        *script({("notices",): kinds, ("suppliers", 0, "name"): "Example Pay"}),
        *particulars.of_nobody_known({"x": "y"}),
    ]

    for one in questions:
        assert one.asks.endswith(("?", ".")), one.asks
        assert one.means, one.asks
        for sentence in re.split(r"[.?] ", f"{one.asks} {one.means}"):
            assert len(sentence.split()) <= 25, sentence


def test_a_kind_of_school_is_asked_for_once_each(catalogue):
    kinds = unknown_script(catalogue)({})[1].choices

    assert len(set(kinds.values())) == len(kinds)
    assert "other-independent-school" in kinds
    assert "local-authority" not in kinds


# The search


def test_a_search_leads_by_a_number_to_a_school_and_by_a_yes_to_its_profile(register):
    finding, says = look(register, Finding(), "ashfield nursery")
    assert "1  Ashfield Nursery School" in says
    finding, says = look(register, finding, "1")
    assert "Elswick Road" in says
    assert finding.asks == "Is this your school? Type y or n."
    finding, _ = look(register, finding, "y")

    assert finding.is_sure
    assert finding.chosen == register.find(108427)


def test_a_number_that_is_not_in_the_list_is_looked_up_as_a_urn(register):
    listed, _ = look(register, Finding(), "ashfield nursery")
    finding, says = look(register, listed, "108458")

    assert "Byker Primary School" in says
    assert finding.chosen is not None


def test_a_number_of_no_school_in_the_list_chooses_none(register):
    listed, _ = look(register, Finding(), "ashfield nursery")

    for word in ("00", "99"):
        assert look(register, listed, word)[0].chosen is None


def test_the_search_stops_and_says_what_it_does_not_know(register):
    assert look(register, Finding(), "q")[0].is_stopped
    listed, _ = look(register, Finding(), "ashfield nursery")
    assert look(register, listed, "Q")[0].is_stopped
    finding, says = look(register, Finding(), "108464")
    assert finding == Finding()
    assert "URN 108464 is not in it.\nCheck the number." in says


# The profile


def test_the_profile_of_every_answer_can_be_loaded(catalogue, register, load, tmp_path):
    desk = Desk(catalogue=catalogue, register=register, on=date(2026, 11, 22))
    sitting = of_school(desk, register.find(136952))
    state = sitting.start
    answers = {"email": "a@b.example", "web": "https://a.example", "yes-no": "y"}
    answers["telephone"] = "01632 960000"
    while state.at is not None:
        one = question_at(sitting.script, state)
        line = "1" if one.choices else answers.get(one.kind, "Quite so")
        line = next(iter(one.choices), line)
        has_one = ("suppliers", 0, "name") in state.answers
        line = "" if one.path[-1] == "name" and has_one else line
        state = step(sitting.script, state, line).state
    path = tmp_path / "136952.toml"
    path.write_bytes(file_after(sitting, state))
    organisation = load(path)

    assert missing(sitting.script, state.answers) == []
    assert organisation.profile.suppliers[0].name == "Quite so"
    assert organisation.profile.notice.draft is False
    assert organisation.profile.data_protection_officer.email == "a@b.example"
