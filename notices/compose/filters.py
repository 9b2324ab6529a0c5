"""What templates make of texts: in one line, as a list, with a small first letter.

What comes of a text tells the facts that the text told.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import wraps
from typing import Any

from jinja2 import Environment, pass_environment
from jinja2.filters import do_unique
from markupsafe import Markup

from notices.compose.notice import Fact
from notices.compose.told import Told, escape_markdown


def printed(value: Any) -> Markup:
    """Make *value* safe to stand in Markdown, unless it is Markdown already."""
    return value if isinstance(value, Markup) else Markup(escape_markdown(value))


def _facts(texts: Iterable[Any]) -> Iterator[Fact]:
    for text in texts:
        yield from text.facts if isinstance(text, Told) else ()


def _of_text(change: Callable[[str], str]) -> Callable[[str], Markup]:
    """Make a filter of a change of Markdown: what comes of it tells what it told."""

    @wraps(change)
    def changed(text: str) -> Markup:
        told = printed(text)
        return Told(change(str(told)), *_facts([told]))

    return changed


@_of_text
def oneline(text: str) -> str:
    """Write several lines as one, to stand in a cell of a table."""
    return " ".join(text.split())


@_of_text
def lowerfirst(text: str) -> str:
    """Write the first letter small, unless the second one is a capital too."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


@_of_text
def upperfirst(text: str) -> str:
    """Write the first letter large, to begin a line with a name."""
    return text[:1].upper() + text[1:]


@_of_text
def indented(text: str) -> str:
    """Set every line but the first in, to stand in a list item."""
    return "\n  ".join(text.splitlines())


def listed(words: Iterable[str]) -> Markup:
    """Write a list as a sentence does.

    >>> str(listed(["Hill", "Dale", "Moor"]))
    'Hill, Dale and Moor'
    """
    *first, last = map(printed, [*words] or [""])
    return Markup(" and ").join([Markup(", ").join(first), last] if first else [last])


def together(words: Iterable[str]) -> Markup:
    """Write a list as a sentence does, each with a small first letter.

    >>> str(together(["Name", "Date of birth", "URN"]))
    'name, date of birth and URN'
    """
    return listed([lowerfirst(word) for word in words])


def andmore(texts: Iterable[str]) -> Markup:
    """Write the first of some texts, and that there are more; it tells what all tell.

    >>> str(andmore(["to teach", "to feed"]))
    'to teach, and more'
    """
    told = [*map(printed, texts)]
    more = ", and more" if told[1:] else ""
    return Told(f"{''.join(map(str, told[:1]))}{more}", *_facts(told))


@pass_environment
def unique(env: Environment, texts: Iterable[Any], **how: Any) -> Iterator[Any]:
    """Leave one of each text, as Jinja does; it tells what all of them tell."""
    found = list(texts)
    alike: defaultdict[str, list[Any]] = defaultdict(list)
    for text in found:
        alike[str(text).lower()].append(text)
    for text in do_unique(env, found, **how):
        facts = _facts(alike[str(text).lower()])
        yield Told(str(text), *facts) if isinstance(text, Told) else text


def has(values: Iterable[str], wanted: str) -> bool:
    """Say whether a value is among some."""
    return wanted in values


FILTERS: Mapping[str, Callable[..., Any]] = {
    "andmore": andmore,
    "indented": indented,
    "listed": listed,
    "lowerfirst": lowerfirst,
    "oneline": oneline,
    "together": together,
    "unique": unique,
    "upperfirst": upperfirst,
}
