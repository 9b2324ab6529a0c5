"""What the styles of a Word document say of its paragraphs."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from lxml.etree import _Element as Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
_OFF = frozenset(("0", "false", "off", "none"))
_DEEPEST = 20
"""Styles that one may rest on; a circle of them ends here too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """What of a style counts here."""

    name: str = ""
    heading: int = 0
    """Its level; 0 for what heads nothing."""
    item: int | None = None
    """How deep in lists; None outside them."""
    bold: bool = False


def styles_in(root: Element | None) -> dict[str, Style]:
    """Return the styles of a document by their keys, with what they rest on."""
    written = {
        style.get(f"{_W}styleId", ""): style
        for style in (() if root is None else root.iter(f"{_W}style"))
    }
    return {key: _resolved(key, written, _DEEPEST) for key in written}


def style_of(styles: Mapping[str, Style], properties: Element | None) -> Style:
    """Return the style of a paragraph, with what its own properties change."""
    if properties is None:
        return Style()
    named = properties.find(f"{_W}pStyle")
    style = styles.get(value_of(named), Style())
    return _with(style, properties)


def is_on(switch: Element | None) -> bool:
    """Say whether a property such as bold is there and not switched off."""
    return switch is not None and switch.get(f"{_W}val", "1") not in _OFF


def _resolved(key: str, written: Mapping[str, Element], depth: int) -> Style:
    if key not in written or not depth:
        return Style()
    style = written[key]
    base = _resolved(value_of(style.find(f"{_W}basedOn")), written, depth - 1)
    name = value_of(style.find(f"{_W}name"))
    found = _HEADING.fullmatch(name)
    heading = base.heading
    if found:
        heading = min(int(found[1]), 6)
    elif name.lower() == "title":
        heading = 1
    own = replace(base, name=name, heading=heading)
    bold = style.find(f"{_W}rPr/{_W}b")
    if bold is not None:
        own = replace(own, bold=is_on(bold))
    properties = style.find(f"{_W}pPr")
    return own if properties is None else _with(own, properties)


def _with(style: Style, properties: Element) -> Style:
    outline = value_of(properties.find(f"{_W}outlineLvl"))
    if outline.isdecimal():
        level = int(outline) + 1
        style = replace(style, heading=min(level, 6) if level < 10 else 0)
    number = properties.find(f"{_W}numPr/{_W}numId")
    if number is not None:
        depth = value_of(properties.find(f"{_W}numPr/{_W}ilvl"))
        is_item = value_of(number) != "0"
        style = replace(style, item=int(depth or 0) if is_item else None)
    return style


def value_of(element: Element | None) -> str:
    """Return what an element of a document's XML says; "" where there is none."""
    return "" if element is None else element.get(f"{_W}val", "")
