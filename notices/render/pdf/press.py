"""The parts of a notice made into one file."""

import atexit
from io import BytesIO

import pikepdf

from notices.render.html import PrintParts
from notices.render.pdf import strips
from notices.render.pdf.layout import dressed, lay_out
from notices.render.pdf.links import name_links
from notices.render.pdf.stamp import Slip, stamp
from notices.render.pdf.tidy import tidy
from notices.render.shell import style_sheet
from notices.templating import Folders

_LEFT, _NUMBERS_LEFT = 16, 164
_FOOT, _HEAD = 5, 279
"""Where print.css leaves room, in millimetres from the lower left corner of A4."""


def press(
    parts: PrintParts,
    *,
    title: str,
    footer: str,
    marks: tuple[str, ...],
    folders: Folders,
) -> bytes:
    """Return the PDF: laid out, its tags put right, its margins stamped."""
    dress = dressed(style_sheet("print.css", folders), folders)
    content = parts.front + parts.body + parts.annex
    laid_out = lay_out(content, title=title, dress=dress)
    with pikepdf.open(BytesIO(laid_out)) as pdf:
        tidy(pdf)
        name_links(pdf, content)
        slips = [
            Slip(
                name="Label",
                pages=strips.label(footer, dress),
                left=_LEFT,
                bottom=_FOOT,
                kind="Footer",
            ),
            Slip(
                name="Number",
                pages=strips.numbers(len(pdf.pages), dress),
                left=_NUMBERS_LEFT,
                bottom=_FOOT,
                kind="Footer",
            ),
        ]
        if marks:
            slips.append(
                Slip(
                    name="Marks",
                    pages=strips.warning(marks, dress),
                    left=_LEFT,
                    bottom=_HEAD,
                    kind="Header",
                    from_page=2,  # the first page says them in full, and aloud
                )
            )
        stamp(pdf, slips)
        return _saved(pdf)


def _saved(pdf: pikepdf.Pdf) -> bytes:
    out = BytesIO()
    pdf.save(
        out,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
    )
    return out.getvalue()


@atexit.register
def _forget() -> None:
    """Let the fonts go while Python can still delete WeasyPrint's copies of them."""
    for made in (strips.numbers, strips.label, strips.warning, dressed):
        made.cache_clear()
