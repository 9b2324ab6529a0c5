"""Each way to make the PDF: set up once, then one notice after another.

Peers get their input ready-made, and nothing of its making is timed; ours is timed from
the composed notice.  What is timed ends with the bytes of the PDF.
"""

import gc
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from bench.sample import Printable
from bench.typst_source import typst_source

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = ROOT / "templates"
CHROMIUM = "/usr/bin/chromium"


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """How a notice becomes what is read, untimed; and how that becomes a PDF, timed."""

    prepare: Callable[[Printable], Any]
    make: Callable[[Any], bytes]


def ours() -> Engine:
    """Return this project, with the habits that a process of `notices batch` has.

    The environment says where bodies are kept.
    """
    from notices.publish.batch.work import RARELY  # noqa: PLC0415 - in its own process
    from notices.render import render_pdf  # noqa: PLC0415

    gc.set_threshold(*RARELY)

    return Engine(prepare=lambda it: it.notice, make=render_pdf)


def weasyprint() -> Engine:
    """Return WeasyPrint as a careful user drives it: style and fonts read once."""
    from weasyprint import CSS, HTML  # noqa: PLC0415 - in its own process
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

    fonts = FontConfiguration()
    sheet = CSS(filename=TEMPLATES / "print.css", font_config=fonts)

    def make(page: str) -> bytes:
        pdf: bytes = HTML(string=page, base_url=str(TEMPLATES)).write_pdf(
            stylesheets=[sheet], font_config=fonts, pdf_variant="pdf/ua-1"
        )
        return pdf

    return Engine(prepare=lambda it: it.page, make=make)


def weasyprint_command() -> Engine:
    """Return the `weasyprint` command, a process for each notice."""
    place = Path(mkdtemp())
    html, pdf = place / "notice.html", place / "notice.pdf"
    command: list[str | Path] = [
        *(sys.executable, "-m", "weasyprint", "--quiet"),
        *("--pdf-variant", "pdf/ua-1", "--stylesheet", TEMPLATES / "print.css"),
        *(html, pdf),
    ]

    def prepare(it: Printable) -> None:
        html.write_text(it.page, encoding="utf-8")

    def make(_: None) -> bytes:
        subprocess.run(command, check=True)
        return pdf.read_bytes()

    return Engine(prepare=prepare, make=make)


def chromium() -> Engine:
    """Return one browser with one tab, which prints page after page."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    browser = (
        sync_playwright()
        .start()
        .chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
    )
    tab = browser.new_page()
    place = Path(mkdtemp()) / "notice.html"
    sheet = f'<link rel="stylesheet" href="{(TEMPLATES / "print.css").as_uri()}">'

    def prepare(it: Printable) -> None:
        page = it.page.replace("<style>", f"{sheet}<style>", 1)
        place.write_text(page, encoding="utf-8")

    def make(_: None) -> bytes:
        tab.goto(place.as_uri())
        return tab.pdf(
            prefer_css_page_size=True, print_background=True, tagged=True, outline=True
        )

    return Engine(prepare=prepare, make=make)


def typst() -> Engine:
    """Return one Typst compiler, with our fonts and no others to look through."""
    import typst  # noqa: PLC0415 - a peer, installed where one measures

    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[TEMPLATES / "fonts"],
    )
    here = ROOT / "bench"
    compiler = typst.Compiler(here / "notice.typ", root=here, font_paths=fonts)

    def prepare(it: Printable) -> bytes:
        look, foot = it.notice.look, it.notice.footer
        source = typst_source(
            it.content, title=it.title, footer=foot, colour=look.colour
        )
        return source.encode()

    def make(source: bytes) -> bytes:
        return bytes(compiler.compile(input=source, pdf_standards="ua-1"))

    return Engine(prepare=prepare, make=make)


ENGINES: Mapping[str, Callable[[], Engine]] = {
    "ours": ours,
    "weasyprint": weasyprint,
    "weasyprint-command": weasyprint_command,
    "chromium": chromium,
    "typst": typst,
}


def lacking(name: str) -> str:
    """Say in a word why an engine cannot be measured here, or ""."""
    from importlib.util import find_spec  # noqa: PLC0415

    if name == "typst" and find_spec("typst") is None:
        return "Typst is not installed (pip install '.[bench]')."
    if name == "chromium" and find_spec("playwright") is None:
        return "Playwright, which drives Chromium, is not installed."
    if name == "chromium" and not Path(CHROMIUM).exists():
        return "Chromium is not installed."
    return ""
