"""Show a value as its author typed it, and say what to type in its place."""

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from notices.dated import day_said
from notices.tomlfile.lines import Path, dotted
from notices.tomlfile.slips import answer_said, numbers_said


def shown(value: Any) -> str:
    """Write a value as its author did, in quotes if it is text, and not at length."""
    if isinstance(value, str):
        return f'"{printed(value)}"'
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float, date, time)):
        return str(value)
    return "a table" if isinstance(value, dict) else "a list"


def printed(text: str) -> str:
    """Write *text* with what cannot be printed made visible, and not at length."""
    seen = "".join(char if char.isprintable() else _escape(char) for char in text)
    return f"{seen[:60]}…" if len(seen) > 61 else seen


def added(key: str, annotation: Any) -> str:
    """Say how to add a key whose value is of this type."""
    return f"add {key} = {_sample(annotation)} to this table."


def _sample(annotation: Any) -> str:
    """Return what a value of this type looks like in TOML."""
    inner = [part for part in get_args(annotation) if part is not NoneType]
    if get_origin(annotation) is Literal:
        return f'"{inner[0]}"'
    if get_origin(annotation) is tuple:
        return f"[{_sample(inner[0])}]"
    if inner:
        return _sample(inner[0])
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return "{ … }"
    return _SAMPLES.get(annotation, '"…"')


_SAMPLES: Mapping[Any, str] = {bool: "true", int: "12", date: "2026-09-01"}


def rewritten(wanted: str, path: Path, value: Any, annotation: Any) -> str:
    """Say how to write what stands at *path*, so that it is what is *wanted* there.

    *annotation* is the type of the key, where it is known.
    """
    key = path[-1]
    name = dotted(tuple(part for part in path if isinstance(part, str)))
    if wanted == "a table":
        head = f"[[{name}]]" if isinstance(key, int) else f"[{name}]"
        return f"write {head} on a line of its own, and its keys below."
    if wanted == "a list":
        if isinstance(value, dict):
            return f"write [[{name}]] in place of [{name}]."
        return f"write {key} = [{_items(value, annotation)}]."
    kind, rewrite = _KINDS[wanted]
    meant = rewrite(value)
    text = meant or _sample(kind)
    line = text if isinstance(key, int) else f"{key} = {text}"
    such = "" if meant else f"{wanted}, such as "
    loses_quotes = kind is not str and isinstance(value, str)
    return f"write {such}{line}{', without quotes' if loses_quotes else ''}."


def _items(value: Any, annotation: Any) -> str:
    """Write a single value as the items of a list: the parts that commas make."""
    if int in get_args(annotation):
        return ", ".join(map(str, numbers_said(str(value)))) or "…"
    parts = value.split(",") if isinstance(value, str) else ()
    items = (json.dumps(part.strip(), ensure_ascii=False) for part in parts if part)
    return ", ".join(items) or "…"


def _as_text(value: Any) -> str:
    return "" if isinstance(value, (dict, list)) else f'"{shown(value)}"'


def _as_number(value: Any) -> str:
    numbers = numbers_said(str(value))
    return str(numbers[0]) if len(numbers) == 1 else ""


def _as_answer(value: Any) -> str:
    answer = answer_said(str(value))
    return "" if answer is None else str(answer).lower()


def _as_day(value: Any) -> str:
    day = value.date() if isinstance(value, datetime) else day_said(str(value))
    return day.isoformat() if day else ""


_KINDS: Mapping[str, tuple[type, Callable[[Any], str]]] = {
    "text in quotes": (str, _as_text),
    "a whole number": (int, _as_number),
    "true or false": (bool, _as_answer),
    "a day": (date, _as_day),
}
"""What is wanted, as Python knows it, and how to read a value as that: "" if not."""


def _escape(char: str) -> str:
    """Write a character that cannot be printed as TOML writes it."""
    return json.dumps(char)[1:-1]
