"""Many organisations at once: in parallel, resumable, each notice whole or not at all.

The manifest is journal, resume point and record in one: a line is added when a
notice's files stand in their places, and the lines are sorted at the end.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from notices.organisation.register import Register
from notices.publish import manifest
from notices.publish.batch.pool import Pools, outcomes, processes
from notices.publish.batch.prepared import prepare, read_by
from notices.publish.batch.standing import Look, Standing, by_urn
from notices.publish.batch.stopping import Stop, stopped_by_ctrl_c
from notices.publish.batch.tasks import Plan, Task
from notices.publish.batch.work import Chunk, Job, Outcome, WorkItem
from notices.publish.folder import alone_in, clear_parts
from notices.publish.inputs import Common, common_of
from notices.publish.order import Order

_AT_ONCE = 16
"""Organisations that a process is given at a time."""

Told = Callable[[Outcome], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How a run works, whatever it makes."""

    jobs: int
    pools: Pools = processes
    force: bool = False
    verify: bool = False
    dry_run: bool = False
    say: Callable[[str], None] = print
    """Tells whoever stops it what happens."""


def run(order: Order, plan: Plan, manner: Manner, *, told: Told) -> str:
    """Make the notices of all that is planned; tell each outcome as it comes.

    Returns why it was stopped before all was tried, or "".  Ctrl-C lets each process
    finish what it is at; pressed again, it ends them.
    Raises OutputError when another run is at work in the folder, or when the folder
    cannot be written.
    """
    stop = Stop(say=manner.say)
    if manner.dry_run:
        return _tried(order, plan, manner, stop, told)
    path = order.out / manifest.NAME
    with alone_in(order.out) as was_left:
        journal = _Journal(path, told, is_open=was_left or not path.exists())
        try:
            return _tried(order, plan, manner, stop, journal.note)
        finally:
            if journal.has_died or stop.is_at_once:
                clear_parts(order.out)
            if journal.is_open:
                manifest.put_in_order(path)


@dataclass
class _Journal:
    """Notes what became of each organisation in the manifest, then tells it."""

    path: Path
    told: Told
    is_open: bool
    """Lines were added, so that it is not in order."""
    has_died: bool = False
    """Some process did, and may have left half a file."""

    def note(self, outcome: Outcome) -> None:
        if outcome.records:
            self.is_open = True
            manifest.append(self.path, "".join(map(manifest.line_of, outcome.records)))
        self.has_died |= outcome.is_second
        self.told(outcome)


def _tried(order: Order, plan: Plan, manner: Manner, stop: Stop, told: Told) -> str:
    with stopped_by_ctrl_c(stop):
        job, todo = _to_do(order, plan, manner, told)
        # The largest first, so that no process waits long for the last of another.
        chunks = sorted(_chunks(todo, prepare(order).register), key=len, reverse=True)
        waiting = deque(chunks)
        for outcome in outcomes(manner.pools, job, waiting, stop, jobs=manner.jobs):
            if outcome.fatal is not None:
                raise outcome.fatal
            told(outcome)
    return stop.why


def _to_do(
    order: Order, plan: Plan, manner: Manner, told: Told
) -> tuple[Job, list[WorkItem]]:
    """Tell what is done already; return what is not."""
    path = order.out / manifest.NAME
    look = Look(out=order.out, written=_written(path), verify=manner.verify)
    stood = by_urn(manifest.read(path))
    common = _common(order, plan)
    todo = []
    for task in plan.tasks:
        item = _item(task, common, stood)
        is_fit = not order.require_approval or item.is_approved
        if not manner.force and is_fit and item.is_done(look):
            told(_done(item))
        else:
            todo.append(item)
    job = Job(
        order=order,
        read=read_by(prepare(order)),
        base=plan.base,
        look=look,
        force=manner.force,
        dry_run=manner.dry_run,
    )
    return job, todo


def _done(item: WorkItem) -> Outcome:
    """Return the outcome where there is nothing to do."""
    return Outcome(
        label=item.task.label,
        urn=item.task.row.urn,
        folder=item.current[0].folder,
        kept=tuple(one.name for one in item.current),
        states=tuple(one.state for one in item.current),
    )


def _common(order: Order, plan: Plan) -> Common:
    publisher = prepare(order)
    return common_of(
        order,
        catalogue=publisher.catalogue,
        base=plan.base,
        read=read_by(publisher),
    )


def _item(
    task: Task, common: Common, stood: dict[int, tuple[Standing, ...]]
) -> WorkItem:
    return WorkItem(
        task=task,
        made_from=common.with_row(task.row, task.own),
        standing=stood.get(task.row.urn, ()),
    )


def _chunks(todo: Iterable[WorkItem], register: Register) -> Iterator[Chunk]:
    """Yield organisations a few at a time, those together that look alike.

    Neighbours then share the body of their notices, which is laid out once.
    """
    chunk: list[WorkItem] = []
    alike = None
    for likeness, _, item in sorted(
        ((_likeness(item.task, register), item.task.row.urn, item) for item in todo),
        key=lambda one: one[:2],
    ):
        if chunk and (likeness != alike or len(chunk) == _AT_ONCE):
            yield tuple(chunk)
            chunk = []
        alike = likeness
        chunk.append(item)
    if chunk:
        yield tuple(chunk)


def _likeness(task: Task, register: Register) -> tuple[str, ...]:
    """Return what mostly decides which body a school's notices have."""
    school = register.find(task.row.urn)
    if school is None:
        return (task.row.type, task.row.phase)
    return (
        school.register_type,
        f"{school.low_age}-{school.high_age}",
        str(school.religious_character is not None),
        str(school.trust_schools),
    )


def _written(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0
