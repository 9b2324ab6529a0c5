"""Fit what the catalogue says to those it is about: their ages, and their name."""

import re

from notices.vocabulary.entries import Applies
from notices.vocabulary.lists import EVERY_AGE, Learners, YearGroup

_PUPIL = re.compile(r"\b([Pp])upil(?=s?\b)(?! (?:Database|referral)\b)")
"""The word that colleges do not use, but for names that hold it."""


def ages_to(applies: Applies) -> int:
    """Return how old the oldest pupils are that something is about.

    What is for the year groups or the lowest ages of a school is about these alone.
    """
    if applies.year_groups:
        return max(map(_age_at_the_end_of, applies.year_groups))
    return EVERY_AGE if applies.ages_to is None else applies.ages_to + 1


def _age_at_the_end_of(year_group: YearGroup) -> int:
    return 5 if year_group == "R" else int(year_group) + 5


def speaking_of(text: str, learners: Learners) -> str:
    """Return a text about pupils with the word that is said here of those who learn."""
    return text if learners == "pupils" else _PUPIL.sub(_a_student, text)


def _a_student(pupil: re.Match[str]) -> str:
    return "Student" if pupil[1] == "P" else "student"
