"""Find keys in the catalogue that lead nowhere."""

from collections.abc import Collection, Iterable, Iterator
from typing import get_args

from notices.catalogue.model import Catalogue, Found
from notices.errors import Fault, nearest
from notices.vocabulary.entries import (
    Applies,
    Body,
    Citation,
    Entry,
    LawOrReason,
    Purpose,
    Sharing,
)
from notices.vocabulary.lists import Group

Named = tuple[str, str, Collection[str]]
"""A field, a key it names, and the keys that there are."""


def crosscheck(catalogue: Catalogue) -> list[Fault]:
    """Return a fault for every key that names nothing."""
    faults: dict[tuple[str, str, str, str], Fault] = {}
    entries = (found for _, thing in catalogue.dated() for found in thing.entries)
    for found in entries:
        for field, name, known in _named(found.entry, catalogue):
            if name not in known:
                fault = _leads_nowhere(found, field, name, known)
                # What carries on is named once, where it was written.
                faults.setdefault((found.file, found.key, field, name), fault)
    return [*faults.values(), *_in_mentions(catalogue)]


def _named(entry: Entry, catalogue: Catalogue) -> Iterator[Named]:
    applies = getattr(entry, "applies", None)
    if isinstance(applies, Applies):
        yield from _in_applies(applies, catalogue)
    if isinstance(entry, LawOrReason):
        yield from _in_law(entry.law, catalogue)
    for name in getattr(entry, "data", ()):
        yield "data", name, catalogue.categories
    if isinstance(entry, Body):
        yield from (("successor", name, catalogue.bodies) for name in entry.successor)
    elif isinstance(entry, Sharing):
        yield from _in_sharing(entry, catalogue)
    elif isinstance(entry, Purpose):
        yield from _in_purpose(entry, catalogue)


def _in_sharing(sharing: Sharing, catalogue: Catalogue) -> Iterator[Named]:
    yield "from", sharing.from_, catalogue.bodies
    yield "to", sharing.to, catalogue.bodies
    for purpose in sharing.purposes:
        yield "purposes", purpose, catalogue.purposes


def _in_purpose(purpose: Purpose, catalogue: Catalogue) -> Iterator[Named]:
    for basis in purpose.bases:
        yield from (("bases", name, _types(catalogue)) for name in basis.for_)
        yield from _in_law(basis.law, catalogue)


def _in_applies(applies: Applies, catalogue: Catalogue) -> Iterator[Named]:
    for name in (*applies.types, *applies.not_types):
        yield "applies", name, _types(catalogue)
    for name in applies.uses:
        yield "applies", name, catalogue.uses


def _in_law(law: Iterable[Citation], catalogue: Catalogue) -> Iterator[Named]:
    yield from _laws("law", (citation.key for citation in law), catalogue)


def _laws(field: str, cited: Iterable[str], catalogue: Catalogue) -> Iterator[Named]:
    for citation in cited:
        key, _, provision = citation.partition("/")
        yield field, key, catalogue.laws
        if provision and key in catalogue.laws:
            provisions = catalogue.laws[key].provisions
            yield field, citation, [f"{key}/{name}" for name in provisions]


def _in_mentions(catalogue: Catalogue) -> Iterator[Fault]:
    for key, mention in catalogue.mentions.items():
        named: Iterable[Named] = (
            *(("bodies", name, catalogue.bodies) for name in mention.bodies),
            *(("sharings", name, catalogue.sharings) for name in mention.sharings),
            *_laws("laws", mention.laws, catalogue),
        )
        for field, name, known in named:
            if name not in known:
                yield Fault(
                    file="data/source-pages.toml",
                    line=None,
                    key=f"{key}.{field}",
                    **_nothing(name, known),
                )


def _types(catalogue: Catalogue) -> Collection[str]:
    return {*catalogue.types, *get_args(Group)}


def _leads_nowhere(
    found: Found[Entry], field: str, name: str, known: Collection[str]
) -> Fault:
    return found.toml.fault((found.key, found.index, field), **_nothing(name, known))


def _nothing(name: str, known: Collection[str]) -> dict[str, str]:
    near = nearest(name, known)
    return {
        "what": f'there is no "{name}".',
        "why": "Every key that is named stands somewhere in the catalogue.",
        "mend": f'did you mean "{near}"?' if near else "add it, or name another.",
    }
