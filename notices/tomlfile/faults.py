"""Turn pydantic's findings into faults that a school office can mend."""

from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from typing import Any, Protocol, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from notices.errors import Fault
from notices.tomlfile.lines import Path

_WANTED: Mapping[str, str] = {
    "string_type": 'text in quotes, such as "example"',
    "int_type": "a whole number, without quotes",
    "bool_type": "true or false, without quotes",
    "date_type": "a day, written 2026-09-01 without quotes",
    "list_type": 'a list, such as ["one", "two"]',
    "tuple_type": 'a list, such as ["one", "two"]',
    "dict_type": "a table of its own",
    "model_type": "a table of its own",
    "model_attributes_type": "a table of its own",
}


class Placed(Protocol):
    """Whatever knows where its keys were written: a file, or layers of files."""

    def knows(self, path: Path) -> bool:
        """Say whether *path* was written."""

    def fault(self, path: Path, what: str, *, why: str = "", mend: str = "") -> Fault:
        """Return a fault at *path*."""


def faults_from(
    error: ValidationError,
    file: Placed,
    *,
    at: Path = (),
    model: type[BaseModel],
) -> list[Fault]:
    """Return a fault for each finding of *error*, placed in *file* below *at*."""
    return [_fault(details, file, at, model) for details in error.errors()]


def _fault(
    details: ErrorDetails, file: Placed, at: Path, model: type[BaseModel]
) -> Fault:
    location = _without_branches(details["loc"], file, at)
    path = (*at, *location)
    kind = details["type"]
    if kind == "extra_forbidden":
        return _unknown_key(file, path, known_keys(_model_at(model, location)))
    if kind == "missing":
        return file.fault(
            path,
            "missing.",
            why=_description(model, location),
            mend=f"add {location[-1]} = …" if location else "",
        )
    if kind == "literal_error":
        return _not_listed(file, path, details)
    if kind in _WANTED:
        return file.fault(
            path,
            f"{shown(details['input'])} is of the wrong kind.",
            why=f"Here stands {_WANTED[kind]}.",
            mend="write it so.",
        )
    # Our own validators raise ValueError with the whole sentence.
    message = str(details.get("ctx", {}).get("error", details["msg"]))
    what, _, mend = message.partition("; ")
    return file.fault(path, f"{shown(details['input'])}: {what}.", mend=mend)


def _without_branches(location: Path, file: Placed, at: Path) -> Path:
    """Leave out the names of union branches, which stand in no file."""
    kept: Path = ()
    for part in location:
        if isinstance(part, int) or "[" not in part:
            kept = (*kept, part)
    while kept and kept[-1] in {"date", "str", "bool", "int"}:
        if file.knows((*at, *kept)):
            break
        kept = kept[:-1]
    return kept


def _unknown_key(file: Placed, path: Path, known: list[str]) -> Fault:
    name = str(path[-1])
    near = get_close_matches(name, known, n=1)
    return file.fault(
        path,
        "there is no such key here.",
        why="" if near else f"The keys here are {', '.join(sorted(known))}.",
        mend=f'did you mean "{near[0]}"?' if near else "delete it, or name one.",
    )


def _not_listed(file: Placed, path: Path, details: ErrorDetails) -> Fault:
    expected = str(details.get("ctx", {}).get("expected", "")).replace("'", '"')
    choices = [word for word in expected.split('"')[1::2] if word]
    near = get_close_matches(str(details["input"]), choices, n=1)
    return file.fault(
        path,
        f"{shown(details['input'])} is not one of the words used here.",
        why=f"Here stands one of {', '.join(choices)}.",
        mend=f'did you mean "{near[0]}"?' if near else "use one of them.",
    )


def shown(value: Any) -> str:
    """Write a value as its author did, in quotes if it is text, and not at length."""
    if isinstance(value, str):
        return f'"{value[:60]}…"' if len(value) > 61 else f'"{value}"'
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float, date)):
        return str(value)
    return "a table" if isinstance(value, dict) else "a list"


def known_keys(model: type[BaseModel] | None) -> list[str]:
    """Return the keys that *model* takes, as they are written in TOML."""
    if model is None:
        return []
    return [field.alias or name for name, field in model.model_fields.items()]


def _model_at(model: type[BaseModel], location: Path) -> type[BaseModel] | None:
    """Return the model of the table that the last part of *location* stands in."""
    here: type[BaseModel] | None = model
    for part in location[:-1]:
        if isinstance(part, int):
            continue
        here = next(
            (
                _model_in(field.annotation)
                for name, field in (here.model_fields if here else {}).items()
                if part == (field.alias or name)
            ),
            here,
        )
    return here


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found = (_model_in(part) for part in get_args(annotation))
    return next((model for model in found if model is not None), None)


def _description(model: type[BaseModel], location: Path) -> str:
    here = _model_at(model, location)
    for name, field in (here.model_fields if here else {}).items():
        if location and location[-1] == (field.alias or name):
            return field.description or ""
    return ""
