"""Telephone numbers, web addresses and addresses, as a reader would want them."""

import re
from collections.abc import Iterable
from itertools import pairwise

_WEB = re.compile(
    r"(?P<scheme>https?://)?"
    r"(?P<host>(?:[a-z0-9_-]+\.)+[a-z]{2,})\.?(?P<port>:[0-9]{1,5})?"
    r"(?P<rest>[/?#][^\s<>\"'`\\]*)?",
    re.ASCII | re.IGNORECASE,
)

_LOST_NOUGHT = re.compile(r"(?:44)?([12378][0-9]{9})", re.ASCII)
_SIX_DIGIT_CODES = re.compile(
    r"013873|015242|01539[456]|01697[347]|01768[347]|019467", re.ASCII
)
_GROUPS = (
    (re.compile(r"02[0-9]{9}", re.ASCII), (3, 7)),
    (re.compile(r"(?:011[0-9]|01[0-9]1|03[0-9]{2}|08[0-9]{2})[0-9]{7}"), (4, 7)),
    (re.compile(r"(?:01|07)[0-9]{9}", re.ASCII), (5,)),
    (re.compile(r"01[0-9]{8}", re.ASCII), (5,)),
)


def spaced(text: str) -> str:
    """Return *text* with each run of white space, no-break spaces too, as one space."""
    return " ".join(text.split())


def website_of(text: str) -> str:
    """Return a web address that a browser would open, or "".

    A missing scheme is added as a browser would add it; whether the site answers to
    https is not for us to guess.

    >>> website_of("www.ashfield.newcastle.sch.uk"), website_of("http:www.x.uk/")
    ('http://www.ashfield.newcastle.sch.uk', '')
    """
    found = _WEB.fullmatch(text.strip())
    if found is None:
        return ""
    parts = found.groupdict(default="")
    scheme = parts["scheme"].lower() or "http://"
    return scheme + parts["host"] + parts["port"] + parts["rest"]


def telephone_of(text: str) -> str:
    """Group the digits of a telephone number as they are read aloud.

    A leading nought that a spreadsheet dropped comes back, and so does one that 44
    stands for, where what follows has ten digits and can only be such a number.  Any
    other odd number is given back as it stands.

    >>> telephone_of("01912735587"), telephone_of("1912735587"), telephone_of("123")
    ('0191 273 5587', '0191 273 5587', '123')
    """
    digits = re.sub(r"\s", "", text)
    if lost := _LOST_NOUGHT.fullmatch(digits):
        digits = f"0{lost[1]}"
    for pattern, cuts in _GROUPS:
        if pattern.fullmatch(digits):
            return _cut(digits, (6,) if _SIX_DIGIT_CODES.match(digits) else cuts)
    return text.strip()


def _cut(digits: str, cuts: tuple[int, ...]) -> str:
    edges = (0, *cuts, len(digits))
    return " ".join(digits[start:end] for start, end in pairwise(edges))


def address_of(lines: Iterable[str]) -> tuple[str, ...]:
    """Return the lines of an address that say something, each once.

    >>> address_of(["Elswick  Road", "", "Newcastle Upon Tyne", "Newcastle upon Tyne"])
    ('Elswick Road', 'Newcastle Upon Tyne')
    """
    kept: dict[str, str] = {}
    for line in map(spaced, lines):
        if line:
            kept.setdefault(line.casefold(), line)
    return tuple(kept.values())


def authority_name_of(register_name: str) -> str:
    """Return the name of a local authority as it reads in a sentence.

    >>> authority_name_of("Bristol, City of"), authority_name_of("Isles Of Scilly")
    ('Bristol', 'Isles of Scilly')
    >>> authority_name_of("Bournemouth, Christchurch and Poole")
    'Bournemouth, Christchurch and Poole'
    """
    place, _, rank = register_name.rpartition(", ")
    name = place if rank in {"City of", "County of"} else register_name
    return name.replace(" Of ", " of ")
