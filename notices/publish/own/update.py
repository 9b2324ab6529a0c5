"""Bring a wording set of one's own up to what ships now: a merge of three.

What the set started from, what somebody made of it, and what ships now.  Nothing that
somebody wrote is lost: where both changed the same lines, both stand, marked.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from notices import __version__
from notices.compose.overlay import refuse_no_set, wording_folders
from notices.errors import Fault, FaultsError
from notices.publish.own.blocks import cut
from notices.publish.own.entries import Fate, fate, keys_of, kind_of, merged_data
from notices.publish.own.merge import Labels, Three, merged
from notices.publish.own.texts import (
    BASE,
    Texts,
    base_of,
    remembering,
    shipped_texts,
    texts_of,
    version_of,
)
from notices.publish.write import cannot_write, write_changed
from notices.tomlfile import read_toml
from notices.unfinished import unfinished

_LABELS = Labels(base="before", ours="yours", theirs=f"notices {__version__}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """What becomes of a wording set."""

    texts: Texts
    """Its files as they will be; one that is not among them is deleted."""
    base: Texts
    """What ships now of what the set holds: where it starts from next time."""
    fates: tuple[tuple[str, Fate], ...]
    """By file, in the order of the files; what stays as it is has none."""

    @property
    def conflicts(self) -> tuple[tuple[str, int], ...]:
        """Return the files and lines at which a person has to choose."""
        return tuple(
            (name, line)
            for name, text in self.texts.items()
            for line in unfinished(text)
        )


def planned(folder: Path, *, started: Path | None = None) -> Update:
    """Return what an update of the set in *folder* would make of it.

    *started* is a folder that holds the version which the set started from, for a set
    that does not remember it.  Raises NoticesError for a set with faults, MissingError
    where both changed a text and there is no git.
    """
    wording_folders((folder,))
    _refuse_faults(folder)
    if started is not None:
        refuse_no_set(started)
    base = base_of(folder) if started is None else texts_of(started)
    return updated(texts_of(folder), base, shipped_texts())


def updated(ours: Texts, base: Texts, theirs: Texts) -> Update:
    """Return what becomes of *ours*, which started from *base*, as *theirs* ship."""
    kinds = {kind for name in ours if (kind := kind_of(name))}
    old = {kind: keys_of(base, kind) for kind in kinds}
    new = {kind: keys_of(theirs, kind) for kind in kinds}
    texts: dict[str, str] = {}
    fates: list[tuple[str, Fate]] = []
    for name, text in ours.items():
        kind = kind_of(name)
        pieces = cut(text) if kind and text != base.get(name) else None
        if pieces is None or (kind and not pieces.blocks):
            result, found = _merged_file(name, text, base, theirs)
        else:
            result, found = merged_data(pieces, old[kind], new[kind], _LABELS)
        if result:
            texts[name] = result if found else text
        fates += ((name, one) for one in found)
    return Update(texts=texts, base=_next_base(ours, theirs, new), fates=tuple(fates))


def write_update(folder: Path, update: Update) -> None:
    """Write an update: all files whole, then delete what ships no more.

    Raises OutputError and leaves nothing half-written.
    """
    files = {
        folder / name: _with_line_ends(folder / name, text)
        for name, text in update.texts.items()
    }
    write_changed(files | remembering(folder, update.base))
    for place, kept in ((folder, update.texts), (folder / BASE, update.base)):
        for name in texts_of(place).keys() - kept.keys():
            _delete(place / name)


def behind(folder: Path) -> tuple[str, ...]:
    """Return what the set holds that has changed since in what ships.

    Files, and keys of data as `sharings/school-census`; none for a set that does not
    remember where it started.  Raises FaultsError for a file of it that is no text.
    """
    base, theirs = base_of(folder), shipped_texts()
    changed = [name for name in base if base[name] != theirs.get(name)]
    if not changed:
        return ()
    ours = texts_of(folder)
    whole = [name for name in changed if name in ours and not kind_of(name)]
    kinds = dict.fromkeys(kind for name in changed if (kind := kind_of(name)))
    return (*whole, *(key for kind in kinds for key in _keys(kind, ours, base, theirs)))


def told_behind(folder: Path) -> str:
    """Return what to say of a set that an update would change; "" if none would.

    Raises FaultsError, as `behind` and `version_of` do.
    """
    places = behind(folder)
    if not places:
        return ""
    shown = ", ".join(places[:_SHOWN])
    more = f" and {len(places) - _SHOWN} more" if len(places) > _SHOWN else ""
    return (
        f"{folder}: it was made for notices {version_of(folder) or 'of before'}. "
        f"What ships has changed since: {shown}{more}.\n"
        f"  To mend: notices wording update {folder}"
    )


_SHOWN = 5


def _keys(kind: str, ours: Texts, base: Texts, theirs: Texts) -> Iterator[str]:
    own, old, new = (keys_of(texts, kind) for texts in (ours, base, theirs))
    for key in own:
        sides = [[one.text for one in side.get(key, ())] for side in (old, new)]
        if sides[0] and sides[0] != sides[1]:
            yield f"{kind}/{key}"


def _merged_file(
    name: str, text: str, base: Texts, theirs: Texts
) -> tuple[str, list[Fate]]:
    """Merge a file as a whole: a template, a style sheet, data that is one table."""
    if name not in base:
        differs = theirs.get(name, text) != text
        return text, [Fate(key="", what="unknown")] if differs else []
    three = Three(base=base[name], ours=text, theirs=theirs.get(name, ""))
    result = merged(three, _LABELS)
    return result, list(fate("", three, result))


def _next_base(
    ours: Texts, theirs: Texts, keys: Mapping[str, Mapping[str, object]]
) -> dict[str, str]:
    """Return the files that ship and hold something that the set holds too."""
    held = {kind: keys_of(ours, kind).keys() for kind in keys}
    return {
        name: text
        for name, text in theirs.items()
        if name in ours
        or (
            (kind := kind_of(name)) in held
            and held[kind] & keys_of({name: text}, kind).keys()
        )
    }


def _refuse_faults(folder: Path) -> None:
    """Raise FaultsError for data that is no TOML: nobody could tell its keys."""
    faults: list[Fault] = []
    for path in sorted((folder / "data").rglob("*.toml")):
        try:
            read_toml(path)
        except FaultsError as error:
            faults += error.faults
    if faults:
        raise FaultsError(*faults)


def _with_line_ends(path: Path, text: str) -> bytes:
    """Return *text* as bytes, its lines ended as those of the file that is there."""
    with suppress(OSError):
        if b"\r\n" in path.read_bytes():
            text = text.replace("\n", "\r\n")
    return text.encode()


def _delete(path: Path) -> None:
    try:
        path.unlink()
    except OSError as error:
        raise cannot_write(error, path) from None
