"""The lines of PDFs that do not say what their parts are."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from notices.reading.document import Kind, Place
from notices.reading.marks import BULLET, NUMBER
from notices.reading.pdfpage import Page, Stretch, box_of, runs_of, stretch_of
from notices.reading.pieces import Content, Piece, Row, Run, Table

_LARGER = 1.15
"""Times the text's height, from which a line is a heading."""
_RAREST = 0.1
"""Of all letters; a larger size that more are in is some part's usual one."""
_GAP = 0.75
"""Of a line's height; a wider gap above it begins a paragraph."""
_CELLS_APART = 1.6
"""Times a line's height between two cells of a row; justified words are nearer."""
_INDENT = 6.0
"""Points."""
_FARTHEST = 60.0
"""Points from a bullet to its text."""
_MARGIN = 0.12
"""Of a page's height, at its top and foot, where running lines stand."""
_LONGEST_HEADING = 20
_MOST_LEVELS = 4
_PAGE_NUMBER = re.compile(r"(?:page )?-?\s*\d+\s*(?:(?:of|/) \d+)?\s*-?", re.IGNORECASE)
_DASHES = str.maketrans({"\u2013": "-", "\u2014": "-"})
_DIGITS = re.compile(r"\d+")
_DOTS = re.compile(r"(?:\.\s?){5,}\s*\d*$|…{2,}\s*\d*$")
"""How a line of the list of contents ends."""


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
            cells = tuple(_cells(page, start, index + (letter == "\x02")))
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


def _cells(page: Page, start: int, stop: int) -> Iterator[Stretch]:
    whole = stretch_of(page, start, stop)
    if whole is None:
        return
    begun = whole.start
    for index in range(whole.start + 1, whole.stop - 1):
        if not page.letters[index].isspace() or page.letters[index + 1].isspace():
            continue
        before = page.letters[begun:index]
        if BULLET.fullmatch("".join(before).strip() + " "):
            continue
        if _gap(page, index) > whole.size * _CELLS_APART:
            cell = stretch_of(page, begun, index)
            if cell:
                yield cell
            begun = index + 1
    last = stretch_of(page, begun, whole.stop)
    if last:
        yield last


def _gap(page: Page, blank: int) -> float:
    before = blank - 1
    while before > 0 and page.letters[before].isspace():
        before -= 1
    return box_of(page.raw, blank + 1)[0] - box_of(page.raw, before)[2]


def pieces_of(pages: Sequence[Sequence[Line]]) -> list[Content]:
    """Return what the lines of all pages hold; what runs through them comes once."""
    running = _running(pages)
    body: list[Line] = []
    once: dict[str, Line] = {}
    for lines in pages:
        for line in lines:
            if _says_nothing(line.text):
                continue
            key = _DIGITS.sub("#", line.text)
            if _is_at_edge(line) and key in running:
                once.setdefault(key, line)
            else:
                body.append(line)
    sizes = _heading_sizes(body)
    contents = [_content(group, sizes) for group in _paragraphs(body)]
    return [*contents, *(_content([line], {}) for line in once.values())]


def _says_nothing(text: str) -> bool:
    """Say whether a line is a page's number, or of the list of contents."""
    number = _PAGE_NUMBER.fullmatch(text.translate(_DASHES))
    return bool(number or _DOTS.search(text))


def _running(pages: Sequence[Sequence[Line]]) -> set[str]:
    """Return the lines, with # for digits, that stand at the edge of most pages."""
    seen = Counter(
        key
        for lines in pages
        for key in {_DIGITS.sub("#", line.text) for line in lines if _is_at_edge(line)}
    )
    return {key for key, times in seen.items() if times > max(len(pages) / 2, 1)}


def _is_at_edge(line: Line) -> bool:
    _, bottom, _, top = line.whole.box
    edge = line.page.height * _MARGIN
    return bottom > line.page.height - edge or top < edge


