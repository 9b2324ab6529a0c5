"""The editions in a real browser, and before the checkers that others use."""

from pathlib import Path

import pytest

from notices.compose import Choices, compose
from notices.compose.editions import EDITIONS, fitting
from notices.compose.wording import shipped_templates
from notices.render import render_fragment, render_page, render_pdf
from tests.conftest import NOTICES, TODAY
from tools.validate import html_faults, pdf_faults, whole

pytestmark = pytest.mark.heavy

SEEN = {"a phone by day": (320, "light"), "a desktop by night": (1280, "dark")}


@pytest.fixture(scope="module")
def files(tmp_path_factory, catalogue, example) -> Path:
    folder = tmp_path_factory.mktemp("editions")
    for name, kind in NOTICES:
        short = fitting(example(name), kind, EDITIONS[1:], shipped_templates())
        for edition in short:
            choices = Choices(today=TODAY, edition=edition)
            notice = compose(catalogue, example(name), kind, TODAY, choices)
            stem = f"{name}-{notice.name}"
            pieces = {"html": render_page, "fragment.html": render_fragment}
            for ending, render in pieces.items():
                path = folder / f"{stem}.{ending}"
                path.write_text(render(notice), encoding="utf-8")
            (folder / f"{stem}.pdf").write_bytes(render_pdf(notice))
    return folder


@pytest.mark.parametrize(("width", "scheme"), SEEN.values(), ids=SEEN)
def test_axe_finds_nothing_and_nothing_is_scrolled_sideways(
    width, scheme, files, chromium, axe
):
    context = chromium.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme
    )
    found = {}
    for path in sorted(files.glob("*.html")):
        page = context.new_page()  # in one page, the scheme of the last would stay
        page.set_content(whole(path))
        wide = page.evaluate("document.documentElement.scrollWidth")
        found[path.name] = [*axe(page), *([wide] if wide > width else [])]
        page.close()
    context.close()

    assert len(found) == 2 * len(list(files.glob("*.pdf")))
    assert {name: faults for name, faults in found.items() if faults} == {}


def test_the_nu_checker_finds_nothing(files):
    faults = html_faults(sorted(files.glob("*.html")))

    assert not any(faults.values()), faults


def test_verapdf_finds_nothing(files):
    faults = pdf_faults(sorted(files.glob("*.pdf")))

    assert faults
    assert not any(faults.values()), faults
