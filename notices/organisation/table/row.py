"""One row of a table: whose it is, and what it says as layers of a profile."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from notices.errors import Fault
from notices.organisation.table.grid import Place, Value
from notices.organisation.table.values import text_of
from notices.tomlfile.lines import Path as KeyPath
from notices.tomlfile.lines import dotted

STATUSES = ("Open", "Open, but proposed to close", "Closed", "Proposed to open")
"""How the register says whether a school is open."""
_NOT_OPEN = tuple(status.casefold() for status in STATUSES[2:])


def is_status(text: str) -> bool:
    """Say whether the register calls a school so; saying nothing will do."""
    return not text or text.casefold() in {one.casefold() for one in STATUSES}


@dataclass(frozen=True, kw_only=True, eq=False)
class RowFile:
    """Cells of one row as a layer, which knows the place of each."""

    name: str
    """What messages call the table."""
    folder: Path
    begins: Place
    """The place of the row: its URN."""
    number: int
    text: str
    """The cells that were read, to know them again by."""
    values: Mapping[str, Any]
    places: Mapping[KeyPath, Place]

    def line(self, *_path: str | int) -> int | None:
        """Return the line of the row."""
        return self.number

    def place(self, path: KeyPath) -> Place | None:
        """Return the place of the cell that says *path*, or a key around it."""
        lengths = range(len(path), 0, -1)
        found = (self.places.get(path[:length]) for length in lengths)
        return next((place for place in found if place is not None), None)

    def fault(
        self, path: KeyPath, what: str, *, why: str = "", mend: str = ""
    ) -> Fault:
        """Return a fault at the cell of *path*, or at the row if it says none."""
        place = self.place(path)
        if place is not None:
            return place.fault(what, why=why, mend=mend)
        key = dotted(path)
        if mend.startswith("add ") and not any(isinstance(part, int) for part in path):
            mend = f"fill in a column {key}, or {mend}"
        at = Place(file=self.begins.file, line=self.begins.line, key=key)
        return at.fault(what, why=why, mend=mend)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A school's row."""

    place: Place
    urn: int
    name: str = ""
    """What the table calls the school; "" if it does not."""
    status: str = ""
    """As the register puts it: "Open", "Closed"; "" if the table does not say."""
    closed: date | None = None
    """The day on which it closed, if the table says it."""
    phase: str = ""
    type: str = ""
    """A key of organisation-types.toml, else as the table puts it."""
    la_code: str = ""
    facts: RowFile | None = None
    """What a register extract tells of the school."""
    said: RowFile | None = None
    """What the school itself said: the columns that are headed by a profile's keys."""
    faults: tuple[Fault, ...] = field(default=())
    """Cells that cannot be read; what they would say is left out."""

    @property
    def is_open(self) -> bool:
        """Say whether the school is open, as far as the table says."""
        return self.status.casefold() not in _NOT_OPEN

    @property
    def is_of_table(self) -> bool:
        """Say whether somebody wrote it into a table; else the register has it."""
        return self.facts is not None or self.said is not None


def tables_of(values: Mapping[KeyPath, Any]) -> dict[str, Any]:
    """Nest values by path as a profile nests them."""
    tables: dict[str, Any] = {}
    for path, value in values.items():
        here = tables
        for part in path[:-1]:
            here = here.setdefault(str(part), {})
        here[str(path[-1])] = value
    return tables


def as_text(cells: Sequence[tuple[str, Value]]) -> str:
    """Write cells with their headers, always alike."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow([head for head, _ in cells])
    writer.writerow([text_of(cell) for _, cell in cells])
    return written.getvalue()
