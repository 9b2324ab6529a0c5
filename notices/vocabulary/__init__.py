"""The catalogue's schema, closed lists and known keys.

Enough to check a profile without knowing the catalogue.
"""

from collections.abc import Mapping
from dataclasses import dataclass

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
    sharings: frozenset[str]
    purposes: frozenset[str]
    retention: frozenset[str]
    categories: frozenset[str]
    notices: tuple[str, ...]
