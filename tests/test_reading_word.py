"""Word and OpenDocument texts, as offices write them."""

from zipfile import ZipFile

import docx
import odf.text
import pytest
from docx.enum.text import WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Inches
from odf import style, table
from odf.namespaces import STYLENS
from odf.opendocument import OpenDocumentText

from notices.reading import Document, Link, Place, read

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def shapes(document: Document) -> list[tuple[str, int, str]]:
    return [(block.kind, block.level, block.text) for block in document.blocks]


@pytest.fixture
def read_word(tmp_path):
    """Return a function that saves what is written in Word, and reads it."""

    def reading(document, name: str = "notice.docx") -> Document:
        path = tmp_path / name
        document.save(path)
        return read(path)

    return reading


def inside(*paragraphs: str) -> str:
    return "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)


def control(content: str, properties: str = "") -> str:
    return (
        f"<w:sdt {W}><w:sdtPr>{properties}</w:sdtPr>"
        f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )


def test_a_tidy_word_document_keeps_headings_lists_and_tables(read_word):
    document = docx.Document()
    document.core_properties.title = "Template 7"
    document.add_heading("Privacy notice", 0)
    document.add_heading("Who we share with", 2)
    document.add_paragraph("We tell:")
    document.add_paragraph("the council", style="List Bullet")
    document.add_paragraph("its nurses", style="List Number")
    grid = document.add_table(rows=2, cols=2)
    for at, text in enumerate(["What", "How long", "Names", "six"]):
        grid.cell(*divmod(at, 2)).text = text
    grid.cell(1, 1).add_paragraph("years")
    read_back = read_word(document)
    assert read_back.problems == ()
    assert read_back.title == "Privacy notice"
    assert shapes(read_back) == [
        ("heading", 1, "Privacy notice"),
        ("heading", 2, "Who we share with"),
        ("paragraph", 0, "We tell:"),
        ("item", 0, "the council"),
        ("item", 0, "its nurses"),
        ("row", 0, "What | How long"),
        ("row", 0, "Names | six; years"),
    ]
    assert [str(block.place) for block in read_back.blocks][:2] == [
        "paragraph 1",
        "paragraph 2",
    ]


def test_headings_and_lists_that_were_only_made_to_look_so_are_seen(read_word):
    document = docx.Document()
    document.add_paragraph().add_run("What we hold").bold = True
    document.add_paragraph("HOW LONG WE KEEP IT")
    document.add_paragraph("• names")
    document.add_paragraph("-\taddresses")
    document.add_paragraph("\uf0b7 results")
    mixed = document.add_paragraph()
    mixed.add_run("Your rights").bold = True
    mixed.add_run().add_break(WD_BREAK.LINE)
    mixed.add_run("You may ask to see it.")
    loud = document.add_paragraph()
    loud.add_run("We never sell what we know about any pupil.").bold = True
    part = document.add_paragraph()
    part.add_run("Note: ").bold = True
    part.add_run("this is no heading")
    assert shapes(read_word(document)) == [
        ("heading", 2, "What we hold"),
        ("heading", 2, "HOW LONG WE KEEP IT"),
        ("item", 0, "names"),
        ("item", 0, "addresses"),
        ("item", 0, "results"),
        ("heading", 2, "Your rights"),
        ("paragraph", 0, "You may ask to see it."),
        ("paragraph", 0, "We never sell what we know about any pupil."),
        ("paragraph", 0, "Note: this is no heading"),
    ]


def test_tracked_changes_controls_and_text_boxes_are_read_as_they_stand(read_word):
    document = docx.Document()
    body = document.element.body
    box = f"<w:txbxContent>{inside('In a box')}</w:txbxContent>"
    gallery = "<w:docPartGallery w:val='Table of Contents'/>"
    for xml in (
        f"<w:p {W}><w:r><w:t>Write to </w:t></w:r>"
        "<w:ins w:id='1' w:author='A'><w:r><w:t>the office</w:t></w:r></w:ins>"
        "<w:del w:id='2' w:author='A'><w:r><w:delText>nobody</w:delText></w:r></w:del>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t> (a note to self)</w:t></w:r></w:p>",
        control(inside("[insert school name]")),
        f"<w:p {W} {MC}><w:r><w:t>Beside</w:t><mc:AlternateContent>"
        f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>",
        control(inside("Your rights 7"), f"<w:docPartObj>{gallery}</w:docPartObj>"),
    ):
        body.insert(len(body) - 1, parse_xml(xml))
    assert [block.text for block in read_word(document).blocks] == [
        "Write to the office",
        "[insert school name]",
        "Beside",
        "In a box",
    ]


