"""What processes take, as Linux tells it: memory and work."""

import os
from collections.abc import Iterator
from pathlib import Path

_PROC = Path("/proc")
_TICKS = os.sysconf("SC_CLK_TCK")


def peak(pid: int | str = "self") -> float:
    """Return the most that a process ever had in memory, in MB; 0 if it is gone."""
    return _field(_PROC / str(pid) / "status", "VmHWM:")


def share(pid: int) -> float:
    """Return what a process has in memory, in MB, its part of what is shared."""
    return _field(_PROC / str(pid) / "smaps_rollup", "Pss:")


def worked(pid: int) -> float:
    """Return the seconds of CPU that a process has had."""
    fields = _read(_PROC / str(pid) / "stat").rpartition(")")[2].split()
    return sum(map(int, fields[11:13])) / _TICKS if fields else 0.0


def below(pid: int) -> Iterator[int]:
    """Yield the processes that a process started, and those that they did."""
    for path in _PROC.glob(f"{pid}/task/*/children"):
        for child in map(int, _read(path).split()):
            yield child
            yield from below(child)


def name(pid: int) -> str:
    """Return what the program of a process is called."""
    return _read(_PROC / str(pid) / "comm").strip()


def _field(path: Path, key: str) -> float:
    for line in _read(path).splitlines():
        if line.startswith(key):
            return int(line.split()[1]) / 1024
    return 0.0


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        return ""
