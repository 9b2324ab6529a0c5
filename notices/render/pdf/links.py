"""What a link is called when it is read out: its words, not its address."""

import re
from html import unescape

from pikepdf import Pdf, String

_LINK = re.compile(r'<a\b[^>]* href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def name_links(pdf: Pdf, html: str) -> None:
    """Call each link by the words that it has in *html*, which was laid out.

    WeasyPrint calls it by its address, and so it stays where words differ.
    """
    words: dict[str, set[str]] = {}
    for address, inner in _LINK.findall(html):
        target = unescape(address).removeprefix("#")
        text = " ".join(unescape(_TAG.sub("", inner)).split())
        words.setdefault(target, set()).add(text)
    for page in pdf.pages:
        for link in page.obj.get("/Annots", ()):
            names = words.get(str(link.Contents), ())
            if len(names) == 1:
                link.Contents = String(*names)
