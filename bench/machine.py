"""What was measured on, in words."""

import os
import platform
import subprocess
import time
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from bench.engines import CHROMIUM, ROOT

_PACKAGES = ("weasyprint", "pikepdf", "markdown", "jinja2", "typst", "distributed")


def told() -> str:
    """Return a paragraph: the day, the machine, the versions."""
    return (
        f"Measured on {time.strftime('%-d %B %Y')}, at {_commit()}, on "
        f"{os.cpu_count()} cores ({_first('/proc/cpuinfo', 'model name')}), "
        f"{_memory():.0f} GB, {_system()}, Python {platform.python_version()}; "
        f"{', '.join(_versions())}."
    )


def _versions() -> Iterator[str]:
    for name in _PACKAGES:
        try:
            yield f"{name} {version(name)}"
        except PackageNotFoundError:
            continue
    if Path(CHROMIUM).exists():
        yield " ".join(_output(CHROMIUM, "--version").split()[:2])


def _commit() -> str:
    return (
        _output("git", "-C", str(ROOT), "rev-parse", "--short", "HEAD") or "no commit"
    )


def _output(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout.strip()


def _memory() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30


def _system() -> str:
    return platform.freedesktop_os_release()["PRETTY_NAME"]


def _first(path: str, key: str) -> str:
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    found = (line.split(":", 1)[1] for line in lines if line.startswith(key))
    return next(found, "an unknown processor").strip()
