"""Put questions to the catalogue: what a key is, and what speaks of some words."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel

from notices.catalogue.model import DATED, Catalogue, Dated
from notices.dated import Start
from notices.errors import NoticesError
from notices.vocabulary.entries import Entry, is_told_in
from notices.vocabulary.tables import Law, Mention, Retired

_FEW = 20
"""Keys that a message can list."""
_FLAT = ("categories", "services", "laws", "grounds", "retired")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A key of the catalogue and everything that is written of it."""

    kind: str
    key: str
    title: str
    entries: tuple[Mapping[str, Any], ...]
    """As written in TOML, what carries on filled in; one for what never changes."""
    places: tuple[str, ...]
    """`data/sharings/health.toml:12`, one an entry; () for what never changes."""
    current: int | None
    """Which of the entries surely holds on the day asked for."""


def show(catalogue: Catalogue, key: str, on: date) -> list[Shown]:
    """Return everything that goes by *key*: a sharing and a law may share one.

    A provision, as in `education-act-1996/s537A`, is told with its law.
    Raises NoticesError with the nearest keys if there is none.
    """
    law, _, provision = key.partition("/")
    if law in catalogue.laws and provision in catalogue.laws[law].provisions:
        return [one for one in show(catalogue, law, on) if one.kind == "laws"]
    found = [thing for thing in _everything(catalogue, on) if thing.key == key]
    if found:
        return found
    keys = sorted({thing.key for thing in _everything(catalogue, on)})
    near = get_close_matches(key, keys, n=3)
    mend = f"did you mean {' or '.join(near)}?" if near else "search for a word of it."
    raise NoticesError(
        f'Nothing in the catalogue has the key "{key}".\n'
        f"  To mend: {mend}  notices catalogue search WORDS looks in every text."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is looked for; a thing is found when one of its entries has all of it."""

    words: str = ""
    """Each in the key or somewhere in the texts."""
    recipient: str = ""
    purpose: str = ""
    notice: str = ""
    law: str = ""
    """A law's key, a provision (`s537A`), or both (`education-act-1996/s537A`)."""
    page: int | None = None
    """Which of the Department's two pages names it; None for either or none."""

    def fits(self, key: str, entry: Mapping[str, Any]) -> bool:
        """Say whether an entry, as written, has all that is looked for."""
        provisions = entry.get("provisions", ())
        text = "\n".join((key, *provisions, *_texts(entry))).casefold()
        return (
            all(word in text for word in self.words.casefold().split())
            and self.recipient in {"", entry.get("to")}
            and (not self.purpose or self.purpose in _purposes(key, entry))
            and (not self.law or any(map(self._cites, _citations(entry))))
        )

    def _cites(self, cited: str) -> bool:
        key, _, provision = cited.casefold().partition("/")
        return self.law.casefold() in {cited.casefold(), key, provision}


def search(catalogue: Catalogue, asked: Query, on: date) -> list[Shown]:
    """Return what was asked for, of any day; `current` says what holds *on* this one.

    Words that are a name as the Department's pages had it find what stands for it.
    Raises NoticesError, with the nearest keys, for a key that there is not.
    """
    _check_keys(catalogue, asked)
    found = []
    mentions = catalogue.mentions.values()
    named = _stands_for(one for one in mentions if one.page == asked.page)
    words = asked.words.casefold()
    called = _stands_for(
        one for one in mentions if words in map(str.casefold, one.names)
    )
    for thing in _everything(catalogue, on):
        if asked.page is not None and (thing.kind, thing.key) not in named:
            continue
        plain = replace(asked, words="") if (thing.kind, thing.key) in called else asked
        fits = [
            plain.fits(thing.key, entry) and (not asked.notice or is_told)
            for entry, is_told in zip(
                thing.entries, _told(catalogue, thing, asked.notice), strict=True
            )
        ]
        if any(fits):
            holds = thing.current is not None and fits[thing.current]
            found.append(replace(thing, current=thing.current if holds else None))
    return found


def _stands_for(mentions: Iterable[Mention]) -> set[tuple[str, str]]:
    """Return the kind and key of all that stands for what a page names."""
    found: set[tuple[str, str]] = set()
    for one in mentions:
        found |= {("bodies", key) for key in one.bodies}
        found |= {("sharings", key) for key in one.sharings}
        found |= {("laws", key.partition("/")[0]) for key in one.laws}
    return found


def _told(catalogue: Catalogue, thing: Shown, notice: str) -> list[bool]:
    """Say of each entry whether it names the notices that tell it, and this is one."""
    if thing.kind not in DATED:
        return [False for _ in thing.entries]
    dated: Dated[Entry] = getattr(catalogue, thing.kind)[thing.key]
    named = (getattr(found.entry, "in_", None) for found in dated.entries)
    return [told is not None and is_told_in(notice, told) for told in named]


def _check_keys(catalogue: Catalogue, asked: Query) -> None:
    if asked.page not in {None, 1, 2}:
        raise NoticesError(
            f"--page: there is no page {asked.page}.\n"
            "  To mend: write 1 for the page of 2011, or 2 for the page of 2015."
        )
    for option, key, known in (
        ("--recipient", asked.recipient, catalogue.bodies),
        ("--purpose", asked.purpose, catalogue.purposes),
        ("--notice", asked.notice, catalogue.notices),
    ):
        if key and key not in known:
            raise NoticesError(
                f'{option}: there is no "{key}" in the catalogue.\n'
                f"  To mend: {_mend(key, known)}"
            )


def _mend(key: str, known: Collection[str]) -> str:
    near = get_close_matches(key, known, n=3)
    if near:
        return f"did you mean {' or '.join(near)}?"
    return (
        f"name one of {', '.join(known)}." if len(known) <= _FEW else "check the key."
    )


def _texts(value: Any) -> Iterator[str]:
    """Yield what an entry says, without the names of its fields."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (Mapping, list)):
        for inner in value.values() if isinstance(value, Mapping) else value:
            yield from _texts(inner)


def _purposes(key: str, entry: Mapping[str, Any]) -> Iterable[str]:
    return (key, *entry.get("purposes", ()))


def _citations(entry: Mapping[str, Any]) -> Iterator[str]:
    for basis in (entry, *entry.get("bases", ())):
        for citation in basis.get("law", ()):
            yield citation["key"]


def _everything(catalogue: Catalogue, on: date) -> Iterator[Shown]:
    for kind, thing in catalogue.dated():
        yield _dated(kind, thing, on)
    for kind in _FLAT:
        for key, value in getattr(catalogue, kind).items():
            yield Shown(
                kind=kind,
                key=key,
                title=title_of(value, key),
                entries=(as_written(value),),
                places=(),
                current=0 if _holds(value, on) else None,
            )


def _holds(value: BaseModel, on: date) -> bool:
    """Say whether what stands once holds: a law, or that a name is retired."""
    if isinstance(value, Law):
        return value.is_in_force(on)
    return not isinstance(value, Retired) or Start.parse(value.since).latest <= on


def _dated(kind: str, thing: Dated[Entry], on: date) -> Shown:
    holds = thing.on(on)
    return Shown(
        kind=kind,
        key=thing.key,
        title=title_of((holds or thing.entries[-1]).entry, thing.key),
        entries=tuple(as_written(found.entry) for found in thing.entries),
        places=tuple(f"{found.file}:{found.line}" for found in thing.entries),
        current=thing.entries.index(holds) if holds else None,
    )


def as_written(value: BaseModel) -> Mapping[str, Any]:
    """Return the fields of an entry as TOML has them, defaults left out."""
    return value.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def title_of(value: BaseModel, key: str) -> str:
    """Return what a reader calls the entry, or its key."""
    for name in ("title", "name", "question"):
        text = getattr(value, name, None)
        if text:
            return str(text)
    return key
