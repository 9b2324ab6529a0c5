"""Ask the schools of a plan what only they can answer, each in a form of its own."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from notices.errors import NoticesError
from notices.organisation.organisation import Organisation
from notices.publish.forms import write_forms
from notices.publish.order import Order
from notices.publish.prepared import prepare
from notices.publish.publish import Publisher
from notices.publish.tasks import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Forms:
    """What became of the forms."""

    written: int
    left: int
    """Those that were there already, perhaps with answers."""
    faults: tuple[str, ...]
    """What is wrong with organisations that got none."""


def ask(order: Order, plan: Plan, folder: Path) -> Forms:
    """Write a form into *folder* for each school that has something to answer.

    Raises OutputError where a file cannot be written.
    """
    publisher = prepare(order)
    faults = [fault for _, fault in plan.failed]
    written, left = write_forms(
        folder,
        _organisations(plan, publisher, faults),
        catalogue=publisher.catalogue,
        kinds=publisher.kinds,
        on=order.on,
    )
    return Forms(written=len(written), left=len(left), faults=tuple(faults))


def _organisations(
    plan: Plan, publisher: Publisher, faults: list[str]
) -> Iterator[Organisation]:
    """Yield the organisations of a plan; add what is wrong with others to *faults*."""
    for task in plan.tasks:
        try:
            yield publisher.organisation(task.layers(plan.base))
        except NoticesError as error:
            faults.append(str(error))
