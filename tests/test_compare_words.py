"""How two texts are laid side by side, and of which class a change of words is."""

from hypothesis import given
from hypothesis import strategies as st

from notices.compare.align import Run, aligned, runs, text_of
from notices.compare.grade import grade, look_here
from notices.compare.report import marked
from notices.compare.units import bare, units, words

PIECES = [*"ab Z.\n|*-#[]()_\\:;1\x02\x03é", "not ", "- ", "  ", "| ", "\n\n", ". A"]
TEXT = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


def laid(old: str, new: str):
    return aligned(tuple(units("", old)), tuple(units("", new)))


def both(old: str, new: str):
    """Return the marked words of two texts, all of them."""
    return tuple(run for pair in laid(old, new) for run in pair.runs)


@given(TEXT)
def test_no_letter_is_lost_when_text_is_cut(text):
    assert "".join(unit.text for unit in units("", text)) == text
    assert "".join(words(text)) == text


@given(TEXT, TEXT)
def test_keeping_what_came_in_gives_the_new_text_and_the_reverse_the_old(old, new):
    assert text_of(both(old, new), "new") == new
    assert text_of(both(old, new), "old") == old
    assert text_of(runs(old, new), "new") == new
    assert text_of(runs(old, new), "old") == old


@given(TEXT)
def test_a_text_and_itself_differ_in_nothing(text):
    assert all(run.kept == "same" for run in both(text, text))


@given(TEXT, TEXT)
def test_what_is_layout_only_reads_the_same(old, new):
    found = both(old, new)
    if any(run.kept != "same" for run in found) and grade(found) == "layout":
        assert bare(old) == bare(new)


def test_sentences_are_aligned_before_words_are():
    old = "We keep it.\nWe do not sell it.\nAsk us.\n"
    new = "We keep it.\nNobody else sees it.\nWe never sell it.\nAsk us.\n"

    assert marked(both(old, new)) == (
        "We keep it.\n{+Nobody else sees it.+}\n"
        "We [-do not-]{+never+} sell it.\nAsk us."
    )


def test_a_list_keeps_its_items_whole():
    old = "- the council, to plan\n- Ofsted, to inspect\n"
    new = "- the council, to plan\n- NHS England, for health\n- Ofsted, to inspect\n"

    assert [pair.new.text for pair in laid(old, new) if not pair.is_same] == [
        "- NHS England, for health\n"
    ]


def test_a_row_stays_a_row_and_its_phrases_whole():
    old = "| Ofsted | to inspect schools; to write reports |\n"
    new = "| Ofsted | to inspect schools; to advise; to write reports |\n"

    (pair,) = laid(old, new)
    assert marked(pair.runs) == (
        "| Ofsted | to inspect schools; {+to advise; +}to write reports |"
    )


def test_further_lines_of_an_item_belong_to_it():
    text = "- **What:** one.\n  Two.\n- **Why:** three.\n"

    assert [unit.text for unit in units("", text)] == [
        "- **What:** one.\n  Two.\n",
        "- **Why:** three.\n",
    ]


def test_spaces_line_breaks_and_marks_are_layout():
    same = [
        ("One. Two.\n", "One.\nTwo.\n"),
        ("One.\nTwo.\n", "One.\n\nTwo.\n"),
        ("*Not* so.\n", "**Not** so.\n"),
        ("- a thing\n", "* a thing\n"),
    ]

    assert {grade(both(old, new)) for old, new in same} == {"layout"}


def test_a_link_that_leads_elsewhere_is_wording_to_look_at():
    found = both("See [it](https://a.example/).\n", "See [it](https://b.example/).\n")

    assert grade(found) == "wording"
    assert look_here(found) == ("a link",)


def test_what_may_turn_the_meaning_is_to_be_looked_at():
    cases = {
        "We do not sell it.": ("We do sell it.", "a negation"),
        "We may tell the police.": ("We tell the police.", "what must or may be"),
        "Within 30 days.": ("Within 60 days.", "a number"),
        "By 1 May we say so.": ("By 1 June we say so.", "a date"),
        "The Department for Education sees it.": (
            "The Department of Health sees it.",
            "a name",
        ),
        "You have a right to it.": ("You have a way to it.", "a right or a duty"),
    }

    for old, (new, why) in cases.items():
        assert why in look_here(runs(old, new)), old


def test_a_plain_word_is_wording_and_nothing_to_look_at():
    found = runs("It helps us to teach well.", "It helps us to teach properly.")

    assert found == (
        Run("same", "It helps us to teach "),
        Run("out", "well"),
        Run("in", "properly"),
        Run("same", "."),
    )
    assert grade(found) == "wording"
    assert look_here(found) == ()


def test_the_first_word_of_a_sentence_is_no_name():
    assert look_here(runs("- **What:** Pens. ", "- **What:** Books. ")) == ()
