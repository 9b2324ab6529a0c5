"""Turn pydantic's findings into faults that a school office can mend."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from notices.errors import Fault, did_you_mean
from notices.tomlfile.lines import Path
from notices.tomlfile.typed import added, rewritten, shown

_WANTED: Mapping[str, str] = {
    "string_type": "text in quotes",
    "int_type": "a whole number",
    "bool_type": "true or false",
    "date_type": "a day",
    "list_type": "a list",
    "tuple_type": "a list",
    "dict_type": "a table",
    "model_type": "a table",
    "model_attributes_type": "a table",
}


@dataclass(frozen=True, slots=True)
class Why:
    """Why a key is asked for: metadata of a field, told with its faults."""

    says: str


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
    homes = [] if at else _homes(model, location)
    if kind == "extra_forbidden" or homes:
        return _unknown_key(file, path, known_keys(_model_at(model, location)), homes)
    if kind == "missing":
        return file.fault(
            path,
            "missing.",
            why=_why(model, location),
            mend=_addition(model, location),
        )
    if kind == "literal_error":
        return _not_listed(file, path, details)
    if kind in _WANTED:
        return file.fault(
            path,
            f"{shown(details['input'])} stands where {_WANTED[kind]} belongs.",
            why=_why(model, location),
            mend=rewritten(
                _WANTED[kind], path, details["input"], _type_at(model, location)
            ),
        )
    # Our own validators raise ValueError with a sentence on the value: "it is …; mend".
    message = str(details.get("ctx", {}).get("error", details["msg"]))
    what, _, mend = message.partition("; ")
    value = shown(details["input"])
    return file.fault(
        path,
        f"{value} {what[3:]}." if what.startswith("it ") else f"{value}: {what}.",
        why=_why(model, location),
        mend=f"{mend}." if mend else "",
    )


def _addition(model: type[BaseModel], location: Path) -> str:
    annotation = _type_at(model, location)
    return added(str(location[-1]), annotation) if annotation else ""


def _type_at(model: type[BaseModel], location: Path) -> Any:
    field = _field_at(model, location)
    return field.annotation if field else None


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


def _unknown_key(file: Placed, path: Path, known: list[str], homes: list[str]) -> Fault:
    home = f"move it to {' or '.join(homes)}." if homes else ""
    mend = home or did_you_mean(str(path[-1]), known, "")
    return file.fault(
        path,
        "there is no such key here.",
        why="" if mend else f"The keys here are {', '.join(sorted(known))}.",
        mend=mend or "delete it, or use one of them.",
    )


def _homes(model: type[BaseModel], location: Path) -> list[str]:
    """Return where a key belongs that its table does not have, but another one.

    A table that takes any key has no keys of its own.
    """
    *tables, key = location
    if isinstance(key, int) or str(key) in known_keys(_model_at(model, location)):
        return []
    fields = {field.alias or name: field for name, field in model.model_fields.items()}
    own = fields.get(str(key))
    if own and tables and _model_in(own.annotation) is None:
        return ["the top of the file, above every [table]"]
    heads = {
        head: _model_in(field.annotation)
        for head, field in fields.items()
        if isinstance(field.annotation, type)
    }
    return [f"[{head}]" for head, inner in heads.items() if key in known_keys(inner)]


def _not_listed(file: Placed, path: Path, details: ErrorDetails) -> Fault:
    expected = str(details.get("ctx", {}).get("expected", "")).replace("'", '"')
    choices = [word for word in expected.split('"')[1::2] if word]
    return file.fault(
        path,
        f"{shown(details['input'])} is not one of the words used here.",
        why=f"Here stands one of {', '.join(choices)}.",
        mend=did_you_mean(str(details["input"]), choices, "use one of them."),
    )


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


def _field_at(model: type[BaseModel], location: Path) -> FieldInfo | None:
    here = _model_at(model, location)
    fields = here.model_fields.items() if here and location else ()
    return next(
        (field for name, field in fields if location[-1] == (field.alias or name)), None
    )


def _why(model: type[BaseModel], location: Path) -> str:
    field = _field_at(model, location)
    metadata = field.metadata if field else ()
    return next((one.says for one in metadata if isinstance(one, Why)), "")
