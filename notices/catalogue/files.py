"""Read the files of `data/`, the shipped ones first, and gather what is wrong.

A key that a later folder tells of stands in place of what an earlier one said.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from notices.catalogue.history import dated
from notices.catalogue.model import Dated
from notices.errors import Fault, FaultsError, nearest
from notices.tomlfile import TomlFile, faults_from, read_toml
from notices.vocabulary import entries
from notices.vocabulary.schema import other_schema

E = TypeVar("E", bound=entries.Entry)
M = TypeVar("M", bound=BaseModel)
_MISSING = "missing."
_MANY = 5
"""Keys that nobody forgets one by one."""


@dataclass
class Reading:
    """One reading of the folders, gathering faults as it goes."""

    folders: tuple[Path, ...]
    names: Mapping[Path, str] = field(default_factory=dict)
    """What to call folders that their author does not know by their paths."""
    faults: list[Fault] = field(default_factory=list)
    placed: dict[tuple[str, str], TomlFile] = field(default_factory=dict)
    """Where what stands once was read, by its kind and its key."""
    first: dict[tuple[str, str], TomlFile] = field(default_factory=dict)
    """The first file that tells of a thing, by its kind and its key."""
    read: dict[Path, TomlFile | None] = field(default_factory=dict)
    """Files by their paths, so that a fault of one is told once; None: it has one."""

    def refuse_other_schemas(self) -> None:
        """Raise FaultsError, before all else, for data that is of another form."""
        faults = [
            fault
            for folder in self.folders
            for file in self.files(folder, "catalogue")
            for fault in other_schema(file)
        ]
        if faults:
            raise FaultsError(*faults)

    def things(self, kind: str, model: type[E]) -> dict[str, Dated[E]]:
        """Read what changes over time."""
        found = {}
        for key, value, file in self.keys(kind):
            if not isinstance(value, list) or not all(
                isinstance(entry, dict) for entry in value
            ):
                self.faults.append(_not_entries(file, key, value))
                continue
            thing, faults = dated(file, key, value, model)
            self.faults.extend(self._told(kind, key, file, faults))
            if thing is not None:
                found[key] = thing
        return found

    def _told(
        self, kind: str, key: str, file: TomlFile, faults: list[Fault]
    ) -> list[Fault]:
        """Return faults with one in place of many keys that are missing.

        They are missing where only a new entry was written, or its key was misspelt.
        """
        missing = [fault for fault in faults if fault.what == _MISSING]
        if len(missing) < _MANY:
            return faults
        first = self.first[kind, key]
        others = [one for of, one in self.first if of == kind and one != key]
        near = nearest(key, others)
        if first is file and not near:
            return faults
        if first is file:
            why = "The first entry of a key says all that notices tell of it."
            mend = f'did you mean "{near}"?'
        else:
            why = "A wording set replaces a key whole, with all its entries."
            mend = f"copy its entries from {first.name}, and add yours after them."
        what = f"{len(missing)} keys are missing here."
        fault = file.fault((key,), what, why=why, mend=mend)
        return [fault, *(one for one in faults if one.what != _MISSING)]

    def tables(self, kind: str, model: type[M]) -> dict[str, M]:
        """Read what stands once."""
        found = {}
        for key, value, file in self.keys(kind):
            self.placed[kind, key] = file
            try:
                found[key] = model.model_validate(value)
            except ValidationError as error:
                self.faults.extend(faults_from(error, file, at=(key,), model=model))
        return found

    def whole(self, kind: str, model: type[M]) -> M:
        """Read a file that is one table; the last folder that has it wins.

        Raises FaultsError, with all that was gathered, if it cannot be read.
        """
        files = [file for folder in self.folders for file in self.files(folder, kind)]
        file = files[-1] if files else TomlFile(f"data/{kind}.toml", "", {})
        self.placed[kind, ""] = file
        try:
            return model.model_validate(file.values)
        except ValidationError as error:
            self.faults.extend(faults_from(error, file, model=model))
            raise FaultsError(*self.faults) from None

    def keys(self, kind: str) -> Iterable[tuple[str, Any, TomlFile]]:
        """Return each key of a file or folder, what it holds, and where it stands."""
        keys: dict[str, tuple[Any, TomlFile]] = {}
        for folder in self.folders:
            here: dict[str, tuple[Any, TomlFile]] = {}
            for file in self.files(folder, kind):
                for key, value in file.values.items():
                    if key in here:
                        self.faults.append(_twice(file, key, here[key][1]))
                    here[key] = (value, file)
                    self.first.setdefault((kind, key), file)
            keys |= here
        return [(key, value, file) for key, (value, file) in keys.items()]

    def unread(self) -> Iterator[Fault]:
        """Yield a fault for each file of a name that there is not in what ships."""
        homes = {path.name for path in self.folders[0].iterdir()}
        known = sorted({*homes, *(f"{kind}.toml" for kind, _ in self.first)})
        for folder in self.folders[1:]:
            for path in sorted(folder.rglob("*.toml")):
                home, *inside = path.relative_to(folder).parts
                if path not in self.read and home not in homes:
                    yield _unread(self._name(path), nearest(home, known), inside)

    def files(self, folder: Path, kind: str) -> list[TomlFile]:
        """Read `kind.toml` and the files of `kind/` in a folder."""
        paths = [folder / f"{kind}.toml", *sorted((folder / kind).glob("*.toml"))]
        found = (self._file(path) for path in paths if path.is_file())
        return [file for file in found if file is not None]

    def _file(self, path: Path) -> TomlFile | None:
        if path not in self.read:
            self.read[path] = None
            try:
                self.read[path] = read_toml(path, name=self._name(path))
            except FaultsError as error:
                self.faults.extend(error.faults)
        return self.read[path]

    def _name(self, path: Path) -> str:
        """Name a file as its author finds it: those of the first from `data/` on."""
        for folder, name in {self.folders[0]: "data", **self.names}.items():
            if path.is_relative_to(folder):
                return f"{name}/{path.relative_to(folder).as_posix()}"
        return path.as_posix()


def _unread(name: str, near: str, inside: list[str]) -> Fault:
    named = "/".join((near, *inside))
    return Fault(
        file=name,
        line=None,
        key="",
        what="nothing reads this file.",
        why="What a file of data tells of is known by its name, or its folder's.",
        mend=f'did you mean "{named}"?' if near else "name it as data/README.md does.",
    )


def _twice(file: TomlFile, key: str, first: TomlFile) -> Fault:
    return file.fault(
        (key,),
        f"it stands in {first.name} too.",
        why="A thing is told in one file only, so that there is one place to look.",
        mend="move its entries together.",
    )


def _not_entries(file: TomlFile, key: str, value: object) -> Fault:
    is_table = isinstance(value, dict)
    what = "a single table stands" if is_table else "this is no entry"
    return file.fault(
        (key,),
        f"{what} where entries over time belong.",
        why="What is told here may change, so it is a list of entries in date order.",
        mend=f"write [[{key}]] in place of [{key}]."
        if is_table
        else f"write [[{key}]], and below it what an entry says.",
    )
