"""What changed in the catalogue between two days."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from notices.catalogue.ask import as_written, title_of
from notices.catalogue.model import Catalogue, Dated, Found
from notices.vocabulary.entries import Entry

What = Literal["began", "ended", "changed"]
_ABOUT_THE_ENTRY = frozenset(
    {
        "begins",
        "seen",
        "not-before",
        "source",
        "checked",
        "note",
        "confidence",
        "expected",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that is told of one of the days and not, or not so, of the other."""

    what: What
    kind: str
    key: str
    title: str
    fields: Mapping[str, tuple[Any, Any]]
    """Each field that differs: what it was, and what it is."""
    why: str
    """Why it ended, where its data says so."""
    place: str
    source: str


def changes(catalogue: Catalogue, before: date, after: date) -> Iterator[Change]:
    """Yield what surely held on one day and not, or not so, on the other."""
    for kind, thing in catalogue.dated():
        then, now = thing.on(before), thing.on(after)
        if then is not now:
            yield _change(kind, thing, then, now)


def _change(
    kind: str, thing: Dated[Entry], then: Found[Entry] | None, now: Found[Entry] | None
) -> Change:
    what: What = "began" if then is None else "ended" if now is None else "changed"
    told = now or _ending(thing, then)
    return Change(
        what=what,
        kind=kind,
        key=thing.key,
        title=title_of(told.entry, thing.key),
        fields=dict(differing(then, now)) if then and now else {},
        why="" if now else told.entry.ended,
        place=f"{told.file}:{told.line}",
        source=f"{told.entry.source.title}, {told.entry.source.url}",
    )


def _ending(thing: Dated[Entry], then: Found[Entry] | None) -> Found[Entry]:
    """Return the entry after *then*, from which it is no longer told."""
    entries = thing.entries
    after = entries.index(then) + 1 if then else 0
    return entries[min(after, len(entries) - 1)]


def differing(
    then: Found[Entry] | None, now: Found[Entry] | None
) -> Iterator[tuple[str, tuple[Any, Any]]]:
    """Yield each field that is not the same in two entries, of which one may not be."""
    old, new = (as_written(found.entry) if found else {} for found in (then, now))
    for name in {**old, **new}:
        if name not in _ABOUT_THE_ENTRY and old.get(name) != new.get(name):
            yield name, (old.get(name), new.get(name))
