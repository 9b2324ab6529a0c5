"""What reads, in a process of its own: with so much memory and no more."""

import gc
import os
from collections.abc import Callable
from pathlib import Path

from notices.reading.document import Document
from notices.reading.kinds import unread
from notices.reading.limits import Limits
from notices.reading.problems import TOO_MUCH_MEMORY
from notices.reading.reading import read
from notices.workers import hold_to


def reader(limits: Limits) -> Callable[[Path], Document]:
    """Return what reads a file within *limits*, when this process is ready for it."""
    # Libraries that give up write to the screen; the one that asks says it better.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)

    def read_within(path: Path) -> Document:
        hold_to(limits.memory)
        try:
            return read(path, limits)
        except MemoryError:  # met again while the first one was being told
            gc.collect()
            return unread(path, TOO_MUCH_MEMORY)

    return read_within
