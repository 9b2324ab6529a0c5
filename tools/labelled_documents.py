"""Make the Word, OpenDocument and PDF files of tests/documents from their sources.

A source is Markdown named after the file that it makes: `name.docx.md` makes
`name.docx`. Its first lines may say `% header:`, `% footer:`, `% columns:`,
`% scanned:` (a picture of the page) and `% locked:` (encrypted).
Name sources to make only those files; every making changes a file's bytes.
"""

import html
import io
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import docx
import lxml.html
import markdown
import pikepdf
import pypdfium2
import weasyprint
from docx.text.paragraph import Paragraph
from odf import opendocument, style, table, text
from PIL import Image

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "documents"
Options = Mapping[str, str]
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3}
_CSS = """\
@page { size: A4; margin: 2.2cm 2cm;
  @top-center { content: "HEADER"; font: 8pt sans-serif }
  @bottom-left { content: "FOOTER"; font: 8pt sans-serif }
  @bottom-right { content: "Page " counter(page) " of " counter(pages); font: 8pt sans-serif } }
body { font: 10.5pt serif; columns: COLUMNS }
td, th { border: 1px solid; padding: 2pt; text-align: left; vertical-align: top }
table { border-collapse: collapse }
"""  # noqa: E501 - style sheet


def read_source(path: Path) -> tuple[Options, lxml.html.HtmlElement]:
    """Return a source's options and its Markdown as an HTML body."""
    lines = path.read_text(encoding="utf-8").splitlines()
    options = {}
    while lines and lines[0].startswith("% "):
        key, _, value = lines.pop(0)[2:].partition(":")
        options[key] = value.strip()
    body = markdown.markdown("\n".join(lines), extensions=["tables", "sane_lists"])
    return options, lxml.html.fragment_fromstring(body, create_parent="body")


def runs(element: lxml.html.HtmlElement) -> Iterator[tuple[str, str]]:
    """Give the words of an element, each with the tag that they stand in."""
    yield element.text or "", ""
    for child in element:
        if child.tag not in {"ul", "ol"}:
            yield child.text_content(), child.tag
        yield child.tail or "", ""


def write_docx(options: Options, body: lxml.html.HtmlElement, path: Path) -> None:
    """Write a Word file."""
    document = docx.Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = options.get("header", "")
    section.footer.paragraphs[0].text = options.get("footer", "")
    for element in body:
        if element.tag in _HEADINGS:
            document.add_heading(element.text_content(), _HEADINGS[element.tag])
        elif element.tag in {"ul", "ol"}:
            kind = "List Bullet" if element.tag == "ul" else "List Number"
            for item in element:
                _docx_words(document.add_paragraph(style=kind), item)
        elif element.tag == "table":
            rows = [list(row) for row in element.iter("tr")]
            grid = document.add_table(len(rows), len(rows[0]), "Table Grid")
            for row, cells in zip(grid.rows, rows, strict=True):
                for cell, words in zip(row.cells, cells, strict=True):
                    _docx_words(cell.paragraphs[0], words)
        else:
            _docx_words(document.add_paragraph(), element)
    document.save(str(path))


def _docx_words(paragraph: Paragraph, element: lxml.html.HtmlElement) -> None:
    for words, tag in runs(element):
        run = paragraph.add_run(words.replace("\n", " "))
        run.bold = tag in {"strong", "b"} or None
        run.italic = tag == "em" or None


def write_odt(options: Options, body: lxml.html.HtmlElement, path: Path) -> None:
    """Write an OpenDocument text."""
    document = opendocument.OpenDocumentText()
    bold = style.Style(name="Bold", family="text")
    bold.addElement(style.TextProperties(fontweight="bold"))
    document.automaticstyles.addElement(bold)
    _odt_margins(document, options)
    for element in body:
        document.text.addElement(_odt_block(element, bold))
    document.save(str(path))


def _odt_margins(document: opendocument.OpenDocument, options: Options) -> None:
    layout = style.PageLayout(name="Page")
    document.automaticstyles.addElement(layout)
    master = style.MasterPage(name="Standard", pagelayoutname=layout)
    for kind, key in ((style.Header, "header"), (style.Footer, "footer")):
        margin = kind()
        margin.addElement(text.P(text=options.get(key, "")))
        master.addElement(margin)
    document.masterstyles.addElement(master)


def _odt_block(
    element: lxml.html.HtmlElement, bold: style.Style
) -> opendocument.element.Element:
    if element.tag in _HEADINGS:
        level = _HEADINGS[element.tag]
        return text.H(outlinelevel=level, text=element.text_content())
    if element.tag in {"ul", "ol"}:
        listed = text.List()
        for item in element:
            entry = text.ListItem()
            entry.addElement(_odt_paragraph(item, bold))
            listed.addElement(entry)
        return listed
    if element.tag == "table":
        return _odt_table(element, bold)
    return _odt_paragraph(element, bold)


def _odt_table(
    element: lxml.html.HtmlElement, bold: style.Style
) -> opendocument.element.Element:
    rows = [list(row) for row in element.iter("tr")]
    grid = table.Table()
    grid.addElement(table.TableColumn(numbercolumnsrepeated=len(rows[0])))
    for cells in rows:
        row = table.TableRow()
        for words in cells:
            cell = table.TableCell()
            cell.addElement(_odt_paragraph(words, bold))
            row.addElement(cell)
        grid.addElement(row)
    return grid


def _odt_paragraph(
    element: lxml.html.HtmlElement, bold: style.Style
) -> opendocument.element.Element:
    paragraph = text.P()
    for words, tag in runs(element):
        plain = words.replace("\n", " ")
        if tag in {"strong", "b"}:
            paragraph.addElement(text.Span(stylename=bold, text=plain))
        else:
            paragraph.addText(plain)
    return paragraph


def write_pdf(options: Options, body: lxml.html.HtmlElement, path: Path) -> None:
    """Write a PDF: as set, as a picture of itself, or locked."""
    css = _CSS.replace("HEADER", options.get("header", ""))
    css = css.replace("FOOTER", options.get("footer", ""))
    css = css.replace("COLUMNS", options.get("columns", "1"))
    words = html.escape(path.stem)
    page = f"<html lang=en><title>{words}</title><style>{css}</style>"
    made = weasyprint.HTML(
        string=page + lxml.html.tostring(body, encoding="unicode")
    ).write_pdf()
    if "scanned" in options:
        _photograph(made).save(path, resolution=110)
    elif "locked" in options:
        lock = pikepdf.Encryption(owner="owner of the lock", user="staff only")
        with pikepdf.open(io.BytesIO(made)) as pdf:
            pdf.save(path, encryption=lock)
    else:
        path.write_bytes(made)


def _photograph(made: bytes) -> Image.Image:
    """Return the first page in grey and slightly askew, as a copier gives it."""
    with pypdfium2.PdfDocument(made) as pdf:
        picture = pdf[0].render(scale=110 / 72).to_pil().convert("L")
    return picture.rotate(0.6, fillcolor=255)


WRITERS: Mapping[str, Callable[[Options, lxml.html.HtmlElement, Path], None]] = {
    ".docx": write_docx,
    ".odt": write_odt,
    ".pdf": write_pdf,
}


def main(names: list[str]) -> None:
    """Make the named sources, or all of them."""
    sources = sorted((FOLDER / "sources").glob("*.md"))
    for source in sources:
        if not names or source.name in names:
            path = FOLDER / source.stem
            WRITERS[path.suffix](*read_source(source), path)
            print(path.name)


if __name__ == "__main__":
    main(sys.argv[1:])
