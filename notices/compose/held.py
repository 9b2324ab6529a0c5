"""What holds on a day and a kind of notice may tell, whoever issues it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TypeVar

from notices.catalogue import Catalogue, Dated, Found
from notices.vocabulary.entries import (
    Entry,
    Purpose,
    Retention,
    Right,
    Sharing,
    Use,
    is_told_in,
)

E = TypeVar("E", bound=Entry)
T = TypeVar("T", Purpose, Retention, Right, Sharing)
"""What names the notices that tell it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What held on a day and a kind of notice may tell, in the order of the files."""

    sharings: tuple[Found[Sharing], ...]
    purposes: tuple[Found[Purpose], ...]
    retention: tuple[Found[Retention], ...]
    rights: tuple[Found[Right], ...]
    uses: tuple[Found[Use], ...]
    elsewhere: Mapping[str, str]
    """Why the rest of what held is not told: other kinds of notices tell it."""


@lru_cache(maxsize=64)
def held_on(catalogue: Catalogue, kind: str, on: date) -> Held:
    """Return what is there to choose from, which is the same for everybody."""
    elsewhere: dict[str, str] = {}

    def told(things: Mapping[str, Dated[T]]) -> tuple[Found[T], ...]:
        held = _on(things, on)
        others = {each.key for each in held if not is_told_in(kind, each.entry.in_)}
        elsewhere.update(dict.fromkeys(others, "in"))
        return tuple(found for found in held if found.key not in others)

    return Held(
        sharings=told(catalogue.sharings),
        purposes=told(catalogue.purposes),
        retention=told(catalogue.retention),
        rights=told(catalogue.rights),
        uses=_on(catalogue.uses, on),
        elsewhere=elsewhere,
    )


def _on(things: Mapping[str, Dated[E]], on: date) -> tuple[Found[E], ...]:
    """Return what held on a day, in the order that its files give."""
    held = (found for thing in things.values() if (found := thing.on(on)))
    return tuple(sorted(held, key=lambda found: getattr(found.entry, "order", 0)))
