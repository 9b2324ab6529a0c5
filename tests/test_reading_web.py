"""Web pages as school websites have them: the notice kept, the rest left out."""

import pytest

from notices.compose import Choices, compose
from notices.reading import Document, Link, Place, read
from notices.render import render_fragment, render_markdown, render_page
from tests.conftest import NOTICES, TODAY

MENU = "".join(f"<li><a href='/{n}'>Page {n} of the school</a></li>" for n in range(9))
PAGE = f"""<!DOCTYPE html>
<html lang="en-GB">
<head><title>Hill School - Privacy notice</title>
<style>p {{ color: red }}</style></head>
<body class="page-template has-sidebar cookie-banner-open">
<a class="skip" href="#content">Skip to content</a>
<div id="cookieConsent" class="gdpr">We use cookies. <button>Accept</button></div>
<header class="siteHeader"><p>Hill School</p><nav><ul>{MENU}</ul></nav></header>
<div class="main-menu"><ul>{MENU}</ul></div>
<p class="breadcrumbs">Home > Information > Privacy</p>
<div class="content with-sidebar" id="content">
<H1>Privacy<br>notice</H1>
<p><strong>Who we are</strong><br>
Hill School is the <b>controller</b>,<br>
which means
that it decides.</p>
<p>- names<br>- addresses<br>• results</p>
<div>Ask at the office
<div>or by <a href=" mailto:office@hill.example.org ">e<b>mail</b></a></div>
<font face=Arial><p>&nbsp;</p>
<h2 id="sharing">Who we share with</h2>
<ul><li>the council<ul><li><p>its nurses</p><p>Ask them.</p></ul>
<li>the Department&#39;s staff</ul>
<table><thead><tr><th>What<th>How long</thead>
<tr><td>Names<td><p>six</p><p>years</p></table>
<table width=100%><tr><td><h3>Your rights</h3><p>You may ask.</p></td></tr></table>
<dl><dt>Reviewed</dt><dd>May 2025</dd></dl>
<div style="display: none">Not for you</div>
<div class="accordion-panel" aria-hidden="true">It opens with a click.</div>
<script>var text = "not text";</script>
</div>
<aside><h2>Latest news</h2><p>The fair is on Friday.</p></aside>
<div class="share-buttons"><a href="https://social.example.com">Post this</a></div>
<footer><p>Website by Example Ltd</p></footer>
</body></html>
"""


@pytest.fixture
def read_page(tmp_path):
    def reading(html: str) -> Document:
        path = tmp_path / "notice.html"
        path.write_text(html, encoding="utf-8")
        return read(path)

    return reading


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


def test_a_page_gives_the_notice_without_menus_and_banners(read_page):
    document = read_page(PAGE)
    assert [(block.kind, block.level, block.text) for block in document.blocks] == [
        ("heading", 1, "Privacy notice"),
        ("heading", 2, "Who we are"),
        (
            "paragraph",
            0,
            "Hill School is the controller, which means that it decides.",
        ),
        ("item", 0, "names"),
        ("item", 0, "addresses"),
        ("item", 0, "results"),
        ("paragraph", 0, "Ask at the office"),
        ("paragraph", 0, "or by email"),
        ("heading", 2, "Who we share with"),
        ("item", 0, "the council"),
        ("item", 1, "its nurses"),
        ("paragraph", 0, "Ask them."),
        ("item", 0, "the Department's staff"),
        ("row", 0, "What | How long"),
        ("row", 0, "Names | six; years"),
        ("heading", 3, "Your rights"),
        ("paragraph", 0, "You may ask."),
        ("heading", 4, "Reviewed"),
        ("paragraph", 0, "May 2025"),
        ("paragraph", 0, "It opens with a click."),
    ]


def test_blocks_stand_on_the_lines_of_the_source(read_page):
    lines = PAGE.split("\n")
    for block in read_page(PAGE).blocks:
        first = block.text.split()[0].removesuffix("'s")
        assert first in lines[block.place.line - 1]


def test_a_page_tells_its_title_links_and_anchors(read_page):
    document = read_page(PAGE)
    assert document.title == "Privacy notice"
    assert {"content", "sharing"} <= document.anchors
    [link] = [link for block in document.blocks for link in block.links]
    assert link == Link(text="email", target="mailto:office@hill.example.org")


