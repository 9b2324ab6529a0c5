"""Lines in the margins, as artifacts: seen on every page, and never read out."""

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from pikepdf import Name, Page, Pdf

_MILLIMETRE = 72 / 25.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """One slip for each page, or one for all; and where its lower left corner goes."""

    name: str
    """What its name among the resources of a page begins with."""
    pages: bytes
    left: float
    bottom: float
    """In millimetres from the corner of the page."""
    kind: str
    """`Header` or `Footer`."""
    from_page: int = 1


def stamp(pdf: Pdf, slips: Iterable[Slip]) -> None:
    """Print the slips on the pages of *pdf*."""
    for page in pdf.pages:
        # What the page drew before must not move or colour what is stamped.
        page.contents_add(b"q", prepend=True)
        page.contents_add(b"Q")
    for slip in slips:
        with pikepdf.open(BytesIO(slip.pages)) as source:
            _stamp_one(pdf, slip, source)


def _stamp_one(pdf: Pdf, slip: Slip, source: Pdf) -> None:
    forms = [
        pdf.copy_foreign(_without_tags(page).as_form_xobject()) for page in source.pages
    ]
    for at, page in enumerate(pdf.pages):
        if at + 1 >= slip.from_page:
            # Pages share their resources, so each form has a name of its own there,
            # and the same one in every run.
            which = at if len(forms) > 1 else 0
            name = f"{slip.name}{which + 1}"
            page.add_resource(forms[which], Name.XObject, name=Name(f"/{name}"))
            page.contents_add(_drawing(slip, name))


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
