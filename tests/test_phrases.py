"""Phrases as a policy team writes them."""

import pytest

from notices.check.phrases import PhraseError, compiled

LISTS = {"us": ["us", "the (school|trust)"]}


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("complain to us", "you can complain to us.", True),
        ("complain to us", "complaints to us", False),
        ("complain* to us", "a complaint to us", True),
        ("*ing to", "we rely on it, growing to three", True),
        ("(see|view) it", "view it", True),
        ("(see|view) it", "see everything", False),
        ("[data] controller", "the controller", True),
        ("data [protection] officer", "data officer", True),
        ("data [protection] officer", "data-protection officer", True),
        ("tell ... school", "tell us, or the school", True),
        ("tell ... school", f"tell {'a ' * 11}school", False),
        ("tell ... ... school", f"tell {'a ' * 11}school", True),
        ("complain to <us>", "complain to the trust", True),
        ("complain to <us>", "complain to the council", False),
        ("6 1 e", "article 6(1)(e)", True),
        ("child s", "the child's", True),
    ],
)
def test_a_phrase_is_found_where_it_stands(phrase, text, found):
    compiled_phrase = compiled(phrase, LISTS)

    assert bool(compiled_phrase.pattern.search(text)) is found
    if found:
        assert any(anchor in text for anchor in compiled_phrase.anchors)


@pytest.mark.parametrize(
    ("phrase", "why"),
    [
        ("we (never share", "a bracket opens and never closes"),
        ("we never) share", "a bracket closes that never opened"),
        ("say <nothing>", "there is no such list of words"),
        ("we ,", "a word has letters or digits"),
        ("(a|)", "nothing stands in a place"),
        ("[perhaps]", "it names no word that must stand"),
    ],
)
def test_a_phrase_that_cannot_be_read_says_why(phrase, why):
    with pytest.raises(PhraseError, match=why):
        compiled(phrase, LISTS)
