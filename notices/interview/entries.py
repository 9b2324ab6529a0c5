"""Put answers about companies, transfers and decisions into a profile: its lists.

A company is written as soon as it is named; what is missing of it, a draft leaves
blank.  What a transfer or a decision cannot do without, the others wait for, in a
comment.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

import tomlkit
from tomlkit.items import AoT

from notices.interview.question import Answers, Path, Value, plain

_KEYS: Mapping[str, tuple[str, ...]] = {
    "suppliers": ("name", "does", "says", "stores-data-in", "safeguard"),
    "transfers": ("to", "what", "safeguard", "in"),
    "automated-decisions": ("what", "how", "means", "safeguards", "in"),
}
"""What is asked of each, in the order in which it is written."""
_WHOLE = {
    "suppliers": {"name"},
    "transfers": {"to", "what", "safeguard"},
    "automated-decisions": {"what", "how", "means", "safeguards"},
}
"""The keys without which the schema takes none."""
_NOT_USED = "# Begun, and not used yet:\n"
_BEGUN = re.compile(
    rf"\n*{_NOT_USED}# \[\[({'|'.join(_KEYS)})\]\]\n((?:# [a-z-]+ = .*\n?)*)"
)


def begun(text: str) -> dict[Path, Value]:
    """Return the answers of entries that were begun, and wait in comments."""
    answers: dict[Path, Value] = {}
    for block in _BEGUN.finditer(text):
        told = _told(block)
        answers.update(((block[1], 0, key), value) for key, value in told.items())
    return answers


def with_entries(text: str, answers: Answers, gone: Iterable[Path] = ()) -> str:
    """Return *text* with *answers* in its entries, and without those that are *gone*.

    An entry that is there keeps its place and its comments.
    """
    text = _BEGUN.sub(lambda block: "" if _told(block) else block[0], text)
    document: Any = tomlkit.parse(text)
    there = {name: len(document.get(name, ())) for name in _KEYS}
    new: list[tuple[str, dict[str, Any]]] = []
    for (name, at), given in groupby(sorted(answers, key=_place), key=_place):
        values = {str(path[2]): plain(answers[path]) for path in given}
        if at < there[name]:
            document[name][at].update(values)
        else:
            new.append((name, values))
    _take_out(document, sorted(gone, key=_place, reverse=True))
    text = tomlkit.dumps(document)
    for name, values in new:
        text = f"{text.rstrip()}\n\n{_written(name, values)}"
    return text


def _place(path: Path) -> tuple[str, int]:
    """Return the list that an answer belongs to, and which of its entries."""
    return str(path[0]), int(path[1])


def _written(name: str, values: Mapping[str, Any]) -> str:
    """Write a new entry; as a comment, where the schema would not take it yet."""
    entry = _entry(name, values)
    if all(values.get(key) for key in _WHOLE[name]):
        return entry
    return f"{_NOT_USED}{commented(entry)}"


def _entry(name: str, values: Mapping[str, Any]) -> str:
    table = tomlkit.table()
    for key in sorted(values, key=_KEYS[name].index):
        table.add(key, values[key])
    return tomlkit.dumps({name: AoT([table])})


def _take_out(document: Any, gone: list[Path]) -> None:
    """Take out keys of entries, the last first; where the name goes, all of it."""
    whole = [path for path in gone if path[2] == "name"]
    for table, at, key in gone:
        document[table][at].pop(key, None)
    for table, at, _ in whole:
        del document[table][at]
        if not document[table]:
            del document[table]


def _told(block: re.Match[str]) -> dict[str, Value]:
    """Return what an entry that was begun says; nothing where somebody altered it."""
    try:
        told = tomllib.loads(re.sub("^# ", "", block[2], flags=re.MULTILINE))
    except tomllib.TOMLDecodeError:
        return {}
    values = {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in told.items()
    }
    is_ours = values.keys() <= {*_KEYS[block[1]]}
    is_text = all(isinstance(one, (str, tuple)) for one in values.values())
    return values if is_ours and is_text else {}


def commented(text: str) -> str:
    """Return *text* as comments."""
    return "".join(f"# {line}\n" for line in text.strip().split("\n"))
