"""What Pandoc leaves out of a document, put in: parts of it are texts to fill.

The documents that styles come from hold `{footer}` and `{marks}` in the margins of the
page, and our neutral colour in place of the organisation's.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from html import escape
from io import BytesIO
from typing import Protocol
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

_NO_TITLE = "<dc:title></dc:title>"
_NO_DAY = "1970-01-01T00:00:00Z"
_NEUTRAL = "1d3557"
_PICTURE = re.compile(r'descr="data:[^"]*"')
_TABLE = {
    '<w:tblW w:type="auto" w:w="0" />': '<w:tblW w:type="pct" w:w="5000" />',
    "<w:tr><w:tc>": "<w:tr><w:trPr><w:cantSplit /></w:trPr><w:tc>",
    "<w:trPr><w:tblHeader": "<w:trPr><w:cantSplit /><w:tblHeader",
    'w:firstColumn="0"': 'w:firstColumn="1"',
    'w:val="0020" /></w:tblPr>': 'w:val="00A0" /></w:tblPr>',
}
"""As wide as the page, no row on two pages, each row's first cell its header."""
_FRAME = re.compile(r"(<draw:frame [^>]*>.*?)(</draw:frame>)", re.DOTALL)
_CELL = '<style:table-cell-properties fo:border="none" />'
_CELLS = {
    "TableHeaderRowCell": 'fo:background-color="#e9eef2" fo:border="none" '
    'fo:border-bottom="1.5pt solid #4a5560" fo:padding="0.1cm"',
    "TableRowCell": 'fo:border="none" fo:border-bottom="0.5pt solid #aab5bf" '
    'fo:padding="0.1cm"',
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """What a document says of itself outside its text."""

    title: str
    day: date
    footer: str
    marks: str
    """"" for none."""
    colour: str
    """`#rrggbb`."""
    logo_description: str


class _Fill(Protocol):
    def __call__(self, text: str, front: Front) -> str: ...


def finished(document: bytes, front: Front) -> bytes:
    """Return the document with its title, margins and descriptions.

    Its parts keep their order and bear no time, so the same input makes the same bytes.
    """
    made = BytesIO()
    with ZipFile(BytesIO(document)) as given, ZipFile(made, "w") as package:
        for name in given.namelist():
            info = ZipInfo(name)
            info.compress_type = ZIP_STORED if name == "mimetype" else ZIP_DEFLATED
            package.writestr(info, _part(name, given.read(name), front))
    return made.getvalue()


def _part(name: str, data: bytes, front: Front) -> bytes:
    fill = next(
        (fill for like, fill in _FILLS.items() if re.fullmatch(like, name)), None
    )
    return data if fill is None else fill(data.decode(), front).encode()


def _word_text(text: str, front: Front) -> str:
    """Dress the tables, and describe the logo where Pandoc writes it as text again."""
    for given, made in _TABLE.items():
        text = text.replace(given, made)
    return _PICTURE.sub(lambda _: f'descr="{escape(front.logo_description)}"', text)


def _open_text(text: str, front: Front) -> str:
    """Describe the logo, and draw the lines of tables."""
    title = f"<svg:title>{escape(front.logo_description)}</svg:title>"
    text = _FRAME.sub(lambda found: f"{found[1]}{title}{found[2]}", text)
    for name, dress in _CELLS.items():
        plain = f'<style:style style:name="{name}" style:family="table-cell">'
        text = re.sub(
            rf"({re.escape(plain)}\s*){re.escape(_CELL)}",
            rf"\1<style:table-cell-properties {dress} />",
            text,
        )
    return text


def _about(text: str, front: Front) -> str:
    text = text.replace(_NO_DAY, f"{front.day.isoformat()}T00:00:00Z")
    return text.replace(_NO_TITLE, f"<dc:title>{escape(front.title)}</dc:title>")


def _coloured(text: str, front: Front) -> str:
    return re.sub(_NEUTRAL, front.colour.removeprefix("#"), text, flags=re.IGNORECASE)


def _margins(text: str, front: Front) -> str:
    """Fill in the margins; a box for marks that would be empty is none."""
    if not front.marks:
        text = text.replace('"PageMark"', '"Header"')
        text = text.replace('"Page_20_Mark">{marks}', '"Header">')
    return text.replace("{marks}", escape(front.marks)).replace(
        "{footer}", escape(front.footer)
    )


def _open_styles(text: str, front: Front) -> str:
    return _margins(_coloured(text, front), front)


_FILLS: Mapping[str, _Fill] = {
    r"docProps/core\.xml": _about,
    r"word/document\.xml": _word_text,
    r"word/styles\.xml": _coloured,
    r"word/(?:header|footer)\d*\.xml": _margins,
    r"meta\.xml": _about,
    r"content\.xml": _open_text,
    r"styles\.xml": _open_styles,
}