def test_links_and_bookmarks_of_word_are_kept(read_word):
    document = docx.Document()
    far = document.part.relate_to(
        "https://ico.org.uk",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
        is_external=True,
    )
    r = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    field = "".join(
        f"<w:r>{part}</w:r>"
        for part in (
            "<w:fldChar w:fldCharType='begin'/>",
            '<w:instrText> HYPERLINK "mailto:dpo@hill.example.org" </w:instrText>',
            "<w:fldChar w:fldCharType='separate'/>",
            "<w:t>our officer</w:t>",
            "<w:fldChar w:fldCharType='end'/>",
            "<w:t> today</w:t>",
        )
    )
    document.element.body.insert(
        0,
        parse_xml(
            f"<w:p {W} {r}><w:bookmarkStart w:id='1' w:name='rights'/>"
            f"<w:hyperlink r:id='{far}'><w:r><w:t>the </w:t></w:r>"
            "<w:r><w:t>ICO</w:t></w:r></w:hyperlink>"
            "<w:r><w:t>, </w:t></w:r>"
            "<w:hyperlink w:anchor='rights'><w:r>"
            "<w:t>above</w:t></w:r></w:hyperlink>"
            f"<w:r><w:t> or </w:t></w:r>{field}</w:p>"
        ),
    )
    read_back = read_word(document)
    [block] = read_back.blocks
    assert block.text == "the ICO, above or our officer today"
    assert block.links == (
        Link(text="the ICO", target="https://ico.org.uk"),
        Link(text="above", target="#rights"),
        Link(text="our officer", target="mailto:dpo@hill.example.org"),
    )
    assert "rights" in read_back.anchors


def test_a_table_that_only_frames_text_is_no_table(read_word):
    document = docx.Document()
    cell = document.add_table(rows=1, cols=1).cell(0, 0)
    cell.text = "Your rights"
    cell.add_paragraph("You may ask to see what we hold.")
    kinds = [block.kind for block in read_word(document).blocks]
    assert kinds == ["paragraph", "paragraph"]


def test_macros_are_not_run_nor_read(read_word, tmp_path):
    document = docx.Document()
    document.add_paragraph("We hold names.")
    read_word(document, "notice.docm")
    with ZipFile(tmp_path / "notice.docm", "a") as packed:
        packed.writestr("word/vbaProject.bin", b"Sub AutoOpen()")
    [block] = read(tmp_path / "notice.docm").blocks
    assert block.text == "We hold names."


def in_margins(document: Document) -> list[tuple[str, str, str]]:
    return [
        (block.kind, block.text, str(block.place))
        for block in document.blocks
        if block.place.margin
    ]


def field(instruction: str, shown: str) -> str:
    return "".join(
        f"<w:r>{part}</w:r>"
        for part in (
            "<w:fldChar w:fldCharType='begin'/>",
            f"<w:instrText> {instruction} </w:instrText>",
            "<w:fldChar w:fldCharType='separate'/>",
            f"<w:t>{shown}</w:t>",
            "<w:fldChar w:fldCharType='end'/>",
        )
    )


def test_headers_and_footers_of_word_are_read_once_after_the_text(read_word):
    document = docx.Document()
    document.add_heading("Privacy notice", 1)
    first, second = document.sections[0], document.add_section()
    first.header.paragraphs[0].add_run("HILL SCHOOL POLICIES").bold = True
    first.header.add_paragraph("Privacy Notice")
    grid = first.footer.add_table(rows=1, cols=2, width=Inches(5))
    grid.cell(0, 0).text, grid.cell(0, 1).text = "Reviewed", "3 May 2026"
    second.header.is_linked_to_previous = False
    second.header.paragraphs[0].text = "Hill School policies"
    second.header.add_paragraph("Annex", style="Heading 1")
    read_back = read_word(document)
    assert read_back.blocks[0].place == Place(paragraph=1)
    assert in_margins(read_back) == [
        ("paragraph", "HILL SCHOOL POLICIES", "header"),
        ("paragraph", "Annex", "header"),
        ("row", "Reviewed | 3 May 2026", "footer"),
    ]


