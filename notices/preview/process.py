"""The process that composes and renders: one job after another, until it is ended."""

import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from notices.errors import MissingError, NoticesError, our_mistake
from notices.preview.asked import Brief
from notices.preview.jobs import Job, done
from notices.preview.workshop import Workshop
from notices.workers import hold_to

_MEMORY = 2 << 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a job."""

    value: Any = None
    fault: str = ""
    """What a command would say of it; "" if it was done."""


def maker(brief: Brief, scratch: str) -> Callable[[Job], Outcome]:
    """Return what does jobs in this process.

    What they leave for a while is left in the folder *scratch*.
    """
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    tempfile.tempdir = scratch
    hold_to(_MEMORY)
    begun = _tried(lambda: Workshop.prepare(brief))
    return lambda job: begun if begun.fault else _tried(lambda: done(begun.value, job))


def _tried(do: Any) -> Outcome:
    try:
        return Outcome(value=do())
    except (NoticesError, MissingError) as error:
        return Outcome(fault=str(error))
    except Exception as error:  # noqa: BLE001 - it is told in the page, and the next may go well
        return Outcome(fault=our_mistake(error, "undo your last change"))
