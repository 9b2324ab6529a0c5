"""A notice as files: Markdown, HTML and PDF."""

from notices.render.html import PrintParts, print_parts, render_fragment, render_page
from notices.render.markdown import render_markdown
from notices.render.pdf import render_pdf

SURROUNDINGS = ("page.html.j2", "parts.html.j2", "screen.css", "print.css", ".ttf")
"""How the files end that a notice's words are dressed with."""

__all__ = [
    "SURROUNDINGS",
    "PrintParts",
    "print_parts",
    "render_fragment",
    "render_markdown",
    "render_page",
    "render_pdf",
]
