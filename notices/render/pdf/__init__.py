"""The PDF of a notice: the only room that knows WeasyPrint and pikepdf."""

import warnings
from contextlib import redirect_stdout
from functools import cache
from importlib import import_module
from io import StringIO

from notices.compose.notice import Notice
from notices.errors import MissingError
from notices.render.html import name_of, print_parts
from notices.render.markup import plain
from notices.render.shell import dress_of, style_sheet
from notices.templating import SHIPPED, Folders

_LACKING = (
    "PDF needs WeasyPrint and, for its letters, Pango and HarfBuzz-Subset; "
    "on Debian or Ubuntu: "
    "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; "
    "on macOS: brew install pango; "
    "on Windows: see the first steps of WeasyPrint's documentation."
)


def render_pdf(
    notice: Notice, *, folders: Folders = SHIPPED, large: bool = False
) -> bytes:
    """Return the notice as tagged PDF (PDF/UA-1), the same bytes each time.

    In *large* print, letters have 16 points or more and stand in one column.
    Raises MissingError where a library that it needs is not installed.
    """
    _summon()
    from notices.render.pdf.press import press  # noqa: PLC0415 - 0.4 s; few need it

    css = dress_of("print.css", notice.edition, folders)
    return press(
        print_parts(notice, folders=folders),
        title=name_of(notice),
        footer=notice.footer,
        marks=tuple(plain(mark) for mark in notice.marks),
        css=f"{css}\n{style_sheet('large-print.css', folders)}" if large else css,
        folders=folders,
    )


@cache
def _summon() -> None:
    """Load the libraries, or say in one line how to get them.

    WeasyPrint prints to stdout what its own users need to know, and would go on without
    HarfBuzz-Subset, but then writes other bytes.
    """
    try:
        with redirect_stdout(StringIO()), warnings.catch_warnings():
            warnings.filterwarnings("error", message="HarfBuzz-Subset")
            import_module("notices.render.pdf.press")
    except (ImportError, OSError, DeprecationWarning) as error:
        raise MissingError(_LACKING) from error
