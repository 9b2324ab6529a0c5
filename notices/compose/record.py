"""What one rendering of a template marked: its sections, entries and passages."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import get_args

from notices.compose import marking
from notices.compose.notice import Block, Fact, Part, Passage, Section, Text
from notices.compose.raw_html import WHY_LOST, lost_in
from notices.errors import did_you_mean
from notices.templating import SHIPPED, Folders, MistakeError, icon_path, place_of
from notices.vocabulary.base import KEY

_LONGEST = 2_000_000
_PARTS: tuple[Part, ...] = get_args(Part)
_ENTRY = re.compile("\x02(\\d+)\x03")
_BLANK_LINES = re.compile(r"\n{3,}")
_SPACES = re.compile(r"[ \t]+\n")


Place = tuple[str, int]
"""Where a tag stands: the file of the template, and the line."""


@dataclass
class Record:
    """What one rendering marked.

    Sections of other parts than *parts* are not rendered, but taken from *given*.
    """

    parts: frozenset[Part]
    given: Mapping[str, Section] = field(default_factory=dict)
    folders: Folders = SHIPPED
    marked: bool = False
    """Leave marks of the fact that words tell before them."""
    asked: Collection[str] | None = None
    """Keys of the requirements that there are; None: any will do."""
    sections: list[Section] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    _section: str = ""
    _places: dict[str, Place] = field(default_factory=dict)
    """Where each section begins, by its key."""
    _entries: list[Block] = field(default_factory=list)
    _facts: list[dict[Text, Fact]] = field(default_factory=lambda: [{}])

    @property
    def rendered(self) -> tuple[Section, ...]:
        """Return the sections that were not given."""
        return tuple(one for one in self.sections if one.key not in self.given)

    def tell(self, fact: Fact) -> str:
        """Note that the passage being rendered tells *fact*; return a mark of it."""
        self._facts[-1].setdefault((fact.key, fact.text), fact)
        return marking.fact_mark(fact.key) if self.marked else ""

    @contextmanager
    def _gathering(self) -> Iterator[dict[Text, Fact]]:
        facts: dict[Text, Fact] = {}
        self._facts.append(facts)
        yield facts
        self._facts.pop()

    def section(self, empty: Section, place: Place, body: Callable[[], str]) -> str:
        """Record a section; one that says nothing is left out.

        Raises MistakeError for a key that cannot be one or is another's, for a part or
        an icon that there is not, for HTML that no page shows, and for far too much.
        """
        self._check(empty, place)
        key = empty.key
        if empty.part not in self.parts:
            if key in self.given:
                self.sections.append(self.given[key])
            return ""
        self._section, self._entries = key, []
        with self._gathering() as facts:
            blocks = tuple(_blocks(_short_enough(body()), self._entries))
        for what, mend in lost_in("\n\n".join(block.markdown for block in blocks)):
            raise MistakeError(what, why=WHY_LOST, mend=mend)
        if blocks:
            self.sections.append(
                replace(empty, blocks=blocks, facts=tuple(facts.values()))
            )
        return ""

    def _check(self, section: Section, place: Place) -> None:
        if section.icon:
            icon_path(section.icon, self.folders)
        if section.part not in _PARTS:
            otherwise = f"write one of {', '.join(_PARTS)}."
            raise MistakeError(
                f'there is no part "{section.part}" of a notice.',
                mend=did_you_mean(section.part, _PARTS, otherwise),
            )
        if not KEY.fullmatch(section.key):
            raise MistakeError(
                f'"{section.key}" cannot be the key of a section.',
                why="Its place on a page has this name, in addresses too.",
                mend="use small letters, digits and single hyphens.",
            )
        if section.key in self._places:
            first = self._places[section.key]
            name = f"{place_of(Path(first[0]), self.folders)}:{first[1]}"
            raise _twice(section.key, name, is_same=first == place)
        self._places[section.key] = place

    def entry(self, key: str, body: Callable[[], str]) -> str:
        """Record a block and leave its place in the text around it."""
        with self._gathering() as facts:
            text = tidy(_short_enough(body()))
        told = tuple(facts.values())
        self._entries.append(Block(key=key, markdown=text, facts=told))
        return f"\n\n\x02{len(self._entries) - 1}\x03\n\n"

    def requirement(self, key: str, body: Callable[[], str]) -> str:
        """Record a passage that meets a requirement, if it says anything.

        Raises MistakeError for a requirement that there is not.
        """
        if self.asked is not None and key not in self.asked:
            raise MistakeError(
                f'there is no requirement "{key}".',
                why="The build says which are met, so each is one of the data's.",
                mend=did_you_mean(key, self.asked, "see data/requirements.toml."),
            )
        text = body()
        words = _ENTRY.sub(lambda at: self._entries[int(at[1])].markdown, text)
        if words.strip():
            passage = Passage(
                requirement=key, section=self._section, markdown=tidy(words)
            )
            self.passages.append(passage)
        return text


def _twice(key: str, name: str, *, is_same: bool) -> MistakeError:
    """Return the mistake of a second section with the key of the one at *name*."""
    if is_same:
        what, mend = "is printed a second time", "include it once, and in no loop."
    else:
        what, mend = f"stands in {name} already", "give this one a key of its own."
    why = "Of two sections with one key, one would be lost."
    return MistakeError(f'the section "{key}" {what}.', why=why, mend=mend)


def _short_enough(text: str) -> str:
    if len(text) > _LONGEST:
        raise MistakeError(
            f"this prints more than {_LONGEST:,} letters.",
            why="The longest section of ours has a hundredth of them.",
            mend="print less.",
        )
    return text


def _blocks(text: str, entries: list[Block]) -> Iterator[Block]:
    """Split a section's text at the places of its entries."""
    for index, piece in enumerate(_ENTRY.split(text)):
        if index % 2:
            yield entries[int(piece)]
        elif words := tidy(piece):
            yield Block(key="", markdown=words)


def tidy(text: str) -> str:
    """Leave single blank lines only, and no spaces at the ends of lines."""
    text = marking.settled(text)
    return _BLANK_LINES.sub("\n\n", _SPACES.sub("\n", text)).strip()
