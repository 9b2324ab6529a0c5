"""PDFs: by their tags, and by their looks where nobody tagged them."""

import pikepdf
import pytest
from PIL import Image
from weasyprint import HTML

from notices.compose import Choices, compose
from notices.reading import Document, Link, read
from notices.render import render_markdown, render_pdf
from tests.conftest import TODAY

SENTENCE = (
    "We use information about pupils so that we can teach them and keep them safe. "
)
PAGE = f"""<html lang="en-GB"><head><title>Old template</title><style>
@page {{ size: A5; margin: 2cm;
  @top-center {{ content: "Hill School data policies"; font-weight: bold }}
  @bottom-center {{ content: "Page " counter(page) " of " counter(pages) }} }}
body {{ font: 11pt/1.4 serif; hyphens: auto; text-align: justify }}
</style></head><body>
<h1>Privacy notice</h1>
<p>Write to <a href="mailto:dpo@hill.example.org">our officer</a> or the head.</p>
<h2>What we hold</h2>
<p>{SENTENCE * 5}</p>
<p>A new paragraph begins here. {SENTENCE * 9}</p>
<ul><li>names, which stay on file for as long as the law asks us to keep them, and then
go</li><li>addresses</li></ul>
<p><b>Your rights</b></p>
<p>You may ask to see it. It is a self-evident right.</p>
<table><tr><th>What</th><th>How long</th></tr><tr><td>Names, addresses and whom to ring
if something happens to you</td><td>six years after you leave, unless a court asks for
them or somebody is hurt</td></tr><tr><td>Results</td><td>ten years</td></tr>
</table>
</body></html>"""


@pytest.fixture(scope="module", params=["tagged", "plain"])
def document(request, tmp_path_factory) -> Document:
    path = tmp_path_factory.mktemp("pdf") / "notice.pdf"
    variant = "pdf/ua-1" if request.param == "tagged" else None
    HTML(string=PAGE).write_pdf(path, pdf_variant=variant)
    return read(path)


def shapes(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in document.blocks]


def test_lines_become_the_paragraphs_they_were(document):
    assert document.problems == ()
    assert shapes(document)[:12] == [
        ("heading", "Privacy notice"),
        ("paragraph", "Write to our officer or the head."),
        ("heading", "What we hold"),
        ("paragraph", (SENTENCE * 5).strip()),
        ("paragraph", f"A new paragraph begins here. {SENTENCE * 9}".strip()),
        (
            "item",
            "names, which stay on file for as long as the law asks us to keep them, "
            "and then go",
        ),
        ("item", "addresses"),
        ("heading", "Your rights"),
        ("paragraph", "You may ask to see it. It is a self-evident right."),
        ("row", "What | How long"),
        (
            "row",
            "Names, addresses and whom to ring if something happens to you | six years "
            "after you leave, unless a court asks for them or somebody is hurt",
        ),
        ("row", "Results | ten years"),
    ]


def test_headings_have_levels_and_the_first_is_the_title(document):
    levels = {b.text: b.level for b in document.blocks if b.kind == "heading"}
    assert levels == {"Privacy notice": 1, "What we hold": 2, "Your rights": 3}
    assert document.title == "Privacy notice"


def test_a_paragraph_over_two_pages_knows_where_each_part_stands(document):
    long = document.blocks[4]
    [(offset, place)] = long.turns
    assert str(long.place) == "page 1"
    assert str(place) == str(long.place_at(offset)) == "page 2"
    assert str(long.place_at(offset - 1)) == "page 1"


def test_running_lines_come_once_under_no_heading_and_page_numbers_never(document):
    assert shapes(document)[12:] == [("paragraph", "Hill School data policies")]


def test_a_running_line_is_kept_without_the_page_number_beside_it(tmp_path):
    footer = "Issued 3 May 2026 - Page ' counter(page) ' of ' counter(pages) '"
    page = f"<style>@page {{ @bottom-left {{ content: '{footer}' }} }}</style>"
    path = tmp_path / "notice.pdf"
    HTML(string=f"{page}<p>{SENTENCE * 90}").write_pdf(path)
    assert read(path).blocks[-1].text == "Issued 3 May 2026"


def test_links_are_kept(document):
    assert document.blocks[1].links == (
        Link(text="our officer", target="mailto:dpo@hill.example.org"),
    )


def test_our_own_pdf_reads_as_our_markdown_does(tmp_path, catalogue, example):
    choices = Choices(today=TODAY)
    notice = compose(catalogue, example("ashfield-nursery"), "pupils", TODAY, choices)
    for ending, data in (
        ("md", render_markdown(notice).encode()),
        ("pdf", render_pdf(notice)),
    ):
        (tmp_path / f"notice.{ending}").write_bytes(data)
    text = [block.text for block in read(tmp_path / "notice.md").blocks]
    pdf = read(tmp_path / "notice.pdf")
    assert pdf.problems == ()
    footer = f"{notice.issuer} · {notice.title} · 1 September 2026"
    assert {block.text for block in pdf.blocks} - set(text) == {
        "What is in this notice",
        footer,
    }
    assert [block.text for block in pdf.blocks if block.text in text][2:] != []
    assert set(text) <= {block.text for block in pdf.blocks}


def test_a_leaflet_is_read_column_by_column(tmp_path):
    text = f"{SENTENCE * 4}</p><p>Another paragraph. {SENTENCE * 7}"
    HTML(
        string=f"<div style='columns: 2; font: 14pt serif'><p>{text}</p></div>"
    ).write_pdf(tmp_path / "leaflet.pdf")
    texts = [text for _, text in shapes(read(tmp_path / "leaflet.pdf"))]
    assert texts == [
        (SENTENCE * 4).strip(),
        f"Another paragraph. {SENTENCE * 7}".strip(),
    ]


def test_a_scan_is_said_to_be_one(tmp_path):
    path = tmp_path / "scan.pdf"
    Image.new("L", (800, 1100), 200).save(path)
    [problem] = read(path).problems
    assert problem.key == "scanned"


def test_a_picture_among_pages_of_text_is_no_scan(tmp_path):
    scan, text, path = (tmp_path / f"{name}.pdf" for name in ("scan", "text", "both"))
    Image.new("L", (800, 1100), 200).save(scan)
    HTML(string=PAGE).write_pdf(text)
    with pikepdf.open(text) as both, pikepdf.open(scan) as cover:
        both.pages.insert(0, cover.pages[0])
        both.save(path)
    document = read(path)
    assert document.problems == ()
    assert str(document.blocks[0].place) == "page 2"


def test_a_password_that_only_forbids_printing_does_not_hinder(tmp_path):
    plain, kept = tmp_path / "plain.pdf", tmp_path / "kept.pdf"
    HTML(string=PAGE).write_pdf(plain)
    with pikepdf.open(plain) as pdf:
        pdf.save(kept, encryption=pikepdf.Encryption(user="", owner="x"))
    assert shapes(read(kept)) == shapes(read(plain))
