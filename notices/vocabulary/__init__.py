"""The catalogue's schema, closed lists and known keys.

Enough to check a profile without knowing the catalogue.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

SCHEMA = 1
"""The form of `data/` that this version reads.  Another number, other keys."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The keys that a profile may name."""

    types: Mapping[str, str]
    """Type key to the name the register knows it by ("" for none)."""
    uses: frozenset[str]
    services: Mapping[str, str]
    """Service key to the use that a supplier of this kind answers with yes, or ""."""
    service_titles: Mapping[str, str]
    """What each is called where somebody chooses one."""
    sharings: frozenset[str]
    purposes: frozenset[str]
    retention: frozenset[str]
    categories: frozenset[str]
    notices: tuple[str, ...]
    _types_by_name: Mapping[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        named = {name.casefold(): key for key, name in self.types.items() if name}
        object.__setattr__(self, "_types_by_name", named)

    def type_named(self, name: str) -> str:
        """Return the key of the type that the register calls *name*, or "".

        Capitals do not matter: people write the name into tables of their own.
        """
        return self._types_by_name.get(name.casefold(), "")
