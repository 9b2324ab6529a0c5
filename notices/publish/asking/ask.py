"""Ask the schools of a plan what only they can answer, each in a form of its own."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from notices.errors import FaultsError, NoticesError
from notices.organisation.organisation import Organisation
from notices.publish.asking.forms import Asking, Forms, write_forms
from notices.publish.batch.account import Account, Apart
from notices.publish.batch.prepared import prepare
from notices.publish.batch.tasks import Plan
from notices.publish.order import Order
from notices.publish.publish import Publisher


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What became of those who were asked."""

    forms: Forms
    account: Account
    """Of those who got no form, and why."""


def ask(order: Order, plan: Plan, folder: Path, *, is_dry: bool = False) -> Asked:
    """Write a form into *folder* for each school that has something to answer.

    Where it *is dry*, only say for which.
    Raises OutputError where a file cannot be written.
    """
    publisher = prepare(order)
    failed = [*plan.failed]
    asking = Asking(catalogue=publisher.catalogue, kinds=publisher.kinds, on=order.on)
    organisations = _organisations(plan, publisher, failed)
    forms = write_forms(folder, organisations, asking, is_dry=is_dry)
    account = Account(
        records=(),
        failed=failed,
        left_out=plan.left_out,
        strays=plan.strays,
        odd=plan.odd,
    )
    return Asked(forms=forms, account=account)


def _organisations(
    plan: Plan, publisher: Publisher, failed: list[Apart]
) -> Iterator[Organisation]:
    """Yield the organisations of a plan; add those that cannot be made to *failed*."""
    for task in plan.tasks:
        try:
            yield publisher.organisation(task.layers(plan.base))
        except NoticesError as error:
            faults = error.faults if isinstance(error, FaultsError) else (error,)
            why = tuple(map(str, faults))
            failed.append(Apart(label=task.label, urn=task.row.urn, why=why))
