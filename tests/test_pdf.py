"""The PDF: what it says, in which order, to whom, and what it may read."""

from collections.abc import Iterator
from ctypes import POINTER, c_ushort, cast, create_string_buffer
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from io import BytesIO
from itertools import combinations

import page as checker
import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from notices.compose import Choices, Notice, compose
from notices.compose.notice import Block, Section
from notices.render import print_parts, render_pdf
from notices.render.pdf.layout import dressed
from tests.conftest import SCHOOLS, TODAY

BLOCKS = {f"h{level}": f"H{level}" for level in range(1, 7)} | {
    "p": "P",
    "li": "LI",
    "th": "TH",
    "td": "TD",
    "ul": "L",
    "ol": "L",
    "table": "Table",
    "tr": "TR",
    "section": "Sect",
}


@dataclass
class Made:
    notice: Notice
    data: bytes
    pdf: pikepdf.Pdf

    @property
    def document(self) -> pikepdf.Object:
        return self.pdf.Root.StructTreeRoot.K[0]

    @property
    def html(self) -> str:
        parts = print_parts(self.notice)
        return parts.front + parts.body + parts.annex


@pytest.fixture(scope="module")
def notices(catalogue, example) -> dict[str, Notice]:
    choices = Choices(today=TODAY)
    made = {
        name: compose(catalogue, example(name), "pupils", TODAY, choices)
        for name in SCHOOLS
    }
    return {**made, LONG: with_long_ends(made["ashfield-nursery"])}


LONG = "two pages before the body and two after it"


def with_long_ends(notice: Notice) -> Notice:
    """Return a notice with so much of its own that front and annex turn a page."""
    rows = "".join(f"| Company {n} | work {n} | here |\n" for n in range(70))
    table = Block(key="", markdown=f"| Who | What | Where |\n|---|---|---|\n{rows}")
    sections = [
        replace(section, blocks=(table,)) if section.key == "our-suppliers" else section
        for section in notice.sections
    ]
    own = Section(key="own", title="Our own", part="annex", blocks=(table,))
    return replace(notice, sections=(*sections, own))


@pytest.fixture(scope="module", params=(*SCHOOLS, LONG))
def made(request, notices) -> Made:
    return made_of(notices[request.param])


def made_of(notice: Notice) -> Made:
    data = render_pdf(notice)
    return Made(notice, data, pikepdf.open(BytesIO(data)))


def below(parent: pikepdf.Object) -> Iterator[pikepdf.Object]:
    for kid in kids(parent):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from below(kid)


def kids(parent: pikepdf.Object) -> list:
    found = parent.get("/K", ())
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def drawn(data: bytes) -> dict[tuple[int, int], str]:
    """Return the letters of each piece of marked content, by page and number."""
    document = pypdfium2.PdfDocument(data)
    texts: dict[tuple[int, int], str] = {}
    for at, sheet in enumerate(document):
        letters = sheet.get_textpage()
        for thing in sheet.get_objects(max_depth=1):
            number = pdfium.FPDFPageObj_GetMarkedContentID(thing.raw)
            if thing.type == pdfium.FPDF_PAGEOBJ_TEXT and number >= 0:
                text = letters_of(thing.raw, letters.raw)
                texts[at, number] = texts.get((at, number), "") + text
    return texts


def letters_of(thing, letters) -> str:
    size = pdfium.FPDFTextObj_GetText(thing, letters, None, 0)
    buffer = create_string_buffer(size)
    pdfium.FPDFTextObj_GetText(thing, letters, cast(buffer, POINTER(c_ushort)), size)
    return buffer.raw.decode("utf-16-le").rstrip("\0")


def squeezed(text: str) -> str:
    """Without spaces: a line's end is a space that nobody draws.

    PDFium says U+0002 for a hyphen at the end of a line.
    """
    return "".join(text.replace("\x02", "-").split())


def read_aloud(made: Made) -> list[tuple[str, str]]:
    """Return the blocks of the tag tree in order, each with all its text."""
    texts = drawn(made.data)
    sheets = {sheet.obj.objgen: at for at, sheet in enumerate(made.pdf.pages)}

    def said(element: pikepdf.Object) -> str:
        if element.S == "/Lbl":
            return ""
        return "".join(
            texts.get((sheets[element.Pg.objgen], kid), "")
            if isinstance(kid, int)
            else said(kid)
            for kid in kids(element)
            if isinstance(kid, int) or "/S" in kid
        )

    wanted = set(BLOCKS.values())
    return [
        (kind, squeezed(said(element)))
        for element in below(made.document)
        if (kind := str(element.S).removeprefix("/")) in wanted
    ]


