"""Why a sentence is there: its template, the entry or the value behind it, the law."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from notices.catalogue import Catalogue
from notices.compare.units import bare, units
from notices.compose import Choices, Notice, compose
from notices.compose.marking import Marked, read
from notices.compose.notice import Block, Fact, Matter, Section
from notices.errors import NoticesError, did_you_mean
from notices.organisation.organisation import Organisation

_NOT_OURS = ("profile/", "register/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """What stands behind some words: an entry of the catalogue, or a value."""

    key: str
    """`rights/access`, `profile/trust.name`, `register/organisation.name`."""
    place: str
    """`data/rights.toml:12`, `newcastle.toml:4`."""
    value: str = ""
    """What the profile or the register says."""
    layer: str = ""
    """Who said a value: the organisation itself, or a layer that it did not confirm."""
    since: str = ""
    law: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """A sentence, an item or a row, and where it is from."""

    section: str
    title: str
    text: str
    templates: tuple[str, ...]
    """`templates/sections/complaining.md.j2:14`."""
    behind: tuple[Behind, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """Which sentences are meant."""

    section: str = ""
    words: str = ""


def explain(
    catalogue: Catalogue,
    organisation: Organisation,
    kind: str,
    on: date,
    choices: Choices,
    sought: Sought,
) -> tuple[Explained, ...]:
    """Return where the sentences that are meant come from.

    Raises NoticesError for a section, or for words, that the notice does not have, and
    whatever composing raises.
    """
    marked = replace(choices, draft=True, accept_unanswered=True, marked=True)
    notice = compose(catalogue, organisation, kind, on, marked)
    explaining = _Explaining(notice, organisation)
    sections = _sections(notice, sought.section)
    found = [one for section in sections for one in explaining.section(section)]
    if sought.words:
        wanted = bare(sought.words).casefold()
        found = [one for one in found if wanted in bare(one.text).casefold()]
    if not found:
        raise NoticesError(_no_words(sought, sections))
    return tuple(found)


def _sections(notice: Notice, key: str) -> tuple[Section, ...]:
    if not key:
        return notice.sections
    keys = [section.key for section in notice.sections]
    if key in keys:
        return tuple(section for section in notice.sections if section.key == key)
    raise NoticesError(
        f'--section: this notice has no section "{key}".\n'
        f"  Its sections are {', '.join(keys)}.\n"
        f"  To mend: {did_you_mean(key, keys, 'name one of them.')}"
    )


def _no_words(sought: Sought, sections: Iterable[Section]) -> str:
    if sought.section:
        return (
            f'Nothing in the section {sought.section} says "{sought.words}".\n'
            "  To mend: leave --section out, to look through the whole notice."
        )
    keys = ", ".join(section.key for section in sections)
    return (
        f'Nothing in this notice says "{sought.words}".\n'
        f"  The sections that were looked through are {keys}.\n"
        "  To mend: give fewer words, or name a section with --section."
    )


@dataclass(frozen=True, slots=True)
class _Explaining:
    notice: Notice
    organisation: Organisation

    def section(self, section: Section) -> Iterator[Explained]:
        """Yield each sentence of a section with what stands behind it."""
        facts = self._facts(section)
        for block in section.blocks:
            goes_on = ""
            for unit in units(block.key, block.markdown):
                marked = read(unit.text, goes_on)
                goes_on = marked.goes_on
                if bare(marked.text):
                    yield Explained(
                        section=section.key,
                        title=section.title,
                        text=marked.text.strip(),
                        templates=marked.lines,
                        behind=tuple(self._behind(marked, block, facts)),
                    )

    def _facts(self, section: Section) -> Mapping[str, Fact]:
        blocks = (block.facts for block in section.blocks)
        every = (fact for facts in (section.facts, *blocks) for fact in facts)
        return {fact.key: fact for fact in every}

    def _behind(
        self, marked: Marked, block: Block, facts: Mapping[str, Fact]
    ) -> Iterator[Behind]:
        """Yield what the words tell, as nearly as it is known.

        Words that bear no mark at all, as a profile's own, tell those of their block.
        """
        keys = marked.facts
        if not keys and not marked.lines:
            keys = tuple(fact.key for fact in block.facts)
        for key in keys:
            if key in facts and facts[key].file:
                yield self._one(facts[key])

    def _one(self, fact: Fact) -> Behind:
        place = f"{fact.file}:{fact.line}" if fact.line else fact.file
        if fact.key.startswith(_NOT_OURS):
            return Behind(
                key=fact.key, place=place, value=fact.value, layer=self._layer(fact)
            )
        matter = self._matters().get(fact.key)
        return Behind(
            key=fact.key,
            place=place,
            since=matter.begins if matter else "",
            law=matter.law if matter else "",
            source=matter.source if matter else "",
        )

    def _matters(self) -> Mapping[str, Matter]:
        return {f"{one.kind}/{one.key}": one for one in self.notice.matters}

    def _layer(self, fact: Fact) -> str:
        """Say who said a value of the profile, or that only the register does."""
        if fact.key.startswith("register/"):
            return "the register of schools; the profile does not say it"
        words = fact.key.removeprefix("profile/").split(".")
        path = (int(word) if word.isdigit() else word for word in words)
        origin = self.organisation.layers.origin(*path)
        if origin is None or origin.own:
            return "the organisation itself"
        return "a layer below; the organisation did not confirm it"
