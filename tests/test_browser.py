"""The pages in a real browser, and before the checkers that others use."""

import subprocess
import sys
from pathlib import Path

import pytest

from notices.compose import Choices, compose
from notices.render import render_fragment, render_page, render_pdf
from tests.conftest import NOTICES, ROOT, TODAY
from tools.validate import html_faults, pdf_faults, whole

pytestmark = pytest.mark.heavy

STEMS = [f"{name}-{kind}" for name, kind in NOTICES]
COMPARISON = "comparison.html"
NAMES = [f"{stem}{end}" for stem in STEMS for end in (".html", ".fragment.html")]
NAMES += [COMPARISON]
WIDTHS = {"a phone": 320, "a desktop at 200 %": 640, "a desktop": 1280}


@pytest.fixture(scope="module")
def files(tmp_path_factory, catalogue, example) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    for name, kind in NOTICES:
        notice = compose(catalogue, example(name), kind, TODAY, Choices(today=TODAY))
        stem = folder / f"{name}-{kind}"
        stem.with_suffix(".html").write_text(render_page(notice), encoding="utf-8")
        fragment = stem.with_suffix(".fragment.html")
        fragment.write_text(render_fragment(notice), encoding="utf-8")
        stem.with_suffix(".pdf").write_bytes(render_pdf(notice))
    arguments = ("compare", "2019-01-01", "2026-11-22", "--format", "html")
    command = [sys.executable, "-m", "notices", *arguments, "--out", str(folder)]
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    return folder


@pytest.fixture
def visit(chromium, files):
    """Return a function that opens a page; whatever it fetches fails the test."""
    contexts = []
    fetched: list[str] = []

    def visited(name: str, width: int, **options):
        context = chromium.new_context(
            viewport={"width": width, "height": 800}, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: fetched.append(request.url))
        page.set_content(whole(files / name))
        return page

    yield visited
    for context in contexts:
        context.close()
    assert fetched == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing(name, width, scheme, visit, axe):
    page = visit(name, width, color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(it => it.open = true)")

    assert axe(page) == []


@pytest.mark.parametrize("name", NAMES)
def test_nothing_must_be_scrolled_sideways_on_a_phone(name, visit):
    page = visit(name, 320)

    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("name", [f"{stem}.html" for stem in STEMS])
def test_the_keyboard_skips_to_the_notice_first(name, visit):
    page = visit(name, 1280)
    page.keyboard.press("Tab")

    box = page.locator(":focus").bounding_box()

    assert page.evaluate("document.activeElement.hash") == "#main"
    assert box["y"] >= 0, "the link is focused and cannot be seen"


def test_the_nu_checker_finds_nothing(files):
    faults = html_faults(sorted(files.glob("*.html")))

    assert len(faults) == len(NAMES)
    assert not any(faults.values()), faults


def test_verapdf_finds_nothing(files):
    faults = pdf_faults(sorted(files.glob("*.pdf")))

    assert len(faults) == len(STEMS)
    assert not any(faults.values()), faults
