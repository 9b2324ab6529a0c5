"""What comes after a batch: its report, its page, what is old deleted, all packed."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from notices.organisation.register import Register
from notices.publish import manifest
from notices.publish.batch.account import (
    APPROVED,
    CURRENT,
    EARLIER,
    Account,
    Apart,
    Judge,
    labelled,
)
from notices.publish.batch.bundle import bundle
from notices.publish.batch.pages import Pages
from notices.publish.batch.prepared import prepare
from notices.publish.batch.report import Report
from notices.publish.batch.tasks import Plan
from notices.publish.folder import alone_in
from notices.publish.order import Order
from notices.publish.places import Record, files_of, which
from notices.publish.stale import doomed, given_up, left_over, prune, stale

_UNSURE = (
    "Some rows of the table could not be read, so it is not known which schools left "
    "it. Nothing of theirs was deleted."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What else is to be done after a batch."""

    prune: bool = False
    zip: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How a batch ended."""

    account: Account
    said: tuple[str, ...]
    """Sentences for whoever started it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Old:
    """What stands in a folder and nobody would make again."""

    notices: tuple[Record, ...] = ()
    left: tuple[Record, ...] = ()
    """Files of notices that stay; the records name those alone."""

    def names(self, out: Path) -> tuple[list[str], list[str]]:
        """Return the notices, and the files that have not gone since."""
        notices = [f"{one['folder']}: {one['notice']}" for one in self.notices]
        return notices, list(_there(out, self.left))


def end(
    order: Order, plan: Plan, report: Report, wishes: Wishes, *, seconds: float
) -> Ending:
    """Write the report and the page of a run, and do what else is wished for.

    Raises OutputError where something cannot be written or deleted.
    """
    path = order.out / manifest.NAME
    with alone_in(order.out):
        records, old = _standing(order, plan, report)
        said = []
        if wishes.prune and (old.notices or old.left):
            said += prune(order.out, old.notices, left=old.left)
            gone = set(map(which, old.notices))
            manifest.put_in_order(path, without=gone, is_pruned=True)
            records, old = list(manifest.brief(path)), _Old()
        if wishes.prune and not plan.is_whole:
            said.append(_UNSURE)
        account = _account(order, plan, report, records, old)
        pages = Pages(order=order, report=report, account=account)
        pages.write(seconds=seconds)
        said += _told(account, old.names(order.out))
        if wishes.zip is not None:
            said.append(_packed(order, pages, wishes.zip))
    return Ending(account=account, said=tuple(said))


def foresee(order: Order, plan: Plan, report: Report, wishes: Wishes) -> Ending:
    """Say how a dry run would end, and write nothing."""
    records, old = _standing(order, plan, report)
    account = _account(order, plan, report, records, old)
    if wishes.prune:
        said = list(doomed(order.out, old.notices, left=old.left))
    else:
        said = list(_told(account, old.names(order.out)))
    return Ending(account=account, said=tuple(said))


def _standing(order: Order, plan: Plan, report: Report) -> tuple[list[Record], _Old]:
    """Return the records of what stands in the folder, and what of it is old."""
    records: list[Record] = list(manifest.brief(order.out / manifest.NAME))
    notices = given_up(records, order, made=report.notices)
    if plan.is_whole:
        expected = {urn: report.folders.get(urn, "") for urn in plan.open_urns}
        notices = (*stale(records, expected=expected), *notices)
    return records, _Old(notices=notices, left=left_over(records, old=notices))


def _account(
    order: Order, plan: Plan, report: Report, records: Iterable[Record], old: _Old
) -> Account:
    register = prepare(order).register
    judge = Judge(
        gone=set(map(which, old.notices)),
        failed={one.urn for one in report.faults},
        listed=None if plan.is_whole else plan.open_urns,
    )
    failed = (
        Apart(label=one.label, urn=one.urn, why=one.faults) for one in report.faults
    )
    notices, files = old.names(order.out)
    return Account(
        records=[{**record, "state": judge.state(record)} for record in records],
        failed=sorted(
            (_named(one, register) for one in failed),
            key=lambda one: (not one.urn, one.urn, one.label),
        ),
        left_out=plan.left_out,
        strays=plan.strays,
        old=(*notices, *files),
        odd=plan.odd,
    )


def _named(one: Apart, register: Register) -> Apart:
    """Return it with the name that the register knows, where a table gives none."""
    school = None if one.name else register.find(one.urn)
    return one if school is None else replace(one, label=labelled(one.urn, school.name))


def _packed(order: Order, pages: Pages, target: Path) -> str:
    """Pack the notices that are as they should be; say how many files, or why none.

    What could not be made now, and what nobody asks for, says what may be untrue.
    """
    old = "; what stands there is of an earlier run" if target.exists() else ""
    if pages.report.stopped:
        return f"{target}: nothing was packed, as the run was stopped{old}."
    states = {APPROVED} if order.require_approval else CURRENT
    records = pages.account.records
    packed = [one for one in records if one["state"] in states]
    if not packed:
        return f"{target}: nothing was packed, as there is no notice to pack{old}."
    left = {which(one) for one in records if one["state"] not in states}
    count = bundle(order.out, target, packed, pages.files(without=left))
    out = f" {_counted(len(left))} left out of it; the report says why." if left else ""
    return f"{count} files are packed in {target}.{out}"


def _counted(notices: int) -> str:
    return "1 notice is" if notices == 1 else f"{notices} notices are"


def _there(out: Path, left: Iterable[Record]) -> Iterator[str]:
    """Yield the name of each file that is left of earlier runs, and not gone since."""
    for folder, name in (pair for record in left for pair in files_of(record)):
        if os.path.lexists(out / folder / name):
            yield f"{folder}: {name}"


def _told(account: Account, old: tuple[Sequence[str], Sequence[str]]) -> Iterator[str]:
    """Yield what stands in the folder and should not be there as it is."""
    earlier = sum(record["state"] == EARLIER for record in account.records)
    if earlier:
        they = "notice stands" if earlier == 1 else "notices stand"
        yield (
            f"{earlier} {they} there that an earlier run made, and that could not be "
            "made now: do not publish them before you mended the faults."
        )
    notices, files = old
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
