"""Text that remembers which facts it tells, and text made safe to stand in Markdown."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, Self

from markupsafe import Markup

from notices.compose.notice import Fact

_SPECIAL = re.compile(r"([\\`*_\[\]{|])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_LIST_OR_HEADING = re.compile(r"^([#+\-=>:~]|\d+(?=[.)]))")


_TELL: ContextVar[Callable[[Fact], str]] = ContextVar("_TELL")
_MAKE_TEXT = (
    *("__add__", "__getitem__", "__mod__", "__mul__", "__rmul__", "capitalize"),
    *("center", "expandtabs", "format", "ljust", "lower", "lstrip", "removeprefix"),
    *("removesuffix", "replace", "rjust", "rsplit", "rstrip", "split", "splitlines"),
    *("strip", "swapcase", "title", "translate", "upper", "zfill"),
)
"""Methods that make text, or a list of texts, of a text."""


class Told(Markup):
    """Markdown that is printed as it stands, with the facts behind it.

    What is made of it tells them too: its first line, or its words in capitals.
    """

    __slots__ = ("facts",)
    facts: tuple[Fact, ...]

    def __new__(cls, text: str, *facts: Fact) -> Self:
        """Wrap *text*, which must be Markdown already."""
        told = super().__new__(cls, text)
        told.facts = facts
        return told

    def __html__(self) -> str:  # type: ignore[override]  # Markup takes any text
        """Return it as it is set among other words, which tells its facts.

        Jinja and Markup ask for this whenever they print something or join it to
        something else, and for no other reason.
        """
        tell = _TELL.get(None) if self.facts and self else None
        return f"{''.join(map(tell, self.facts))}{self!s}" if tell else str(self)


def _remembering(make: Callable[..., Any]) -> Callable[..., Any]:
    """Return a method whose results tell the facts of the text they are made of."""

    @wraps(make)
    def made(text: Told, *args: Any, **named: Any) -> Any:
        result = make(text, *args, **named)
        if isinstance(result, list):
            return [Told(one, *text.facts) for one in result]
        return Told(result, *text.facts)

    return made


for _name in _MAKE_TEXT:
    setattr(Told, _name, _remembering(getattr(Markup, _name)))


@contextmanager
def telling(tell: Callable[[Fact], str]) -> Iterator[None]:
    """Call *tell* with each fact that is told; it returns what to set before it."""
    before = _TELL.set(tell)
    try:
        yield
    finally:
        _TELL.reset(before)


def escape_markdown(value: Any) -> str:
    r"""Write *value* so that it reads the same in Markdown and in HTML made from it.

    >>> print(escape_markdown("A* <b> & [x](y)"))
    A\* &lt;b> & \[x\](y)
    """
    line = " ".join(str(value).split())
    line = _ENTITY.sub("&amp;", line).replace("<", "&lt;")
    line = _SPECIAL.sub(r"\\\1", line)
    return _LIST_OR_HEADING.sub(_as_reference, line)


def _as_reference(found: re.Match[str]) -> str:
    """Write the first character so that it starts no list and no heading."""
    return f"&#{ord(found[0][0])};{found[0][1:]}"
