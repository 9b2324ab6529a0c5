"""Ask a process for things, under a time limit; begin another when files change."""

from dataclasses import dataclass, field
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.context import BaseContext
from threading import Lock

from notices.preview.asked import Brief
from notices.preview.jobs import Job
from notices.preview.process import Outcome, maker
from notices.workers import DiedError, Worker, started

_TOO_SLOW = (
    "This took longer than {seconds} seconds, and was stopped.\n"
    "  To mend: undo your last change; a loop in a template may have no end."
)
_DIED = (
    "The process that makes the notices ended at this.\n"
    "  It may have asked for more memory than it is allowed.\n"
    "  To mend: undo your last change; a loop in a template may have no end."
)


@dataclass(slots=True, eq=False)
class Bench:
    """One process at a time, and a lock for whoever wants something of it."""

    brief: Brief
    scratch: str
    seconds: float
    generation: int = 0
    """How many times the files have changed; what an older process says is stale."""
    is_closed: bool = False
    _worker: Worker[Job, Outcome] | None = None
    _born: int = 0
    """The generation whose files the process has read."""
    _lock: Lock = field(default_factory=Lock)

    def ask(self, job: Job) -> Outcome:
        """Have a job done, with the files as they are when it ends."""
        with self._lock:
            while not self.is_closed:
                outcome = self._asked(self._current(), job)
                if self._born == self.generation:
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

    def _asked(self, worker: Worker[Job, Outcome], job: Job) -> Outcome:
        try:
            return worker.ask(job, self.seconds)
        except TimeoutError:
            fault = _TOO_SLOW.format(seconds=f"{self.seconds:g}")
        except DiedError:
            fault = _DIED
        self._worker = None
        return Outcome(fault=fault)

    def _current(self) -> Worker[Job, Outcome]:
        if self._worker and self._born != self.generation:
            self._worker.end()
            self._worker = None
        if not self._worker:
            self._born = self.generation
            self._worker = started(context_of(), maker, self.brief, self.scratch)
            if self.is_closed:  # while it was started
                self._worker.process.kill()
        return self._worker


def context_of() -> BaseContext:
    """Return how processes begin: from one that has the libraries already, if it can.

    A fork of this one would copy the locks of its threads.
    """
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload(["notices.preview.warm"])
    return context
