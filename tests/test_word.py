"""Word, OpenDocument and plain text: what the Markdown says, ready to be edited."""

import re
import shutil
import subprocess
from base64 import b64encode
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import docx
import pypdfium2
import pytest
from lxml import etree
from odf import draw, opendocument
from PIL import Image

from notices.compose import Choices, compose
from notices.errors import MissingError, NoticesError
from notices.reading import Document, read
from notices.render import render_markdown, render_text, render_word
from notices.render.word import pandoc
from tests.conftest import NOTICES, TODAY
from tools.word_styles import KINDS, ROOT, packed

ADDRESS = re.compile(r" <(?:https?://|[^<> @]+@)[^<> ]*>")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PRINTED = [
    *((name, kind, "full") for name, kind in NOTICES),
    *(("kenton-school", "pupils", one) for one in ("ages-9-11", "summary", "snippet")),
]
TAGGED = '{"UseTaggedPDF": {"type": "boolean", "value": "true"}}'
"""What LibreOffice is asked for, so that its PDF says which lines are headings."""
MARKED_TEXT = """
[organisation]
type = "community-school"
name = "St Œdipa & <b>Sons</b> 中文"
ages = [4, 11]
address = ["1 Road", "Town"]
email = "office@school.example"

[data-protection-officer]
role = "Officer"
email = "dpo@school.example"

[sections.complaining]
after = '''
### Ours, "quoted"

- First
- Second
    - deeper *words* here

> Somebody said it.

| One | Two |
|---|---|
| a \\| b | c<br>d |
'''
"""


@pytest.fixture(scope="module")
def composed(catalogue, example):
    """Return a function that composes a notice of an example."""

    def composing(name: str, kind: str, edition: str = "full"):
        choices = Choices(today=TODAY, edition=edition)
        return compose(catalogue, example(name), kind, TODAY, choices)

    return composing


@pytest.fixture
def pupils(composed):
    return composed("kenton-school", "pupils")


@pytest.fixture
def saved(tmp_path):
    """Return a function that saves a notice in a form and reads it back."""

    def reading(notice, form: str) -> Document:
        made = {
            "md": lambda: render_markdown(notice).encode(),
            "txt": lambda: ADDRESS.sub("", render_text(notice)).encode(),
        }.get(form, lambda: render_word(notice, form))()
        path = tmp_path / f"notice.{form}"
        path.write_bytes(made)
        return without_margins(read(path))

    return reading


def without_margins(document: Document) -> Document:
    """Return a document without what stands at the head and foot of its pages."""
    blocks = tuple(one for one in document.blocks if one.place.margin is None)
    return replace(document, blocks=blocks)


def words(document: Document) -> list[str]:
    return " ".join(block.text for block in document.blocks).split()


def headings(document: Document) -> list[tuple[int, str]]:
    blocks = (block for block in document.blocks if block.kind == "heading")
    return [(block.level, block.text) for block in blocks]


@pytest.mark.parametrize("form", KINDS)
@pytest.mark.parametrize(("name", "kind"), NOTICES)
def test_a_document_says_what_the_markdown_says(form, name, kind, composed, saved):
    notice = composed(name, kind)

    document, markdown = saved(notice, form), saved(notice, "md")

    shapes = [(block.kind, block.level, block.text) for block in document.blocks]
    assert shapes == [(one.kind, one.level, one.text) for one in markdown.blocks]


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("docx", ['w:val="en-GB"']),
        ("odt", ['fo:language="en"', 'fo:country="GB"']),
    ],
)
def test_a_document_says_that_it_is_in_english(form, said, pupils):
    with ZipFile(BytesIO(render_word(pupils, form))) as file:
        styles = file.read("word/styles.xml" if form == "docx" else "styles.xml")

    assert all(words in styles.decode() for words in said)


@pytest.mark.parametrize(("name", "kind"), NOTICES)
def test_plain_text_says_what_the_markdown_says(name, kind, composed, saved):
    notice = composed(name, kind)

    text, markdown = saved(notice, "txt"), saved(notice, "md")

    assert words(text) == words(markdown)
    underlined = re.findall(r"(.+)\n[=-]{3,}\n", render_text(notice))
    assert underlined == [told for _, told in headings(markdown)]


