"""`notices batch` as somebody types it, from start to end."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen
from tempfile import TemporaryDirectory
from typing import Any

from bench import processes
from bench.dask import cluster, lacks_dask
from bench.engines import ROOT
from bench.sample import BASE, KINDS, NEWCASTLE, ON

_EVERY = 0.2
"""Seconds between two looks at the memory of a run."""
_REPORTS = frozenset({"report.json", "report.csv", "index.html"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one run did and took."""

    seconds: float
    parent: float
    worker: float
    """The peaks of the first process and of the largest that it started, in MB."""
    said: str
    report: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Runs:
    """What the runs for an authority's schools took, in seconds."""

    cold: list[float] = field(default_factory=list)
    """Two jobs, and no body laid out before."""
    warm: dict[int, list[float]] = field(default_factory=lambda: {1: [], 2: []})
    """By the number of jobs."""
    again: list[float] = field(default_factory=list)
    """Nothing to do."""
    dask: list[float] = field(default_factory=list)
    touched: list[str] = field(default_factory=list)
    """Files that runs with nothing to do changed."""


def of_an_authority(kept: Path, *, limit: int | None, rounds: int) -> Runs:
    """Build an authority's schools with one job and two, and then once more.

    *kept* is an empty folder, in which bodies are kept.
    """
    runs = Runs()
    asked = ["--la", NEWCASTLE, *(["--limit", str(limit)] if limit else [])]
    with TemporaryDirectory() as name:
        folder = Path(name)
        runs.cold.append(batch(folder, kept, *asked).seconds)
        for _ in range(rounds):
            for jobs in (1, 2):
                run = batch(folder, kept, *asked, "--force", jobs=jobs)
                runs.warm[jobs].append(run.seconds)
            if not lacks_dask():
                runs.dask.append(_on_dask(folder, kept, asked))
            before = stamps(folder / "out")
            runs.again.append(batch(folder, kept, *asked).seconds)
            runs.touched.extend(changed(before, stamps(folder / "out")))
    return runs


def batch(
    folder: Path,
    kept: Path,
    *words: str,
    jobs: int = 2,
    kinds: tuple[str, ...] = KINDS,
) -> Run:
    """Run `notices batch` in *folder*; *kept* is where bodies are kept.

    Raises RuntimeError when it ends with a code that says nothing was done.
    """
    (folder / "base.toml").write_text(BASE, encoding="utf-8")
    command = [
        *(sys.executable, "-m", "notices", "batch", *words, "--base", "base.toml"),
        *("--notice", ",".join(kinds), "--on", str(ON), "--accept-unanswered"),
        *("--jobs", str(jobs)),
    ]
    place = {**os.environ, "PYTHONPATH": str(ROOT), "NOTICES_CACHE": str(kept)}
    begun = time.perf_counter()
    with Popen(
        command, cwd=folder, env=place, stdout=PIPE, stderr=DEVNULL, text=True
    ) as process:
        parent, worker = _watched(process)
        said = process.stdout.read() if process.stdout else ""
    seconds = time.perf_counter() - begun
    if process.returncode > 1:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    report = json.loads((folder / "out" / "report.json").read_text(encoding="utf-8"))
    return Run(
        seconds=seconds, parent=parent, worker=worker, said=said.strip(), report=report
    )


def stamps(out: Path) -> dict[str, int]:
    """Return when each file was last changed, those left out that tell of a run."""
    return {
        path.relative_to(out).as_posix(): path.stat().st_mtime_ns
        for path in out.rglob("*")
        if path.is_file() and path.name not in _REPORTS
    }


def changed(before: Mapping[str, int], after: Mapping[str, int]) -> list[str]:
    """Return the files that came, went or were written between."""
    return sorted(
        path
        for path in before.keys() | after.keys()
        if before.get(path) != after.get(path)
    )


def _watched(process: "Popen[str]") -> tuple[float, float]:
    """Wait for a run, and return the peaks of its first process and of its largest."""
    parent = worker = 0.0
    while True:
        parent = max(parent, processes.peak(process.pid))
        for pid in processes.below(process.pid):
            worker = max(worker, processes.peak(pid))
        try:
            process.wait(_EVERY)
        except subprocess.TimeoutExpired:
            continue
        return parent, worker


def _on_dask(folder: Path, kept: Path, asked: list[str]) -> float:
    with cluster(folder, kept) as address:
        return batch(folder, kept, *asked, "--force", "--cluster", address).seconds
