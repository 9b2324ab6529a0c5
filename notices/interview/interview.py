"""The interview itself: a state and a typed line make the next state.

The script is a function of the answers, so that a question may bring others with it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from notices.interview.question import (
    Answers,
    NotAnAnswerError,
    Path,
    Question,
    Value,
    answer_of,
    in_words,
    is_nothing,
)
from notices.organisation.said import is_not_known

Script = Callable[[Answers], tuple[Question, ...]]

HELP = "? what it means · b back · d don't know · l what is missing · q stop"


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """How far the interview is."""

    answers: Mapping[Path, Value]
    passed: frozenset[Path] = frozenset()
    """Asked, and left unanswered."""
    trail: tuple[Path, ...] = ()
    """The questions before this one, for the way back."""
    at: Path | None = None
    """The question that is asked now; None when there is none left."""
    asks_all: bool = False
    """Ask also what was answered before."""
    is_stopped: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What one line led to."""

    state: State
    says: str = ""


def begin(
    script: Script, answers: Answers, passed: frozenset[Path] = frozenset()
) -> State:
    """Return the first state: at what nobody has been asked yet.

    *passed* was asked before, and left unanswered.  When nothing else is left, what a
    notice lacks is asked again; when it lacks nothing, everything is.
    """
    optional = {one.path for one in script(answers) if one.need == "may"}
    states = (
        State(answers=answers, passed=passed),
        State(answers=answers, passed=passed & optional),
        State(answers=answers, asks_all=True),
    )
    placed = (replace(state, at=_next(script, state, None)) for state in states)
    state = next((state for state in placed if state.at is not None), states[-1])
    return replace(state, trail=_before(script, state))


def question_at(script: Script, state: State) -> Question:
    """Return the question that is asked now."""
    return next(one for one in script(state.answers) if one.path == state.at)


def step(script: Script, state: State, line: str) -> Turn:
    """Take one typed line."""
    question = question_at(script, state)
    command = _command(question, line)
    if command is not None:
        return command(script, state, question)
    try:
        return _answered(script, state, answer_of(question, line.strip()))
    except NotAnAnswerError as error:
        return Turn(state=state, says=str(error))


def _command(
    question: Question, line: str
) -> "Callable[[Script, State, Question], Turn] | None":
    """Return what *line* does, if it is no answer."""
    word = line.strip().casefold()
    if word in _COMMANDS:
        return _COMMANDS[word]
    is_words = question.kind not in {"yes-no", "choice", "choices"}
    is_none = question.need == "may" and is_words and is_nothing(line)
    return _unknown if is_none or is_not_known(line) else None


def missing(script: Script, answers: Answers) -> list[Question]:
    """Return what a notice lacks, in the order in which it is asked."""
    return [
        one
        for one in script(answers)
        if one.need in {"law", "draft"} and one.path not in answers
    ]


def progress(script: Script, state: State) -> tuple[int, int]:
    """Return the number of this question, counted from 1, and how many there are."""
    paths = [one.path for one in script(state.answers)]
    return paths.index(state.at or ()) + 1, len(paths)


def _before(script: Script, state: State) -> tuple[Path, ...]:
    """Return the questions before the one that is asked, for the way back."""
    paths = [one.path for one in script(state.answers)]
    return tuple(paths[: paths.index(state.at)]) if state.at in paths else ()


def _next(script: Script, state: State, after: Path | None) -> Path | None:
    questions = script(state.answers)
    paths = [one.path for one in questions]
    start = paths.index(after) + 1 if after in paths else 0
    for path in paths[start:]:
        if state.asks_all or (path not in state.answers and path not in state.passed):
            return path
    return None


def _forward(script: Script, state: State) -> Turn:
    here = state.at
    trail = (*state.trail, here) if here is not None else state.trail
    return Turn(
        state=replace(state, trail=trail, at=_next(script, state, here)),
    )


def _back(script: Script, state: State, _: Question) -> Turn:
    asked = {one.path for one in script(state.answers)}
    trail = [path for path in state.trail if path in asked]
    if not trail:
        return Turn(state=state, says="This is the first question.")
    return Turn(state=replace(state, trail=tuple(trail[:-1]), at=trail[-1]))


def _answered(script: Script, state: State, value: Value) -> Turn:
    path = state.at or ()
    answers = {**state.answers, path: value}
    now = replace(state, answers=answers, passed=state.passed - {path})
    return _forward(script, now)


def _unknown(script: Script, state: State, question: Question) -> Turn:
    if question.need == "now":
        says = "Nothing else can be asked before this one is answered."
        return Turn(state=state, says=says)
    if question.names_entry and question.path in state.answers:
        return _taken_out(script, state, question)
    answers = {path: one for path, one in state.answers.items() if path != state.at}
    passed = state.passed | {question.path}
    turn = _forward(script, replace(state, answers=answers, passed=passed))
    return replace(turn, says=question.if_left_out)


def _taken_out(script: Script, state: State, question: Question) -> Turn:
    """Forget all that was said of a company."""
    entry = question.path[:2]
    answers = {path: one for path, one in state.answers.items() if path[:2] != entry}
    now = replace(state, answers=answers)
    says = f"{state.answers[question.path]} is taken out."
    return Turn(state=replace(now, at=_next(script, now, None)), says=says)


def _empty(script: Script, state: State, question: Question) -> Turn:
    if question.path in state.answers:
        return _forward(script, state)
    if question.default is not None:
        return _answered(script, state, question.default)
    if question.need == "may":
        return _unknown(script, state, question)
    return Turn(
        state=state,
        says="Type an answer, d if you do not know, or ? for what this means.",
    )


def _meaning(_: Script, state: State, question: Question) -> Turn:
    says = question.means
    if question.choices and not question.is_listed:
        says += f"\nYou can answer: {', '.join(question.choices.values())}."
    return Turn(state=state, says=says)


def _list(script: Script, state: State, _: Question) -> Turn:
    lacking = missing(script, state.answers)
    lines = [f"Still missing ({len(lacking)}):", *(f"  {one.asks}" for one in lacking)]
    says = "\n".join(lines) if lacking else "Nothing is missing."
    return Turn(state=state, says=says)


def _stop(_: Script, state: State, __: Question) -> Turn:
    return Turn(state=replace(state, is_stopped=True))


_COMMANDS: Mapping[str, Callable[[Script, State, Question], Turn]] = {
    "": _empty,
    "?": _meaning,
    **dict.fromkeys(("b", "back"), _back),
    "d": _unknown,
    **dict.fromkeys(("l", "list"), _list),
    **dict.fromkeys(("q", "quit", "stop"), _stop),
}
"""What can be typed at any question in place of an answer."""


def hint(question: Question, answers: Answers) -> str:
    """Say what can be typed besides an answer in words, or ""."""
    if question.path in answers:
        keeps = f'Enter keeps "{in_words(question, answers[question.path])}"'
        return f"{keeps}, - takes it out" if question.need == "may" else keeps
    if question.default is not None:
        return f'Enter takes "{in_words(question, question.default)}"'
    if question.need == "may":
        return f"Enter {question.empty}"
    if question.kind == "yes-no":
        return "Type y or n, or d if you do not know"
    return "Type d if you do not know" if question.need != "now" else ""
