"""A notice as HTML: a page of its own, a piece to paste, and the parts of the PDF."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

from markupsafe import Markup

from notices.compose.notice import Notice, Part, Section
from notices.render.icons import icon
from notices.render.markup import inline, plain, settled, to_html
from notices.render.shell import dress_of, fill, fill_macro
from notices.templating import SHIPPED, Folders

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_LONG, _LINE = 2000, 60
"""Letters of a block that surely fits half the width of a page; of a line there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintParts:
    """The HTML inside the three parts of the PDF, each whole in itself."""

    front: str
    body: str
    annex: str
    """Empty where the organisation adds nothing of its own; so may the body be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownBlock:
    """A block as HTML; its key is "" for running text."""

    key: str
    html: Markup

    @property
    def long(self) -> bool:
        """Say whether it might be higher than a page, where it has to be cut."""
        return len(self.html) + self.html.count("\n") * _LINE > _LONG


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Neighbouring blocks that are all entries, or none of them."""

    entries: bool
    blocks: tuple[ShownBlock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSection:
    """A section as its template sees it."""

    key: str
    title: Markup
    icon: Markup
    """A drawing as SVG; "" for none."""
    part: Part
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeSection:
    """A section as HTML, and what the contents list says of it."""

    key: str
    title: Markup
    html: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownNotice:
    """A notice as its template sees it: everything in it may be printed as it is."""

    name: str
    """What the window, the tab and the PDF are called."""
    title: Markup
    issuer: str
    marks: tuple[Markup, ...]
    footer: str
    colour: str
    logo: str
    logo_description: str
    code: str
    """A `data:` address of a QR code for its web address, on paper; else ""."""
    url: str
    front: tuple[MadeSection, ...]
    body: tuple[MadeSection, ...]
    annex: tuple[MadeSection, ...]

    @property
    def rest(self) -> tuple[MadeSection, ...]:
        """Return the sections that the contents list names."""
        return self.body + self.annex


def render_page(notice: Notice, *, folders: Folders = SHIPPED) -> str:
    """Return one self-contained page, with no script and nothing remote.

    Raises TemplateError for a template of a wording set that fails.
    """
    style = Markup(dress_of("screen.css", notice.edition, folders))  # noqa: S704 - a style sheet is trusted as far as its folder
    return settled(
        fill("page.html.j2", folders, notice=_shown(notice, folders), style=style)
    )


def render_fragment(notice: Notice, *, folders: Folders = SHIPPED) -> str:
    """Return the notice without a page around it, its headings from level 2."""
    return _part("fragment", _shown(notice, folders), folders)


def render_document(notice: Notice, *, folders: Folders = SHIPPED) -> str:
    """Return what a document for word processors is made of, without a look."""
    return _part("document", _shown(notice, folders, drawn=False), folders)


def print_parts(notice: Notice, *, folders: Folders = SHIPPED) -> PrintParts:
    """Return the parts of the PDF; no link leads from one of them to another."""
    shown = replace(_shown(notice, folders), code=_code(notice.url))
    return PrintParts(
        front=_part("front", shown, folders),
        body=_part("body", shown, folders) if shown.body else "",
        annex=_part("annex", shown, folders),
    )


def name_of(notice: Notice) -> str:
    """Return what a window or a reader calls the notice."""
    return f"{plain(notice.title)}: {notice.issuer}"


@lru_cache(maxsize=64)
def _code(url: str) -> str:
    """Return a picture of a QR code that leads to *url*; "" for none."""
    if not url:
        return ""
    import segno  # noqa: PLC0415 - only paper needs it

    return segno.make(url, micro=False, error="m").svg_data_uri(border=2)


def _part(macro: str, shown: ShownNotice, folders: Folders) -> str:
    return settled(fill_macro("parts.html.j2", macro, folders, shown))


def _shown(notice: Notice, folders: Folders, *, drawn: bool = True) -> ShownNotice:
    """Return the notice dressed; documents for word processors have no icons."""
    if not _COLOUR.fullmatch(notice.look.colour):
        raise ValueError(f"{notice.look.colour!r} is not a colour like #1d3557")
    return ShownNotice(
        name=name_of(notice),
        title=_markup(inline(notice.title)),
        issuer=notice.issuer,
        marks=tuple(_markup(inline(mark)) for mark in notice.marks),
        footer=notice.footer,
        colour=notice.look.colour,
        logo=notice.look.logo,
        logo_description=notice.look.logo_description or f"Logo of {notice.issuer}",
        code="",
        url=notice.url,
        front=_sections(notice.part("front"), folders, drawn=drawn),
        body=_sections(notice.part("body"), folders, drawn=drawn),
        annex=_sections(notice.part("annex"), folders, drawn=drawn),
    )


def _sections(
    sections: Iterable[Section], folders: Folders, *, drawn: bool
) -> tuple[MadeSection, ...]:
    return tuple(
        _section(
            section.key,
            section.title,
            section.part,
            section.icon if drawn else "",
            tuple((block.key, block.markdown) for block in section.blocks),
            folders,
        )
        for section in sections
    )


@lru_cache(maxsize=1024)
def _section(
    key: str,
    title: str,
    part: Part,
    drawing: str,
    blocks: tuple[tuple[str, str], ...],
    folders: Folders,
) -> MadeSection:
    """Fill in a section, once for all notices and outputs that have it."""
    heading = _markup(inline(title))
    shown = ShownSection(
        key=key,
        title=heading,
        icon=icon(drawing, folders),
        part=part,
        runs=tuple(_runs(blocks)),
    )
    html = _markup(fill_macro("parts.html.j2", "section", folders, shown))
    return MadeSection(key=key, title=heading, html=html)


def _runs(blocks: Iterable[tuple[str, str]]) -> Iterable[Run]:
    for entries, together in groupby(blocks, key=lambda block: bool(block[0])):
        yield Run(
            entries=entries,
            blocks=tuple(
                ShownBlock(key=key, html=_markup(to_html(markdown)))
                for key, markdown in together
            ),
        )


def _markup(clean: str) -> Markup:
    return Markup(clean)  # noqa: S704 - it comes from notices.render.markup, cleaned
