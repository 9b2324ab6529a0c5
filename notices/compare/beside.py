"""What no notice of the days compared shows: later entries, and profiles in git."""

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from notices.catalogue import Catalogue, Found
from notices.catalogue.ask import title_of
from notices.catalogue.changes import differing
from notices.compare.facts import FactChange, Field, What
from notices.compare.git import differs
from notices.compare.opening import Named
from notices.compare.side import Composed
from notices.compare.whom import Side
from notices.dated import in_words
from notices.errors import NoticesError
from notices.organisation.layers import read_layers
from notices.organisation.table import is_table
from notices.vocabulary.entries import Entry


def beside(
    sides: tuple[Side, Side],
    names: tuple[Named, Named],
    profiles: Iterable[Path],
    *,
    after: date,
    root: Path,
) -> Iterator[FactChange]:
    """Yield what differs between two sides and no notice of these days shows.

    *after* is the later of the days, *root* a folder of the repository.
    """
    old, new = sides
    if isinstance(old, Composed) and isinstance(new, Composed):
        yield from later_entries(old.catalogue, new.catalogue, after)
    revisions = [name.revision for name in names if name.kind == "git"]
    yield from other_profiles(revisions, profiles, root)


def later_entries(old: Catalogue, new: Catalogue, after: date) -> Iterator[FactChange]:
    """Yield the entries of later days that the two states of the data have otherwise.

    *after* is the later of the days compared.
    """
    before, now = dict(_later(old, after)), dict(_later(new, after))
    known = {(kind, thing.key) for kind, thing in old.dated()}
    for place in dict.fromkeys((*before, *now)):
        was, found = before.get(place), now.get(place)
        fields = tuple(_fields(was, found))
        told = found or was
        if told is None or not fields:
            continue
        kind, key, _ = place
        what: What = "began" if (kind, key) not in known else "changed"
        is_gone = "is no longer there" if found is None else "is told by no notice yet"
        yield FactChange(
            what=what,
            kind=kind,
            key=key,
            title=title_of(told.entry, key),
            whole=fields,
            why=f"its entry from {_day(told)} on {is_gone}: that day comes after "
            "those compared here",
            since=_day(told),
            source=f"[{told.entry.source.title}]({told.entry.source.url})",
            place=f"{told.file}:{told.line}",
        )


Place = tuple[str, str, str]
"""The table of an entry, its key, and when it begins."""


def _later(catalogue: Catalogue, after: date) -> Iterator[tuple[Place, Found[Entry]]]:
    for kind, thing in catalogue.dated():
        for found in thing.entries:
            if found.entry.start.latest > after:
                yield (kind, thing.key, str(found.entry.begins)), found


def _fields(old: Found[Entry] | None, new: Found[Entry] | None) -> Iterator[Field]:
    for name, (was, now) in differing(old, new):
        yield Field(name=name, old=_text(was), new=_text(now))


def _text(value: Any) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    return json.dumps(value, ensure_ascii=False)


def _day(found: Found[Entry]) -> str:
    begins = found.entry.begins
    return in_words(begins) if isinstance(begins, date) else str(begins)


def other_profiles(
    revisions: Iterable[str], paths: Iterable[Path], root: Path
) -> Iterator[FactChange]:
    """Yield the profiles, what they extend, and tables not here as a revision has them.

    Both sides take them as they are here, so that no notice shows the difference.
    """
    files = dict.fromkeys(file for path in paths for file in _files(path))
    for revision in revisions:
        commit = revision.partition(":")[0]
        for path in files:
            ids = differs(path, commit, root)
            if ids is not None:
                yield FactChange(
                    what="changed",
                    kind="profiles",
                    key=path.as_posix(),
                    title=path.as_posix(),
                    whole=(Field(name="file", old=ids[0], new=ids[1]),),
                    why=f"it is not as git:{commit} has it, and both sides take it as "
                    "it is here; to compare what it changes, build both and compare "
                    "the folders with built:",
                )


def _files(path: Path) -> Iterator[Path]:
    """Yield a table, or a profile and what it extends, as far as it can be read."""
    yield path
    if not is_table(path):
        with suppress(NoticesError):
            yield from (Path(file.name) for file in read_layers(path).files)
