"""What stands in a folder after a run, and what became of those who have nothing there.

The page, the table, the zip file and the screen all tell this.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from notices.publish.places import Record
from notices.publish.states import CURRENT, EARLIER


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
    return f"{record['urn'] or ''} {record['issuer']}".strip()


def grouped(pairs: Iterable[tuple[str, str]]) -> list[Said]:
    """Return what is said once, with all of whom it is said, as they come."""
    whose: dict[str, dict[str, None]] = {}
    for label, text in pairs:
        whose.setdefault(text, {})[label] = None
    return [Said(text=text, whose=tuple(labels)) for text, labels in whose.items()]
