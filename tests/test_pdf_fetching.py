"""What a PDF is made from: bundled files alone, and libraries that may be missing."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from urllib.request import OpenerDirector

import pypdfium2
import pytest

from notices.render import render_pdf
from notices.render.pdf.layout import dressed, lay_out
from notices.templating import SHIPPED
from tests.conftest import EXAMPLES, ROOT, TODAY


@pytest.fixture
def opened(monkeypatch) -> list[str]:
    """Note whatever is opened by an address."""
    seen: list[str] = []
    really = OpenerDirector.open

    def noted(self, request, *args, **kwargs):
        seen.append(request.full_url)
        return really(self, request, *args, **kwargs)

    monkeypatch.setattr(OpenerDirector, "open", noted)
    return seen


STRANGERS = [
    "http://127.0.0.1:9/x.png",
    "https://example.org/x.png",
    "ftp://127.0.0.1:9/x.png",
    "file:///etc/passwd",
    "https://bundled.invalid/print.css",
    "https://bundled.invalid/fonts/../print.css",
    "https://bundled.invalid/fonts/%2e%2e/secret.ttf",
    "https://bundled.invalid//etc/passwd",
]


@pytest.mark.parametrize("address", STRANGERS)
def test_nothing_is_fetched_but_what_is_bundled(address, opened):
    dress = dressed(f"p {{ background: url({address}) }}", SHIPPED)
    svg = f"<svg xmlns='http://www.w3.org/2000/svg'><image href='{address}'/></svg>"
    content = f"""
        <p>here<img src="{address}" alt="a"><img src="data:image/svg+xml,{svg}" alt="b">
        <link rel="stylesheet" href="{address}"><style>@import url({address})</style>
    """

    assert lay_out(content, title="x", dress=dress, tagged=False)
    assert [url for url in opened if not url.startswith("data:")] == []
    with pytest.raises(ValueError, match=r"disallowed protocol|not a bundled font"):
        dress.fetcher.fetch(address)


def test_own_text_fetches_nothing(compose_profile, opened):
    attempts = [
        f"![a]({address}) <img src='{address}'>"
        f"<style>p {{ background: url({address}) }}</style>"
        f"<p style='background: url({address})'>Still here.</p>"
        for address in STRANGERS
    ]
    text = (EXAMPLES / "ashfield-nursery.toml").read_text(encoding="utf-8")
    own = "\n\n".join(attempts)
    notice = compose_profile(f'{text}\n[sections.changes]\nafter = "OWN"\n')
    # Composing refuses such text; what lays out fetches nothing if it is there.
    sections = [
        replace(
            section,
            blocks=tuple(
                replace(block, markdown=block.markdown.replace("OWN", own))
                for block in section.blocks
            ),
        )
        for section in notice.sections
    ]
    notice = replace(notice, sections=tuple(sections))

    text = "".join(
        sheet.get_textpage().get_text_bounded()
        for sheet in pypdfium2.PdfDocument(render_pdf(notice))
    )

    assert [url for url in opened if not url.startswith("data:")] == []
    assert text.count("Still here.") == len(STRANGERS)


HIDDEN = """
import sys

class Hidden:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "weasyprint":
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, Hidden())
from notices.cli import main
main()
"""


def build_without_weasyprint(folder: Path, formats: str):
    profile = EXAMPLES / "ashfield-nursery.toml"
    options = ("--on", str(TODAY), "--out", folder, "--format", formats)
    return subprocess.run(
        [sys.executable, "-c", HIDDEN, "build", profile, *options],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_all_but_pdf_is_made_without_weasyprint(tmp_path):
    done = build_without_weasyprint(tmp_path, "md,html")

    assert (done.returncode, done.stderr) == (0, "")
    assert len(list(tmp_path.rglob("pupils.*"))) == 3


def test_without_weasyprint_one_line_says_how_to_get_it(tmp_path):
    done = build_without_weasyprint(tmp_path, "md,pdf")

    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "libpango" in done.stderr
    assert [path.name for path in tmp_path.rglob("pupils.*")] == ["pupils.md"]
