"""A notice as Markdown that reads as plain text."""

from notices.compose.notice import Notice, Section


def render_markdown(notice: Notice) -> str:
    """Return the whole notice, one sentence a line."""
    parts = [f"# {notice.title}", notice.issuer]
    parts += [f"**{mark}**" for mark in notice.marks]
    parts += [_section(section) for section in notice.sections]
    return "\n\n".join(part for part in parts if part) + "\n"


def _section(section: Section) -> str:
    blocks = [block.markdown for block in section.blocks]
    return "\n\n".join([f"## {section.title}", *blocks])
