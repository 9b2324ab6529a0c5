"""The lines at the head and foot of each page, laid out on slips of their own."""

from collections.abc import Sequence
from functools import lru_cache
from html import escape

from notices.render.pdf.layout import Dress, lay_out


@lru_cache(maxsize=64)
def numbers(pages: int, dress: Dress) -> bytes:
    """Return a slip for each page: which it is, and of how many."""
    return _slips(
        "number-slip", [f"page {n} of {pages}" for n in range(1, pages + 1)], dress
    )


@lru_cache(maxsize=64)
def warning(marks: tuple[str, ...], dress: Dress) -> bytes:
    """Return the slip that warns of a draft, an example and the like."""
    return _slips("marks-slip", [" ".join(marks)], dress)


def label_html(footer: str) -> str:
    """Return the slip that says whose notice it is and of which day, not laid out.

    It goes with the front, which takes a third of the time of a page of its own.
    """
    return _html("label-slip", [footer])


def _slips(kind: str, texts: Sequence[str], dress: Dress) -> bytes:
    return lay_out(_html(kind, texts), title=kind, dress=dress, tagged=False)


def _html(kind: str, texts: Sequence[str]) -> str:
    return "".join(
        f'<div class="{kind}"><bdi>{escape(text)}</bdi></div>' for text in texts
    )
