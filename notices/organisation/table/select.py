"""Choose rows of a table; and a blank table to fill in."""

from collections.abc import Iterable
from dataclasses import dataclass

from notices.organisation.office import OFFICE
from notices.organisation.register import Register
from notices.organisation.table.columns import URN, kinds_by_key
from notices.organisation.table.row import Row, as_text
from notices.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which rows are asked for; what is empty asks for all."""

    urns: frozenset[int] = frozenset()
    phases: frozenset[str] = frozenset()
    """As the register puts them, capitals aside."""
    types: frozenset[str] = frozenset()
    """Keys of organisation-types.toml."""
    la: str = ""
    """The number of a local authority."""
    limit: int | None = None
    """How many open schools at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selected:
    """The rows that were asked for."""

    rows: tuple[Row, ...]
    closed: tuple[Row, ...]
    """Asked for, but of schools that are not open."""
    absent: tuple[int, ...]
    """URNs that were asked for and that no row has."""
    nowhere: tuple[Row, ...]
    """Schools of which nobody says whether they are the authority's."""


def select(
    rows: Iterable[Row], wanted: Wanted, *, vocabulary: Vocabulary, register: Register
) -> Selected:
    """Choose among *rows*; the register tells what a row does not say of its school."""
    kept: list[Row] = []
    closed: list[Row] = []
    nowhere: list[Row] = []
    absent = set(wanted.urns)
    for row in rows:
        absent.discard(row.urn)
        if not _is_wanted(row, wanted, vocabulary, register):
            continue
        la = _authority(row, register) if wanted.la else ""
        if wanted.la and not la:
            nowhere.append(row)
        elif la != wanted.la:
            continue
        elif not row.is_open:
            closed.append(row)
        elif wanted.limit is None or len(kept) < wanted.limit:
            kept.append(row)
    return Selected(
        rows=tuple(kept),
        closed=tuple(closed),
        absent=tuple(sorted(absent)),
        nowhere=tuple(nowhere),
    )


def _authority(row: Row, register: Register) -> str:
    """Return the number of a school's authority: the table's word goes first."""
    if row.la_code:
        return row.la_code
    school = register.find(row.urn)
    return school.la_code if school else ""


def _is_wanted(
    row: Row, wanted: Wanted, vocabulary: Vocabulary, register: Register
) -> bool:
    if wanted.urns and row.urn not in wanted.urns:
        return False
    if not (wanted.phases or wanted.types):
        return True
    phase, kind = row.phase, row.type
    if (wanted.phases and not phase) or (wanted.types and not kind):
        school = register.find(row.urn)
        phase = phase or (school.phase if school else "")
        kind = kind or (vocabulary.type_named(school.register_type) if school else "")
    phases = {asked.casefold() for asked in wanted.phases}
    is_phase = not phases or phase.casefold() in phases
    return is_phase and (not wanted.types or kind in wanted.types)


def template_csv(vocabulary: Vocabulary, *, uses: Iterable[str] = ()) -> str:
    """Return a table with headers and no rows, for schools to be filled in.

    *uses* are the questions to ask; all, if none is given.
    """
    office = [f"{one.table}.{one.key}" for one in OFFICE]
    asked = [f"uses.{use}" for use in uses]
    every = [key for key in kinds_by_key(vocabulary) if key.startswith("uses.")]
    heads = [(head, None) for head in (URN, *office, *(asked or every))]
    return as_text(heads).partition("\n")[0] + "\n"
