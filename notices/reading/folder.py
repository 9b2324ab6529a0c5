"""The documents of a folder, without its circles."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from notices.reading.document import Document, Problem
from notices.reading.kinds import may_be_document, unread
from notices.reading.problems import LEADS_OUT, LOOP, cannot_open


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """What was found in a folder."""

    files: tuple[Path, ...]
    """In the order of their names, folder by folder."""
    unread: tuple[Document, ...]
    """Links that are not followed, and folders that cannot be opened, as problems."""


def documents_in(path: Path) -> Folder:
    """Return the documents in a folder and the folders in it; a file is its own.

    Files of other kinds, and hidden ones, are passed over. A link to what is in the
    folder anyway is passed over too, so that nothing is read twice.
    """
    if not path.is_dir():
        return Folder(files=(path,), unread=())
    found = list(_inside(path, path.resolve()))
    return Folder(
        files=tuple(one for one in found if isinstance(one, Path)),
        unread=tuple(one for one in found if isinstance(one, Document)),
    )


def _inside(folder: Path, top: Path) -> Iterator[Path | Document]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield unread(folder, cannot_open((error.strerror or "").lower()))
        return
    for entry in entries:
        path = folder / entry.name
        if entry.is_symlink():
            problem = _link(path, top)
            if problem and (may_be_document(path) or not path.suffix):
                yield unread(path, problem)
        elif entry.is_dir():
            if not entry.name.startswith("."):
                yield from _inside(path, top)
        elif may_be_document(path):
            yield path


def _link(path: Path, top: Path) -> Problem | None:
    """Return why a link is worth telling; None if it leads to what is read anyway."""
    try:
        target = path.resolve(strict=True)
    except FileNotFoundError:
        return cannot_open("it is a link to nothing")
    except (OSError, RuntimeError):  # Python 3.11 raises the one, 3.13 the other
        return LOOP
    if path.parent.resolve().is_relative_to(target):
        return LOOP
    return None if target.is_relative_to(top) else LEADS_OUT
