"""Lay two texts side by side: sentence by sentence, then word by word."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import Literal

from notices.compare.units import Unit, words

Kept = Literal["same", "out", "in"]
_ALIKE = 0.5
"""Sentences that share fewer of their words are two sentences, not one changed."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stay, go out, or come in."""

    kept: Kept
    text: str


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A unit of the old text and what stands in its place; one of them may be None."""

    old: Unit | None
    new: Unit | None

    @property
    def both(self) -> tuple[Unit, ...]:
        """Return the units that there are."""
        return tuple(one for one in (self.old, self.new) if one)

    @property
    def is_same(self) -> bool:
        """Say whether nothing changed."""
        return self.old == self.new

    @property
    def block(self) -> str:
        """Return the key of the block that it stands in."""
        here = self.new or self.old
        return here.block if here else ""

    @property
    def is_listed(self) -> bool:
        """Say whether it is an item of a list or a row of a table."""
        here = self.new or self.old
        return here.is_listed if here else False

    @property
    def runs(self) -> Runs:
        """Return its words, marked."""
        return runs(
            self.old.text if self.old else "", self.new.text if self.new else ""
        )


def text_of(marked: Runs, side: Literal["old", "new"]) -> str:
    """Return the text of one side: what stays, and what went out or came in.

    >>> text_of((Run("same", "It is "), Run("out", "not "), Run("same", "so.")), "new")
    'It is so.'
    """
    away: Kept = "in" if side == "old" else "out"
    return "".join(run.text for run in marked if run.kept != away)


@lru_cache(maxsize=4096)
def runs(old: str, new: str) -> Runs:
    """Mark the words that go out and come in, the ones going out first.

    Where little stays, the whole goes out and the whole comes in: a few words left
    standing between changes help no reader.
    """
    marked: list[Run] = []
    for out, came in _pieces(old, new):
        if out == came:
            marked.append(Run("same", out))
        else:
            marked += [Run("out", out), Run("in", came)]
    return tuple(run for run in marked if run.text)


def _pieces(old: str, new: str) -> list[tuple[str, str]]:
    """Return what stands in each place of the old text and of the new."""
    before, after = words(old), words(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    steps = matcher.get_opcodes()
    if matcher.ratio() < _ALIKE:
        return [(old, new)]
    pieces: list[tuple[str, str]] = []
    for index, (_, begin, end, start, stop) in enumerate(steps, 1):
        out, came = "".join(before[begin:end]), "".join(after[start:stop])
        is_gap = out == came and not out.strip() and index < len(steps)
        if pieces and _differ(pieces[-1]) and (out != came or is_gap):
            pieces[-1] = (pieces[-1][0] + out, pieces[-1][1] + came)
        else:
            pieces.append((out, came))
    return pieces


def _differ(piece: tuple[str, str]) -> bool:
    return piece[0] != piece[1]


def joined(marked: Iterable[Run]) -> Iterator[Run]:
    """Yield the runs, neighbours of one kind made one."""
    for kept, together in groupby(marked, key=attrgetter("kept")):
        yield Run(kept, "".join(run.text for run in together))


def aligned(old: Sequence[Unit], new: Sequence[Unit]) -> tuple[Pair, ...]:
    """Pair the units of two texts, in the order in which both can be read."""
    pairs: list[Pair] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, begin, end, start, stop in matcher.get_opcodes():
        if tag == "equal":
            pairs += [Pair(old=unit, new=unit) for unit in old[begin:end]]
        else:
            pairs += _paired(old[begin:end], new[start:stop])
    return tuple(pairs)


def _paired(old: Sequence[Unit], new: Sequence[Unit]) -> list[Pair]:
    """Pair what is alike, in order, for as much likeness in all as there can be."""
    best = _likeness_from(old, new)
    pairs: list[Pair] = []
    at, to = 0, 0
    while at < len(old) and to < len(new):
        if best[at][to] == best[at + 1][to]:
            pairs.append(Pair(old=old[at], new=None))
            at += 1
        elif best[at][to] == best[at][to + 1]:
            pairs.append(Pair(old=None, new=new[to]))
            to += 1
        else:
            pairs.append(Pair(old=old[at], new=new[to]))
            at, to = at + 1, to + 1
    pairs += [Pair(old=unit, new=None) for unit in old[at:]]
    pairs += [Pair(old=None, new=unit) for unit in new[to:]]
    return pairs


def _likeness_from(old: Sequence[Unit], new: Sequence[Unit]) -> list[list[float]]:
    """Return, for each two places, the best likeness of all that follows them."""
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for at in reversed(range(len(old))):
        for to in reversed(range(len(new))):
            alike = _likeness(old[at], new[to])
            paired = best[at + 1][to + 1] + alike if alike >= _ALIKE else 0.0
            best[at][to] = max(best[at + 1][to], best[at][to + 1], paired)
    return best


def _likeness(old: Unit, new: Unit) -> float:
    """Return how many of their words two units share, from 0 to 1."""
    is_row = old.text.startswith("|")
    if old.block != new.block or is_row != new.text.startswith("|"):
        return 0.0
    before, after = _bag(old.text), _bag(new.text)
    if not before or not after:
        return 0.0
    return 2 * len(before & after) / (len(before) + len(after))


@lru_cache(maxsize=4096)
def _bag(text: str) -> frozenset[str]:
    """Return the words of a unit; of a table's row, those of its first cell."""
    cells = text.split("|")
    return frozenset(
        word.lower()
        for word in words(f"{cells[1]} " if text.startswith("|") else text)
        if word.strip(" \n*.,|-")
    )
