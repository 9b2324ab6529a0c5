"""Work handed to processes, some of which may die at it."""

import gc
import signal
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from contextlib import AbstractContextManager
from dataclasses import replace

from notices.publish.work import Chunk, Job, Outcome, WorkItem, work

Pools = Callable[[int], AbstractContextManager[Executor]]
"""Opens a pool of so many processes."""
_DIED = (
    "{label}: the process that made its notices died, twice.\n"
    "  The other organisations were made.\n"
    "  To mend: run the same command again; if it happens again, leave this one out."
)


def processes(jobs: int) -> ProcessPoolExecutor:
    """Return processes of this machine."""
    return ProcessPoolExecutor(max_workers=jobs, initializer=_begin)


def _begin() -> None:
    """Leave Ctrl-C to the parent, which lets what is in hand be finished."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()  # what was read stays


def outcomes(
    pools: Pools, job: Job, waiting: deque[Chunk], *, jobs: int
) -> Iterator[Outcome]:
    """Yield what became of each organisation of the chunks, as it comes.

    Whoever empties *waiting* meanwhile stops it when what is in hand is done.  Where a
    process dies, what was in hand is tried once more, one by one, so that only those
    that kill their process are given up.
    """
    lost: list[WorkItem] = []
    while waiting:
        with pools(jobs) as pool:
            for chunk, done in _handed(pool, job, waiting, at_once=jobs + 1):
                if done is None:
                    lost += chunk
                else:
                    yield from done
    alone: deque[Chunk] = deque((item,) for item in lost)
    while alone:
        with pools(1) as pool:
            for (item,), done in _handed(pool, job, alone, at_once=1):
                for outcome in done if done is not None else [_died(item)]:
                    yield replace(outcome, is_second=True)


def _handed(
    pool: Executor, job: Job, waiting: deque[Chunk], *, at_once: int
) -> Iterator[tuple[Chunk, list[Outcome] | None]]:
    """Yield each chunk with what became of it, or None where its process died.

    It ends when all is done, or when the pool is broken.
    """
    in_hand: dict[Future[list[Outcome]], Chunk] = {}
    is_broken = False
    while in_hand or (waiting and not is_broken):
        while not is_broken and len(in_hand) < at_once:
            try:
                chunk = waiting.popleft()
            except IndexError:  # somebody may have emptied it at any moment
                break
            try:
                in_hand[pool.submit(work, job, chunk)] = chunk
            except RuntimeError:  # the pool broke since it was last looked at
                waiting.appendleft(chunk)
                is_broken = True
        done, _ = wait(in_hand, return_when=FIRST_COMPLETED)
        for future in done:
            chunk = in_hand.pop(future)
            if future.exception() is None:
                yield chunk, future.result()
            else:
                is_broken = True
                yield chunk, None


def _died(item: WorkItem) -> Outcome:
    label = item.task.label
    return Outcome(label=label, urn=item.task.row.urn, fault=_DIED.format(label=label))
