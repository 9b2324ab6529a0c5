"""From what a format says of its paragraphs to what a reader sees in them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from notices.reading.document import Block, Kind, Link, Place
from notices.reading.marks import (
    BULLET,
    NUMBER,
    RULE,
    could_be_heading,
    is_shouted,
)
from notices.reading.pieces import Content, Piece, Row, Run, Table

_BLANKS = re.compile(r"\s+")
_UNSEEN = str.maketrans(dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_LONGEST_CELL = 150
"""Words; a table with more in one cell only lays out a page."""

Line = list[Run]


def blocks_of(contents: Iterable[Content]) -> tuple[Block, ...]:
    """Return what is in *contents*, with the lists and headings that were typed."""
    blocks: list[Block] = []
    deepest = 1
    for block, is_sure in _blocks(contents):
        if block.kind == "heading" and not is_sure:
            blocks.append(replace(block, level=min(deepest + 1, 6)))
            continue
        if block.kind == "heading":
            deepest = block.level
        blocks.append(block)
    return tuple(blocks)


def _blocks(contents: Iterable[Content]) -> Iterator[tuple[Block, bool]]:
    """Give each block, and whether its format itself says what it is."""
    for content in contents:
        if isinstance(content, Piece):
            yield from _of_piece(content)
        elif _only_lays_out(content):
            for row in content.rows:
                for cell in row.cells:
                    yield from _blocks(cell)
        else:
            rows = (_of_row(row) for row in content.rows)
            yield from ((row, True) for row in rows if row)


def _only_lays_out(table: Table) -> bool:
    filled = [[cell for cell in row.cells if cell] for row in table.rows]
    if all(len(cells) < 2 for cells in filled):
        return True
    return any(
        isinstance(content, Table)
        or content.kind == "heading"
        or sum(len(run.text.split()) for run in content.runs) > _LONGEST_CELL
        for cells in filled
        for cell in cells
        for content in cell
    )


def _of_row(row: Row) -> Block | None:
    cells = []
    links: list[Link] = []
    for cell in row.cells:
        inside = [block for block, _ in _blocks(cell)]
        cells.append(_joined([block.text for block in inside]))
        links.extend(link for block in inside for link in block.links)
    if not any(cells):
        return None
    return Block(
        kind="row", text=" | ".join(cells), place=row.place, links=tuple(links)
    )


def _joined(texts: Sequence[str]) -> str:
    """Return the paragraphs of a cell in one line, so that each still ends."""
    ended = [text if text[-1] in ".;:,?!" else f"{text};" for text in texts[:-1]]
    return " ".join([*ended, *texts[-1:]])


def _of_piece(piece: Piece) -> Iterator[tuple[Block, bool]]:
    if piece.kind != "paragraph":
        block = _block(piece, list(piece.runs))
        if block:
            yield _without_bullet(block), True
        return
    place = piece.place
    for line in _paragraphs(piece.runs):
        begins = next(run for run in line if run.text.strip())
        place = begins.place or place
        block = _block(replace(piece, place=place), line)
        if block:
            yield _as_seen(block, line)


def _as_seen(block: Block, line: Line) -> tuple[Block, bool]:
    """Return the block as its look says, for want of a word from its format."""
    is_bold = all(run.bold for run in line if run.text.strip())
    if (is_bold or is_shouted(block.text)) and could_be_heading(block.text):
        return replace(block, kind="heading"), False
    if BULLET.match(block.text) or NUMBER.match(block.text):
        return _without_bullet(replace(block, kind="item")), True
    return block, True


def _without_bullet(block: Block) -> Block:
    bullet = BULLET.match(block.text)
    if block.kind != "item" or not bullet or len(block.text) == bullet.end():
        return block
    start = bullet.end()
    turns = tuple((max(offset - start, 0), place) for offset, place in block.turns)
    return replace(block, text=block.text[start:], turns=turns)


def _paragraphs(runs: Iterable[Run]) -> Iterator[Line]:
    """Part at blank lines, before typed items, and after a bold line with more."""
    gathered: Line = []
    for line in _lines(runs):
        text = "".join(run.text for run in line).strip()
        if gathered and (not text or _begins_anew(text) or _heads(gathered)):
            yield gathered
            gathered = []
        if text:
            gathered += [Run(text=" "), *line] if gathered else line
    if gathered:
        yield gathered


def _begins_anew(text: str) -> bool:
    return bool(BULLET.match(text) or NUMBER.match(text))


def _heads(line: Line) -> bool:
    text = "".join(run.text for run in line).strip()
    is_bold = all(run.bold for run in line if run.text.strip())
    return is_bold and could_be_heading(text)


def _lines(runs: Iterable[Run]) -> Iterator[Line]:
    line: Line = []
    for run in runs:
        first, *rest = run.text.split("\n")
        line.append(replace(run, text=first) if rest else run)
        for text in rest:
            yield line
            line = [replace(run, text=text)]
    yield line


def _block(piece: Piece, runs: Iterable[Run]) -> Block | None:
    """Join *runs* with their blanks collapsed; None if nothing is in them."""
    text = ""
    links: list[Link] = []
    turns: list[tuple[int, Place]] = []
    here = piece.place
    for run in runs:
        more = _BLANKS.sub(" ", run.text.translate(_UNSEEN))
        more = more.lstrip() if text.endswith(" ") or not text else more
        if not more:
            continue
        if run.place and run.place != here:
            here = run.place
            turns.append((len(text), here))
        text += more
        _link(links, run.target, more)
    text = text.rstrip()
    if not text or RULE.fullmatch(text):
        return None
    kind: Kind = piece.kind
    return Block(
        kind=kind,
        text=text,
        place=piece.place,
        level=piece.level,
        links=tuple(Link(text=link.text.strip(), target=link.target) for link in links),
        turns=tuple(turn for turn in turns if turn[0] < len(text)),
    )


def _link(links: list[Link], target: str, text: str) -> None:
    """Note a link, or more of the one before it, which bold type may part."""
    if not target:
        return
    if links and links[-1].target == target:
        links[-1] = Link(text=links[-1].text + text, target=target)
    else:
        links.append(Link(text=text, target=target))
