"""Web pages, with the lines of their source."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree
from lxml.etree import _Element as Element

from notices.reading.document import Margin, Place
from notices.reading.furniture import clear_unseen, document_in, footers_in
from notices.reading.pieces import Content, Flow, Row, Run, Source, Table
from notices.reading.problems import DECLARES, NESTED

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_PARTS = re.compile(
    r"address|article|aside|blockquote|body|caption|center|dd|details|dialog|"
    r"dir|div|dl|dt|fieldset|figcaption|figure|footer|form|header|hgroup|hr|"
    r"html|legend|main|menu|nav|ol|p|pre|section|summary|ul"
)
"""Elements that begin and end paragraphs; lists and tables are seen to one by one."""

_BOLD = frozenset(("b", "strong", "dt", "summary", "caption", "legend"))
_SAYS_WHEN = re.compile(
    r"(?<!site )\b(?:issued|updated|reviewed|revised|approved|amended|modified|version|"
    r"published(?! by))\b(?:[^.©]|\.(?=\d)){0,30}?"
    r"(?:\b20\d\d\b|\b\d{1,2}[/.]\d{1,2}[/.]\d\d\b)",
    re.IGNORECASE,
)
"""All that a footer tells of the document; its year alone is of the copyright."""

_LONGEST_DAY = 40
"""Words around such a day; a longer paragraph is about something else."""

_FATAL_DEPTH = "ERR_RESOURCE_LIMIT"


@dataclass(slots=True)
class _Walk:
    """Where in the source a page's elements have come to."""

    flow: Flow = field(default_factory=Flow)
    line: int = 1
    before: int = 0
    """Lines that stand before the text that was given."""
    margin: Margin | None = None

    @property
    def place(self) -> Place:
        return Place(line=self.line + self.before, margin=self.margin)


def read_html(text: str, *, first_line: int = 1) -> Source:
    """Read a web page, or part of one that begins on *first_line* of its file."""
    parser = etree.HTMLParser(
        encoding="utf-8",
        huge_tree=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
    )
    # A surrogate that stands alone cannot be written in UTF-8.
    page = etree.fromstring(text.encode("utf-8", "replace"), parser)
    if page is None:
        return Source()
    title = page.findtext(".//title") or ""
    anchors = frozenset(_anchors(page))
    clear_unseen(page)
    walk = _Walk(before=first_line - 1, margin="footer")
    for footer in footers_in(page):
        _element(walk, footer, Run(text=""), 0)
        walk.flow.end()
    running = tuple(filter(_says_when, walk.flow.done))
    walk = _Walk(before=first_line - 1)
    for root in document_in(page):
        _element(walk, root, Run(text=""), 0)
        walk.flow.end()
    problems = []
    if any(error.type_name == _FATAL_DEPTH for error in parser.error_log):
        problems.append(NESTED)
    if "<!ENTITY" in text:
        problems.append(DECLARES)
    return Source(
        contents=tuple(walk.flow.done),
        running=running,
        title=" ".join(title.split()),
        anchors=anchors,
        problems=tuple(problems),
    )


def _says_when(content: Content) -> bool:
    if isinstance(content, Table):
        return False
    text = "".join(run.text for run in content.runs)
    return len(text.split()) <= _LONGEST_DAY and bool(_SAYS_WHEN.search(text))


def _anchors(page: Element) -> Iterator[str]:
    for element in page.iter():
        names = (element.get("id"), element.tag == "a" and element.get("name"))
        yield from (name for name in names if name)


def _element(walk: _Walk, element: Element, look: Run, lists: int) -> None:
    """Read *element*, whose text looks as *look* does, inside so many lists."""
    walk.line = element.sourceline or walk.line
    tag = str(element.tag)
    if tag in _BOLD:
        look = replace(look, bold=True)
    if tag == "a":
        look = replace(look, target=element.get("href", "").strip())
    if tag == "br":
        walk.flow.add(replace(look, text="\n", place=walk.place))
    elif tag == "table":
        walk.flow.insert([_table(walk, element)])
    elif tag in _HEADINGS:
        walk.flow.begin("heading", walk.place, _HEADINGS[tag])
        _inside(walk, element, look, lists)
        walk.flow.end()
    elif tag == "li":
        walk.flow.begin("item", walk.place, max(lists - 1, 0))
        _inside(walk, element, look, lists)
        walk.flow.end()
    elif _PARTS.fullmatch(tag):
        _part(walk, element, look, lists + (tag in {"ul", "ol"}))
    else:
        _inside(walk, element, look, lists)


def _part(walk: _Walk, element: Element, look: Run, lists: int) -> None:
    """Read what begins and ends paragraphs; the first one in an item stays an item."""
    flow = walk.flow
    if flow.kind != "item" or any(run.text.strip() for run in flow.runs):
        flow.end()
    _inside(walk, element, look, lists)
    flow.end()


def _inside(walk: _Walk, element: Element, look: Run, lists: int) -> None:
    _text(walk, element.text, look)
    for child in element:
        _element(walk, child, look, lists)
        _text(walk, child.tail, look)


def _text(walk: _Walk, text: str | None, look: Run) -> None:
    """Add *text*; its line ends are blanks, and count lines."""
    if not text:
        return
    first, *rest = text.split("\n")
    walk.flow.add(replace(look, text=first, place=walk.place))
    for line in rest:
        walk.line += 1
        walk.flow.add(replace(look, text=f" {line}", place=walk.place))


def _table(walk: _Walk, table: Element) -> Table:
    rows = []
    outside = walk.flow
    for row in table.iter("tr"):
        if next(row.iterancestors("table")) is not table:
            continue
        walk.line = row.sourceline or walk.line
        place = walk.place
        cells = []
        for cell in row.iterchildren("td", "th"):
            walk.flow = Flow()
            _inside(walk, cell, Run(text="", bold=cell.tag == "th"), 0)
            walk.flow.end()
            cells.append(tuple(walk.flow.done))
        rows.append(Row(place=place, cells=tuple(cells)))
    walk.flow = outside
    return Table(rows=tuple(rows))
