"""A notice for word processors: the only room that knows Pandoc.

Pandoc makes the document; what it cannot say is put in afterwards.
"""

import re
from subprocess import CalledProcessError
from typing import Literal

from notices.compose.notice import Notice
from notices.errors import MissingError, NoticesError
from notices.render.html import name_of, render_document
from notices.render.markup import plain
from notices.render.shell import first_of
from notices.render.word.finish import Front, finished
from notices.render.word.pandoc import convert, installed
from notices.templating import SHIPPED, Folders, place_of

_BLANK = re.compile(r"(?<=<strong>)(\[[^<>\[\]]+\])(?=</strong>)")
_MARKED = r'<span data-custom-style="Blank">\1</span>'
"""Blanks to fill stand out, and can be searched for by their style."""

Kind = Literal["docx", "odt"]

_LACKING = (
    "Word and OpenDocument files need Pandoc; "
    "it comes with: pip install 'notices[word]'."
)


def render_word(notice: Notice, kind: Kind, *, folders: Folders = SHIPPED) -> bytes:
    """Return the notice as a document to edit, the same bytes each time.

    Its styles are those of the first `notice.docx` or `notice.odt` among *folders*.
    Raises MissingError where Pandoc is not installed, NoticesError where it cannot
    read the styles.
    """
    program = installed()
    if program is None:
        raise MissingError(_LACKING)
    html = _BLANK.sub(_MARKED, render_document(notice, folders=folders))
    styles = first_of(f"notice.{kind}", folders)
    try:
        made = convert(program, html, kind=kind, styles=styles)
    except CalledProcessError:
        raise NoticesError(
            f"{place_of(styles, folders)}: the styles in this file cannot be read.\n"
            f"  The .{kind} files that we write wear them.\n"
            "  To mend: save it again in your word processor; without it, ours is used."
        ) from None
    return finished(
        made,
        Front(
            title=name_of(notice),
            day=notice.on,
            footer=notice.footer,
            marks=" ".join(plain(mark) for mark in notice.marks),
            colour=notice.look.colour,
            logo_description=notice.look.logo_description,
        ),
    )
