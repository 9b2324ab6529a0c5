"""The notices that stand in a folder already, as its manifest knows them."""

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from notices.publish.batch.account import state_of
from notices.publish.inputs import MadeFrom
from notices.publish.places import Record, which


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How closely files are looked at, to see whether somebody altered them."""

    out: Path
    written: int
    """When the manifest was last written, in nanoseconds; no file of it is younger."""
    verify: bool
    """Read them whole, and compare their digests."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One notice that was made by an earlier run."""

    folder: str
    name: str
    on: str
    """The day that is printed in it."""
    state: str
    content: str
    made_from: MadeFrom
    files: Mapping[str, str]
    """Digests by name."""
    bytes: Mapping[str, int]
    """Lengths by name."""
    left: tuple[str, ...] = ()
    """Files of it that runs before made, and the last one did not."""

    def is_unaltered(self, look: Look) -> bool:
        """Say whether its files are as they were written."""
        folder = look.out / self.folder
        return bool(self.bytes) and all(
            _is_unaltered(folder / name, length, self.files[name], look)
            for name, length in self.bytes.items()
        )


def by_urn(records: Iterable[Record]) -> dict[int, tuple[Standing, ...]]:
    """Return what records tell of, school by school."""
    found: dict[int, dict[tuple[str, str], Standing]] = {}
    for record in records:
        if (urn := record["urn"]) is not None:
            found.setdefault(urn, {})[which(record)] = _standing(record)
    return {urn: tuple(notices.values()) for urn, notices in found.items()}


def _standing(record: Record) -> Standing:
    return Standing(
        folder=record["folder"],
        name=record["notice"],
        on=record["on"],
        state=state_of(draft=record["draft"], approved=bool(record["approved"])),
        content=record.get("content", ""),
        # Most of it is the same for all, and kept once.
        made_from={
            key: sys.intern(one) for key, one in record.get("made-from", {}).items()
        },
        files=record["files"],
        bytes=record["bytes"],
        left=tuple(record.get("left", ())),
    )


def _is_unaltered(path: Path, length: int, digest: str, look: Look) -> bool:
    try:
        found = path.lstat()
        if found.st_size != length or found.st_mtime_ns > look.written:
            return False
        return not look.verify or sha256(path.read_bytes()).hexdigest() == digest
    except OSError:
        return False
