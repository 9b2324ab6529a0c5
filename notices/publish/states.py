"""In which state a notice stands in its folder: decided here, and told alike by all.

The page, the table, the zip file, the screen and the exit code say what stands there
now, whichever run made it.
"""

from collections.abc import Collection
from dataclasses import dataclass

from notices.publish.places import Record, Which, which

DRAFT, WAITING, APPROVED = "Draft", "Not approved", "Approved"
EARLIER = "Made earlier, could not be made now"
"""It says what an organisation said before, which may be untrue or withdrawn."""
GONE = "No longer asked for"
STANDING = (DRAFT, WAITING, APPROVED, EARLIER, GONE)
CURRENT = frozenset({DRAFT, WAITING, APPROVED})
"""Those of notices that are as this run would make them, as far as it looked."""
NOT_MADE, LEFT_OUT = "Could not be made", "Left out"
"""Of organisations, which may have no notice there."""


def state_of(*, draft: bool, approved: bool) -> str:
    """Return the state of a notice that is as it would be made."""
    if draft:
        return DRAFT
    return APPROVED if approved else WAITING


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """What a run found out of the notices that stand there, whoever made them."""

    gone: Collection[Which]
    """Those that nobody asks for any more."""
    failed: Collection[int]
    """The numbers of organisations that could not be made."""
    listed: Collection[int] | None
    """The numbers of those that the table has; None where it has no other."""

    def state(self, record: Record) -> str:
        """Return the state of a notice."""
        if which(record) in self.gone:
            return GONE
        if self._is_failed(record["urn"]):
            return EARLIER
        return state_of(draft=record["draft"], approved=bool(record["approved"]))

    def _is_failed(self, urn: int | None) -> bool:
        """Say whether the organisation could not be made; a row may hide its number."""
        is_hidden = self.listed is not None and urn not in self.listed
        return urn is not None and (urn in self.failed or is_hidden)
