"""How a run ends before its work does: by Ctrl-C, or with whoever began it."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

_asked = threading.Event()


@dataclass
class Stop:
    """Whether a run is to stop before all is tried, and why."""

    say: Callable[[str], None]
    """Tells whoever asked what happens."""
    times: int = 0
    """How often somebody asked."""
    is_lost: bool = False
    """The cluster that worked for it is gone."""

    @property
    def why(self) -> str:
        """Return why it stops; "" where it does not."""
        if self.is_lost:
            return "The cluster is gone"
        return "Stopped" if self.times > 0 else ""

    @property
    def is_asked(self) -> bool:
        """Say whether no other organisation is to be begun."""
        return bool(self.why)

    @property
    def is_at_once(self) -> bool:
        """Say whether not even what is in hand is to be finished."""
        return self.times > 1 or self.is_lost


@contextmanager
def stopped_by_ctrl_c(stop: Stop) -> Iterator[None]:
    """Let Ctrl-C ask to stop, which whoever hands out work looks at."""

    def ask(_number: int, _frame: FrameType | None) -> None:
        stop.times += 1

    with _on_ctrl_c(ask):
        yield


@contextmanager
def past_stopping() -> Iterator[None]:
    """Let Ctrl-C do nothing: pressed once more, it must not cost the report."""
    with _on_ctrl_c(signal.SIG_IGN):
        yield


@contextmanager
def _on_ctrl_c(
    do: Callable[[int, FrameType | None], None] | signal.Handlers,
) -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, do)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


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
