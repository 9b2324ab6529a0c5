"""A notice as plain text: for programs and forms that take nothing else.

Each paragraph is one line, which whatever shows it breaks as it likes.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import count

from lxml.html import HtmlElement, fragment_fromstring

from notices.compose.notice import Notice
from notices.render.html import render_document
from notices.templating import SHIPPED, Folders

_LINES = {"h1": "=", "h2": "="}
"""What headings are underlined with; those below with hyphens."""
_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_LISTS = frozenset(("ul", "ol"))
_BLOCKS = (
    _HEADINGS
    | _LISTS
    | {"blockquote", "caption", "dd", "details", "div", "dl", "dt", "hr", "p", "pre"}
    | {"section", "summary", "table"}
)
_BLANKS = re.compile(r"[ \t\r\n]+")
_BREAK = "\x0b"


def render_text(notice: Notice, *, folders: Folders = SHIPPED) -> str:
    """Return the words of the Markdown, with addresses behind what leads there."""
    html = render_document(notice, folders=folders)
    return "\n\n".join(_blocks(fragment_fromstring(html, create_parent="div"))) + "\n"


def _blocks(element: HtmlElement) -> Iterator[str]:
    """Yield the paragraphs in *element*; a list or a table is one of them."""
    if element.tag in _HEADINGS:
        words = _words(element)
        yield f"{words}\n{_LINES.get(element.tag, '-') * max(len(words), 3)}"
    elif element.tag in _LISTS:
        yield "\n".join(_items(element, ""))
    elif element.tag == "table":
        for caption in element.iterchildren("caption"):
            yield from _blocks(caption)
        yield "\n".join(
            " | ".join(_words(cell).replace("\n", " ") for cell in row)
            for row in element.iter("tr")
        )
    else:
        yield from _paragraphs(element)


def _paragraphs(element: HtmlElement) -> Iterator[str]:
    """Yield what stands in *element*: blocks, and the words between them."""
    between = [element.text or ""]
    for child in element:
        if child.tag in _BLOCKS:
            yield from _joined(between)
            yield from _blocks(child)
            between = []
        else:
            between += _inside(child)
        between.append(child.tail or "")
    yield from _joined(between)


def _joined(texts: Iterable[str]) -> Iterator[str]:
    if words := _settled("".join(texts)):
        yield words


def _items(them: HtmlElement, indent: str) -> Iterator[str]:
    numbers = count(int(them.get("start", "1")))
    for item in them:
        if item.tag in _LISTS:  # a list in a list, and not in an item of it
            yield from _items(item, f"{indent}  ")
            continue
        mark = f"{next(numbers)}. " if them.tag == "ol" else "- "
        deeper = indent + " " * len(mark)
        yield f"{indent}{mark}{_own_words(item).replace(chr(10), chr(10) + deeper)}"
        for inner in item:
            if inner.tag in _LISTS:
                yield from _items(inner, deeper)


def _own_words(item: HtmlElement) -> str:
    """Return the words of an item, without those of the lists in it."""
    return _settled("".join(_inline(item, without=_LISTS)))


def _words(element: HtmlElement) -> str:
    return _settled("".join(_inline(element)))


def _settled(text: str) -> str:
    lines = _BLANKS.sub(" ", text).split(_BREAK)
    return "\n".join(line.strip() for line in lines if line.strip())


def _inline(
    element: HtmlElement, without: frozenset[str] = frozenset()
) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        yield from _inside(child, without)
        yield child.tail or ""


def _inside(
    element: HtmlElement, without: frozenset[str] = frozenset()
) -> Iterator[str]:
    """Yield what stands in *element* as words of a line, which a block breaks."""
    if element.tag == "br" or element.tag in _BLOCKS:
        yield _BREAK
    if element.tag not in without:
        yield from _inline(element, without)
        yield _address(element)


def _address(element: HtmlElement) -> str:
    """Return where a link leads, unless its words say it."""
    href = element.get("href", "") if element.tag == "a" else ""
    shown = href.removeprefix("mailto:")
    is_said = not href or href.startswith("#") or shown == _words(element)
    return "" if is_said else f" <{shown}>"
