"""The record of what was built: one line a notice, in `manifest.jsonl`.

It holds no clock and no absolute path, so that the same input gives the same record.
"""

import json
import os
import platform
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path, PurePath
from typing import Any

from notices import __version__
from notices.compose import Notice
from notices.errors import OutputError
from notices.organisation import Organisation
from notices.publish.write import cannot_write

NAME = "manifest.jsonl"
_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]|\.(?=[a-z]))*")
"""What we call folders and files; it leads nowhere else."""
_LIBRARIES = ("jinja2", "markdown", "nh3", "pikepdf", "pydantic", "weasyprint")


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
        "notice": notice.kind,
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
    """Yield the records of a manifest, the last of each notice; none without one.

    A last line that was cut off, as by a power failure, is no record.
    Raises OutputError for any other line that cannot be read.
    """
    if path.is_file():
        lines = dict(_lines(path, whole=False))
        for which in sorted(lines):
            yield json.loads(lines[which])


def in_order(path: Path) -> bytes:
    """Return the journal at *path* as a record: a line a notice, sorted."""
    lines = dict(_lines(path, whole=False)) if path.is_file() else {}
    return "".join(f"{lines[which]}\n" for which in sorted(lines)).encode()


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


def without(path: Path, gone: Collection[tuple[str, str]]) -> bytes:
    """Return the manifest at *path* without the records of some notices."""
    lines = dict(_lines(path))
    kept = sorted(which for which in lines if which not in gone)
    return "".join(f"{lines[which]}\n" for which in kept).encode()


def line_of(record: Mapping[str, Any]) -> str:
    """Write a record as its line."""
    return json.dumps(record, ensure_ascii=False, sort_keys=True) + "\n"


def with_record(path: Path, record: Mapping[str, Any]) -> bytes:
    """Return the manifest at *path* with *record* in place of its last one.

    Raises OutputError for a manifest that cannot be read: what it says of other
    notices must not be lost.
    """
    lines = dict(_lines(path)) if path.is_file() else {}
    lines[_which(record)] = line_of(record).removesuffix("\n")
    return "".join(f"{lines[which]}\n" for which in sorted(lines)).encode()


def _lines(path: Path, *, whole: bool = True) -> Iterator[tuple[tuple[str, str], str]]:
    text = path.read_text(encoding="utf-8", errors="replace")
    if not whole:
        text = text[: text.rfind("\n") + 1]
    for number, line in enumerate(text.split("\n"), 1):
        if not line:
            continue
        try:
            yield _which(json.loads(line)), line
        except (ValueError, LookupError, TypeError):
            raise OutputError(
                f"{path}:{number}: this line is no record of a notice.\n"
                "  Nothing was written, so that the other records are not lost.\n"
                "  To mend: delete the line, or choose another folder with --out."
            ) from None


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
    return _digest_of(folders, (".html.j2", ".css", ".ttf"))


def _digest_of(folders: tuple[Path, ...], endings: str | tuple[str, ...]) -> str:
    whole = sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.name.endswith(endings) and path.is_file():
                whole.update(path.relative_to(folder).as_posix().encode() + b"\0")
                whole.update(sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def _which(record: Mapping[str, Any]) -> tuple[str, str]:
    """Return the folder and the notice of a record.

    Raises ValueError for names that would lead elsewhere: what a manifest names is
    looked at, packed and deleted.
    """
    names = (record["folder"], record["notice"], *record["files"], *record["bytes"])
    if not all(_NAME.fullmatch(name) for name in names):
        raise ValueError(names)
    return (record["folder"], record["notice"])


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
