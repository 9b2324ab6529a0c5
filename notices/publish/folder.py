"""The folder that notices are written to: one run at a time, and nothing outside it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

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
    Raises OutputError where another run is, or where the folder cannot be written.
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
        if _number_in(lock) == os.getpid():  # somebody may have deleted ours
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


def clear_parts(out: Path) -> None:
    """Delete what a process that was killed left beside the files of *out*.

    Call it only while nobody writes there.
    """
    with os.scandir(out) as found:
        folders = [one.path for one in found if one.is_dir(follow_symlinks=False)]
    for folder in (str(out), *folders):
        with os.scandir(folder) as found:
            parts = [one.path for one in found if is_part(one.name)]
        for part in parts:
            Path(part).unlink(missing_ok=True)


def _take(lock: Path) -> None:
    """Put a lock with our number into its place, where none must be.

    That of a run that was killed is taken away first.
    """
    part = part_of(lock)
    try:
        write_part(part, str(os.getpid()).encode())
        for _ in range(2):
            try:
                _put(part, lock)
            except FileExistsError:
                number = _number_in(lock)
                if _is_at_work(number):
                    raise OutputError(_is_taken(lock, number)) from None
                _take_away(lock, number)
            else:
                return
    finally:
        part.unlink(missing_ok=True)
    raise OutputError(_is_taken(lock, _number_in(lock)))


def _put(part: Path, lock: Path) -> None:
    """Put the lock into its place, with the number in it from the first moment on.

    Raises FileExistsError where one is.
    """
    try:
        os.link(part, lock)
    except FileExistsError:
        raise
    except OSError:  # not every file system has links
        with lock.open("xb") as file:
            file.write(part.read_bytes())


def _take_away(lock: Path, number: int | None) -> None:
    """Take away the lock of a run that is dead, and no newer one."""
    aside = part_of(lock.with_name(f"{LOCK}.old"))
    with suppress(FileNotFoundError, FileExistsError):
        lock.replace(aside)
        if _number_in(aside) != number:
            _put(aside, lock)
    aside.unlink(missing_ok=True)


def _is_taken(lock: Path, number: int | None) -> str:
    which = f", process {number}" if number else ""
    return (
        f"{lock.parent}: another run is at work there{which}.\n"
        "  Two runs would write over each other.\n"
        "  To mend: wait for it, or choose another folder with --out; "
        f"or, if no run is at work, delete {lock}."
    )


def _number_in(lock: Path) -> int | None:
    """Return the number in a lock; None where it stands there without one, as yet."""
    if lock.is_symlink():  # no run leaves a link
        return 0
    with suppress(OSError, ValueError):
        return int(lock.read_text(encoding="ascii"))
    return None


def _is_at_work(number: int | None) -> bool:
    """Say whether the process that left the lock still runs, or may do."""
    if number is None:  # it is there, and its number is not written yet
        return True
    if number <= 0:
        return False
    if os.name != "posix":  # elsewhere, asking would stop it
        return True
    try:
        os.kill(number, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
