"""What pages are made from: asked for once, kept until a file changes."""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from notices.preview.bench import Bench
from notices.preview.jobs import Job

_KEPT = 64
_LONG = frozenset({"pdf", "sheets", "sheet", "changes", "overview"})
"""Jobs that would keep a page waiting behind them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What there is to show: of now, or the last that was good, and why."""

    value: Any
    """None where nothing was ever good."""
    fault: str = ""


@dataclass(frozen=True, slots=True)
class _Kept:
    generation: int
    value: Any
    fault: str


@dataclass(slots=True, eq=False)
class Desk:
    """Asks two processes, one for what is quick, and tells browsers of changes."""

    quick: Bench
    long: Bench
    generation: int = 0
    listeners: set["asyncio.Queue[int]"] = field(default_factory=set)
    _kept: "OrderedDict[Job, _Kept]" = field(default_factory=OrderedDict)

    async def ask(self, job: Job) -> Shown:
        """Have a job done; at a fault, show what was good last."""
        kept = self._kept.get(job)
        if kept is None or kept.generation != self.generation:
            kept = await self._asked(job, kept)
        return Shown(value=kept.value, fault=kept.fault)

    async def _asked(self, job: Job, before: _Kept | None) -> _Kept:
        generation = self.generation
        bench = self.long if job.name in _LONG else self.quick
        outcome = await asyncio.to_thread(bench.ask, job)
        value = outcome.value
        if outcome.fault and before:
            value = before.value
        kept = _Kept(generation, value, outcome.fault)
        self._kept[job] = kept
        self._kept.move_to_end(job)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return kept

    async def changed(self) -> None:
        """Let what was read go, begin anew, and tell every browser."""
        self.generation += 1
        self.quick.renew()
        self.long.renew()
        for listener in self.listeners:
            listener.put_nowait(self.generation)
        await asyncio.to_thread(self.quick.begin)

    async def changes(self) -> AsyncIterator[int]:
        """Yield the number of the state there is, then of each that follows."""
        queue: asyncio.Queue[int] = asyncio.Queue()
        self.listeners.add(queue)
        try:
            yield self.generation
            while (number := await queue.get()) >= 0:
                yield number
        finally:
            self.listeners.discard(queue)

    def close(self) -> None:
        """End the processes, and the streams of the browsers."""
        self.quick.close()
        self.long.close()
        for listener in self.listeners:
            with suppress(asyncio.QueueFull):
                listener.put_nowait(-1)
