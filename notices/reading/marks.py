"""What a line of text looks like to a reader: a bullet, a number, a heading."""

import re

BULLET = re.compile(
    r"(?:[•●▪■□◦○➢►▶✓✔·‣⁃∙§\uf0b7\uf0a7\uf0d8\uf0fc\uf076]\s*|[-–—*]\s+|o\s+(?=[^\W\d_]))"  # noqa: RUF001 - any dash begins items
)
"""What an item begins with where its author typed it; the last are of old fonts."""

NUMBER = re.compile(r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+(?=\S)")
RULE = re.compile(r"[-=*~·.\s]{3,}")
"""A line across the page, typed."""

PAGE_NUMBER = re.compile(
    r"(?:page )?[-\u2013\u2014]?\s*\d+\s*(?:(?:of|/) \d+)?\s*[-\u2013\u2014]?",
    re.IGNORECASE,
)
"""What says at a page's edge which page it is, and no more."""

_ENDS_A_SENTENCE = (".", ",", ";")
_MOST_WORDS = 12
_TELEPHONE = 7
"""Digits; years and numbers of sections have fewer."""


def could_be_heading(text: str) -> bool:
    """Say whether *text* is short, and no sentence, so that bold type heads something.

    >>> could_be_heading("Who we share with"), could_be_heading("We share it.")
    (True, False)
    """
    words = text.split()
    return (
        len(words) <= _MOST_WORDS
        and not text.endswith(_ENDS_A_SENTENCE)
        and any(map(str.isalpha, text))
        and "@" not in text
        and sum(map(str.isdecimal, text)) < _TELEPHONE
    )


def is_shouted(text: str) -> bool:
    """Say whether *text* heads something by its capitals: not an abbreviation alone."""
    letters = [letter for letter in text if letter.isalpha()]
    return text.isupper() and len(letters) > 7 and could_be_heading(text)
