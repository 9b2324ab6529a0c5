"""Read a TOML file and keep where its keys stand."""

import json
import pickle
import re
import tomllib
from collections.abc import Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from notices.errors import Fault, FaultsError, encoding_fault
from notices.tomlfile.lines import Path as KeyPath
from notices.tomlfile.lines import lines_of
from notices.unfinished import FAULT, unfinished

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_PLACE = re.compile(r"(.*) \(at (?:line (\d+), column \d+|end of document)\)")


class TomlFile:
    """A TOML file as read: its name for messages, its values, and their lines."""

    def __init__(
        self, name: str, text: str, values: dict[str, Any], *, folder: Path = Path()
    ) -> None:
        self.name = name
        self.text = text
        self.values = values
        self.folder = folder

    @cached_property
    def lines(self) -> Mapping[KeyPath, int]:
        """Lines by key path; read only when somebody asks for a place."""
        return lines_of(self.text)

    def line(self, *path: str | int) -> int | None:
        """Return the line of *path*, or of the nearest key around it."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.lines:
                return self.lines[path[:length]]
        return None

    def knows(self, path: KeyPath) -> bool:
        """Say whether *path* was written."""
        return path in self.lines

    def fault(
        self, path: KeyPath, what: str, *, why: str = "", mend: str = ""
    ) -> Fault:
        """Return a fault at *path*."""
        return Fault(
            file=self.name,
            line=self.line(*path),
            key=dotted(path),
            what=what,
            why=why,
            mend=mend,
        )


def dotted(path: KeyPath) -> str:
    """Write a key path as its author would say it.

    >>> dotted(("school-census", 1, "begins"))
    'school-census[1].begins'
    """
    words = [
        f"[{part}]" if isinstance(part, int) else f".{_quoted(part)}" for part in path
    ]
    return "".join(words).removeprefix(".")


def _quoted(key: str) -> str:
    """Write a key as TOML does: in quotes, where it is no plain word."""
    return key if _BARE.fullmatch(key) else json.dumps(key, ensure_ascii=False)


def read_toml(
    path: Path,
    *,
    name: str = "",
    if_empty: str = "write an entry, or delete the file.",
) -> TomlFile:
    """Read the file at *path*; *name* is what messages call it.

    *if_empty* says how to mend a file that says nothing.
    Raises FaultsError when it cannot be opened, is empty, is not UTF-8 or is not TOML.
    """
    name = name or str(path)
    text = _text(path, name)
    if left := unfinished(text):
        faults = [Fault(file=name, line=line, key="", **FAULT) for line in left]
        raise FaultsError(*faults)
    try:
        values = pickle.loads(_parsed(text))  # noqa: S301 - we wrote it ourselves
    except RecursionError:
        raise FaultsError(_syntax_fault(name, text, _TOO_DEEP)) from None
    except ValueError as error:  # also a number that is too long for Python
        raise FaultsError(_syntax_fault(name, text, str(error))) from None
    if not values:
        raise FaultsError(_file_fault(name, "the file says nothing.", mend=if_empty))
    return TomlFile(name, text, values, folder=path.parent)


@lru_cache(maxsize=256)
def _parsed(text: str) -> bytes:
    """Parse *text* once: two states of the law have most of their files alike.

    Pickled, as whoever reads a file may change the values that it is given.
    """
    return pickle.dumps(tomllib.loads(text))


def _text(path: Path, name: str) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        fault = unreadable(error, name, inside="a file inside it that ends in .toml")
        raise FaultsError(fault) from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FaultsError(encoding_fault(name, error)) from None


def unreadable(error: OSError, name: str, *, inside: str) -> Fault:
    """Return what to tell of a file that the system did not let be read.

    *inside* is what to name in place of a folder.
    """
    # Windows says of a folder that nobody may read it.
    is_folder = error.filename is not None and Path(error.filename).is_dir()
    if is_folder or isinstance(error, IsADirectoryError):
        return _file_fault(name, "this is a folder.", mend=f"name {inside}.")
    if isinstance(error, FileNotFoundError):
        mend = "check the name and the folder."
        return _file_fault(name, "there is no such file.", mend=mend)
    what = f"the file cannot be read: {error.strerror}."
    return _file_fault(name, what, mend="check who may read it.")


_TOO_DEEP = "too many brackets stand inside one another"
_REASONS = {
    "Invalid value": "after the =, a value is missing, or text stands without quotes",
    "Invalid statement": "this is neither key = value nor a [table]",
    "Expected '=' after a key in a key/value pair": "no = stands after the key",
    "Expected newline or end of document after a statement": (
        "something more stands after the value"
    ),
    "Cannot overwrite a value": "this key is given a second time",
    "Illegal character '\\n'": "the quotes are not closed",
    "Invalid date or datetime": "there is no such day",
    "Unterminated string": "the quotes are not closed",
    "Unclosed array": "the ] of a list is missing",
    "Unescaped '\\' in a string": (
        "a backslash stands in double quotes; single quotes take it as it is"
    ),
}
"""What tomllib finds, said to somebody who does not know TOML."""


def _syntax_fault(name: str, text: str, message: str) -> Fault:
    place = _PLACE.fullmatch(message)
    reason, line = (place[1], place[2]) if place else (message, None)
    if reason == "Unterminated string" and (opened := _left_open(text)):
        said, line = "the \"\"\" or ''' here is not closed", str(opened)
    elif reason.startswith("Cannot") and line and (key := _both(text, int(line))):
        said = f"both [{key}] and [[{key}]] stand here; a list has [[{key}]] alone"
    elif reason.startswith("Cannot declare"):
        said = "this table is opened a second time"
    else:
        said = _REASONS.get(reason, f"{reason[0].lower()}{reason[1:]}")
    return Fault(
        file=name,
        line=int(line) if line else text.rstrip().count("\n") + 1,
        key="",
        what=f"this is not TOML: {said.replace('invalid', 'unexpected')}.",
        why='A line is written key = "value"; text stands in straight double quotes.',
        mend="correct this line; the lines before it were read.",
    )


def _both(text: str, line: int) -> str:
    """Return the name on a line that heads a table here, and a list there; or ""."""
    lines = [one.strip() for one in text.splitlines()]
    key = lines[line - 1].strip("[]")
    return key if {f"[{key}]", f"[[{key}]]"} <= set(lines) else ""


def _left_open(text: str) -> int | None:
    """Return the line on which text of several lines begins that never ends."""
    for quotes in ('"""', "'''"):
        before, found, _ = text.rpartition(quotes)
        if found and text.count(quotes) % 2:
            return before.count("\n") + 1
    return None


def _file_fault(name: str, what: str, *, mend: str) -> Fault:
    return Fault(file=name, line=None, key="", what=what, why="", mend=mend)
