"""A question as data, and how a typed line becomes an answer to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from pydantic import TypeAdapter, ValidationError

from notices.errors import nearest
from notices.organisation.values import (
    LEFT_OPEN,
    OLDEST,
    ONE_COUNTRY,
    Email,
    Line,
    Name,
    Web,
    ages_in,
    leaves_open,
)
from notices.tomlfile.typed import shown

Path = tuple[str | int, ...]
Value = str | bool | int | tuple[str, ...] | tuple[int, ...]
Answers = Mapping[Path, Value]

Kind = Literal[
    "text", "country", "email", "web", "yes-no", "choice", "choices", "ages", "lines"
]
Need = Literal["now", "law", "draft", "may"]
"""Why an answer is wanted.

*now*: nothing can be asked without it.  *law*: a notice must say it; a draft leaves a
blank.  *draft*: unanswered, the notice stays a draft.  *may*: it can be left out.
"""


class NotAnAnswerError(Exception):
    """A line that is no answer to the question; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing that only the school knows."""

    path: Path
    """The key of the profile that holds the answer."""
    kind: Kind
    need: Need
    group: str
    """What it belongs to, as a heading."""
    asks: str
    means: str
    """The answer to "what does this mean?"."""
    sample: str = '"…"'
    """The value as a profile would hold it."""
    choices: Mapping[str, str] = field(default_factory=dict)
    """What can be answered, and the words for it."""
    is_listed: bool = True
    """Show the choices with the question."""
    default: Value | None = None
    """What an empty line answers; only where a wrong one does no harm."""
    empty: str = "leaves it out"
    """What an empty line does where there is no default."""


def answer_of(question: Question, line: str) -> Value:
    """Read *line* as an answer.

    Raises NotAnAnswerError, with what would be one.
    """
    if question.kind == "yes-no":
        return _yes_or_no(line)
    if question.kind == "choice":
        return _chosen(question, line)
    if question.kind == "choices":
        words = [word for word in line.replace(",", " ").split() if word != "and"]
        keys = tuple(dict.fromkeys(_chosen(question, word) for word in words))
        return _not_empty(keys, line, "Type a number or more.")
    if question.kind == "ages":
        return _ages(line)
    if question.kind == "lines":
        lines = (_checked(Line, part.strip()) for part in line.split(","))
        kept = tuple(part for part in lines if part)
        return _not_empty(kept, line, "Type the lines with commas between them.")
    if question.kind in {"text", "country"} and len(line) < 2:
        raise NotAnAnswerError(f"{shown(line)} is too short.\nWrite it in words.")
    if question.kind == "country" and leaves_open(line):
        raise NotAnAnswerError(_sentences(line, LEFT_OPEN, ONE_COUNTRY))
    return _checked({"email": Email, "web": Web}.get(question.kind, Name), line)


def _not_empty(values: tuple[str, ...], line: str, mend: str) -> tuple[str, ...]:
    if not values:
        raise NotAnAnswerError(f"{shown(line)} says nothing.\n{mend}")
    return values


def in_words(question: Question, value: Value) -> str:
    """Say an answer as somebody would."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if question.kind == "ages" and isinstance(value, tuple):
        return " to ".join(map(str, value))
    values = value if isinstance(value, tuple) else (value,)
    return ", ".join(question.choices.get(str(one), str(one)) for one in values)


def _checked(kind: Any, line: str) -> str:
    try:
        return str(TypeAdapter(kind).validate_python(line))
    except ValidationError as error:
        # The message is ours: "it is not an email address; write it as name@domain".
        said = error.errors()[0]["msg"].removeprefix("Value error, ")
    what, _, mend = said.partition("; ")
    raise NotAnAnswerError(_sentences(line, what, mend))


def _sentences(line: str, what: str, mend: str) -> str:
    return f"{shown(line)} {what.removeprefix('it ')}.\n{mend[:1].upper()}{mend[1:]}."


def _yes_or_no(line: str) -> bool:
    word = line.casefold()
    if word in {"y", "yes"}:
        return True
    if word in {"n", "no"}:
        return False
    raise NotAnAnswerError(
        f"{shown(line)} is not yes or no.\n"
        "Type y or n, d if you do not know, or ? for what this means."
    )


def _chosen(question: Question, line: str) -> str:
    """Return the key of a choice that is named by number, key or words."""
    keys = list(question.choices)
    asked = line.casefold().strip()
    if question.is_listed and asked.isdecimal() and 1 <= int(asked) <= len(keys):
        return keys[int(asked) - 1]
    words = {title.casefold(): key for key, title in question.choices.items()}
    words |= {key: key for key in keys}
    if asked in words:
        return words[asked]
    parts = asked.split()
    holding = {words[one] for one in words if all(part in one for part in parts)}
    if len(holding) == 1:
        return holding.pop()
    near = nearest(asked, words)
    meant = [key for key in keys if key in holding] or ([words[near]] if near else [])
    titles = " or ".join(shown(question.choices[key]) for key in meant[:3])
    see = "its number" if question.is_listed else "? to see them all"
    mend = f"Did you mean {titles}?" if titles else f"Type {see}."
    raise NotAnAnswerError(f"{shown(line)} is not one of them.\n{mend}")


def _ages(line: str) -> tuple[int, int]:
    ages = ages_in(line)
    if ages and ages[0] <= ages[1] <= OLDEST:
        return ages
    raise NotAnAnswerError(
        f"{shown(line)} is not a lowest and a highest age.\nType them as 3 11."
    )
