"""A notice in Typst's words: the same text in the same order, dressed by notice.typ."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from xml.etree.ElementTree import Element

import tinyhtml5

_COLUMNS = {
    "information-we-use": (2, "9pt"),
    "what-the-law-permits": (2, "9pt"),
    "where-it-comes-from": (2, "9.5pt"),
    "what-you-must-give": (3, "9.5pt"),
}
"""Sections whose lists print.css sets in columns, and in which size."""
_MARKS = {"strong": "strong", "em": "emph", "b": "strong", "i": "emph"}
_GROUPS = {"ul": "list", "ol": "enum", "dl": "list"}


def typst_source(html: str, *, title: str, footer: str, colour: str) -> str:
    """Return what Typst compiles, from the HTML that the peers lay out."""
    body = tinyhtml5.parse(html, namespace_html_elements=False).find("body")
    if body is None:
        raise ValueError("there is no body")
    writer = _Writer(colour)
    lines = [writer.block(element, "") for element in body]
    dress = f"dressed.with(title: {_text(title)}, footer: {_text(footer)})"
    return "\n".join(['#import "notice.typ": *', f"#show: {dress}", *_code(lines)])


def _code(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield f"#{{ {line} }}"


class _Writer:
    """Writes blocks; one colour dresses the masthead."""

    def __init__(self, colour: str) -> None:
        self._colour = colour
        self._in_body = False

    def block(self, element: Element, section: str) -> str:
        """Return a block as Typst code; *section* is the key of where it stands."""
        kind = element.get("class") or ""
        for name, write in self._by_class.items():
            if name in kind.split():
                return write(self, element, section)
        return self._by_tag(element, section)

    def _by_tag(self, element: Element, section: str) -> str:
        tag = element.tag
        if tag == "section":
            return self._section(element)
        if tag[0] == "h" and tag[1:].isdigit():
            return _heading(element)
        if tag == "table":
            return _table(element)
        if tag in _GROUPS:
            return _list(element, section)
        if tag == "p":
            return f"par({_inline(element)})"
        return self._inner(element, section)

    def _inner(self, element: Element, section: str) -> str:
        return _block(self.block(child, section) for child in element)

    def _section(self, element: Element) -> str:
        part = element.get("class")
        self._in_body = part == "body"
        inner = self._inner(element, element.get("id", ""))
        return f"front({inner})" if part == "front" else inner

    def _masthead(self, element: Element, _: str) -> str:
        issuer = _inline(_found(element, "p[@class='issuer']"))
        title = _inline(_found(element, "h1"))
        return f"masthead({_text(self._colour)}, {issuer}, {title})"

    def _marks(self, element: Element, _: str) -> str:
        return _call("marks", map(_inline, element.iter("p")))

    def _entries(self, element: Element, section: str) -> str:
        inner = (self._inner(entry, section) for entry in element)
        return _call("entries" if self._in_body else "cards", inner)

    def _contents(self, element: Element, _: str) -> str:
        items = [_inline(item) for item in element.iter("li")]
        return _call(
            f"contents.with({_inline(_found(element, 'h2'))})",
            map(_array, _shares(items, 4)),
        )

    _by_class: Mapping[str, Callable[["_Writer", Element, str], str]] = {
        "masthead": _masthead,
        "marks": _marks,
        "entries": _entries,
        "contents": _contents,
    }


def _found(element: Element, path: str) -> Element:
    found = element.find(path)
    if found is None:
        raise ValueError(f"no {path} in {element.tag}")
    return found


def _heading(element: Element) -> str:
    level, title = element.tag[1:], _inline(element)
    key = (element.get("id") or "").removesuffix("-title")
    if key:
        return f"titled({_text(key)}, {level}, {title})"
    return f"heading(level: {level}, {title})"


def _list(element: Element, section: str) -> str:
    items = [_inline(item) for item in element if item.tag in {"li", "dt", "dd"}]
    if "facts" in (element.get("class") or ""):
        return _call("facts", items)
    if section in _COLUMNS:
        columns, size = _COLUMNS[section]
        return _call(f"halves.with({size})", map(_array, _shares(items, columns)))
    return _call(_GROUPS[element.tag], items)


def _table(element: Element) -> str:
    head = [_inline(cell) for cell in element.iterfind("thead/tr/*")]
    rows = [
        _array(
            f"strong({_inline(cell)})" if cell.tag == "th" else _inline(cell)
            for cell in row
        )
        for row in element.iterfind("tbody/tr")
    ]
    return _call(f"rows.with({_array(head)})", rows)


def _shares(items: list[str], columns: int) -> Iterator[list[str]]:
    """Share items out to columns so that each has about as many letters."""
    whole = sum(map(len, items))
    shares: list[list[str]] = [[] for _ in range(columns)]
    before = 0
    for item in items:
        middle = before + len(item) / 2
        shares[min(columns - 1, int(middle / whole * columns))].append(item)
        before += len(item)
    return iter(shares)


def _inline(element: Element) -> str:
    """Return the words in an element, with their marks and links."""
    return _block(_pieces(element))


def _pieces(element: Element) -> Iterator[str]:
    if element.text and element.text.strip("\n"):
        yield _text(_one_line(element.text))
    for child in element:
        yield _piece(child)
        if child.tail and child.tail.strip("\n"):
            after_break = child.tag == "br"
            tail = child.tail.lstrip() if after_break else child.tail
            yield _text(_one_line(tail))


def _piece(child: Element) -> str:
    if child.tag == "br":
        return "linebreak()"
    if child.tag in _MARKS:
        return f"{_MARKS[child.tag]}({_inline(child)})"
    if child.tag == "a":
        href = child.get("href", "")
        place = f"label({_text(href[1:])})" if href.startswith("#") else _text(href)
        return f"link({place}, {_inline(child)})"
    return _inline(child)


def _one_line(text: str) -> str:
    words = " ".join(text.split())
    before = " " if text[0].isspace() else ""
    after = " " if text[-1].isspace() and words else ""
    return f"{before}{words}{after}"


def _block(pieces: Iterable[str]) -> str:
    return "{ " + "; ".join(pieces) + " }"


def _array(items: Iterable[str]) -> str:
    return "(" + "".join(f"{item}, " for item in items) + ")"


def _call(name: str, arguments: Iterable[str]) -> str:
    return f"{name}({', '.join(arguments)})"


def _text(text: str) -> str:
    """Return a text in quotes; Typst escapes as JSON does, but for \\u."""
    return json.dumps(text, ensure_ascii=False)
