"""The report on an estate, in a real browser."""

import pytest

from notices.check.checking import check_document
from notices.check.load import load_rulebook
from notices.check.looking import Context
from notices.publish.checks.page import as_page
from notices.reading import read
from tests.conftest import ROOT, TODAY
from tools.validate import VENDOR, html_faults

pytestmark = pytest.mark.heavy

AXE = VENDOR / "node_modules/axe-core/axe.min.js"
WIDTHS = {"a phone": 320, "a desktop at 200 %": 640, "a desktop": 1280}


@pytest.fixture(scope="module")
def page(tmp_path_factory, catalogue):
    """Return the report on every labelled document that is Markdown or a web page."""
    book = load_rulebook(catalogue)
    folder = ROOT / "tests" / "documents"
    reports = [
        check_document(read(path), Context(on=TODAY), book, set(book.rules))
        for path in sorted(folder.iterdir())
        if path.suffix in {".md", ".html", ".txt"}
    ]
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(as_page(reports, book, on=TODAY), encoding="utf-8")
    return path


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(width, page, chromium):
    visit = chromium.new_page(viewport={"width": width, "height": 800})
    visit.goto(page.as_uri())
    for summary in visit.query_selector_all("summary")[:3]:
        summary.click()
    visit.add_script_tag(path=AXE)
    found = visit.evaluate("axe.run()")

    assert [one["id"] for one in found["violations"]] == []
    assert visit.evaluate("document.documentElement.scrollWidth") <= width


def test_the_checker_of_the_web_finds_nothing(page):
    assert not any(html_faults([page]).values())
