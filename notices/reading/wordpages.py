"""Which headers and footers the pages of a Word document show."""

from lxml.etree import _Element as Element

from notices.reading.document import Margin
from notices.reading.wordstyles import is_on

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MARGINS: dict[str, Margin] = {
    f"{_W}headerReference": "header",
    f"{_W}footerReference": "footer",
}


def shown(document: Element, settings: Element | None) -> list[tuple[Margin, str]]:
    """Return the keys of the relationships to headers, then to footers, each once.

    Word keeps those of first and even pages that were switched off. A section without
    its own has those of the section before.
    """
    has_even = settings is not None and is_on(settings.find(f"{_W}evenAndOddHeaders"))
    latest: dict[tuple[Margin, str], str] = {}
    found: dict[tuple[Margin, str], None] = {}
    for section in document.iter(f"{_W}sectPr"):
        for reference in section.iterchildren(*_MARGINS):
            margin = _MARGINS[str(reference.tag)]
            pages = reference.get(f"{_W}type", "default")
            latest[margin, pages] = reference.get(f"{_R}id", "")
        has_first = is_on(section.find(f"{_W}titlePg"))
        for (margin, pages), key in latest.items():
            if {"first": has_first, "even": has_even}.get(pages, True):
                found[margin, key] = None
    return sorted(found, key=lambda one: one[0] == "footer")
