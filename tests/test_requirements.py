"""Each requirement is met by its own passage: without that, exactly it is missing."""

import re
import shutil

import pytest

from notices.catalogue import load_catalogue
from notices.compose import Choices, compose, missing
from tests.conftest import ROOT, TODAY

TEMPLATES = ROOT / "templates"
EVERYTHING = """
[organisation]
urn = 138120
[data-protection-officer]
email = "dpo@example.org"
[representative]
name = "Example Representative"
email = "representative@example.org"
[uses]
publicity = true
transfers-outside-uk = true
automated-decisions = true
[[transfers]]
to = "Ireland"
what = "backups"
safeguard = "Regulations under Article 45A"
[[automated-decisions]]
what = "Seating"
how = "By lot"
means = "Where you sit"
safeguards = "Ask a teacher"
[[purposes]]
key = "shop"
title = "Our shop"
says = "We sell uniforms."
data = ["identity"]
article-6 = ["6(1)(f)"]
because = "Families want to buy them here."
"""
"""A profile for which every condition holds."""
REQUIREMENTS = sorted(key for key in load_catalogue().requirements)


@pytest.fixture
def compose_with(tmp_path, catalogue, load):
    path = tmp_path / "profile.toml"
    path.write_text(EVERYTHING, encoding="utf-8")

    def composed(templates):
        choices = Choices(templates=(templates,), accept_unanswered=True)
        return compose(catalogue, load(path), "pupils", TODAY, choices)

    return composed


def test_with_every_condition_nothing_is_missing(compose_with, catalogue):
    assert missing(compose_with(TEMPLATES), catalogue) == ()


@pytest.mark.parametrize("requirement", REQUIREMENTS)
def test_without_its_passage_a_requirement_is_missing(
    requirement, compose_with, catalogue, tmp_path
):
    templates = tmp_path / "templates"
    shutil.copytree(TEMPLATES, templates)
    emptied = sum(_empty(path, requirement) for path in templates.rglob("*.j2"))

    assert emptied
    assert missing(compose_with(templates), catalogue) == (requirement,)


def _empty(path, requirement) -> bool:
    """Make the requirement's passages say nothing; say whether there were any.

    The tag that marks them goes, and what it marked goes on standing there.
    """
    text = path.read_text(encoding="utf-8")
    other = next(one for one in REQUIREMENTS if one != requirement)
    text = text.replace(f'("{requirement}")', "").replace(
        f', "{requirement}"),', f', "{other}"),'
    )
    begins = f'{{% requirement "{requirement}" %}}'
    while begins in text:
        start = text.index(begins)
        depth = 0
        for tag in re.finditer(r"{% (end)?requirement\b[^%]*%}", text[start:]):
            depth += -1 if tag[1] else 1
            if depth == 0:
                end = start + tag.start(), start + tag.end()
                break
        text = text[:start] + text[start + len(begins) : end[0]] + text[end[1] :]
    changed = text != path.read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    return changed
