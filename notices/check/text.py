"""A document as sentences that rules can look through, each with its place.

Every sentence has a plain form: lower case, straight quotes, single spaces.  A list
item is read together with the words that introduce its list, because "you may" and
"object" may stand in different places.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from notices.check.phrases import Phrase
from notices.check.sentences import plain, sentences_in, straight
from notices.reading import Block, Kind, Place

_NUMBERING = re.compile(r"^(?:\(?[0-9ivx]{1,4}[.)]|[0-9]{1,2}(?:\.[0-9]{1,2})+\.?)\s+")
_EDGE = re.compile(r"\bpage \d+ of \d+\W*$", re.IGNORECASE)
_OPENS = re.compile(r"(?:[A-Z]\. )?[^.?!:|]+[.?!:|]")
_HEAD = 9
"""How many words stand like a heading at most."""
_CONTENTS = re.compile(r"[\s.\u2026]*\d{0,3}$")
_TOP, _SHORT = 8, 16
"""How many blocks the top of a document has, and how many words a line there."""
_LEAD = 40
"""How many words a paragraph that introduces a list has at most."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, heading, list item or row of a table."""

    text: str
    """As written, blanks collapsed."""
    plain: str
    """As rules look at it, with what introduces it."""
    kind: Kind
    place: Place
    section: int
    """Which of the sections it stands in; its heading included."""
    block: int
    opening: str
    """What its block opens with, as "Your rights." or "Rights:" do."""
    lead: int = 0
    """How many characters of the plain form are the words that introduce its list."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, and how many words stand under it before the next one."""

    title: str
    plain: str
    level: int
    place: Place
    words: int
    block: int
    last: int
    """The block after its last one."""


@dataclass(frozen=True, eq=False)
class Text:
    """The sentences of a document, and an index to find words in them fast."""

    title: str
    sentences: tuple[Sentence, ...]
    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]
    _found: dict[str, frozenset[int]] = field(default_factory=dict)

    @cached_property
    def words(self) -> int:
        """Return how many words the document has."""
        return sum(len(block.text.split()) for block in self.blocks)

    @cached_property
    def written(self) -> str:
        """Return all of it as one text, with straight quotes."""
        return straight(" ".join(block.text for block in self.blocks))

    @cached_property
    def _whole(self) -> str:
        return "\n".join(sentence.plain for sentence in self.sentences)

    @cached_property
    def _starts(self) -> list[int]:
        starts, at = [], 0
        for sentence in self.sentences:
            starts.append(at)
            at += len(sentence.plain) + 1
        return starts

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """Return the plain lines that may say what the document is: title, top."""
        top = [
            block.text
            for block in self.blocks[:_TOP]
            if block.kind == "heading" or len(block.text.split()) <= _SHORT
        ]
        return tuple(plain(line) for line in (self.title, *top))

    def holding(self, word: str) -> frozenset[int]:
        """Return the numbers of the sentences in which *word* stands."""
        if word not in self._found:
            self._found[word] = frozenset(self._holding(word))
        return self._found[word]

    def _holding(self, word: str) -> Iterator[int]:
        at = self._whole.find(word)
        while at >= 0:
            number = bisect_right(self._starts, at) - 1
            yield number
            after = number + 1
            if after == len(self._starts):
                return
            at = self._whole.find(word, self._starts[after])

    def matches(self, phrases: Iterable[Phrase]) -> list[int]:
        """Return the numbers of the sentences in which one of *phrases* stands."""
        numbers: set[int] = set()
        for phrase in phrases:
            for anchor in phrase.anchors:
                numbers.update(
                    number
                    for number in self.holding(anchor)
                    if number not in numbers and _stands(phrase, self.sentences[number])
                )
        return sorted(numbers)

    def sections_of(self, number: int) -> set[int]:
        """Return the section of a sentence, and those that it is a part of."""
        at = self.sentences[number].section
        found, level = {at}, self.sections[at].level
        while at and level > 1:
            at -= 1
            if 0 < self.sections[at].level < level:
                level = self.sections[at].level
                found.add(at)
        return found

    def words_under(self, section: int) -> int:
        """Return how many words stand under a heading and the headings below it."""
        level = self.sections[section].level
        words = self.sections[section].words
        for below in self.sections[section + 1 :]:
            if below.level <= level:
                break
            words += below.words
        return words

    def with_before(self, number: int) -> str:
        """Return the plain text of a sentence and of the one before it."""
        near = self.sentences[max(0, number - 1) : number + 1]
        return " ".join(sentence.plain for sentence in near)


