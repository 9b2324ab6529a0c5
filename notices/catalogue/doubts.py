"""What the catalogue is not sure of, and what nobody has looked at for long."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from notices.catalogue.ask import title_of
from notices.catalogue.model import Catalogue, Dated, Found
from notices.dated import in_words
from notices.vocabulary.entries import Citation, Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """One reason to look at an entry again."""

    kind: str
    key: str
    title: str
    place: str
    doubt: str


def doubtful(catalogue: Catalogue, on: date) -> Iterator[Doubt]:
    """Yield what is not sure of that which holds, or may hold, on a day."""
    for kind, thing in catalogue.dated():
        for found in _near(thing, on):
            for doubt in _doubts(found, on):
                yield _doubt(kind, found, doubt)


def stale(catalogue: Catalogue, on: date, days: int) -> Iterator[Doubt]:
    """Yield what holds on a day and was checked more than *days* before it."""
    for kind, thing in catalogue.dated():
        found = thing.on(on)
        if found is not None and on - found.entry.checked > timedelta(days=days):
            yield _doubt(kind, found, f"checked on {in_words(found.entry.checked)}")


def _near(thing: Dated[Entry], on: date) -> Iterator[Found[Entry]]:
    """Yield the entry that holds, or else those in whose uncertain days *on* lies."""
    holds = thing.on(on)
    if holds is not None:
        yield holds
        return
    for found in thing.entries:
        start = found.entry.start
        may_have_begun = start.earliest is None or start.earliest <= on
        if may_have_begun and on < start.latest and not found.entry.expected:
            yield found


def _doubts(found: Found[Entry], on: date) -> Iterator[str]:
    entry = found.entry
    start = entry.start
    if on < start.latest:
        yield f"told only from {in_words(start.latest)} on"
    elif entry.begins == "unknown":
        yield f"nobody knows since when; seen since {in_words(start.latest)}"
    elif not start.is_exact:
        yield f"begins at some time in {entry.begins}"
    if entry.confidence != "sure":
        yield "told by others, or read in part"
    yield from _of_law(getattr(entry, "law", ()))
    for basis in getattr(entry, "bases", ()):
        yield from _of_law(basis.law)


def _of_law(law: Iterable[Citation]) -> Iterator[str]:
    for citation in law:
        if citation.evidence == "memory":
            yield f"{citation.key} is cited from memory, so it is not printed"
        elif citation.evidence == "cited":
            yield f"{citation.key} is cited by a source, and was not read itself"


def _doubt(kind: str, found: Found[Entry], doubt: str) -> Doubt:
    return Doubt(
        kind=kind,
        key=found.key,
        title=title_of(found.entry, found.key),
        place=f"{found.file}:{found.line}",
        doubt=doubt,
    )
