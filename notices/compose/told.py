"""Text that remembers which fact it tells, and text made safe to stand in Markdown."""

import re
from typing import Any, Self

from markupsafe import Markup

from notices.compose.notice import Fact

_SPECIAL = re.compile(r"([\\`*_\[\]{|])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_LIST_OR_HEADING = re.compile(r"^([#+\-=>:~]|\d+(?=[.)]))")


class Told(Markup):
    """Markdown that is printed as it stands, with the fact behind it."""

    __slots__ = ("fact",)
    fact: Fact | None

    def __new__(cls, text: str, fact: Fact | None = None) -> Self:
        """Wrap *text*, which must be Markdown already."""
        told = super().__new__(cls, text)
        told.fact = fact
        return told


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
