"""HTML laid out as tagged pages by WeasyPrint, from bundled files alone."""

import re
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from io import BytesIO

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from notices.templating import Folders

_BUNDLED = "https://bundled.invalid/"
"""Stands for the templates folders, so that no path of this machine is laid out."""
_FONT = re.compile(r"fonts/[A-Za-z0-9-]+\.ttf")


@dataclass(frozen=True, slots=True)
class Dress:
    """A style sheet as WeasyPrint keeps it, with the fonts it names."""

    sheet: CSS
    fonts: FontConfiguration
    fetcher: URLFetcher


@lru_cache(maxsize=16)
def dressed(css: str, folders: Folders) -> Dress:
    """Return a style sheet and its fonts, read once for all notices."""
    fetcher = _Bundled(folders)
    fonts = FontConfiguration()
    sheet = CSS(string=css, base_url=_BUNDLED, url_fetcher=fetcher, font_config=fonts)
    return Dress(sheet, fonts, fetcher)


def lay_out(content: str, *, title: str, dress: Dress, tagged: bool = True) -> bytes:
    """Return the pages of some HTML; with *tagged*, as PDF/UA-1."""
    page = HTML(
        string=(
            '<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">'
            f"<title>{escape(title)}</title></head><body>{content}</body></html>"
        ),
        base_url=_BUNDLED,
        url_fetcher=dress.fetcher,
    )
    pages: bytes = page.write_pdf(
        stylesheets=[dress.sheet],
        font_config=dress.fonts,
        pdf_variant="pdf/ua-1" if tagged else None,
        uncompressed_pdf=True,  # it is read again, and compressed when it is whole
    )
    return pages


class _Bundled(URLFetcher):  # type: ignore[misc]  # it has no types
    """Gives pictures that are in the page already and fonts that ship, nothing else."""

    def __init__(self, folders: Folders) -> None:
        super().__init__(allowed_protocols=("data",))
        self._folders = folders

    def fetch(
        self, url: str, headers: dict[str, str] | None = None
    ) -> URLFetcherResponse:
        """Return what the address names; raise ValueError where it is not ours."""
        if not url.startswith(_BUNDLED):
            return super().fetch(url, headers)
        name = url.removeprefix(_BUNDLED)
        if _FONT.fullmatch(name):
            for folder in self._folders:
                if (path := folder / name).is_file():
                    return URLFetcherResponse(url, BytesIO(path.read_bytes()))
        raise ValueError(f"{name} is not a bundled font")