def test_headers_that_no_page_of_word_shows_are_not_read(read_word):
    document = docx.Document()
    document.add_paragraph("We hold names.")
    [section] = document.sections
    section.first_page_header.paragraphs[0].text = "First"
    section.even_page_footer.paragraphs[0].text = "Even"
    section.header.paragraphs[0].text = "Usual"
    assert in_margins(read_word(document)) == [("paragraph", "Usual", "header")]
    section.different_first_page_header_footer = True
    document.settings.odd_and_even_pages_header_footer = True
    assert [text for _, text, _ in in_margins(read_word(document))] == [
        "First",
        "Usual",
        "Even",
    ]


@pytest.mark.parametrize(
    ("written", "left"),
    [
        (f"{field('PAGE', '1')}<w:r><w:t> | P a g e</w:t></w:r>", []),
        ("<w:r><w:t>- 2 -</w:t></w:r>", []),
        ("<w:r><w:t>Page 1 of 3</w:t></w:r>", []),
        (
            "<w:r><w:t>Issued 3 May 2026</w:t><w:tab/><w:t>Page </w:t></w:r>"
            f"{field('PAGE', '1')}<w:r><w:t> of </w:t></w:r>"
            "<w:fldSimple w:instr=' NUMPAGES '><w:r><w:t>9</w:t></w:r></w:fldSimple>",
            ["Issued 3 May 2026"],
        ),
        (
            f"<w:r><w:t>Issued </w:t></w:r>{field('SAVEDATE', '3 May 2026')}",
            ["Issued 3 May 2026"],
        ),
        (
            f"<w:r><w:t>Printed on </w:t></w:r>{field('DATE', '25/11/2026')}",
            ["Printed on"],
        ),
    ],
)
def test_what_a_field_counts_in_a_footer_is_not_read(read_word, written, left):
    document = docx.Document()
    document.add_paragraph("We hold names.")
    footer = document.sections[0].footer
    footer.is_linked_to_previous = False
    footer.part.element.append(parse_xml(f"<w:p {W}>{written}</w:p>"))
    assert [text for _, text, _ in in_margins(read_word(document))] == left


def test_a_picture_of_a_notice_under_a_header_is_no_text(read_word):
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Hill School"
    read_back = read_word(document)
    assert read_back.blocks == ()
    assert [problem.key for problem in read_back.problems] == ["not-a-document"]


def test_a_header_that_leads_to_the_text_itself_is_not_read_again(read_word):
    document = docx.Document()
    document.add_paragraph("We hold names.")
    section = document.sections[0]
    section.header.paragraphs[0].text = "Hill School"
    [reference] = document.element.body.iter(qn("w:headerReference"))
    itself = document.part.relate_to(document.part, RT.HEADER)
    reference.set(qn("r:id"), itself)
    assert len(read_word(document).blocks) == 1


def test_the_strict_format_of_word_is_read_as_the_usual_one(read_word, tmp_path):
    document = docx.Document()
    document.add_heading("Privacy notice", 1)
    document.add_paragraph("names", style="List Bullet")
    document.sections[0].footer.paragraphs[0].text = "May 2026"
    usual = read_word(document)
    with (
        ZipFile(tmp_path / "notice.docx") as packed,
        ZipFile(tmp_path / "strict.docx", "w") as strict,
    ):
        for name in packed.namelist():
            strict.writestr(name, strictly(packed.read(name)))
    assert read(tmp_path / "strict.docx").blocks == usual.blocks
    assert len(usual.blocks) == 3


def strictly(data: bytes) -> bytes:
    old, new = b"http://schemas.openxmlformats.org", b"http://purl.oclc.org/ooxml"
    for kind in (b"wordprocessingml", b"officeDocument"):
        data = data.replace(b"%b/%b/2006" % (old, kind), b"%b/%b" % (new, kind))
    return data


def named(name: str, **properties: str):
    made = style.Style(name=name, family="paragraph")
    made.addElement(style.TextProperties(**properties))
    return made


@pytest.fixture
def read_odt(tmp_path):
    """Return a function that saves what LibreOffice would write, and reads it."""

    def reading(document: OpenDocumentText) -> Document:
        path = tmp_path / "notice.odt"
        document.save(str(path))
        return read(path)

    return reading


def paragraph(text: str = "", **attributes):
    return odf.text.P(text=text, **attributes)


