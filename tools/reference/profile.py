"""Every key of a profile, from its schema, and the words that some of them take."""

from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import BaseModel, TypeAdapter

from notices.catalogue import Catalogue, load_catalogue
from notices.interview.schema import profile_schema
from notices.organisation.profile import Profile
from notices.organisation.values import Colour, Email, Key, Web
from notices.tomlfile import Why
from tools.reference.table import table

_HEAD = ("key", "kind", "meaning")
_AT_MOST = 15
"""Words of a list that a cell holds; longer lists have a table of their own."""
_FORMATS = {
    TypeAdapter(kind).json_schema()["pattern"]: said
    for kind, said in {
        Email: "an email address",
        Web: "a web address",
        Colour: "a colour",
        Key: "a key",
    }.items()
}
_TYPES = {"boolean": "`true` or `false`", "integer": "a number", "string": "text"}
_LISTS = {
    ("Particulars", "type"): "#kinds-of-organisation",
    ("Supplier", "does"): "#what-suppliers-do",
    ("OwnSharing", "data"): "#kinds-of-data",
    ("OwnPurpose", "data"): "#kinds-of-data",
}


def parts() -> Iterator[str]:
    """Yield a table a table of the profile, then the words that are known."""
    catalogue = load_catalogue()
    schema = profile_schema(catalogue)
    tables = schema["$defs"]
    plain = {key: one for key, one in schema["properties"].items() if _is_key(one)}
    yield "\n### At the top\n\n"
    yield from table(_HEAD, (_row(key, one, Profile) for key, one in plain.items()))
    for key, one in schema["properties"].items():
        if key not in plain:
            yield from _table(key, one, tables)
    yield from _words(catalogue)


def _is_key(part: dict[str, Any]) -> bool:
    return not ({"$ref", "additionalProperties"} & part.keys()) and (
        "$ref" not in part.get("items", {})
    )


def _table(key: str, part: dict[str, Any], tables: dict[str, Any]) -> Iterator[str]:
    if "properties" in part:
        yield f"\n### [{key}]\n\n{_sentence(part)}\n"
        yield _KNOWN[key]
        return
    inner = part.get("items") or part.get("additionalProperties") or part
    name = inner["$ref"].rpartition("/")[2]
    head = {"items": f"[[{key}]]", "additionalProperties": f"[{key}.…]"}
    heading = next((said for way, said in head.items() if way in part), f"[{key}]")
    yield f"\n### {heading}\n\n{_sentence(part)}\n\n"
    model, found = _MODELS[name], tables[name]
    needed = found.get("required", ())
    yield from table(
        _HEAD,
        (
            _row(key, one, model, is_needed=key in needed)
            for key, one in found["properties"].items()
        ),
    )


def _sentence(part: dict[str, Any]) -> str:
    words = part["description"]
    return f"{words[0].upper()}{words[1:]}."


def _row(
    key: str, part: dict[str, Any], model: type[BaseModel], *, is_needed: bool = False
) -> tuple[str, str, str]:
    place = _LISTS.get((model.__name__, key), "")
    why = _why(model, key)
    told = part["description"] + (f". {why}" if why else "")
    name = f"`{key}`, needed" if is_needed else f"`{key}`"
    return name, _kind(key, part, place), told


def _kind(key: str, part: dict[str, Any], place: str) -> str:
    if part.get("type") == "array":
        return f"a list: {_kind(key, part['items'], place)}"
    if key == "in":
        return "notices"
    if "enum" in part and len(part["enum"]) <= _AT_MOST:
        return ", ".join(f"`{word}`" for word in part["enum"])
    if "enum" in part:
        return f"[one of these]({place})"
    if part.get("format") == "date":
        return "a day"
    return _FORMATS.get(part.get("pattern", ""), _TYPES[part["type"]])


def _why(model: type[BaseModel], key: str) -> str:
    """Return the reason that a fault of the key gives, or ""."""
    field = next(
        one for name, one in model.model_fields.items() if (one.alias or name) == key
    )
    return next((one.says for one in field.metadata if isinstance(one, Why)), "")


def _models(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for field in model.model_fields.values():
        yield from _leaves(field.annotation)


def _leaves(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in getattr(annotation, "__args__", ()):
        yield from _leaves(part)


_MODELS = {model.__name__: model for model in _models(Profile)}
_KNOWN = {
    "uses": "\n[questions.md](questions.md) has every question.\n",
    "off": "\nThe keys are those of the catalogue: `notices catalogue search WORDS` "
    "finds them.\n",
}


def _words(catalogue: Catalogue) -> Iterator[str]:
    """Yield the words that some keys take."""
    types = {
        key: dated.entries[-1].entry.title for key, dated in catalogue.types.items()
    }
    yield from _listed("Kinds of organisation", types.items())
    yield from _listed(
        "What suppliers do",
        ((key, one.title) for key, one in catalogue.services.items()),
    )
    yield from _listed(
        "Kinds of data", ((key, one.title) for key, one in catalogue.categories.items())
    )


def _listed(heading: str, words: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield f"\n### {heading}\n\n"
    yield from table(("word", "stands for"), ((f"`{key}`", of) for key, of in words))
