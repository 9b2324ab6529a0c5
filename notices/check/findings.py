"""What a check has to say: findings with their places, and evidence with its quotes."""

from dataclasses import dataclass
from typing import Literal

from notices.reading import Place
from notices.vocabulary.rules import SEVERITIES, Kind, Severity

State = Literal["found", "look here", "not found"]
"""*look here*: something is said that may be it; somebody has to read it."""

_QUOTED = 220


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """What a document says, and where."""

    text: str
    place: Place | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that somebody should look at; never a verdict."""

    code: str
    name: str
    severity: Severity
    message: str
    """A sentence or two, in plain words."""
    weak: bool = False
    """Something is said that may be it, or may not: somebody has to read it."""
    quotes: tuple[Quote, ...] = ()
    """What it is about, the first first; () where something is not there."""

    @property
    def place(self) -> Place | None:
        """Return the first place it is about, None for the document as a whole."""
        return self.quotes[0].place if self.quotes else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What was found, or not, for one thing that the law asks for."""

    code: str
    name: str
    title: str
    state: State
    quote: Quote | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a check has to say of one document or notice."""

    name: str
    """The path, or the organisation's folder and the notice."""
    title: str
    notice: str
    """Which notice it was read as; "" if nothing tells."""
    kind: Kind | Literal[""]
    """Whose it is; "" if nobody said."""
    findings: tuple[Finding, ...]
    evidence: tuple[Evidence, ...] = ()
    words: int = 0

    @property
    def worst(self) -> Severity | None:
        """Return the worst severity of its findings."""
        found = {finding.severity for finding in self.findings}
        return next((one for one in SEVERITIES if one in found), None)


def shortened(text: str) -> str:
    """Return *text* as it is quoted: its beginning, if it is long."""
    if len(text) <= _QUOTED:
        return text
    return f"{text[:_QUOTED].rsplit(' ', 1)[0]} …"


def milder(severity: Severity) -> Severity:
    """Return the severity one step down, for what only may be so."""
    return SEVERITIES[min(SEVERITIES.index(severity) + 1, len(SEVERITIES) - 1)]
