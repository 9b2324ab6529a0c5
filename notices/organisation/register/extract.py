"""The extract in a folder, made so that one school is found without reading them all.

`register.csv.gz` has the Department's own headers and one line a school; a trust stands
there as its number, an authority as its code, and their names in files of their own.
"""

import csv
import gzip
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from pydantic import ValidationError

from notices.dated import in_words
from notices.errors import FaultsError, NoticesError
from notices.organisation.register.files import (
    ABOUT,
    AUTHORITIES,
    FILES,
    SCHOOLS,
    TRUSTS,
)
from notices.organisation.register.row import read_row, trust_from
from notices.organisation.register.school import (
    LISTED,
    Authority,
    Listed,
    School,
    Trust,
)
from notices.organisation.register.search import plain_lines, ranked
from notices.shipped import shipped
from notices.tomlfile import faults_from, read_toml
from notices.vocabulary.base import Strict

_URN = re.compile(rb"^(\d+),", re.MULTILINE)
_SEARCHED = (
    "EstablishmentName",
    "LA (code)",
    "Locality",
    "Address3",
    "Town",
    "Postcode",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """What a search found."""

    schools: tuple[School, ...]
    """The likeliest first; no more than were asked for."""
    total: int


class _About(Strict):
    """What a register says of itself in `register.toml`."""

    day: date
    trusts_day: date
    covers: str
    licence: str
    schools: int
    trusts: int
    authorities: int


@dataclass(frozen=True, kw_only=True)
class Register:
    """Schools on a day; each file is read when it is first asked."""

    folder: Path
    day: date
    trusts_day: date
    """The day for which the trusts are told: they come from a later file."""
    covers: str
    licence: str

    def find(self, urn: int) -> School | None:
        """Return the school of this number, or None."""
        begins = self._begins.get(urn)
        if begins is None:
            return None
        ends = self._packed.find(b"\n", begins)
        return next(self._schools([self._packed[begins:ends].decode()]))

    def __iter__(self) -> Iterator[School]:
        """Yield every school, authority by authority, in the order of the URNs."""
        return self._schools(self._lines)

    def of_authority(self, code: str) -> list[School]:
        """Return the schools in the area of an authority, in the order of the URNs."""
        written = f",{code},"
        lines = (line for line in self._lines if written in line)
        return [school for school in self._schools(lines) if school.la_code == code]

    def listed(self, code: str = "") -> Iterator[Listed]:
        """Yield every school of an authority, or of all, with little said of each.

        It takes a tenth of the time that all of it takes.
        """
        at = [self._headers.index(header) for header in LISTED]
        for row in csv.reader(self._lines):
            urn, name, status, phase, kind, la_code = (row[place] for place in at)
            if not code or la_code == code:
                yield Listed(int(urn), name, status, phase, kind, la_code)

    def search(self, words: str, *, at_most: int | None = None) -> Searched:
        """Look for schools whose name and place hold *words*.

        Capitals and marks make no difference; a word may be half written or misspelt.
        A number finds the school whose URN it is.
        """
        if words.strip().isascii() and words.strip().isdigit():
            school = self.find(int(words))
            if school is not None:
                return Searched(schools=(school,), total=1)
        name, code, *places = (self._headers.index(head) for head in _SEARCHED)
        cells = max(name, code, *places) + 1
        areas = {code: one.register_name for code, one in self.authorities.items()}
        names, where = [], []
        for line in self._lines:
            row = _begin(line, cells)
            names.append(row[name])
            where.append(" ".join([areas[row[code]], *[row[at] for at in places]]))
        found = ranked(words, plain_lines(names), plain_lines(where))
        schools = self._schools(self._lines[row] for row in found[:at_most])
        return Searched(schools=tuple(schools), total=len(found))

    def authority(self, code: str) -> Authority | None:
        """Return the local authority of this code, or None."""
        return self.authorities.get(code)

    def not_in_register(self, urn: int) -> str:
        """Say that *urn* is not here, and what the register covers."""
        return (
            f"The register {self._which} covers {self.covers} "
            f"on {in_words(self.day)}; URN {urn} is not in it."
        )

    @property
    def _which(self) -> str:
        is_ours = self.folder == shipped("schools")
        return "that ships with notices" if is_ours else f"in {self.folder}"

    @cached_property
    def digest(self) -> str:
        """The digest of all its files."""
        whole = sha256()
        for path in sorted(self.folder.iterdir()):
            if path.is_file():
                whole.update(path.name.encode() + sha256(path.read_bytes()).digest())
        return whole.hexdigest()[:32]

    @cached_property
    def authorities(self) -> dict[str, Authority]:
        """The local authorities by code."""
        return {row["code"]: _authority(row) for row in self.rows(AUTHORITIES)}

    @cached_property
    def _trusts(self) -> dict[str, dict[str, str]]:
        return {row["Group UID"]: row for row in self.rows(TRUSTS)}

    @cached_property
    def _packed(self) -> bytes:
        path = self.folder / SCHOOLS
        try:
            return gzip.decompress(path.read_bytes())
        except (OSError, EOFError, zlib.error):
            raise NoticesError(
                f"{path}: it cannot be read, or not to its end.\n"
                "  To mend: make the register anew, with notices register update FILE."
            ) from None

    @cached_property
    def _begins(self) -> dict[int, int]:
        """Where the line of each school begins, by its number."""
        return {int(line[1]): line.start(1) for line in _URN.finditer(self._packed)}

    @cached_property
    def _lines(self) -> list[str]:
        return self._packed.decode().splitlines()[1:]

    @cached_property
    def _headers(self) -> list[str]:
        return self._packed[: self._packed.index(b"\n")].decode().split(",")

    def rows(self, name: str) -> list[dict[str, str]]:
        """Return the rows of one of its smaller files, by their headers."""
        with (self.folder / name).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def _schools(self, lines: Iterable[str]) -> Iterator[School]:
        return map(self._school, csv.reader(lines))

    def _school(self, values: list[str]) -> School:
        row = dict(zip(self._headers, values, strict=True))
        row["LA (name)"] = self.authorities[row["LA (code)"]].register_name
        return read_row(row, self._trust(row["Trusts (code)"]))

    def _trust(self, uid: str) -> Trust | None:
        return trust_from(self._trusts[uid]) if uid else None


def load_register(folder: Path | None = None) -> Register:
    """Return the register in *folder*, or the one that ships.

    Raises NoticesError if there is none, or only a part of it; FaultsError for what it
    says of itself.
    """
    folder = folder or shipped("schools")
    lacking = next((name for name in FILES if not (folder / name).is_file()), "")
    if lacking:
        raise NoticesError(
            f"--register: there is no register in {folder}, or not a whole one: "
            f"it lacks {lacking}.\n"
            "  To mend: check the name, or make one of a download of the register, "
            "with notices register update FILE."
        )
    file = read_toml(folder / ABOUT)
    try:
        about = _About.model_validate(file.values)
    except ValidationError as error:
        raise FaultsError(*faults_from(error, file, model=_About)) from None
    return Register(
        folder=folder,
        day=about.day,
        trusts_day=about.trusts_day,
        covers=about.covers,
        licence=about.licence,
    )


def _authority(row: dict[str, str]) -> Authority:
    return Authority(
        code=row["code"],
        register_name=row["register-name"],
        name=row["name"],
    )


def _begin(line: str, cells: int) -> list[str]:
    """Return the first cells of a line, and perhaps more."""
    if '"' in line:
        return next(csv.reader([line]))
    return line.split(",", cells)
