"""Markdown, read with the lines of its source."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from notices.reading.document import Kind, Place
from notices.reading.html import read_html
from notices.reading.pieces import Content, Flow, Row, Run, Source, Table

_FRONT = re.compile(r"---\n(.*?\n)---\n", re.DOTALL)
_TITLE = re.compile(r"^title:\s*[\"']?(.*?)[\"']?\s*$", re.MULTILINE)
_ATTRIBUTES = re.compile(
    r"[ \t]*(?:\{:[^{}\n]*\}|\{#[^{}\s]+[^{}\n]*\})[ \t]*$", re.MULTILINE
)
_ID = re.compile(r"#([^\s{}]+)")
_HTML_ID = re.compile(r"\b(?:id|name)\s*=\s*[\"']?([^\s\"'>]+)", re.IGNORECASE)
_NO_WORD = re.compile(r"[^\w\- ]")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def read_markdown(text: str) -> Source:
    """Read a .md file, with tables, attribute lists and HTML among it."""
    front = _FRONT.match(text)
    title = _TITLE.search(front[1]) if front else None
    if front:
        text = "\n" * front[0].count("\n") + text[front.end() :]
    anchors = {name for mark in _ATTRIBUTES.findall(text) for name in _ID.findall(mark)}
    tokens = _parser().parse(_ATTRIBUTES.sub("", text))
    walk = _Walk()
    for token in tokens:
        _block(walk, token)
    walk.flow.end()
    return Source(
        contents=tuple(walk.flow.done),
        title=title[1] if title else "",
        anchors=frozenset(anchors | walk.anchors),
    )


def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


@dataclass(slots=True)
class _Walk:
    """Where in a document its tokens have come to."""

    flow: Flow = field(default_factory=Flow)
    anchors: set[str] = field(default_factory=set)
    lists: int = 0
    begins: tuple[Kind, int] | None = None
    """What the next inline text is, where that is not a paragraph."""
    rows: list[Row] | None = None
    cells: list[tuple[Content, ...]] = field(default_factory=list)


def _block(walk: _Walk, token: Token) -> None:
    match token.type:
        case (
            "bullet_list_open"
            | "ordered_list_open"
            | "bullet_list_close"
            | ("ordered_list_close")
        ):
            walk.lists += token.nesting
        case "list_item_open":
            walk.begins = ("item", walk.lists - 1)
        case "heading_open":
            walk.begins = ("heading", int(token.tag[1]))
        case "table_open":
            walk.rows = []
        case "tr_close":
            _end_row(walk)
        case "table_close":
            walk.flow.insert([Table(rows=tuple(walk.rows or ()))])
            walk.rows = None
        case "inline" | "fence" | "code_block" | "html_block":
            _text(walk, token)


def _text(walk: _Walk, token: Token) -> None:
    line = token.map[0] + 1 if token.map else 1
    if token.type == "html_block":
        inside = read_html(token.content, first_line=line)
        walk.anchors |= inside.anchors
        walk.flow.insert(inside.contents)
        return
    kind, level = walk.begins or ("paragraph", 0)
    walk.begins = None
    runs = list(_runs(token, line))
    walk.anchors.update(_anchors(token))
    if kind == "heading":
        walk.anchors.add(_slug("".join(run.text for run in runs)))
    flow = Flow() if walk.rows is not None else walk.flow
    flow.begin(kind, Place(line=line), level)
    for run in runs:
        flow.add(run)
    flow.end()
    if walk.rows is not None:
        walk.cells.append(tuple(flow.done))


def _end_row(walk: _Walk) -> None:
    places = [
        content.place
        for cell in walk.cells
        for content in cell
        if not isinstance(content, Table)
    ]
    if places and walk.rows is not None:
        walk.rows.append(Row(place=places[0], cells=tuple(walk.cells)))
    walk.cells = []


def _runs(token: Token, line: int) -> Iterator[Run]:
    if token.children is None:
        yield Run(text=token.content, place=Place(line=line))
        return
    look = Run(text="", place=Place(line=line))
    for child in token.children:
        match child.type:
            case "text" | "code_inline" | "text_special":
                yield replace(look, text=child.content)
            case "softbreak" | "hardbreak":
                line += 1
                look = replace(look, place=Place(line=line))
                yield replace(look, text="\n" if child.type == "hardbreak" else " ")
            case "strong_open" | "strong_close":
                look = replace(look, bold=child.nesting > 0)
            case "link_open" | "link_close":
                look = replace(look, target=str(child.attrGet("href") or ""))
            case "html_inline" if _BREAK.match(child.content):
                yield replace(look, text="\n")


def _anchors(token: Token) -> Iterator[str]:
    for child in token.children or ():
        if child.type == "html_inline":
            yield from _HTML_ID.findall(child.content)


def _slug(heading: str) -> str:
    """Return the anchor that most programs give a heading."""
    return _NO_WORD.sub("", heading.strip().lower()).replace(" ", "-")
