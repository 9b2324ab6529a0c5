"""The schema of `data/rules/` and of `data/check.toml`: what a check looks for."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal, TypeAlias, get_args

from pydantic import Field, model_validator

from notices.tomlfile import Why
from notices.vocabulary.base import Many, NoticeKind, Strict

Severity: TypeAlias = Literal["error", "warning", "note"]
"""*error*: the law asks otherwise · *warning*: it is wrong or misleads · *note*: it
could be better."""

SEVERITIES: tuple[Severity, ...] = get_args(Severity)
"""Worst first."""

Kind: TypeAlias = Literal["maintained", "academy", "independent", "authority"]
"""Who issues a notice, as far as rules tell them apart."""

KINDS: tuple[Kind, ...] = get_args(Kind)

Way: TypeAlias = Literal["must-say", "must-not-say", "measured"]
"""*must-say*: phrases that a notice holds · *must-not-say*: phrases that it does not
hold · *measured*: a function of the program looks."""

CODE = r"[A-Z]{1,2}\d{0,2}-\d\d"


class Rule(Strict):
    """One thing that a check looks for; the key in the file is its name."""

    code: str = Field(pattern=rf"^{CODE}$")
    severity: Severity
    way: Way
    title: Annotated[str, Why("The finding in a few words.")]
    why: str
    example: Annotated[str, Why("A sentence that the rule is about.")]
    mend: str
    clause: Annotated[str, Why("What we would write instead.")] = ""
    requirement: str = ""
    """The key in `requirements.toml` that the rule looks for."""
    law: Many[str] = ()
    """Laws, or provisions of them: `data-protection-act-2018/s164A`."""
    source: str = ""
    """Where nothing but guidance or good practice says so: what was read."""
    begins: date | None = None
    """The first day on which it holds; None: as long as notices have been asked for."""
    kinds: Many[Kind] = ()
    """Whose notices it is about; () for everybody's."""
    notices: Many[NoticeKind] = ()
    """Which notices it is about; () for all that answer Article 13 or 14."""
    when: Many[str] = ()
    """Phrases of which one must stand somewhere before the rule is asked at all."""
    when_not: Many[str] = ()
    """Phrases that keep a sentence from counting for `when`."""
    says: Many[str] = ()
    """Phrases that it looks for."""
    hints: Many[str] = ()
    """Phrases that may mean the same, and that somebody has to look at."""
    says_not: Many[str] = ()
    """Phrases that keep a sentence from counting for `says` and `hints`."""
    only_hints: Many[str] = ()
    """Phrases that make of what a sentence says no more than a hint."""
    under: Many[str] = ()
    """Phrases of headings under which `says-under` counts too."""
    says_under: Many[str] = ()
    """Phrases that would say too little by themselves."""
    says_too: Many[str] = ()
    """Phrases of which one must stand somewhere besides."""
    title_not: Many[str] = ()
    """Phrases in a title that say that the rule is not for this notice."""

    @model_validator(mode="after")
    def _has_phrases(self) -> "Rule":
        if self.way != "measured" and not self.says:
            message = f'it is "{self.way}" and looks for nothing; add says = ["…"]'
            raise ValueError(message)
        return self


class Looking(Strict):
    """What all rules share: lists of words."""

    words: Mapping[str, Many[str]]
    """Lists that a phrase names in angle brackets: `<us>`."""
    past: Many[str]
    """Phrases that tell of what was, so that a retired name may stand beside them."""
    abbreviations: Many[str]
    """Those that need no explanation."""
    avoid: Mapping[str, str]
    """Phrases to avoid, and what to say instead ("" for leaving them out)."""
