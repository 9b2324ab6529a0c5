"""Find keys in the catalogue that lead nowhere, or to what had ended."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import get_args

from notices.catalogue.model import Catalogue, Found
from notices.dated import in_words
from notices.errors import Fault, did_you_mean
from notices.tomlfile import TomlFile
from notices.tomlfile.lines import Path as KeyPath
from notices.vocabulary.base import KEY
from notices.vocabulary.entries import (
    Applies,
    Body,
    Citation,
    Entry,
    Lawful,
    LawOrReason,
    Purpose,
    Sharing,
    Use,
)
from notices.vocabulary.lists import Group, Issuer
from notices.vocabulary.tables import About, Mention, Service

Named = tuple[KeyPath, str, Collection[str]]
"""A field, a key it names, and the keys that there are."""

Placed = Mapping[tuple[str, str], TomlFile]
"""The file of what stands once, by its kind and its key."""


def crosscheck(catalogue: Catalogue, placed: Placed) -> list[Fault]:
    """Return a fault for every key that names nothing."""
    faults: dict[tuple[str, str, KeyPath, str], Fault] = {}
    entries = (found for _, thing in catalogue.dated() for found in thing.entries)
    for found in entries:
        for field, name, known in _named(found.entry, catalogue):
            if name not in known:
                path = (found.key, found.index, *field)
                fault = _leads_nowhere(found.toml, path, name, known)
                # What carries on is named once, where it was written.
                faults.setdefault((found.file, found.key, field, name), fault)
    return [
        *faults.values(),
        *_in_tables(catalogue, placed),
        *_of_notices(catalogue, placed),
        *_of_regulator(catalogue),
        *_of_successors(catalogue),
        *_to_what_ended(catalogue),
    ]


def _of_regulator(catalogue: Catalogue) -> Iterator[Fault]:
    """Yield faults of the body that notices name on every day, for days it is not."""
    first = min(told.complete_from for told in catalogue.notices.values())
    named = catalogue.bodies.get(catalogue.about.regulator)
    for found in named.entries if named else ():
        start, is_first = found.entry.start, found.index == 0
        is_sure = start.is_exact or found.entry.expected or start.latest <= first
        if found.entry.ended:
            yield _no_regulator(
                found,
                "ended",
                "it ends, and notices name it on every day.",
                "give it an entry with the name of what follows it, "
                "under the same key, in place of this one.",
            )
        elif not is_sure or (is_first and start.latest > first):
            yield _no_regulator(
                found,
                "begins",
                f"notices name it on every day from {in_words(first)} on, "
                "and on some of them it may not be so.",
                "write the day itself; that of its first entry is no later.",
            )


def _no_regulator(found: Found[Entry], key: str, what: str, mend: str) -> Fault:
    return found.toml.fault(
        (found.key, found.index, key),
        what,
        why="catalogue.toml has it as the regulator, to whom people can complain.",
        mend=mend,
    )


def _of_successors(catalogue: Catalogue) -> Iterator[Fault]:
    """Yield faults of bodies that have a successor and go on, or follow themselves."""
    for key, thing in catalogue.bodies.items():
        for found in thing.entries:
            path = (key, found.index, "successor")
            if found.entry.successor and not found.entry.ended:
                yield found.toml.fault(
                    path,
                    "it has a successor, and it goes on.",
                    why="A body is followed by another when it ends.",
                    mend='add ended = "why", or delete this line.',
                )
            elif key in _after(catalogue, found.entry.successor):
                yield found.toml.fault(
                    path,
                    "it comes after itself.",
                    why="Whoever does the work of a body today would never be found.",
                    mend="name the body that does its work today.",
                )


def _after(catalogue: Catalogue, successors: Iterable[str]) -> Collection[str]:
    """Return the keys of all bodies that come after one with these successors."""
    found: dict[str, None] = {}
    left = list(successors)
    while left:
        key = left.pop()
        if key not in found and key in catalogue.bodies:
            left += catalogue.bodies[key].entries[-1].entry.successor
        found[key] = None
    return found


def _to_what_ended(catalogue: Catalogue) -> Iterator[Fault]:
    """Yield faults of sharings that go on to a body after it surely has ended."""
    for thing in catalogue.sharings.values():
        held = [found for found in thing.entries if not found.entry.expected]
        for found, following in zip(held, [*held[1:], None], strict=False):
            body = catalogue.bodies.get(found.entry.to)
            end = body.end(date.max) if body else None
            last = following.entry.start.latest if following else date.max
            if end and not found.entry.ended and last > end.start.latest:
                yield _to_gone(found, end)


def _to_gone(found: Found[Sharing], end: Body) -> Fault:
    to = f'to = "{end.successor[0]}"' if end.successor else "a new to"
    return found.toml.fault(
        (found.key, found.index, "to"),
        f'"{found.entry.to}" ended by {in_words(end.start.latest)}, and this goes on.',
        why="From then on no notice would tell it, and nothing would say why.",
        mend=f'add an entry of that day, with {to}, or with ended = "why".',
    )


def _of_notices(catalogue: Catalogue, placed: Placed) -> Iterator[Fault]:
    """Yield faults of names that no file can have, and of issuers with no notice."""
    for key in catalogue.notices:
        if not KEY.fullmatch(key):
            yield placed["notices", key].fault(
                (key,),
                "this is no name for a notice.",
                why="Its files and its address are called by it.",
                mend="use small letters, digits and single hyphens.",
            )
    for issuer in get_args(Issuer):
        if not catalogue.issued_by(issuer):
            last = placed["notices", [*catalogue.notices][-1]]
            yield last.fault(
                (),
                f'no notice is issued by "{issuer}".',
                why="There must be one to make where none is asked for.",
                mend=f'add "{issuer}" to issued-by of a notice.',
            )


def _named(entry: Entry, catalogue: Catalogue) -> Iterator[Named]:
    applies = getattr(entry, "applies", None)
    if isinstance(applies, Applies):
        yield from _in_applies(applies, catalogue)
    if isinstance(entry, LawOrReason):
        yield from _in_law(entry.law, catalogue)
    yield from _all("in", getattr(entry, "in_", ()), catalogue.notices)
    for name in getattr(entry, "data", ()):
        yield ("data",), name, catalogue.categories
    if isinstance(entry, Body):
        yield from _all("successor", entry.successor, catalogue.bodies)
    elif isinstance(entry, Sharing):
        yield from _in_sharing(entry, catalogue)
    elif isinstance(entry, Purpose):
        yield from _in_purpose(entry, catalogue)
    elif isinstance(entry, Use):
        yield from _all("notices", entry.notices, catalogue.notices)


def _in_sharing(sharing: Sharing, catalogue: Catalogue) -> Iterator[Named]:
    yield ("from",), sharing.from_, catalogue.bodies
    yield ("to",), sharing.to, catalogue.bodies
    yield from _all("purposes", sharing.purposes, catalogue.purposes)


def _in_purpose(purpose: Purpose, catalogue: Catalogue) -> Iterator[Named]:
    for index, basis in enumerate(purpose.bases):
        for field, name, known in _in_basis(basis, catalogue):
            yield ("bases", index, *field), name, known


def _in_basis(basis: Lawful, catalogue: Catalogue) -> Iterator[Named]:
    yield from _all("for", basis.for_, _types(catalogue))
    for field, points in (
        ("article-6", basis.article_6),
        ("article-9", basis.article_9),
    ):
        article = field.removeprefix("article-")
        known = [point for point in catalogue.grounds if point.startswith(article)]
        yield from _all(field, points, known)
    yield from _in_law(basis.law, catalogue)


def _in_applies(applies: Applies, catalogue: Catalogue) -> Iterator[Named]:
    yield from _all("applies", applies.types, _types(catalogue))
    yield from _all("applies", applies.not_types, _types(catalogue))
    yield from _all("applies", applies.uses, catalogue.uses)


def _in_law(law: Iterable[Citation], catalogue: Catalogue) -> Iterator[Named]:
    yield from _laws("law", (citation.key for citation in law), catalogue)


def _laws(field: str, cited: Iterable[str], catalogue: Catalogue) -> Iterator[Named]:
    for citation in cited:
        key, _, provision = citation.partition("/")
        yield (field,), key, catalogue.laws
        if provision and key in catalogue.laws:
            provisions = catalogue.laws[key].provisions
            yield (field,), citation, [f"{key}/{name}" for name in provisions]


def _all(field: str, names: Iterable[str], known: Collection[str]) -> Iterator[Named]:
    yield from (((field,), name, known) for name in names)


def _in_tables(catalogue: Catalogue, placed: Placed) -> Iterator[Fault]:
    """Yield a fault for every key that what stands once names in vain."""
    for kind, key, named in _of_tables(catalogue):
        for field, name, known in named:
            if name not in known:
                path = (key, *field) if key else field
                yield _leads_nowhere(placed[kind, key], path, name, known)


def _of_tables(catalogue: Catalogue) -> Iterator[tuple[str, str, Iterable[Named]]]:
    for key, category in catalogue.categories.items():
        yield "categories", key, _in_applies(category.applies, catalogue)
    for key, service in catalogue.services.items():
        yield "services", key, _in_service(service, catalogue)
    for key, law in catalogue.laws.items():
        yield "legislation", key, _all("replaced-by", law.replaced_by, catalogue.laws)
    for key, retired in catalogue.retired.items():
        known = {*catalogue.bodies, *catalogue.laws}
        yield "retired", key, _all("say-now", retired.say_now, known)
    for key, mention in catalogue.mentions.items():
        yield "source-pages", key, _in_mention(mention, catalogue)
    yield "catalogue", "", _in_about(catalogue.about, catalogue)


def _in_service(service: Service, catalogue: Catalogue) -> Iterator[Named]:
    yield from _all("data", service.data, catalogue.categories)
    if service.uses:
        yield ("uses",), service.uses, catalogue.uses


def _in_mention(mention: Mention, catalogue: Catalogue) -> Iterator[Named]:
    yield from _all("bodies", mention.bodies, catalogue.bodies)
    yield from _all("sharings", mention.sharings, catalogue.sharings)
    yield from _laws("laws", mention.laws, catalogue)


def _in_about(about: About, catalogue: Catalogue) -> Iterator[Named]:
    yield ("regulator",), about.regulator, catalogue.bodies
    yield from _all("regulation", about.regulation, catalogue.laws)
    yield ("schedule",), about.schedule, catalogue.laws


def _types(catalogue: Catalogue) -> Collection[str]:
    return {*catalogue.types, *get_args(Group)}


def _leads_nowhere(
    file: TomlFile, path: KeyPath, name: str, known: Collection[str]
) -> Fault:
    return file.fault(
        path,
        f'there is no "{name}".',
        why="Every key that is named stands somewhere in the catalogue.",
        mend=did_you_mean(name, known, "add it, or name another."),
    )
