"""Lines in the margins, as artifacts: seen on every page, and never read out."""

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from pikepdf import Dictionary, Name, Object, Page, Pdf

from notices.render.pdf.tidy import untag_page

_MILLIMETRE = 72 / 25.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """One slip for each page, or one for all; and where its lower left corner goes."""

    name: str
    """What its name among the resources of a page begins with."""
    left: float
    bottom: float
    """In millimetres from the corner of the page."""
    kind: str
    """`Header` or `Footer`."""
    pages: bytes = b""
    """What is drawn, as PDF: a page for each page of the whole, or one for all; empty
    where `fill_in` says it later, the same for all."""
    from_page: int = 1


def stamp(pdf: Pdf, slips: Iterable[Slip], *, first: int = 1) -> None:
    """Print the slips on *pdf*, whose pages are those from *first* on of the whole."""
    for page in pdf.pages:
        # What the page drew before must not move or colour what is stamped.
        page.contents_add(b"q", prepend=True)
        page.contents_add(b"Q")
    for slip in slips:
        forms = _forms(pdf, slip, first)
        for number, page in enumerate(pdf.pages, first):
            if number < slip.from_page:
                continue
            # Pages share their resources, so each form has a name of its own there,
            # and the same one in every run.
            name = f"{slip.name}{number if len(forms) > 1 else 1}"
            if forms:
                _add(page, name, forms[number - first if len(forms) > 1 else 0])
            page.contents_add(_drawing(slip, name))


def fill_in(pdf: Pdf, name: str, form: Object) -> None:
    """Print *form* wherever the slip of that name is."""
    for page in pdf.pages:
        _add(page, f"{name}1", form)


def cut_off_last(pdf: Pdf) -> Object:
    """Take the last page off *pdf*; return it as a form, out of what is read aloud."""
    page = pdf.pages[-1]
    untag_page(pdf, page.obj)
    form = _without_tags(page).as_form_xobject()
    # It shares the resources of the pages before, which it will be one of.
    form.Resources = Dictionary(dict(page.obj.Resources.items()))
    form.Resources.XObject = Dictionary()
    del pdf.pages[-1]
    return form


def _forms(pdf: Pdf, slip: Slip, first: int) -> list[Object]:
    """Return what is drawn on the pages of *pdf*: one form for each, or for all."""
    if not slip.pages:
        return []
    with pikepdf.open(BytesIO(slip.pages)) as source:
        pages = list(source.pages)
        if len(pages) > 1:
            pages = pages[first - 1 : first - 1 + len(pdf.pages)]
        return [
            pdf.copy_foreign(_without_tags(page).as_form_xobject()) for page in pages
        ]


def _add(page: Page, name: str, form: Object) -> None:
    page.add_resource(form, Name.XObject, name=Name(f"/{name}"), replace_existing=True)


def _without_tags(page: Page) -> Page:
    """Leave no trace of a page of its own, which a form is not."""
    for key in ("/StructParents", "/Tabs", "/Group"):
        if key in page.obj:
            del page.obj[key]
    return page


def _drawing(slip: Slip, name: str) -> bytes:
    left, bottom = slip.left * _MILLIMETRE, slip.bottom * _MILLIMETRE
    return (
        f"/Artifact <</Type/Pagination/Subtype/{slip.kind}>> BDC "
        f"q 1 0 0 1 {left:.2f} {bottom:.2f} cm /{name} Do Q EMC"
    ).encode()