@pytest.mark.parametrize("form", [*KINDS, "txt"])
def test_odd_names_and_paragraphs_of_ones_own_arrive(form, compose_profile, saved):
    notice = compose_profile(MARKED_TEXT)

    document = saved(notice, form)

    assert words(document) == words(saved(notice, "md"))
    assert "St Œdipa & <b>Sons</b> 中文" in " ".join(words(document))


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (
            "<details><summary>More</summary>\nring <b>us</b>\n</details>",
            "More\n\nring us",
        ),
        ("<div>before<p>in it</p>after</div>", "before\n\nin it\n\nafter"),
        ("<section>words<h3>Head</h3>tail</section>", "words\n\nHead\n----\n\ntail"),
        ("<blockquote>raw<ul><li>x</li></ul></blockquote>", "raw\n\n- x"),
        (
            "<table><caption>Cap</caption><tr><th>x</th><td>y</td></tr></table>",
            "Cap\n\nx | y",
        ),
        ("<ul><li>a</li><ul><li>b</li></ul><li>c</li></ul>", "- a\n  - b\n- c"),
        ("Term\n:   said of it\n\n    - item", "Term\n\nsaid of it\n\n- item"),
    ],
)
def test_words_beside_blocks_stand_in_plain_text_too(written, told, compose_profile):
    profile = MARKED_TEXT.partition("'''")[0]

    text = render_text(compose_profile(f"{profile}'''\n{written}\n'''\n"))

    assert f"\n\n{told}\n\n" in text


@pytest.mark.parametrize("form", KINDS)
def test_whose_notice_it_is_stands_at_the_foot(form, pupils, tmp_path):
    path = tmp_path / f"notice.{form}"
    path.write_bytes(render_word(pupils, form))

    feet = [one.text for one in read(path).blocks if one.place.margin == "footer"]

    assert feet == [pupils.footer]


def test_links_lead_where_those_of_the_markdown_do(pupils, saved):
    wanted = [link.target for one in saved(pupils, "md").blocks for link in one.links]

    for form in KINDS:
        document = saved(pupils, form)
        links = [link.target for block in document.blocks for link in block.links]
        assert [one for one in links if not one.startswith("#")] == wanted
        inside = {one.removeprefix("#") for one in links if one.startswith("#")}
        assert inside <= document.anchors


@pytest.mark.parametrize("form", KINDS)
def test_the_same_notice_makes_the_same_bytes(form, pupils):
    first, second = render_word(pupils, form), render_word(pupils, form)

    assert first == second
    assert {one.date_time[0] for one in ZipFile(BytesIO(first)).infolist()} == {1980}


def test_a_word_document_has_a_title_a_day_and_marked_headers(pupils):
    document = docx.Document(BytesIO(render_word(pupils, "docx")))

    about = document.core_properties
    assert about.title == f"{pupils.title}: {pupils.issuer}"
    assert about.created.date() == pupils.on
    tables = list(document.element.iter(f"{W}tbl"))
    assert tables
    for table in tables:
        first, *rest = [row.find(f".//{W}tblHeader") for row in table.iter(f"{W}tr")]
        assert first is not None
        assert set(rest) == {None}


@pytest.mark.parametrize("form", KINDS)
def test_each_page_says_whose_notice_it_is_and_that_it_is_a_draft(form, pupils):
    draft = replace(pupils, marks=("DRAFT: not for publication.", "An example."))

    with ZipFile(BytesIO(render_word(draft, form))) as package:
        edges = "".join(
            package.read(name).decode()
            for name in package.namelist()
            if re.search(r"header|footer|^styles", name)
        )
    assert pupils.footer in edges
    assert "DRAFT: not for publication. An example." in edges


@pytest.mark.parametrize("form", KINDS)
def test_a_notice_without_marks_has_no_empty_box_on_its_pages(form, pupils):
    with ZipFile(BytesIO(render_word(replace(pupils, marks=()), form))) as package:
        whole = "".join(
            package.read(name).decode()
            for name in package.namelist()
            if name.endswith("xml") and "word/styles" not in name
        )
    assert "{marks}" not in whole
    assert "PageMark" not in whole
    assert 'text:style-name="Page_20_Mark"' not in whole


def test_a_logo_is_described_and_the_front_wears_its_colour(pupils):
    picture = BytesIO()
    Image.new("RGB", (30, 10), "#884422").save(picture, "PNG")
    data = b64encode(picture.getvalue()).decode()
    look = replace(
        pupils.look,
        logo=f"data:image/png;base64,{data}",
        logo_description='A "brown" box',
        colour="#7a1f3d",
    )
    notice = replace(pupils, look=look)

    word = docx.Document(BytesIO(render_word(notice, "docx")))
    told = {one.get("descr") for one in word.element.iter() if one.get("descr")}
    assert told == {'A "brown" box'}
    assert "7a1f3d" in etree.tostring(word.styles.element).decode()
    text = opendocument.load(BytesIO(render_word(notice, "odt")))
    (frame,) = text.getElementsByType(draw.Frame)
    assert str(frame) == 'A "brown" box'


