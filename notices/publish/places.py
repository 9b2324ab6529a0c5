"""Where the files that a manifest names stand: in its folder, and nowhere else.

A manifest is a text that anybody can edit, and what it names is packed and deleted.
"""

import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from notices.errors import OutputError
from notices.organisation.organisation import DEVICES

Record = Mapping[str, Any]
"""A line of the manifest."""
Which = tuple[str, str]
"""A folder, and the notice in it."""

_OURS = re.compile(r"[a-z0-9](?:[a-z0-9-]|\.(?=[a-z])){0,199}")
_ELSEWHERE = (
    "{place}: the manifest names this as a file of a notice, and it is none.\n"
    "  We give files and folders small letters, digits, hyphens and full stops only.\n"
    "  To mend: delete the line of manifest.jsonl that names it."
)
_LINK = (
    "{place}: this is a link, and it may lead out of the folder.\n"
    "  To mend: delete the link, and run the same command again."
)
_NO_FILE = (
    "{place}: a file of a notice belongs here, and this is something else.\n"
    "  To mend: move it away, and run the same command again."
)


def is_ours(name: object) -> bool:
    """Say whether we would give a file or a folder this name.

    Such a name leads only into the folder that it is looked up in, on any system.

    >>> is_ours("pupils.fragment.html"), is_ours(".."), is_ours("con.html")
    (True, False, False)
    """
    return (
        isinstance(name, str)
        and _OURS.fullmatch(name) is not None
        and name.partition(".")[0] not in DEVICES
    )


def which(record: Record) -> Which:
    """Return the folder and the notice of a record."""
    return record["folder"], record["notice"]


def files_of(record: Record) -> Iterator[tuple[str, str]]:
    """Yield the folder and the name of each file of a notice."""
    for name in record["files"]:
        yield record["folder"], name


def located(out: Path, records: Iterable[Record]) -> dict[str, Path]:
    """Return where the files of notices stand, by their names from *out* on.

    Some of them may not be there.  Raises OutputError, for all of them at once, where a
    name leads elsewhere, or where a link or a folder stands in the place of a file.
    """
    paths: dict[str, Path] = {}
    faults: dict[str, None] = {}
    links: dict[str, bool] = {}
    for folder, name in (pair for record in records for pair in files_of(record)):
        place = f"{folder}/{name}"
        if not (is_ours(folder) and is_ours(name)):
            faults[_ELSEWHERE.format(place=ascii(place))] = None
            continue
        if folder not in links:
            links[folder] = (out / folder).is_symlink()
        path = out / folder / name
        if links[folder]:
            faults[_LINK.format(place=out / folder)] = None
        elif fault := fault_at(path):
            faults[fault] = None
        paths[place] = path
    if faults:
        raise OutputError("\n\n".join(faults))
    return paths


def fault_at(path: Path) -> str:
    """Say what is wrong where a file belongs; "" for a file, or for nothing there."""
    try:
        mode = path.lstat().st_mode
    except OSError:
        return ""
    if stat.S_ISLNK(mode):
        return _LINK.format(place=path)
    return "" if stat.S_ISREG(mode) else _NO_FILE.format(place=path)
