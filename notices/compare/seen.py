"""What of a notice is compared, with what is one organisation's own masked."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from notices.compose.notice import OF_ONE, Fact, Matter, Notice, Section
from notices.compose.told import escape_markdown

_DAY = "notice/on"
_ENTRIES = ("profile/sharings.", "profile/purposes.", "profile/retention.")
"""Entries of the organisation's own: matters of their own tell them, by their keys."""
_UNMASKED = ("profile/sections.", *_ENTRIES)
"""Where an organisation speaks in sentences, which are compared word by word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A notice as it is compared."""

    kind: str
    title: str
    sections: tuple[Section, ...]
    """With particulars masked, so that organisations alike read alike."""
    requirements: frozenset[str]
    """Keys of the requirements that some passage meets."""
    matters: tuple[Matter, ...]
    """What it tells; particulars are matters of the kind `particulars`."""
    is_draft: bool


def seen(notice: Notice) -> Seen:
    """Return what of *notice* is compared."""
    return seen_of(
        kind=notice.kind,
        title=notice.title,
        sections=notice.sections,
        requirements=(passage.requirement for passage in notice.passages),
        matters=notice.matters,
        is_draft=notice.draft,
    )


def seen_of(
    *,
    kind: str,
    title: str,
    sections: tuple[Section, ...],
    requirements: Iterable[str],
    matters: tuple[Matter, ...],
    is_draft: bool,
) -> Seen:
    """Return what is compared of the parts of a notice; particulars become masked."""
    return Seen(
        kind=kind,
        title=title,
        sections=tuple(map(_masked, sections)),
        requirements=frozenset(requirements),
        matters=(*matters, *_particulars(sections)),
        is_draft=is_draft,
    )


def _facts(section: Section) -> Iterator[Fact]:
    return (fact for fact in section.told if fact.key.startswith(OF_ONE) and fact.value)


def _masked(section: Section) -> Section:
    r"""Put the name of each particular in its place, between \x02 and \x03."""
    masks = dict(_masks(_facts(section)))
    if not masks:
        return section
    longest = sorted(masks, key=len, reverse=True)
    one = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")
    return replace(
        section,
        blocks=tuple(
            replace(block, markdown=one.sub(lambda at: masks[at[0]], block.markdown))
            for block in section.blocks
        ),
    )


def _masks(facts: Iterable[Fact]) -> Iterator[tuple[str, str]]:
    for fact in facts:
        if not fact.key.startswith(_UNMASKED):
            name = fact.key.partition("/")[2]
            for text in (fact.value, escape_markdown(fact.value)):
                yield text, f"\x02{name}\x03"


def _particulars(sections: Iterable[Section]) -> Iterator[Matter]:
    """Yield what the profile and the register say, value by value."""
    told = {
        (fact.key, fact.value): fact
        for section in sections
        for fact in _facts(section)
        if fact.key != _DAY and not fact.key.startswith(_ENTRIES)
    }
    for (key, value), fact in told.items():
        name = key.partition("/")[2]
        yield Matter(
            kind="particulars",
            key=name,
            title=name,
            facts=(("value", value),),
            file=fact.file,
            line=fact.line,
        )
