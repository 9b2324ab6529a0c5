"""A profile's layers: what it extends, merged, each value knowing where it was said."""

import os
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from notices.errors import Fault, FaultsError
from notices.organisation.origin import Origin, Source
from notices.tomlfile import TomlFile, read_toml
from notices.tomlfile.lines import Path as KeyPath
from notices.tomlfile.typed import shown

_IF_EMPTY = (
    "write at least an [organisation] table; examples/ashfield-nursery.toml shows one."
)


@dataclass(slots=True)
class Layers:
    """Values merged from several files, and the origin of each."""

    own: Source
    """The organisation's own file, the last layer."""
    files: tuple[Source, ...] = ()
    """The own file and what it extends, the nearest first."""
    roots: dict[Source, Path] = field(default_factory=dict)
    """The folder that each file may not look outside of."""
    faults: tuple[Fault, ...] = ()
    """What a layer said that could not be read, and is left out."""
    values: dict[str, Any] = field(default_factory=dict)
    origins: dict[KeyPath, Origin] = field(default_factory=dict)

    def origin(self, *path: str | int) -> Origin | None:
        """Return where *path*, or the nearest key around it, was said."""
        return self._nearest(path)[1]

    def knows(self, path: KeyPath) -> bool:
        """Say whether some layer says *path* itself."""
        return path in self.origins

    def fault(
        self, path: KeyPath, what: str, *, why: str = "", mend: str = ""
    ) -> Fault:
        """Return a fault at *path*, in the file that said it, else in the own file."""
        said, origin = self._nearest(path)
        if origin is None:
            return self.own.fault(path, what, why=why, mend=mend)
        at = (*origin.path, *path[said:])
        return origin.file.fault(at, what, why=why, mend=mend)

    def in_order(self, faults: Iterable[Fault]) -> list[Fault]:
        """Sort *faults* as somebody mends them: file by file, from the top down."""
        names = [file.name for file in self.files]

        def place(fault: Fault) -> tuple[int, int]:
            # A workbook's fault goes on with the cell: "schools.xlsx: Sheet1!C7".
            file = next(at for at in names if f"{fault.file}: ".startswith(f"{at}: "))
            return names.index(file), fault.line or 0

        return sorted(faults, key=place)

    def root(self, file: Source) -> Path:
        """Return the folder that *file* may not look outside of."""
        return self.roots.get(file, self.own.folder)

    def _nearest(self, path: KeyPath) -> tuple[int, Origin | None]:
        for length in range(len(path), 0, -1):
            if path[:length] in self.origins:
                return length, self.origins[path[:length]]
        return 0, None


def read_layers(path: Path) -> Layers:
    """Read the profile at *path* and all that it extends, the furthest first.

    What it extends must lie in the folder of the profile, or below it.
    Raises FaultsError.
    """
    folder = path.parent.resolve()
    chain = _chain(path, folder)
    layers = Layers(
        own=chain[0], files=tuple(chain), roots=dict.fromkeys(chain, path.parent)
    )
    for file in reversed(chain):
        _lay(layers, file, own=file is chain[0])
    return layers


def laid_over(base: Layers | None, file: Source, *, own: bool) -> Layers:
    """Return new layers: *file* over *base*, which stays as it is.

    *own* says whether the organisation itself speaks in *file*.
    """
    layers = Layers(own=file, files=(file,), roots={file: file.folder})
    if base is not None:
        layers.files += base.files
        layers.roots |= base.roots
        layers.values = deepcopy(base.values)
        layers.origins = dict(base.origins)
        layers.faults = base.faults
    _lay(layers, file, own=own)
    return layers


def of_others(layers: Layers) -> Layers:
    """Return *layers* as a base: nothing in it is said by the organisation itself."""
    origins = {
        path: replace(origin, own=False) for path, origin in layers.origins.items()
    }
    return replace(layers, origins=origins)


def _chain(path: Path, folder: Path) -> list[TomlFile]:
    """Return the profile and what it extends, the nearest first."""
    files: list[TomlFile] = []
    seen: list[Path] = []
    here = path
    while True:
        seen.append(here.resolve())
        files.append(read_toml(here, if_empty=_IF_EMPTY))
        named = files[-1].values.get("extends")
        if not isinstance(named, str) or not named:
            return files
        here = _base(files[-1], named, folder, seen)


