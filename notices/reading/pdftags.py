"""PDFs that say what their parts are: headings, lists and tables by their tags."""

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import pypdfium2.raw as pdfium

from notices.reading.pdfpage import Page, is_bold, runs_of
from notices.reading.pieces import Content, Flow, Row, Run, Table

_HEADING = re.compile(r"H([1-6])?|Title")
_NOT_READ = frozenset(("Artifact", "TOC", "Figure", "Formula"))
_PARAGRAPHS = frozenset(("P", "BlockQuote", "Caption", "Note", "FENote", "Code"))
_GROUPS = frozenset(("Document", "Part", "Art", "Sect", "Div", "NonStruct", "LI"))
_NAME_SIZE = 100
_DEEPEST = 100


@dataclass(slots=True)
class _Walk:
    """What walking the tags of one page needs to know as it goes."""

    page: Page
    marked: dict[int, list[int]]
    """The letters of every mark, until a tag speaks of it."""
    flow: Flow = field(default_factory=Flow)
    letters: list[int] = field(default_factory=list)
    """Of the marks since the last run: a line's end may part a word, and its marks."""
    is_bold: bool = False


def read_tags(raw_page: Any, page: Page) -> tuple[list[Content], set[int]]:
    """Return what the tags of a page say, and the letters that stand under none."""
    walk = _Walk(page=page, marked=_marked(page))
    tree = pdfium.FPDF_StructTree_GetForPage(raw_page)
    if not tree:
        return [], _seen(walk)
    try:
        for index in range(pdfium.FPDF_StructTree_CountChildren(tree)):
            child = pdfium.FPDF_StructTree_GetChildAtIndex(tree, index)
            _element(walk, child, 0, 0)
    finally:
        pdfium.FPDF_StructTree_Close(tree)
    _end(walk)
    return walk.flow.done, _seen(walk)


def _seen(walk: _Walk) -> set[int]:
    """Return the letters of the marks that no tag has taken so far."""
    letters = (index for marks in walk.marked.values() for index in marks)
    return {index for index in letters if not walk.page.letters[index].isspace()}


def _marked(page: Page) -> dict[int, list[int]]:
    marked: dict[int, list[int]] = {}
    mark = -1
    for index in range(len(page.letters)):
        shape = pdfium.FPDFText_GetTextObject(page.raw, index)
        if shape:  # else pdfium put a blank or a line end there, which belongs before
            mark = pdfium.FPDFPageObj_GetMarkedContentID(shape)
        marked.setdefault(mark, []).append(index)
    return marked


def _element(walk: _Walk, element: Any, lists: int, depth: int) -> None:
    name = _type(element)
    if not element or name in _NOT_READ or depth > _DEEPEST:
        return
    heading = _HEADING.fullmatch(name)
    begins = heading or name in _GROUPS or (name in _PARAGRAPHS and _has_text(walk))
    if begins or name == "Table":
        _end(walk)
    if heading:
        walk.flow.begin("heading", walk.page.place, int(heading[1] or 1))
    elif name == "LI":
        walk.flow.begin("item", walk.page.place, max(lists - 1, 0))
    elif name == "Table":
        walk.flow.insert([_table(walk, element, depth)])
        return
    _children(walk, element, lists + (name == "L"), depth)
    if name == "Lbl":
        _run(walk)
        walk.flow.add(Run(text=" "))
    if begins or name in _PARAGRAPHS:
        _end(walk)


def _children(walk: _Walk, element: Any, lists: int, depth: int) -> None:
    for index in range(pdfium.FPDF_StructElement_CountChildren(element)):
        mark = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, index)
        if mark >= 0:
            _text(walk, walk.marked.pop(mark, []))
        else:
            child = pdfium.FPDF_StructElement_GetChildAtIndex(element, index)
            _element(walk, child, lists, depth + 1)


def _text(walk: _Walk, letters: list[int]) -> None:
    seen = [index for index in letters if not walk.page.letters[index].isspace()]
    bold = bool(seen) and all(is_bold(walk.page, seen[end]) for end in (0, -1))
    if seen and bold != walk.is_bold:
        _run(walk)
        walk.is_bold = bold
    walk.letters += letters


def _has_text(walk: _Walk) -> bool:
    return bool(walk.flow.runs or walk.letters)


def _run(walk: _Walk) -> None:
    for run in runs_of(walk.page, walk.letters, is_bold=walk.is_bold):
        walk.flow.add(run)
    walk.letters = []


def _end(walk: _Walk) -> None:
    _run(walk)
    walk.flow.end()


def _table(walk: _Walk, table: Any, depth: int) -> Table:
    rows = []
    for row in _inside(table, "TR", depth):
        cells = []
        for cell in _inside(row, "TH", depth, also="TD"):
            inside = replace(walk, flow=Flow(), letters=[])
            _children(inside, cell, 0, depth + 1)
            _end(inside)
            cells.append(tuple(inside.flow.done))
        rows.append(Row(place=walk.page.place, cells=tuple(cells)))
    return Table(rows=tuple(rows))


def _inside(parent: Any, name: str, depth: int, *, also: str = "") -> Iterator[Any]:
    """Give the nearest elements of that name inside *parent*."""
    for index in range(pdfium.FPDF_StructElement_CountChildren(parent)):
        child = pdfium.FPDF_StructElement_GetChildAtIndex(parent, index)
        if child and _type(child) in {name, also}:
            yield child
        elif child and depth < _DEEPEST:
            yield from _inside(child, name, depth + 1, also=also)


def _type(element: Any) -> str:
    buffer = ctypes.create_string_buffer(_NAME_SIZE)
    size = pdfium.FPDF_StructElement_GetType(element, buffer, _NAME_SIZE)
    return buffer.raw[: max(size - 2, 0)].decode("utf-16-le", "replace")
