"""The record of what was built: one line a notice, in `manifest.jsonl`.

It holds no clock and no absolute path, so that the same input gives the same record.
"""

import json
import os
import platform
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path, PurePath
from typing import Any

from notices import __version__
from notices.compose import Notice
from notices.errors import OutputError
from notices.organisation import Organisation

NAME = "manifest.jsonl"
_LIBRARIES = ("jinja2", "markdown", "nh3", "pikepdf", "pydantic", "weasyprint")


def record_of(
    notice: Notice,
    organisation: Organisation,
    *,
    wording: Mapping[str, str],
    files: Mapping[str, bytes],
    missing: Iterable[str],
) -> dict[str, Any]:
    """Return the record of one notice."""
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
        "inputs": _inputs(organisation),
        "wording": dict(wording),
        "tools": _tools(),
        "warnings": list(notice.warnings),
        "missing": list(missing),
        "unanswered": list(notice.unanswered),
        "unconfirmed": list(notice.unconfirmed),
    }


def read(path: Path) -> dict[tuple[str, str], dict[str, Any]]:
    """Return the records of a manifest by folder and notice; none if it is not there.

    A last line that was cut off, as by a power failure, is no record.
    Raises OutputError for any other line that cannot be read.
    """
    if not path.is_file():
        return {}
    return {which: json.loads(line) for which, line in _lines(path, whole=False)}


def line_of(record: Mapping[str, Any]) -> str:
    """Write a record as its line."""
    return json.dumps(record, ensure_ascii=False, sort_keys=True) + "\n"


def written(records: Mapping[tuple[str, str], Mapping[str, Any]]) -> bytes:
    """Write a whole manifest, in the order of folders and notices."""
    return "".join(line_of(records[which]) for which in sorted(records)).encode()


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
    whole = sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                whole.update(path.relative_to(folder).as_posix().encode() + b"\0")
                whole.update(sha256(path.read_bytes()).digest())
    return {"version": __version__, "digest": whole.hexdigest()}


def _which(record: Mapping[str, Any]) -> tuple[str, str]:
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
def _tools() -> dict[str, str]:
    found = {"notices": __version__, "python": platform.python_version()}
    for name in _LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None
