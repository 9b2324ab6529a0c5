"""Headers and footers: what stands on every page is read once."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from notices.reading.document import Block, Kind
from notices.reading.marks import PAGE_NUMBER

COUNTED = "\ufffc"
"""Stands in a header for what is not its author's: a page's number, the day today."""

_PARTS = r"[\s|·–—-]{0,5}"  # noqa: RUF001 - any dash parts them
_COUNTED = re.compile(
    rf"(?:{_PARTS}\b(?:page|p\.))?\s*{COUNTED}(?:\s*(?:of|/)\s*{COUNTED})?"
    rf"|{_PARTS}\bpage \d+ of \d+\b",
    re.IGNORECASE,
)
_EDGES = " |·–—-/,:"  # noqa: RUF001 - as above


def once(running: Iterable[Block], body: Iterable[Block]) -> Iterator[Block]:
    """Give what headers and footers say, each text once, and not what *body* says too.

    None is a heading: nothing stands under it.
    """
    seen = {block.text.casefold() for block in body}
    for block in running:
        text = _without_counts(block.text)
        if not text or _counts_only(text) or text.casefold() in seen:
            continue
        seen.add(text.casefold())
        kind: Kind = "row" if block.kind == "row" else "paragraph"
        yield replace(block, kind=kind, text=text, level=0)


def _counts_only(text: str) -> bool:
    """Say whether *text* is a page's number, or what Word's "1 | P a g e" leaves."""
    is_word = "".join(text.split()).casefold() == "page"
    return is_word or PAGE_NUMBER.fullmatch(text) is not None


def _without_counts(text: str) -> str:
    left = _COUNTED.sub("", text)
    return text if left == text else left.strip(_EDGES)