def _stands(phrase: Phrase, sentence: Sentence) -> bool:
    """Say whether a phrase stands in a sentence, not in its list's lead alone.

    The lead is a sentence of its own; else each item would say what it says.
    """
    if not sentence.lead:
        return phrase.pattern.search(sentence.plain) is not None
    found = phrase.pattern.finditer(sentence.plain)
    return any(match.end() > sentence.lead for match in found)


def text_of(blocks: Iterable[Block], *, title: str = "") -> Text:
    """Return the sentences of a document's blocks; a contents list is left out."""
    kept = tuple(_without_contents(_in_order(_cleaned(block) for block in blocks)))
    sections = tuple(_sections(kept))
    return Text(
        title=title or next((one.title for one in sections if one.title), ""),
        sentences=tuple(_sentences(kept, [one.block for one in sections])),
        sections=sections,
        blocks=kept,
    )


def _in_order(blocks: Iterable[Block]) -> list[Block]:
    """Put what stands at the edge of every page first: it belongs under no heading.

    A reader gives it after the rest: of a PDF with the page where it stood first.
    """
    edge: list[Block] = []
    rest: list[Block] = []
    page = 0
    for block in blocks:
        here = block.place.page or 0
        page = max(page, here)
        is_edge = (
            here < page
            or block.place.margin is not None
            or _EDGE.search(block.text) is not None
        )
        (edge if is_edge else rest).append(block)
    return [*edge, *rest]


def _cleaned(block: Block) -> Block:
    if block.kind != "heading":
        return block
    return replace(block, text=_NUMBERING.sub("", block.text))


def _without_contents(blocks: list[Block]) -> Iterator[Block]:
    """Yield all blocks but a list of contents: its entries, and its heading.

    An entry says what a later heading says, with or without the number of a page.
    """
    headings = {plain(block.text) for block in blocks if block.kind == "heading"}

    def is_entry(block: Block) -> bool:
        said = plain(_NUMBERING.sub("", block.text))
        return block.kind != "heading" and _CONTENTS.sub("", said) in headings

    entries = [is_entry(block) for block in blocks]
    for at, block in enumerate(blocks):
        heads_them = block.kind == "heading" and entries[at + 1 : at + 3] == [True] * 2
        if not (entries[at] or heads_them):
            yield block


def _sections(blocks: tuple[Block, ...]) -> Iterator[Section]:
    """Yield what stands before the first heading, and then each heading's section."""
    starts = [at for at, block in enumerate(blocks) if block.kind == "heading"]
    for begin, end in zip([0, *starts], [*starts, len(blocks)], strict=True):
        head = blocks[begin] if begin < len(blocks) else None
        if head is None:
            continue
        titled = head.kind == "heading" and begin in starts
        body = blocks[begin + 1 : end] if titled else blocks[begin:end]
        if titled and begin == end:  # the stretch before a heading that comes first
            continue
        yield Section(
            title=head.text if titled else "",
            plain=plain(head.text) if titled else "",
            level=head.level if titled else 0,
            place=head.place,
            words=sum(len(block.text.split()) for block in body),
            block=begin,
            last=end,
        )


def _sentences(blocks: tuple[Block, ...], starts: list[int]) -> Iterator[Sentence]:
    lead = ""
    for number, block in enumerate(blocks):
        section = bisect_right(starts, number) - 1
        opening = _opening(block)
        if block.kind not in {"item", "row"}:
            lead = _lead(block)
        whole = [(0, block.text)] if block.kind == "row" else sentences_in(block.text)
        for offset, words in whole:
            said = plain(words)
            introduced = lead if block.kind == "item" and offset == 0 else ""
            yield Sentence(
                text=words,
                plain=f"{introduced} {said}".strip(),
                kind=block.kind,
                place=block.place_at(offset),
                section=section,
                block=number,
                opening=opening,
                lead=len(introduced),
            )


def _opening(block: Block) -> str:
    """Return the words that a block opens with, if they stand there like a heading."""
    found = _OPENS.match(_NUMBERING.sub("", block.text))
    return plain(found[0]) if found and len(found[0].split()) <= _HEAD else ""


def _lead(block: Block) -> str:
    """Return the words with which a block introduces a list, or ""."""
    said = [words for _, words in sentences_in(block.text)]
    if not said or len(said[-1].split()) > _LEAD:
        return ""
    introduces = block.kind == "heading" or not said[-1].endswith((".", "!"))
    return plain(said[-1]) if introduces else ""
