"""A cluster of two workers on this machine, to see what one costs."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from subprocess import DEVNULL, Popen

from bench.engines import ROOT

_PATIENCE = 60.0
"""Seconds that a cluster may take to start."""


@cache
def lacks_dask() -> str:
    """Say in a word why there can be no figure for Dask, or ""."""
    if find_spec("distributed") is None:
        return "Dask is not installed (pip install '.[cluster]')."
    command = [sys.executable, "-m", "notices", "batch", "--help"]
    told = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    return "" if "--cluster" in told else "`notices batch` has no --cluster here."


@contextmanager
def cluster(folder: Path, kept: Path) -> Iterator[str]:
    """Start a scheduler and two workers, of one thread each; yield its address.

    They stand in *folder*, and keep bodies in *kept*.
    """
    from distributed import Client  # noqa: PLC0415 - where it is installed

    named = ("--scheduler-file", "scheduler.json")
    at_home = ("--host", "127.0.0.1", "--no-dashboard")
    workers = ("worker", *named, *at_home, "--nthreads", "1", "--no-nanny")
    scheduler = ("scheduler", *named, *at_home, "--port", "0")
    begun = [_start(folder, kept, words) for words in (scheduler, workers, workers)]
    try:
        address = _address(folder / "scheduler.json")
        with Client(address, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=_PATIENCE)
        yield address
    finally:
        for process in reversed(begun):
            process.terminate()
            process.wait()
        (folder / "scheduler.json").unlink(missing_ok=True)


def _start(folder: Path, kept: Path, words: tuple[str, ...]) -> "Popen[bytes]":
    place = {**os.environ, "PYTHONPATH": str(ROOT), "NOTICES_CACHE": str(kept)}
    command = [sys.executable, "-m", "dask", *words]
    return Popen(command, cwd=folder, env=place, stdout=DEVNULL, stderr=DEVNULL)


def _address(file: Path) -> str:
    limit = time.monotonic() + _PATIENCE
    while time.monotonic() < limit:
        try:
            return str(json.loads(file.read_text(encoding="utf-8"))["address"])
        except (OSError, ValueError):
            time.sleep(0.1)
    raise TimeoutError("the scheduler did not start")
