"""What the documentation says is so."""

import importlib.util
import re
import subprocess
import sys
from typing import get_args

import pytest
from pydantic import BaseModel

from notices.organisation.profile import Profile
from tests.conftest import ROOT, environment

PAGES = sorted(
    [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), ROOT / "data" / "README.md"]
)


def test_the_reference_of_templates_is_fresh():
    spec = importlib.util.spec_from_file_location(
        "template_reference", ROOT / "tools" / "template_reference.py"
    )
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)

    assert script.PAGE.read_text(encoding="utf-8") == script.fresh()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page):
    text = page.read_text(encoding="utf-8")
    targets = re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", text)

    assert [one for one in targets if not (page.parent / one).exists()] == []


def test_the_readme_is_short():
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()

    assert 40 < len(lines) <= 120


def test_the_readmes_profile_and_its_fault_are_true(tmp_path):
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    profile = re.search(r"```toml\n(# my-school\.toml\n.*?)```", readme, re.DOTALL)[1]
    fault = re.search(r"```\n(my-school\.toml:.*?)```", readme, re.DOTALL)[1]
    path = tmp_path / "my-school.toml"
    build = [sys.executable, "-m", "notices", "build", path.name, "--format", "md"]
    place = {"cwd": tmp_path, "env": environment()}

    path.write_text(profile, encoding="utf-8")
    sound = subprocess.run(build, **place, capture_output=True, text=True, check=False)
    path.write_text(
        profile.replace("dpo@my-school.example.org", "dpo(at)my-school"),
        encoding="utf-8",
    )
    faulty = subprocess.run(build, **place, capture_output=True, text=True, check=False)

    assert sound.returncode == 1
    assert sound.stdout.startswith("DRAFT  out/108427-ashfield-nursery-school/pupils")
    assert faulty.stderr.strip() == fault.strip()


def _keys(model) -> set[str]:
    """Return every key of a model and of the models in it, as they are written."""
    keys = set()
    for name, field in model.model_fields.items():
        keys.add(field.alias or name)
        for inner in _models_in(field.annotation):
            keys |= _keys(inner)
    return keys


def _models_in(annotation):
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)


def test_every_key_of_a_profile_is_explained():
    page = (ROOT / "docs" / "profile.md").read_text(encoding="utf-8")
    code = " ".join(re.findall(r"`[^`]+`|\[.*?\]", page))
    told = set(re.findall(r"[a-z][a-z0-9-]+", code))

    assert _keys(Profile) - told == set()


def test_the_table_of_rules_is_fresh():
    spec = importlib.util.spec_from_file_location(
        "rule_reference", ROOT / "tools" / "rule_reference.py"
    )
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)

    assert script.PAGE.read_text(encoding="utf-8") == script.fresh()
