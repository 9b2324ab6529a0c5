"""How far a long run is: a bar where somebody watches, else a line now and then."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

import typer

if TYPE_CHECKING:
    from notices.publish.batch.report import Report

_EVERY = 2.0
"""Seconds between two lines where nobody watches a terminal."""


class Progress(Protocol):
    """What shows how far a run is."""

    def show(self, report: "Report") -> None:
        """Show what the report counts."""

    def say(self, text: str) -> None:
        """Say something beside it."""


@contextmanager
def progress(total: int) -> Iterator[Progress]:
    """Show how far a run of *total* organisations is, on the error output."""
    if sys.stderr.isatty():
        with _bar(total) as bar:
            yield bar
    else:
        yield _Lines(time.monotonic())


class _Lines:
    def __init__(self, begun: float) -> None:
        self._begun = self._spoken = begun

    def show(self, report: "Report") -> None:
        now = time.monotonic()
        if now - self._spoken < _EVERY or report.done >= report.total:
            return
        self._spoken = now
        rate = report.done / (now - self._begun)
        left = (report.total - report.done) / rate
        self.say(
            f"{report.done} of {report.total} done, {rate:.0f} a second, "
            f"about {left:.0f} seconds left, {len(report.faults)} with faults"
        )

    def say(self, text: str) -> None:
        typer.echo(text, err=True)


@contextmanager
def _bar(total: int) -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.progress import Progress as Bar

    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(elapsed_when_finished=True),
        TextColumn("{task.fields[faults]}"),
    )
    with Bar(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("", total=total, rate="", faults="")
        begun = time.monotonic()

        class Shown:
            def show(self, report: "Report") -> None:
                rate = report.done / max(time.monotonic() - begun, 0.001)
                bar.update(
                    task,
                    completed=report.done,
                    rate=f"{rate:.0f} a second",
                    faults=f"{len(report.faults)} with faults",
                )

            def say(self, text: str) -> None:
                bar.console.print(text, markup=False, highlight=False)

        yield Shown()
