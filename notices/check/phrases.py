"""Phrases as a policy team writes them, as patterns over normalised sentences.

A phrase is words in their order; whatever stands between words does not count.
`complain*` is any word that begins so, `*ing` any that ends so; `(a|b)` is one of
some, `[a|b]` is one or none; `...` is up to ten words, `... ...` up to twenty; `<us>`
is one of the list of words of that name.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

GAP = 10
"""How many words `...` may stand for."""
_BETWEEN = r"[^\w\n]+"
_TOKEN = re.compile(r"\s*(\.\.\.|[()\[\]|]|<[\w-]+>|[^\s()\[\]|<>]+)")
_WORD = re.compile(r"\w+")
_TOO_DEEP = "lists of words name each other without end, or brackets stand too deep"


class PhraseError(ValueError):
    """A phrase that cannot be read; the message says what is wrong with it."""


@dataclass(frozen=True)
class Phrase:
    """A phrase, ready to look for."""

    written: str
    """As a regular expression."""
    anchors: tuple[str, ...]
    """Where none of them stands, the phrase does not either."""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Return the phrase compiled; most of them are never needed."""
        return re.compile(self.written)


@dataclass(frozen=True, slots=True)
class _Piece:
    """Part of a pattern, and texts of which one stands wherever it does."""

    pattern: str
    anchors: tuple[str, ...] = ()
    optional: bool = False
    gap: bool = False


def compiled(text: str, lists: Mapping[str, Sequence[str]]) -> Phrase:
    """Return the phrase that *text* writes; *lists* are the lists of words it may name.

    Raises PhraseError, in words that finish "the phrase … :".
    """
    tokens = _tokens(text)
    try:
        piece, rest = _alternatives(tokens, 0, lists)
    except RecursionError:
        raise PhraseError(f'the phrase "{text[:60]}": {_TOO_DEEP}') from None
    if rest != len(tokens):
        raise PhraseError(f'the phrase "{text}": a bracket closes that never opened')
    if not piece.anchors:
        raise PhraseError(f'the phrase "{text}": it names no word that must stand')
    return Phrase(rf"(?<!\w){piece.pattern}(?!\w)", piece.anchors)


@lru_cache(maxsize=16384)
def _tokens(text: str) -> tuple[str, ...]:
    return tuple(_TOKEN.findall(text))


def _alternatives(
    tokens: tuple[str, ...], at: int, lists: Mapping[str, Sequence[str]]
) -> tuple[_Piece, int]:
    """Read sequences with | between them, up to a bracket that closes, or the end."""
    pieces = []
    while True:
        piece, at = _sequence(tokens, at, lists)
        pieces.append(piece)
        if at == len(tokens) or tokens[at] != "|":
            break
        at += 1
    return _either(pieces), at


def _either(pieces: Sequence[_Piece]) -> _Piece:
    if len(pieces) == 1:
        return pieces[0]
    whole = all(piece.anchors for piece in pieces)
    return _Piece(
        f"(?:{'|'.join(piece.pattern for piece in pieces)})",
        tuple(dict.fromkeys(one for piece in pieces for one in piece.anchors))
        if whole
        else (),
    )


def _sequence(
    tokens: tuple[str, ...], at: int, lists: Mapping[str, Sequence[str]]
) -> tuple[_Piece, int]:
    pieces = []
    while at < len(tokens) and tokens[at] not in ")]|":
        piece, at = _one(tokens, at, lists)
        pieces.append(piece)
    if not pieces:
        raise PhraseError(f'the phrase "{" ".join(tokens)}": nothing stands in a place')
    return _joined(pieces), at


def _one(
    tokens: tuple[str, ...], at: int, lists: Mapping[str, Sequence[str]]
) -> tuple[_Piece, int]:
    part = tokens[at]
    if part in "([":
        piece, end = _alternatives(tokens, at + 1, lists)
        if end == len(tokens):
            said = " ".join(tokens)
            raise PhraseError(f'the phrase "{said}": a bracket opens and never closes')
        optional = part == "["
        return _Piece(piece.pattern, piece.anchors, optional=optional), end + 1
    if part == "...":
        return _Piece("", gap=True), at + 1
    if part.startswith("<"):
        return _list(part[1:-1], lists), at + 1
    return _word(part), at + 1


def _list(name: str, lists: Mapping[str, Sequence[str]]) -> _Piece:
    if name not in lists:
        raise PhraseError(f"<{name}>: there is no such list of words")
    return _either([_alternatives(_tokens(text), 0, lists)[0] for text in lists[name]])


def _word(part: str) -> _Piece:
    parts = _WORD.findall(part)
    if not parts:
        raise PhraseError(f'"{part}": a word has letters or digits')
    begin, end = (r"\w*" if part[at] == "*" else "" for at in (0, -1))
    words = _BETWEEN.join(map(re.escape, parts))
    return _Piece(f"{begin}{words}{end}", (max(parts, key=len),))


def _joined(pieces: Sequence[_Piece]) -> _Piece:
    """Set pieces one after another, with what may stand between words."""
    pattern, between, begun, gap = "", "", False, 0
    for piece in pieces:
        gap = gap + GAP if piece.gap else 0
        if gap:
            between = rf"(?:{_BETWEEN}\w+){{0,{gap}}}?{_BETWEEN}"
        elif not piece.optional:
            pattern += between + piece.pattern
            between, begun = _BETWEEN, True
        elif begun:
            pattern += f"(?:{between}{piece.pattern})?"
        else:
            pattern += f"(?:{piece.pattern}{_BETWEEN})?"
    return _Piece(pattern, _rarest(pieces))


def _rarest(pieces: Sequence[_Piece]) -> tuple[str, ...]:
    """Return the anchors of the piece that the fewest sentences will have."""
    sure = [piece.anchors for piece in pieces if piece.anchors and not piece.optional]
    return max(sure, key=lambda anchors: min(map(len, anchors)), default=())
