"""Tables in PDFs that do not say so: cells that begin below one another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from notices.reading.pdflines import Line
from notices.reading.pdfpage import Page, Stretch, parts_of, runs_of
from notices.reading.pieces import Content, Piece, Row, Run, Table

_NEAR = 3.0
"""Points by which cells of a column may begin apart."""
_APART = 0.3
"""Of a line's height between cells that begin where columns do; a blank is less."""
_LARGER = 1.15
_FARTHEST = 2.5
"""Times a line's height between the rows of one table."""
_SOFT_HYPHENS = "\u2010\u00ad\ufffe"


@dataclass(slots=True)
class _Extent:
    """As far as a table goes: its lines, and where its columns begin."""

    columns: list[float]
    lines: list[Line] = field(default_factory=list)
    maybe: list[Line] = field(default_factory=list)
    """Lines that are the table's only if more of it follows."""


def parted(lines: Sequence[Line]) -> Iterator[list[Line] | Table]:
    """Part the lines of all pages into text and tables."""
    text: list[Line] = []
    at = 0
    while at < len(lines):
        table = _table_at(lines, at)
        if table is None:
            text.append(lines[at])
            at += 1
            continue
        yield text
        yield Table(rows=tuple(_rows(table)))
        text = []
        at += len(table.lines)
    yield text


def _table_at(lines: Sequence[Line], at: int) -> _Extent | None:
    first = lines[at]
    if len(first.cells) < 2:
        return None
    table = _Extent(columns=[cell.box[0] for cell in first.cells], lines=[first])
    for following in lines[at + 1 :]:
        line = _split_at(following, table.columns)
        before = (table.lines + table.maybe)[-1]
        if not _follows(before, line) or not _belongs(line, table.columns):
            break
        table.maybe.append(line)
        if len(line.cells) > 1 or _column(line.cells[0], table.columns):
            table.lines += table.maybe
            table.maybe = []
            _widen(table.columns, line)
    return table


def _follows(before: Line, line: Line) -> bool:
    """Say whether a line is as near, and set in as large type, as in one table."""
    sizes = sorted((before.whole.size, line.whole.size))
    gap = before.whole.box[1] - line.whole.box[3]
    return (
        line.page is before.page
        and sizes[1] < sizes[0] * _LARGER
        and gap < sizes[0] * _FARTHEST
    )


def _belongs(line: Line, columns: list[float]) -> bool:
    at = [_column(cell, columns) for cell in line.cells]
    if len(at) > 1:
        return any(column is not None for column in at)
    column = at[0]
    if column is None:
        return False
    is_last = column + 1 == len(columns)
    return is_last or line.right < columns[column + 1]


def _column(cell: Stretch, columns: list[float]) -> int | None:
    near = (at for at, left in enumerate(columns) if abs(left - cell.box[0]) < _NEAR)
    return next(near, None)


def _widen(columns: list[float], line: Line) -> None:
    columns += [cell.box[0] for cell in line.cells if _column(cell, columns) is None]
    columns.sort()


def _split_at(line: Line, columns: list[float]) -> Line:
    """Part the cells of a line that stand too near for the gap to tell."""
    cells: list[Stretch] = []
    for cell in line.cells:
        begin = [
            word
            for word in cell.words
            if word.gap > cell.size * _APART
            and any(abs(word.left - column) < _NEAR for column in columns)
        ]
        cells += parts_of(cell, begin)
    return replace(line, cells=tuple(cells))


def _rows(table: _Extent) -> Iterator[Row]:
    """Give the rows: one begins where the text goes back to an earlier column."""
    cells: list[list[Stretch]] = [[] for _ in table.columns]
    page = table.lines[0].page
    last = -1
    for line in table.lines:
        for cell in line.cells:
            column = _column(cell, table.columns) or 0
            goes_on = cell.text[0].islower() and bool(cells[column])
            if column < last and not goes_on:
                yield _row(page, cells)
                cells = [[] for _ in table.columns]
            cells[column].append(cell)
            last = column
    yield _row(page, cells)


def _row(page: Page, cells: list[list[Stretch]]) -> Row:
    return Row(place=page.place, cells=tuple(_cell(page, cell) for cell in cells))


def _cell(page: Page, lines: list[Stretch]) -> tuple[Content, ...]:
    runs: list[Run] = []
    for line in lines:
        *most, last = runs_of(page, range(line.start, line.stop), is_bold=line.is_bold)
        whole = last.text.rstrip(_SOFT_HYPHENS)
        between = " " if whole == last.text else ""
        runs += [*most, replace(last, text=whole + between)]
    if not runs:
        return ()
    return (Piece(kind="paragraph", runs=tuple(runs), place=page.place),)
