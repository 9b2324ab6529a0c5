"""Ask a process for things, under a time limit; begin another when files change."""

from dataclasses import dataclass, field
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from threading import Lock

from notices.preview.asked import Brief
from notices.preview.jobs import Job
from notices.preview.process import Outcome, serve

_TOO_SLOW = (
    "This took longer than {seconds} seconds, and was stopped.\n"
    "  To mend: undo your last change; a loop in a template may have no end."
)
_DIED = (
    "The process that makes the notices ended at this.\n"
    "  It may have asked for more memory than it is allowed.\n"
    "  To mend: undo your last change; a loop in a template may have no end."
)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class _Worker:
    process: BaseProcess
    connection: "Connection[Job, Outcome]"
    generation: int


@dataclass(slots=True, eq=False)
class Bench:
    """One process at a time, and a lock for whoever wants something of it."""

    brief: Brief
    scratch: str
    seconds: float
    generation: int = 0
    """How many times the files have changed; what an older process says is stale."""
    is_closed: bool = False
    _worker: _Worker | None = None
    _lock: Lock = field(default_factory=Lock)

    def ask(self, job: Job) -> Outcome:
        """Have a job done, with the files as they are when it ends."""
        with self._lock:
            while not self.is_closed:
                worker = self._current()
                outcome = self._asked(worker, job)
                if worker.generation == self.generation:
                    return outcome
        return Outcome(fault="The preview was ended.")

    def begin(self) -> None:
        """Have a process ready before something is asked of it."""
        with self._lock:
            if not self.is_closed:
                self._current()

    def renew(self) -> None:
        """Let what was read go; may be called while a job is done, which is redone."""
        self.generation += 1
        if self._worker:
            self._worker.process.kill()

    def close(self) -> None:
        """End the process, and whatever waits for it."""
        self.is_closed = True
        self.renew()

    def _asked(self, worker: _Worker, job: Job) -> Outcome:
        try:
            worker.connection.send(job)
            if worker.connection.poll(self.seconds):
                return worker.connection.recv()
            fault = _TOO_SLOW.format(seconds=f"{self.seconds:g}")
        except (EOFError, OSError):
            fault = _DIED
        self._end(worker)
        return Outcome(fault=fault)

    def _current(self) -> _Worker:
        if self._worker and self._worker.generation != self.generation:
            self._end(self._worker)
        if not self._worker:
            self._worker = self._begun()
            if self.is_closed:  # while it was started
                self._worker.process.kill()
        return self._worker

    def _begun(self) -> _Worker:
        generation = self.generation
        context = context_of()
        ours, theirs = context.Pipe()
        process = context.Process(  # type: ignore[attr-defined]  # each has one
            target=serve, args=(theirs, self.brief, self.scratch), daemon=True
        )
        process.start()
        theirs.close()
        return _Worker(process=process, connection=ours, generation=generation)

    def _end(self, worker: _Worker) -> None:
        worker.connection.close()
        worker.process.kill()
        worker.process.join()
        self._worker = None


def context_of() -> BaseContext:
    """Return how processes begin: from one that has the libraries already, if it can.

    A fork of this one would copy the locks of its threads.
    """
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload(["notices.preview.warm"])
    return context
