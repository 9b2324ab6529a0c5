"""Read `data/` into a catalogue: all faults at once, or none.

A wording set of one's own is a second folder: what it says of a key stands in place
of what the folder before it said.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from notices.catalogue.crosscheck import crosscheck
from notices.catalogue.history import dated
from notices.catalogue.model import Catalogue, Dated
from notices.errors import Fault, FaultsError
from notices.shipped import shipped
from notices.tomlfile import TomlFile, faults_from, read_toml
from notices.vocabulary import entries
from notices.vocabulary import tables as flat

E = TypeVar("E", bound=entries.Entry)
M = TypeVar("M", bound=BaseModel)


def load_catalogue(*overlays: Path, base: Path | None = None) -> Catalogue:
    """Load the shipped `data/`, or *base* in its place, then each overlay's over it.

    Raises FaultsError with every fault of every file.
    """
    reading = _Reading(folders=(base or shipped("data"), *overlays))
    catalogue = Catalogue(
        bodies=reading.things("recipients", entries.Body),
        sharings=reading.things("sharings", entries.Sharing),
        purposes=reading.things("purposes", entries.Purpose),
        retention=reading.things("retention", entries.Retention),
        rights=reading.things("rights", entries.Right),
        requirements=reading.things("requirements", entries.Requirement),
        types=reading.things("organisation-types", entries.OrganisationType),
        uses=reading.things("uses", entries.Use),
        categories=reading.tables("categories", flat.Category),
        services=reading.tables("services", flat.Service),
        laws=reading.tables("legislation", flat.Law),
        retired=reading.tables("retired", flat.Retired),
        grounds=reading.tables("bases", flat.Ground),
        mentions=reading.tables("source-pages", flat.Mention),
        about=reading.about(),
    )
    if not reading.faults:
        reading.faults.extend(crosscheck(catalogue))
    if reading.faults:
        raise FaultsError(*reading.faults)
    return catalogue


@dataclass
class _Reading:
    """One reading of the folders, gathering faults as it goes."""

    folders: tuple[Path, ...]
    faults: list[Fault] = field(default_factory=list)

    def things(self, kind: str, model: type[E]) -> dict[str, Dated[E]]:
        """Read what changes over time."""
        found = {}
        for key, value, file in self._keys(kind):
            if not isinstance(value, list):
                self.faults.append(_not_entries(file, key))
                continue
            thing, faults = dated(file, key, value, model)
            self.faults.extend(faults)
            if thing is not None:
                found[key] = thing
        return found

    def tables(self, kind: str, model: type[M]) -> dict[str, M]:
        """Read what stands once."""
        found = {}
        for key, value, file in self._keys(kind):
            try:
                found[key] = model.model_validate(value)
            except ValidationError as error:
                self.faults.extend(faults_from(error, file, at=(key,), model=model))
        return found

    def about(self) -> flat.About:
        """Read what the catalogue says of itself; the last folder that does so wins."""
        files = [
            file for folder in self.folders for file in self._in(folder, "catalogue")
        ]
        file = files[-1] if files else TomlFile("data/catalogue.toml", "", {})
        try:
            return flat.About.model_validate(file.values)
        except ValidationError as error:
            self.faults.extend(faults_from(error, file, model=flat.About))
            raise FaultsError(*self.faults) from None

    def _keys(self, kind: str) -> Iterable[tuple[str, Any, TomlFile]]:
        keys: dict[str, tuple[Any, TomlFile]] = {}
        for folder in self.folders:
            here: dict[str, tuple[Any, TomlFile]] = {}
            for file in self._in(folder, kind):
                for key, value in file.values.items():
                    if key in here:
                        self.faults.append(_twice(file, key, here[key][1]))
                    here[key] = (value, file)
            keys |= here
        return [(key, value, file) for key, (value, file) in keys.items()]

    def _in(self, folder: Path, kind: str) -> list[TomlFile]:
        paths = [folder / f"{kind}.toml", *sorted((folder / kind).glob("*.toml"))]
        files = []
        for path in paths:
            if path.is_file():
                try:
                    files.append(read_toml(path, name=self._name(path)))
                except FaultsError as error:
                    self.faults.extend(error.faults)
        return files

    def _name(self, path: Path) -> str:
        """Name a file as its author finds it: those of the first from `data/` on."""
        first = self.folders[0]
        if path.is_relative_to(first):
            return f"data/{path.relative_to(first).as_posix()}"
        return path.as_posix()


def _twice(file: TomlFile, key: str, first: TomlFile) -> Fault:
    return file.fault(
        (key,),
        f"it stands in {first.name} too.",
        why="A thing is told in one file only, so that there is one place to look.",
        mend="move its entries together.",
    )


def _not_entries(file: TomlFile, key: str) -> Fault:
    return file.fault(
        (key,),
        "a single table stands where entries over time belong.",
        why="What is told here may change, so it is a list of entries in date order.",
        mend=f"write [[{key}]] in place of [{key}].",
    )
