"""Say on which line of a TOML text each key was written.

`tomllib` gives values without places.  This reads the same text a second time,
looking only at where keys and headers stand, so that a fault can name its line.
It expects a text that `tomllib` has accepted.
"""

import json
import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

Path = tuple[str | int, ...]

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_WORD = r"""(?:[A-Za-z0-9_-]+|"(?:\\.|[^"\\\n])*"|'[^'\n]*')"""
_KEY = rf"{_WORD}(?:[ \t]*\.[ \t]*{_WORD})*"
_VALUE_TOKENS = (
    r'|(?P<long>"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5})'
    r"|(?P<comment>\#[^\n]*)"
    r"|(?P<newline>\n)"
    rf"|(?P<key>{_KEY})(?=[ \t]*=)"
    r"|\"(?:\\.|[^\"\\\n])*\"|'[^'\n]*'"
    r"|(?P<mark>[\[\]{},])"
    r"|[^\s\[\]{},=\"'#]+|[=\s]"
)
_HEAD = rf"^[ \t]*(?P<array>\[)?\[[ \t]*(?P<head>{_KEY})[ \t]*\]{{1,2}}"
# A line of a value may look like a header, so inside brackets there are none.
_OUTSIDE = re.compile(_HEAD + _VALUE_TOKENS, re.DOTALL | re.MULTILINE)
_INSIDE = re.compile(_VALUE_TOKENS[1:], re.DOTALL | re.MULTILINE)


def dotted(path: Path) -> str:
    """Write a key path as its author would say it.

    >>> dotted(("school-census", 1, "begins"))
    'school-census[1].begins'
    """
    words = [
        f"[{part}]" if isinstance(part, int) else f".{_quoted(part)}" for part in path
    ]
    return "".join(words).removeprefix(".")


def _quoted(key: str) -> str:
    """Write a key as TOML does: in quotes, where it is no plain word."""
    return key if _BARE.fullmatch(key) else json.dumps(key, ensure_ascii=False)


@lru_cache(maxsize=256)
def lines_of(text: str) -> Mapping[Path, int]:
    """Map the path of every key, table and array item of *text* to its line."""
    return _Reader(text).read()


def _words(key: str) -> tuple[str, ...]:
    words = re.findall(_WORD, key)
    return tuple(
        tomllib.loads(f"x = {word}")["x"] if word[0] in "\"'" else word
        for word in words
    )


class _Reader:
    """The state of one reading: which table and which brackets we stand in."""

    def __init__(self, text: str) -> None:
        self.text = text.replace("\r\n", "\n")
        self.found: dict[Path, int] = {}
        self.items: Counter[Path] = Counter()
        self.table: Path = ()
        self.value: Path = ()
        self.brackets: list[tuple[str, Path, int]] = []
        self.line = 1

    def read(self) -> dict[Path, int]:
        at = 0
        while at < len(self.text):
            pattern = _INSIDE if self.brackets else _OUTSIDE
            token = pattern.match(self.text, at)
            if token is None:  # only where tomllib would not have accepted the text
                break
            self._take(token)
            self.line += token[0].count("\n")
            at = token.end()
        return self.found

    def _take(self, token: re.Match[str]) -> None:
        if not self.brackets and token["head"]:
            self._header(_words(token["head"]), is_array=bool(token["array"]))
        elif token["key"]:
            self.value = (*self._base(), *_words(token["key"]))
            self.found[self.value] = self.line
        elif token["mark"]:
            self._bracket(token["mark"])

    def _header(self, words: tuple[str, ...], *, is_array: bool) -> None:
        path: Path = ()
        for word in words[:-1]:
            path = (*path, word)
            if self.items[path]:
                path = (*path, self.items[path] - 1)
        path = (*path, words[-1])
        if is_array:
            self.found.setdefault(path, self.line)
            self.items[path] += 1
            path = (*path, self.items[path] - 1)
        self.found[path] = self.line
        self.table = path

    def _base(self) -> Path:
        """Return the path that a key stands under."""
        if not self.brackets:
            return self.table
        kind, path, index = self.brackets[-1]
        return (*path, index) if kind == "[" else path

    def _bracket(self, mark: str) -> None:
        if mark in "[{":
            self._open(mark)
        elif mark in "]}":
            self.brackets.pop()
        elif self.brackets:
            kind, path, index = self.brackets[-1]
            self.brackets[-1] = (kind, path, index + 1)

    def _open(self, mark: str) -> None:
        path = self.value
        if self.brackets and self.brackets[-1][0] == "[":
            path = self._base()
            self.found.setdefault(path, self.line)
        self.brackets.append((mark, path, 0))
