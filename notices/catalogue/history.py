"""Make one thing's timeline from its entries, each of which says only what changed."""

from typing import Any, TypeVar

from pydantic import ValidationError

from notices.catalogue.model import Dated, Found
from notices.dated import Stretch, Timeline
from notices.errors import Fault
from notices.tomlfile import TomlFile, faults_from
from notices.vocabulary.entries import Entry

E = TypeVar("E", bound=Entry)

_OWN = frozenset(
    {"begins", "seen", "not-before"}
    | {"ended", "expected", "source", "checked", "note"}
)
"""What an entry says of itself, and so does not carry on to the next."""
_OF_AN_END = _OWN | {"successor", "confidence"}
"""What an entry says that ends a thing for good."""


def dated(
    file: TomlFile, key: str, written: list[dict[str, Any]], model: type[E]
) -> tuple[Dated[E] | None, list[Fault]]:
    """Return the thing that *written* tells of, and what is wrong with it."""
    faults: list[Fault] = []
    entries: list[Found[E]] = []
    carried: dict[str, Any] = {}
    for index, entry in enumerate(written):
        faults.extend(_repeats(file, (key, index), entry, carried))
        if entry.get("ended"):
            faults.extend(_says_more(file, (key, index), entry))
        merged = {**carried, **entry}
        carried = {name: merged[name] for name in merged if name not in _OWN}
        try:
            value = model.model_validate(merged)
        except ValidationError as error:
            faults.extend(faults_from(error, file, at=(key, index), model=model))
            continue
        entries.append(Found(key=key, entry=value, toml=file, index=index))
    if not faults:
        faults.extend(_out_of_order(file, key, entries))
    return (None, faults) if faults else (_thing(key, entries), [])


def _thing(key: str, entries: list[Found[E]]) -> Dated[E]:
    stretches = tuple(
        Stretch(start=found.entry.start, value=None if found.entry.ended else found)
        for found in entries
        if not found.entry.expected
    )
    return Dated(key=key, timeline=Timeline(stretches), entries=tuple(entries))


def _repeats(
    file: TomlFile, at: tuple[str, int], entry: dict[str, Any], carried: dict[str, Any]
) -> list[Fault]:
    return [
        file.fault(
            (*at, name),
            "it says again what the entry before said.",
            why="An entry says only what changed; the rest carries on.",
            mend="delete this line.",
        )
        for name, value in entry.items()
        if name in carried and carried[name] == value
    ]


def _says_more(
    file: TomlFile, at: tuple[str, int], entry: dict[str, Any]
) -> list[Fault]:
    return [
        file.fault(
            (*at, name),
            "it is said of something that ends here.",
            why="What ended for good is told no more, so no notice would tell this.",
            mend="delete this line, or ended.",
        )
        for name in entry
        if name not in _OF_AN_END
    ]


def _out_of_order(file: TomlFile, key: str, entries: list[Found[E]]) -> list[Fault]:
    faults = []
    for index in range(1, len(entries)):
        before, after = entries[index - 1].entry, entries[index].entry
        if after.start.latest <= before.start.latest:
            faults.append(
                file.fault(
                    (key, index, "begins"),
                    f"{after.begins} is not after {before.begins}.",
                    why="Entries of one thing run in date order; "
                    "each ends where the next begins.",
                    mend="move this entry up, or correct its date.",
                )
            )
        if before.ended or (before.expected and not after.expected):
            faults.append(
                file.fault(
                    (key, index),
                    "it follows an entry that ended it, or that is only expected.",
                    why="What ended for good does not come back under the same key.",
                    mend="give it a key of its own, or move it up.",
                )
            )
    return faults
