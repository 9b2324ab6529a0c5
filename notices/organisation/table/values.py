"""What a cell says, as the kind of value that its column holds."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import Enum
from types import NoneType
from typing import Any, get_args, get_origin

from notices.organisation.register.contact import telephone_of
from notices.organisation.table.grid import Value
from notices.organisation.values import ages_in
from notices.tomlfile.typed import shown


class Kind(Enum):
    """What stands in the cells of a column."""

    TEXT = "text"
    TELEPHONE = "telephone"
    ANSWER = "answer"
    DAY = "day"
    LINES = "lines"
    WORDS = "words"
    AGES = "ages"
    NAME = "name"


class WrongKindError(ValueError):
    """A cell holds another kind of value: what it is, why not, and how to mend it."""


_BY_KEY = {
    "telephone": Kind.TELEPHONE,
    "ages": Kind.AGES,
    "name": Kind.NAME,
    "address": Kind.LINES,
}
_ANSWERS = {"yes": True, "y": True, "true": True} | {
    "no": False,
    "n": False,
    "false": False,
}
_SHORT_FORM = re.compile(r"[0-9](?:\.[0-9]+)?E\+?[0-9]+", re.IGNORECASE)
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[T ]00:00(?::00)?)?")
_ENGLISH_DAY = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})")
_ERRORS = frozenset(
    {"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!"}
)


def kind_of(key: str, annotation: Any) -> Kind | None:
    """Return the kind of the cells of a profile's key; None if no cell can hold it."""
    if key in _BY_KEY:
        return _BY_KEY[key]
    inner = [part for part in get_args(annotation) if part is not NoneType]
    if get_origin(annotation) is tuple:
        return None if int in inner else Kind.WORDS
    if inner and not isinstance(inner[0], str):
        return kind_of("", inner[0])
    kinds: Mapping[Any, Kind] = {
        bool: Kind.ANSWER,
        date: Kind.DAY,
        str: Kind.TEXT,
    }
    return Kind.TEXT if inner else kinds.get(annotation)


def is_blank(cell: Value) -> bool:
    """Say whether a cell says nothing."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def text_of(cell: Value) -> str:
    """Return a cell as somebody reads it: a whole number has no decimals.

    >>> text_of(108427.0), text_of(" 108427.0 "), text_of(None)
    ('108427', '108427.0', '')
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return str(cell).strip()


def whole(text: str) -> str:
    """Take off the decimals that a spreadsheet gave a whole number.

    >>> whole("108427.0"), whole("108,427"), whole("St Paul's")
    ('108427', '108,427', "St Paul's")
    """
    return re.sub(r"\A([0-9]+)\.0+\Z", r"\1", text.strip())


def value_of(kind: Kind, cell: Value) -> Any:
    """Return what *cell* says; raises WrongKindError."""
    check_no_error(cell)
    return _READERS[kind](cell)


def check_no_error(cell: Value) -> None:
    """Raise WrongKindError for what a spreadsheet writes where a formula fails."""
    if isinstance(cell, str) and cell.strip().upper() in _ERRORS:
        raise WrongKindError(
            f"the cell holds a spreadsheet's error, {cell.strip()}.",
            "",
            "write the value, or leave the cell blank.",
        )


def check_name(name: str) -> None:
    """Raise WrongKindError for a name in which there is no letter."""
    if name and not any(map(str.isalpha, name)):
        raise WrongKindError(
            f"{shown(name)} is no name: it has no letter.",
            "A notice would call the school so.",
            "write the name of the school, or leave the cell blank.",
        )


def _answer(cell: Value) -> bool:
    if isinstance(cell, bool):
        return cell
    said = text_of(cell).casefold()
    if said in _ANSWERS:
        return _ANSWERS[said]
    raise WrongKindError(
        f"{shown(cell)} is neither yes nor no.",
        "A blank cell is a question that was not answered.",
        "write yes or no, or leave the cell blank.",
    )


def _day(cell: Value) -> date:
    day = day_of(cell)
    if day is None:
        raise WrongKindError(
            f"{shown(cell)} is not a day.",
            "",
            "write it as 2026-09-01, or as 01/09/2026 with the day first.",
        )
    return day


def day_of(cell: Value) -> date | None:
    """Return the day that a cell says, or None; England writes the day first.

    >>> day_of("01/09/2026") == day_of("2026-09-01") == date(2026, 9, 1)
    True
    """
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = text_of(cell)
    if found := _ISO_DAY.fullmatch(text):
        parts = found.groups()
    elif found := _ENGLISH_DAY.fullmatch(text):
        parts = found.groups()[::-1]
    else:
        return None
    year, month, day = map(int, parts)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _ages(cell: Value) -> list[int]:
    found = ages_in(text_of(cell))
    if isinstance(cell, date) or found is None:
        is_day = isinstance(cell, date)
        raise WrongKindError(
            f"{shown(cell)} is not a lowest and a highest age.",
            "A spreadsheet makes a day of ages that are joined by a hyphen."
            if is_day
            else "",
            "write them as 3 to 11.",
        )
    low, high = found
    if low > high:
        raise WrongKindError(
            f"{shown(text_of(cell))} has the highest age first.",
            "",
            f"write {high} to {low}.",
        )
    return [low, high]


def _name(cell: Value) -> str:
    name = _text(cell)
    check_name(name)
    return name


def _text(cell: Value) -> str:
    text = text_of(cell)
    if isinstance(cell, (bool, date)):
        raise WrongKindError(
            f"{shown(cell)} stands where text belongs.",
            "",
            "format the cell as text and write it again.",
        )
    return text


def _telephone(cell: Value) -> str:
    text = whole(_text(cell))
    if _SHORT_FORM.fullmatch(text):
        raise WrongKindError(
            f"{shown(text)} is a number that a spreadsheet cut short.",
            "Its last digits are lost.",
            "format the column as text and write the whole number.",
        )
    return telephone_of(text)


def _lines(cell: Value) -> list[str]:
    lines = re.split(r"[;\r\n]+", _text(cell))
    return [line.strip() for line in lines if line.strip()]


def _words(cell: Value) -> list[str]:
    words = re.split(r"[;,\s]+", whole(_text(cell)))
    return [word for word in words if word]


_READERS: Mapping[Kind, Callable[[Value], Any]] = {
    Kind.TEXT: _text,
    Kind.NAME: _name,
    Kind.TELEPHONE: _telephone,
    Kind.ANSWER: _answer,
    Kind.DAY: _day,
    Kind.LINES: _lines,
    Kind.WORDS: _words,
    Kind.AGES: _ages,
}
