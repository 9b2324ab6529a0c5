"""Many organisations at once: in parallel, resumable, each notice whole or not at all.

The manifest is journal, resume point and record in one: a line is added when a
notice's files stand in their places, and the lines are sorted at the end.
"""

import gc
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from notices.errors import NoticesError, OutputError
from notices.organisation import organisation_from
from notices.organisation.layers import Layers
from notices.publish import manifest
from notices.publish.inputs import digest_of, is_unaltered
from notices.publish.publish import Built, Order, Publisher
from notices.publish.write import cannot_write, clear_parts, write_whole

_LOCK = ".notices.lock"
_DIED = (
    "{label}: the process that made its notices died, twice.\n"
    "  The other organisations were made.\n"
    "  To mend: run the same command again; if it happens again, leave this one out."
)

Records = Mapping[tuple[str, str], Mapping[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One organisation to make notices for."""

    label: str
    """What the report calls it: "108427 Ashfield Nursery School"."""
    layers: Layers


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one task."""

    label: str
    folder: str = ""
    built: tuple[Built, ...] = ()
    kept: tuple[str, ...] = ()
    """Notices that stood there already, made from the same."""
    fault: str = ""
    """What is wrong with it, in words; its notices were not made then."""


def run(
    order: Order,
    tasks: Iterable[Task],
    *,
    jobs: int,
    force: bool,
    told: Callable[[Outcome], None],
) -> None:
    """Make the notices of all *tasks*; tell each outcome as it comes.

    Raises OutputError when another run is at work in the folder, or when the folder
    cannot be written.
    """
    path = order.out / manifest.NAME
    with _alone_in(order.out):
        records = manifest.read(path)
        write_whole({path: manifest.written(records)})
        known = {} if force else records
        for outcome in _outcomes(list(tasks), order, known, jobs):
            _note(path, outcome)
            told(outcome)
        clear_parts(order.out)
        write_whole({path: manifest.written(manifest.read(path))})


def _note(path: Path, outcome: Outcome) -> None:
    """Add the lines of one outcome to the journal."""
    lines = "".join(manifest.line_of(built.record) for built in outcome.built)
    try:
        with path.open("a", encoding="utf-8") as journal:
            journal.write(lines)
    except OSError as error:
        raise cannot_write(error, path) from None


def _outcomes(
    tasks: list[Task], order: Order, known: Records, jobs: int
) -> Iterator[Outcome]:
    """Yield what became of each task; those whose process died are tried once more."""
    lost = tasks
    for _ in range(2):
        died: list[Task] = []
        with ProcessPoolExecutor(
            max_workers=jobs, initializer=_start, initargs=(order, known)
        ) as pool:
            for task, outcome in _tried(pool, lost):
                if outcome is None:
                    died.append(task)
                else:
                    yield outcome
        lost = died
        if not lost:
            return
    for task in lost:
        yield Outcome(label=task.label, fault=_DIED.format(label=task.label))


def _tried(pool: Executor, tasks: list[Task]) -> Iterator[tuple[Task, Outcome | None]]:
    waiting: dict[Future[Outcome], Task] = {}
    lost = []
    for task in tasks:
        try:
            waiting[pool.submit(build, task)] = task
        except BrokenProcessPool:
            lost.append(task)
    try:
        for done in as_completed(waiting):
            try:
                yield waiting[done], done.result()
            except BrokenProcessPool:
                yield waiting[done], None
    except KeyboardInterrupt:
        pool.shutdown(cancel_futures=True)
        raise
    for task in lost:
        yield task, None


@dataclass
class _Worker:
    """What a process reads once and uses for each of its tasks."""

    publisher: Publisher
    known: Records


_WORKING: list[_Worker] = []


def _start(order: Order, known: Records) -> None:
    _WORKING[:] = [_Worker(Publisher.prepare(order), known)]
    # What was read stays; looking through it again and again takes time.
    gc.freeze()


def build(task: Task) -> Outcome:
    """Make and write the notices of one task, in a process that was started for it."""
    (worker,) = _WORKING
    try:
        return _build(worker, task)
    except NoticesError as error:
        return Outcome(label=task.label, fault=str(error))


def _build(worker: _Worker, task: Task) -> Outcome:
    publisher = worker.publisher
    organisation = organisation_from(
        task.layers,
        vocabulary=publisher.catalogue.vocabulary,
        register=publisher.register,
    )
    digests = {
        kind: digest_of(
            organisation,
            kind,
            order=publisher.order,
            catalogue=publisher.catalogue,
            wording=publisher.wording,
        )
        for kind in publisher.kinds(organisation)
    }
    folder = organisation.folder
    kept = tuple(
        kind
        for kind, digest in digests.items()
        if _stands(worker.known.get((folder, kind)), digest, publisher.order.out)
    )
    wanted = tuple(kind for kind in digests if kind not in kept)
    built = []
    for made in publisher.make(organisation, wanted) if wanted else ():
        write_whole(made.files)
        record = {
            **made.built.record,
            "made-from": digests[made.built.record["notice"]],
        }
        built.append(replace(made.built, record=record))
    return Outcome(label=task.label, folder=folder, built=tuple(built), kept=kept)


def _stands(record: Mapping[str, Any] | None, digest: str, out: Path) -> bool:
    return (
        record is not None
        and record.get("made-from") == digest
        and is_unaltered(record, out)
    )


@contextmanager
def _alone_in(out: Path) -> Iterator[None]:
    """Keep a second run out of the folder while this one is at work."""
    if out.is_file():
        raise OutputError(
            f"{out}: this is a file, and a folder is needed there.\n"
            "  Nothing was written.\n"
            "  To mend: choose another folder with --out."
        )
    lock = out / _LOCK
    try:
        out.mkdir(parents=True, exist_ok=True)
        with lock.open("x", encoding="ascii") as file:
            file.write(str(os.getpid()))
    except FileExistsError:
        if _is_at_work(lock):
            raise OutputError(
                f"{out}: another run is at work there, "
                f"process {lock.read_text(encoding='ascii')}.\n"
                "  Two runs would write over each other.\n"
                "  To mend: wait for it, or choose another folder with --out."
            ) from None
        lock.write_text(str(os.getpid()), encoding="ascii")
    except OSError as error:
        raise cannot_write(error, lock) from None
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)


def _is_at_work(lock: Path) -> bool:
    """Say whether the process that left the lock still runs."""
    number = lock.read_text(encoding="ascii").strip()
    if not number.isdigit():
        return False
    if os.name != "posix":  # elsewhere, asking would stop it
        return True
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
