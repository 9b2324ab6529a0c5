"""Whose notices a preview shows, each under a name that can stand in an address."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from unicodedata import normalize

from notices.errors import NoticesError
from notices.organisation.layers import Layers, read_layers
from notices.organisation.register import Register
from notices.organisation.table import Wanted, is_table
from notices.publish.batch.tasks import Plan, Planner
from notices.vocabulary import Vocabulary

_OTHER = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """An organisation of the list."""

    id: str
    """Lower-case letters, digits and hyphens; no other member has it."""
    label: str
    """What the list calls it; no other member is called so."""
    layers: Callable[[], Layers]
    """Read what it says; raises FaultsError."""
    profile: Path | None = None
    """The file that an answer could be saved to; None for the row of a table."""
    urn: int = 0
    """Of a school of which nothing is known but what the register says; 0 of others."""


def members(
    sources: Iterable[Path],
    *,
    la: str = "",
    base: Path | None,
    vocabulary: Vocabulary,
    register: Register,
) -> tuple[Member, ...]:
    """Return the organisations of profiles and tables, each with a name of its own.

    With *la* also the schools that the register has of that authority, or "all".
    Raises NoticesError for a table that cannot be read, or an authority that is none.
    A profile that cannot be read is in the list all the same, so that it can be mended.
    """
    planner = Planner(
        vocabulary=vocabulary,
        register=register,
        wanted=Wanted(),
        base=base,
        profiles=None,
    )
    found = [
        one
        for source in sources
        for one in (
            _rows(planner.from_table(source, str(source)), register)
            if is_table(source)
            else (_profile(source, register),)
        )
    ]
    if la:
        found += _of_register(planner.from_register(la))
    return tuple(_told_apart(found))


def _profile(path: Path, register: Register) -> Member:
    return Member(
        id=_in_address(path.stem),
        label=_label(path, register),
        layers=partial(read_layers, path),
        profile=path,
    )


def _label(path: Path, register: Register) -> str:
    """Return the organisation's name, or its file's while it does not say one."""
    try:
        told = read_layers(path).values.get("organisation")
    except NoticesError:
        return path.name
    told = told if isinstance(told, dict) else {}
    urn, name = told.get("urn"), told.get("name")
    school = register.find(urn) if isinstance(urn, int) and not name else None
    return school.name if school else str(name or path.name)


def _rows(plan: Plan, register: Register) -> Iterator[Member]:
    for one in plan.failed:
        yield Member(
            id=_in_address(one.label),
            label=one.label,
            layers=partial(_fail, one.fault),
        )
    for task in plan.tasks:
        row = task.row
        school = register.find(row.urn) if row.urn and not row.name else None
        label = f"{row.urn} {school.name}" if school else task.label
        yield Member(
            id=_in_address(label),
            label=label,
            layers=partial(task.layers, plan.base),
        )


def _of_register(plan: Plan) -> Iterator[Member]:
    for task in plan.tasks:
        yield Member(
            id=_in_address(task.label),
            label=task.label,
            layers=partial(task.layers, plan.base),
            urn=task.row.urn or 0,
        )


def _fail(fault: str) -> Layers:
    raise NoticesError(fault)


def _in_address(words: str) -> str:
    plain = normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return _OTHER.sub("-", plain).strip("-")[:60] or "organisation"


def _told_apart(found: Iterable[Member]) -> Iterator[Member]:
    """Yield the members; a name that another has is followed by a number."""
    ids: set[str] = set()
    labels: set[str] = set()
    for one in found:
        yield replace(
            one,
            id=_another(one.id, "-", ids),
            label=_another(one.label, " ", labels),
        )


def _another(name: str, between: str, taken: set[str]) -> str:
    number, told = 1, name
    while told in taken:
        number += 1
        told = f"{name}{between}{number}"
    taken.add(told)
    return told
