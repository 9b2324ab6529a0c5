"""What became of all that the Department's pages named, from the catalogue."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from notices.catalogue import Catalogue, Dated
from notices.dated import Start, in_words
from notices.vocabulary.entries import Body, Sharing
from notices.vocabulary.tables import Law, Mention

NOW = date(2026, 11, 22)
DAYS = {1: date(2011, 7, 11), 2: date(2015, 3, 1)}
_HEADS = {
    1: f"""\
## Page 1: who the Department passes pupil data to

The page as the National Archives kept it on {in_words(DAYS[1])}.
""",
    2: f"""\
## Page 2: how the Department shares pupil and workforce data

The page has no day of its own; we ask of {in_words(DAYS[2])}.
Its study of education and earnings shows that this state may be somewhat later.
Three of its lists did not survive; the notes say what each line was put back from.
""",
}
_INTRODUCTION = f"""\
# What became of the two pages

Two pages of the Department for Education once told who gets pupils' and staff's data.
This document lists every body and law that they named.
Beside each stands what the catalogue tells of the page's day and of {in_words(NOW)}.

- A sharing is written "giver → receiver".
- "Must": the law asks for it. "Done": it happens. "Allowed": the law lets it happen.
- "Told from" a day: it began on that day, or no source shows it earlier.
- What ended says why, and which bodies stood in its place on that day.

`notices catalogue search --page 1` and `--page 2` list the same keys.
The names stand in [data/source-pages.toml](../data/source-pages.toml).
tools/reference writes this document.
"""
_IS = {"required": "must", "done": "done", "permitted": "allowed"}


def fresh(catalogue: Catalogue) -> str:
    """Return the document as it should be."""
    return "\n".join([_INTRODUCTION, *_pages(catalogue)])


def _pages(catalogue: Catalogue) -> Iterator[str]:
    for page, day in DAYS.items():
        yield _HEADS[page]
        for mention in catalogue.mentions.values():
            if mention.page == page:
                yield _block(catalogue, mention, day)


def _block(catalogue: Catalogue, mention: Mention, day: date) -> str:
    lines = [f"### {', '.join(mention.names)}", "", mention.says]
    if mention.note:
        lines.append(mention.note)
    if mention.missing:
        return "\n".join([*lines, f"Not in the catalogue: {mention.missing}.", ""])
    lines += ["", f"| key | {in_words(day)} | {in_words(NOW)} |", "|---|---|---|"]
    for key, then, now in _rows(catalogue, mention, day):
        lines.append(f"| `{key}` | {then} | {now} |")
    return "\n".join([*lines, ""])


def _rows(
    catalogue: Catalogue, mention: Mention, day: date
) -> Iterator[tuple[str, str, str]]:
    for keys, told in (
        (mention.bodies, body_on),
        (mention.sharings, sharing_on),
        (mention.laws, law_on),
    ):
        for key in keys:
            yield key, told(catalogue, key, day), told(catalogue, key, NOW)


def body_on(catalogue: Catalogue, key: str, day: date) -> str:
    """Say what a body was called on a day, or what became of it."""
    body = catalogue.bodies[key]
    found = body.on(day)
    if found:
        return found.entry.name
    heirs = dict.fromkeys(_heirs(catalogue.bodies, key, day))
    in_its_place = f". In its place: {', '.join(heirs)}" if heirs else ""
    return f"{_without(body, day)}{in_its_place}"


def sharing_on(catalogue: Catalogue, key: str, day: date) -> str:
    """Say who gave to whom on a day, or what became of it."""
    found = catalogue.sharings[key].on(day)
    if found is None:
        return _without(catalogue.sharings[key], day)
    sharing: Sharing = found.entry
    giver, receiver = (
        _name(catalogue.bodies, one, day) for one in (sharing.from_, sharing.to)
    )
    return f"{giver} → {receiver} ({_IS[sharing.happens]})"


def law_on(catalogue: Catalogue, key: str, day: date) -> str:
    """Say whether a law was in force on a day, and what replaced it."""
    name, _, provision = key.partition("/")
    law: Law = catalogue.laws[name]
    cite = f", {law.provisions[provision].cite}" if provision else ""
    begins = Start.parse(law.begins).latest if law.begins else date.min
    if day < begins:
        return f"told from {in_words(begins)} on"
    ends = Start.parse(law.ends) if law.ends else None
    if ends is None or day <= (ends.earliest or ends.latest):
        return f"in force: {law.title}{cite}"
    after = ", ".join(catalogue.laws[one].title for one in law.replaced_by)
    return f"ended on {in_words(ends.latest)}. In its place: {after}"


def _heirs(bodies: Mapping[str, Dated[Body]], key: str, day: date) -> Iterator[str]:
    """Yield the bodies of a day that took over from one that had ended by then."""
    last = bodies[key].entries[-1].entry
    if not last.ended or last.start.latest > day:
        return
    for successor in last.successor:
        if (
            bodies[successor].on(day) is None
            and bodies[successor].entries[-1].entry.successor
        ):
            yield from _heirs(bodies, successor, day)
        else:
            yield _name(bodies, successor, day)


def _without(thing: Dated[Any], day: date) -> str:
    """Say why a thing is not told of a day."""
    last = thing.entries[-1].entry
    if last.ended and last.start.latest <= day:
        return f"ended: {last.ended}"
    begins = thing.entries[0].entry.start.latest
    if day < begins:
        return f"told from {in_words(begins)} on"
    return f"not sure: it may have ended by {in_words(last.start.latest)}"


def _name(bodies: Mapping[str, Dated[Body]], key: str, day: date) -> str:
    """Return what a body is called on a day, or was or will be called."""
    held = bodies[key].on(day)
    return (held or bodies[key].entries[-1]).entry.name