def _heading_sizes(lines: Iterable[Line]) -> dict[float, int]:
    """Return the levels of the sizes that are larger than most letters'."""
    letters: Counter[float] = Counter()
    for line in lines:
        letters[_rounded(line)] += len(line.text)
    if not letters:
        return {}
    usual = letters.most_common(1)[0][0]
    most = letters.total() * _RAREST
    larger = sorted(
        (size for size in letters if size > usual * _LARGER and letters[size] < most),
        reverse=True,
    )
    return {size: min(at, _MOST_LEVELS) for at, size in enumerate(larger, start=1)}


def _rounded(line: Line) -> float:
    return round(line.whole.size * 2) / 2


def _paragraphs(lines: Iterable[Line]) -> Iterator[list[Line]]:
    gathered: list[Line] = []
    edges: dict[int, float] = {}
    lines = list(lines)
    for line in lines:
        edges[line.page.number] = max(edges.get(line.page.number, 0), line.right)
    for line in lines:
        right = edges[line.page.number]
        if gathered and _begins_anew(gathered, line, right):
            yield gathered
            gathered = []
        gathered.append(line)
    if gathered:
        yield gathered


def _begins_anew(gathered: list[Line], line: Line, right: float) -> bool:
    before = gathered[-1]
    if len(before.cells) > 1 or len(line.cells) > 1:
        return True
    if _looks_other(before, line, right):
        return True
    if _is_item(line) or NUMBER.match(line.text):
        return True
    if before.page is not line.page:
        return before.text[-1] in ".:;?!" or not line.text[0].islower()
    return _is_placed_apart(gathered, line, right)


def _looks_other(before: Line, line: Line, right: float) -> bool:
    """Say whether one of two lines heads the other by its type."""
    sizes = before.whole.size, line.whole.size
    is_larger = max(sizes) > min(sizes) * _LARGER
    is_bolder = before.whole.is_bold != line.whole.is_bold
    has_ended = before.text[-1] in ".?!" or _ends_early(before, line, right)
    return is_larger or (is_bolder and has_ended)


def _ends_early(before: Line, line: Line, right: float) -> bool:
    """Say whether the next line's first word would have stood on this one too."""
    first_word = line.text.split()[0]
    width = (line.right - line.whole.box[0]) * len(first_word) / len(line.text)
    return right - before.right > width * 1.5 + _INDENT * 2


def _is_item(line: Line) -> bool:
    return line.has_bullet or bool(BULLET.match(line.text))


def _is_placed_apart(gathered: list[Line], line: Line, right: float) -> bool:
    before = gathered[-1]
    left, _, _, top = line.whole.box
    gap = before.whole.box[1] - top
    if gap > line.whole.size * _GAP or gap < -line.whole.size * 1.5:
        return True
    if left < gathered[0].whole.box[0] - _INDENT:
        return True
    ends = before.text[-1] in ".:;?!" or line.text[0].isupper()
    return ends and _ends_early(before, line, right)


def _content(lines: list[Line], sizes: dict[float, int]) -> Content:
    first = lines[0]
    place = first.page.place
    if len(first.cells) > 1:
        cells = tuple((_piece(first, cell, place),) for cell in first.cells)
        return Table(rows=(Row(place=place, cells=cells),))
    level = sizes.get(_rounded(first), 0)
    if sum(len(line.text.split()) for line in lines) > _LONGEST_HEADING:
        level = 0
    kind: Kind = "heading" if level else "paragraph"
    return Piece(
        kind="item" if _is_item(first) else kind,
        runs=tuple(_runs(lines)),
        place=place,
        level=level,
    )


def _piece(line: Line, cell: Stretch, place: Place) -> Piece:
    runs = runs_of(line.page, range(cell.start, cell.stop), is_bold=cell.is_bold)
    return Piece(kind="paragraph", runs=tuple(runs), place=place)


def _runs(lines: list[Line]) -> Iterator[Run]:
    """Give the text of a paragraph, page by page, so that broken words are seen."""
    begun = 0
    for end in range(1, len(lines) + 1):
        first, last = lines[begun], lines[end - 1]
        if end < len(lines) and lines[end].page is first.page:
            continue
        letters = range(first.whole.start, last.whole.stop)
        bold = all(line.whole.is_bold for line in lines)
        yield from runs_of(first.page, letters, is_bold=bold)
        yield Run(text=" ")
        begun = end
