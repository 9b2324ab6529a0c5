"""Whom a batch is for: the rows of a table, or the schools of the register."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from notices.errors import FaultsError, NoticesError
from notices.organisation.layers import Layers, laid_over, of_others, read_layers
from notices.organisation.register import Register, School
from notices.organisation.table import (
    Row,
    Wanted,
    layers_of,
    own_file,
    read_table,
    select,
)
from notices.organisation.table.grid import Place
from notices.publish.batch import Outcome, Task
from notices.tomlfile import TomlFile
from notices.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a batch is to do, and what it will not do and why."""

    tasks: tuple[Task, ...]
    failed: tuple[Outcome, ...]
    """Schools that cannot even be tried."""
    skipped: tuple[str, ...]
    """Sentences: closed schools, and URNs that nothing has."""


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

        Raises FaultsError if it is no table, or the base cannot be read.
        """
        table = read_table(source, vocabulary=self.vocabulary, name=name)
        selected = select(
            table.rows, self.wanted, vocabulary=self.vocabulary, register=self.register
        )
        faulty = [Outcome(label=fault.file, fault=str(fault)) for fault in table.faults]
        skipped = [
            f"{row.urn} {row.name} is closed, and was left out."
            for row in selected.closed
        ]
        skipped += [f"{urn} is in no row of {name}." for urn in selected.absent]
        return self._plan(selected.rows, faulty, skipped)

    def from_register(self, la_code: str) -> Plan:
        """Plan for the schools of a local authority that the shipped register has.

        Raises NoticesError for a number that no authority has.
        """
        if la_code and self.register.authority(la_code) is None:
            raise NoticesError(
                f'--la: no authority in the register has the number "{la_code}".\n'
                "  To mend: check the number; Newcastle upon Tyne, for example, is 391."
            )
        schools = self.register.of_authority(la_code) if la_code else self.register
        rows = [self._row(school) for school in schools]
        selected = select(
            rows, self.wanted, vocabulary=self.vocabulary, register=self.register
        )
        absent = [f"{urn} is not among them." for urn in selected.absent]
        return self._plan(selected.rows, [], absent)

    def _row(self, school: School) -> Row:
        named = {name: key for key, name in self.vocabulary.types.items() if name}
        return Row(
            place=Place(file="schools/register", line=None, key=""),
            urn=school.urn,
            name=school.name,
            status=school.status,
            phase=school.phase,
            type=named.get(school.register_type, ""),
            la_code=school.la_code,
        )

    def _plan(
        self, rows: Iterable[Row], failed: list[Outcome], skipped: list[str]
    ) -> Plan:
        base = read_layers(self.base) if self.base else None
        tasks = []
        for row in rows:
            label = f"{row.urn} {row.name}".strip()
            try:
                own = own_file(self.profiles, row) if self.profiles else None
                tasks.append(Task(label=label, layers=_layers(row, base, own)))
            except FaultsError as error:
                failed.append(Outcome(label=label, fault=str(error)))
        return Plan(tasks=tuple(tasks), failed=tuple(failed), skipped=tuple(skipped))


def _layers(row: Row, base: Layers | None, own: TomlFile | None) -> Layers:
    if row.facts is not None or row.said is not None:
        return layers_of(row, base, own)
    # A school of the shipped register, which tells all but that this is the one.
    values = {"organisation": {"urn": row.urn}}
    named = TomlFile(f"schools/register, URN {row.urn}", "", values)
    layers = laid_over(of_others(base) if base else None, named, own=False)
    return laid_over(layers, own, own=True) if own else layers


def not_a_folder(folder: Path | None) -> Iterator[str]:
    """Yield what is wrong with a folder of profiles that is asked for."""
    if folder is not None and not folder.is_dir():
        yield (
            f"--profiles: {folder} is no folder.\n"
            "  It holds one file a school, named by its URN: 108427.toml.\n"
            "  To mend: check the name."
        )
