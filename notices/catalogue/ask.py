"""Put questions to the catalogue: what a key is, and what speaks of some words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel

from notices.catalogue.model import Catalogue, Dated
from notices.errors import NoticesError
from notices.vocabulary.entries import Entry

_DATED = (
    "bodies",
    "sharings",
    "purposes",
    "retention",
    "rights",
    "requirements",
    "types",
    "uses",
)
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

    Raises NoticesError with the nearest keys if there is none.
    """
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


def search(catalogue: Catalogue, words: str, on: date) -> list[Shown]:
    """Return what has every one of *words* in its key or in its texts."""
    wanted = words.casefold().split()
    return [
        thing
        for thing in _everything(catalogue, on)
        if all(word in _text(thing).casefold() for word in wanted)
    ]


def _text(thing: Shown) -> str:
    return " ".join([thing.key, *(str(entry) for entry in thing.entries)])


def _everything(catalogue: Catalogue, on: date) -> Iterator[Shown]:
    for kind in _DATED:
        for thing in getattr(catalogue, kind).values():
            yield _dated(kind, thing, on)
    for kind in _FLAT:
        for key, value in getattr(catalogue, kind).items():
            yield Shown(
                kind=kind,
                key=key,
                title=_title(value, key),
                entries=(_as_written(value),),
                places=(),
                current=0,
            )


def _dated(kind: str, thing: Dated[Entry], on: date) -> Shown:
    holds = thing.on(on)
    return Shown(
        kind=kind,
        key=thing.key,
        title=_title(thing.entries[-1].entry, thing.key),
        entries=tuple(_as_written(found.entry) for found in thing.entries),
        places=tuple(f"{found.file}:{found.line}" for found in thing.entries),
        current=thing.entries.index(holds) if holds else None,
    )


def _as_written(value: BaseModel) -> Mapping[str, Any]:
    return value.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def _title(value: BaseModel, key: str) -> str:
    for name in ("title", "name", "question"):
        text = getattr(value, name, None)
        if text:
            return str(text)
    return key
