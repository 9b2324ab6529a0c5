"""Add to a form that is there what it does not ask yet, and change nothing else."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_MARK = b"\xef\xbb\xbf"
_HEAD = re.compile(r"\s*\[\s*([a-z-]+)\s*\]\s*(?:#.*)?")
_ANY_HEAD = re.compile(r"\s*(?:#\s*)?\[")
_KEY = re.compile(r'\s*(?:#\s*)?"?([a-z0-9-]+)"?\s*=')
_NUMBER = re.compile(r"# ([0-9]+)\. ")
_NEW = "\n# New since this form was written:\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One thing that a form asks for."""

    table: str
    key: str
    text: str
    """An empty line, what is asked, and the answer as a comment."""
    number: int = 0
    """Of a question, as its text says it."""
    besides: str = ""
    """What a yes needs, for the end of the form."""


def added(path: Path, pieces: Iterable[Piece]) -> bytes | None:
    """Return the file with those of *pieces* that it does not ask for yet.

    None where nothing is to be added, or nothing can be: a link is never written
    through, and what cannot be read is for its author to mend.
    """
    if path.is_symlink():
        return None
    try:
        data = path.read_bytes()
        text = data.removeprefix(_MARK).decode()
        before = tomllib.loads(text)
        new = _with(text, pieces)
        is_sound = _said(tomllib.loads(new)) == _said(before)
    except (OSError, ValueError):
        return None
    mark = _MARK if data.startswith(_MARK) else b""
    return mark + new.encode() if is_sound and new != text else None


def _said(values: dict[str, Any]) -> dict[str, Any]:
    """Return what a file says: a table that holds nothing says nothing."""
    return {key: value for key, value in values.items() if value != {}}


def _with(text: str, pieces: Iterable[Piece]) -> str:
    end = "\r\n" if "\r\n" in text else "\n"
    lines = text.replace("\r\n", "\n").rstrip("\n").split("\n")
    number = max((int(one) for one in _NUMBER.findall(text)), default=0)
    tables: dict[str, list[str]] = {}
    besides = []
    for piece in pieces:
        if piece.key in _keys(lines, piece.table):
            continue
        asked = piece.text
        if piece.number:
            number += 1
            asked = asked.replace(f"# {piece.number}. ", f"# {number}. ", 1)
        tables.setdefault(piece.table, [_NEW]).append(asked)
        if f"[[{piece.key}]]" not in text:
            besides.append(piece.besides)
    for table, texts in tables.items():
        _insert(lines, table, "".join(texts))
    whole = "\n".join(lines) + "\n" + "".join(besides)
    return whole.replace("\n", end) if tables else text


def _insert(lines: list[str], table: str, text: str) -> None:
    """Put text behind the last paragraph of a table; at the end, if there is none."""
    begins, keys = _place(lines, table)
    if begins is None:
        lines += ["", f"[{table}]", *text.rstrip("\n").split("\n")]
        return
    at = max(keys.values(), default=begins) + 1
    while at < len(lines) and lines[at].strip() and not _ANY_HEAD.match(lines[at]):
        at += 1
    lines[at:at] = text.rstrip("\n").split("\n")


def _keys(lines: list[str], table: str) -> dict[str, int]:
    return _place(lines, table)[1]


def _place(lines: list[str], table: str) -> tuple[int | None, dict[str, int]]:
    """Return where a table begins, and where its keys stand, answered or not."""
    begins = None
    keys: dict[str, int] = {}
    for at, line in enumerate(lines):
        if begins is None:
            head = _HEAD.fullmatch(line)
            begins = at if head and head[1] == table else None
        elif _ANY_HEAD.match(line):
            break
        elif found := _KEY.match(line):
            keys[found[1]] = at
    return begins, keys
