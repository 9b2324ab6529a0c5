"""Cut a file of data into its entries, so that each can be merged by itself.

The pieces put together again are the file, to the byte.
"""

import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from notices.tomlfile.lines import lines_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One entry of a key that changes over time, or a key that stands once."""

    key: str
    begins: str
    """The day that an entry begins, as it is written; "" for what has none."""
    nth: int
    """Which of those that begin alike, from 0."""
    lead: str
    """Blank lines and comments before it."""
    text: str
    """From its header to its last line, with the line's end."""

    @property
    def id(self) -> tuple[str, int]:
        """What tells it from other entries of its key."""
        return self.begins, self.nth


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A file in pieces."""

    head: str
    """Comments before the first entry."""
    blocks: tuple[Block, ...]
    tail: str

    def keys(self) -> dict[str, tuple[Block, ...]]:
        """Return the entries by key, in the order of the file."""
        found: dict[str, list[Block]] = {}
        for block in self.blocks:
            found.setdefault(block.key, []).append(block)
        return {key: tuple(blocks) for key, blocks in found.items()}


def cut(text: str) -> Cut | None:
    """Cut *text*, which is TOML; None where its entries do not stand line by line."""
    text = text if text.endswith("\n") or not text else f"{text}\n"
    lines = [f"{line}\n" for line in text.split("\n")[:-1]]
    starts = list(_starts(text))
    head = "".join(lines[: starts[0] - 1] if starts else lines)
    blocks: list[Block] = []
    seen: Counter[tuple[str, str]] = Counter()
    lead = ""
    for start, end in zip(starts, [*starts[1:], len(lines) + 1], strict=True):
        body, after = _without_comments(lines[start - 1 : end - 1])
        named = _named(body, body + after)
        if named is None:
            return None
        key, begins = named
        nth = seen[named]
        seen[named] += 1
        blocks.append(Block(key=key, begins=begins, nth=nth, lead=lead, text=body))
        lead = after
    return Cut(head=head, blocks=tuple(blocks), tail=lead)


def _starts(text: str) -> Iterator[int]:
    """Yield the line on which each entry, or each key that stands once, begins."""
    units: dict[int, tuple[str | int, int]] = {}
    for path, line in lines_of(text).items():
        index = path[1] if len(path) > 1 and isinstance(path[1], int) else -1
        units[line] = max(units.get(line, (path[0], -1)), (path[0], index))
    last = None
    for line, unit in sorted(units.items()):
        if unit != last:
            yield line
        last = unit


def _without_comments(lines: list[str]) -> tuple[str, str]:
    """Part the blank lines and comments at the end from what is before them."""
    end = len(lines)
    while lines[end - 1].lstrip()[:1] in {"", "#"}:
        end -= 1
    return "".join(lines[:end]), "".join(lines[end:])


def _named(body: str, piece: str) -> tuple[str, str] | None:
    """Return the key of a piece and when it begins; None if it is no TOML by itself."""
    try:
        values = tomllib.loads(body)
        is_whole = values == tomllib.loads(piece)
    except tomllib.TOMLDecodeError:
        return None
    if not is_whole or len(values) != 1:
        return None
    ((key, value),) = values.items()
    first = value[0] if isinstance(value, list) and value else None
    begins = first.get("begins", "") if isinstance(first, dict) else ""
    return key, str(begins)
