"""Plain text: paragraphs, headings and lists as a typewriter would set them."""

import re
from collections.abc import Iterator

from notices.reading.document import Place
from notices.reading.marks import BULLET, NUMBER, RULE, could_be_heading
from notices.reading.pieces import Piece, Run, Source

_WIDEST = 100
"""Letters; a file with longer lines is not wrapped, so each line is a paragraph."""
_SLACK = 4
"""Letters that a wrapped line may leave free beyond the word that did not fit."""
_UNDERLINE = re.compile(r"\s*([=-])\1{2,}\s*")
_MOST_WORDS = 8
"""Of a line that heads what follows only because it stands alone."""

Lines = list[tuple[int, str]]
"""Numbered from 1."""


def read_plain(text: str) -> Source:
    """Read the text of a .txt file."""
    groups = list(_paragraphs(text))
    pieces = []
    for group, after in zip(groups, [*groups[1:], []], strict=True):
        heads = _heads(group, after)
        rest = [line for line in group if not _UNDERLINE.fullmatch(line[1])]
        if rest:
            pieces.append(_piece(rest, heads=heads))
    return Source(contents=tuple(pieces))


def _piece(lines: Lines, *, heads: bool) -> Piece:
    runs = tuple(
        Run(text=f"{line} ", bold=heads, place=Place(line=number))
        for number, line in lines
    )
    return Piece(kind="paragraph", runs=runs, place=Place(line=lines[0][0]))


def _heads(group: Lines, after: Lines) -> bool:
    text = group[0][1].strip()
    if len(group) == 2 and _UNDERLINE.fullmatch(group[1][1]):
        return True
    return (
        len(group) == 1
        and bool(after)
        and could_be_heading(text)
        and len(text.split()) <= _MOST_WORDS
        and text[0].isupper()
        and not text.endswith(":")
        and not NUMBER.match(text)
    )


def _paragraphs(text: str) -> Iterator[Lines]:
    lines = text.expandtabs(4).split("\n")
    width = max(map(len, lines))
    gathered: Lines = []
    for number, line in enumerate(lines, start=1):
        if gathered and _parts(gathered[-1][1], line, width):
            yield gathered
            gathered = []
        if line.strip():
            gathered.append((number, line))
    if gathered:
        yield gathered


def _parts(before: str, line: str, width: int) -> bool:
    """Say whether a paragraph ends between two lines."""
    text = line.strip()
    if not text or BULLET.match(text) or NUMBER.match(text):
        return not _UNDERLINE.fullmatch(line)
    if _UNDERLINE.fullmatch(line):
        return False
    if width > _WIDEST or RULE.fullmatch(before):
        return True
    is_hanging = line.startswith("  ") and not before.startswith("  ")
    would_have_fitted = len(before) + 1 + len(text.split()[0]) < width - _SLACK
    return would_have_fitted and not is_hanging
