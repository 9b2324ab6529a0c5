"""The steps of making a notice, one by one, beside something everybody knows."""

import gc
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any

from jinja2 import Environment
from markdown import markdown

from bench.engines import ROOT
from bench.sample import KINDS, Sample, sample
from notices.catalogue import load_catalogue
from notices.compose.body import body_of
from notices.organisation.register import load_register
from notices.render import render_fragment, render_markdown, render_page

_WHOLE = "python-markdown, the whole notice"
_PYTHON = "Python starts and stops"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step, and what it is measured against."""

    title: str
    call: Callable[[], object]
    beside: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """What Markdown and HTML alone take, in milliseconds of CPU a notice."""

    compose: float
    markdown: float
    page: float
    fragment: float

    @property
    def rendered(self) -> float:
        """Return all that comes after composing."""
        return self.markdown + self.page + self.fragment


def steps(found: Sample) -> list[Step]:
    """Return the steps of one pupils' notice, peers first."""
    using, school = found.publisher, found.organisations[0]
    notice = using.compose(school, "pupils")
    text = render_markdown(notice)
    plain = Environment(autoescape=True).from_string("{{ text }}")

    def composed_anew() -> None:
        body_of.cache_clear()
        using.compose(school, "pupils")

    return [
        Step(
            title="Jinja prints the finished text", call=lambda: plain.render(text=text)
        ),
        Step(title=_WHOLE, call=lambda: markdown(text, extensions=["tables"])),
        Step(title=_PYTHON, call=lambda: _run("-c", "")),
        Step(title="load and check the catalogue", call=load_catalogue, beside=_WHOLE),
        Step(
            title="load the school register",
            call=lambda: list(load_register()),
            beside=_WHOLE,
        ),
        Step(
            title="compose, the first of its shape", call=composed_anew, beside=_WHOLE
        ),
        Step(
            title="compose, the next of its shape",
            call=lambda: using.compose(school, "pupils"),
            beside=_WHOLE,
        ),
        Step(
            title="HTML page, sections known",
            call=lambda: render_page(notice),
            beside=_WHOLE,
        ),
        Step(
            title="notices --help",
            call=lambda: _run("-m", "notices", "--help"),
            beside=_PYTHON,
        ),
    ]


def medians(them: Sequence[Step], *, rounds: int) -> dict[str, float]:
    """Take every step once a round; return the median of each, in seconds."""
    seconds: dict[str, list[float]] = {step.title: [] for step in them}
    for _ in range(rounds):
        for step in them:
            begun = time.perf_counter()
            step.call()
            seconds[step.title].append(time.perf_counter() - begun)
    return {title: statistics.median(times) for title, times in seconds.items()}


def texts(limit: int | None) -> Texts:
    """Make Markdown and HTML of every notice, in a process that made none before."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as fresh:
        return fresh.submit(_texts, limit).result()


def _texts(limit: int | None) -> Texts:
    """Make one notice of each body, and then all: most fronts are new then.

    Composing knows all shapes before it is timed too.
    """
    with sample(limit) as found:
        using = found.publisher
        asked = [(each, kind) for each in found.organisations for kind in KINDS]
        first = {
            notice.part("body"): notice
            for notice in [using.compose(*each) for each in asked]
        }
        for notice in first.values():
            render_page(notice)
        gc.freeze()
        compose, notices = _cpu(lambda: [using.compose(*each) for each in asked])
        return Texts(
            compose=compose,
            markdown=_cpu(lambda: list(map(render_markdown, notices)))[0],
            page=_cpu(lambda: list(map(render_page, notices)))[0],
            fragment=_cpu(lambda: list(map(render_fragment, notices)))[0],
        )


def _cpu(make: Callable[[], list[Any]]) -> tuple[float, list[Any]]:
    """Return the milliseconds of CPU for each thing made, and what was made."""
    begun = time.process_time()
    made = make()
    return (time.process_time() - begun) * 1000 / len(made), made


def _run(*words: str) -> None:
    subprocess.run([sys.executable, *words], check=True, capture_output=True, cwd=ROOT)
