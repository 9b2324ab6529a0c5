"""Put an organisation's own paragraphs around the sections that it names."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from notices.compose.from_profile import Saying
from notices.compose.notice import Block, Section
from notices.compose.raw_html import WHY_LOST, lost_in
from notices.compose.record import tidy
from notices.errors import Fault, FaultsError, did_you_mean
from notices.organisation.organisation import Organisation

_BULLET = re.compile(
    r"[ \t]*(?:[\u2022\u25cf\u25aa\u2023\u00b7\u2219\u00a7\uf0b7\uf0a7]|"
    r"(?P<inner>\u25e6|o(?=\t| {2})))[ \t]*"
)
"""The bullets that a word processor pastes; `o` and a gap is one of a list inside."""


def with_own_text(
    organisation: Organisation,
    sections: Iterable[Section],
    own: Collection[str],
) -> tuple[Section, ...]:
    """Return *sections* with the paragraphs before and after those of *own*.

    Raises FaultsError for a section that this notice does not have, and for HTML that
    no page shows.
    """
    sections = tuple(sections)
    keys = [section.key for section in sections]
    unknown = [_no_section(organisation, key, keys) for key in own if key not in keys]
    lost = [fault for key in own for fault in _lost(organisation, key)]
    if unknown or lost:
        raise FaultsError(*unknown, *lost)
    saying = Saying(organisation)
    return tuple(
        replace(
            section,
            blocks=(
                *_block(saying, section.key, "before"),
                *section.blocks,
                *_block(saying, section.key, "after"),
            ),
        )
        if section.key in own
        else section
        for section in sections
    )


def _block(saying: Saying, key: str, place: str) -> tuple[Block, ...]:
    text = getattr(saying.organisation.profile.sections[key], place)
    if not text.strip():
        return ()
    fact = saying.fact(f"sections.{key}.{place}", text)
    return (Block(key="", markdown=tidy(with_lists(text)), facts=(fact,)),)


def with_lists(text: str) -> str:
    r"""Return *text* with lists that were pasted as Markdown has them.

    >>> with_lists("We are:\n\u2022\tkind\no\tand fair")
    'We are:\n\n- kind\n    - and fair'
    """
    lines = [""]
    was_item = False
    for line in text.split("\n"):
        bullet = _BULLET.match(line)
        if lines[-1].strip() and line.strip() and was_item is not bool(bullet):
            lines.append("")
        was_item = bool(bullet)
        lines.append(_item(bullet, line) if bullet else line)
    return "\n".join(lines[1:])


def _item(bullet: re.Match[str], line: str) -> str:
    return f"{'    ' * bool(bullet['inner'])}- {line[bullet.end() :]}"


def _lost(organisation: Organisation, key: str) -> Iterator[Fault]:
    """Yield what the paragraphs say that would stand in the Markdown alone."""
    for place in ("before", "after"):
        text = getattr(organisation.profile.sections[key], place)
        for what, mend in lost_in(text):
            path = ("sections", key, place)
            yield organisation.layers.fault(path, what, why=WHY_LOST, mend=mend)


def _no_section(organisation: Organisation, key: str, keys: list[str]) -> Fault:
    mend = did_you_mean(key, keys, "")
    return organisation.layers.fault(
        ("sections", key),
        "this notice has no such section.",
        why="" if mend else f"Its sections are {', '.join(keys)}.",
        mend=mend or "name one of them.",
    )
