"""What a batch did, for whoever started it: `report.json` and `report.csv`."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from notices.publish.batch.account import DRAFT, LEFT_OUT, NOT_MADE, Account, Apart
from notices.publish.batch.work import Outcome
from notices.publish.places import Record

_COLUMNS = (
    *("folder", "issuer", "urn", "notice", "state", "approved"),
    *("open questions", "unanswered", "answered by others", "taken from others"),
    *("missing", "warnings", "why"),
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a text for a formula."""
_USES = "uses."


@dataclass
class Report:
    """Counts and faults of one run, as they come."""

    total: int
    made: int = 0
    kept: int = 0
    drafts: int = 0
    """Of those that were made, or were there."""
    would: int = 0
    """Notices that a dry run would make."""
    stopped: str = ""
    """Why organisations were left out; "" where all were tried."""
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
        self.drafts += outcome.states.count(DRAFT)
        if outcome.folder:
            self.folders[outcome.urn] = outcome.folder
            self.notices[outcome.folder] = (*outcome.kept, *outcome.would)
        self.lacking |= {built.lacking for built in outcome.built if built.lacking}
        if outcome.faults:
            self.faults.append(outcome)

    @property
    def left(self) -> int:
        """How many organisations were not tried."""
        return self.total - self.done

    def told(self, account: Account) -> dict[str, Any]:
        """Return what `report.json` says, but for times."""
        return {
            "organisations": self.total,
            "made": self.made,
            "already there": self.kept,
            "drafts": self.drafts,
            "failed": len(self.faults),
            "not tried": self.left,
            "states": dict(Counter(one["state"] for one in account.records)),
            "skipped": [one.sentence for one in account.left_out],
            "laid over nothing": list(account.strays),
            "no longer asked for": list(account.old),
            "lacking": sorted(self.lacking),
            "faults": [
                {"organisation": one.label, "fault": one.fault}
                for one in account.failed
            ],
            "warnings": [
                {"warning": one.text, "organisations": len(one.whose)}
                for one in account.warnings()
            ],
        }


def by_others(record: Record) -> list[str]:
    """Return the questions that only others answered, for this organisation."""
    keys = record["unconfirmed"]
    return [key.removeprefix(_USES) for key in keys if key.startswith(_USES)]


def as_csv(account: Account) -> bytes:
    """Return a table with a row a notice, and one for each who has none and should.

    No spreadsheet runs anything of it.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for row in _rows(account):
        writer.writerow([cell(row.get(column)) for column in _COLUMNS])
    return text.getvalue().encode("utf-8-sig")


def _rows(account: Account) -> Iterator[Record]:
    why = {one.urn: one.why for one in account.failed if one.urn}
    odd = {one.urn: one.why for one in account.odd}
    common = account.common()
    for record in account.records:
        others = by_others(record)
        own = (one for one in record["warnings"] if one not in common)
        yield {
            **record,
            "approved": record["approved"] or "not yet",
            "open questions": len(record["unanswered"]),
            "answered by others": len(others),
            "taken from others": record["unconfirmed"],
            "warnings": [*odd.get(record["urn"], ()), *own],
            "why": _line(why.get(record["urn"], ())),
        }
    for one in account.nowhere():
        yield _apart(one, NOT_MADE)
    for one in account.left_out:
        yield _apart(one, LEFT_OUT)


def _apart(one: Apart, state: str) -> Record:
    why = _line(one.why)
    return {"issuer": one.name, "urn": one.urn or "", "state": state, "why": why}


def _line(why: Iterable[str]) -> str:
    """Write reasons on one line, as a cell shows them."""
    return " ".join(" ".join(why).split())


def cell(value: Any) -> str:
    """Write a value so that no spreadsheet runs it."""
    if isinstance(value, (list, tuple)):
        value = "; ".join(map(str, value))
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