def test_styles_of_ones_own_take_the_place_of_ours(tmp_path, pupils):
    ours = ROOT / "templates"
    with (
        ZipFile(ours / "notice.docx") as given,
        ZipFile(tmp_path / "notice.docx", "w") as own,
    ):
        for name in given.namelist():
            own.writestr(name, given.read(name).replace(b"Arial", b"Verdana"))

    made = render_word(pupils, "docx", folders=(tmp_path, ours))

    assert b"Verdana" in ZipFile(BytesIO(made)).read("word/styles.xml")


def test_styles_that_nobody_can_read_are_told(tmp_path, pupils):
    (tmp_path / "notice.docx").write_bytes(b"no document")

    with pytest.raises(NoticesError) as raised:
        render_word(pupils, "docx", folders=(tmp_path, ROOT / "templates"))

    assert str(raised.value) == (
        f"{tmp_path}/notice.docx: the styles in this file cannot be read.\n"
        "  The .docx files that we write wear them.\n"
        "  To mend: save it again in your word processor; without it, ours is used."
    )


def test_without_pandoc_one_line_says_how_to_get_it(monkeypatch, pupils):
    monkeypatch.setattr("notices.render.word.installed", lambda: None)

    with pytest.raises(MissingError) as raised:
        render_word(pupils, "docx")
    assert "\n" not in str(raised.value)
    assert "pip install 'notices[word]'" in str(raised.value)


def test_only_the_pandoc_of_the_package_is_used(monkeypatch):
    monkeypatch.setattr(pandoc, "find_spec", lambda _: None)

    assert pandoc.installed.__wrapped__() is None


@pytest.mark.parametrize("kind", KINDS)
def test_the_documents_that_ship_are_made_of_their_parts(kind):
    with (
        ZipFile(ROOT / "templates" / f"notice.{kind}") as shipped,
        ZipFile(BytesIO(packed(kind))) as made,
    ):
        assert shipped.namelist() == made.namelist()
        for name in made.namelist():
            assert shipped.read(name) == made.read(name), name


@pytest.fixture(scope="module")
def printed(composed, tmp_path_factory):
    """Return a folder with every document, and what LibreOffice prints of each."""
    office = shutil.which("soffice")
    if office is None:
        pytest.fail(
            "LibreOffice is missing. To mend: apt-get install libreoffice-writer-nogui"
        )
    folder = tmp_path_factory.mktemp("office")
    for form in KINDS:
        (folder / form).mkdir()
        for name, kind, edition in PRINTED:
            notice = replace(composed(name, kind, edition), marks=())
            path = folder / form / f"{name}-{notice.name}.{form}"
            path.write_bytes(render_word(notice, form))
        command = [
            *(office, f"-env:UserInstallation={(folder / 'settings').as_uri()}"),
            *("--headless", "--convert-to", f"pdf:writer_pdf_Export:{TAGGED}"),
            *("--outdir", folder / form),
        ]
        # It exits with 0 whether or not it could read a file.
        subprocess.run(
            [*command, *(folder / form).iterdir()], check=True, capture_output=True
        )
    return folder


@pytest.mark.heavy
@pytest.mark.parametrize("form", KINDS)
@pytest.mark.parametrize(("name", "kind", "edition"), PRINTED)
def test_libreoffice_prints_the_same_words(form, name, kind, edition, printed):
    ending = "" if edition == "full" else f".{edition}"
    path = printed / form / f"{name}-{kind}{ending}.{form}"
    document = without_margins(read(path))
    pages = read(path.with_suffix(".pdf"))

    assert pages.problems == ()
    assert pages.title.startswith(document.title)
    assert headings(pages) == headings(document)
    whole = together(text_of(path.with_suffix(".pdf")))
    told = [
        text
        for block in document.blocks
        for text in (block.text.split(" | ") if block.kind == "row" else [block.text])
    ]
    assert [text for text in told if together(text) not in whole] == []


def text_of(path) -> str:
    """Return the text of a PDF without the feet of its pages."""
    pages = pypdfium2.PdfDocument(path)
    try:
        texts = [page.get_textpage().get_text_range() for page in pages]
    finally:
        pages.close()
    return "\n".join(re.sub(r"(?m)^.*page \d+ of \d+\s*$", "", one) for one in texts)


def together(text: str) -> str:
    """Return *text* without blanks, and without what pypdfium2 makes of hyphens."""
    return re.sub(r"[\s\ufffe\u00ad-]", "", text)
