"""The record of what was built: one line a notice, in `manifest.jsonl`.

It holds no clock and no absolute path, so that the same input gives the same record.
"""

import json
import os
import platform
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path, PurePath
from typing import Any

from notices import __version__
from notices.compose import Notice
from notices.errors import OutputError
from notices.organisation.organisation import Organisation
from notices.publish.places import Record, Which, is_ours, which
from notices.publish.write import cannot_write, writing_whole
from notices.render import SURROUNDINGS

NAME = "manifest.jsonl"

_LIBRARIES = (
    *("jinja2", "markdown", "nh3", "pikepdf", "pydantic", "pypandoc_binary"),
    "weasyprint",
)


def record_of(
    notice: Notice,
    organisation: Organisation,
    *,
    wording: Mapping[str, str],
    files: Mapping[str, bytes],
    missing: Iterable[str],
    content: str,
) -> dict[str, Any]:
    """Return the record of one notice; *content* is the digest of what it shows."""
    return {
        "folder": notice.folder,
        "notice": notice.name,
        "edition": notice.edition,
        "issuer": notice.issuer,
        "urn": organisation.urn,
        "on": notice.on.isoformat(),
        "draft": notice.draft,
        "approved": _day(organisation.profile.notice.approved),
        "files": {name: digest(data) for name, data in sorted(files.items())},
        "bytes": {name: len(data) for name, data in sorted(files.items())},
        "content": content,
        "inputs": _inputs(organisation),
        "wording": dict(wording),
        "tools": tools(),
        "warnings": list(notice.warnings),
        "missing": list(missing),
        "unanswered": list(notice.unanswered),
        "unconfirmed": list(notice.unconfirmed),
    }


