"""Whom a batch is for: the rows of a table, or the schools of the register."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from notices.errors import Fault, FaultsError, NoticesError
from notices.organisation.layers import Layers, laid_over, of_others, read_layers
from notices.organisation.register import Listed, Register
from notices.organisation.table import (
    Row,
    Wanted,
    layers_of,
    own_file,
    read_table,
    select,
)
from notices.organisation.table.grid import Place
from notices.tomlfile import TomlFile
from notices.vocabulary import Vocabulary

EVERY = "all"
"""Stands for every authority of the register."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One organisation to make notices for."""

    row: Row
    own: TomlFile | None
    """The school's own file, laid over its row."""

    @property
    def label(self) -> str:
        """Return what the report calls it: "108427 Ashfield Nursery School"."""
        return label_of(self.row)

    def layers(self, base: Layers | None) -> Layers:
        """Return its row and its own file over what all have in common."""
        row = self.row
        if row.facts is not None or row.said is not None:
            return layers_of(row, base, self.own)
        # A school of the shipped register, which tells all but that this is the one.
        values = {"organisation": {"urn": row.urn}}
        named = TomlFile(f"schools/register, URN {row.urn}", "", values)
        layers = laid_over(of_others(base) if base else None, named, own=False)
        return laid_over(layers, self.own, own=True) if self.own else layers


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a batch is to do, and what it will not do and why."""

    tasks: tuple[Task, ...]
    failed: tuple[tuple[str, str], ...]
    """Schools that cannot even be tried: what the report calls each, and its fault."""
    skipped: tuple[str, ...]
    """Sentences: closed schools, and URNs that nothing has."""
    base: Layers | None
    open_urns: frozenset[int]
    """Every open school of the table, also those that this run leaves out."""
    is_whole: bool
    """Every row of the table could be read, so who is not there has left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planner:
    """What planning needs, wherever the schools come from."""

    vocabulary: Vocabulary
    register: Register
    wanted: Wanted
    base: Path | None
    """The profile that all of them extend."""
    profiles: Path | None
    """A folder of files, `<urn>.toml`, each laid over its school's row."""

    def from_table(self, source: Path | BinaryIO, name: str) -> Plan:
        """Plan for the rows of a table.

        Raises FaultsError if it is no table, or the base cannot be read; NoticesError
        where it has no school of the authority that is asked for.
        """
        table = read_table(source, vocabulary=self.vocabulary, name=name)
        failed = [(fault.file, str(fault)) for fault in table.faults]
        plan = self._plan(table.rows, failed, f"is in no row of {name}")
        if self.wanted.la and not (plan.tasks or plan.failed or plan.skipped):
            raise NoticesError(
                f"--la: of the schools of {name} that are asked for, none is of the "
                f'authority "{self.wanted.la}".\n'
                "  To mend: check the number, or leave --la out."
            )
        return plan

    def from_register(self, la_code: str) -> Plan:
        """Plan for the schools of a local authority that the shipped register has.

        For all of them, if *la_code* is "all".
        Raises NoticesError for a number that no authority has.
        """
        la_code = "" if la_code == EVERY else la_code
        if la_code and self.register.authority(la_code) is None:
            raise NoticesError(
                f'--la: no authority in the register has the number "{la_code}".\n'
                "  To mend: check the number; Newcastle upon Tyne, for example, is 391."
            )
        rows = [self._row(school) for school in self.register.listed(la_code)]
        return self._plan(rows, [], "is not among them")

    def _row(self, school: Listed) -> Row:
        return Row(
            place=Place(file="schools/register", line=None, key=""),
            urn=school.urn,
            name=school.name,
            status=school.status,
            phase=school.phase,
            type=self.vocabulary.type_named(school.type),
            la_code=school.la_code,
        )

    def _plan(
        self, rows: Iterable[Row], failed: list[tuple[str, str]], absent: str
    ) -> Plan:
        is_whole = not failed
        every = tuple(rows)
        selected = select(
            every, self.wanted, vocabulary=self.vocabulary, register=self.register
        )
        failed += [(label_of(row), str(_nowhere(row))) for row in selected.nowhere]
        skipped = [
            f"{label_of(row)} is closed, and was left out." for row in selected.closed
        ]
        skipped += [f"{urn} {absent}." for urn in selected.absent]
        tasks = []
        for row in selected.rows:
            try:
                own = own_file(self.profiles, row) if self.profiles else None
                tasks.append(Task(row=row, own=own))
            except FaultsError as error:
                failed.append((label_of(row), str(error)))
        return Plan(
            tasks=tuple(tasks),
            failed=tuple(failed),
            skipped=tuple(skipped),
            base=read_layers(self.base) if self.base else None,
            open_urns=frozenset(row.urn for row in every if row.is_open),
            is_whole=is_whole,
        )


def label_of(row: Row) -> str:
    """Return what messages call the school of a row."""
    return f"{row.urn} {row.name}".strip()


def _nowhere(row: Row) -> Fault:
    return row.place.fault(
        f"nobody says in which authority's area {row.urn} is.",
        why="--la takes the schools of one authority, and neither this table nor the "
        "register has that of this school.",
        mend='give the table a column "LA (code)", or leave --la out.',
    )


def check_folder(folder: Path | None) -> None:
    """Raise NoticesError where the folder of profiles that is asked for is none."""
    if folder is not None and not folder.is_dir():
        raise NoticesError(
            f"--profiles: {folder} is no folder.\n"
            "  It holds one file a school, named by its URN: 108427.toml.\n"
            "  To mend: check the name."
        )
