"""The four files of a register, as bytes: the same rows give the same bytes."""

import csv
import gzip
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from notices.organisation.register.contact import spaced

SCHOOLS = "register.csv.gz"
TRUSTS = "trusts.csv"
AUTHORITIES = "local-authorities.csv"
ABOUT = "register.toml"
FILES = (ABOUT, SCHOOLS, TRUSTS, AUTHORITIES)

SCHOOL_COLUMNS = (
    "URN",
    "EstablishmentName",
    "LA (code)",
    "Locality",
    "Address3",
    "Town",
    "Postcode",
    "TypeOfEstablishment (name)",
    "EstablishmentStatus (name)",
    "OpenDate",
    "PhaseOfEducation (name)",
    "StatutoryLowAge",
    "StatutoryHighAge",
    "Boarders (name)",
    "OfficialSixthForm (name)",
    "Gender (name)",
    "ReligiousCharacter (name)",
    "Street",
    "County (name)",
    "SchoolWebsite",
    "TelephoneNum",
)
"""What is searched stands first, so that a search need not read the rest of a line.

Only columns that a notice can use are taken, each by its name, so a new column never
slips in; those about heads are among the ones left behind.
"""
TRUST = "Trusts (code)"
"""The column that points from a school to its trust."""
TRUST_COLUMNS = ("Group UID", "Group Name", "Companies House Number", "Group Type")
AUTHORITY_COLUMNS = (
    "code",
    "register-name",
    "name",
    "kind",
    "region",
    "address-1",
    "address-2",
    "address-3",
    "town",
    "postcode",
)
_LICENCE = (
    "Contains public sector information licensed "
    "under the Open Government Licence v3.0."
)

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """What a register is made of; rows by the headers of its files."""

    schools: Iterable[Row]
    """Each points with TRUST to its trust, or has "" there."""
    trusts: Iterable[Row]
    """Those that no school points to are left out."""
    authorities: Sequence[Row]
    day: date
    trusts_day: date
    covers: str
    remark: str
    """The comment at the top of `register.toml`."""


def files_of(rows: Rows) -> dict[str, bytes]:
    """Return the files of the register, by name.

    Schools stand authority by authority: neighbours share towns, dialling codes and
    web domains, so the file packs a tenth smaller than in the order of the URNs.
    """
    schools = sorted(rows.schools, key=lambda row: (row["LA (code)"], int(row["URN"])))
    used = {row[TRUST] for row in schools}
    by_uid = {one["Group UID"]: one for one in rows.trusts if one["Group UID"] in used}
    trusts = [by_uid[uid] for uid in sorted(by_uid, key=int)]
    about = f"""\
# {rows.remark}
day         = {rows.day}
trusts-day  = {rows.trusts_day}
covers      = {json.dumps(rows.covers, ensure_ascii=False)}
licence     = "{_LICENCE}"
schools     = {len(schools)}
trusts      = {len(trusts)}
authorities = {len(rows.authorities)}
"""
    return {
        SCHOOLS: _packed(_table((*SCHOOL_COLUMNS, TRUST), schools)),
        TRUSTS: _table(TRUST_COLUMNS, trusts),
        AUTHORITIES: _table(AUTHORITY_COLUMNS, rows.authorities),
        ABOUT: about.encode(),
    }


def _table(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([spaced(row[column]) for column in columns] for row in rows)
    return text.getvalue().encode()


def _packed(data: bytes) -> bytes:
    """Pack *data* with neither a day nor a file name in the result."""
    result = io.BytesIO()
    with gzip.GzipFile(fileobj=result, mode="wb", mtime=0, filename="") as file:
        file.write(data)
    return result.getvalue()