def within(root: Path, folder: Path, named: str) -> tuple[Path, bool] | None:
    """Return where a file *named* in *folder* is, links followed, and whether it is.

    None stands for what lies outside *root*.  What does so by its name alone is not
    even looked for: on Windows it may stand on another machine.
    """
    root, path = root.resolve(), folder.resolve() / named
    if not Path(os.path.normpath(path)).is_relative_to(root):
        return None
    try:
        resolved = path.resolve()
        is_there = resolved.is_file()
    except (OSError, RuntimeError, ValueError):
        return path, False  # too long, in a circle, or what no name may hold
    return (resolved, is_there) if resolved.is_relative_to(root) else None


def _base(file: TomlFile, named: str, folder: Path, seen: list[Path]) -> Path:
    found = within(folder, file.folder, named)
    if found is None:
        fault = file.fault(
            ("extends",),
            f"{shown(named)} lies outside the folder of this profile.",
            why="A profile reads nothing but its own folder and what lies below it.",
            mend="move the base profile beside this one.",
        )
    elif not found[1]:
        fault = file.fault(
            ("extends",),
            f"there is no file {shown(named)}.",
            why="It is looked for beside the profile that names it.",
            mend="check the name, or delete this line.",
        )
    elif found[0] in seen:
        fault = file.fault(
            ("extends",),
            f"{shown(named)} extends this profile in its turn.",
            why="Layers that go round in a circle have no first one.",
            mend="delete one of the extends lines.",
        )
    else:
        return file.folder / named
    raise FaultsError(fault)


def _lay(layers: Layers, file: Source, *, own: bool) -> None:
    """Lay the values of *file* over what there is."""
    for key, value in file.values.items():
        _put(layers, (key,), value, Origin(file, (key,), own))


def _put(layers: Layers, path: KeyPath, value: Any, origin: Origin) -> None:
    if isinstance(value, dict):
        layers.origins.setdefault(path, origin)
        _table(layers, path)
        for key, inner in value.items():
            here = Origin(origin.file, (*origin.path, key), origin.own)
            _put(layers, (*path, key), inner, here)
    elif _is_tables(value):
        layers.origins.setdefault(path, origin)
        for index, inner in enumerate(value):
            here = Origin(origin.file, (*origin.path, index), origin.own)
            _put_item(layers, path, inner, here)
    else:
        _forget(layers, path)
        _set(layers, path, value)
        layers.origins[path] = origin


def _put_item(
    layers: Layers, path: KeyPath, value: Mapping[str, Any], origin: Origin
) -> None:
    """Replace the table that another layer gave the same name, or add this one."""
    items = _list(layers, path)
    name = identity_of(value)
    at = next(
        (
            index
            for index, item in enumerate(items)
            if name
            and identity_of(item) == name
            and not _is_said_in(layers, (*path, index), origin.file)
        ),
        len(items),
    )
    items[at:] = [dict(value), *items[at + 1 :]]
    _forget(layers, (*path, at))
    layers.origins[*path, at] = origin
    for key in value:
        layers.origins[*path, at, key] = Origin(
            origin.file, (*origin.path, key), origin.own
        )


def _is_said_in(layers: Layers, path: KeyPath, file: Source) -> bool:
    """Say whether *file* said *path*, or what holds it: a list that is no tables."""
    origin = layers.origin(*path)
    return origin is not None and origin.file is file


def _forget(layers: Layers, path: KeyPath) -> None:
    """Forget who said what at *path* and below: it is about to be replaced."""
    if path in layers.origins:
        for said in [said for said in layers.origins if said[: len(path)] == path]:
            del layers.origins[said]


def _is_tables(value: Any) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(item, dict) for item in value)
    )


def identity_of(table: Any) -> tuple[Any, ...]:
    """Return what tells a table of a list from the others; () for what is no table.

    By it a later layer replaces one of them.  Different data may go to one country, so
    a transfer is known by both.

    >>> identity_of({"to": "Ireland", "what": "photographs", "safeguard": "…"})
    ('Ireland', 'photographs')
    """
    if not isinstance(table, dict):
        return ()
    names = [table[name] for name in ("key", "name") if name in table][:1]
    return tuple(names or [table[name] for name in ("to", "what") if name in table])


def _table(layers: Layers, path: KeyPath) -> dict[str, Any]:
    here = layers.values
    for part in path:
        inner = here.get(str(part))
        if not isinstance(inner, dict):
            inner = {}
            here[str(part)] = inner
        here = inner
    return here


def _list(layers: Layers, path: KeyPath) -> list[Any]:
    table = _table(layers, path[:-1])
    found = table.get(str(path[-1]))
    if not isinstance(found, list):
        found = []
        table[str(path[-1])] = found
    return found


def _set(layers: Layers, path: KeyPath, value: Any) -> None:
    _table(layers, path[:-1])[str(path[-1])] = value
