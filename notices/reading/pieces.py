"""What every format is first read into: stretches of text, in paragraphs and tables."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeAlias

from notices.reading.document import Kind, Place, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of text that looks the same; a line end in it is its author's."""

    text: str
    bold: bool = False
    target: str = ""
    """Where it leads, if it is a link."""
    place: Place | None = None
    """Where it begins, if not where the run before it does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A heading, paragraph or list item, as far as its format tells them apart."""

    kind: Kind
    runs: tuple[Run, ...]
    place: Place
    level: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a table."""

    place: Place
    cells: tuple[tuple["Content", ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table, or what a layout uses one for."""

    rows: tuple[Row, ...]


Content: TypeAlias = Piece | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What a format gave: as `Document` has it, but its blocks still to be made."""

    contents: tuple[Content, ...] = ()
    running: tuple[Content, ...] = ()
    """Headers and footers, as often as they come."""
    title: str = ""
    anchors: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class Flow:
    """Gathers runs until their paragraph ends."""

    done: list[Content] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    kind: Kind = "paragraph"
    level: int = 0
    place: Place | None = None

    def begin(self, kind: Kind, place: Place, level: int = 0) -> None:
        """End what was being gathered; what follows is a *kind* that begins here."""
        self.end()
        self.kind, self.place, self.level = kind, place, level

    def add(self, run: Run) -> None:
        """Gather *run*."""
        self.runs.append(run)

    def end(self) -> None:
        """End the paragraph; more of the same is a paragraph of its own."""
        if any(not run.text.isspace() for run in self.runs if run.text):
            place = self.place or next(run.place for run in self.runs if run.place)
            piece = Piece(
                kind=self.kind, runs=tuple(self.runs), place=place, level=self.level
            )
            self.done.append(piece)
        self.runs = []
        self.kind, self.place, self.level = "paragraph", None, 0

    def insert(self, contents: Iterable[Content]) -> None:
        """End the paragraph and put *contents* after it."""
        self.end()
        self.done.extend(contents)
