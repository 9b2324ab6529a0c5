"""Work handed to processes, some of which may die at it."""

import gc
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
from dataclasses import dataclass, field, replace

from notices.publish.batch import stopping
from notices.publish.batch.stopping import Stop
from notices.publish.batch.work import Chunk, Job, Outcome, WorkItem, work

Pools = Callable[[int], AbstractContextManager[Executor]]
"""Opens a pool of so many processes."""
_DIED = (
    "{label}: the process that made its notices died, twice.\n"
    "  The other organisations were made.\n"
    "  To mend: run the same command again; if it happens again, leave this one out."
)
_SOON = 0.2
"""Seconds between two looks at whether somebody asked to stop."""


def processes(jobs: int) -> ProcessPoolExecutor:
    """Return processes of this machine."""
    return ProcessPoolExecutor(max_workers=jobs, initializer=_begin)


def _begin() -> None:
    stopping.begin()
    gc.freeze()  # what was read stays


def outcomes(
    pools: Pools, job: Job, waiting: deque[Chunk], stop: Stop, *, jobs: int
) -> Iterator[Outcome]:
    """Yield what became of each organisation of the chunks, as it comes.

    Asked to stop, it ends when each process has finished what it is at, and asked
    again at once.  Where a process dies, what was in hand is tried once more, one by
    one, so that only those that kill their process are given up.
    """
    lost: list[WorkItem] = []
    while waiting and not stop.is_asked:
        with pools(jobs) as pool:
            hand = _Hand(pool, job, waiting, stop, jobs=jobs)
            for chunk, done in hand.outcomes():
                if done is None:
                    lost += chunk
                else:
                    yield from done
    alone: deque[Chunk] = deque((item,) for item in lost)
    while alone and not stop.is_asked:
        with pools(1) as pool:
            hand = _Hand(pool, job, alone, stop, jobs=1, spare=0)
            for (item,), done in hand.outcomes():
                for outcome in done if done is not None else [_died(item)]:
                    yield replace(outcome, is_second=True)


@dataclass
class _Hand:
    """What a pool of processes has in hand."""

    pool: Executor
    job: Job
    waiting: deque[Chunk]
    stop: Stop
    jobs: int
    spare: int = 1
    """Chunks that wait beside those at work, so that no process does."""
    futures: dict[Future[list[Outcome]], Chunk] = field(default_factory=dict)
    is_broken: bool = False

    def outcomes(self) -> Iterator[tuple[Chunk, list[Outcome] | None]]:
        """Yield each chunk with what became of it, or None where its process died.

        It ends when all is done, when the pool is broken, or when it is to stop.
        """
        is_told = False
        while self._fill():
            done, _ = wait(self.futures, timeout=_SOON, return_when=FIRST_COMPLETED)
            for future in done:
                chunk = self.futures.pop(future)
                if future.cancelled():
                    self.stop.is_lost = True
                elif future.exception() is None:
                    yield chunk, future.result()
                else:
                    self.is_broken = True
                    yield chunk, None
            if self.stop.is_at_once:
                stopping.end_children()
                return
            if self.stop.is_asked and self.futures and not is_told:
                is_told = True
                self._ask()

    def _fill(self) -> bool:
        """Hand out what there is room for; say whether anything is in hand."""
        while self._has_room():
            chunk = self.waiting.popleft()
            try:
                self.futures[self.pool.submit(work, self.job, chunk)] = chunk
            except RuntimeError:  # the pool broke since it was last looked at
                self.waiting.appendleft(chunk)
                self.is_broken = True
        return bool(self.futures)

    def _has_room(self) -> bool:
        is_over = self.is_broken or self.stop.is_asked or not self.waiting
        return not is_over and len(self.futures) < self.jobs + self.spare

    def _ask(self) -> None:
        stopping.ask_children()
        count = min(self.jobs, len(self.futures))
        they = (
            "1 process finishes what it is"
            if count == 1
            else f"{count} processes finish what they are"
        )
        self.stop.say(f"Stopping: {they} at. Press Ctrl-C again to stop at once.")


def _died(item: WorkItem) -> Outcome:
    label = item.task.label
    fault = _DIED.format(label=label)
    return Outcome(label=label, urn=item.task.row.urn, faults=(fault,))
