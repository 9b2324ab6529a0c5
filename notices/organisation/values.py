"""The kinds of text that a profile holds, each checked as it is read."""

import re
from collections.abc import Callable
from typing import Annotated

from pydantic import AfterValidator, WithJsonSchema

from notices.organisation.said import at_home
from notices.vocabulary.base import KEY

_EMAIL = re.compile(r'[^\s@<>()\[\]\\,;:"]+@[\w-]+(\.[\w-]+)+')
_WEB = re.compile(r"""https?://[\w.-]+\.[\w-]+(:\d+)?([/?#][^\s<>"'\\]*)?""")
_TELEPHONE = re.compile(r"(?=(?:[^0-9]*[0-9]){8})[+(]?[0-9][A-Za-z0-9\s+().,/:#-]*")
"""A number, and words beside it: 8 digits at least, as of 0800 1111."""
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
LONGEST_NAME = 120
OLDEST = 25
"""The highest age up to which anybody is taught here, for special needs."""
_AGES = re.compile(r"([0-9]{1,3})(?:\s*(?:[-\u2013,;]|to)\s*|\s+)([0-9]{1,3})")
_HIGHEST_URN = 999_999_999


def ages_in(text: str) -> tuple[int, int] | None:
    """Return the two ages that a text says, sensible or not; None if it is no two.

    >>> ages_in("3 to 11"), ages_in("4-11"), ages_in("11")
    ((3, 11), (4, 11), None)
    """
    found = _AGES.fullmatch(text.strip())
    return (int(found[1]), int(found[2])) if found else None


def _one_line(value: str) -> str:
    line = " ".join(value.split())
    if not line.isprintable():
        message = "it holds a character that cannot be printed; delete it"
        raise ValueError(message)
    return line


def _name(value: str) -> str:
    line = _one_line(value)
    if not line:
        message = "it is empty; write the name, or delete the line"
        raise ValueError(message)
    if len(line) > LONGEST_NAME:
        message = (
            f"it is {len(line)} characters long; "
            f"write at most {LONGEST_NAME} characters"
        )
        raise ValueError(message)
    return line


def _said(value: str) -> str:
    line = _one_line(value)
    if not line:
        message = "it is empty; write it in words"
        raise ValueError(message)
    return line


def _country(value: str) -> str:
    """Write home as every notice does; a country abroad stays as it was written."""
    name = _name(value)
    return at_home(name) or name


def _telephone(value: str) -> str:
    line = _one_line(value)
    if line and not _TELEPHONE.fullmatch(line):
        message = "it is not a telephone number; write its digits, as 01632 960000"
        raise ValueError(message)
    return line


def _urn(value: int) -> int:
    if not 0 < value <= _HIGHEST_URN:
        message = "it is not a URN; write the school's number, such as 108427"
        raise ValueError(message)
    return value


def _email(value: str) -> str:
    if not _EMAIL.fullmatch(value):
        message = "it is not an email address; write it as name@domain"
        raise ValueError(message)
    return value


def _web(value: str) -> str:
    if not _WEB.fullmatch(value):
        message = "it is not a web address; write it as https://www.example.org/page"
        raise ValueError(message)
    return value


def _colour(value: str) -> str:
    if not _COLOUR.fullmatch(value):
        message = 'it is not a colour code; write it as "#1a5276"'
        raise ValueError(message)
    return value.lower()


def _key(value: str) -> str:
    if not KEY.fullmatch(value):
        message = "it is not a key; use small letters, digits and single hyphens"
        raise ValueError(message)
    return value


def _like(pattern: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "pattern": f"^{pattern}$"})


# A pattern cannot count spaces as we do, so it leaves them out of a name's length.
_UNPRINTED = r"\x00-\x08\x0e-\x1b\x7f"
_A_LINE = _like(rf"[^{_UNPRINTED}]*")
_SAID = _like(rf"[^{_UNPRINTED}]*[^\s{_UNPRINTED}][^{_UNPRINTED}]*")
_A_NAME = _like(rf"\s*([^\s{_UNPRINTED}]\s*){{1,{LONGEST_NAME}}}")

Urn = Annotated[
    int,
    AfterValidator(_urn),
    WithJsonSchema({"type": "integer", "minimum": 1, "maximum": _HIGHEST_URN}),
]
Line = Annotated[str, AfterValidator(_one_line), _A_LINE]
"""Text of one line, or none."""
Said = Annotated[str, AfterValidator(_said), _SAID]
"""Text of one line that a notice prints, so that it must say something."""
Name = Annotated[str, AfterValidator(_name), _A_NAME]
Country = Annotated[str, AfterValidator(_country), _A_NAME]
Telephone = Annotated[
    str, AfterValidator(_telephone), _like(rf"\s*({_TELEPHONE.pattern})?")
]
Email = Annotated[str, AfterValidator(_email), _like(_EMAIL.pattern)]
Web = Annotated[str, AfterValidator(_web), _like(_WEB.pattern)]
Colour = Annotated[str, AfterValidator(_colour), _like(_COLOUR.pattern)]
Key = Annotated[str, AfterValidator(_key), _like(KEY.pattern)]

_POINTS = {
    "6(1)": ("a", "b", "c", "d", "e", "ea", "f"),
    "9(2)": ("a", "b", "c", "f", "g", "h", "i", "j"),
}
"""The bases and conditions that `data/bases.toml` puts into words."""


def _points(paragraph: str) -> list[str]:
    return [f"{paragraph}({letter})" for letter in _POINTS[paragraph]]


def _point_of(paragraph: str) -> Callable[[str], str]:
    points = _points(paragraph)

    def point(value: str) -> str:
        # No nearest one is offered: which basis is right is no matter of spelling.
        if value not in points:
            message = (
                f"it is no point of Article {paragraph} that a notice can tell; "
                f"use one of {', '.join(points)}"
            )
            raise ValueError(message)
        return value

    return point


def _one_of(paragraph: str) -> WithJsonSchema:
    return WithJsonSchema({"enum": _points(paragraph)})


Article6 = Annotated[str, AfterValidator(_point_of("6(1)")), _one_of("6(1)")]
Article9 = Annotated[str, AfterValidator(_point_of("9(2)")), _one_of("9(2)")]
