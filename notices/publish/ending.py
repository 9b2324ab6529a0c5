"""What comes after a batch: its report, its page, what is old deleted, all packed."""

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from notices.publish import manifest
from notices.publish.bundle import bundle
from notices.publish.folder import alone_in
from notices.publish.index import NAME, index_page
from notices.publish.order import Order
from notices.publish.places import Record, files_of
from notices.publish.prepared import prepare
from notices.publish.report import Report, as_csv
from notices.publish.stale import given_up, left_over, prune, stale
from notices.publish.tasks import Plan
from notices.publish.write import write_changed, write_whole

_JSON, _CSV = "report.json", "report.csv"
_UNSURE = (
    "Some rows of the table could not be read, so it is not known which schools left "
    "it. Nothing of theirs was deleted."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What else is to be done after a batch."""

    prune: bool = False
    zip: Path | None = None


def end(
    order: Order, plan: Plan, report: Report, wishes: Wishes, *, seconds: float
) -> list[str]:
    """Write the report and the page of a run, and do what else is wished for.

    Returns sentences for whoever started it.
    Raises OutputError where something cannot be written or deleted.
    """
    path = order.out / manifest.NAME
    with alone_in(order.out):
        records = list(manifest.read(path))
        old = _old(records, order, plan, report)
        left = left_over(records, old=old)
        said = []
        if wishes.prune and (old or left):
            said += prune(order.out, old, left=left)
            gone = {(record["folder"], record["notice"]) for record in old}
            lines = manifest.in_order(path, without=gone, is_pruned=True)
            write_whole({path: lines})
            records = list(manifest.read(path))
            old = left = ()
        if wishes.prune and not plan.is_whole:
            said.append(_UNSURE)
        notices = [f"{record['folder']}: {record['notice']}" for record in old]
        files = list(_there(order.out, left))
        pages = _Pages(order, plan, report, [*notices, *files])
        pages.write(records, seconds=seconds)
        said += _left(notices, files)
        if wishes.zip is not None:
            count = bundle(order.out, wishes.zip, records)
            said.append(f"{count} files are packed in {wishes.zip}.")
    return said


def _old(
    records: Iterable[Record], order: Order, plan: Plan, report: Report
) -> tuple[Record, ...]:
    """Return the records of notices that nobody would make again, as far as known."""
    records = tuple(records)
    left = given_up(records, order, made=report.notices)
    if not plan.is_whole:
        return left
    expected = {urn: report.folders.get(urn, "") for urn in plan.open_urns}
    return (*stale(records, expected=expected), *left)


@dataclass(frozen=True, slots=True)
class _Pages:
    """The pages that tell of a run."""

    order: Order
    plan: Plan
    report: Report
    stale: list[str]

    def write(self, records: Iterable[Record], *, seconds: float) -> None:
        """Write them; `index.html` and `report.csv` only if they would say other."""
        out = self.order.out
        shows = self._shows()
        if not self._is_shown(shows):
            page = index_page(
                records,
                not_made=[(one.label, one.fault) for one in self.report.faults],
                skipped=self.plan.skipped,
                stale=self.stale,
                folders=prepare(self.order).templates,
            )
            write_changed({out / NAME: page, out / _CSV: as_csv(records)})
        told = {
            **self.report.told(),
            "no longer asked for": self.stale,
            "seconds": round(seconds, 1),  # only here does a time stand
            "shows": shows,
        }
        text = json.dumps(told, ensure_ascii=False, indent=2)
        write_whole({out / _JSON: f"{text}\n".encode()})

    def _shows(self) -> str:
        """Return the digest of all that the pages show."""
        said = {
            "faults": self.report.told()["faults"],
            "skipped": self.plan.skipped,
            "stale": self.stale,
            "wording": prepare(self.order).wording,
        }
        whole = sha256(json.dumps(said, sort_keys=True).encode())
        whole.update((self.order.out / manifest.NAME).read_bytes())
        return whole.hexdigest()

    def _is_shown(self, shows: str) -> bool:
        """Say whether the pages of an earlier run show it, and nobody altered them."""
        out = self.order.out
        try:
            last = json.loads((out / _JSON).read_text(encoding="utf-8"))
            written = (out / _JSON).lstat().st_mtime_ns
            pages = [(out / name).lstat() for name in (NAME, _CSV)]
            return last["shows"] == shows and all(
                page.st_mtime_ns <= written for page in pages
            )
        except (OSError, ValueError, LookupError, TypeError):
            return False


def _there(out: Path, left: Iterable[Record]) -> Iterator[str]:
    """Yield the name of each file that is left of earlier runs, and not gone since."""
    for folder, name in (pair for record in left for pair in files_of(record)):
        if os.path.lexists(out / folder / name):
            yield f"{folder}: {name}"


def _left(notices: Sequence[str], files: Sequence[str]) -> Iterator[str]:
    how = "index.html names them, and --prune deletes them."
    if notices:
        are = "notice stands" if len(notices) == 1 else "notices stand"
        yield f"{len(notices)} {are} there that nobody asks for any more; {how}"
    if files:
        are = "file stands" if len(files) == 1 else "files stand"
        yield (
            f"{len(files)} {are} there that only earlier runs made, and may say what "
            f"notices no longer say; {how}"
        )
