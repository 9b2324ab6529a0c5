"""One page of a PDF: its letters, how they look, and which links lie over them."""

import ctypes
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from notices.reading.document import Place
from notices.reading.pieces import Run

_BOLD = re.compile(rb"bold|black|heavy|demi", re.IGNORECASE)
_BOLD_WEIGHT = 600
_NAME_SIZE = 200
_BROKEN_WORD = re.compile(
    r"([^\W\d_]+)(?:([\u2010\u00ad\ufffe])\r\n|(?:-\r\n|\x02(?:\r\n)?))([^\W\d_]+)"
)
"""A word that a line's end parts; pdfium writes U+0002 for a plain hyphen there."""

_WORD = re.compile(r"[^\W\d_]+")
Box = tuple[float, float, float, float]
"""Left, bottom, right, top, in points from the bottom left corner of the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What of a page was read; letters are named by their number."""

    raw: Any
    """pdfium's text page."""
    number: int
    """From 1."""
    height: float
    letters: Sequence[str]
    words: frozenset[str]
    """All on the page, in small letters."""
    targets: dict[int, str]
    """Where the letters that stand under a link lead."""

    @property
    def place(self) -> Place:
        """Where a reader finds it."""
        return Place(page=self.number)


@dataclass(frozen=True, slots=True)
class Word:
    """Where a word begins, and how far from the one before it, in points."""

    start: int
    left: float
    gap: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Letters that follow one another, as far as they stand on one line."""

    start: int
    stop: int
    box: Box
    is_bold: bool
    text: str
    words: tuple[Word, ...]
    """After the first."""

    @property
    def size(self) -> float:
        """Its height in points, which tells larger type from smaller."""
        return self.box[3] - self.box[1]


def page_of(document: Any, page: Any, *, text: Any, number: int) -> Page:
    """Read a page of a `PdfDocument`, and its text page; *number* counts from 1."""
    letters = [
        _letter(pdfium.FPDFText_GetUnicode(text.raw, index))
        for index in range(text.count_chars())
    ]
    return Page(
        raw=text.raw,
        number=number,
        height=page.get_height(),
        letters=letters,
        words=frozenset(_WORD.findall("".join(letters).lower())),
        targets=_targets(document, page, text.raw, len(letters)),
    )


def _letter(code: int) -> str:
    return "\ufffd" if 0xD800 <= code < 0xE000 or not code else chr(code)


def runs_of(page: Page, indexes: Sequence[int], *, is_bold: bool) -> Iterator[Run]:
    """Give the text of *indexes* in runs, each with its link; broken words joined."""
    begun = 0
    for end in range(1, len(indexes) + 1):
        target = page.targets.get(indexes[begun], "")
        if end < len(indexes) and page.targets.get(indexes[end], "") == target:
            continue
        text = "".join(page.letters[index] for index in indexes[begun:end])
        yield Run(
            text=_without_line_ends(text, page.words),
            bold=is_bold,
            target=target,
            place=page.place,
        )
        begun = end


def _without_line_ends(text: str, words: frozenset[str]) -> str:
    def rejoined(found: re.Match[str]) -> str:
        """Join what a program parted; a hyphen that was typed stays, unless known."""
        first, is_soft, rest = found.groups()
        is_one_word = is_soft or (first + rest).lower() in words
        return first + rest if is_one_word else f"{first}-{rest}"

    joined = _BROKEN_WORD.sub(rejoined, text)
    return joined.replace("\x02", "-").replace("\r", " ").replace("\n", " ")


def is_bold(page: Page, index: int) -> bool:
    """Say whether a letter's font is bold, by its weight or its name."""
    if pdfium.FPDFText_GetFontWeight(page.raw, index) >= _BOLD_WEIGHT:
        return True
    name = ctypes.create_string_buffer(_NAME_SIZE)
    flags = ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(page.raw, index, name, _NAME_SIZE, flags)
    return bool(_BOLD.search(name.value))


def box_of(text: Any, index: int) -> Box:
    """Return the box of a letter, as high as its font."""
    box = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(text, index, box)
    return box.left, box.bottom, box.right, box.top


def stretch_of(page: Page, start: int, stop: int) -> Stretch | None:
    """Return the letters from *start* up to *stop*; None if all are blank."""
    seen = [index for index in range(start, stop) if not page.letters[index].isspace()]
    if not seen:
        return None
    first, middle, last = seen[0], seen[len(seen) // 2], seen[-1]
    boxes = [box_of(page.raw, index) for index in (first, middle, last)]
    return Stretch(
        start=first,
        stop=last + 1,
        box=(boxes[0][0], boxes[0][1], boxes[-1][2], max(box[3] for box in boxes)),
        is_bold=all(is_bold(page, index) for index in (first, middle, last)),
        text="".join(page.letters[first : last + 1]),
        words=tuple(_words(page, seen)),
    )


def parts_of(stretch: Stretch, words: Sequence[Word]) -> tuple[Stretch, ...]:
    """Part a stretch before each of *words*, which are some of its own."""
    if not words:
        return (stretch,)
    word, *others = words
    left, bottom, right, top = stretch.box
    length = word.start - stretch.start
    before = replace(
        stretch,
        stop=word.start,
        box=(left, bottom, word.left - word.gap, top),
        text=stretch.text[:length].rstrip(),
        words=tuple(one for one in stretch.words if one.start < word.start),
    )
    after = replace(
        stretch,
        start=word.start,
        box=(word.left, bottom, right, top),
        text=stretch.text[length:],
        words=tuple(one for one in stretch.words if one.start > word.start),
    )
    return (before, *parts_of(after, others))


def _words(page: Page, seen: Sequence[int]) -> Iterator[Word]:
    for before, index in pairwise(seen):
        if index > before + 1:
            left = box_of(page.raw, index)[0]
            yield Word(index, left, left - box_of(page.raw, before)[2])


def _targets(document: Any, page: Any, text: Any, count: int) -> dict[int, str]:
    links = list(_links(document, page))
    if not links:
        return {}
    found = {}
    for index in range(count):
        left, bottom, right, top = box_of(text, index)
        across, up = (left + right) / 2, (bottom + top) / 2
        for area, target in links:
            if area[0] <= across <= area[2] and area[1] <= up <= area[3]:
                found[index] = target
    return found


def _links(document: Any, page: Any) -> Iterator[tuple[Box, str]]:
    position, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    while pdfium.FPDFLink_Enumerate(page.raw, position, link):
        area = pdfium.FS_RECTF()
        pdfium.FPDFLink_GetAnnotRect(link, area)
        action = pdfium.FPDFLink_GetAction(link)
        size = pdfium.FPDFAction_GetURIPath(document.raw, action, None, 0)
        if size > 1:
            buffer = ctypes.create_string_buffer(size)
            pdfium.FPDFAction_GetURIPath(document.raw, action, buffer, size)
            target = buffer.value.decode("utf-8", "replace")
            # Some writers name the upper corner first.
            across = sorted((area.left, area.right))
            up = sorted((area.bottom, area.top))
            yield (across[0], up[0], across[1], up[1]), target
