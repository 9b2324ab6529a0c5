"""OpenDocument texts (.odt), read from their XML.

odfpy would read its parts without a look at their size and at what they declare.
"""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from zipfile import ZipFile

from lxml.etree import _Element as Element

from notices.reading.document import Margin, Place
from notices.reading.office import part
from notices.reading.pieces import Content, Flow, Row, Run, Source, Table
from notices.reading.problems import ENCRYPTED, UnreadableError
from notices.reading.running import COUNTED

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT = f"{{{_OASIS}text:1.0}}"
_TABLE = f"{{{_OASIS}table:1.0}}"
_STYLE = f"{{{_OASIS}style:1.0}}"
_OFFICE = f"{{{_OASIS}office:1.0}}"
_DRAW = f"{{{_OASIS}drawing:1.0}}"
_FO = f"{{{_OASIS}xsl-fo-compatible:1.0}}"
_MANIFEST = f"{{{_OASIS}manifest:1.0}}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_DC_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_NOT_READ = frozenset(
    (
        f"{_TEXT}tracked-changes",
        f"{_TEXT}table-of-content",
        f"{_TEXT}hidden-text",
        f"{_TEXT}note-citation",
        f"{_TEXT}sequence-decls",
        f"{_OFFICE}annotation",
        f"{_OFFICE}forms",
        f"{_TABLE}covered-table-cell",
    )
)
_MARGINS: Mapping[Margin, frozenset[str]] = {
    margin: frozenset((margin, f"{margin}-left", f"{margin}-first"))
    for margin in ("header", "footer")
}
_HERE = Place(paragraph=1)
"""Paragraphs are numbered once all are known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Style:
    is_title: bool = False
    is_bold: bool = False


@dataclass(slots=True)
class _Walk:
    """What reading a document needs to know as it goes."""

    styles: Mapping[str, _Style]
    flow: Flow = field(default_factory=Flow)
    boxes: list[Content] = field(default_factory=list)
    """Text boxes and footnotes hang on a word; they are read after its paragraph."""
    anchors: set[str] = field(default_factory=set)
    place: Place = _HERE


def read_odt(packed: ZipFile) -> Source:
    """Read an OpenDocument text that `office.opened` has opened.

    Raises UnreadableError for one with a password, and for a part that is too large
    or declares entities.
    """
    manifest = part(packed, "META-INF/manifest.xml")
    secret = f".//{_MANIFEST}encryption-data"
    if manifest is not None and manifest.find(secret) is not None:
        raise UnreadableError(ENCRYPTED)
    content, styles = part(packed, "content.xml"), part(packed, "styles.xml")
    body = None if content is None else content.find(f"{_OFFICE}body/{_OFFICE}text")
    if content is None or body is None:
        return Source()
    roots = [root for root in (styles, content) if root is not None]
    walk = _Walk(styles=_styles(roots))
    _blocks(walk, body, 0)
    contents = tuple(walk.flow.done)
    walk.flow = Flow()
    if styles is not None:
        _margins(walk, list(_pages(styles, roots)))
    return Source(
        contents=contents,
        running=tuple(walk.flow.done),
        title=_title(part(packed, "meta.xml")),
        anchors=frozenset(walk.anchors),
    )


def _pages(styles: Element, roots: list[Element]) -> Iterator[Element]:
    """Give the master pages that are used: the usual one, named ones, what follows."""
    path = f"{_OFFICE}master-styles/{_STYLE}master-page"
    masters = {page.get(f"{_STYLE}name", ""): page for page in styles.iterfind(path)}
    usual = "Standard" if "Standard" in masters else next(iter(masters), "")
    styled = (style for root in roots for style in root.iter(f"{_STYLE}style"))
    named = (style.get(f"{_STYLE}master-page-name", "") for style in styled)
    waiting = deque((usual, *named))
    while waiting:
        page = masters.pop(waiting.popleft(), None)
        if page is not None:
            waiting.append(page.get(f"{_STYLE}next-style-name", ""))
            yield page


def _margins(walk: _Walk, pages: list[Element]) -> None:
    """Read the headers, then the footers, of *pages*; LibreOffice keeps unseen ones."""
    for margin, names in _MARGINS.items():
        walk.place = Place(margin=margin)
        for part_of_page in (one for page in pages for one in page):
            is_named = str(part_of_page.tag).rpartition("}")[2] in names
            if is_named and part_of_page.get(f"{_STYLE}display") != "false":
                _blocks(walk, part_of_page, 0)


def _title(meta: Element | None) -> str:
    found = None if meta is None else meta.findtext(f".//{_DC_TITLE}")
    return (found or "").strip()


def _styles(roots: list[Element]) -> dict[str, _Style]:
    """Return the styles by name; a style comes after the one that it rests on."""
    styles: dict[str, _Style] = {}
    for root in roots:
        for style in root.iter(f"{_STYLE}style"):
            name = style.get(f"{_STYLE}name", "")
            base = styles.get(style.get(f"{_STYLE}parent-style-name", ""), _Style())
            text = style.find(f"{_STYLE}text-properties")
            weight = None if text is None else text.get(f"{_FO}font-weight")
            styles[name] = _Style(
                is_title=base.is_title or name == "Title",
                is_bold=base.is_bold if weight is None else weight == "bold",
            )
    return styles


def _blocks(walk: _Walk, parent: Element, lists: int) -> None:
    """Read the paragraphs in *parent*, which stands inside so many lists."""
    is_first = True
    for element in parent:
        if element.tag in {f"{_TEXT}p", f"{_TEXT}h"}:
            _paragraph(walk, element, lists if is_first else 0)
            is_first = False
        elif element.tag == f"{_TABLE}table":
            walk.flow.insert([_table(walk, element)])
        elif element.tag not in _NOT_READ:
            _blocks(walk, element, lists + (element.tag == f"{_TEXT}list"))


def _paragraph(walk: _Walk, element: Element, lists: int) -> None:
    style = walk.styles.get(element.get(f"{_TEXT}style-name", ""), _Style())
    if element.tag == f"{_TEXT}h":
        level = element.get(f"{_TEXT}outline-level", "1")
        walk.flow.begin("heading", walk.place, min(int(level), 6))
    elif style.is_title:
        walk.flow.begin("heading", walk.place, 1)
    elif lists:
        walk.flow.begin("item", walk.place, lists - 1)
    else:
        walk.flow.begin("paragraph", walk.place)
    _inline(walk, element, Run(text="", bold=style.is_bold))
    walk.flow.insert(walk.boxes)
    walk.boxes = []


def _inline(walk: _Walk, element: Element, look: Run) -> None:
    walk.flow.add(replace(look, text=_blank(element.text)))
    for child in element:
        _child(walk, child, look)
        walk.flow.add(replace(look, text=_blank(child.tail)))


def _blank(text: str | None) -> str:
    """Return *text*, whose own line ends mean nothing."""
    return (text or "").replace("\n", " ")


def _child(walk: _Walk, child: Element, look: Run) -> None:
    match str(child.tag).removeprefix(_TEXT):
        case "s" | "tab":
            walk.flow.add(replace(look, text=" "))
        case "line-break":
            walk.flow.add(replace(look, text="\n"))
        case "bookmark" | "bookmark-start":
            walk.anchors.add(child.get(f"{_TEXT}name", ""))
        case "a":
            _inline(walk, child, replace(look, target=child.get(_HREF, "")))
        case "span":
            name = child.get(f"{_TEXT}style-name", "")
            style = walk.styles.get(name, _Style())
            _inline(walk, child, replace(look, bold=look.bold or style.is_bold))
        case _:
            _other(walk, child, look)


def _other(walk: _Walk, child: Element, look: Run) -> None:
    if child.tag == f"{_TEXT}note" or str(child.tag).startswith(_DRAW):
        _beside(walk, child)
    elif walk.place.margin is not None and _is_counted(child):
        walk.flow.add(replace(look, text=COUNTED))
    elif child.tag not in _NOT_READ:
        _inline(walk, child, look)


def _is_counted(field_: Element) -> bool:
    """Say whether it is a field that counts pages or tells the day today."""
    name = str(field_.tag).removeprefix(_TEXT)
    is_fixed = field_.get(f"{_TEXT}fixed") == "true"
    return name in {"page-number", "page-count"} or (
        name in {"date", "time"} and not is_fixed
    )


def _beside(walk: _Walk, holder: Element) -> None:
    inside = replace(walk, flow=Flow(), boxes=[])
    _blocks(inside, holder, 0)
    walk.boxes.extend(inside.flow.done)


def _table(walk: _Walk, table: Element) -> Table:
    rows = []
    for row in table.iter(f"{_TABLE}table-row"):
        if next(row.iterancestors(f"{_TABLE}table")) is not table:
            continue
        cells = []
        for cell in row.iterchildren(f"{_TABLE}table-cell"):
            inside = replace(walk, flow=Flow(), boxes=[])
            _blocks(inside, cell, 0)
            cells.append(tuple(inside.flow.done))
        rows.append(Row(place=walk.place, cells=tuple(cells)))
    return Table(rows=tuple(rows))
