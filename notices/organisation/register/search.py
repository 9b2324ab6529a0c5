"""Find schools by words: as they are written, half written, or misspelt."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

_APOSTROPHES = re.compile("['\u2019.]")
_BREAKS = re.compile(r"[\W_]+")
_TO_SPACES = bytes(
    ord(chr(code).lower()) if chr(code).isalnum() or chr(code) == "\n" else ord(" ")
    for code in range(128)
) + bytes(range(128, 256))

_ALSO = {"saint": "st", "rc": "catholic", "ce": "cofe", "coe": "cofe"}
"""What people write for words that the register writes in another way."""

_LEAST = 0.55
"""The share of what was asked that a school must have, rare words counting more."""
_NEAR_BEST = 0.8
"""How much of the best school's share the others need."""
_HALF_WRITTEN = 0.95
_MISSPELT = 0.9
_NOT_IN_NAME = 0.9


def plain(text: str) -> str:
    """Return *text* as it is compared.

    >>> plain("St. Mary's C/E: Été 180°")
    'st marys c e ete 180'
    """
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return _BREAKS.sub(" ", _APOSTROPHES.sub("", bare.casefold())).strip()


def plain_lines(lines: Sequence[str]) -> list[str]:
    """Return each line as `plain` would; thousands at once, so by the fastest road.

    >>> plain_lines(["St. Mary's C/E", "Été 180°"])
    ['st marys c e', 'ete 180']
    """
    ascii_only = [line if line.isascii() else plain(line) for line in lines]
    whole = "\n".join(ascii_only).encode().translate(_TO_SPACES, b"'.")
    return whole.decode().split("\n")


def ranked(asked: str, names: Sequence[str], places: Sequence[str]) -> list[int]:
    """Return which schools hold *asked*, the likeliest first.

    *names* and *places* are plain.  A word that few schools have counts for more than
    one that many have.  One half written or misspelt counts for a little less than one
    that is right, and one of the place for a little less than one of the name.  Of
    schools alike, the one whose name says least besides is first.
    """
    words = [_ALSO.get(word, word) for word in dict.fromkeys(plain(asked).split())]
    if not words:
        return []
    lines = [f" {name} {place} " for name, place in zip(names, places, strict=True)]
    whole = "".join(lines)
    known = set(whole.split())
    meant = [_Meant.of(word, known, whole, len(lines)) for word in words]
    total = sum(one.weight for one in meant)
    shares = {
        row: _share(meant, set(names[row].split()), set(lines[row].split())) / total
        for row in _candidates(meant, lines)
    }
    least = max(_LEAST, _NEAR_BEST * max(shares.values(), default=0.0))
    every = set[str]().union(*(one.likeness for one in meant))

    def order(row: int) -> tuple[float, int, int, str]:
        own = names[row].split()
        besides = sum(word not in every for word in own)
        return (-round(shares[row], 3), besides, len(own), names[row])

    return sorted((row for row, share in shares.items() if share >= least), key=order)


@dataclass(frozen=True, slots=True)
class _Meant:
    """What one word of what was asked may stand for."""

    likeness: Mapping[str, float]
    """The words that it may be, and how like it each is, up to 1."""
    weight: float
    """How much it tells: much if few schools have it."""

    @classmethod
    def of(cls, word: str, known: set[str], whole: str, schools: int) -> "_Meant":
        likeness = _likeness(word, known)
        best = max(likeness.values(), default=0.0)
        times = sum(
            whole.count(f" {one} ") for one, like in likeness.items() if like == best
        )
        return cls(likeness, max(log((schools + 1) / (times + 1)), 0.1))


def _likeness(word: str, known: set[str]) -> dict[str, float]:
    from rapidfuzz import process  # noqa: PLC0415 - only a search needs it
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    allowed = 0 if len(word) < 4 or word.isdigit() else 1 if len(word) < 8 else 2
    near = process.extract(
        word, known, scorer=OSA.distance, score_cutoff=allowed, limit=None
    )
    likeness = {one: _MISSPELT * (1 - far / len(word)) for one, far, _ in near}
    if len(word) > 2:
        begun = (one for one in known if one.startswith(word))
        likeness |= dict.fromkeys(begun, _HALF_WRITTEN)
    return likeness | ({word: 1.0} if word in known else {})


def _candidates(meant: Sequence[_Meant], lines: Sequence[str]) -> list[int]:
    """Return the schools that have one of the words without which none has enough."""
    needed: set[str] = set()
    left = total = sum(one.weight for one in meant)
    for one in sorted(meant, key=lambda one: -one.weight):
        if left < _LEAST * total:
            break
        needed.update(one.likeness)
        left -= one.weight
    return [
        row for row, line in enumerate(lines) if not needed.isdisjoint(line.split())
    ]


def _share(meant: Sequence[_Meant], name: set[str], line: set[str]) -> float:
    return sum(one.weight * _likest(one.likeness, name, line) for one in meant)


def _likest(likeness: Mapping[str, float], name: set[str], line: set[str]) -> float:
    return max(
        (
            likeness[word] * (1 if word in name else _NOT_IN_NAME)
            for word in likeness.keys() & line
        ),
        default=0.0,
    )
