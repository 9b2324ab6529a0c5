"""Processes that do one thing after another, and can be stopped at any of them."""

import signal
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Generic, TypeVar

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")


class DiedError(Exception):
    """A process ended before it answered; its exit code is the argument."""


@dataclass(frozen=True, slots=True, eq=False)
class Worker(Generic[Asked, Answer]):
    """A process, and the way to it."""

    process: BaseProcess
    connection: "Connection[Asked | None, Answer]"

    def ask(self, asked: Asked | None, seconds: float) -> Answer:
        """Return the answer; None is answered by None, as soon as the process is ready.

        Raises TimeoutError if that takes longer than *seconds*, and DiedError; the
        process has ended then.
        """
        try:
            self.connection.send(asked)
            if self.connection.poll(seconds):
                return self.connection.recv()
        except (EOFError, OSError):
            self.process.join()
            self.end()
            raise DiedError(self.process.exitcode) from None
        self.end()
        raise TimeoutError

    def end(self) -> None:
        """End the process, at work or not; it may have ended already."""
        self.connection.close()
        self.process.kill()
        self.process.join()


def started(
    context: BaseContext, ready: Callable[..., Callable[[Asked], Answer]], *args: Any
) -> Worker[Asked, Answer]:
    """Start a process that answers with what *ready* returns there for *args*."""
    ours, theirs = context.Pipe()
    process = context.Process(  # type: ignore[attr-defined]  # each has one
        target=_serve, args=(theirs, ready, args), daemon=True
    )
    process.start()
    theirs.close()
    return Worker(process, ours)


def _serve(
    connection: "Connection[Answer | None, Asked | None]",
    ready: Callable[..., Callable[[Asked], Answer]],
    args: tuple[Any, ...],
) -> None:
    """Answer what comes through *connection*, until it closes."""
    # Who interrupts the program means the one that asks; it ends this process.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answer = ready(*args)
    with suppress(EOFError, OSError):
        while True:
            asked = connection.recv()
            connection.send(None if asked is None else answer(asked))


def hold_to(memory: int) -> None:
    """Let this process take *memory* bytes more than it has, where Linux can say.

    Elsewhere the time limit stands alone: macOS takes the limit and does not keep it.
    """
    with suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 - not on Windows

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        most = pages * resource.getpagesize() + memory
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))
