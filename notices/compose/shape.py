"""What the body of a notice depends on."""

from dataclasses import dataclass
from datetime import date

from notices.compose.selection import Selection
from notices.vocabulary.lists import Issuer


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """All that the body of a notice depends on, besides the catalogue and the wording.

    Organisations of one shape share the body, which is composed once for all of them.
    """

    kind: str
    on: date
    type: str
    issuer: Issuer
    groups: frozenset[str]
    """The type's key and groups, and those of a trust's schools."""
    sharings: tuple[str, ...]
    only_in: tuple[tuple[str, tuple[str, ...]], ...]
    """Sharings of some of a trust's schools alone, with the names of those."""
    purposes: tuple[str, ...]
    retention: tuple[str, ...]
    """Periods that the organisation replaces with its own left out."""
    rights: tuple[str, ...]
    categories: tuple[str, ...]
    answers: tuple[tuple[str, bool | None], ...]
    own_grounds: frozenset[str]
    """Bases and conditions of the organisation's own purposes."""
    has_own_periods: bool


def shape_of(selection: Selection) -> Shape:
    """Return the shape of the organisation for which it was chosen."""
    own_periods = {told.key for _, told in selection.own.retention}
    return Shape(
        kind=selection.kind,
        on=selection.on,
        type=selection.type.key,
        issuer=selection.type.entry.issuer,
        groups=selection.groups,
        only_in=tuple(selection.only_in.items()),
        sharings=tuple(found.key for found in selection.sharings),
        purposes=tuple(found.key for found in selection.purposes),
        retention=tuple(
            found.key for found in selection.retention if found.key not in own_periods
        ),
        rights=tuple(found.key for found in selection.rights),
        categories=selection.categories,
        answers=tuple((key, selection.answers.get(key)) for key in selection.uses),
        own_grounds=frozenset(
            point
            for _, told in selection.own.purposes
            for point in (*told.article_6, *told.article_9)
        ),
        has_own_periods=bool(own_periods),
    )
