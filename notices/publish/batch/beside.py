"""What is given beside a table: what all have in common, and the schools' own files."""

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from notices.errors import Fault, FaultsError, NoticesError
from notices.organisation.layers import Layers, read_layers
from notices.publish.batch import approval

_OF_ONE = ("urn", "name", "address", "telephone", "website")
_NUMBER = re.compile(r"[0-9]{5,7}")
_DOCUMENTS = frozenset({".txt", ".doc", ".docx", ".odt", ".pdf", ".rtf"})
"""What a form may come back as, besides under another name."""


def read_base(path: Path) -> Layers:
    """Return what schools have in common.

    Raises FaultsError where it cannot be read, or says what only one school can say.
    """
    layers = read_layers(path)
    if faults := [*_of_one_school(layers), *approval.for_all(layers)]:
        raise FaultsError(*layers.in_order(faults))
    return layers


def _of_one_school(layers: Layers) -> Iterator[Fault]:
    for key in _OF_ONE:
        if layers.knows(("organisation", key)):
            yield layers.fault(
                ("organisation", key),
                f"every school would have this {key}.",
                why="A base says what all schools have in common.",
                mend="delete it here; a school's row or its own file can say it.",
            )


def check_folder(folder: Path | None) -> None:
    """Raise NoticesError where the folder of profiles that is asked for is none."""
    if folder is not None and not folder.is_dir():
        raise NoticesError(
            f"--profiles: {folder} is no folder.\n"
            "  It holds one file a school, named by its URN: 108427.toml.\n"
            "  To mend: check the name."
        )


def strays(folder: Path, labels: Mapping[int, str], source: str) -> Iterator[str]:
    """Yield a sentence on each file of a school that is laid over nothing.

    *labels* has every school that *source* names, by its number.
    """
    expected = {f"{urn}.toml" for urn in labels}
    with os.scandir(folder) as found:
        names = sorted(one.name for one in found if one.is_file())
    for name in names:
        if name not in expected and _is_form(name) and not _is_read(folder, name):
            yield _told(folder / name, labels, source)


def _is_form(name: str) -> bool:
    """Say whether a file may be what a school sent; a logo, say, is not."""
    if name.startswith((".", "~")):
        return False
    is_document = Path(name).suffix.casefold() in _DOCUMENTS
    return ".toml" in name.casefold() or (is_document and bool(_NUMBER.search(name)))


def _is_read(folder: Path, name: str) -> bool:
    """Say whether it is read all the same, where capitals do not matter."""
    as_read = folder / name.casefold()
    return as_read.exists() and as_read.samefile(folder / name) and name != as_read.name


def _told(path: Path, labels: Mapping[int, str], source: str) -> str:
    numbers = [int(found) for found in _NUMBER.findall(path.name)]
    urn = next((number for number in numbers if number in labels), None)
    if urn is not None:
        own = f"{urn}.toml"
        is_there = (path.parent / own).exists()
        why = f"It seems to be the one of {labels[urn]}, which is read as {own}."
        mend = f"{own} is there too: keep one of them" if is_there else f"name it {own}"
    elif numbers:
        why = f"No school of {source} has the number {numbers[0]}."
        mend = "check the number, or move the file away"
    else:
        why = "A school's own file is named by its number, such as 108427.toml."
        mend = "name it by the number of its school"
    return f"{path}: this file was laid over nothing.\n  {why}\n  To mend: {mend}."
