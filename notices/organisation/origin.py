"""Where a value was said: the file or the row, the key, and by whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from notices.errors import Fault
from notices.tomlfile.lines import Path as KeyPath


class Source(Protocol):
    """What says values and knows their places: a profile, or a row of a table."""

    @property
    def name(self) -> str:
        """What messages call it."""

    @property
    def text(self) -> str:
        """What it said, to know it again by."""

    @property
    def values(self) -> Mapping[str, Any]:
        """What it says, table by table."""

    @property
    def folder(self) -> Path:
        """The folder that it lies in."""

    def line(self, *path: str | int) -> int | None:
        """Return the line of *path*, or of the nearest key around it."""

    def fault(
        self, path: KeyPath, what: str, *, why: str = "", mend: str = ""
    ) -> Fault:
        """Return a fault at *path*."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value was said."""

    file: Source
    path: KeyPath
    own: bool
    """Said by the organisation itself, not by a layer that it extends."""

    @property
    def line(self) -> int | None:
        """Return the line of the value, or of the nearest key around it."""
        return self.file.line(*self.path)
