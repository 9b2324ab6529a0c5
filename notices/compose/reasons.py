"""Why a notice does not tell something: the condition that failed, in words."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from notices.catalogue import Catalogue, Dated
from notices.compose.selection import Selection, select
from notices.dated import in_words
from notices.errors import NoticesError, did_you_mean
from notices.organisation.organisation import Organisation
from notices.vocabulary.entries import Applies, Entry

TOLD = ("sharings", "purposes", "retention", "rights", "uses")
"""What can be asked after: the kinds of thing that a notice chooses among."""


def why_not(
    catalogue: Catalogue, organisation: Organisation, kind: str, on: date, key: str
) -> str:
    """Return why a notice does not tell what goes by *key*; "" if it does.

    Raises NoticesError for a key that the catalogue does not have, and DayError.
    """
    things = [thing for name in TOLD if (thing := getattr(catalogue, name).get(key))]
    if not things:
        raise NoticesError(_unknown(catalogue, key))
    if all(thing.on(on) is None for thing in things):
        return _not_on_the_day(things[-1], on)
    selection = select(catalogue, organisation, kind, on)
    condition = selection.left_out.get(key, "")
    if not condition:
        return _silent(selection, organisation, key)
    if condition == "off":
        return _off(organisation, key)
    name = condition.removeprefix("applies.").replace("-", "_")
    entries = [found.entry for one in things if (found := one.on(on)) is not None]
    entry = next((one for one in entries if _has(one, name)), entries[0])
    return f"{condition}: {_in_words(condition, entry, organisation, selection)}."


def _silent(selection: Selection, organisation: Organisation, key: str) -> str:
    """Return why nothing is said to a question, by whose key nothing else is told."""
    chosen = (selection.sharings, selection.purposes)
    kept = (selection.retention, selection.rights)
    if any(found.key == key for told in (*chosen, *kept) for found in told):
        return ""
    if key not in selection.uses:
        return f"notices: it is asked for other notices, not for {selection.kind}."
    answer = organisation.answers.get(key)
    if answer or (answer is False and selection.uses[key].entry.says_no):
        return ""
    (said,) = _answers(Applies(uses=(key,)), organisation)
    return f"{said}, so nothing is said."


def _off(organisation: Organisation, key: str) -> str:
    origin = organisation.layers.origin("off", key)
    place = f" ({origin.file.name}:{origin.line})" if origin else ""
    return f"off: the profile says “{organisation.profile.off[key]}”{place}."


def _has(entry: Entry, name: str) -> bool:
    """Say whether an entry sets a condition: two things may share a key."""
    applies = getattr(entry, "applies", None)
    return bool(getattr(applies, name, None) or getattr(entry, f"{name}_", None))


def _unknown(catalogue: Catalogue, key: str) -> str:
    known = [key for name in TOLD for key in getattr(catalogue, name)]
    mend = did_you_mean(key, known, "search for a word of it.")
    return (
        f'No sharing, purpose, period, right or question has the key "{key}".\n'
        f"  To mend: {mend}  notices catalogue search WORDS looks in every text."
    )


def _not_on_the_day(thing: Dated[Any], on: date) -> str:
    first, last = thing.entries[0].entry, thing.entries[-1].entry
    if last.expected and not any(True for _ in thing.timeline):
        return "expected: it is announced, and not in force."
    if first.start.latest > on:
        is_unsure = first.start.earliest is None or first.start.earliest <= on
        sure = "surely holds only from" if is_unsure else "begins on"
        return f"begins: it {sure} {in_words(first.start.latest)}."
    if last.ended and (last.start.earliest or date.min) <= on:
        return f"ended: {last.ended}."
    return f"begins: on {in_words(on)} it is not sure which entry holds."


def _in_words(
    condition: str, entry: Any, organisation: Organisation, selection: Selection
) -> str:
    if condition.startswith("applies."):
        name = condition.removeprefix("applies.")
        return _APPLIES[name](entry.applies, organisation, selection)
    return _OTHERS[condition](entry, organisation, selection)


def _type(selection: Selection) -> str:
    return f"{selection.type.entry.article} {selection.type.entry.title}"


def _ages(organisation: Organisation) -> str:
    spans = [place.ages for place in organisation.places if place.ages]
    if not spans:
        return "no ages are known here"
    low, high = min(low for low, _ in spans), max(high for _, high in spans)
    return f"the ages here are {low} to {high}"


def _answers(applies: Applies, organisation: Organisation) -> Iterator[str]:
    for use in applies.uses:
        answer = organisation.answers.get(use)
        said = "not answered" if answer is None else "answered no"
        yield f"uses.{use} is {said}"


_APPLIES: Mapping[str, Callable[[Applies, Organisation, Selection], str]] = {
    "types": lambda applies, _, selection: (
        f"it is for {', '.join(applies.types)}; this is {_type(selection)}"
    ),
    "not-types": lambda applies, _, selection: (
        f"it is not for {', '.join(applies.not_types)}; this is {_type(selection)}"
    ),
    "ages-from": lambda applies, organisation, _: (
        f"it needs pupils of {applies.ages_from} or over; {_ages(organisation)}"
    ),
    "ages-to": lambda applies, organisation, _: (
        f"it needs pupils of {applies.ages_to} or under; {_ages(organisation)}"
    ),
    "year-groups": lambda applies, organisation, _: (
        f"it needs year {', '.join(applies.year_groups)}; {_ages(organisation)}"
    ),
    "uses": lambda applies, organisation, _: "; ".join(_answers(applies, organisation)),
    "trust": lambda applies, organisation, _: (
        f"it is for a {applies.trust}-academy trust; "
        f"this is {organisation.trust_schools or 'none that is known'}"
    ),
    "faith": lambda applies, _, __: (
        f"it is for schools {'with' if applies.faith else 'without'} "
        "a religious character"
    ),
}
_OTHERS: Mapping[str, Callable[[Any, Organisation, Selection], str]] = {
    "in": lambda entry, _, selection: (
        f"it is told in {', '.join(entry.in_) or 'others'}, not in {selection.kind}"
    ),
    "told-by": lambda entry, _, selection: (
        f"it is told by {', '.join(entry.told_by)}; this is {_type(selection)}"
    ),
    "to": lambda entry, _, selection: (
        f"whether {entry.to} existed on {in_words(selection.on)} is not sure"
    ),
    "bases": lambda _, __, selection: (
        f"no lawful basis is given for {_type(selection)}"
    ),
}
