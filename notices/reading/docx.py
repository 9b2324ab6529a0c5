"""Word documents (.docx), read from their XML.

python-docx passes over what tracked changes put in, content controls and text boxes,
which notices have; and it unpacks every picture.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from zipfile import ZipFile

from lxml.etree import _Element as Element

from notices.reading.document import Kind, Place
from notices.reading.office import part
from notices.reading.pieces import Content, Flow, Row, Run, Source, Table
from notices.reading.wordstyles import Style, is_on, style_of, styles_in

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_FIELD_LINK = re.compile(r'HYPERLINK\s+(?:(\\l)\s+)?"([^"]*)"')
_CONTENTS = re.compile(r"toc \d|toc heading|table of figures", re.IGNORECASE)
_NOT_READ = frozenset(
    f"{_W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "sectPr")
)
_HERE = Place(paragraph=1)
"""Paragraphs are numbered once all are known."""


@dataclass(slots=True)
class _Walk:
    """What reading a document needs to know as it goes."""

    styles: Mapping[str, Style]
    targets: Mapping[str, str] = field(default_factory=dict)
    flow: Flow = field(default_factory=Flow)
    boxes: list[Content] = field(default_factory=list)
    """Text boxes hang on a word; they are read after its paragraph."""
    field_link: str = ""
    anchors: set[str] = field(default_factory=set)


def read_docx(packed: ZipFile) -> Source:
    """Read a Word document that `office.opened` has opened."""
    styles = part(packed, "word/styles.xml")
    walk = _Walk(styles=styles_in(styles))
    for name in (_main(packed), "word/footnotes.xml", "word/endnotes.xml"):
        root = part(packed, name)
        walk.targets = _targets(packed, name)
        for body in () if root is None else root:
            _blocks(walk, body)
    return Source(
        contents=tuple(walk.flow.done),
        title=_title(part(packed, "docProps/core.xml")),
        language=_language(styles),
        anchors=frozenset(walk.anchors),
    )


def _main(packed: ZipFile) -> str:
    """Return the name of the part with the text: not always document.xml."""
    links = part(packed, "_rels/.rels")
    for link in () if links is None else links:
        if link.get("Type", "").endswith("/officeDocument"):
            return link.get("Target", "").lstrip("/")
    return "word/document.xml"


def _targets(packed: ZipFile, name: str) -> dict[str, str]:
    """Return where the links of a part lead."""
    folder, _, file = name.rpartition("/")
    links = part(packed, f"{folder}/_rels/{file}.rels")
    return {
        link.get("Id", ""): link.get("Target", "")
        for link in (() if links is None else links)
    }


def _title(properties: Element | None) -> str:
    found = None if properties is None else properties.findtext(f"{_DC}title")
    return (found or "").strip()


def _language(styles: Element | None) -> str:
    path = f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr/{_W}lang"
    found = None if styles is None else styles.find(path)
    return "" if found is None else found.get(f"{_W}val", "")


def _blocks(walk: _Walk, parent: Element) -> None:
    for element in parent:
        if element.tag == f"{_W}p":
            _paragraph(walk, element)
        elif element.tag == f"{_W}tbl":
            walk.flow.insert([_table(walk, element)])
        elif element.tag not in _NOT_READ and not _is_contents(element):
            _note_anchor(walk, element)
            _blocks(walk, element)


def _is_contents(control: Element) -> bool:
    """Say whether *control* holds the list of contents, which says all twice."""
    gallery = control.find(f"{_W}sdtPr/{_W}docPartObj/{_W}docPartGallery")
    return gallery is not None and gallery.get(f"{_W}val") == "Table of Contents"


def _paragraph(walk: _Walk, paragraph: Element) -> None:
    properties = paragraph.find(f"{_W}pPr")
    style = style_of(walk.styles, properties)
    if _CONTENTS.match(style.name):
        return
    kind, level = _kind(style)
    walk.flow.begin(kind, _HERE, level)
    _inline(walk, paragraph, Run(text="", bold=style.bold))
    walk.flow.insert(walk.boxes)
    walk.boxes = []


def _kind(style: Style) -> tuple[Kind, int]:
    if style.heading:
        return "heading", style.heading
    if style.item is not None:
        return "item", style.item
    return "paragraph", 0


def _inline(walk: _Walk, parent: Element, look: Run) -> None:
    for element in parent:
        if element.tag == f"{_W}r":
            _run(walk, element, look)
        elif element.tag == f"{_W}hyperlink":
            _inline(walk, element, replace(look, target=_target(walk, element)))
        elif element.tag not in _NOT_READ:
            _note_anchor(walk, element)
            _inline(walk, element, look)


def _target(walk: _Walk, link: Element) -> str:
    anchor = link.get(f"{_W}anchor")
    return walk.targets.get(link.get(f"{_R}id", ""), "") or (
        f"#{anchor}" if anchor else ""
    )


def _note_anchor(walk: _Walk, element: Element) -> None:
    if element.tag == f"{_W}bookmarkStart":
        walk.anchors.add(element.get(f"{_W}name", ""))


def _run(walk: _Walk, run: Element, look: Run) -> None:
    properties = run.find(f"{_W}rPr")
    if properties is not None:
        if is_on(properties.find(f"{_W}vanish")):
            return
        style = walk.styles.get(_value(properties.find(f"{_W}rStyle")), Style())
        bold = properties.find(f"{_W}b")
        is_bold = style.bold or look.bold if bold is None else is_on(bold)
        look = replace(look, bold=is_bold)
    look = replace(look, target=look.target or walk.field_link)
    for element in run:
        _in_run(walk, element, look)


def _in_run(walk: _Walk, element: Element, look: Run) -> None:
    match str(element.tag).removeprefix(_W):
        case "t":
            walk.flow.add(replace(look, text=element.text or ""))
        case "tab":
            walk.flow.add(replace(look, text=" "))
        case "br" | "cr":
            walk.flow.add(replace(look, text="\n"))
        case "noBreakHyphen":
            walk.flow.add(replace(look, text="-"))
        case "instrText":
            found = _FIELD_LINK.search(element.text or "")
            if found:
                walk.field_link = ("#" if found[1] else "") + found[2]
        case "fldChar" if element.get(f"{_W}fldCharType") == "end":
            walk.field_link = ""
        case _:
            walk.boxes.extend(_boxes(walk, element))


def _boxes(walk: _Walk, drawing: Element) -> Iterator[Content]:
    """Give what stands in text boxes; each is written twice, for old programs too."""
    for box in drawing.iter(f"{_W}txbxContent"):
        above = [str(one.tag).rpartition("}")[2] for one in box.iterancestors()]
        if "Fallback" in above or above.count("txbxContent"):
            continue
        inside = replace(walk, flow=Flow(), boxes=[])
        _blocks(inside, box)
        yield from inside.flow.done


def _value(element: Element | None) -> str:
    return "" if element is None else element.get(f"{_W}val", "")


def _table(walk: _Walk, table: Element) -> Table:
    rows = []
    for row in table.iter(f"{_W}tr"):
        if next(row.iterancestors(f"{_W}tbl")) is not table:
            continue
        cells = []
        for cell in row.iter(f"{_W}tc"):
            if next(cell.iterancestors(f"{_W}tr")) is row:
                inside = replace(walk, flow=Flow(), boxes=[])
                _blocks(inside, cell)
                cells.append(tuple(inside.flow.done))
        rows.append(Row(place=_HERE, cells=tuple(cells)))
    return Table(rows=tuple(rows))
