"""Word documents (.docx), read from their XML.

python-docx passes over what tracked changes put in, content controls and text boxes,
which notices have; and it unpacks every picture.
"""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from zipfile import ZipFile

from lxml.etree import _Element as Element

from notices.reading.document import Kind, Place
from notices.reading.office import part
from notices.reading.pieces import Content, Flow, Row, Run, Source, Table
from notices.reading.running import COUNTED
from notices.reading.wordpages import shown
from notices.reading.wordstyles import Style, is_on, style_of, styles_in, value_of

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_FIELD_LINK = re.compile(r'HYPERLINK\s+(?:(\\l)\s+)?"([^"]*)"')
_FIELD_COUNTED = re.compile(
    r"\s*(?:PAGE|NUMPAGES|SECTION|SECTIONPAGES|DATE|TIME|PRINTDATE)\b", re.IGNORECASE
)
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
    is_counted: bool = False
    """Inside a field of a header that counts pages or tells the day today."""
    place: Place = _HERE
    anchors: set[str] = field(default_factory=set)


def read_docx(packed: ZipFile) -> Source:
    """Read a Word document that `office.opened` has opened.

    Raises UnreadableError for a part that is too large or declares entities.
    """
    styles = part(packed, "word/styles.xml")
    walk = _Walk(styles=styles_in(styles))
    main = _main(packed)
    names = (main, "word/footnotes.xml", "word/endnotes.xml")
    document, *_ = [_part(walk, packed, name) for name in names]
    contents = tuple(walk.flow.done)
    walk.flow = Flow()
    if document is not None:
        _margins(walk, packed, main, document)
    return Source(
        contents=contents,
        running=tuple(walk.flow.done),
        title=_title(part(packed, "docProps/core.xml")),
        anchors=frozenset(walk.anchors),
    )


def _part(walk: _Walk, packed: ZipFile, name: str) -> Element | None:
    root = part(packed, name)
    walk.targets = _targets(packed, name)
    if root is not None:
        _blocks(walk, root)
    return root


def _margins(walk: _Walk, packed: ZipFile, main: str, document: Element) -> None:
    """Read the headers and footers that the pages show, each part once."""
    folder = posixpath.dirname(main)
    targets = _targets(packed, main)
    read: set[str] = set()
    for margin, key in shown(document, part(packed, f"{folder}/settings.xml")):
        name = posixpath.join("/", folder, targets.get(key, "")).lstrip("/")
        if name not in {main, *read}:
            read.add(name)
            walk.place = Place(margin=margin)
            _part(walk, packed, name)


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
    walk.flow.begin(kind, walk.place, level)
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
        elif element.tag == f"{_W}fldSimple" and _counts(
            walk, element.get(f"{_W}instr", "")
        ):
            walk.flow.add(replace(look, text=COUNTED))
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
        style = walk.styles.get(value_of(properties.find(f"{_W}rStyle")), Style())
        bold = properties.find(f"{_W}b")
        is_bold = style.bold or look.bold if bold is None else is_on(bold)
        look = replace(look, bold=is_bold)
    look = replace(look, target=look.target or walk.field_link)
    for element in run:
        if element.tag in {f"{_W}instrText", f"{_W}fldChar"}:
            _field(walk, element, look)
        elif not walk.is_counted:
            _in_run(walk, element, look)


def _field(walk: _Walk, element: Element, look: Run) -> None:
    """Note what a field does from its instruction to its end."""
    instruction = element.text or ""
    found = _FIELD_LINK.search(instruction)
    if found:
        walk.field_link = ("#" if found[1] else "") + found[2]
    elif _counts(walk, instruction):
        walk.flow.add(replace(look, text=COUNTED))
        walk.is_counted = True
    elif element.get(f"{_W}fldCharType") == "end":
        walk.field_link = ""
        walk.is_counted = False


def _counts(walk: _Walk, instruction: str) -> bool:
    is_margin = walk.place.margin is not None
    return is_margin and bool(_FIELD_COUNTED.match(instruction))


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
        rows.append(Row(place=walk.place, cells=tuple(cells)))
    return Table(rows=tuple(rows))
