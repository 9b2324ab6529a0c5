"""Cut text into what is compared: sentences, items and rows, and the words in them.

Nothing is lost: the pieces, joined, are the text again.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

_LINE = re.compile(r"[^\n]*\n+|[^\n]+$")
_SENTENCE_END = re.compile(r"(?<=[.?:])[ ]+(?=[A-Z*\[\"])")
_ITEM = re.compile(r"\s*([-*+]|\d+[.)])\s")
_ABBREVIATED = re.compile(r"\b(?:e\.g|i\.e|etc|Mr|Mrs|Ms|Dr|St|No|Art|v)\.$")
_WORD = re.compile(
    r"\x02[^\x03]*\x03"  # a particular that is masked
    r"|(?:https?://|www\.)[^\s<>()\[\]|]+|[\w.+\\-]+@[\w.-]*\w"  # an address
    r"|\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)"  # the address of a link
    r"|<[^\s<>]+>"  # an address that is printed
    r"|\s+"
    r"|\w+(?:['\u2019.-]\w+)*"  # also don't, 164A, sub-contractor, 1.2
    r"|\*+|\\?[^\w\s]"
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence, a list item, a heading or a row of a table."""

    block: str
    """The key of the block that it stands in; "" for running text."""
    text: str
    """As it stands, with the line breaks after it."""

    @property
    def is_listed(self) -> bool:
        """Say whether it is an item of a list or a row of a table."""
        return self.text.startswith("|") or bool(_ITEM.match(self.text))


def units(block: str, markdown: str) -> Iterator[Unit]:
    """Yield the units of a block; a list item keeps its further lines."""
    item = ""
    for line in _LINE.findall(markdown):
        if item and line.startswith("  "):
            item += line
            continue
        if item:
            yield Unit(block, item)
            item = ""
        if _ITEM.match(line):
            item = line
        elif line.startswith("|"):
            yield Unit(block, line)
        else:
            for sentence in _sentences(line):
                yield Unit(block, sentence)
    if item:
        yield Unit(block, item)


def _sentences(line: str) -> Iterator[str]:
    cuts = [0]
    for space in _SENTENCE_END.finditer(line):
        if not _ABBREVIATED.search(line, cuts[-1], space.start()):
            cuts.append(space.end())
    for begins, ends in pairwise([*cuts, len(line)]):
        yield line[begins:ends]


def words(text: str) -> list[str]:
    """Cut a unit into words, spaces and marks; of a table's row, into phrases.

    >>> words("Ask us.")
    ['Ask', ' ', 'us', '.']
    >>> words("| Ofsted | to inspect; to report |")
    ['| ', 'Ofsted', ' | ', 'to inspect', '; ', 'to report', ' |']
    """
    if text.startswith("|"):
        return [piece for piece in re.split(r"(\s*\|\s*|;\s+)", text) if piece]
    return _WORD.findall(text)


def bare(text: str) -> str:
    """Return the words alone: no spaces at line ends, no marks of Markdown.

    Two texts that are bare the same differ in layout only.
    """
    plain = re.sub(r"^\s*(?:[-*+>]|#+|\d+[.)])\s+", "", text, flags=re.MULTILINE)
    plain = re.sub(r"\|(?:\s*:?-+:?\s*\|)+", "", plain)
    plain = re.sub(
        r"[*`|]|\\(?=[^\w\s])|(?<![^\W_])(?<!\\)_|(?<!\\)_(?![^\W_])", "", plain
    )
    return " ".join(plain.split())
