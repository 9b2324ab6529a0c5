"""Of which class a change of words is, and what in it a person must look at.

The class follows rules.  Nothing here says that a change does not matter.
"""

import re
from collections.abc import Mapping
from typing import Literal

from notices.compare.align import Runs, text_of
from notices.compare.units import bare
from notices.dated import MONTHS

Grade = Literal["material", "wording", "layout"]
GRADES: tuple[Grade, ...] = ("material", "wording", "layout")

_LISTS: Mapping[str, str] = {
    "a negation": "not|no|never|nor|neither|none|nobody|nothing|cannot|without|unless|"
    r"except|only|but|\w+n['\u2019]t",
    "what must or may be": "must|may|might|can|could|shall|should|will|would|need|"
    "needs|let|lets|have to|has to|always|sometimes|usually",
    "a number": r"\d[\d.,]*\w*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|"
    "twelve|twenty|thirty|first|second|third|once|twice|half|all|any|every|each|some|"
    "most|more|less|fewer|least",
    "a date": "|".join(MONTHS).lower() + "|days?|weeks?|months?|years?|terms?|before|"
    "after|until|within|from|since|yet|today|now",
    "a link": r"https?://|\]\(|mailto:|www\.|[\w.+-]+@[\w-]+",
    "a right or a duty": "rights?|dut(?:y|ies)|object\\w*|complain\\w*|consent\\w*|"
    "permission\\w*|agree\\w*|access|cop(?:y|ies)|correct\\w*|eras\\w*|deletes?|deleted|deleting|"
    "stop\\w*|restrict\\w*|refus\\w*|withdr\\w*|opt|choice|choose|ask\\w*|laws?|legal|"
    "lawful|requires?|required|requirements?|allow\\w*|permit\\w*|entitled|oblig\\w*|responsib\\w*|free|"
    "charge|fee|appeal\\w*|court|regulator|commissioner|commission",
}
_IN_A_WORD = "a link"
_LOOKED_FOR = {
    why: re.compile(
        words if why == _IN_A_WORD else rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE
    )
    for why, words in _LISTS.items()
}
_CAPITAL = re.compile(r"\b[A-Z]\w+|\x02")
_BEFORE_A_SENTENCE = ".?:#|>-"


def grade(marked: Runs) -> Grade:
    """Return *layout* where no word changed, else *wording*."""
    is_same = bare(text_of(marked, "old")) == bare(text_of(marked, "new"))
    return "layout" if is_same else "wording"


def look_here(marked: Runs) -> tuple[str, ...]:
    """Return what kinds of word are touched that may turn the meaning.

    >>> from notices.compare.align import runs
    >>> look_here(runs("We do not sell it.", "We do sell it."))
    ('a negation',)
    """
    touched = [run for run in marked if run.kept != "same"]
    found = {
        why
        for why, looked_for in _LOOKED_FOR.items()
        if any(looked_for.search(run.text) for run in touched)
    }
    named = ("a name",) if _has_name(marked) else ()
    return (*(why for why in _LISTS if why in found), *named)


def _has_name(marked: Runs) -> bool:
    """Say whether a capital, other than a sentence's first, goes out or comes in."""
    before = ""
    for run in marked:
        if run.kept == "same":
            before += run.text
            continue
        for at in _CAPITAL.finditer(run.text):
            stands_after = (before + run.text[: at.start()]).rstrip(" *[\n")
            if stands_after and stands_after[-1] not in _BEFORE_A_SENTENCE:
                return True
    return False
