"""Markdown as HTML that is safe to print, whoever wrote it."""

import re
from functools import lru_cache
from html import escape, unescape
from threading import Lock
from xml.etree.ElementTree import Element

import nh3
from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from notices.compose.raw_html import ATTRIBUTES, SCHEMES, TAGS
from notices.errors import NoticesError

_VALUES = {
    "id": re.compile(r"[a-z0-9-]+"),
    "lang": re.compile(r"[A-Za-z0-9-]{2,35}"),
    "dir": re.compile(r"ltr|rtl|auto"),
    "class": re.compile(r"[a-z0-9 -]+"),
    "colspan": re.compile(r"[1-9]\d?"),
    "rowspan": re.compile(r"[1-9]\d?"),
    "scope": re.compile(r"col|row"),
    "start": re.compile(r"\d{1,4}"),
}
_BLOCK = re.compile(
    r"<(?:p|div|section|details|[uod]l|table|h[1-6r]|blockquote|pre)[ >]"
)
_PLACE = re.compile(r"#[a-z0-9-]+")
_HEADING = re.compile(r"<(/?)h([1-6])(?=[ >])")
_TAG = re.compile(r"<[^<>]*>")
_ID_IN_TAG = re.compile(r'<[a-z][^<>]*? id="([^"]*)"')
_ID = re.compile(r' id="([^"]*)"')
_LINK = re.compile(r' href="#([^"]*)"')
_TOO_DEEP = (
    "“{begins}…”: too many lists stand inside one another here.\n"
    "  No page can show them.\n"
    "  To mend: take most of them out of this text of yours."
)
_HIGHEST = 3
"""Headings 1 and 2 are the notice's own: its title and its sections."""


@lru_cache(maxsize=2048)
def to_html(markdown: str) -> str:
    """Return clean HTML whose headings begin at level 3.

    Most blocks of a notice are its neighbour's too, so none is converted twice.
    Raises NoticesError for a text whose lists go too deep.
    """
    with _CONVERTING:
        try:
            dirty = _CONVERTER.reset().convert(markdown)
        except RecursionError:
            _CONVERTER.parser.state.clear()  # as reset() does not
            raise NoticesError(_TOO_DEEP.format(begins=markdown[:40])) from None
    return _demoted(_CLEANER.clean(dirty))


def inline(markdown: str) -> str:
    """Return one line of Markdown as HTML that can stand in a heading."""
    html = to_html(markdown)
    words = html.removeprefix("<p>").removesuffix("</p>")
    if _BLOCK.search(words):
        return escape(unescape(_TAG.sub(" ", html)).strip(), quote=False)
    return words


def plain(markdown: str) -> str:
    """Return one line of Markdown as the words that a reader sees."""
    return " ".join(unescape(_TAG.sub("", inline(markdown))).split())


def settled(html: str) -> str:
    """Return *html* with each id once, and without links to places it lacks.

    Blocks are cleaned one by one; only the whole shows which names clash.
    """
    ids = _ID_IN_TAG.findall(html)
    places = set(ids)
    if len(ids) == len(places) and places.issuperset(_LINK.findall(html)):
        return html
    seen: set[str] = set()

    def once(found: re.Match[str]) -> str:
        repeated = found[1] in seen
        seen.add(found[1])
        return "" if repeated else found[0]

    def known(found: re.Match[str]) -> str:
        return found[0] if found[1] in seen else ""

    html = _TAG.sub(lambda tag: _ID.sub(once, tag[0]), html)
    return _TAG.sub(lambda tag: _LINK.sub(known, tag[0]), html)


class _Dressing(Extension):
    """What our own Markdown is given so that it looks and reads well."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - its parent's name
        # Below the conversion of inline marks, which makes the <strong> we look for.
        md.treeprocessors.register(_Dresser(md), "dressing", 5)


class _Dresser(Treeprocessor):
    def run(self, root: Element) -> None:
        for table in root.iter("table"):
            _name_cells(table)
        for each in root.iter("ul"):
            if len(each) and all(_begins_with_label(item) for item in each):
                each.set("class", "facts")
        for paragraph in root.iter("p"):
            _break_before_labels(paragraph)


def _name_cells(table: Element) -> None:
    """Say which cells are headers: the top row's, and the first of each row.

    An empty cell is no header; it would be read out as one.
    """
    for row in table.iterfind("thead/tr"):
        for cell in row:
            _name_cell(cell, "col")
    for row in table.iterfind("tbody/tr"):
        _name_cell(row[0], "row")


def _name_cell(cell: Element, scope: str) -> None:
    if len(cell) or (cell.text or "").strip():
        cell.tag = "th"
        cell.set("scope", scope)
    else:
        cell.tag = "td"


def _break_before_labels(paragraph: Element) -> None:
    """Begin a line of its own for each line that begins with a label.

    The line's end moves behind the break: WeasyPrint counts a space before it to the
    width of the line, and breaks one that just fits.
    """
    for at, child in reversed(list(enumerate(paragraph))):
        before = paragraph[at - 1] if at else None
        text = (paragraph.text if before is None else before.tail) or ""
        if text.endswith("\n") and _is_label(child):
            if before is None:
                paragraph.text = text.rstrip()
            else:
                before.tail = text.rstrip()
            line_break = Element("br")
            line_break.tail = "\n"
            paragraph.insert(at, line_break)


def _begins_with_label(item: Element) -> bool:
    return not (item.text or "").strip() and len(item) > 0 and _is_label(item[0])


def _is_label(element: Element) -> bool:
    """Say whether the element is bold and ends in a colon."""
    return element.tag == "strong" and "".join(element.itertext()).endswith(":")


def _value(_tag: str, attribute: str, value: str) -> str | None:
    """Keep an attribute whose value is one that we know to be harmless."""
    known = _VALUES.get(attribute)
    return value if known is None or known.fullmatch(value) else None


def _place(url: str) -> str | None:
    """Keep a link to a place in the notice itself, and no other relative one."""
    return url if _PLACE.fullmatch(url) else None


def _demoted(html: str) -> str:
    """Renumber the headings: the first is of level 3, and none skips a level."""
    above: list[int] = []

    def anew(found: re.Match[str]) -> str:
        level = int(found[2])
        if not found[1]:
            while above and above[-1] >= level:
                above.pop()
            above.append(level)
        return f"<{found[1]}h{min(_HIGHEST - 1 + len(above), 6)}"

    return _HEADING.sub(anew, html)


_CONVERTER = Markdown(
    extensions=["tables", "attr_list", "sane_lists", "def_list", _Dressing()],
    output_format="html",
)
_CONVERTING = Lock()
"""The converter keeps what it is reading; two threads must not share it."""
_CLEANER = nh3.Cleaner(
    tags=set(TAGS),
    attributes=ATTRIBUTES,
    attribute_filter=_value,
    url_schemes=set(SCHEMES),
    url_relative=_place,
    link_rel=None,
)
