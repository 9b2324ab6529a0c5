"""Whether a table and the register mean the same school by a name."""

from notices.organisation.register.search import plain

_COMMON = frozenset(
    {"the", "of", "and", "for", "at", "st", "saint", "school", "academy", "college"}
    | {"nursery", "infant", "infants", "first", "junior", "juniors", "primary"}
    | {"middle", "secondary", "high", "upper", "community", "foundation", "federation"}
    | {"church", "england", "c", "e", "ce", "cofe", "roman", "catholic", "rc", "r"}
    | {"voluntary", "aided", "controlled", "va", "vc", "jmi", "sen", "special"}
)
"""Words that some write and others leave out, or that many schools have."""


def is_other_name(name: str, known: str) -> bool:
    """Say whether two names are those of different schools.

    Capitals, marks, punctuation and common words do not matter, nor do words more.

    >>> is_other_name("ST MARYS", "St Mary's Catholic Primary School")
    False
    >>> is_other_name("Archbishop Runcie First School", "Ashfield Nursery School")
    True
    """
    mine, theirs = _words(name), _words(known)
    return not (mine <= theirs or theirs <= mine)


def _words(name: str) -> frozenset[str]:
    """Return the words of a name that tell it from others; all, if none does."""
    words = frozenset(plain(name).split())
    return words - _COMMON or words
