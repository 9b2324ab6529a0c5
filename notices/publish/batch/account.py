"""What stands in a folder after a run, in which state, and who has nothing there.

The page, the tables, the zip file, the screen and the exit code all tell this: what
stands there now, whichever run made it.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """An organisation, or a row, that nothing was made for, and why."""

    label: str
    """What the report calls it: "108427 Ashfield Nursery School"."""
    urn: int = 0
    """0 where it is not known."""
    why: tuple[str, ...]
    """Its faults; or how the sentence goes on that begins with its label."""

    @property
    def name(self) -> str:
        """Return the label without the number."""
        number = str(self.urn) if self.urn else ""
        return self.label.removeprefix(number).strip()

    @property
    def fault(self) -> str:
        """Return all that is wrong with it."""
        return "\n\n".join(self.why)

    @property
    def sentence(self) -> str:
        """Return the label and why."""
        return f"{self.label} {' '.join(self.why)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What is said of organisations, once for all of whom it is said."""

    text: str
    whose: tuple[str, ...]
    """Their labels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What stands in a folder, and what does not and why."""

    records: Sequence[Record]
    """Each with its `state`."""
    failed: Sequence[Apart] = ()
    left_out: Sequence[Apart] = ()
    strays: Sequence[str] = ()
    """Sentences on files of schools that were laid over nothing."""
    old: Sequence[str] = ()
    """What stands there and nobody asks for any more."""
    odd: Sequence[Apart] = ()
    """Those whose row says something odd, which stops nothing."""

    def faults(self) -> list[Said]:
        """Return what is wrong, each fault once."""
        return grouped((one.label, why) for one in self.failed for why in one.why)

    def warnings(self) -> list[Said]:
        """Return what is odd about notices that stand there; what most have, first."""
        odd = ((one.label, why) for one in self.odd for why in one.why)
        told = grouped((*self._warned(), *odd))
        return sorted(told, key=lambda one: (-len(one.whose), one.text))

    def common(self) -> frozenset[str]:
        """Return the warnings of all whose notices stand there, if they are many."""
        issuers = {label_of(one) for one in self._current()}
        warnings = grouped(self._warned())
        return frozenset(
            one.text for one in warnings if len(one.whose) == len(issuers) > 1
        )

    def _current(self) -> Iterator[Record]:
        return (one for one in self.records if one["state"] in CURRENT)

    def _warned(self) -> Iterator[tuple[str, str]]:
        for record in self._current():
            if record["warnings"]:
                label = label_of(record)
                yield from ((label, warning) for warning in record["warnings"])

    def nowhere(self) -> list[Apart]:
        """Return those that could not be made and have no notice there either."""
        there = {one["urn"] for one in self.records if one["state"] == EARLIER}
        return [one for one in self.failed if not one.urn or one.urn not in there]


def label_of(record: Record) -> str:
    """Return what the report calls the issuer of a notice."""
    return labelled(record["urn"], record["issuer"])


def labelled(urn: int | None, name: str) -> str:
    """Return what messages call an organisation: "108427 Ashfield Nursery School"."""
    return f"{urn or ''} {name}".strip()


def grouped(pairs: Iterable[tuple[str, str]]) -> list[Said]:
    """Return what is said once, with all of whom it is said, as they come."""
    whose: dict[str, dict[str, None]] = {}
    for label, text in pairs:
        whose.setdefault(text, {})[label] = None
    return [Said(text=text, whose=tuple(labels)) for text, labels in whose.items()]