def test_a_tidy_odt_keeps_headings_lists_and_tables(read_odt):
    document = OpenDocumentText()
    document.text.addElement(odf.text.H(outlinelevel=1, text="Privacy notice"))
    outer, inner = odf.text.List(), odf.text.List()
    for holder, text in ((outer, "the council"), (inner, "its nurses")):
        item = odf.text.ListItem()
        item.addElement(paragraph(text))
        holder.addElement(item)
    item.addElement(paragraph("Ask them."))
    outer.childNodes[0].addElement(inner)
    document.text.addElement(outer)
    grid = table.Table()
    for texts in (["What", "How long"], ["Names", "six years"]):
        row = table.TableRow()
        for text in texts:
            cell = table.TableCell()
            cell.addElement(paragraph(text))
            row.addElement(cell)
        grid.addElement(row)
    document.text.addElement(grid)
    read_back = read_odt(document)
    assert read_back.problems == ()
    assert read_back.title == "Privacy notice"
    assert shapes(read_back) == [
        ("heading", 1, "Privacy notice"),
        ("item", 0, "the council"),
        ("item", 1, "its nurses"),
        ("paragraph", 0, "Ask them."),
        ("row", 0, "What | How long"),
        ("row", 0, "Names | six years"),
    ]
    assert str(read_back.blocks[5].place) == "paragraph 6"


def test_a_messy_odt_is_read_as_it_looks(read_odt):
    document = OpenDocumentText()
    document.automaticstyles.addElement(named("P1", fontweight="bold"))
    document.text.addElement(paragraph("Who we are", stylename="P1"))
    mixed = paragraph("Hill School")
    mixed.addElement(odf.text.S(c=3))
    mixed.addText("is the")
    mixed.addElement(odf.text.LineBreak())
    mixed.addText("controller. See ")
    mixed.addElement(odf.text.A(href="#rights", text="your rights"))
    note = odf.text.Note(noteclass="footnote")
    note.addElement(odf.text.NoteCitation(text="1"))
    foot = odf.text.NoteBody()
    foot.addElement(paragraph("Article 15."))
    note.addElement(foot)
    mixed.addElement(note)
    mixed.addElement(odf.text.BookmarkStart(name="rights"))
    mixed.addText(".")
    document.text.addElement(mixed)
    read_back = read_odt(document)
    assert shapes(read_back) == [
        ("heading", 2, "Who we are"),
        ("paragraph", 0, "Hill School is the controller. See your rights."),
        ("paragraph", 0, "Article 15."),
    ]
    assert read_back.blocks[1].links == (Link(text="your rights", target="#rights"),)
    assert read_back.anchors == {"rights"}


def master_page(name: str, **margins):
    page = style.MasterPage(name=name, pagelayoutname="Page")
    for kind, paragraphs in margins.items():
        margin = getattr(style, kind)()
        for one in paragraphs:
            margin.addElement(one)
        page.addElement(margin)
    return page


def test_headers_and_footers_of_odt_are_read_once_after_the_text(read_odt):
    document = OpenDocumentText()
    numbered = paragraph("Reviewed 3 May 2026, page ")
    numbered.addElement(odf.text.PageNumber(selectpage="current", text="1"))
    number = paragraph()
    number.addElement(odf.text.PageNumber(text="1"))
    standard = master_page(
        "Standard",
        Header=[paragraph("HILL SCHOOL POLICIES")],
        Footer=[numbered, number],
        FooterLeft=[paragraph("Not shown")],
    )
    standard.lastChild.setAttrNS(STYLENS, "display", "false")
    front = master_page("Front", Header=[paragraph("Hill School policies")])
    front.addElement(style.Footer())
    front.lastChild.addElement(paragraph("Adopted in June"))
    unused = master_page("Landscape", Header=[paragraph("Not used")])
    for page in (standard, front, unused):
        document.masterstyles.addElement(page)
    begins = style.Style(name="P1", family="paragraph", masterpagename="Front")
    document.automaticstyles.addElement(begins)
    document.text.addElement(paragraph("We hold names.", stylename="P1"))
    read_back = read_odt(document)
    assert read_back.blocks[0].place == Place(paragraph=1)
    assert in_margins(read_back) == [
        ("paragraph", "HILL SCHOOL POLICIES", "header"),
        ("paragraph", "Reviewed 3 May 2026", "footer"),
        ("paragraph", "Adopted in June", "footer"),
    ]
