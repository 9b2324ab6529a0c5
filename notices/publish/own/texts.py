"""The texts of a wording set, by name, and what it remembers of where it started.

A set that `wording export` started holds, besides its `data/` and `templates/`::

    wording.toml     the schema of its data, and the version that it was last made for
    .base/           those files as that version had them

so that a newer version can be merged into it with no network and no other copy.
"""

from collections.abc import Mapping
from pathlib import Path

from notices import __version__
from notices.compose.overlay import REMEMBERS, remembered, set_files
from notices.errors import Fault, FaultsError, encoding_fault
from notices.shipped import shipped
from notices.vocabulary import SCHEMA

BASE = ".base"

Texts = Mapping[str, str]
"""By name, such as `data/sharings/health.toml`; lines end as Unix ends them."""


def shipped_texts() -> dict[str, str]:
    """Return the texts of the wording set that ships."""
    return texts_of(shipped("data").parent)


def texts_of(folder: Path) -> dict[str, str]:
    """Return the texts in `data/` and `templates/` of *folder*.

    Raises FaultsError for those that are no text.
    """
    texts: dict[str, str] = {}
    faults: list[Fault] = []
    for path in set_files(folder):
        name = path.relative_to(folder).as_posix()
        try:
            texts[name] = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            faults.append(encoding_fault(str(path), error))
    if faults:
        raise FaultsError(*faults)
    return texts


def base_of(folder: Path) -> dict[str, str]:
    """Return the texts that a set started from; none, if it does not remember.

    Raises FaultsError for those that are no text.
    """
    return texts_of(folder / BASE)


def version_of(folder: Path) -> str:
    """Return the version that a set was last made for; "" if it does not remember.

    Raises FaultsError where what it remembers cannot be read.
    """
    told = remembered(folder)
    return told.version if told else ""


def remembering(folder: Path, base: Texts) -> dict[Path, bytes]:
    """Return the files by which a set remembers that it started from *base*."""
    told = (
        "# What this wording set was last made for; notices wording update reads it.\n"
        "# Keep this file and .base/ with the set, in git too.\n\n"
        f'schema = {SCHEMA}\nversion = "{__version__}"\n'
    )
    files = {folder / BASE / name: text.encode() for name, text in base.items()}
    return {**files, folder / REMEMBERS: told.encode()}