class Blocks(HTMLParser):
    """The blocks of some HTML in order, each with all its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.blocks: list[list[str]] = []
        self._open: list[int] = []
        self.feed(html)

    def handle_starttag(self, tag, _attrs):
        if tag in BLOCKS:
            self._open.append(len(self.blocks))
            self.blocks.append([BLOCKS[tag], ""])

    def handle_endtag(self, tag):
        if tag in BLOCKS:
            self._open.pop()

    def handle_data(self, data):
        for at in self._open:
            self.blocks[at][1] += squeezed(data)


def test_it_is_accessible_by_the_standard(made, tmp_path):
    path = tmp_path / "notice.pdf"
    path.write_bytes(made.data)

    verdict = checker.validate_pdf(path, profile="ua1")

    assert verdict.is_compliant, [str(failure) for failure in verdict.failures]


def test_it_is_read_out_as_the_page_is(made):
    # No block split, doubled or moved, and nothing from the margins.
    assert read_aloud(made) == [tuple(block) for block in Blocks(made.html).blocks]


def test_a_table_over_two_pages_is_one_table(notices):
    made = made_of(notices["kenton-school"])
    tables = [found for found in below(made.document) if found.S == "/Table"]
    pages = [{row.Pg.objgen for row in below(table)} for table in tables]

    assert max(map(len, pages)) > 1, "no table crosses a page: the test shows nothing"
    for table in tables:
        assert [str(part.S) for part in kids(table)] == ["/THead", "/TBody"]


def test_there_is_one_document_and_each_header_says_what_it_heads(made):
    root = made.pdf.Root.StructTreeRoot.K
    headers = [cell for cell in below(made.document) if cell.S == "/TH"]

    assert [str(element.S) for element in root] == ["/Document"]
    assert {str(cell.A.Scope) for cell in headers} == {"/Column", "/Row"}


def test_every_element_knows_its_parent(made):
    for parent in below(made.document):
        for kid in kids(parent):
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                assert kid.P.objgen == parent.objgen


def _shows_a_picture(paragraph):
    return any(each.S == "/Figure" for each in below(paragraph))


def test_no_line_of_words_is_an_element_of_its_own(made):
    paragraphs = [each for each in below(made.document) if each.S == "/P"]
    lines = [each for each in paragraphs if not _shows_a_picture(each)]

    assert all(isinstance(kids(each)[0], int) for each in lines)
    assert not [each for each in paragraphs for kid in below(each) if kid.S == "/Span"]


def test_the_page_knows_whose_words_it_shows(made):
    numbers = made.pdf.Root.StructTreeRoot.ParentTree.Nums
    owners = dict(zip(list(numbers)[::2], list(numbers)[1::2], strict=True))
    for owner in below(made.document):
        for kid in kids(owner):
            if isinstance(kid, int):
                assert owners[owner.Pg.StructParents][kid].objgen == owner.objgen


def test_bookmarks_name_every_section_in_order(made):
    titles = [text for kind, text in Blocks(made.html).blocks if kind in {"H1", "H2"}]

    with made.pdf.open_outline() as outline:
        (top,) = outline.root
        marked = [top.title, *(below.title for below in top.children)]

    assert [squeezed(title) for title in marked] == titles


def test_every_link_leads_somewhere_and_says_where(made):
    names = pikepdf.NameTree(made.pdf.Root.Names.Dests)
    inside = 0
    for sheet in made.pdf.pages:
        for link in sheet.obj.get("/Annots", ()):
            if "/Dest" in link:
                inside += 1
                assert str(link.Dest) in names
                assert str(link.Contents) != str(link.Dest)
            else:
                assert str(link.A.URI).startswith(("https:", "http:", "mailto:"))
    assert inside >= 15


def test_it_says_its_title_and_its_language(made):
    root = made.pdf.Root
    title = f"{made.notice.title}: {made.notice.issuer}"

    assert str(root.Lang) == "en-GB"
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    assert str(made.pdf.docinfo.Title) == title
    with made.pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == title


def test_its_letters_are_the_bundled_ones(made):
    fonts = [
        found
        for found in made.pdf.objects
        if isinstance(found, pikepdf.Dictionary)
        and found.get("/Type") == "/FontDescriptor"
    ]

    assert fonts
    for font in fonts:
        assert "Atkinson-Hyperlegible" in str(font.FontName)
        assert "/FontFile2" in font


def test_each_page_says_its_number_and_whose_it_is(made):
    document = pypdfium2.PdfDocument(made.data)

    for at, sheet in enumerate(document, 1):
        text = sheet.get_textpage().get_text_bounded()
        assert f"page {at} of {len(document)}" in text
        assert made.notice.footer in text


def test_no_words_lie_over_others_or_beyond_the_page(made):
    assert not askew(made.data)


@pytest.mark.parametrize("edition", ["summary", "ages-9-11", "full"])
def test_nor_in_large_print_and_editions(edition, catalogue, example):
    notice = compose(
        catalogue,
        example("thomas-bewick-school"),
        "pupils",
        TODAY,
        Choices(today=TODAY, edition=edition),
    )

    assert not askew(render_pdf(notice))
    assert not askew(render_pdf(notice, large=True))


def askew(data: bytes) -> list[tuple[int, str, str]]:
    """Return the words of each page that share their place, or that have none on it."""
    found = []
    for at, sheet in enumerate(pypdfium2.PdfDocument(data), 1):
        letters = sheet.get_textpage()
        lines = [letters.get_rect(n) for n in range(letters.count_rects())]
        whole = (0, 0, *sheet.get_size())
        over = [(a, b) for a, b in combinations(lines, 2) if covers(a, b) > 0.2]
        beyond = [(line, whole) for line in lines if covers(line, whole) < 0.99]
        found += [
            (at, *(letters.get_text_bounded(*box) for box in pair))
            for pair in (*over, *beyond)
        ]
    return found


Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""


def covers(one: Box, other: Box) -> float:
    """Return how much of the smaller of two boxes lies in the other."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    smaller = min((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    return max(width, 0) * max(height, 0) / smaller if smaller > 0 else 1


