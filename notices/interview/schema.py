"""What a profile may hold, as JSON Schema, so that an editor can help to write one.

It is of draft 2020-12, and refuses nothing that the program takes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from notices.catalogue import Catalogue
from notices.interview.sitting import Sitting
from notices.organisation.own import OTHER
from notices.organisation.profile import Profile

FILE = "profile.schema.json"
"""The name under which a new profile looks for its schema."""
_SAID_ELSEWHERE = ("title", "default")
"""What pydantic adds, and no editor needs: names again, and what a gap means."""
_MERGED = ("Representative",)
"""Tables that two layers may say a part of; in a list each table is whole."""
_TOLD_IN = (
    *("OwnSharing", "OwnPurpose", "OwnRetention", "OwnText"),
    *("Transfer", "AutomatedDecision"),
)
"""Tables that name the notices which tell them."""
Json = dict[str, Any]


def profile_schema(catalogue: Catalogue) -> Json:
    """Return the schema of a profile, with the keys that the *catalogue* knows."""
    schema: Json = _tidy(Profile.model_json_schema())
    tables = schema["$defs"]
    for name in _MERGED:
        del tables[name]["required"]
    uses = {key: dated.entries[-1].entry for key, dated in catalogue.uses.items()}
    sharings = {
        key: dated.entries[-1].entry for key, dated in catalogue.sharings.items()
    }
    schema["properties"]["uses"] |= _closed(
        {
            key: {"type": "boolean", "description": f"{use.question} {use.help}"}
            for key, use in uses.items()
        }
    )
    why_not = schema["properties"]["off"]["additionalProperties"]
    schema["properties"]["off"] |= _closed(
        {
            key: {**why_not, "description": sharing.title}
            for key, sharing in sharings.items()
        }
    )
    kinds = catalogue.notices
    _choose(schema["properties"]["notices"], "items", kinds)
    for table in _TOLD_IN:
        _choose(tables[table]["properties"]["in"], "items", kinds)
    _choose(tables["Particulars"], "type", ("school", *catalogue.types))
    _choose(tables["Supplier"], "does", (*catalogue.services, OTHER))
    for table in ("OwnSharing", "OwnPurpose"):
        _choose(tables[table]["properties"]["data"], "items", catalogue.categories)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A profile for notices",
        **schema,
    }


def led(sitting: Sitting, profile: Path) -> Sitting:
    """Return the sitting of a new profile, whose first line leads an editor here.

    It has that line only where a schema lies beside the profile or in the folder above,
    as it must lead somewhere.
    """
    for way, folder in ((".", profile.parent), ("..", profile.parent / "..")):
        if (folder / FILE).is_file():
            return replace(sitting, text=f"#:schema {way}/{FILE}\n{sitting.text}")
    return sitting


def _closed(properties: Mapping[str, Json]) -> Json:
    return {"properties": dict(properties), "additionalProperties": False}


def _choose(table: Json, key: str, known: Iterable[str]) -> None:
    """Let *key* hold only what is *known*."""
    place = table.get("properties", table)[key]
    place["enum"] = list(known)


def _tidy(part: Any) -> Any:
    if isinstance(part, list):
        return [_tidy(one) for one in part]
    if not isinstance(part, dict):
        return part
    if "properties" in part:
        inner = {key: _tidy(one) for key, one in part["properties"].items()}
        part = {**part, "properties": inner}
    kept = {
        key: one if key == "properties" else _tidy(one)
        for key, one in part.items()
        if key not in _SAID_ELSEWHERE
    }
    return _without_null(kept)


def _without_null(part: Json) -> Json:
    """Leave out that a key may hold nothing: TOML has no such value."""
    choices = [one for one in part.get("anyOf", ()) if one != {"type": "null"}]
    if len(choices) != 1:
        return part
    return {**choices[0], **{key: part[key] for key in part if key != "anyOf"}}
