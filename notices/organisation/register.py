"""The school register that ships: what is publicly known of a school, on a day.

It is an extract of the Department for Education's register, made by
`tools/make_register.py`; it holds no names of people.
"""

import csv
import gzip
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from pathlib import Path

from notices.dated import in_words
from notices.shipped import shipped

_WEB = re.compile(r"(https?://)?([\w-]+\.)+[a-z]{2,}(/\S*)?", re.IGNORECASE)
_FOUR_FIRST = re.compile(r"011\d|01\d1|03")
_OLDEST = 26
"""Nobody stays at school longer; a higher age in the register stands for "unknown"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class School:
    """What a notice needs to know of a school."""

    urn: int
    name: str
    register_type: str
    """The type as the register spells it: "Local authority nursery school"."""
    phase: str
    low_age: int | None
    high_age: int | None
    sixth_form: str
    boarders: str
    gender: str
    religious_character: str
    address: tuple[str, ...]
    postcode: str
    website: str
    telephone: str
    la_code: str
    la_name: str
    opened: str
    trust: str
    """As the register writes it, which is in capitals; "" for none."""
    trust_schools: str
    """`single`, `multi` or ""."""
    trust_company: str


COLUMNS = tuple(field.name for field in fields(School))


class Register:
    """The extract in a folder: unpacked when first asked, parsed line by line."""

    def __init__(self, folder: Path) -> None:
        about = tomllib.loads((folder / "register.toml").read_text(encoding="utf-8"))
        self._folder = folder
        self.day: date = about["day"]
        self.trusts_day: date = about["trusts-day"]
        self.covers: str = about["covers"]
        self.licence: str = about["licence"]

    @cached_property
    def _text(self) -> str:
        with gzip.open(self._folder / "register.csv.gz", "rt", encoding="utf-8") as file:
            return file.read()

    def find(self, urn: int) -> School | None:
        """Return the school of this number, or None."""
        begins = self._text.find(f"\n{urn},")
        if begins < 0:
            return None
        ends = self._text.find("\n", begins + 1)
        return _school(next(csv.reader([self._text[begins + 1 : ends]])))

    def __iter__(self) -> Iterator[School]:
        rows = csv.reader(self._text.splitlines())
        next(rows)
        return map(_school, rows)

    def not_in_register(self, urn: int) -> str:
        """Say that *urn* is not here, and what the register covers."""
        return (
            f"The register that ships covers {self.covers} on {in_words(self.day)}; "
            f"URN {urn} is not in it."
        )


def load_register() -> Register:
    """Return the register that ships."""
    return Register(shipped("schools"))


def _school(row: list[str]) -> School:
    told = dict(zip(COLUMNS, row, strict=True))
    return School(
        urn=int(told.pop("urn")),
        low_age=_age(told.pop("low_age")),
        high_age=_age(told.pop("high_age")),
        address=tuple(line for line in told.pop("address").split(" | ") if line),
        **told,
    )


def _age(text: str) -> int | None:
    return int(text) if text.isdigit() and int(text) <= _OLDEST else None


def read_row(row: Mapping[str, str], trust: Mapping[str, str]) -> dict[str, str]:
    """Return the columns of the extract from a row of the Department's own file.

    *row* has the Department's headers, of either layout; a column that one layout
    lacks counts as empty.  *trust* is the row of the trusts' file, or empty.
    """

    def said(header: str) -> str:
        return " ".join(row.get(header, "").replace("\xa0", " ").split())

    return {
        "urn": said("URN"),
        "name": said("EstablishmentName"),
        "register_type": said("TypeOfEstablishment (name)"),
        "phase": said("PhaseOfEducation (name)"),
        "low_age": said("StatutoryLowAge"),
        "high_age": said("StatutoryHighAge"),
        "sixth_form": said("OfficialSixthForm (name)"),
        "boarders": said("Boarders (name)"),
        "gender": said("Gender (name)"),
        "religious_character": said("ReligiousCharacter (name)"),
        "address": " | ".join(
            dict.fromkeys(
                line
                for header in ("Street", "Locality", "Address3", "Town")
                if (line := said(header))
            )
        ),
        "postcode": said("Postcode"),
        "website": website_of(said("SchoolWebsite")),
        "telephone": telephone_of(said("TelephoneNum")),
        "la_code": said("LA (code)"),
        "la_name": said("LA (name)"),
        "opened": said("OpenDate"),
        "trust": " ".join(trust.get("Group Name", "").split()),
        "trust_schools": _trust_schools(trust.get("Group Type", "")),
        "trust_company": trust.get("Companies House Number", ""),
    }


def _trust_schools(kind: str) -> str:
    return {"Multi-academy trust": "multi", "Single-academy trust": "single"}.get(
        kind, ""
    )


def website_of(text: str) -> str:
    """Return a web address that a browser would open, or "".

    >>> website_of("www.ashfield.newcastle.sch.uk"), website_of("http:www.x.uk/")
    ('http://www.ashfield.newcastle.sch.uk', '')
    """
    if not _WEB.fullmatch(text):
        return ""
    return text if text.lower().startswith("http") else f"http://{text}"


def telephone_of(text: str) -> str:
    """Group the digits of a telephone number as they are read aloud.

    A number that is no ordinary one of 11 digits is given back as it stands; a
    spreadsheet that dropped the leading nought of one is forgiven.

    >>> telephone_of("01912735587"), telephone_of("1912735587"), telephone_of("123")
    ('0191 273 5587', '0191 273 5587', '123')
    """
    digits = text.replace(" ", "")
    if len(digits) == 10 and digits.isdigit() and digits[0] in "12":
        digits = f"0{digits}"
    if len(digits) != 11 or not digits.isdigit() or digits[0] != "0":
        return text
    if digits.startswith("02"):
        return f"{digits[:3]} {digits[3:7]} {digits[7:]}"
    if _FOUR_FIRST.match(digits):
        return f"{digits[:4]} {digits[4:7]} {digits[7:]}"
    return f"{digits[:5]} {digits[5:]}"
