"""PDFs that do not say what their parts are: paragraphs, by how lines look."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from notices.reading.document import Kind
from notices.reading.marks import BULLET, NUMBER, PAGE_NUMBER
from notices.reading.pdfgrid import parted
from notices.reading.pdflines import Line
from notices.reading.pdfpage import runs_of
from notices.reading.pieces import Content, Piece, Run, Table

_LARGER = 1.15
"""Times the text's height, from which a line is a heading."""
_RAREST = 0.1
"""Of all letters; a larger size that more are in is some part's usual one."""
_GAP = 0.75
"""Of a line's height; a wider gap above it begins a paragraph."""
_INDENT = 6.0
"""Points."""
_AROUND = 10
"""Lines before and after one that show where its column ends."""
_MARGIN = 0.12
"""Of a page's height, at its top and foot, where running lines stand."""
_LONGEST_HEADING = 20
_MOST_LEVELS = 4
_DIGITS = re.compile(r"\d+")
_DOTS = re.compile(r"(?:\.\s?){5,}\s*\d*$|…{2,}\s*\d*$")
"""How a line of the list of contents ends."""


def without_running(
    pages: Sequence[Sequence[Line]],
) -> tuple[list[Line], list[Content]]:
    """Return the lines of the pages' text, and what runs through most pages, once."""
    shown = [list(filter(None, map(_without_number, lines))) for lines in pages]
    running = _running(shown)
    body: list[Line] = []
    once: dict[str, Line] = {}
    for line in chain.from_iterable(shown):
        if _is_at_edge(line) and _key(line) in running:
            once.setdefault(_key(line), line)
        else:
            body.append(line)
    return body, [_piece([line], {}) for line in once.values()]


def pieces_of(body: Sequence[Line]) -> list[Content]:
    """Return what the lines of all pages hold, but for those that run through them."""
    sizes = _heading_sizes(body)
    contents: list[Content] = []
    for part in parted(body):
        if isinstance(part, Table):
            contents.append(part)
        else:
            contents += [_piece(group, sizes) for group in _paragraphs(part)]
    return contents


def _without_number(line: Line) -> Line | None:
    """Return a line without the page's number; None for one of a list of contents."""
    if _DOTS.search(line.text):
        return None
    is_edge = _is_at_edge(line)
    cells = tuple(
        cell
        for cell in line.cells
        if not is_edge or not PAGE_NUMBER.fullmatch(cell.text)
    )
    return replace(line, cells=cells) if cells else None


def _running(pages: Sequence[Sequence[Line]]) -> set[str]:
    """Return the lines, with # for digits, that stand at the edge of most pages."""
    seen = Counter(
        key
        for lines in pages
        for key in {_key(line) for line in lines if _is_at_edge(line)}
    )
    return {key for key, times in seen.items() if times > max(len(pages) / 2, 1)}


def _key(line: Line) -> str:
    return _DIGITS.sub("#", line.text)


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


def _paragraphs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    gathered: list[Line] = []
    for at, line in enumerate(lines):
        right = _right_edge(line, lines[max(at - _AROUND, 0) : at + _AROUND])
        if gathered and _begins_anew(gathered, line, right):
            yield gathered
            gathered = []
        gathered.append(line)
    if gathered:
        yield gathered


def _right_edge(line: Line, around: Sequence[Line]) -> float:
    """Return where the lines of its column end; another column begins beyond it."""
    return max(
        one.right
        for one in around
        if one.page is line.page and one.whole.box[0] < line.right
    )


def _begins_anew(gathered: list[Line], line: Line, right: float) -> bool:
    before = gathered[-1]
    if _looks_other(before, line, right):
        return True
    if _is_item(line) or NUMBER.match(line.text):
        return True
    if before.page is not line.page or _is_higher(line, before):
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


def _is_higher(line: Line, before: Line) -> bool:
    """Say whether a line stands atop the next column."""
    return line.whole.box[1] > before.whole.box[3]


def _is_placed_apart(gathered: list[Line], line: Line, right: float) -> bool:
    before = gathered[-1]
    left, _, _, top = line.whole.box
    gap = before.whole.box[1] - top
    if gap > line.whole.size * _GAP:
        return True
    if left < gathered[0].whole.box[0] - _INDENT:
        return True
    ends = before.text[-1] in ".:;?!" or line.text[0].isupper()
    return ends and _ends_early(before, line, right)


def _piece(lines: list[Line], sizes: dict[float, int]) -> Piece:
    first = lines[0]
    level = sizes.get(_rounded(first), 0)
    if sum(len(line.text.split()) for line in lines) > _LONGEST_HEADING:
        level = 0
    kind: Kind = "heading" if level else "paragraph"
    return Piece(
        kind="item" if _is_item(first) else kind,
        runs=tuple(_runs(lines)),
        place=first.page.place,
        level=level,
    )


def _runs(lines: list[Line]) -> Iterator[Run]:
    """Give the text of a paragraph, page by page, so that broken words are seen."""
    begun = 0
    for end in range(1, len(lines) + 1):
        first, last = lines[begun], lines[end - 1]
        if end < len(lines) and lines[end].page is first.page:
            continue
        letters = range(first.whole.start, last.cells[-1].stop)
        bold = all(line.whole.is_bold for line in lines)
        yield from runs_of(first.page, letters, is_bold=bold)
        yield Run(text=" ")
        begun = end
