"""Every question of data/uses/, by the notices that ask it."""

from collections.abc import Iterator

from notices.catalogue import load_catalogue
from notices.dated import in_words
from notices.vocabulary.base import NoticeKind
from notices.vocabulary.entries import Applies, Use
from notices.vocabulary.lists import PAGE
from tools.reference.table import table

_HEAD = ("key", "question, and what it means", "who is asked", "since")


def parts() -> Iterator[str]:
    """Yield a table for each set of notices that ask the same questions."""
    found = [
        (key, dated.entries[0].entry, dated.entries[-1].entry)
        for key, dated in load_catalogue().uses.items()
    ]
    asked = sorted(found, key=lambda one: one[2].order)
    for notices in dict.fromkeys(use.notices for _, _, use in asked):
        yield f"\n### {_heading(notices)}\n\n"
        rows = [one for one in asked if one[2].notices == notices]
        yield from table(_HEAD, (_row(*one) for one in rows))


def _heading(notices: tuple[NoticeKind, ...]) -> str:
    named = (f"`{notice}`" for notice in notices)
    return f"For {', '.join(named)}" if notices else f"For every notice but `{PAGE}`"


def _row(key: str, first: Use, use: Use) -> tuple[str, ...]:
    needs = f" If yes: {use.needs[0].lower()}{use.needs[1:]}" if use.needs else ""
    told = f"**{use.question}** {use.help}{needs}"
    return f"`{key}`", told, whom(use.applies), in_words(first.start.latest)


def whom(applies: Applies) -> str:
    """Say which organisations something is for."""
    groups = [one.replace("-", " ") for one in applies.types]
    others = [one.replace("-", " ") for one in applies.not_types]
    told = [
        ", ".join(groups) if groups else "",
        f"all but {', '.join(others)}" if others else "",
        f"pupils of {applies.ages_from} or over" if applies.ages_from else "",
        f"pupils of {applies.ages_to} or under" if applies.ages_to else "",
        f"years {', '.join(applies.year_groups)}" if applies.year_groups else "",
    ]
    return "; ".join(one for one in told if one) or "all"
