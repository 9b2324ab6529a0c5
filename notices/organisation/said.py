"""What people say where a country is asked for, and where they do not know."""

import re
from collections.abc import Mapping

_KINGDOM = "United Kingdom"
_AT_HOME: Mapping[str, str] = {
    **dict.fromkeys(("united kingdom", "uk", "gb"), _KINGDOM),
    "united kingdom of great britain and northern ireland": _KINGDOM,
    "great britain and northern ireland": _KINGDOM,
    **dict.fromkeys(("great britain", "britain"), "Great Britain"),
    "england": "England",
    "england and wales": "England and Wales",
    "scotland": "Scotland",
    "wales": "Wales",
    "northern ireland": "Northern Ireland",
}
"""How people write that data stays in the United Kingdom, and how a notice does."""
_NAMES_HOME = re.compile(
    r"\b(united kingdom|uk|gb|britain|england|scotland|wales|northern ireland|london)\b"
)
_NOT_KNOWN = re.compile(
    r"(?:i |we )?(?:do not|don't|dont) know(?: yet)?|(?:i'm |i am |we're |we are )?"
    r"(?:not sure|unsure)(?: yet)?|not known(?: yet)?|unknown|no idea|tb[acd]|n/?k|"
    r"to be (?:confirmed|decided|completed)|\?+"
)
_NO_COUNTRY = re.compile(
    r"(?:in |on )?(?:the )?(?:cloud|internet|web|server|aws|amazon|azure|google)|"
    r"microsoft(?: azure)?|google cloud|online|abroad|overseas|everywhere|anywhere|"
    r"(?:various|several|many)(?: countries)?|world ?wide|none|no"
)


def is_not_known(text: str) -> bool:
    """Say whether somebody says that they do not know.

    >>> is_not_known("Not sure"), is_not_known("I don\u2019t know"), is_not_known("USA")
    (True, True, False)
    """
    said = " ".join(text.casefold().replace("\u2019", "'").rstrip(".!").split())
    return bool(_NOT_KNOWN.fullmatch(said))


def is_abroad(place: str | None) -> bool:
    """Say whether data that is stored in a *place* has left the United Kingdom.

    >>> is_abroad("The U.K."), is_abroad("Ireland")
    (False, True)
    """
    return place is not None and not at_home(place)


def at_home(place: str) -> str:
    """Return how a notice writes a *place* in the United Kingdom; "" for any other.

    >>> at_home("uk"), at_home("Ireland")
    ('United Kingdom', '')
    """
    return _AT_HOME.get(_plain(place), "")


def _plain(place: str) -> str:
    return " ".join(place.casefold().replace(".", "").split()).removeprefix("the ")


def why_no_country(place: str) -> tuple[str, str] | None:
    """Return what is wrong with a *place* as a country, and how to mend it.

    None where it names one.  A place that names home, and more, may be at home or not.

    >>> why_no_country("Ireland") is why_no_country("England") is None
    True
    """
    if is_not_known(place) or _NO_COUNTRY.fullmatch(_plain(place)):
        return ("names no country", f'write "{_KINGDOM}", or the other country')
    if is_abroad(place) and _NAMES_HOME.search(_plain(place)):
        what = "leaves open whether that is outside the United Kingdom"
        return (what, f'write "{_KINGDOM}", or the other country alone')
    return None
