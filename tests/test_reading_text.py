"""Markdown and plain text: blocks where their author wrote them, at the right line."""

from pathlib import Path

import pytest

from notices.reading import Document, Link, read

GOLDEN = sorted(Path(__file__).parent.joinpath("golden").glob("*.md"))

MESSY_MARKDOWN = """\
---
title: "Pupils"
---
**Who we are**

Hill School is the controller.  \n1 Hill Road
Anytown

* We use:
    - names
    - addresses,
      and post codes

      Both are kept for a year.
1. a number stays a list

| What | How long |
|------|:--------:|
| **Names** | six<br>years |
| Results | |

<div class="box">
<p>Ask the <a href="mailto:dpo@hill.example.org">officer</a>.</p>
</div>

See [below](#your-rights), or <https://ico.org.uk>.
{: #more .note }

## Your *rights* {: #rights }
"""


@pytest.fixture
def read_text(tmp_path):
    def reading(text: str | bytes, name: str = "notice.md") -> Document:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read(path)

    return reading


def shapes(document: Document) -> list[tuple[str, str, str]]:
    return [(b.kind, str(b.place), b.text) for b in document.blocks]


def test_markdown_that_people_write_keeps_its_shape(read_text):
    document = read_text(MESSY_MARKDOWN)
    assert document.problems == ()
    assert shapes(document) == [
        ("heading", "line 4", "Who we are"),
        ("paragraph", "line 6", "Hill School is the controller. 1 Hill Road Anytown"),
        ("item", "line 10", "We use:"),
        ("item", "line 11", "names"),
        ("item", "line 12", "addresses, and post codes"),
        ("paragraph", "line 15", "Both are kept for a year."),
        ("item", "line 16", "a number stays a list"),
        ("row", "line 18", "What | How long"),
        ("row", "line 20", "Names | six years"),
        ("row", "line 21", "Results | "),
        ("paragraph", "line 24", "Ask the officer."),
        ("paragraph", "line 27", "See below, or https://ico.org.uk."),
        ("heading", "line 30", "Your rights"),
    ]


def test_lists_in_lists_and_headings_know_their_level(read_text):
    document = read_text(MESSY_MARKDOWN)
    levels = {block.text: block.level for block in document.blocks}
    assert (levels["We use:"], levels["names"], levels["Your rights"]) == (0, 1, 2)


def test_links_and_what_they_may_lead_to_are_kept(read_text):
    document = read_text(MESSY_MARKDOWN)
    links = [link for block in document.blocks for link in block.links]
    assert links == [
        Link(text="officer", target="mailto:dpo@hill.example.org"),
        Link(text="below", target="#your-rights"),
        Link(text="https://ico.org.uk", target="https://ico.org.uk"),
    ]
    assert {"more", "rights", "your-rights"} <= document.anchors


def test_a_title_comes_from_the_top_heading_else_from_the_file(read_text):
    assert read_text(MESSY_MARKDOWN).title == "Pupils"
    assert read_text("intro\n\n# Notice\n\n## Part").title == "Notice"
    assert read_text("Text alone.").title == ""


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_every_place_in_our_own_notices_is_the_line_of_its_words(path):
    lines = path.read_text(encoding="utf-8").split("\n")
    for block in read(path).blocks:
        for offset, place in ((0, block.place), *block.turns):
            word = block.text[offset:].lstrip(" |").split()[0]
            assert word in lines[place.line - 1].replace("*", "").replace("\\", "")


def test_a_place_inside_a_block_is_the_line_that_it_stands_on(read_text):
    [block] = read_text("We keep it safe.\nWe share *some* of it.\n").blocks
    assert str(block.place_at(block.text.index("keep"))) == "line 1"
    assert str(block.place_at(block.text.index("some"))) == "line 2"


PLAIN = """\
PRIVACY NOTICE FOR PARENTS

Who we are
==========
Hill School is the controller of the
information that it holds.
Tel: 0191 000 0000

What we hold

We hold:
 - names and
   addresses
 * results
1) first of all, photographs

----------------------
End.
"""


def test_plain_text_shows_its_headings_and_lists(read_text):
    assert shapes(read_text(PLAIN, "notice.txt")) == [
        ("heading", "line 1", "PRIVACY NOTICE FOR PARENTS"),
        ("heading", "line 3", "Who we are"),
        (
            "paragraph",
            "line 5",
            "Hill School is the controller of the information that it holds.",
        ),
        ("paragraph", "line 7", "Tel: 0191 000 0000"),
        ("heading", "line 9", "What we hold"),
        ("paragraph", "line 11", "We hold:"),
        ("item", "line 12", "names and addresses"),
        ("item", "line 14", "results"),
        ("item", "line 15", "1) first of all, photographs"),
        ("paragraph", "line 18", "End."),
    ]


def test_a_text_without_wrapping_has_a_paragraph_a_line(read_text):
    long = "We use information about pupils for many things. " * 4
    document = read_text(f"{long}\n{long}\nShort.", "notice.txt")
    assert [str(block.place) for block in document.blocks] == [
        "line 1",
        "line 2",
        "line 3",
    ]


@pytest.mark.parametrize(
    "data",
    [
        "Café £5 “now”".encode(),
        "\ufeffCafé £5 “now”".encode(),
        "Café £5 “now”".encode("cp1252"),
        "Café £5 “now”".encode("utf-16"),
        "Café £5 “now”".encode("utf-16-le"),
    ],
    ids=["UTF-8", "UTF-8 marked", "Windows", "UTF-16", "UTF-16 unmarked"],
)
def test_any_usual_encoding_is_read(read_text, data):
    assert read_text(data, "notice.txt").blocks[0].text == "Café £5 “now”"


def test_a_stray_byte_does_not_spoil_the_rest(read_text):
    data = "Café “now” “then” ".encode() + b"\xa3" + "5 naïve".encode()
    assert read_text(data).blocks[0].text == "Café “now” “then” \ufffd5 naïve"


def test_what_nobody_sees_is_not_in_the_text(read_text):
    [block] = read_text("Some\u00adbody\u00a0 on\u200b line\ufeff.").blocks
    assert block.text == "Somebody on line."
