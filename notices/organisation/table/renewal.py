"""A register of one's own, made of a newer extract of the Department's."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from notices.errors import Fault, FaultsError, NoticesError
from notices.organisation.register import NEEDED, Register
from notices.organisation.register.contact import authority_name_of
from notices.organisation.register.files import (
    AUTHORITIES,
    AUTHORITY_COLUMNS,
    SCHOOL_COLUMNS,
    TRUST,
    TRUSTS,
    Rows,
    files_of,
)
from notices.organisation.table.columns import STATUS, Columns, nothing_in, read_columns
from notices.organisation.table.grid import Grid, Line, file_fault
from notices.organisation.table.read import day_in, read_grid
from notices.organisation.table.reading import Reading
from notices.organisation.table.row import Row
from notices.organisation.table.values import is_blank, text_of, whole
from notices.tomlfile.typed import shown
from notices.vocabulary import Vocabulary

_LA, _LA_NAME = "LA (code)", "LA (name)"
_KIND, _TRUST_NAME = "TrustSchoolFlag (name)", "Trusts (name)"

Cells = dict[str, str]
"""One row by the Department's headers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal:
    """What became of an extract."""

    files: Mapping[str, bytes]
    """The files of the register, by name."""
    day: date
    schools: int
    left_out: int
    """Rows of schools that are closed, or of a kind that no notice is made for."""
    trusts_day: date
    """Older than `day` where the extract does not tell the trusts."""


def renewal_of(
    source: Path, *, vocabulary: Vocabulary, before: Register, day: date | None
) -> Renewal:
    """Make a register of the extract at *source*; *before* tells what it leaves out.

    *day* is that of the extract; without one, its file name says it.
    Raises FaultsError if it is no extract, or a row cannot be read, and NoticesError
    if no day is known.
    """
    grid = read_grid(source, str(source))
    on = day or day_in(str(source))
    if on is None:
        raise NoticesError(
            f"{source}: its name does not say of which day it is.\n"
            "  A notice says on which day the register told its facts.\n"
            "  To mend: add the day of the download, such as --day 2026-09-01."
        )
    columns, lines = _opened(grid, vocabulary)
    rows = list(_rows(grid, columns, lines, vocabulary))
    kept = {
        row.urn: _cells(columns, line, row.urn)
        for row, line in rows
        if row.is_open and row.type in vocabulary.types
    }
    has_trusts = {_KIND, TRUST, _TRUST_NAME} <= columns.register.keys()
    made = Rows(
        schools=_with_trusts(kept, before, has_trusts=has_trusts),
        trusts=_trusts(kept, before),
        authorities=_authorities(kept, before),
        day=on,
        trusts_day=on if has_trusts else before.trusts_day,
        covers=f"the open schools in {source.name}",
        remark="What this register says of itself; by notices register update.",
    )
    return Renewal(
        files=files_of(made),
        day=on,
        schools=len(kept),
        left_out=len(rows) - len(kept),
        trusts_day=made.trusts_day,
    )


def _opened(
    grid: Grid, vocabulary: Vocabulary
) -> tuple[Columns, Iterator[Line | Fault]]:
    """Return the columns of an extract, and the lines below its headers."""
    lines = (
        line
        for line in grid.lines
        if isinstance(line, Fault) or not all(map(is_blank, line.cells))
    )
    head = next(lines, None)
    if head is None or isinstance(head, Fault):
        raise FaultsError(head or nothing_in(grid.sheet.name))
    columns = read_columns(grid.sheet, head, vocabulary)
    needed = dict.fromkeys((*NEEDED[1:], STATUS, _LA, _LA_NAME))
    lacking = [f'"{one}"' for one in needed if one not in columns.register]
    if lacking:
        fault = file_fault(
            grid.sheet.name,
            f"it has no column {' and no column '.join(lacking)}.",
            why="A register is made of the Department's download, with its headers.",
            mend="download all fields from Get Information About Schools.",
        )
        raise FaultsError(fault)
    return columns, lines


def _rows(
    grid: Grid, columns: Columns, lines: Iterator[Line | Fault], vocabulary: Vocabulary
) -> Iterator[tuple[Row, Line]]:
    """Yield each row with its line; raise all that cannot be read, at the end."""
    faults: list[Fault] = []
    for line in lines:
        if isinstance(line, Fault):
            faults.append(line)
            continue
        row = Reading(grid.sheet, columns, vocabulary, line).row()
        if isinstance(row, Fault):
            faults.append(row)
        else:
            if row.is_open:  # what is wrong with the others is nobody's any more
                faults.extend((*row.faults, *_no_trust(grid, columns, line)))
            yield row, line
    if faults:
        raise FaultsError(*faults)


def _no_trust(grid: Grid, columns: Columns, line: Line) -> Iterator[Fault]:
    code = _trust_in(_cells(columns, line, 0))
    if code and not (code.isascii() and code.isdigit()):
        at = columns.register[TRUST]
        yield grid.sheet.place(line.number, at, columns.header[at]).fault(
            f"{shown(code)} is not the number of a trust.",
            why="A school is joined to its trust by that number.",
            mend="write the digits only, such as 2044.",
        )


def _trust_in(cells: Cells) -> str:
    """Return the number of the trust; a foundation school's runs no academies."""
    return cells.get(TRUST, "") if "academy" in cells.get(_KIND, "") else ""


def _cells(columns: Columns, line: Line, urn: int) -> Cells:
    cells = {
        head: whole(text_of(line.cells[at]))
        for head, at in columns.register.items()
        if at < len(line.cells)
    }
    code = cells.get(_LA, "")
    return cells | {"URN": str(urn), _LA: code.zfill(3) if code else ""}


def _with_trusts(
    kept: Mapping[int, Cells], before: Register, *, has_trusts: bool
) -> Iterator[Cells]:
    blank = dict.fromkeys((*SCHOOL_COLUMNS, TRUST), "")
    known = {} if has_trusts else {one.urn: one.trust_uid for one in before}
    for urn, cells in kept.items():
        own = _trust_in(cells) if has_trusts else known.get(urn) or ""
        yield blank | cells | {TRUST: own}


def _trusts(kept: Mapping[int, Cells], before: Register) -> Iterator[Cells]:
    """Yield the trusts known before, each named as the extract names it."""
    known = {one["Group UID"]: one for one in before.rows(TRUSTS)}
    named = {
        cells[TRUST]: {
            "Group UID": cells[TRUST],
            "Group Name": cells.get(_TRUST_NAME, ""),
            "Group Type": cells.get(_KIND, ""),
        }
        for cells in kept.values()
        if cells.get(TRUST, "").isdecimal()
    }
    for uid, one in (known | named).items():
        yield {"Companies House Number": ""} | known.get(uid, {}) | one


def _authorities(kept: Mapping[int, Cells], before: Register) -> list[Cells]:
    known = {one["code"]: one for one in before.rows(AUTHORITIES)}
    blank = dict.fromkeys(AUTHORITY_COLUMNS, "")
    new = {
        cells[_LA]: blank
        | {
            "code": cells[_LA],
            "register-name": cells[_LA_NAME],
            "name": authority_name_of(cells[_LA_NAME]),
        }
        for cells in kept.values()
        if cells[_LA] not in known
    }
    return [*known.values(), *new.values()]
