"""Read a TOML file and keep where its keys stand."""

import pickle
import tomllib
from collections.abc import Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from notices.errors import Fault, FaultsError, encoding_fault
from notices.tomlfile.lines import Path as KeyPath
from notices.tomlfile.lines import dotted, lines_of
from notices.tomlfile.syntax import syntax_faults
from notices.unfinished import FAULT, unfinished


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
    except (RecursionError, ValueError):
        raise FaultsError(*syntax_faults(name, text)) from None
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


def _file_fault(name: str, what: str, *, mend: str) -> Fault:
    return Fault(file=name, line=None, key="", what=what, why="", mend=mend)
