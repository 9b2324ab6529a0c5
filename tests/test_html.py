"""The page and the piece to paste: whole, alone, and in order."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from notices.compose import Choices, Notice, compose
from notices.errors import FaultsError, TemplateError
from notices.render import render_fragment, render_page
from notices.templating import SHIPPED
from tests.conftest import SCHOOLS, TODAY

VOID = {"br", "hr", "img", "meta", "link", "input"}
FETCHED = {"src", "srcset", "poster", "data", "background", "action", "formaction"}


class Seen(HTMLParser):
    """What stands in some HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[tuple[tuple[str, ...], str]] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert self._open == [], "an element is not closed"

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag):
        assert self._open.pop() == tag

    def handle_data(self, data):
        self.text.append((tuple(self._open), data))

    def of(self, attribute: str) -> list[str]:
        return [attrs[attribute] for _, attrs in self.tags if attrs.get(attribute)]

    def headings(self) -> list[int]:
        return [int(tag[1]) for tag, _ in self.tags if re.fullmatch(r"h[1-6]", tag)]

    def words(self, within: str) -> list[str]:
        text = "".join(text for above, text in self.text if within in above)
        return text.split()


@pytest.fixture(scope="module")
def compose_example(catalogue, example):
    def composed(name: str) -> Notice:
        choices = Choices(today=TODAY)
        return compose(catalogue, example(name), "pupils", TODAY, choices)

    return composed


@pytest.fixture(scope="module", params=SCHOOLS)
def notice(request, compose_example) -> Notice:
    return compose_example(request.param)


@pytest.fixture(scope="module")
def page(notice) -> Seen:
    return Seen(render_page(notice))


@pytest.fixture(scope="module")
def fragment(notice) -> Seen:
    return Seen(render_fragment(notice))


def test_it_stands_alone(page, fragment, notice):
    for seen in (page, fragment):
        assert {"script", "link", "iframe", "object"}.isdisjoint(
            tag for tag, _ in seen.tags
        )
        assert not any(FETCHED & set(attrs) for _, attrs in seen.tags)
        assert not any(
            name.startswith("on") for _, attrs in seen.tags for name in attrs
        )
    assert not re.search(r"url\(|@import", render_page(notice))


def test_a_logo_is_within_the_page(notice):
    dressed = replace(
        notice, look=replace(notice.look, logo="data:image/png;base64,AA")
    )

    (picture,) = [
        attrs for tag, attrs in Seen(render_page(dressed)).tags if tag == "img"
    ]

    assert picture["src"].startswith("data:")
    assert notice.issuer in picture["alt"]


def test_it_says_its_language_and_its_name(page, notice):
    root, attributes = page.tags[0]

    assert (root, attributes["lang"]) == ("html", "en-GB")
    assert " ".join(page.words("title")) == f"{notice.title}: {notice.issuer}"


def test_the_first_link_skips_to_the_notice(page):
    first = next(attrs for tag, attrs in page.tags if tag == "a")
    main = next(attrs for tag, attrs in page.tags if tag == "main")

    assert first["href"] == f"#{main['id']}"


def test_headings_skip_no_level(page, fragment):
    assert page.headings().count(1) == 1
    assert fragment.headings()[0] == 2
    for seen in (page, fragment):
        levels = seen.headings()
        for above, below in pairwise(levels):
            assert below <= above + 1


def test_each_id_is_there_once_and_each_link_within_leads_to_one(page, fragment):
    for seen in (page, fragment):
        ids = seen.of("id")
        inside = [href[1:] for href in seen.of("href") if href.startswith("#")]
        named = " ".join(seen.of("aria-labelledby")).split()

        assert len(ids) == len(set(ids))
        assert all(re.fullmatch(r"[a-z0-9-]+", name) for name in ids)
        assert set(inside + named) <= set(ids)


def test_the_contents_list_names_every_section_after_the_front(page, notice):
    wanted = [f"#{it.key}" for it in notice.sections if it.part != "front"]

    assert [href for href in page.of("href") if href in wanted] == wanted


def test_the_piece_to_paste_says_what_the_page_says(page, fragment):
    assert fragment.words("div") == page.words("main")


def test_table_headers_say_what_they_head(page):
    headers = [attrs for tag, attrs in page.tags if tag == "th"]

    assert {attrs.get("scope") for attrs in headers} == {"col", "row"}


def test_warnings_stand_in_the_page_and_in_the_piece(notice):
    marked = replace(notice, marks=("DRAFT: *not* for <publication>.",))

    for html in (render_page(marked), render_fragment(marked)):
        assert "DRAFT: <em>not</em> for" in html
        assert "<publication>" not in html


def test_names_are_text_whatever_they_hold(notice):
    name = 'St <b>"Bob"</b> & \u202eSons'
    html = render_page(replace(notice, issuer=name, footer=name))

    assert "<bdi>St &lt;b&gt;&#34;Bob&#34;&lt;/b&gt; &amp; \u202eSons</bdi>" in html
    assert "<b>" not in html


@pytest.mark.parametrize(
    ("template", "told"),
    [
        ("{{ notice.nothing }}", "/page.html.j2:1: "),
        ("\n{% if %}", "/page.html.j2:2: "),
        (
            '{% include "nothing.j2" %}',
            'page.html.j2:1: there is no template "nothing.j2"',
        ),
        ("{{ ''.__class__.__mro__ }}", "/page.html.j2:1: "),
    ],
)
def test_a_template_that_fails_is_told_with_its_line(
    template, told, compose_example, tmp_path
):
    (tmp_path / "page.html.j2").write_text(template, encoding="utf-8")

    with pytest.raises(TemplateError) as raised:
        render_page(compose_example(SCHOOLS[0]), folders=(tmp_path, *SHIPPED))

    assert told in str(raised.value).splitlines()[0]


def test_a_template_without_a_macro_is_told(compose_example, tmp_path):
    (tmp_path / "parts.html.j2").write_text("", encoding="utf-8")

    with pytest.raises(TemplateError, match='no macro "section" in it'):
        render_fragment(compose_example(SCHOOLS[0]), folders=(tmp_path, *SHIPPED))


def test_a_style_sheet_that_is_not_utf_8_is_told(compose_example, tmp_path):
    (tmp_path / "screen.css").write_bytes(b"/* ours */\n/* caf\xe9 */\n")

    with pytest.raises(FaultsError) as raised:
        render_page(compose_example(SCHOOLS[0]), folders=(tmp_path, *SHIPPED))

    assert str(raised.value) == (
        f"{tmp_path}/screen.css:2: the byte 0xE9 is not UTF-8 text.\n"
        "  The file was probably saved in Windows-1252, "
        "as some editors and spreadsheets do.\n"
        '  To mend: save it again with the encoding "UTF-8".'
    )
