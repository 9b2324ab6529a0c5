"""When a process of a batch leaves: somebody stops the run, or who began it is gone."""

import multiprocessing
import os
import signal
import threading
from types import FrameType

_asked = threading.Event()


def begin() -> None:
    """Make this process one that leaves in time.

    Ctrl-C reaches every process of a terminal.  Here it only asks: the organisation in
    hand is finished, and no other is begun.
    """
    signal.signal(signal.SIGINT, ask)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def ask(_number: int, _frame: FrameType | None) -> None:
    """Note that this process is to leave."""
    _asked.set()


def is_asked() -> bool:
    """Say whether somebody asked this process to leave."""
    return _asked.is_set()


def _end_with_parent() -> None:
    """End when the parent has, for nobody would note what is made then.

    It waits for work on a pipe that its siblings hold open too, so it would wait for
    ever.
    """
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def ask_children() -> None:
    """Ask the processes that this one began to leave: Ctrl-C may not reach them."""
    if os.name == "posix":  # elsewhere it reaches all of a console, or nobody
        for child in multiprocessing.active_children():
            if child.pid is not None:
                os.kill(child.pid, signal.SIGINT)


def end_children() -> None:
    """End the processes that this one began, whatever they are at."""
    for child in multiprocessing.active_children():
        child.kill()
