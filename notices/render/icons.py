"""Icons beside headings: drawings of a wording set, put into the page as shapes alone.

A drawing may come from anybody, and what stands in a page could run there, so nothing
is kept of it but shapes and how they are drawn.
"""

import re
from functools import lru_cache

from lxml import etree
from markupsafe import Markup

from notices.errors import TemplateError
from notices.templating import Folders, icon_path, place_of

_SVG = "{http://www.w3.org/2000/svg}"
_SHAPES = frozenset(
    f"{_SVG}{name}"
    for name in (
        *("svg", "g", "path", "circle", "ellipse"),
        *("line", "polyline", "polygon", "rect"),
    )
)
_NOTES = tuple(f"{_SVG}{name}" for name in ("title", "desc", "metadata"))
_DRAWN = frozenset(
    {
        *("viewBox", "width", "height", "d", "points", "transform"),
        *("x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry"),
        *("fill", "fill-rule", "opacity", "stroke", "stroke-width"),
        *("stroke-linecap", "stroke-linejoin"),
    }
)
_LEFT_OUT = frozenset({"id", "class", "version"})
"""What drawing programs write besides; so are names of their own."""
_VALUE = re.compile(r"[A-Za-z0-9 .,+#%()\n-]*")
_MEND = (
    "  An icon is drawn with shapes alone, since a page shows it as it is.\n"
    "  To mend: save it as plain SVG, with shapes and no text, style, script or link."
)


@lru_cache(maxsize=256)
def icon(name: str, folders: Folders) -> Markup:
    """Return the first icon of that name as a shape in a page; "" for no name.

    Words stand beside it and say the same, so it is hidden from who listens.
    Raises TemplateError for a drawing that holds more than shapes, and LookupError
    where there is none.
    """
    if not name:
        return Markup()
    path = icon_path(name, folders)
    place = place_of(path, folders)
    try:
        root = etree.fromstring(path.read_bytes(), _parser())
    except etree.XMLSyntaxError as error:
        raise TemplateError(f"{place}: this is no SVG: {error.msg}.\n{_MEND}") from None
    etree.strip_elements(root, *_NOTES, with_tail=False)
    for element in root.iter():
        if more := _more_than_shapes(element):
            where = f"{place}:{element.sourceline}"
            raise TemplateError(f"{where}: it holds {more}.\n{_MEND}")
    root.set("class", "icon")
    root.set("aria-hidden", "true")
    etree.cleanup_namespaces(root)
    drawn = etree.tostring(root, encoding="unicode", with_tail=False)
    return Markup(" ".join(drawn.split()).replace("> <", "><"))  # noqa: S704 - shapes


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
    )


def _more_than_shapes(element: etree._Element) -> str:
    """Return what an element has that is no shape, or ""; leave out its notes."""
    if element.tag not in _SHAPES:
        return f"<{str(element.tag).removeprefix(_SVG)}>"
    for name, value in element.attrib.items():
        if name in _LEFT_OUT or str(name).startswith("{"):
            del element.attrib[name]
        elif name not in _DRAWN or not _VALUE.fullmatch(str(value)):
            return f'{name}="{value}"'
    said = f"{element.text or ''}{element.tail or ''}".strip()
    return f'the words "{said}"' if said else ""
