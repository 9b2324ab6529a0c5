"""What the documentation says is so."""

import importlib.util
import re

import pytest

from tests.conftest import ROOT

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
