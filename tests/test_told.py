"""Every passage knows the facts behind it, whatever a template makes of their words."""

from dataclasses import replace
from pathlib import Path

import pytest

from notices.check.cheap import cheap
from notices.check.load import load_rulebook
from notices.compare.estate import Between, Subject, compare
from notices.compare.seen import seen
from notices.compose import Choices, compose
from notices.compose.editions import EDITIONS, fitting
from notices.compose.filters import FILTERS
from notices.compose.notice import Fact
from notices.compose.record import Record
from notices.compose.told import Told
from notices.compose.wording import render, shipped_templates
from tests.conftest import EXAMPLES, TODAY

ONE = Fact(key="sharings/one", file="one.toml", line=1)
TWO = Fact(key="sharings/two", file="two.toml", line=2)
CONTEXT = {
    "one": Told("first words\nmore words", ONE),
    "both": (Told("first words", ONE), Told("Second words", TWO)),
    "alike": (Told("same words", ONE), Told("same words", TWO)),
    "plain": "a * star",
}
OURS = {
    "{{ one|indented }}": "first words\n  more words",
    "{{ one|oneline }}": "first words more words",
    "{{ one|lowerfirst }}": "first words\nmore words",
    "{{ one|upperfirst }}": "First words\nmore words",
    "{{ both|listed }}": "first words and Second words",
    "{{ both|together }}": "first words and second words",
    "{{ both|andmore }}": "first words, and more",
    "{% for text in alike|unique %}{{ text }}{% endfor %}": "same words",
}
"""What a template prints with each filter of ours, and what it then says."""
OF_JINJA = {
    "{{ one.splitlines()[0] }}": "first words",
    "{{ one|upper }}": "FIRST WORDS\nMORE WORDS",
    "{{ one|replace('words', 'sentences') }}": "first sentences\nmore sentences",
    "{{ one|trim|capitalize }}": "First words\nmore words",
    "{{ one|truncate(5, True, '', 0) }}": "first",
    "{{ one[:5] }}": "first",
    "{{ one + '.' }}": "first words\nmore words.",
    "{{ 'And ' ~ one }}": "And first words\nmore words",
    "{{ both|join('; ') }}": "first words; Second words",
    "{{ both|map('upperfirst')|join(' ') }}": "First words Second words",
    "{{ (both|first)|lower }}": "first words",
    "{% set said = one|oneline %}{{ said }}": "first words more words",
}


@pytest.fixture
def section(tmp_path):
    """Return a function that renders one section of a template."""

    def rendered(body: str, *, marked: bool = False):
        text = f'{{% section "it", "It", "front" %}}{body}{{% endsection %}}'
        (tmp_path / "it.md.j2").write_text(text, encoding="utf-8")
        parts = frozenset({"front"})
        record = Record(parts=parts, folders=(tmp_path,), marked=marked)
        render("it.md.j2", CONTEXT, record)
        (found,) = record.sections
        return found

    return rendered


def said(section) -> str:
    return "\n\n".join(block.markdown for block in section.blocks)


def test_each_filter_of_ours_is_looked_at():
    assert all(any(f"|{name} " in body for body in OURS) for name in FILTERS)


@pytest.mark.parametrize("body", [*OURS, *OF_JINJA])
def test_what_is_made_of_a_text_tells_its_facts(section, body):
    found = section(body)
    is_of_both = "both|first" not in body and ("both" in body or "alike" in body)

    assert said(found) == {**OURS, **OF_JINJA}[body]
    assert found.told == ((ONE, TWO) if is_of_both else (ONE,))
    assert f"\x0e={ONE.key}\x0f" in said(section(body, marked=True))


@pytest.mark.parametrize(
    "body", ["{% if one %}yes{% endif %}", "{{ one|length }}", "{{ both|length }}"]
)
def test_what_is_only_asked_after_is_not_told(section, body):
    assert section(body).told == ()


def test_filters_make_plain_text_safe(section):
    for name in ("oneline", "lowerfirst", "upperfirst", "indented"):
        assert said(section(f"{{{{ plain|{name} }}}}")).lower() == r"a \* star"


OWN = """
[[purposes]]
key = "garden"
title = "The QQ1 garden"
says = "We use QQ2 names."
article-6 = ["6(1)(e)"]
data = ["identity"]
because = "It is QQ3 work."

[[sharings]]
key = "youth"
title = "Local QQ4 work"
to = "Hill QQ5 Club"
data = ["identity"]
says = "We give QQ6 names to the Connexions service. [insert name]"
says-short = "to plan QQ7 work"
why = "They plan QQ8 work. [insert reason]"
choice = "You can ask QQ9 us. [insert how]"
law = "Law QQ10 of ours"

[[retention]]
key = "photos"
title = "Our QQ11 photographs"
says = "We keep QQ12 them. [insert period]"

[[transfers]]
to = "Far QQ13 away"
what = "Some QQ14 names"
safeguard = "Some QQ15 rules"

[[automated-decisions]]
what = "Which QQ16 bus"
how = "By QQ17 distance"
means = "A QQ18 seat"
safeguards = "A QQ19 person looks"

[sections.complaining]
before = "Before QQ20 it."
after = "After QQ21 it."
"""


