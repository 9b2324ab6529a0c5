"""The process that reads: one file after another, with so much memory and no more."""

import gc
import os
import signal
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

from notices.reading.document import Document
from notices.reading.kinds import kind_named
from notices.reading.limits import Limits
from notices.reading.problems import TOO_MUCH_MEMORY
from notices.reading.reading import read


def serve(connection: Connection, limits: Limits) -> None:
    """Read the paths that come through *connection*, until it closes.

    The first thing sent is None, when the process is ready.
    """
    # Who interrupts the program means the one that asks; libraries that give up write
    # to the screen, and the one that asks says it better.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    connection.send(None)
    with suppress(EOFError):
        while True:
            path = connection.recv()
            hold_to(limits.memory)
            connection.send(_read(path, limits))


def _read(path: Path, limits: Limits) -> Document:
    try:
        return read(path, limits)
    except MemoryError:  # met again while the first one was being told
        gc.collect()
        problems = (TOO_MUCH_MEMORY,)
        return Document(path=path, kind=kind_named(path), problems=problems)


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
