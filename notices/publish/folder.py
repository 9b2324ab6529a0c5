"""The folder that notices are written to: one run at a time, and nothing outside it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from platform import node

from notices.compare.kept import FOLDER
from notices.errors import OutputError
from notices.publish.write import (
    cannot_write,
    is_part,
    make_folder,
    part_of,
    remove_empty,
    write_part,
)

LOCK = ".notices.lock"


@contextmanager
def alone_in(out: Path) -> Iterator[bool]:
    """Keep a second run out of the folder while this one is at work.

    Yields whether a run before was killed; what it left beside files is cleared.
    Raises OutputError where another run is, or may be on another machine, or where the
    folder cannot be written.
    """
    refuse_file(out)
    lock = out / LOCK
    made: list[Path] = []
    try:
        made = make_folder(out)
        was_left = lock.exists()
        _take(lock)
        if was_left:
            clear_parts(out)
    except OSError as error:
        raise cannot_write(error, out) from None
    try:
        yield was_left
    finally:
        if _owner_in(lock) == _us():  # somebody may have deleted ours
            lock.unlink(missing_ok=True)
        remove_empty(made)


def refuse_file(out: Path) -> None:
    """Raise OutputError where a file stands in the place of the folder."""
    if out.is_file():
        raise OutputError(
            f"{out}: this is a file, and a folder is needed there.\n"
            "  Nothing was written.\n"
            "  To mend: choose another folder with --out."
        )


def refuse_link(folder: Path) -> None:
    """Raise OutputError where an organisation's folder is a link."""
    if folder.is_symlink():
        raise OutputError(
            f"{folder}: this is a link, and it may lead out of the folder.\n"
            "  Nothing was written there.\n"
            "  To mend: delete the link, or choose another folder with --out."
        )


def refuse_second(folder: Path, profile: Path, *, first: Path) -> None:
    """Raise OutputError where the notices in a folder are another profile's."""
    if profile != first:
        raise OutputError(
            f"{profile}: its notices would replace those of {first} in {folder}.\n"
            "  Each organisation has a folder of its own, named by its URN and name.\n"
            "  To mend: correct the URN or the name in one of them, "
            "or build it with another --out."
        )


def clear_parts(out: Path) -> None:
    """Delete what a process that was killed left beside the files of *out*.

    Call it only while nobody writes there.
    """
    folders = _below(out)
    kept = [inner for one in folders if one.name == FOLDER for inner in _below(one)]
    for folder in (out, *folders, *kept):
        with os.scandir(folder) as found:
            parts = [one.path for one in found if is_part(one.name)]
        for part in parts:
            Path(part).unlink(missing_ok=True)


def _below(folder: Path) -> list[Path]:
    """Return the folders in a folder, and none that a link leads to."""
    with os.scandir(folder) as found:
        return [Path(one.path) for one in found if one.is_dir(follow_symlinks=False)]


def _take(lock: Path) -> None:
    """Put a lock that names us into its place, where none must be.

    That of a run that was killed is taken away first.
    """
    part = part_of(lock)
    try:
        write_part(part, _us().encode())
        for _ in range(2):
            try:
                _put(part, lock)
            except FileExistsError:
                owner = _owner_in(lock)
                if _is_at_work(owner):
                    raise OutputError(_is_taken(lock, owner)) from None
                _take_away(lock, owner)
            else:
                return
    finally:
        part.unlink(missing_ok=True)
    raise OutputError(_is_taken(lock, _owner_in(lock)))


def _put(part: Path, lock: Path) -> None:
    """Put the lock into its place, with its owner in it from the first moment on.

    Raises FileExistsError where one is.
    """
    try:
        os.link(part, lock)
    except FileExistsError:
        raise
    except OSError:  # not every file system has links
        with lock.open("xb") as file:
            file.write(part.read_bytes())


def _take_away(lock: Path, owner: str | None) -> None:
    """Take away the lock of a run that is dead, and no newer one."""
    aside = part_of(lock.with_name(f"{LOCK}.old"))
    with suppress(FileNotFoundError, FileExistsError):
        lock.replace(aside)
        if _owner_in(aside) != owner:
            _put(aside, lock)
    aside.unlink(missing_ok=True)


def _is_taken(lock: Path, owner: str | None) -> str:
    number, _, host = (owner or "").partition(" ")
    which = f", process {number} on {host}" if host else ""
    return (
        f"{lock.parent}: another run is at work there{which}.\n"
        "  Two runs would write over each other.\n"
        "  To mend: wait for it, or choose another folder with --out; "
        f"or, if no run is at work, delete {lock}."
    )


def _us() -> str:
    """Return what our locks say: which process we are, and on which machine."""
    return f"{os.getpid()} {node()}"


def _owner_in(lock: Path) -> str | None:
    """Return what a lock says; None where it stands there and says nothing, as yet."""
    if lock.is_symlink():  # no run leaves a link
        return ""
    with suppress(OSError, ValueError):
        return lock.read_text(encoding="utf-8") or None
    return None


def _is_at_work(owner: str | None) -> bool:
    """Say whether the run that left the lock still is at work, or may be."""
    if not owner:
        return owner is None
    number, _, host = owner.partition(" ")
    # Of another machine nobody here can say it; only posix can be asked without harm.
    if host != node() or not number.isdecimal() or os.name != "posix":
        return True
    # A run that was killed in a container may have had our number.
    return owner != _us() and _runs(int(number))


def _runs(number: int) -> bool:
    try:
        os.kill(number, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
