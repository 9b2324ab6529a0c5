"""Read a table: a register extract, a workbook, or a sheet of a profile's keys."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

from notices.errors import Fault, FaultsError
from notices.organisation.table.columns import Columns, nothing_in, read_columns
from notices.organisation.table.grid import Grid, Sheet
from notices.organisation.table.reading import Reading
from notices.organisation.table.row import Row
from notices.organisation.table.text import read_text
from notices.organisation.table.values import day_of, is_blank
from notices.organisation.table.workbook import is_workbook, read_workbook
from notices.tomlfile.file import unreadable
from notices.vocabulary import Vocabulary

_DAY_IN_NAME = re.compile(r"(?<![0-9])(20[0-9]{2})-?([01][0-9])-?([0-3][0-9])(?![0-9])")


_SUFFIXES = frozenset({".csv", ".xlsx"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The schools of a table."""

    name: str
    rows: tuple[Row, ...]
    faults: tuple[Fault, ...]
    """Of rows that are no school's, or that two rows claim; `rows` leaves them out."""
    unread: tuple[str, ...] = ()
    """The titles of other sheets that hold something."""


def is_table(path: Path) -> bool:
    """Say whether a file is a table by its name; nothing is opened."""
    return path.suffix.lower() in _SUFFIXES


def read_table(
    source: Path | BinaryIO, *, vocabulary: Vocabulary, name: str = ""
) -> Table:
    """Read the table at a path, or from standard input; *name* is for messages.

    Raises FaultsError if it is no table or its headers cannot be understood.  What is
    wrong with one row is kept with it, and stops no other.
    """
    name = name or (str(source) if isinstance(source, Path) else "standard input")
    return _table(read_grid(source, name), vocabulary)


def read_grid(source: Path | BinaryIO, name: str) -> Grid:
    """Read a sheet of any kind, before anybody asks what its columns mean.

    Raises FaultsError if it is no table.
    """
    folder = source.parent if isinstance(source, Path) else Path()
    data = _bytes(source, name)
    sheet = Sheet(name=name, folder=folder)
    if not data.strip():
        raise FaultsError(nothing_in(name))
    read = read_workbook if is_workbook(data) else read_text
    return read(sheet, data)


def _bytes(source: Path | BinaryIO, name: str) -> bytes:
    try:
        return source.read_bytes() if isinstance(source, Path) else source.read()
    except OSError as error:
        fault = unreadable(error, name, inside="a .csv or .xlsx file inside it")
        raise FaultsError(fault) from None


def _table(grid: Grid, vocabulary: Vocabulary) -> Table:
    faults: list[Fault] = []
    rows: dict[int, Row] = {}
    twice: set[int] = set()
    columns: Columns | None = None
    for line in grid.lines:
        if isinstance(line, Fault):
            faults.append(line)
        elif all(map(is_blank, line.cells)):
            continue
        elif columns is None:
            columns = read_columns(grid.sheet, line, vocabulary)
        else:
            row = Reading(grid.sheet, columns, vocabulary, line).row()
            if isinstance(row, Fault):
                faults.append(row)
            elif row.urn in rows:
                twice.add(row.urn)
                faults.append(_twice(row, rows[row.urn]))
            else:
                rows[row.urn] = row
    if columns is None or not (rows or faults):
        raise FaultsError(*(faults or [nothing_in(grid.sheet.name)]))
    return Table(
        name=grid.sheet.name,
        rows=tuple(row for urn, row in rows.items() if urn not in twice),
        faults=tuple(faults),
        unread=grid.unread,
    )


def day_in(name: str) -> date | None:
    """Return the day that a file's name says, such as edubasealldata20260901.csv."""
    found = _DAY_IN_NAME.search(name.replace("\\", "/").rpartition("/")[2])
    return day_of("-".join(found.groups())) if found else None


def _twice(row: Row, first: Row) -> Fault:
    where = (
        f"line {first.place.line}"
        if first.place.line is not None
        else first.place.file.rpartition(": ")[2]
    )
    return row.place.fault(
        f"{row.urn} stands in {where} too.",
        why="Which of the two rows is meant cannot be known, so neither is used.",
        mend="delete one of them.",
    )
