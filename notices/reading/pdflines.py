"""The lines of a PDF's page, and the cells that wide gaps part them into."""

from dataclasses import dataclass, replace

from notices.reading.marks import BULLET
from notices.reading.pdfpage import Page, Stretch, parts_of, stretch_of

_CELLS_APART = 1.6
"""Times a line's height between two cells of a row; justified words are nearer."""
_FARTHEST = 60.0
"""Points from a bullet to its text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a page, perhaps of several cells."""

    page: Page
    cells: tuple[Stretch, ...]
    has_bullet: bool = False
    """A bullet stands before it that was read as a line of its own."""

    @property
    def whole(self) -> Stretch:
        """Its first cell, which tells how it looks."""
        return self.cells[0]

    @property
    def right(self) -> float:
        """Where its last letter ends."""
        return self.cells[-1].box[2]

    @property
    def text(self) -> str:
        """What is in it, for rules that only look at its words."""
        return " ".join(cell.text for cell in self.cells)


def lines_of(page: Page) -> list[Line]:
    """Return the lines of a page in the order in which they were written."""
    lines = []
    start = 0
    for index, letter in enumerate([*page.letters, "\n"]):
        if letter in "\n\x02":
            cells = _cells(page, start, index + (letter == "\x02"))
            if cells:
                lines.append(Line(page=page, cells=cells))
            start = index + 1
    return _with_bullets(lines)


def _with_bullets(lines: list[Line]) -> list[Line]:
    """Give the bullets that were drawn apart to the lines that they stand before."""
    bullets = [line for line in lines if _is_bullet(line)]
    if not bullets:
        return lines
    return [
        replace(line, has_bullet=any(_stands_before(one, line) for one in bullets))
        for line in lines
        if not _is_bullet(line)
    ]


def _is_bullet(line: Line) -> bool:
    return len(line.text) == 1 and bool(BULLET.match(f"{line.text} "))


def _stands_before(bullet: Line, line: Line) -> bool:
    left, bottom, _, top = bullet.whole.box
    middle = (bottom + top) / 2
    other = line.whole.box
    return left < other[0] < left + _FARTHEST and other[1] < middle < other[3]


def _cells(page: Page, start: int, stop: int) -> tuple[Stretch, ...]:
    whole = stretch_of(page, start, stop)
    if whole is None:
        return ()
    bullet = BULLET.match(whole.text)
    text = whole.start + (bullet.end() if bullet else 0)
    far = whole.size * _CELLS_APART
    return parts_of(
        whole, [word for word in whole.words if word.gap > far and word.start > text]
    )
