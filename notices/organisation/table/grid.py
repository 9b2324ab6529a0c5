"""A table as it was read, before anybody asks what its columns mean."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from notices.errors import Fault

Value = str | int | float | bool | date | datetime | None
"""What may stand in a cell; a text file has texts only."""

_PLAIN_SHEET = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Where a table stands: a file, and in a workbook one of its sheets."""

    name: str
    """What messages call the file."""
    folder: Path
    title: str = ""
    """Of the sheet; "" in a text file."""

    def place(self, line: int, column: int, key: str) -> "Place":
        """Return the place of a cell; *key* is its column as its author headed it.

        Lines are counted from 1, columns from 0.
        """
        if not self.title:
            return Place(file=self.name, line=line, key=key)
        is_plain = _PLAIN_SHEET.fullmatch(self.title)
        quoted = self.title.replace("'", "''")
        title = self.title if is_plain else f"'{quoted}'"
        cell = f"{letters_of(column)}{line}"
        return Place(file=f"{self.name}: {title}!{cell}", line=None, key=key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a cell stands, as a message says it."""

    file: str
    line: int | None
    key: str

    def __str__(self) -> str:
        return self.file if self.line is None else f"{self.file}:{self.line}"

    def fault(self, what: str, *, why: str = "", mend: str = "") -> Fault:
        """Return a fault here."""
        return Fault(
            file=self.file, line=self.line, key=self.key, what=what, why=why, mend=mend
        )


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its number, counted from 1, and its cells."""

    number: int
    cells: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet and its rows, the header first; a row that cannot be read is a fault."""

    sheet: Sheet
    lines: Iterator[Line | Fault]
    unread: tuple[str, ...] = ()
    """The titles of other sheets that hold something."""


def letters_of(column: int) -> str:
    """Return what a spreadsheet calls a column, counted from 0.

    >>> letters_of(0), letters_of(25), letters_of(26), letters_of(702)
    ('A', 'Z', 'AA', 'AAA')
    """
    letters = ""
    rest = column + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters


def file_fault(name: str, what: str, *, why: str = "", mend: str = "") -> Fault:
    """Return a fault of the file as a whole."""
    return Fault(file=name, line=None, key="", what=what, why=why, mend=mend)


def no_table(name: str, kind: str = "") -> Fault:
    """Return the fault that a file is no table that is read here, but of a *kind*."""
    return file_fault(
        name,
        f"this is {kind or 'not a table'}.",
        why="A table is a CSV file or an Excel workbook (.xlsx).",
        mend='save it from your spreadsheet as "CSV UTF-8" or as .xlsx.',
    )
