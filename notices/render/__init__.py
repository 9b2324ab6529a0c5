"""A notice as files: Markdown, HTML, PDF, plain text, Word and OpenDocument."""

from notices.render.html import PrintParts, print_parts, render_fragment, render_page
from notices.render.markdown import render_markdown
from notices.render.pdf import render_pdf
from notices.render.text import render_text
from notices.render.word import render_word

SURROUNDINGS = (
    *("page.html.j2", "parts.html.j2", "screen.css", "print.css", ".ttf"),
    *("notice.docx", "notice.odt", ".svg"),
)
"""How the files end that a notice's words are dressed with."""

__all__ = [
    "SURROUNDINGS",
    "PrintParts",
    "print_parts",
    "render_fragment",
    "render_markdown",
    "render_page",
    "render_pdf",
    "render_text",
    "render_word",
]
