"""Parts of a check that are easier to see by themselves."""

from datetime import date

import pytest

from notices.check.form import days_in
from notices.check.sentences import plain, sentences_in
from notices.check.text import text_of
from notices.reading import Block, Place
from notices.reading.blocks import blocks_of
from notices.reading.markdown import read_markdown

HERE = Place(line=1)


def test_plain_text_has_straight_quotes_and_single_spaces():
    assert plain("The  Trust\u2019s\u00a0DPO \u2013 \u201cours\u201d") == (
        'the trust\'s dpo - "ours"'
    )


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two.", ["One.", "Two."]),
        ("Mrs. Hill, Art. 6 and e.g. This.", ["Mrs. Hill, Art. 6 and e.g. This."]),
        ("What? Yes! \u201cNo.\u201d So.", ["What?", "Yes!", "\u201cNo.\u201d", "So."]),
        (
            "We hold: \u2022 names \u2022 marks",
            ["We hold:", "\u2022 names", "\u2022 marks"],
        ),
        ("Email a@b.example. Ring us.", ["Email a@b.example.", "Ring us."]),
    ],
)
def test_text_is_split_into_sentences(text, sentences):
    assert [words for _, words in sentences_in(text)] == sentences


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("reviewed 1st september 2023", date(2023, 9, 1)),
        ("september 2023", date(2023, 9, 30)),
        ("policy v1.0 may 2018", date(2018, 5, 31)),
        ("on 14/09/2026", date(2026, 9, 14)),
        ("2026-02-05", date(2026, 2, 5)),
        ("the education act 2002", None),
    ],
)
def test_days_are_read_as_people_write_them(said, day):
    assert next((found for _, found in days_in(said)), None) == day


def test_headers_and_footers_stand_under_no_heading():
    blocks = [
        Block(kind="heading", text="Privacy notice", place=HERE, level=1),
        Block(kind="heading", text="Your rights", place=HERE, level=2),
        Block(kind="paragraph", text="May 2026", place=Place(margin="footer")),
    ]

    first, *_, last = text_of(blocks).sections
    assert (first.title, first.words, last.words) == ("", 2, 0)


def test_a_list_item_keeps_its_words_and_gains_those_before_the_list():
    blocks = [
        Block(kind="paragraph", text="You may:", place=HERE),
        Block(kind="item", text="object", place=HERE),
    ]

    _, item = text_of(blocks).sentences
    assert (item.text, item.plain) == ("object", "you may: object")


def test_what_stands_at_the_edge_of_each_page_is_read_first():
    blocks = [
        Block(kind="heading", text="Appendix", place=HERE, level=1),
        Block(kind="row", text="Notice | Page 1 of 2", place=HERE),
    ]

    assert [block.kind for block in text_of(blocks).blocks] == ["row", "heading"]


def test_a_list_of_contents_is_left_out_with_its_heading():
    document = """# Notice

## In this notice

- [Why](#why)
- [How long](#long)

## Why

We do.

## How long

## Whom

- Why
"""
    blocks = blocks_of(read_markdown(document).contents)
    titles = [one.title for one in text_of(blocks).sections]

    assert titles == ["Notice", "Why", "How long", "Whom"]
