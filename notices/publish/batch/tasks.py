"""Whom a batch is for: the rows of a table, or the schools of the register."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from notices.errors import Fault, FaultsError, NoticesError
from notices.organisation.layers import Layers, laid_over, of_others
from notices.organisation.register import Listed, Register
from notices.organisation.table import (
    Row,
    Selected,
    Table,
    Wanted,
    layers_of,
    own_file,
    read_table,
    select,
)
from notices.organisation.table.grid import Place
from notices.organisation.table.naming import is_other_name
from notices.publish.batch.account import Apart, labelled
from notices.publish.batch.beside import read_base, strays
from notices.tomlfile import TomlFile
from notices.tomlfile.typed import shown
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
        return labelled(self.row.urn, self.row.name)

    def layers(self, base: Layers | None) -> Layers:
        """Return its row and its own file over what all have in common."""
        row = self.row
        if row.is_of_table:
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
    failed: tuple[Apart, ...]
    """Schools that cannot even be tried."""
    left_out: tuple[Apart, ...]
    """Closed schools, URNs that nothing has, and sheets that were not read."""
    is_short: bool
    """A school that was asked for by its number is among those."""
    strays: tuple[str, ...]
    """Sentences on files of schools that are laid over nothing."""
    odd: tuple[Apart, ...]
    """Schools that the register knows by another name."""
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
        failed = [
            Apart(label=_place_of(fault), why=(str(fault),)) for fault in table.faults
        ]
        plan = self._plan(table.rows, failed, f"is in no row of {name}.", name)
        return replace(plan, left_out=(*_unread(table), *plan.left_out))

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
        source = f"authority {la_code}" if la_code else "the register"
        return self._plan(rows, [], "is not among them.", source)

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
        self, rows: Iterable[Row], failed: list[Apart], absent: str, source: str
    ) -> Plan:
        base = read_base(self.base) if self.base else None
        every = tuple(rows)
        selected = select(
            every, self.wanted, vocabulary=self.vocabulary, register=self.register
        )
        left_out = tuple(_left_out(selected, absent))
        if not (selected.rows or selected.nowhere or left_out or failed):
            raise NoticesError(self._nobody(source))
        is_whole = not failed
        failed += [_apart(row, str(_nowhere(row))) for row in selected.nowhere]
        tasks = []
        for row in selected.rows:
            try:
                own = own_file(self.profiles, row) if self.profiles else None
                tasks.append(Task(row=row, own=own))
            except FaultsError as error:
                failed.append(_apart(row, *map(str, error.faults)))
        return Plan(
            tasks=tuple(tasks),
            failed=tuple(failed),
            left_out=left_out,
            is_short=any(one.urn in self.wanted.urns for one in left_out),
            strays=tuple(self._strays(every, source)),
            odd=tuple(self._odd(selected.rows, source)),
            base=base,
            open_urns=frozenset(row.urn for row in every if row.is_open),
            is_whole=is_whole,
        )

    def _strays(self, rows: Iterable[Row], source: str) -> Iterator[str]:
        if self.profiles is not None:
            labels = {row.urn: labelled(row.urn, row.name) for row in rows}
            yield from strays(self.profiles, labels, source)

    def _odd(self, rows: Iterable[Row], source: str) -> Iterator[Apart]:
        """Yield the schools whose name in a table is another one's in the register."""
        named = [row for row in rows if row.is_of_table and row.name and not row.faults]
        known = {one.urn: one.name for one in self.register.listed()} if named else {}
        for row in named:
            name = known.get(row.urn, row.name)
            if is_other_name(row.name, name):
                yield _apart(
                    row,
                    f"{source} calls it {shown(row.name)}, and the register calls the "
                    f"school of this number {shown(name)}. To mend: check whether the "
                    "row has the right number.",
                )

    def _nobody(self, source: str) -> str:
        wanted = self.wanted
        asked = {
            "--la": wanted.la,
            "--urn": wanted.urns,
            "--phase": wanted.phases,
            "--type": wanted.types,
        }
        options = " and ".join(option for option, words in asked.items() if words)
        return (
            f"{options}: {source} has no such school.\n"
            f"  To mend: check the words of {options}."
        )


def _unread(table: Table) -> Iterator[Apart]:
    if table.unread:
        sheets = ", ".join(shown(title) for title in table.unread)
        why = f"has other sheets, which were not read: {sheets}."
        yield Apart(label=table.name, why=(why,))


def _left_out(selected: Selected, absent: str) -> Iterator[Apart]:
    for row in selected.closed:
        yield _apart(row, f"is {row.status.casefold()}, and was left out.")
    for urn in selected.absent:
        yield Apart(label=str(urn), urn=urn, why=(absent,))


def _apart(row: Row, *why: str) -> Apart:
    return Apart(label=labelled(row.urn, row.name), urn=row.urn, why=why)


def _place_of(fault: Fault) -> str:
    return fault.file if fault.line is None else f"{fault.file}:{fault.line}"


def _nowhere(row: Row) -> Fault:
    return row.place.fault(
        f"nobody says in which authority's area {row.urn} is.",
        why="--la takes the schools of one authority, and neither this table nor the "
        "register has that of this school.",
        mend='give the table a column "LA (code)", or leave --la out.',
    )
