"""Read many files, each in a process that can be stopped.

A worker reads one file after another. It may hold so much memory and no more; when it
overruns its time it is killed, and when it dies another takes its place.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from queue import SimpleQueue

from notices.reading.document import Document
from notices.reading.kinds import unread
from notices.reading.limits import Limits
from notices.reading.problems import STOPPED, TOO_MUCH_MEMORY, TOO_SLOW
from notices.reading.worker import reader
from notices.workers import DiedError, Worker, started

_AHEAD = 4
"""Files read ahead of the one that is asked for, for each job."""
_OUT_OF_MEMORY = (-6, -9)
"""Exit codes: libraries in C++ abort when they get no more, or the system kills."""
_SECONDS_TO_START = 60


_Reader = Worker[Path, Document]


@dataclass(frozen=True, slots=True)
class _Desk:
    """Who reads: one place for each job."""

    idle: SimpleQueue[_Reader | None] = field(default_factory=SimpleQueue)
    """Workers without a file; None for one that has yet to be started."""
    busy: set[_Reader] = field(default_factory=set)


def read_safely(
    paths: Iterable[Path], *, jobs: int = 1, limits: Limits | None = None
) -> Iterator[Document]:
    """Read files in *jobs* processes; give the documents in the order of *paths*.

    A file that takes more than its share comes as a document with that problem.
    """
    desk = _Desk()
    for _ in range(jobs):
        desk.idle.put(None)
    reading: deque[Future[Document]] = deque()
    pool = ThreadPoolExecutor(jobs)
    try:
        for path in paths:
            reading.append(pool.submit(_read, path, limits or Limits(), desk))
            if len(reading) > jobs * _AHEAD:
                yield reading.popleft().result()
        while reading:
            yield reading.popleft().result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        for worker in tuple(desk.busy):
            worker.process.kill()
        for _ in range(jobs):
            if idle := desk.idle.get():
                idle.end()
        pool.shutdown()


def _read(path: Path, limits: Limits, desk: _Desk) -> Document:
    worker = desk.idle.get()
    try:
        worker = worker or _begun(limits)
        desk.busy.add(worker)
        document = _asked(worker, path, limits)
        desk.busy.discard(worker)
        if TOO_MUCH_MEMORY in document.problems or not worker.process.is_alive():
            worker.end()
            worker = None
        return document
    finally:
        desk.idle.put(worker)


def _asked(worker: _Reader, path: Path, limits: Limits) -> Document:
    try:
        return worker.ask(path, limits.seconds)
    except TimeoutError:
        problem = TOO_SLOW
    except DiedError as error:
        (code,) = error.args
        problem = TOO_MUCH_MEMORY if code in _OUT_OF_MEMORY else STOPPED
    return unread(path, problem)


def _begun(limits: Limits) -> _Reader:
    # A fork would copy the threads' locks, and is not to be had on Windows.
    worker: _Reader = started(get_context("spawn"), reader, limits)
    worker.ask(None, _SECONDS_TO_START)
    return worker