@pytest.fixture
def own(tmp_path, load):
    """An organisation that says all that it can in its own words."""
    shipped = (EXAMPLES / "ashfield-nursery.toml").read_text(encoding="utf-8")
    path = tmp_path / "own.toml"
    for use in ("transfers-outside-uk ", "automated-decisions  "):
        shipped = shipped.replace(f"{use}= false\n", "")
    path.write_text(f"{shipped}\n{OWN}", encoding="utf-8")
    return load(path)


@pytest.mark.parametrize("edition", EDITIONS)
def test_what_a_profile_says_is_told_wherever_it_is_printed(catalogue, own, edition):
    choices = Choices(edition=edition, draft=True)
    notice = compose(catalogue, own, "pupils", TODAY, choices)
    values = " ".join(fact.value for one in notice.sections for fact in one.told)
    printed = " ".join(map(said, notice.sections))
    words = [f"QQ{number} " for number in range(1, 22)]

    assert [one for one in words if one in printed and one not in values] == []
    assert edition != "full" or all(one in printed for one in words)


@pytest.mark.parametrize("edition", ["full", "ages-12-15", "ages-16-plus"])
def test_own_words_are_checked_in_every_edition_that_prints_them(
    catalogue, own, edition
):
    profile = own.profile.sharings[0]
    youth = profile.model_copy(update={"says_short": "to plan [insert work]"})
    changed = own.profile.model_copy(update={"sharings": (youth,)})
    notice = compose(
        catalogue,
        replace(own, profile=changed),
        "pupils",
        TODAY,
        Choices(edition=edition, draft=True),
    )

    assert any("FM-03" in one for one in cheap(notice, load_rulebook(catalogue)))


def test_own_words_in_a_list_or_a_cell_are_checked(catalogue, own):
    book = load_rulebook(catalogue)
    notice = compose(catalogue, own, "pupils", TODAY, Choices(draft=True))

    (blank, body) = (one for one in cheap(notice, book) if one[:2] in {"FM", "RN"})
    assert blank.startswith("FM-03 Something was never filled in.")
    assert body.startswith("RN-01 It names a body that is no more. Connexions:")


def test_a_single_word_is_checked_too(catalogue, own):
    sharing = own.profile.sharings[0].model_copy(update={"to": "Connexions"})
    profile = own.profile.model_copy(update={"sharings": (sharing,)})
    notice = compose(
        catalogue, replace(own, profile=profile), "pupils", TODAY, Choices(draft=True)
    )

    found = " ".join(cheap(notice, load_rulebook(catalogue)))
    assert 'It says: "Connexions"' in found


def changed(old, new, catalogue):
    subject = Subject(
        kind=old.name,
        members=("it",),
        old=lambda: seen(old),
        new=lambda: seen(new),
        why_not=lambda _: "",
    )
    between = Between(old="old", new="new", on=TODAY, catalogue=catalogue)
    return compare([subject], between)


@pytest.mark.parametrize("name", ["byker-primary", "kenton-school"])
def test_a_sharing_that_is_dropped_is_material_in_every_edition(
    catalogue, example, name
):
    organisation = example(name)
    kinds = fitting(organisation, "pupils", EDITIONS, shipped_templates())

    def composed(law):
        return {
            edition: compose(
                law, organisation, "pupils", TODAY, Choices(edition=edition)
            )
            for edition in kinds
        }

    whole = composed(catalogue)
    told = [one.key for one in whole["full"].matters if one.kind == "sharings"]
    for key in told:
        rest = {one: what for one, what in catalogue.sharings.items() if one != key}
        for edition, notice in composed(replace(catalogue, sharings=rest)).items():
            found = changed(whole[edition], notice, catalogue)
            assert found.has("material") or not found.changes, (key, edition)


def test_an_own_entry_that_is_dropped_is_told_once_in_every_edition(
    catalogue, own, load, tmp_path
):
    path = Path(tmp_path / "less.toml")
    text = (tmp_path / "own.toml").read_text(encoding="utf-8")
    begins = text.index('[[sharings]]\nkey = "youth"')
    path.write_text(
        text[:begins] + text[text.index('[[retention]]\nkey = "photos"') :],
        encoding="utf-8",
    )
    for edition in ("full", "ages-12-15"):
        choices = Choices(edition=edition, draft=True)
        notices = (
            compose(catalogue, one, "pupils", TODAY, choices)
            for one in (own, load(path))
        )
        found = changed(*notices, catalogue)
        assert [one.what.name for one in found.facts] == ["own-sharings/youth"]
