"""Looking for phrases: what a notice must say, and what it must not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from notices.check.findings import Quote, State, shortened
from notices.check.phrases import Phrase
from notices.check.rulebook import Ready, Rulebook
from notices.check.text import Sentence, Text
from notices.vocabulary.rules import Kind

Phrases = tuple[Phrase, ...]

_THIN = 4
"""A heading with fewer words under it says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a document is checked for: a day, and what somebody knows of it."""

    on: date
    notice: str = ""
    """Which notice it is; "" if nobody said and no title tells."""
    kind: Kind | Literal[""] = ""
    """Whose it is; "" if nobody said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Whether a document says something, and where."""

    state: State
    quote: Quote | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Something that a rule does not want, with what to say of it besides its title."""

    quotes: tuple[Quote, ...]
    detail: str = ""
    weak: bool = False
    """It only may be so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a rule has to look with."""

    ready: Ready
    text: Text
    context: Context
    book: Rulebook


def quoted(sentence: Sentence) -> Quote:
    """Return a sentence as it is quoted."""
    return Quote(text=shortened(sentence.text), place=sentence.place)


def quotes_of(text: Text, numbers: Iterable[int]) -> tuple[Quote, ...]:
    """Return the quotes of some sentences, each of them once."""
    return tuple(dict.fromkeys(quoted(text.sentences[number]) for number in numbers))


def is_asked(ready: Ready, text: Text) -> bool:
    """Say whether what a rule hangs on stands in the text; None hangs on nothing."""
    return not ready.when or bool(_kept(text, ready.when, ready.when_not))


def must_say(look: Look) -> Answer | None:
    """Return whether the text says what it must; None if nothing asks for it."""
    ready, text = look.ready, look.text
    if not is_asked(ready, text):
        return None
    said = _told(text, _said(look))
    weak = {*text.matches(ready.only_hints)} if said else set()
    says = [number for number in said if number not in weak]
    too = not ready.says_too or _kept(text, ready.says_too, ())
    if says and too:
        return Answer(state="found", quote=quoted(_best(text, says)))
    hints = said or _told(text, _kept(text, ready.hints, ready.says_not))
    if hints:
        return Answer(state="look here", quote=quoted(_best(text, hints)))
    return Answer(state="not found")


def said_beside(look: Look) -> Answer | None:
    """Return whether the sections that a rule hangs on say all that they must.

    What another section says on another matter does not count.
    """
    ready, text = look.ready, look.text
    spoken = _kept(text, ready.when, ready.when_not)
    if not spoken:
        return None
    sections = {text.sentences[number].section for number in spoken}
    said, too = (
        [
            number
            for number in _kept(text, phrases, ready.says_not)
            if text.sentences[number].section in sections
        ]
        for phrases in (ready.says, ready.says_too)
    )
    if said and too:
        return Answer(state="found", quote=quoted(_best(text, said)))
    state: State = "look here" if said else "not found"
    return Answer(state=state, quote=quoted(_best(text, said or spoken)))


def must_not_say(look: Look) -> list[Hit]:
    """Return where the text says what it must not."""
    ready, text = look.ready, look.text
    says = _not_taken_back(look, _said(look))
    maybe = () if says else _kept(text, ready.hints, ready.says_not)
    hints = _not_taken_back(look, maybe)
    if not (says or hints) or not is_asked(ready, text):
        return []
    return [Hit(quotes=quotes_of(text, sorted(says or hints)), weak=not says)]


def _not_taken_back(look: Look, numbers: Sequence[int]) -> list[int]:
    """Leave out headings of sections that go on to say that it is not so."""
    text = look.text
    kept = {*numbers}
    taken_back = {
        text.sentences[number].section
        for number in text.matches(look.ready.says)
        if number not in kept
    }
    return [
        number
        for number in numbers
        if text.sentences[number].kind != "heading"
        or text.sentences[number].section not in taken_back
    ]


def _said(look: Look) -> list[int]:
    """Return the sentences that say it: by themselves, then under such a heading."""
    ready, text = look.ready, look.text
    says = _kept(text, ready.says, ready.says_not)
    if not ready.under:
        return says
    more = _kept(text, ready.says_under, ready.says_not)
    return [
        *says,
        *(one for one in more if one not in says and _stands_under(look, one)),
    ]


def _stands_under(look: Look, number: int) -> bool:
    """Say whether a heading over a sentence, or what its block opens with, fits."""
    text, sentence = look.text, look.text.sentences[number]
    if sentence.kind == "heading":
        return False
    over = [text.sections[one].plain for one in text.sections_of(number)]
    return any(
        phrase.pattern.search(head)
        for head in (sentence.opening, *over)
        for phrase in look.ready.under
    )


def _kept(text: Text, phrases: Phrases, but: Phrases) -> list[int]:
    """Return the sentences that one of *phrases* stands in, and none of *but*."""
    found = text.matches(phrases)
    if not found or not but:
        return found
    return [
        number
        for number in found
        if not any(
            phrase.pattern.search(text.sentences[number].plain) for phrase in but
        )
    ]


def _told(text: Text, numbers: list[int]) -> list[int]:
    """Leave out headings under which nothing stands."""
    return [
        number
        for number in numbers
        if text.sentences[number].kind != "heading"
        or text.words_under(text.sentences[number].section) >= _THIN
    ]


def _best(text: Text, numbers: list[int]) -> Sentence:
    """Return the first that is no heading, or else the first."""
    found = [text.sentences[number] for number in numbers]
    return next((one for one in found if one.kind != "heading"), found[0])
