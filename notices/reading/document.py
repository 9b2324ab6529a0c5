"""A document that nobody here wrote, as text with places."""

from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Kind = Literal["heading", "paragraph", "item", "row"]
Margin = Literal["header", "footer"]
ProblemKey = Literal[
    "scanned",
    "encrypted",
    "broken",
    "too-big",
    "too-slow",
    "too-much-memory",
    "not-a-document",
    "link-loop",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a reader finds something; each counted from 1, None where it has none."""

    page: int | None = None
    """Of a PDF."""
    line: int | None = None
    """Of the source of a text, Markdown or HTML file."""
    paragraph: int | None = None
    """Of a word processor's document: every block that holds text counts as one."""
    margin: Margin | None = None
    """Where it stands beside the document: on every page of it, or once on a web page.

    Such blocks come after all others.
    """

    def __str__(self) -> str:
        if self.page is not None:
            return f"page {self.page}"
        if self.line is not None:
            return f"line {self.line}"
        if self.margin is not None:
            return self.margin
        return f"paragraph {self.paragraph}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link: what it stands under, and where it leads as its author wrote it."""

    text: str
    target: str
    """`#key` inside the document; else a URL, or a path."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One heading, paragraph, list item or table row."""

    kind: Kind
    text: str
    """Without markup, blanks collapsed; the cells of a row stand " | " apart."""
    place: Place
    """Where it begins."""
    level: int = 0
    """Of a heading 1 to 6; of an item how many lists it stands in besides its own."""
    links: tuple[Link, ...] = ()
    turns: tuple[tuple[int, Place], ...] = ()
    """Where in `text` a later line or page begins, for blocks that run over several."""

    def place_at(self, offset: int) -> Place:
        """Return the place of the character at *offset* of `text`."""
        passed = bisect_right(self.turns, offset, key=lambda turn: turn[0])
        return self.turns[passed - 1][1] if passed else self.place


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Why a file, or a part of it, could not be read."""

    key: ProblemKey
    text: str
    """One plain sentence, and a second that begins "To mend:"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A file as it was read; what could not be read of it is told in `problems`."""

    path: Path
    kind: str
    """".md", ".html", ".docx", ".odt", ".pdf" or ".txt"; "" if it is none of them."""
    title: str = ""
    """As the file itself says, or its first heading; "" if it has neither."""
    blocks: tuple[Block, ...] = ()
    anchors: frozenset[str] = frozenset()
    """What a link to "#…" may lead to."""
    problems: tuple[Problem, ...] = ()
