"""The road of a row: what schools have in common, the row, the school's own file."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from notices.errors import Fault, FaultsError
from notices.organisation.layers import Layers, laid_over, of_others
from notices.organisation.table.grid import file_fault
from notices.organisation.table.row import Row, RowFile
from notices.tomlfile import TomlFile, read_toml

_COMMON = (("trust", "name"), ("trust", "schools"), ("organisation", "local-authority"))
"""What a base may put better than an extract, which has trusts in capitals.

The rest of an extract is of one school alone, and no base can know it better.
"""


def layers_of(row: Row, base: Layers | None, own: TomlFile | None) -> Layers:
    """Return the layers of a row: *base*, the row, and last the school's own file.

    What could not be read goes along as faults, for the organisation to be refused with
    all that is wrong with it.
    """
    layers = of_others(base) if base else None
    if row.facts is not None:
        layers = laid_over(layers, _without_common(row.facts, base), own=False)
    if row.said is not None:
        layers = laid_over(layers, row.said, own=True)
    if own is not None:
        layers = laid_over(layers, own, own=True)
    if layers is None:  # a row says at least its URN
        raise AssertionError(row)
    return replace(layers, faults=(*layers.faults, *row.faults))


def _without_common(facts: RowFile, base: Layers | None) -> RowFile:
    common = [path for path in _COMMON if base is not None and base.knows(path)]
    if not common:
        return facts
    values: dict[str, Any] = {
        table: {key: value for key, value in keys.items() if (table, key) not in common}
        for table, keys in facts.values.items()
    }
    return replace(facts, values={key: keys for key, keys in values.items() if keys})


def own_file(folder: Path, row: Row) -> TomlFile | None:
    """Return the school's own file in *folder*, `<urn>.toml`, or None.

    Raises FaultsError if it cannot be read, extends another, or is another school's.
    """
    path = folder / f"{row.urn}.toml"
    if not path.exists():
        return None
    if kind := _other_kind(path):
        raise FaultsError(_no_text(path, kind))
    file = read_toml(path)
    faults: list[Fault] = []
    if "extends" in file.values:
        faults.append(
            file.fault(
                ("extends",),
                "a file beside a table extends nothing.",
                why="It is the last layer: over the row of the table, and its base.",
                mend="delete this line.",
            )
        )
    organisation = file.values.get("organisation")
    urn = organisation.get("urn") if isinstance(organisation, dict) else None
    if urn not in {None, row.urn}:
        faults.append(
            file.fault(
                ("organisation", "urn"),
                f"{urn} is not the number in the name of the file.",
                why=f"This file is laid over the row of {row.urn}.",
                mend="delete this line, or rename the file.",
            )
        )
    if faults:
        raise FaultsError(*faults)
    return file


def _no_text(path: Path, kind: str) -> Fault:
    return file_fault(
        str(path),
        f"this is {kind}, and a school's own file is plain text.",
        why="A word processor saves more than the words.",
        mend='copy the answers into the form, or save it as "Plain text (.txt)" '
        f"and name it {path.name}.",
    )


_BEGINS = {
    b"PK\x03\x04": "a Word or OpenDocument file",
    b"\xd0\xcf\x11\xe0": "an old Word file",
    b"%PDF-": "a PDF",
    b"{\\rtf": "a rich text file",
}
"""How the files begin that a form may come back as."""


def _other_kind(path: Path) -> str:
    """Return what a file is that is no plain text, or ""."""
    try:
        with path.open("rb") as file:
            head = file.read(8)
    except OSError:
        return ""  # whoever reads it says why
    return next((_BEGINS[mark] for mark in _BEGINS if head.startswith(mark)), "")
