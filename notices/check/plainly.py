"""Plain English: how long sentences and sections are, and which words they use.

Citations, titles of laws and names of bodies are left out of every count: the law
chose them.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from notices.catalogue import Catalogue
from notices.check.findings import Quote, shortened
from notices.check.looking import Hit, Look, quoted, quotes_of
from notices.check.sentences import straight
from notices.check.text import Sentence, Text
from notices.reading import Block

LONG = 25
"""Words; the sentences of a notice are shorter."""
VERY_LONG = 45
_TOO_MANY = 0.25
"""Which part of all sentences may be long."""
_FEW = 6
"""With fewer sentences a part says nothing."""
_SECTION = 400
"""Words under one heading, before somebody gets lost."""

_CITATION = re.compile(
    r"\((?:[^()]*\b(?:art(?:icle)?s?|section|sch(?:edule)?|reg(?:ulation)?s?|para(?:"
    r"graph)?s?|s)\.? ?\d[^()]*(?:\([^()]*\)[^()]*)*)\)"
    r"|\b(?:articles?|sections?|schedules?|regulations?|paragraphs?) "
    r"\d+\w*(?:\(\w+\))*(?:(?:,| and| to) \d+\w*(?:\(\w+\))*)*"
    r"|https?://\S+|(?<![\w.+-])[\w.+-]+@[\w.-]+",
    re.IGNORECASE,
)
_LAW = re.compile(
    r"(?:(?<![\w'-])[A-Z][\w'-]*|of|and|the|for|\([A-Z][^()]*\)|etc\.?|,)"
    r"(?: (?:[A-Z][\w'-]*|of|and|the|for|\([A-Z][^()]*\)|etc\.?)){0,24}"
    r" (?:Act|Regulations|Order|Rules) (?:19|20)\d\d"
)
"""The title of a law; no longer one, or a text in capitals would take minutes."""
_SHORT_FORM = re.compile(r"(?<![\w.@/-])[A-Z][A-Za-z]?[A-Z]{1,4}s?(?![\w@])")
_GIVEN = (
    r"[\"'(\[]{{1,2}}(?:the |or |now |also )?{0}s?[\"')\]]"
    r"|\b{0}s? ?(?:\(|=|means|stands for|is short for|- )"
)
"""Where an abbreviation is explained: in brackets after its words, or before them."""
_SMALL = r"(?:and|of|the|for|to|in|on|s)"
_PAIR = 2


def long_sentences(look: Look) -> Iterator[Hit]:
    """Yield a hit if too many sentences are long."""
    counted = _counted(look.text, look.book.catalogue)
    long = [(number, words) for number, words in counted if words > LONG]
    if len(counted) >= _FEW and len(long) > _TOO_MANY * len(counted):
        worst = sorted(long, key=lambda one: -one[1])[:3]
        share = round(100 * len(long) / len(counted))
        yield Hit(
            quotes=quotes_of(look.text, (number for number, _ in worst)),
            detail=f"{share} of 100 sentences have more than {LONG} words.",
        )


def very_long_sentences(look: Look) -> Iterator[Hit]:
    """Yield a hit for sentences that nobody can follow."""
    counted = _counted(look.text, look.book.catalogue)
    found = [(number, words) for number, words in counted if words > VERY_LONG]
    if found:
        most = max(words for _, words in found)
        yield Hit(
            quotes=quotes_of(look.text, (number for number, _ in found)),
            detail=f"The longest has {most} words.",
        )


def long_sections(look: Look) -> Iterator[Hit]:
    """Yield a hit for sections that go on without a heading."""
    text = look.text
    counted = [
        (one, _running(text.blocks[one.block : one.last])) for one in text.sections
    ]
    quotes = tuple(
        Quote(
            text=f"{shortened(one.title) or 'Before the first heading'}: {words} words",
            place=one.place,
        )
        for one, words in counted
        if words > _SECTION
    )
    if quotes:
        yield Hit(quotes=quotes)


def _running(blocks: tuple[Block, ...]) -> int:
    """Return how many words of running text there are; lists can be looked over."""
    return sum(len(one.text.split()) for one in blocks if one.kind == "paragraph")


def words_to_avoid(look: Look) -> Iterator[Hit]:
    """Yield a hit that lists words for which there are plainer ones."""
    said, numbers = [], []
    for _, instead, phrase in look.book.avoid:
        found = look.text.matches((phrase,))
        if found:
            numbers += found
            better = f', say "{instead}"' if instead else ", leave it out"
            standing = phrase.pattern.search(look.text.sentences[found[0]].plain)
            said.append(f'"{standing[0] if standing else ""}"{better}')
    if said:
        yield Hit(
            quotes=quotes_of(look.text, sorted(set(numbers))),
            detail=f"{'; '.join(said)}.",
        )


def unexplained(look: Look) -> Iterator[Hit]:
    """Yield a hit that lists abbreviations whose words stand nowhere."""
    written = straight(
        " ".join(one.text for one in look.text.sentences if not one.text.isupper())
    )
    short = dict.fromkeys(
        match[0].removesuffix("s") for match in _SHORT_FORM.finditer(written)
    )
    missing = [
        one
        for one in short
        if one not in look.book.abbreviations
        and one not in _short_names(look.book.catalogue)
        and not re.search(_GIVEN.format(re.escape(one)), written)
        and not _is_spelt(one, written)
        and not _is_shouted(one, written)
    ]
    quotes = tuple(_first(look.text, one) for one in missing)
    found = tuple(quote for quote in quotes if quote is not None)
    if found:
        yield Hit(quotes=found, detail=f"{', '.join(missing)}.")


@lru_cache(maxsize=4)
def _short_names(catalogue: Catalogue) -> frozenset[str]:
    """Return names of bodies that are abbreviations themselves, such as UCAS."""
    names = (
        found.entry.name for body in catalogue.bodies.values() for found in body.entries
    )
    return frozenset(name for name in names if name.isupper())


def _is_spelt(short: str, written: str) -> bool:
    """Say whether words with these initials stand somewhere, brackets or not.

    Two letters begin too many pairs of words to tell anything.
    """
    if len(short) <= _PAIR:
        return False
    words = rf"\W+(?:{_SMALL}\W+)*".join(rf"{re.escape(one)}\w+" for one in short)
    return re.search(rf"\b{words}", written, re.IGNORECASE) is not None


def _is_shouted(word: str, written: str) -> bool:
    """Say whether a word in capitals is an ordinary word said loudly."""
    return (
        re.search(rf"\b(?:{word.lower()}|{word.capitalize()})\b", written) is not None
    )


def _first(text: Text, short: str) -> Quote | None:
    stands = re.compile(rf"(?<!\w){re.escape(short)}s?(?!\w)")
    found = (
        one
        for number in sorted(text.holding(short.lower()))
        if stands.search((one := text.sentences[number]).text)
    )
    return next((quoted(one) for one in found), None)


@lru_cache(maxsize=1)
def _counted(text: Text, catalogue: Catalogue) -> list[tuple[int, int]]:
    """Return each sentence of running text with its words, as far as they count.

    Two rules ask this of one text after another.
    """
    names = _names(catalogue)
    return [
        (number, _words(sentence, names))
        for number, sentence in enumerate(text.sentences)
        if sentence.kind in {"paragraph", "item"}
    ]


def _words(sentence: Sentence, names: re.Pattern[str]) -> int:
    if len(sentence.text.split()) <= LONG:
        return len(sentence.text.split())
    said = _CITATION.sub(" ", straight(sentence.text))
    said = names.sub("Name", _LAW.sub("Law", said))
    return max((len(part.split()) for part in re.split(r"[:;]", said)), default=0)


@lru_cache(maxsize=4)
def _names(catalogue: Catalogue) -> re.Pattern[str]:
    """Return a pattern of the names of bodies that have more than two words."""
    names = {
        found.entry.name
        for body in catalogue.bodies.values()
        for found in body.entries
        if not found.entry.generic and len(found.entry.name.split()) > 2
    }
    longest = sorted(names, key=lambda name: (-len(name), name))
    return re.compile("|".join(map(re.escape, longest)))
