"""Markdown as HTML: what is kept, what is dropped, what is put right."""

import re

import pytest

from notices.errors import NoticesError
from notices.render.markup import inline, plain, settled, to_html

HARMFUL = {
    "script": "Before <script>alert(1)</script> after",
    "script across lines": "<script\n>\nalert(1)\n</script\n>",
    "handler": '<p onclick="alert(1)">Before after</p>',
    "handler by attribute list": 'Before after\n{: onclick="alert(1)" }',
    "javascript link": "Before [x](javascript:alert(1)) after",
    "javascript link, disguised": "Before [x](JaVaScript&#58;alert(1)) after",
    "javascript link, with a tab": '<a href="java\tscript:alert(1)">x</a>',
    "data link": "Before [x](data:text/html,<script>alert(1)</script>) after",
    "file link": "Before [x](file:///etc/passwd) after",
    "link without a scheme": "Before [x](//evil.example/alert(1)) after",
    "link to a file beside": "Before [x](alert.html) after",
    "picture": "Before ![x](https://evil.example/x.png) after",
    "picture as HTML": '<img src="x" onerror="alert(1)">',
    "vector picture": '<svg><a href="javascript:alert(1)">x</a></svg>',
    "formula": '<math><mtext><a href="javascript:alert(1)">x</a></mtext></math>',
    "style": "<style>@import url(https://evil.example/)</style>",
    "style attribute": '<p style="background: url(https://evil.example/)">x</p>',
    "style by attribute list": "x\n{: style='background:url(https://evil.example/)' }",
    "frame": '<iframe src="https://evil.example/"></iframe>',
    "form": '<form action="https://evil.example/"><input name="x"></form>',
    "base": '<base href="https://evil.example/">',
    "refresh": '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
    "remote style sheet": '<link rel="stylesheet" href="https://evil.example/">',
    "comment": "<!-- <script>alert(1)</script> --> x",
    "half a tag": "<img src=x onerror=alert(1)//",
}
HARM = re.compile(
    r"<(?:script|style|img|svg|math|iframe|form|input|base|meta|link)"
    r"|<[^>]*\s(?:on\w+|style|src)="
    r"|href=\"(?!https?:|mailto:|#)|<!--",
    re.IGNORECASE,
)


@pytest.mark.parametrize("markdown", HARMFUL.values(), ids=HARMFUL)
def test_nothing_harmful_is_left(markdown):
    assert HARM.search(to_html(markdown)) is None


@pytest.mark.parametrize(
    "address", ["https://example.org/a?b=c&d", "http://x.uk", "mailto:a@example.org"]
)
def test_links_that_lead_out_are_kept(address):
    assert f'<a href="{address.replace("&", "&amp;")}">x</a>' in to_html(
        f"[x]({address})"
    )


def test_what_helps_to_read_is_kept():
    kept = '<p id="a-1" class="note" dir="rtl" lang="cy" title="t">x</p>'

    cleaned = to_html(kept)

    for attribute in (
        'id="a-1"',
        'class="note"',
        'dir="rtl"',
        'lang="cy"',
        'title="t"',
    ):
        assert attribute in cleaned


@pytest.mark.parametrize("name", ["A", "a b", "x:y", "a&quot;b", "ä"])
def test_only_plain_ids_are_kept(name):
    assert "id=" not in to_html(f'<p id="{name}">x</p>')


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ([1], [3]),
        ([2, 3, 3, 2], [3, 4, 4, 3]),
        ([3, 6, 4, 1], [3, 4, 4, 3]),
        ([1, 2, 3, 4, 5, 6], [3, 4, 5, 6, 6, 6]),
    ],
)
def test_headings_begin_at_three_and_skip_none(levels, expected):
    html = to_html("\n\n".join(f"{'#' * level} x" for level in levels))

    assert [int(level) for level in re.findall(r"<h(\d)", html)] == expected
    assert [int(level) for level in re.findall(r"</h(\d)", html)] == expected


def test_table_headers_say_what_they_head():
    html = to_html("| Who | Why |\n|---|---|\n| A | b |\n| C | d |")

    assert re.findall(r'<th scope="(\w+)">(\w+)</th>', html) == [
        ("col", "Who"),
        ("col", "Why"),
        ("row", "A"),
        ("row", "C"),
    ]
    assert re.findall(r"<td>(\w+)</td>", html) == ["b", "d"]


def test_an_empty_cell_heads_nothing():
    html = to_html("| | Why |\n|---|---|\n| A | b |")

    assert html.count("<th ") == 2
    assert html.count("<td></td>") == 1


def test_lines_with_labels_stand_on_their_own():
    html = to_html("One.\n**The law:** two.\n**Not a label** three.")

    assert html.count("<br>") == 1
    assert "One.<br>\n<strong>The law:</strong>" in html


def test_a_list_of_labels_is_dressed_as_one():
    assert '<ul class="facts">' in to_html("- **Who:** we\n- **Why:** so")
    assert '<ul class="facts">' not in to_html("- **Who:** we\n- and why")


def test_nothing_is_converted_twice():
    to_html.cache_clear()

    assert to_html("*Twice*") is to_html("*Twice*")
    assert to_html.cache_info().misses == 1


@pytest.mark.parametrize(
    ("markdown", "html", "words"),
    [
        ("A *b* & c", "A <em>b</em> &amp; c", "A b & c"),
        ("Tom\\*s &lt;b>", "Tom*s &lt;b&gt;", "Tom*s <b>"),
        ("# Heading", "Heading", "Heading"),
        ("- a\n- b", "a b", "a b"),
        ("a\n\nb", "a b", "a b"),
        ("    code", "code", "code"),
    ],
)
def test_one_line_stays_one_line(markdown, html, words):
    assert " ".join(inline(markdown).split()) == html
    assert plain(markdown) == words


def test_an_id_is_given_once_and_links_to_nowhere_are_words():
    html = settled(
        '<p id="a">x</p><p id="a" class="c">y</p><a href="#a">to a</a>'
        '<a href="#b">to b</a><a href="https://example.org/#b">out</a>'
    )

    assert html == (
        '<p id="a">x</p><p class="c">y</p><a href="#a">to a</a>'
        '<a>to b</a><a href="https://example.org/#b">out</a>'
    )


def test_text_that_looks_like_an_id_is_left_alone():
    text = '<p id="a">x id="a" href="#b"</p>'

    assert settled(text) == text


@pytest.mark.parametrize("mark", ["- ", "1. "])
def test_a_text_that_goes_too_deep_is_told_and_spoils_no_other(mark):
    with pytest.raises(NoticesError, match="stand inside one another"):
        to_html(f"{mark * 2000}x")

    to_html.cache_clear()
    assert to_html("One.\n\n    two") == "<p>One.</p>\n<pre><code>two\n</code></pre>"
