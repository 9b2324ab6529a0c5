"""Write files so that each appears whole or not at all."""

import errno
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from notices.errors import FullDiskError, OutputError

_OUT = "--out"


def write_whole(files: Mapping[Path, bytes], *, named_by: str = _OUT) -> None:
    """Write *files*: all beside their places first, then each into its place.

    So a full disk or a missing permission is met before anything is replaced.
    *named_by* is the option that would name another folder.
    Raises OutputError and leaves nothing half-written.
    """
    beside: dict[Path, Path] = {}
    made: list[Path] = []
    try:
        for path, data in files.items():
            made += make_folder(path.parent)
            beside[path] = part_of(path)
            write_part(beside[path], data)
        for path, part in beside.items():
            part.replace(path)
    except OSError as error:
        raise cannot_write(error, path, named_by=named_by) from None
    finally:
        for part in beside.values():
            with suppress(OSError):
                part.unlink(missing_ok=True)
        remove_empty(made)


def is_part(name: str) -> bool:
    """Say whether a file is one that was being written."""
    return name.startswith(".") and name.endswith(_PART)


@contextmanager
def writing_whole(path: Path, *, named_by: str = _OUT) -> Iterator[BinaryIO]:
    """Open a file that takes the place of *path* when all was written to it.

    For what is too large to be held.  Raises OutputError, and leaves nothing
    half-written whatever goes wrong.
    """
    part = part_of(path)
    made: list[Path] = []
    try:
        made = make_folder(path.parent)
        part.unlink(missing_ok=True)
        with part.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        raise cannot_write(error, path, named_by=named_by) from None
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        remove_empty(made)


def write_changed(files: Mapping[Path, bytes]) -> None:
    """Write those of *files* that do not say so already."""
    write_whole({path: data for path, data in files.items() if _said(path) != data})


def _said(path: Path) -> bytes | None:
    with suppress(OSError):
        return path.read_bytes()
    return None


def part_of(path: Path) -> Path:
    """Return where to write what is to take the place of *path*."""
    return path.with_name(f".{path.name}.{os.getpid()}{_PART}")


def make_folder(folder: Path) -> list[Path]:
    """Make *folder*; return it and the folders above it that were not there."""
    missing = [here for here in (folder, *folder.parents) if not here.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing[::-1]


def remove_empty(folders: list[Path]) -> None:
    """Remove those of *folders*, each above the next, that hold nothing."""
    for folder in reversed(folders):
        with suppress(OSError):
            folder.rmdir()


def write_part(path: Path, data: bytes) -> None:
    """Write a file that stands beside the place it is for, down to the disk."""
    path.unlink(missing_ok=True)  # left by a process of this number that was killed
    with path.open("xb") as file:  # "x" follows no link that somebody put there
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


_PART = ".part"
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_ELSEWHERE = "choose another folder with {option}"
_REASONS: Mapping[int, tuple[str, str]] = {
    errno.ENOSPC: ("the disk is full", "make room, and run it again"),
    errno.EDQUOT: ("your share of the disk is full", "make room, and run it again"),
    errno.EFBIG: ("a file this large is not allowed", "raise the file size limit"),
    errno.EACCES: ("you may not write there", _ELSEWHERE),
    errno.EPERM: ("you may not write there", _ELSEWHERE),
    errno.EROFS: ("nothing can be written there", _ELSEWHERE),
    errno.ENOTDIR: ("a file stands where a folder is needed", _ELSEWHERE),
    errno.EEXIST: ("a file stands where a folder is needed", _ELSEWHERE),
    errno.EISDIR: ("a folder stands where this file belongs", _ELSEWHERE),
}


def cannot_write(error: OSError, path: Path, *, named_by: str = _OUT) -> OutputError:
    """Return what to tell of a file that the system did not let be written."""
    system = (error.strerror or "the system refused", "see what stands there")
    why, mend = _REASONS.get(error.errno or 0, system)
    kind = FullDiskError if error.errno in _FULL else OutputError
    return kind(
        f"{path}: it cannot be written: {why}.\n"
        "  Nothing half-written is left.\n"
        f"  To mend: {mend.format(option=named_by)}."
    )
