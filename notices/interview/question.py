"""A question as data, and how a typed line becomes an answer to it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from pydantic import TypeAdapter, ValidationError

from notices.errors import keys_meant, keys_named
from notices.organisation.said import why_no_country
from notices.organisation.values import (
    OLDEST,
    Country,
    Email,
    Line,
    Name,
    Telephone,
    Web,
    ages_in,
)
from notices.tomlfile.typed import shown

Path = tuple[str | int, ...]
Value = str | bool | int | tuple[str, ...] | tuple[int, ...]
Answers = Mapping[Path, Value]

Kind = Literal[
    "text",
    "country",
    "email",
    "telephone",
    "web",
    "yes-no",
    "choice",
    "choices",
    "ages",
    "lines",
]
Need = Literal["now", "law", "draft", "may"]
"""Why an answer is wanted.

*now*: nothing can be asked without it.  *law*: a notice must say it; a draft leaves a
blank.  *draft*: unanswered, the notice stays a draft.  *may*: it can be left out.
"""


_WORDS = "write it in words, or type d if you do not know"


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
    if_left_out: str = ""
    """What to say to somebody who leaves it out."""

    @property
    def names_entry(self) -> bool:
        """Say whether it asks for the name of what the questions after it are about."""
        return len(self.path) == 3 and self.path[-1] == "name"

    def named(self, answers: Answers) -> str:
        """Return what it asks, behind its key or the company that it asks about."""
        name = answers.get((*self.path[:2], "name")) if len(self.path) == 3 else ""
        key = ".".join(part for part in self.path if isinstance(part, str))
        return f"{name or key}: {self.asks}"


def by_law(path: Path, group: str, asks: str, means: str) -> Question:
    """Ask in words for what a notice must say."""
    return Question(
        path=path,
        kind="text",
        need="law",
        group=group,
        asks=asks,
        means=means,
    )


_TYPES: Mapping[Kind, Any] = {
    "country": Country,
    "email": Email,
    "telephone": Telephone,
    "web": Web,
}
"""What a line must be; any other is a name, or words."""
_NOTHING = re.compile(
    r"-+|n|no|none|nil|nothing|nobody|no ?one|n/?a|not applicable|no(?:thing)? more|"
    r"(?:no|none|nothing),? thanks?|that'?s (?:all|it)|that is (?:all|it)"
)


def is_nothing(line: str) -> bool:
    """Say whether somebody says that there is none."""
    return bool(_NOTHING.fullmatch(line.strip(" .").casefold().replace("\u2019", "'")))


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
    if len(line) < 2 or is_nothing(line):
        raise NotAnAnswerError(_sentences(line, "says too little", _WORDS))
    if question.kind == "country" and (wrong := why_no_country(line)):
        raise NotAnAnswerError(_sentences(line, *wrong))
    return _checked(_TYPES.get(question.kind, Name), line)


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


def plain(value: Value) -> Any:
    """Return an answer as TOML holds it."""
    return list(value) if isinstance(value, tuple) else value


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
    found = keys_named(line, question.choices)
    if len(found) == 1:
        return found[0]
    titles = [question.choices[key] for key in keys_meant(line, question.choices)]
    see = "its number" if question.is_listed else "? to see them all"
    named = " or ".join(map(shown, titles))
    mend = f"Did you mean {named}?" if titles else f"Type {see}."
    raise NotAnAnswerError(f"{shown(line)} is not one of them.\n{mend}")


def _ages(line: str) -> tuple[int, int]:
    ages = ages_in(line)
    if ages and ages[0] <= ages[1] <= OLDEST:
        return ages
    raise NotAnAnswerError(
        f"{shown(line)} is not a lowest and a highest age.\nType them as 3 11."
    )
