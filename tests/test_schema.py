"""An editor that knows a profile's schema is as strict as the program, or milder."""

import json
import tomllib
from datetime import date, datetime
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from pydantic import ValidationError
from typer.testing import CliRunner

from notices.cli.app import app
from notices.errors import FaultsError
from notices.interview.schema import FILE, profile_schema
from notices.organisation.profile import Profile
from notices.shipped import shipped
from tests.conftest import EXAMPLES, ROOT

BROKEN = ROOT / "tests" / "broken"
UNKNOWN_WORDS = {
    "several-faults-in-layers",
    "unknown-keys-in-own-purpose",
    "unknown-keys-in-own-sharing",
    "unknown-notice-in-profile",
    "unknown-service",
    "unknown-sharing-off",
    "unknown-type",
    "unknown-use",
}
"""Faults that the catalogue finds, and not the form of a profile."""


@pytest.fixture(scope="module")
def schema(catalogue):
    return profile_schema(catalogue)


@pytest.fixture(scope="module")
def is_taken(schema):
    """Return a function that says whether an editor finds nothing in a profile."""
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    return lambda values: validator.is_valid(as_an_editor_reads(values))


def as_an_editor_reads(value):
    """Return TOML as JSON: an editor sees a day as text."""
    if isinstance(value, dict):
        return {key: as_an_editor_reads(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_an_editor_reads(inner) for inner in value]
    return value.isoformat() if isinstance(value, (date, datetime)) else value


def values_of(path: Path) -> dict | None:
    """Return what a file holds, or None if it is no TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None


PROFILES = [
    path
    for path in sorted(BROKEN.glob("**/*.toml"))
    if not {"data", "wording.toml"} & set(path.parts) and values_of(path)
]


def name_of(path):
    return str(path.relative_to(ROOT))


def test_the_schema_is_one(schema):
    Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.toml")), ids=name_of)
def test_every_example_is_taken(path, is_taken):
    assert is_taken(values_of(path))


def test_an_editor_refuses_nothing_that_the_program_loads(is_taken, load):
    loaded = [path for path in PROFILES if loads(path, load)]

    assert len(loaded) > 20
    assert [path for path in loaded if not is_taken(values_of(path))] == []


def loads(path, load) -> bool:
    try:
        load(path)
    except FaultsError:
        return False
    return True


@pytest.mark.parametrize("path", PROFILES, ids=name_of)
def test_what_has_another_form_an_editor_marks(path, is_taken):
    values = values_of(path)
    try:
        Profile.model_validate(values)
    except ValidationError:
        assert not is_taken(values)
        return

    assert is_taken(values) == (path.parent.name not in UNKNOWN_WORDS)


def every_table(part):
    """Yield each place of a schema that says which keys a table has."""
    if isinstance(part, dict):
        if "properties" in part and part.get("type") == "object":
            yield part
        for inner in part.values():
            yield from every_table(inner)


def test_no_table_takes_a_key_that_is_not_known(schema):
    tables = list(every_table(schema))

    assert len(tables) > 15
    assert [one for one in tables if one["additionalProperties"] is not False] == []


def test_every_key_says_what_it_means(schema):
    silent = [
        key
        for table in every_table(schema)
        for key, value in table["properties"].items()
        if not value.get("description")
    ]

    assert silent == []


def test_a_wording_set_brings_its_own_questions(tmp_path):
    folder = tmp_path / "data" / "uses"
    folder.mkdir(parents=True)
    asked = (shipped("data") / "uses" / "pupils.toml").read_text(encoding="utf-8")
    first = asked[asked.index("[[cctv]]") : asked.index("[[biometrics]]")]
    (folder / "own.toml").write_text(first.replace("cctv", "drones"), encoding="utf-8")

    told = CliRunner().invoke(app, ["schema", "--wording", str(tmp_path)])

    assert "drones" in json.loads(told.stdout)["properties"]["uses"]["properties"]


@pytest.mark.parametrize(
    ("place", "line"),
    [(".", "#:schema ./profile.schema.json"), ("schools", "#:schema ../profile.sch")],
)
def test_a_new_profile_leads_to_the_schema_that_lies_there(
    place, line, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    Path("schools").mkdir()
    runner = CliRunner()
    runner.invoke(app, ["schema", "--out", FILE])

    runner.invoke(app, ["init", f"{place}/108427.toml", "--urn", "108427", "--yes"])

    written = Path(place, "108427.toml").read_text(encoding="utf-8")
    assert written.startswith(line)
    assert written.count("#:schema") == 1


def test_without_a_schema_a_new_profile_leads_nowhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    CliRunner().invoke(app, ["init", "--urn", "108427", "--yes"])

    assert "#:schema" not in Path("108427.toml").read_text(encoding="utf-8")
