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
def label(footer: str, dress: Dress) -> bytes:
    """Return the slip that says whose notice it is and of which day."""
    return _slips("label-slip", [footer], dress)


@lru_cache(maxsize=64)
def warning(marks: tuple[str, ...], dress: Dress) -> bytes:
    """Return the slip that warns of a draft, an example and the like."""
    return _slips("marks-slip", [" ".join(marks)], dress)


def _slips(kind: str, texts: Sequence[str], dress: Dress) -> bytes:
    content = "".join(
        f'<div class="{kind}"><bdi>{escape(text)}</bdi></div>' for text in texts
    )
    return lay_out(content, title=kind, dress=dress, tagged=False)
