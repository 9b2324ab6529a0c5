"""A notice as Markdown that reads as plain text."""

from notices.compose.notice import Notice, Section
from notices.compose.told import escape_markdown


def render_markdown(notice: Notice) -> str:
    """Return the whole notice, one blank line between its blocks."""
    parts = [f"# {notice.title}", escape_markdown(notice.issuer)]
    parts += [f"**{mark}**" for mark in notice.marks]
    parts += [_section(section) for section in notice.sections]
    return "\n\n".join(parts) + "\n"


def _section(section: Section) -> str:
    blocks = [block.markdown.strip() for block in section.blocks]
    return "\n\n".join([f"## {section.title}", *filter(None, blocks)])
