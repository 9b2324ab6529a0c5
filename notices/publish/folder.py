"""The folder that notices are written to: one run at a time, and nothing outside it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from notices.errors import OutputError
from notices.publish.write import cannot_write, is_part

LOCK = ".notices.lock"


@contextmanager
def alone_in(out: Path) -> Iterator[bool]:
    """Keep a second run out of the folder while this one is at work.

    Yields whether a run before was killed; what it left beside files is cleared.
    Raises OutputError where another run is, or where the folder cannot be written.
    """
    refuse_file(out)
    lock = out / LOCK
    try:
        out.mkdir(parents=True, exist_ok=True)
        was_left = lock.exists()
        _take(lock, out)
        if was_left:
            clear_parts(out)
    except OSError as error:
        raise cannot_write(error, lock) from None
    try:
        yield was_left
    finally:
        lock.unlink(missing_ok=True)


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


def _take(lock: Path, out: Path) -> None:
    """Write our number into the lock, which must not be there.

    That of a run that was killed is taken away first.
    """
    for _ in range(2):
        try:
            with lock.open("x", encoding="ascii") as file:
                file.write(str(os.getpid()))
        except FileExistsError:
            if _is_at_work(number := _number_in(lock)):
                raise OutputError(
                    f"{out}: another run is at work there, process {number}.\n"
                    "  Two runs would write over each other.\n"
                    "  To mend: wait for it, or choose another folder with --out."
                ) from None
            lock.unlink(missing_ok=True)
        else:
            return
    raise OutputError(
        f"{out}: another run began there at the same moment.\n"
        "  Two runs would write over each other.\n"
        "  To mend: wait for it, or choose another folder with --out."
    )


def _number_in(lock: Path) -> int | None:
    with suppress(OSError, ValueError):
        return int(lock.read_text(encoding="ascii"))
    return None


def _is_at_work(number: int | None) -> bool:
    """Say whether the process that left the lock still runs."""
    if number is None or number <= 0:
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