def read(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the records of a manifest as they stand there; none without one.

    In a journal, a later record of a notice takes the place of an earlier one.
    A last line that was cut off, as by a power failure, is no record.
    Raises OutputError for any other line that cannot be read.
    """
    if path.is_file():
        yield from (record for _, record, _ in _lines(path, whole=False))


def brief(path: Path) -> Iterator[dict[str, Any]]:
    """Yield of each record of a manifest what is told of it; see `read`.

    The records of all of England fit into memory so: texts that many have alike are
    kept once.
    """
    lists: dict[tuple[str, ...], tuple[str, ...]] = {}
    for record in read(path):
        told = {key: record.get(key) or () for key in _LISTS}
        yield {
            **{key: record.get(key) for key in _TOLD},
            **{key: _shared(value, lists) for key, value in told.items()},
            "files": {sys.intern(key): one for key, one in record["files"].items()},
        }


_TOLD = ("folder", "notice", "issuer", "urn", "draft", "approved")
_LISTS = ("left", "missing", "unanswered", "unconfirmed", "warnings")


def _shared(
    texts: Iterable[str], known: dict[tuple[str, ...], tuple[str, ...]]
) -> tuple[str, ...]:
    found = tuple(texts)
    return known.setdefault(found, found)


def in_order(
    path: Path, *, without: Collection[Which] = (), is_pruned: bool = False
) -> Iterator[bytes]:
    """Yield the lines of the journal at *path* as a record: one a notice, sorted.

    The records of notices *without* whom it should be are left out.  Where it *is
    pruned*, nothing is left of earlier runs beside the other notices.
    """
    lines: dict[Which, str] = {}
    if path.is_file():
        for one, record, line in _lines(path, whole=False):
            is_old = is_pruned and record.get("left")
            lines[one] = line_of({**record, "left": []}) if is_old else line
    for one in sorted(lines):
        if one not in without:
            yield lines[one].encode()


def put_in_order(
    path: Path, *, without: Collection[Which] = (), is_pruned: bool = False
) -> None:
    """Write the journal at *path* anew, as `in_order` has it.  Raises OutputError."""
    lines = in_order(path, without=without, is_pruned=is_pruned)
    with writing_whole(path) as file:
        file.writelines(lines)


def append(path: Path, lines: str) -> None:
    """Add lines to the journal at *path*.

    Raises OutputError; it follows no link that somebody put in its place.
    """
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
    try:
        with os.fdopen(os.open(path, flags, 0o666), "a", encoding="utf-8") as journal:
            journal.write(lines)
    except OSError as error:
        raise cannot_write(error, path) from None


def line_of(record: Record) -> str:
    """Write a record as its line."""
    return json.dumps(record, ensure_ascii=False, sort_keys=True) + "\n"


def with_record(path: Path, record: Record) -> tuple[Record, bytes]:
    """Return *record* with what is left, and the manifest at *path* with it.

    It takes the place of the last one of its notice.  Raises OutputError for a manifest
    that cannot be read: what it says of other notices must not be lost.
    """
    lines: dict[Which, str] = {}
    this, before = which(record), ()
    for one, stood, line in _lines(path) if path.is_file() else ():
        lines[one] = line
        if one == this:
            before = (*stood["files"], *stood.get("left", ()))
    record = with_left(record, before, path.parent)
    lines[this] = line_of(record)
    return record, "".join(lines[one] for one in sorted(lines)).encode()


def with_left(record: Record, before: Iterable[str], out: Path) -> dict[str, Any]:
    """Return *record* with the files that are left of earlier runs, such as an old PDF.

    *before* names those that its last record knew of; what is gone is forgotten.
    """
    folder = out / record["folder"]
    left = set(before) - set(record["files"])
    there = [name for name in sorted(left) if os.path.lexists(folder / name)]
    return {**record, "left": there}


def _lines(
    path: Path, *, whole: bool = True
) -> Iterator[tuple[Which, dict[str, Any], str]]:
    try:
        with path.open(encoding="utf-8", errors="replace", newline="\n") as file:
            for number, line in enumerate(file, 1):
                is_cut_off = not line.endswith("\n")
                if is_cut_off and not whole:
                    return
                text = f"{line}\n" if is_cut_off else line
                record = _record(text, f"{path}:{number}")
                yield which(record), record, text
    except OSError as error:
        raise OutputError(
            f"{path}: it cannot be read: {error.strerror}.\n"
            "  It is the record of what stands in the folder. Nothing was written.\n"
            "  To mend: see who may read it, or choose another folder with --out."
        ) from None


def _record(line: str, place: str) -> dict[str, Any]:
    try:
        record: dict[str, Any] = json.loads(line)
        _check_names(record)
    except (ValueError, LookupError, TypeError):
        raise OutputError(
            f"{place}: this line is no record of a notice.\n"
            "  Nothing was written, so that the other records are not lost.\n"
            "  To mend: delete the line, or choose another folder with --out."
        ) from None
    return record


def digest(data: bytes) -> str:
    """Return the SHA-256 of *data*."""
    return sha256(data).hexdigest()


@lru_cache(maxsize=4)
def wording_of(folders: tuple[Path, ...]) -> Mapping[str, str]:
    """Return the version and digest of a wording set: its templates and its data."""
    return {"version": __version__, "digest": _digest_of(folders, "")}


@lru_cache(maxsize=4)
def look_of(folders: tuple[Path, ...]) -> str:
    """Return the digest of what surrounds the words: pages, style sheets, fonts."""
    return _digest_of(folders, SURROUNDINGS)


def _digest_of(folders: tuple[Path, ...], endings: str | tuple[str, ...]) -> str:
    whole = sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.name.endswith(endings) and path.is_file():
                whole.update(path.relative_to(folder).as_posix().encode() + b"\0")
                whole.update(sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def _check_names(record: Record) -> None:
    """Raise ValueError for names in a record that would lead elsewhere.

    What a manifest names is looked at, packed and deleted.
    """
    files = (*record["files"], *record["bytes"], *record.get("left", ()))
    names = (*which(record), *files)
    if not all(map(is_ours, names)):
        raise ValueError(names)


def _inputs(organisation: Organisation) -> dict[str, str]:
    """Return the digest of each file that was read, named from its own folder on."""
    own = organisation.layers.own.folder
    texts: dict[str, str] = {}
    for file in sorted(organisation.layers.files, key=lambda file: file.name):
        name = PurePath(file.name).name
        from_own = PurePath(os.path.relpath(file.folder, own), name).as_posix()
        # The two halves of a table's row share its name.
        texts[from_own] = texts.get(from_own, "") + file.text
    return {name: digest(text.encode()) for name, text in sorted(texts.items())}


@lru_cache(maxsize=1)
def tools() -> dict[str, str]:
    """Return the versions of what the bytes of a notice depend on."""
    found = {"notices": __version__, "python": platform.python_version()}
    for name in _LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None
