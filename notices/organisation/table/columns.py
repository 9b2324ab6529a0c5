"""What the columns of a table mean: a profile's keys, or an extract's headers."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import BaseModel

from notices.errors import Fault, FaultsError, did_you_mean, nearest
from notices.organisation.profile import Profile
from notices.organisation.register.contact import spaced
from notices.organisation.table.grid import Line, Sheet, Value, file_fault
from notices.organisation.table.values import Kind, kind_of, text_of
from notices.tomlfile.typed import shown
from notices.vocabulary import Vocabulary

URN = "organisation.urn"
CLOSED = "CloseDate"
_OTHER_NUMBER = "UKPRN"
"""Another number of the same schools, which its name is not mistyped for."""
STATUS = "EstablishmentStatus (name)"

REGISTER = (
    "EstablishmentName",
    "TypeOfEstablishment (name)",
    STATUS,
    CLOSED,
    "OpenDate",
    "PhaseOfEducation (name)",
    "StatutoryLowAge",
    "StatutoryHighAge",
    "Boarders (name)",
    "OfficialSixthForm (name)",
    "Gender (name)",
    "ReligiousCharacter (name)",
    "LA (code)",
    "LA (name)",
    "Street",
    "Locality",
    "Address3",
    "Town",
    "County (name)",
    "Postcode",
    "SchoolWebsite",
    "TelephoneNum",
    "TrustSchoolFlag (name)",
    "Trusts (code)",
    "Trusts (name)",
)
"""The columns of an extract that are read, besides the URN.

All others are left unread, those about heads among them.
"""

_CALLED = {
    **dict.fromkeys(("name", "school", "schoolname"), "organisation.name"),
    **dict.fromkeys(("email", "emailaddress", "mail"), "organisation.email"),
    **dict.fromkeys(("phone", "telephone", "tel"), "organisation.telephone"),
    **dict.fromkeys(("address", "postaladdress"), "organisation.address"),
    **dict.fromkeys(("website", "url", "web"), "organisation.website"),
    **dict.fromkeys(("type", "schooltype"), "organisation.type"),
    **dict.fromkeys(("ages", "agerange"), "organisation.ages"),
    **dict.fromkeys(("dpo", "dpoemail"), "data-protection-officer.email"),
}
"""What people head a column by, and the key that they mean."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Which column of a table holds what, counted from 0."""

    header: tuple[str, ...]
    """As its author wrote it."""
    urn: int
    said: Mapping[str, int]
    """By the key of a profile, dotted."""
    register: Mapping[str, int]
    """By the Department's header; empty if the table is no extract."""
    kinds: Mapping[str, Kind]


def kinds_by_key(vocabulary: Vocabulary) -> dict[str, Kind]:
    """Return the keys of a profile that a cell can hold, dotted, and their kinds."""
    kinds: dict[str, Kind] = {}
    for name, field in Profile.model_fields.items():
        table = field.alias or name
        model = _model_in(field.annotation)
        for inner, one in (model.model_fields if model else {}).items():
            key = one.alias or inner
            if kind := kind_of(key, one.annotation):
                kinds[f"{table}.{key}"] = kind
    kinds["notices"] = Kind.WORDS
    return kinds | {f"uses.{use}": Kind.ANSWER for use in sorted(vocabulary.uses)}


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """Return the model of a single table, or None for a list or a map of them."""
    for part in (annotation, *get_args(annotation)):
        if isinstance(part, type) and issubclass(part, BaseModel):
            is_plain = part is annotation or type(None) in get_args(annotation)
            return part if is_plain else None
    return None


def read_columns(sheet: Sheet, line: Line, vocabulary: Vocabulary) -> Columns:
    """Read the row of headers.

    Raises FaultsError with all that is wrong with them.
    """
    kinds = kinds_by_key(vocabulary)
    header = tuple(spaced(text_of(cell)) for cell in line.cells)
    register = {head: at for at, head in enumerate(header) if head in REGISTER}
    said = _said(header)
    urn = said.pop(URN, -1)
    if urn < 0:
        raise FaultsError(_no_urn(sheet, line.number, header))
    own = {key: at for key, at in said.items() if header[at] not in REGISTER}
    if register:  # whatever else an extract holds is the Department's, not ours
        own = {key: at for key, at in own.items() if "." in key}
    faults = [*_twice(sheet, line.number, header, own, register)]
    faults += _unknown(sheet, line.number, header, own, kinds)
    if faults:
        raise FaultsError(*faults)
    return Columns(header=header, urn=urn, said=own, register=register, kinds=kinds)


def _said(header: Sequence[str]) -> dict[str, int]:
    """Return the columns by their keys as a profile would write them."""
    found: dict[str, int] = {}
    for at, key in enumerate(map(_key, header)):
        if key:
            found.setdefault(key, at)
    return found


def _key(head: str) -> str:
    """Return a header as a profile would write it."""
    key = head.casefold().replace(" ", "")
    return URN if key == "urn" else key


def _twice(
    sheet: Sheet,
    number: int,
    header: Sequence[str],
    own: Mapping[str, int],
    register: Mapping[str, int],
) -> Iterator[Fault]:
    heads = [_key(head) for head in header]
    read = {heads[at] for at in (*own.values(), *register.values())}
    times = Counter(heads)
    for at, head in enumerate(heads):
        is_second = head in heads[:at]
        if times[head] > 1 and is_second and (head in read or head == URN):
            yield sheet.place(number, at, header[at]).fault(
                "this column stands twice.",
                why="Which of the two is meant cannot be known.",
                mend="delete one of them.",
            )


def _unknown(
    sheet: Sheet,
    number: int,
    header: Sequence[str],
    own: Mapping[str, int],
    kinds: Mapping[str, Kind],
) -> Iterator[Fault]:
    for key, at in own.items():
        if key in kinds:
            continue
        mend = _meant(key, kinds)
        yield sheet.place(number, at, header[at]).fault(
            "there is no such column.",
            why=""
            if mend
            else "A column is headed by a key of a profile, "
            "such as organisation.email or uses.cctv.",
            mend=mend or "delete it, or use such a key.",
        )


def _meant(key: str, kinds: Mapping[str, Kind]) -> str:
    """Say which column was probably meant, or ""."""
    plain = re.sub(r"[^a-z]", "", key)
    if plain in _CALLED:
        return f'did you mean "{_CALLED[plain]}"?'
    # One part of a key says little: a form and an email address have both addresses.
    return did_you_mean(key, kinds, "") if "." in key else ""


def _no_urn(sheet: Sheet, number: int, header: Sequence[str]) -> Fault:
    first = next((head for head in header if head), "")
    heads = (head for head in header if head != _OTHER_NUMBER)
    near = next((head for head in heads if nearest(head, ["urn", URN])), "")
    place = sheet.place(number, header.index(near or first), "")
    return place.fault(
        "no column is headed URN.",
        why=f"Each row is a school, known by its number; the first column is headed "
        f"{shown(first)}.",
        mend=f'write "URN" in place of {shown(near)}.'
        if near
        else "head the column of six-digit numbers URN, or add it.",
    )


def nothing_in(name: str) -> Fault:
    """Return the fault that a table is empty."""
    return file_fault(
        name,
        "the table is empty.",
        why="Its first row heads the columns, and each row below is a school.",
        mend="add a row for each school, beginning with its URN.",
    )


def cells_without_header(columns: Columns, cells: Sequence[Value]) -> list[int]:
    """Return the cells that stand where nothing is headed."""
    heads = columns.header
    return [
        at
        for at, cell in enumerate(cells)
        if text_of(cell) and (at >= len(heads) or not heads[at])
    ]
