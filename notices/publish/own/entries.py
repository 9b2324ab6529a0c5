"""Merge a file of data key by key, and what changes over time entry by entry.

A set of one's own may hold any keys of a kind in any file of it, so what a key was, and
what ships now, is looked for in all files of that kind.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from notices.publish.own.blocks import Block, Cut, cut
from notices.publish.own.merge import Labels, Three, merged
from notices.publish.own.texts import Texts
from notices.unfinished import unfinished

Keys = Mapping[str, tuple[Block, ...]]
"""The entries of each key of a kind, such as `sharings`."""
_WHOLE = frozenset({"catalogue", "check"})
"""Kinds whose file is one table: the last that has it wins, so it is merged whole."""


What = Literal["taken", "merged", "conflict", "gone", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """What becomes of one file, or of one key in it."""

    key: str
    """"" for the file as a whole."""
    what: What


def fate(key: str, three: Three, result: str) -> Iterator[Fate]:
    """Yield what became of a text of ours, if it is not as it was."""
    if unfinished(result):
        yield Fate(key=key, what="conflict")
    elif result != three.ours:
        kept: What = "taken" if three.ours == three.base else "merged"
        yield Fate(key=key, what=kept if result else "gone")


def kind_of(name: str) -> str:
    """Return the kind of data in a file that is merged key by key; "" for others.

    >>> kind_of("data/sharings/health.toml"), kind_of("data/catalogue.toml")
    ('sharings', '')
    """
    parts = name.split("/")
    if parts[0] != "data":
        return ""
    kind = parts[1].removesuffix(".toml")
    return "" if kind in _WHOLE else kind


def keys_of(texts: Texts, kind: str) -> dict[str, tuple[Block, ...]]:
    """Return the entries of every key of *kind*."""
    found: dict[str, tuple[Block, ...]] = {}
    for name, text in texts.items():
        pieces = cut(text) if kind_of(name) == kind else None
        found |= pieces.keys() if pieces else {}
    return found


def merged_data(
    ours: Cut, base: Keys, theirs: Keys, labels: Labels
) -> tuple[str, list[Fate]]:
    """Return a file of ours with what changed in the keys that it holds."""
    text = ours.head
    fates: list[Fate] = []
    for key, blocks in ours.keys().items():
        was, now = base.get(key, ()), theirs.get(key, ())
        three = Three(base=_told(was), ours=_told(blocks), theirs=_told(now))
        if was:
            result = _merged_key(was, blocks, now, labels)
            fates += fate(key, three, _told(result))
        else:
            result = blocks
            if now and three.theirs != three.ours:
                fates.append(Fate(key=key, what="unknown"))
        gone = () if result else blocks  # whose comments may be the user's own
        text += "".join(block.lead + block.text for block in result)
        text += "".join(block.lead for block in gone)
    return text + ours.tail, fates


def _told(blocks: tuple[Block, ...]) -> str:
    return "\n".join(block.text for block in blocks)


def _merged_key(
    was: tuple[Block, ...],
    ours: tuple[Block, ...],
    theirs: tuple[Block, ...],
    labels: Labels,
) -> tuple[Block, ...]:
    """Return the entries of a key, those that are new beside their neighbours."""
    if not theirs:  # of a history that ended here only a part would make no sense
        three = Three(base=_told(was), ours=_told(ours), theirs="")
        text = merged(three, labels)
        return (replace(ours[0], text=text),) if text else ()
    old, own, new = ({one.id: one for one in side} for side in (was, ours, theirs))
    found = []
    for at in _order(list(own), list(new)):
        three = Three(
            **{
                name: side[at].text if at in side else ""
                for name, side in (("base", old), ("ours", own), ("theirs", new))
            }
        )
        block = own.get(at) or _apart(new[at])
        found.append(replace(block, text=merged(three, labels)))
    return tuple(block for block in found if block.text)


def _apart(block: Block) -> Block:
    """Return a block with a blank line before it."""
    is_apart = block.lead.startswith("\n")
    return block if is_apart else replace(block, lead=f"\n{block.lead}")


def _order(
    ours: list[tuple[str, int]], theirs: list[tuple[str, int]]
) -> list[tuple[str, int]]:
    """Return our order, with what only they have after what it follows there."""
    order = list(ours)
    for index, at in enumerate(theirs):
        if at not in order:
            before = theirs[index - 1] if index else None
            order.insert(order.index(before) + 1 if before in order else 0, at)
    return order
