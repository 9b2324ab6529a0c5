"""A notice as files: Markdown, HTML and PDF."""

from notices.render.html import PrintParts, print_parts, render_fragment, render_page
from notices.render.markdown import render_markdown
from notices.render.pdf import render_pdf

__all__ = [
    "PrintParts",
    "print_parts",
    "render_fragment",
    "render_markdown",
    "render_page",
    "render_pdf",
]
