"""What was found, as Markdown: bench/RESULTS.md, a section a run."""

import re
import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.commands import Runs
from bench.lanes import Timed
from bench.small import Step, Texts

FILE = Path(__file__).resolve().parent / "RESULTS.md"
_TOP = """\
# Results

Made by `make bench` and `make bench-england`, which write this page anew.
The times of any machine drift; read the ratios, which compare the same notices made in
turn in the same run.
[docs/performance.md](../docs/performance.md) explains them.
"""
_SECTIONS = ("PDF", "Whole runs", "Steps", "Whole England")
_SECTION = re.compile(r"^## .*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Goal:
    """A figure that was to be reached: at least so much, or at most."""

    title: str
    found: float
    at_least: float | None = None
    at_most: float | None = None

    @property
    def reached(self) -> bool:
        """Say whether it is reached."""
        low, high = self.at_least, self.at_most
        return (low is None or self.found >= low) and (
            high is None or self.found <= high
        )

    @property
    def wanted(self) -> str:
        """Return what was to be reached, in signs."""
        return f"≥ {self.at_least:g}" if self.at_most is None else f"≤ {self.at_most:g}"


def save(title: str, paragraphs: Iterable[str]) -> str:
    """Put a section in the place of the one of that title; return it."""
    section = "\n\n".join([f"## {title}", *paragraphs]) + "\n"
    text = FILE.read_text(encoding="utf-8") if FILE.exists() else ""
    sections = {_title(each): each.strip() + "\n" for each in _SECTION.findall(text)}
    sections[title] = section
    ordered = [sections[each] for each in _SECTIONS if each in sections]
    FILE.write_text("\n".join([_TOP, *ordered]), encoding="utf-8")
    return section


def _title(section: str) -> str:
    return section.splitlines()[0].removeprefix("## ")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table, its first column of words and the others of figures."""
    marks = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, marks, *rows))


def ratio(slow: Timed, fast: Timed) -> float:
    """Return how many times as long *slow* takes, over the notices both made."""
    both = slow.seconds.keys() & fast.seconds.keys()
    return sum(slow.seconds[at] for at in both) / sum(fast.seconds[at] for at in both)


def pdfs(timed: Sequence[Timed]) -> str:
    """Return the table of variants, each beside the warm one of ours."""
    warm = next(
        each for each in timed if each.variant.engine == "ours" and _plain(each)
    )
    rows = [
        [
            each.variant.title,
            str(len(each.seconds)),
            f"{statistics.median(each.seconds.values()) * 1000:.0f}",
            f"{statistics.mean(each.seconds.values()) * 1000:.0f}",
            f"{statistics.mean(each.cpu) * 1000:.0f}",
            f"{ratio(each, warm):.2f}",
            f"{statistics.median(each.sizes) / 1000:.0f}",
            f"{max(each.peak):.0f}",
        ]
        for each in timed
    ]
    head = [
        "",
        "notices",
        "median ms",
        "mean ms",
        "CPU ms",
        "x ours, warm",
        "kB",
        "peak MB",
    ]
    return table(head, rows)


def _plain(timed: Timed) -> bool:
    return timed.variant.warm and not timed.variant.suppliers


def goals(them: Iterable[Goal]) -> str:
    """Return the table of what was to be reached."""
    rows = [
        [
            goal.title,
            f"{goal.found:.2f}",
            goal.wanted,
            "yes" if goal.reached else "**no**",
        ]
        for goal in them
    ]
    return table(["To reach", "found", "wanted", "reached"], rows)


def parts(steps: Sequence[Step], medians: Mapping[str, float]) -> str:
    """Return the table of steps, each beside what it is measured against."""
    rows = [
        [
            step.title,
            f"{medians[step.title] * 1000:.2f}",
            f"{medians[step.title] / medians[step.beside]:.2f} x {step.beside}"
            if step.beside
            else "",
        ]
        for step in steps
    ]
    return table(["", "median ms", "beside"], rows)


def alone(found: Texts) -> str:
    """Return the table of Markdown and HTML alone."""
    rows = [
        ["compose", f"{found.compose:.2f}"],
        ["Markdown", f"{found.markdown:.2f}"],
        ["HTML page", f"{found.page:.2f}"],
        ["HTML to paste", f"{found.fragment:.2f}"],
    ]
    return table(["Sections of bodies known", "ms of CPU a notice"], rows)


def runs(found: Runs) -> str:
    """Return the table of whole commands."""
    times = {
        "2 jobs, no body kept": found.cold,
        "1 job, bodies kept": found.warm[1],
        "2 jobs, bodies kept": found.warm[2],
        "Dask, 2 workers, bodies kept": found.dask,
        "again, nothing to do": found.again,
    }
    rows = [[title, f"{median(each):.1f}"] for title, each in times.items() if each]
    return table(["`notices batch`, md + html + pdf", "seconds"], rows)


def median(seconds: Sequence[float]) -> float:
    """Return the median; 0 where nothing was measured."""
    return statistics.median(seconds) if seconds else 0.0
