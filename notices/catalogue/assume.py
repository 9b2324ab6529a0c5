"""Treat what is only expected as begun on a day: to look ahead, never to publish."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from notices.catalogue.model import Catalogue, Dated, Found
from notices.dated import Start, Stretch, Timeline, in_words
from notices.errors import NoticesError, did_you_mean


def assume(catalogue: Catalogue, begun: Mapping[str, date]) -> Catalogue:
    """Return a catalogue in which each expected entry of *begun* begins on its day.

    Raises NoticesError for a key that expects nothing, and for a day before the one
    on which the entry was last known not to hold.
    """
    changed: dict[str, Any] = {}
    for key, day in begun.items():
        kind, thing = _expected(catalogue, key)
        things = changed.setdefault(kind, dict(getattr(catalogue, kind)))
        things[key] = _begun(thing, day)
    return replace(catalogue, **changed) if changed else catalogue


def expected(catalogue: Catalogue) -> tuple[str, ...]:
    """Return the keys of what is announced and not in force."""
    return tuple(
        thing.key for _, thing in catalogue.dated() if thing.entries[-1].entry.expected
    )


def _expected(catalogue: Catalogue, key: str) -> tuple[str, Dated[Any]]:
    keys = expected(catalogue)
    for kind, thing in catalogue.dated():
        if key == thing.key and thing.entries[-1].entry.expected:
            return kind, thing
    known = any(key == thing.key for _, thing in catalogue.dated())
    what = "is not an entry that is only expected" if known else "is not known"
    mend = did_you_mean(key, keys, f"name one of: {', '.join(keys)}.")
    raise NoticesError(
        f'--assume: "{key}" {what}.\n'
        "  Only what is announced and not in force can be assumed to begin.\n"
        f"  To mend: {mend if keys else 'nothing is expected; leave --assume out.'}"
    )


def _begun(thing: Dated[Any], day: date) -> Dated[Any]:
    last = thing.entries[-1]
    settled = [found for found in thing.entries if not found.entry.expected]
    first = settled[-1].entry.start.latest if settled else last.entry.seen
    if first is not None and day <= first:
        since = f"on {in_words(first)} it was still only expected"
        if settled:
            since = f"the entry before it begins on {in_words(first)}"
        raise NoticesError(
            f"--assume: {thing.key} cannot begin on {in_words(day)}: {since}.\n"
            f"  To mend: name a later day: --assume {thing.key}=…"
        )
    entry = last.entry.model_copy(
        update={"begins": day, "seen": None, "not_before": None, "expected": False}
    )
    found = Found(key=last.key, entry=entry, toml=last.toml, index=last.index)
    value = None if entry.ended else found
    begins = Stretch(start=Start.parse(day), value=value)
    return Dated(
        key=thing.key,
        timeline=Timeline((*thing.timeline.stretches, begins)),
        entries=(*settled, found),
    )
