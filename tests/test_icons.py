"""Icons of the editions: seen beside the words, never heard, and nothing but shapes."""

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import page as checker
import pikepdf
import pytest
from lxml import html

from notices.compose import Choices, compose
from notices.compose.editions import EDITIONS
from notices.errors import TemplateError
from notices.render import render_page, render_pdf, render_text, render_word
from notices.render.icons import icon
from notices.templating import SHIPPED
from tests.conftest import TODAY

ICONS = sorted(Path(SHIPPED[0], "icons").glob("*.svg"))
DRAWN = [one for one in EDITIONS if one.startswith("ages")]
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">{}</svg>'


@pytest.fixture(scope="module")
def edition(catalogue, example):
    """Return a function that composes an edition of an example that has them all."""

    def composed(name: str):
        choices = Choices(today=TODAY, edition=name)
        trust = example("north-star-trust")
        return compose(catalogue, trust, "pupils", TODAY, choices)

    return composed


@pytest.fixture
def drawing(tmp_path):
    """Return a function that puts a drawing into a wording set and takes it up."""

    def drawn(inside: str) -> str:
        path = tmp_path / "icons" / "telling.svg"
        path.parent.mkdir(exist_ok=True)
        path.write_text(SVG.format(inside), encoding="utf-8")
        return icon("telling", (tmp_path, *SHIPPED))

    return drawn


@pytest.mark.parametrize("name", DRAWN)
def test_every_heading_for_pupils_has_an_icon_of_its_own(name, edition):
    icons = [section.icon for section in edition(name).sections]

    assert all(icons)
    assert len(set(icons)) == len(icons)


def test_no_icon_ships_that_nothing_shows(edition):
    shown = {section.icon for name in DRAWN for section in edition(name).sections}

    assert {path.stem for path in ICONS} == shown


@pytest.mark.parametrize("path", ICONS, ids=lambda path: path.stem)
def test_an_icon_has_no_colour_of_its_own(path):
    colours = re.findall(r'(?:fill|stroke)="([^"]*)"', path.read_text(encoding="utf-8"))

    assert set(colours) <= {"none", "currentColor"}


def test_who_listens_to_a_page_hears_the_words_of_a_heading_alone(edition):
    notice = edition("ages-5-8")
    headings = html.fromstring(render_page(notice)).findall(".//h2")

    assert len(headings) == len(notice.sections)
    for heading, section in zip(headings, notice.sections, strict=True):
        (drawn,) = heading.findall("svg")
        assert drawn.get("aria-hidden") == "true"
        assert heading.text_content() == section.title


def test_a_pdf_draws_icons_and_tags_none(edition, tmp_path):
    data = render_pdf(edition("ages-5-8"))
    path = tmp_path / "notice.pdf"
    path.write_bytes(data)
    with pikepdf.open(BytesIO(data)) as pdf:
        kinds = [str(one.S) for one in below(pdf.Root.StructTreeRoot)]
        artifacts = [
            sum(
                str(one.operator) == "BMC" for one in pikepdf.parse_content_stream(page)
            )
            for page in pdf.pages
        ]

    assert kinds.count("/H2") == 6
    assert "/Figure" not in kinds
    assert sum(artifacts) >= 6
    assert checker.validate_pdf(path, profile="ua1").is_compliant


def below(parent):
    kids = parent.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from below(kid)


def test_a_picture_that_is_described_is_told_in_a_pdf(edition):
    notice = edition("ages-9-11")
    with pikepdf.open(BytesIO(render_pdf(notice))) as pdf:
        figures = [
            str(one.Alt)
            for one in below(pdf.Root.StructTreeRoot)
            if str(one.S) == "/Figure"
        ]

    assert figures == ([f"QR code that leads to {notice.url}"] if notice.url else [])


def test_plain_text_and_word_files_have_words_alone(edition):
    notice = edition("ages-5-8")

    assert render_text(notice).count("Who do we tell?") == 1
    with ZipFile(BytesIO(render_word(notice, "docx"))) as package:
        assert not [name for name in package.namelist() if "media" in name]


def test_a_drawing_of_ones_own_takes_the_place_of_ours(drawing):
    shown = drawing('<title>Inkscape says</title><path id="path1" d="M2 2h20"/>')

    assert '<path d="M2 2h20"/>' in shown
    assert "Inkscape" not in shown
    assert "path1" not in shown


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("<script>alert(1)</script>", "it holds <script>"),
        ('<path d="M0 0" onload="alert(1)"/>', 'it holds onload="alert(1)"'),
        ('<path d="M0 0" style="fill: red"/>', 'it holds style="fill: red"'),
        ('<path d="M0 0" fill="url(https://evil.example)"/>', "it holds fill="),
        ('<a href="https://evil.example"><path d="M0 0"/></a>', "it holds <a>"),
        ("<g>Read me</g>", 'it holds the words "Read me"'),
        ("<path>", "this is no SVG"),
    ],
)
def test_a_drawing_that_holds_more_than_shapes_is_refused(inside, said, drawing):
    with pytest.raises(TemplateError) as raised:
        drawing(inside)

    assert said in str(raised.value)
    assert "To mend: save it as plain SVG" in str(raised.value)


def test_what_a_document_type_declares_is_not_put_in(tmp_path):
    path = tmp_path / "icons" / "telling.svg"
    path.parent.mkdir()
    told = SVG.format("<g>&file;</g>")
    entity = '<!DOCTYPE svg [<!ENTITY file SYSTEM "file:///etc/hostname">]>'
    path.write_text(entity + told, encoding="utf-8")

    with pytest.raises(TemplateError, match="it holds"):
        icon("telling", (tmp_path, *SHIPPED))