@pytest.mark.parametrize("tag", ["main", "article", "div role=main"])
def test_a_page_that_says_where_its_document_is_is_believed(read_page, tag):
    end = tag.split()[0]
    document = read_page(
        "<div><p>Welcome to our new website!</p></div>"
        f"<{tag}><p>We use names to teach pupils.</p></{end}><p>Contact us</p>"
    )
    assert texts(document) == ["We use names to teach pupils."]


def test_a_title_above_the_document_belongs_to_it(read_page):
    document = read_page(
        "<header><nav>Home</nav><h1>Privacy</h1></header><main><p>We use names.</main>"
    )
    assert texts(document) == ["Privacy", "We use names."]


def test_a_school_name_set_as_a_title_is_not_the_documents(read_page):
    document = read_page(
        "<div id=header><h1>Hill School</h1><a href=/>Home</a></div>"
        "<div><h1>Privacy notice</h1><p>We use names.</div><div class=footer>2026</div>"
    )
    assert texts(document) == ["Privacy notice", "We use names."]


def test_a_page_whose_notice_would_be_left_out_is_kept_whole(read_page):
    notice = "We use names and addresses to teach pupils and to keep them safe. " * 20
    document = read_page(
        f"<main><p>Loading</p></main><div class='sidebar'><p>{notice}</p></div>"
        f"<nav>Home</nav>"
    )
    assert any(text.startswith("We use names") for text in texts(document))


@pytest.mark.parametrize(
    "footer",
    [
        "<footer>{}<p>Website by Example Ltd</p></footer>",
        "<div class='site-footer'><div class=footer>{}</div></div>",
        "<div role=contentinfo>{}</div>",
    ],
)
def test_a_footer_tells_its_day_of_issue_once_and_no_more(read_page, footer):
    said = "<p>Hill School \u00a9 2026</p>\n<p>Page updated 3 May 2026 | <a>Top</a></p>"
    document = read_page(f"{'<p>We use names.</p>' * 9}{footer.format(said)}")
    assert texts(document)[9:] == ["Page updated 3 May 2026 | Top"]
    assert document.blocks[9].place == Place(line=2, margin="footer")


@pytest.mark.parametrize(
    "said",
    [
        "\u00a9 Hill School 2026",
        "Published by Example Web Ltd 2026",
        "Website updated 3 May 2026",
        "Sports day reviewed. " + "We won. " * 40 + "Issued 3 May 2026",
        "<span style='display:none'>Issued 3 May 2026</span>Follow us",
    ],
)
def test_what_else_a_footer_says_is_left_out(read_page, said):
    document = read_page(f"<p>We use names.</p>{'<p>So we do.</p>' * 60}<footer>{said}")
    assert texts(document)[-1] == "So we do."


@pytest.mark.parametrize(
    "name", ["who-we-share-with", "sharing", "cookies", "consent", "data-sharing"]
)
def test_a_section_about_sharing_or_cookies_is_no_button_or_banner(read_page, name):
    document = read_page(
        f"<p>We use names.</p><div id='{name}' class='{name}'>We tell Anytown.</div>"
    )
    assert "We tell Anytown." in texts(document)


@pytest.mark.parametrize(
    "attributes",
    [
        "id=onetrust-banner-sdk",
        "class=cookie-notice",
        "class=CookieBanner",
        "id=cky-consent",
        "role=dialog",
        "class='nav main-nav'",
        "class=sidebar",
        "id=breadcrumb",
        "role=navigation",
        "hidden",
        "aria-hidden=true",
        "style='display:none'",
    ],
)
def test_what_is_about_the_website_is_left_out(read_page, attributes):
    document = read_page(
        f"<div {attributes}><p>About this website</p></div>"
        "<p>We use names and addresses to teach pupils.</p>"
    )
    assert texts(document) == ["We use names and addresses to teach pupils."]


@pytest.mark.parametrize(("name", "key"), NOTICES)
def test_our_own_notices_read_the_same_from_page_and_markdown(
    tmp_path, catalogue, example, name, key
):
    choices = Choices(today=TODAY, accept_unanswered=True)
    notice = compose(catalogue, example(name), key, TODAY, choices)
    read_as = {}
    for ending, render in (
        ("md", render_markdown),
        ("html", render_page),
        ("htm", render_fragment),
    ):
        path = tmp_path / f"notice.{ending}"
        path.write_text(render(notice), encoding="utf-8")
        read_as[ending] = read(path)
        assert read_as[ending].problems == ()
    assert read_as["html"].title == read_as["md"].title
    told = {ending: sorted(texts(one)) for ending, one in read_as.items()}
    assert told["html"] == told["md"]
    assert set(told["md"]) >= set(told["htm"])
