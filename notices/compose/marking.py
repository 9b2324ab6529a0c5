"""Mark, while templates are rendered, which line and which fact each word came from.

For whoever asks why a sentence is there.  Notices that are built hold no marks: the
extension is part of an environment of its own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

from notices.templating import Folders, place_of

_MARK = re.compile("\x0e([=@])([^\x0e\x0f]*)\x0f")
_IDLE = re.compile("(?:\x0e[^\x0e\x0f]*\x0f[ \t]*)+(?=\n|$)")
_LINE, _FACT = "@", "="


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """Text without its marks, and what they said."""

    text: str
    lines: tuple[str, ...]
    """Lines of templates: `templates/sections/complaining.md.j2:14`."""
    facts: tuple[str, ...]
    """Keys of facts: `rights/access`."""
    goes_on: str = ""
    """The marks of what was printed last, which the words that follow may be of."""


def unmarked(text: str) -> str:
    """Return *text* as it is without marks."""
    return _MARK.sub("", text) if "\x0e" in text else text


def settled(text: str) -> str:
    """Take out marks that no word follows: what they stand before printed nothing."""
    return _IDLE.sub("", text) if "\x0e" in text else text


def read(text: str, goes_on: str = "") -> Marked:
    """Return what the marks in *text* say, each thing once.

    Words before the first of them are of what *goes_on*, the marks before this text.
    """
    if not text.startswith("\x0e"):
        text = goes_on + text
    found = dict.fromkeys(_MARK.findall(text))
    last = text.rfind(f"\x0e{_LINE}")
    return Marked(
        text=unmarked(text),
        lines=tuple(name for kind, name in found if kind == _LINE),
        facts=tuple(name for kind, name in found if kind == _FACT),
        goes_on="".join(one[0] for one in _MARK.finditer(text, max(last, 0))),
    )


def fact_mark(key: str) -> str:
    """Return the mark that stands before the words of a fact."""
    return f"\x0e{_FACT}{key}\x0f"


class Lines(Extension):
    """Put before each word of a template, and each value it prints, where it stands."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Yield the template's tokens, with marks among them."""
        path = Path(stream.filename or stream.name or "")
        name = place_of(path, self._folders())
        for token in stream:
            if token.type == "data":
                yield Token(token.lineno, "data", _with_marks(token, name))
            else:
                if token.type == "variable_begin":
                    yield Token(token.lineno, "data", _line_mark(name, token.lineno))
                yield token

    def _folders(self) -> Folders:
        loader = self.environment.loader
        return tuple(map(Path, getattr(loader, "searchpath", ())))


def _with_marks(token: Token, name: str) -> str:
    """Mark each line of literal text that says something."""
    lines = token.value.split("\n")
    return "\n".join(
        _before_words(line, _line_mark(name, token.lineno + index))
        for index, line in enumerate(lines)
    )


def _before_words(line: str, mark: str) -> str:
    words = line.lstrip()
    return f"{line[: len(line) - len(words)]}{mark}{words}" if words else line


def _line_mark(name: str, line: int) -> str:
    return f"\x0e{_LINE}{name}:{line}\x0f"
