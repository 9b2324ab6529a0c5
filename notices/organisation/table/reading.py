"""Read one line of a table as a school's row."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from notices.errors import Fault
from notices.organisation.register import School, read_row
from notices.organisation.register.contact import spaced
from notices.organisation.register.row import NO_DAY
from notices.organisation.table.columns import (
    CLOSED,
    STATUS,
    URN,
    Columns,
    cells_without_header,
)
from notices.organisation.table.grid import Line, Place, Sheet, Value
from notices.organisation.table.row import (
    STATUSES,
    Row,
    RowFile,
    as_text,
    is_status,
    tables_of,
)
from notices.organisation.table.values import (
    WrongKindError,
    check_name,
    check_no_error,
    day_of,
    is_blank,
    text_of,
    value_of,
    whole,
)
from notices.tomlfile.lines import Path as KeyPath
from notices.tomlfile.typed import shown
from notices.vocabulary import Vocabulary

_AGES = ("StatutoryLowAge", "StatutoryHighAge")
_FACTS = {
    "name": "EstablishmentName",
    "type": "TypeOfEstablishment (name)",
    "ages": _AGES[0],
    "address": "Street",
    "telephone": "TelephoneNum",
    "website": "SchoolWebsite",
    "religious-character": "ReligiousCharacter (name)",
    "local-authority": "LA (name)",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """One line in the reading."""

    sheet: Sheet
    columns: Columns
    vocabulary: Vocabulary
    line: Line

    def row(self) -> Row | Fault:
        """Return the school's row, or why it is no school's."""
        place = self._place(self.columns.urn)
        cell = self._cell(self.columns.urn)
        digits = whole(text_of(cell))
        if not digits:
            return place.fault(
                "this row has no URN.",
                why="A school is known by its unique reference number.",
                mend="write its number here, or delete the row.",
            )
        if not (digits.isascii() and digits.isdigit() and len(digits) <= 9):
            return place.fault(
                f"{shown(cell)} is not a URN.",
                why="A school's unique reference number (URN) has six digits.",
                mend="write the digits only, such as 108427.",
            )
        urn = int(digits)
        faults = list(self._unheaded())
        said = self._said(urn, place, faults)
        if self.columns.register:
            return self._of_extract(urn, place, said, tuple(faults))
        return self._plain(urn, place, said, tuple(faults))

    def _plain(
        self, urn: int, place: Place, said: RowFile, faults: tuple[Fault, ...]
    ) -> Row:
        told = said.values["organisation"]
        return Row(
            place=place,
            urn=urn,
            name=told.get("name", ""),
            type=told.get("type", ""),
            said=said,
            faults=faults,
        )

    def _of_extract(
        self, urn: int, place: Place, said: RowFile, faults: tuple[Fault, ...]
    ) -> Row:
        cells = {head: self._register(head) for head in self.columns.register}
        blank = dict.fromkeys(("URN", *_FACTS.values(), *_AGES), "")
        school = read_row(blank | cells | {"URN": str(urn)})
        faults += tuple(self._wrong(cells))
        closed = day_of(cells.get(CLOSED, ""))
        return Row(
            place=place,
            urn=urn,
            name=school.name,
            status=school.status,
            closed=None if closed == NO_DAY else closed,
            phase=school.phase,
            type=self._type(school.register_type),
            la_code=school.la_code.zfill(3) if school.la_code else "",
            facts=self._facts(school, place, cells),
            said=said if len(said.places) > 1 else None,
            faults=faults,
        )

    def _facts(self, school: School, place: Place, cells: dict[str, str]) -> RowFile:
        low, high = school.low_age, school.high_age
        has_ages = low is not None and high is not None and low <= high
        postcode = [school.postcode] if school.postcode else []
        told: dict[KeyPath, Any] = {
            ("organisation", "urn"): school.urn,
            ("organisation", "name"): school.name,
            ("organisation", "type"): self._type(school.register_type),
            ("organisation", "ages"): [low, high] if has_ages else None,
            ("organisation", "address"): [*school.address, *postcode],
            ("organisation", "telephone"): school.telephone,
            ("organisation", "website"): school.website,
            ("organisation", "religious-character"): school.religious_character,
            ("organisation", "local-authority"): school.la_name,
            ("trust", "name"): school.trust,
            ("trust", "schools"): school.trust_schools,
        }
        heads: dict[KeyPath, str] = {
            ("trust", "name"): "Trusts (name)",
            ("trust", "schools"): "TrustSchoolFlag (name)",
        }
        heads.update((("organisation", key), head) for key, head in _FACTS.items())
        values = {path: value for path, value in told.items() if value}
        register = self.columns.register
        places = {
            path: self._place(register.get(heads.get(path, ""), self.columns.urn))
            for path in values
        }
        text = as_text([("URN", str(school.urn)), *cells.items()])
        return self._file(place, values, places, text)

    def _said(self, urn: int, place: Place, faults: list[Fault]) -> RowFile:
        values: dict[KeyPath, Any] = {("organisation", "urn"): urn}
        places: dict[KeyPath, Place] = {("organisation", "urn"): place}
        cells: list[tuple[str, Value]] = [(URN, str(urn))]
        for key, at in self.columns.said.items():
            cell = self._cell(at)
            if is_blank(cell):
                continue
            here = self._place(at)
            path = tuple(key.split("."))
            try:
                value = value_of(self.columns.kinds[key], cell)
            except WrongKindError as error:
                what, why, mend = error.args
                faults.append(here.fault(what, why=why, mend=mend))
                continue
            values[path] = self._type(value) if key == "organisation.type" else value
            places[path] = here
            cells.append((key, cell))
        return self._file(place, values, places, as_text(cells))

    def _file(
        self,
        place: Place,
        values: dict[KeyPath, Any],
        places: dict[KeyPath, Place],
        text: str,
    ) -> RowFile:
        return RowFile(
            name=self.sheet.name,
            folder=self.sheet.folder,
            begins=place,
            number=self.line.number,
            text=text,
            values=tables_of(values),
            places=places,
        )

    def _wrong(self, cells: dict[str, str]) -> Iterator[Fault]:
        """Yield what is wrong with the cells of an extract, each at its place."""
        for head, said in cells.items():
            try:
                check_no_error(said)
                if head == _FACTS["name"]:
                    check_name(said)
            except WrongKindError as error:
                yield self._fault(head, *error.args)
        yield from self._no_ages(cells)
        status = spaced(cells.get(STATUS, ""))
        if not is_status(status):
            yield self._fault(
                STATUS,
                f"{shown(status)} is no status that the register knows.",
                "A closed school is left out, and its notices may be deleted.",
                f"write one of {', '.join(map(shown, STATUSES))}.",
            )

    def _no_ages(self, cells: dict[str, str]) -> Iterator[Fault]:
        why = "Which law applies to a school depends on its statutory ages."
        lowest, highest = (cells.get(head, "") for head in _AGES)
        are_sound = True
        for head, said in zip(_AGES, (lowest, highest), strict=True):
            if said and not (said.isascii() and said.isdigit()):
                are_sound = False
                mend = "write a whole number of years, such as 11."
                yield self._fault(head, f"{shown(said)} is not an age.", why, mend)
        if are_sound and lowest and highest and int(lowest) > int(highest):
            yield self._fault(
                _AGES[0],
                f"the lowest age, {lowest}, is above the highest, {highest}.",
                why,
                f"correct it, or the one in {_AGES[1]}.",
            )

    def _fault(self, head: str, what: str, why: str, mend: str) -> Fault:
        place = self._place(self.columns.register[head])
        return place.fault(what, why=why, mend=mend)

    def _unheaded(self) -> Iterator[Fault]:
        for at in cells_without_header(self.columns, self.line.cells):
            place = self.sheet.place(self.line.number, at, "")
            said = shown(text_of(self._cell(at)))
            yield place.fault(
                f"{said} stands in a column without a header.",
                why="A comma without quotation marks around its cell moves the cells "
                "after it to the right.",
                mend="head the column, or put the cell with the comma in quotation "
                "marks.",
            )

    def _type(self, said: str) -> str:
        """Return the key of a type that is named as the register names it."""
        return self.vocabulary.type_named(said) or said

    def _register(self, head: str) -> str:
        return whole(text_of(self._cell(self.columns.register[head])))

    def _cell(self, at: int) -> Value:
        return self.line.cells[at] if at < len(self.line.cells) else None

    def _place(self, at: int) -> Place:
        return self.sheet.place(self.line.number, at, self.columns.header[at])
