"""The parts of a notice made into one file."""

import atexit
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

import pikepdf
from pikepdf import Pdf

from notices.render.html import PrintParts
from notices.render.pdf import strips
from notices.render.pdf.join import hang_below_first, join
from notices.render.pdf.kept import kept, key_of
from notices.render.pdf.layout import Dress, dressed, lay_out
from notices.render.pdf.links import name_links
from notices.render.pdf.stamp import Slip, cut_off_last, fill_in, stamp
from notices.render.pdf.tidy import tidy
from notices.templating import Folders

_LEFT, _NUMBERS_LEFT = 16, 164
_FOOT, _HEAD = 5, 279
"""Where print.css leaves room, in millimetres from the lower left corner of A4."""
_LABEL = "Label"


def press(
    parts: PrintParts,
    *,
    title: str,
    footer: str,
    marks: tuple[str, ...],
    css: str,
    folders: Folders,
) -> bytes:
    """Return the PDF: a front and an annex of its own around a body that is shared."""
    dress = dressed(css, folders)
    body = _body(parts.body, css, folders) if parts.body else _NO_BODY
    with ExitStack() as opened:
        slip = strips.label_html(footer)
        front = opened.enter_context(_opened(parts.front + slip, title, dress))
        label = cut_off_last(front)
        _settle(front, parts.front)
        annex = opened.enter_context(_opened(parts.annex, title, dress))
        if parts.annex:
            _settle(annex, parts.annex)
        ahead = len(front.pages)
        whole = _Whole(ahead + body.pages + len(annex.pages), marks)
        stamp(front, _slips(whole, dress))
        stamp(annex, _slips(whole, dress), first=ahead + body.pages + 1)
        pdf = front
        if parts.body:
            stamped = BytesIO(_stamped(body, ahead + 1, whole, dress))
            pdf = opened.enter_context(pikepdf.open(stamped))
            join(pdf, front, before=True)
            label = pdf.copy_foreign(label)
            pdf.Root.Metadata = pdf.copy_foreign(front.Root.Metadata)
            pdf.docinfo["/Title"] = title
        if parts.annex:
            join(pdf, annex, before=False)
        hang_below_first(pdf)
        fill_in(pdf, _LABEL, label)
        return _saved(pdf)


@dataclass(frozen=True, slots=True)
class _Whole:
    """What the margins of every part say of the whole."""

    pages: int
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Body:
    pdf: bytes
    pages: int


_NO_BODY = _Body(b"", 0)


@lru_cache(maxsize=64)
def _body(html: str, css: str, folders: Folders) -> _Body:
    """Return the body, laid out once for all notices that share it."""

    def made() -> bytes:
        with _opened(html, "", dressed(css, folders)) as pdf:
            _settle(pdf, html)
            return _saved(pdf)

    laid_out = kept(key_of(html, css, folders), made)
    with pikepdf.open(BytesIO(laid_out)) as pdf:
        return _Body(laid_out, len(pdf.pages))


@lru_cache(maxsize=64)
def _stamped(body: _Body, first: int, whole: _Whole, dress: Dress) -> bytes:
    """Return the body with its margins, where its first page is page *first*."""
    with pikepdf.open(BytesIO(body.pdf)) as pdf:
        stamp(pdf, _slips(whole, dress), first=first)
        return _saved(pdf)


def _opened(html: str, title: str, dress: Dress) -> Pdf:
    """Return some HTML laid out; no pages where there is none."""
    if not html:
        return Pdf.new()
    return pikepdf.open(BytesIO(lay_out(html, title=title, dress=dress)))


def _settle(pdf: Pdf, html: str) -> None:
    """Put right what is read aloud of *html*, which was laid out."""
    tidy(pdf)
    name_links(pdf, html)


def _slips(whole: _Whole, dress: Dress) -> Iterator[Slip]:
    yield Slip(name=_LABEL, left=_LEFT, bottom=_FOOT, kind="Footer")
    yield Slip(
        name="Number",
        pages=strips.numbers(whole.pages, dress),
        left=_NUMBERS_LEFT,
        bottom=_FOOT,
        kind="Footer",
    )
    if whole.marks:
        yield Slip(
            name="Marks",
            pages=strips.warning(whole.marks, dress),
            left=_LEFT,
            bottom=_HEAD,
            kind="Header",
            from_page=2,  # the first page says them in full, and aloud
        )


def _saved(pdf: Pdf) -> bytes:
    out = BytesIO()
    pdf.save(
        out,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
    )
    return out.getvalue()


@atexit.register
def forget() -> None:
    """Forget what was laid out; at the end, let fonts go while they can be deleted.

    WeasyPrint's copies of them need Python to be deleted.
    """
    for made in (strips.numbers, strips.warning, _body, _stamped):
        made.cache_clear()
    dressed.cache_clear()
