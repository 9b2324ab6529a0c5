"""Text as rules look at it: plain, and split into sentences."""

import re
import unicodedata
from collections.abc import Iterator

_SPACES = re.compile(r"\s+")
_QUOTES = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u2013": "-",
        "\u2014": "-",
        "\u2011": "-",
        "\u00ad": None,
        "\u200b": None,
        "\ufeff": None,
    }
)
_END = re.compile(
    r"[.!?][\"')\]\u2019\u201d]*\s+(?=[\"'(\[\u2018\u201c]*[A-Z0-9])"
    r"|\s(?=[\u2022\u25cf\u25aa\uf0b7] ?)"
)
"""A full stop and a capital, or a bullet that stands among running text."""
_NO_END = re.compile(
    r"(?:^|[\s(])(?:e\.?g|i\.?e|etc|cf|vs|art|arts|s|ss|sch|para|paras|reg|regs|no|"
    r"nos|p|pp|mr|mrs|ms|miss|dr|rev|st|tel|ext|c|[a-z])\.$",
    re.IGNORECASE,
)


def plain(text: str) -> str:
    r"""Return *text* as rules look at it.

    >>> plain("The  Trust\u2019s DPO")
    "the trust's dpo"
    """
    return _SPACES.sub(" ", straight(text)).strip().lower()


def straight(text: str) -> str:
    """Return *text* with straight quotes and plain hyphens, nothing else changed."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFKC", text.translate(_QUOTES))


def sentences_in(text: str) -> Iterator[tuple[int, str]]:
    """Yield each sentence of a run of text with the place where it begins."""
    begin = 0
    for end in _END.finditer(text):
        upto = text[begin : end.start() + 1]
        if _NO_END.search(upto):
            continue
        yield begin, text[begin : end.end()].strip()
        begin = end.end()
    if text[begin:].strip():
        yield begin, text[begin:].strip()