def test_warnings_are_on_every_page_however_many(notices):
    name = "Saint Somebody's Church of England Voluntary Aided Primary School " * 3
    marks = (
        "DRAFT: not for publication.",
        "Shows the law as at 22 November 2026. Not issued then.",
        "The law was last checked on 22 November 2026.",
        f"Example made with public register data. Not issued by {name}.",
    )
    notice = replace(
        notices["ashfield-nursery"], issuer=name, footer=name * 2, marks=marks
    )

    for sheet in pypdfium2.PdfDocument(render_pdf(notice)):
        text = " ".join(sheet.get_textpage().get_text_bounded().split())
        for mark in marks[:3]:
            assert mark in text


def test_it_is_the_same_bytes_each_time(notices):
    data = render_pdf(notices["ashfield-nursery"])
    dressed.cache_clear()

    assert render_pdf(notices["ashfield-nursery"]) == data


OWN = {
    "headings": "\n\n".join(f"### Heading {n}\n\nWords." for n in range(60)),
    "a list": "\n".join(f"- Item {n} {'of a few words ' * 9}" for n in range(60)),
    "numbers": "\n".join(f"{n}. Item {'of a few words ' * 9}" for n in range(60)),
    "a table": "|A|B|\n|-|-|\n" + "|c|d|\n" * 90,
}


@pytest.mark.parametrize("text", OWN.values(), ids=OWN)
def test_own_text_over_pages_is_read_as_one(text, notices):
    notice = notices["ashfield-nursery"]
    section = replace(notice.sections[-2], blocks=(Block(key="", markdown=text),))
    made = made_of(replace(notice, sections=(section, notice.sections[-1])))

    assert len(made.pdf.pages) > 1
    assert read_aloud(made) == [tuple(block) for block in Blocks(made.html).blocks]


@pytest.mark.parametrize("part", ["front", "body", "annex"])
@pytest.mark.parametrize("text", ["So many words. " * 600, "- one\n" * 200])
def test_a_block_higher_than_a_page_is_cut_and_nothing_is_lost(text, part, notices):
    notice = notices["ashfield-nursery"]
    blocks = (
        Block(key="short", markdown="A few words."),
        Block(key="long", markdown=f"### A block\n\n{text}\n\nThe end."),
    )
    own = Section(key="own", title="Our own", part=part, blocks=blocks)
    document = pypdfium2.PdfDocument(
        render_pdf(replace(notice, sections=(*notice.sections[:2], own)))
    )

    seen = "".join(sheet.get_textpage().get_text_bounded() for sheet in document)
    assert seen.count("many") == text.count("many")
    assert seen.count("one") >= text.count("one")
    assert "The end." in seen


@pytest.mark.parametrize("part", ["front", "body", "annex"])
def test_of_many_blocks_none_is_lost(part, notices):
    notice = notices["ashfield-nursery"]
    blocks = tuple(
        Block(key=f"b{n}", markdown=f"### Block {n}.\n\n{'Some words. ' * (n % 40)}")
        for n in range(60)
    )
    own = Section(key="own", title="Our own", part=part, blocks=blocks)
    data = render_pdf(replace(notice, sections=(*notice.sections[:2], own)))

    seen = "".join(
        sheet.get_textpage().get_text_bounded() for sheet in pypdfium2.PdfDocument(data)
    )
    assert all(f"Block {n}." in seen for n in range(60))
    assert seen.count("words.") == sum(n % 40 for n in range(60))
    assert not askew(data)


def test_lists_in_lists_stay_there(notices):
    nested = "- a\n    - b\n    - c\n- d\n"
    notice = notices["ashfield-nursery"]
    section = replace(notice.sections[-1], blocks=(Block(key="", markdown=nested),))
    made = made_of(replace(notice, sections=(section,)))

    outer = kids(kids(made.document)[-1])[-1]
    assert [str(kid.S) for kid in kids(outer)] == ["/LI", "/L", "/LI"]


def test_a_primary_schools_notice_has_at_most_ten_pages(catalogue, example):
    notice = compose(
        catalogue, example("byker-primary"), "pupils", TODAY, Choices(today=TODAY)
    )

    assert len(made_of(notice).pdf.pages) <= 10
