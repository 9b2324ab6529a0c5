"""The process that composes and renders: one job after another, until it is ended."""

import os
import signal
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from notices.errors import MissingError, NoticesError, our_mistake
from notices.preview.asked import Brief
from notices.preview.jobs import Job, done
from notices.preview.workshop import Workshop
from notices.reading.worker import hold_to

_MEMORY = 2 << 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a job."""

    value: Any = None
    fault: str = ""
    """What a command would say of it; "" if it was done."""


def serve(connection: "Connection[Outcome, Job]", brief: Brief, scratch: str) -> None:
    """Do the jobs that come through *connection*, until it closes.

    What they leave for a while is left in the folder *scratch*.
    """
    # Ctrl-C means the one that asks; it ends this process.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    tempfile.tempdir = scratch
    hold_to(_MEMORY)
    begun = _tried(lambda: Workshop.prepare(brief))
    with suppress(EOFError, OSError):
        while True:
            job = connection.recv()
            workshop = begun.value
            connection.send(
                begun if begun.fault else _tried(lambda: done(workshop, job))  # noqa: B023 - done at once
            )


def _tried(do: Any) -> Outcome:
    try:
        return Outcome(value=do())
    except (NoticesError, MissingError) as error:
        return Outcome(fault=str(error))
    except Exception as error:  # noqa: BLE001 - it is told in the page, and the next may go well
        return Outcome(fault=our_mistake(error, "undo your last change"))
