"""Variants side by side: each in a process of its own, in turn for every notice.

The machine drifts, so what counts is how long variants take for the same notice at the
same time.  A process for each keeps their memory and their caches apart.
"""

import gc
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from os import environ, getpid, times
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

from bench import processes
from bench.engines import ENGINES, Engine
from bench.sample import Printable


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One way to make the notices."""

    title: str
    engine: str
    warm: bool = True
    """Whether every body was laid out before the clock starts."""
    suppliers: bool = False
    """Whether each school has suppliers of its own."""
    every: int = 1
    """It makes each notice, or each third, …: slow ones need not make all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """What came of one variant."""

    variant: Variant
    seconds: dict[int, float] = field(default_factory=dict)
    """By the notice's place in the sample."""
    cpu: list[float] = field(default_factory=list)
    """Seconds that all processes of the variant worked."""
    sizes: list[int] = field(default_factory=list)
    peak: list[float] = field(default_factory=list)
    """MB, once all is made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """A variant's process, seen from here."""

    timed: Timed
    line: Connection

    def make(self, at: int, it: Printable) -> None:
        """Have a notice made, and note how long it took."""
        if at % self.timed.variant.every:
            return
        self.line.send(it)
        seconds, cpu, size = self.line.recv()
        self.timed.seconds[at] = seconds
        self.timed.cpu.append(cpu)
        self.timed.sizes.append(size)


def in_turn(
    variants: Sequence[Variant],
    notices: Sequence[tuple[Printable, Printable]],
    before: Sequence[Printable],
    kept: Path,
) -> list[Timed]:
    """Make all *notices*, each in both its forms, with every variant.

    *before* is what warm variants make before the clock starts, with bodies that are
    in *kept* or come there; a cold one makes nothing of it, a peer only the first,
    which reads its fonts.
    """
    with ExitStack() as open_:
        lanes = [open_.enter_context(_lane(each, before, kept)) for each in variants]
        for at, (plain, supplied) in enumerate(notices):
            turn = at % len(lanes)
            for lane in lanes[turn:] + lanes[:turn]:
                lane.make(at, supplied if lane.timed.variant.suppliers else plain)
        for lane in lanes:
            lane.line.send(None)
            lane.timed.peak.append(lane.line.recv())
    return [lane.timed for lane in lanes]


@contextmanager
def _lane(variant: Variant, before: Sequence[Printable], kept: Path) -> Iterator[Lane]:
    ours, theirs = get_context("spawn").Pipe()
    first = before if variant.engine == "ours" else before[:1]
    process = get_context("spawn").Process(
        target=_serve,
        args=(theirs, variant, kept, first if variant.warm else ()),
        daemon=True,
    )
    process.start()
    theirs.close()  # so that a process that dies is noticed
    ours.recv()
    try:
        yield Lane(timed=Timed(variant=variant), line=ours)
    finally:
        process.kill()
        process.join()


def _serve(
    line: Connection, variant: Variant, kept: Path, first: Sequence[Printable]
) -> None:
    """Make what comes down the line until nothing comes; then say what it took.

    What making *first* left behind is cleared away before the clock starts.
    """
    name = variant.engine
    environ["NOTICES_CACHE"] = str(kept) if variant.warm else ""
    engine = ENGINES[name]()
    for it in first:
        engine.make(engine.prepare(it))
    gc.collect()
    gc.freeze()
    line.send(None)
    most = 0.0
    for it in iter(line.recv, None):
        line.send(_timed(engine, it, name))
        most = max(most, _memory(name))
    line.send(most)


def _timed(engine: Engine, it: Printable, name: str) -> tuple[float, float, int]:
    """Return what a notice took: seconds, seconds of CPU, bytes."""
    ready = engine.prepare(it)
    worked = _worked(name)
    begun = time.perf_counter()
    pdf = engine.make(ready)
    seconds = time.perf_counter() - begun
    return seconds, _worked(name) - worked, len(pdf)


def _worked(name: str) -> float:
    """Return the CPU seconds of this process, its commands and its browser."""
    own = sum(times()[:4])
    return own + sum(map(processes.worked, _browsers())) if name == "chromium" else own


def _memory(name: str) -> float:
    """Return the peak of this process or its command, or what its browser has now."""
    if name == "weasyprint-command":
        return getrusage(RUSAGE_CHILDREN).ru_maxrss / 1024
    if name != "chromium":
        return processes.peak()
    return sum(map(processes.share, _browsers()))


def _browsers() -> Iterator[int]:
    below = processes.below(getpid())
    return (pid for pid in below if processes.name(pid).startswith("chrom"))
