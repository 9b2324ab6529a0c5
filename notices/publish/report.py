"""What a batch did, for whoever started it: `report.json` and `report.csv`."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from notices.publish.work import Outcome

_COLUMNS = (
    *("folder", "issuer", "urn", "notice", "draft", "approved"),
    *("unanswered", "taken from others", "missing", "warnings"),
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a text for a formula."""


@dataclass
class Report:
    """Counts and faults of one run, as they come."""

    total: int
    skipped: tuple[str, ...] = ()
    made: int = 0
    kept: int = 0
    drafts: int = 0
    would: int = 0
    """Notices that a dry run would make."""
    is_stopped: bool = False
    """Somebody stopped it; organisations were left out."""
    done: int = 0
    faults: list[Outcome] = field(default_factory=list)
    lacking: set[str] = field(default_factory=set)
    folders: dict[int, str] = field(default_factory=dict)
    """Where the notices of each URN stand now."""
    notices: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The names of those that belong into each folder."""

    def tell(self, outcome: Outcome) -> None:
        """Count one outcome."""
        self.done += 1
        self.made += len(outcome.built)
        self.kept += len(outcome.kept)
        self.would += len(outcome.would)
        self.drafts += sum(built.record["draft"] for built in outcome.built)
        if outcome.folder:
            self.folders[outcome.urn] = outcome.folder
            self.notices[outcome.folder] = (*outcome.kept, *outcome.would)
        self.lacking |= {built.lacking for built in outcome.built if built.lacking}
        if outcome.fault:
            self.faults.append(outcome)

    def told(self) -> dict[str, Any]:
        """Return what `report.json` says, but for times."""
        return {
            "organisations": self.total,
            "made": self.made,
            "already there": self.kept,
            "drafts": self.drafts,
            "failed": len(self.faults),
            "not tried": self.total - self.done,
            "skipped": list(self.skipped),
            "lacking": sorted(self.lacking),
            "faults": [
                {"organisation": one.label, "fault": one.fault}
                for one in sorted(self.faults, key=lambda one: one.label)
            ],
        }


def as_csv(records: Iterable[Mapping[str, Any]]) -> bytes:
    """Return a table with a row a notice, which no spreadsheet runs anything of."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for record in records:
        writer.writerow([cell(value) for value in _row(record)])
    return text.getvalue().encode("utf-8-sig")


def _row(record: Mapping[str, Any]) -> Iterable[Any]:
    yield from (record["folder"], record["issuer"], record["urn"], record["notice"])
    yield "yes" if record["draft"] else "no"
    yield record["approved"] or "not yet"
    yield from (record["unanswered"], record["unconfirmed"])
    yield from (record["missing"], record["warnings"])


def cell(value: Any) -> str:
    """Write a value so that no spreadsheet runs it."""
    if isinstance(value, list):
        value = "; ".join(map(str, value))
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
