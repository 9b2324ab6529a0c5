"""Make the register that ships from public files of the Department for Education.

    python tools/make_register.py STATE_FUNDED TRUST_LINKS LOCAL_AUTHORITIES
        --day 2025-07-17 --trusts-day 2025-09-01 [--folder schools]

STATE_FUNDED is the register's download of open state-funded schools (Windows-1252),
TRUST_LINKS its download of academies and their trusts (UTF-8); either may be packed
with gzip.  LOCAL_AUTHORITIES lists the authorities by code (UTF-8).  The days are those
on which the two downloads were made.

Only columns that a notice can use are taken, each by its name, so a new column never
slips in; those about heads are among the ones left behind.  White space is tidied;
everything else stays as the Department wrote it, and is cleaned where it is read.
The same files give the same bytes.
"""

import argparse
import csv
import gzip
import io
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from notices.organisation.register.contact import authority_name_of
from notices.organisation.register.files import TRUST, Row, Rows, files_of

FOLDER = Path(__file__).resolve().parent.parent / "schools"

SOURCE_COLUMNS = {
    "code": "la_code",
    "register-name": "la_name_gias",
    "kind": "entity_type",
    "region": "region",
    "address-1": "address_1",
    "address-2": "address_2",
    "address-3": "address_3",
    "town": "town",
    "postcode": "postcode",
}

_LETTER_FOR_NOUGHT = re.compile(r" O(?=[A-Z]{2}$)")
"""The second half of a postcode begins with a digit."""


@dataclass(frozen=True, kw_only=True)
class Sources:
    """The three files, read, with the days of the first two."""

    schools: Sequence[Row]
    links: Sequence[Row]
    """Of trusts that are open."""
    authorities: Sequence[Row]
    day: date
    trusts_day: date


def main(arguments: Sequence[str]) -> None:
    """Write the four files of the register."""
    parser = argparse.ArgumentParser(description="Make the register that ships.")
    for name in ("state_funded", "trust_links", "local_authorities"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--day", type=date.fromisoformat, required=True)
    parser.add_argument("--trusts-day", type=date.fromisoformat, required=True)
    parser.add_argument("--folder", type=Path, default=FOLDER)
    told = parser.parse_args(arguments)
    links = rows_of(told.trust_links, encoding="utf-8-sig")
    sources = Sources(
        schools=rows_of(told.state_funded, encoding="cp1252"),
        links=[link for link in links if not link["Closed Date"]],
        authorities=rows_of(told.local_authorities, encoding="utf-8-sig"),
        day=told.day,
        trusts_day=told.trusts_day,
    )
    for name, data in files_of(register_of(sources)).items():
        (told.folder / name).write_bytes(data)


def register_of(sources: Sources) -> Rows:
    """Join what the three files say."""
    trust_of = {link["Academy URN"]: link["Group UID"] for link in sources.links}
    return Rows(
        schools=[
            {**row, TRUST: trust_of.get(row["URN"], "")} for row in sources.schools
        ],
        trusts=sources.links,
        authorities=[authority_of(row) for row in sources.authorities],
        day=sources.day,
        trusts_day=sources.trusts_day,
        covers="every open state-funded school in England",
        remark="What the register that ships says of itself; "
        "made by tools/make_register.py.",
    )


def rows_of(path: Path, *, encoding: str) -> list[dict[str, str]]:
    """Read a table, packed or not."""
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode(encoding)
    return list(csv.DictReader(io.StringIO(text, newline="")))


def authority_of(row: Row) -> dict[str, str]:
    """Return what the register keeps of an authority."""
    kept = {ours: row[theirs] for ours, theirs in SOURCE_COLUMNS.items()}
    kept["name"] = authority_name_of(kept["register-name"])
    kept["postcode"] = _LETTER_FOR_NOUGHT.sub(" 0", kept["postcode"])
    return kept


if __name__ == "__main__":
    main(sys.argv[1:])
