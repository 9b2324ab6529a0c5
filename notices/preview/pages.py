"""The pages around a notice, as their template sees them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from notices.dated import in_words
from notices.preview.asked import USE, Asked, Brief, WhatIf
from notices.preview.changes import Overview
from notices.preview.facts import Headed
from notices.preview.jobs import Listed
from notices.preview.workshop import Questions
from notices.render.shell import fill
from notices.templating import SHIPPED

VIEWS = {
    "reads": "As published",
    "phone": "On a phone",
    "large": "Large print",
    "print": "Printed pages",
    "changes": "Changes",
    "facts": "Facts",
}
AT_ONCE = 200
"""Organisations listed; of more, one searches."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Where one can go from here."""

    words: str
    href: str
    is_here: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A question of the "what if" form, and what is chosen."""

    name: str
    question: str
    said: str
    """What the profile says, in words."""
    chosen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """The day, and "what if"."""

    action: str
    on: str
    against: str
    usual: str = ""
    """What it is compared with where no day is chosen: `git:HEAD`."""
    uses: tuple[Choice, ...] = ()
    ages: tuple[int, int] | None = None
    said_ages: str = ""
    expected: tuple[str, ...] = ()
    assumed: tuple[tuple[str, str], ...] = ()
    supposed: tuple[str, ...] = ()
    """What is supposed, in words; () where all is as it is."""
    save: str = ""
    """Where "what if" can be saved to the profile; "" where it cannot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What saving would do to a file."""

    file: str
    lines: tuple[tuple[str, str], ...]
    """Each line of the change, and whether it is "in", "out" or "same"."""
    digest: str
    """Of the file as it was read, so that what was shown is what is written."""
    action: str
    back: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shell:
    """A page, whatever it shows."""

    title: str
    generation: int
    members: tuple[Link, ...] = ()
    kinds: tuple[Link, ...] = ()
    """The notices of the one that is shown."""
    hidden: int = 0
    """How many members the list leaves out; a search finds them."""
    search: str = ""
    on: str = ""
    everybody: Link | None = None
    views: tuple[Link, ...] = ()
    form: Form | None = None
    fault: str = ""
    is_stale: bool = False
    """What is shown was good before the fault."""
    view: str = ""
    frame: str = ""
    pdf: str = ""
    sheets: tuple[str, ...] = ()
    """Addresses of the pictures of printed pages."""
    headed: tuple[Headed, ...] = ()
    overview: Overview | None = None
    links: tuple[tuple[Link, ...], ...] = ()
    """To the members of each group of the overview."""
    proposal: Proposal | None = None


def page_of(shell: Shell) -> str:
    """Return the page."""
    return fill("preview.html.j2", SHIPPED, shell=shell)


def notice_of(asked: Asked, view: str = "reads") -> str:
    """Return the address of a view of a notice."""
    return f"/notice/{asked.who}/{asked.kind}/{view}{asked.query}"


def plainly(asked: Asked, brief: Brief) -> Asked:
    """Return the same without "what if": that is one organisation's own."""
    return replace(asked, what_if=brief.usual)


def member_links(
    listed: Iterable[Listed], asked: Asked, brief: Brief, search: str
) -> tuple[tuple[Link, ...], int]:
    """Return links to who is searched for, and how many more there are."""
    words = search.casefold().split()
    query = plainly(asked, brief).query
    found = [
        Link(
            words=one.label,
            href=f"/notice/{one.id}{query}",
            is_here=one.id == asked.who,
        )
        for one in listed
        if all(word in one.label.casefold() for word in words)
    ]
    return tuple(found[:AT_ONCE]), max(0, len(found) - AT_ONCE)


def kind_links(kinds: Iterable[str], asked: Asked, view: str) -> tuple[Link, ...]:
    """Return links to somebody's notices."""
    return tuple(
        Link(
            words=kind,
            href=notice_of(replace(asked, kind=kind), view),
            is_here=kind == asked.kind,
        )
        for kind in kinds
    )


def view_links(asked: Asked, view: str) -> tuple[Link, ...]:
    """Return links to the views of a notice."""
    return tuple(
        Link(words=words, href=notice_of(asked, key), is_here=key == view)
        for key, words in VIEWS.items()
    )


def form_of(
    asked: Asked,
    view: str,
    questions: Questions | None = None,
    *,
    usual: str = "",
    can_save: bool = False,
) -> Form:
    """Return the form over a notice, filled in as it was asked."""
    what_if = asked.what_if
    form = Form(
        action=f"/notice/{asked.who}/{asked.kind}/{view}",
        on=asked.on.isoformat(),
        against=asked.against.isoformat() if asked.against else "",
        usual=usual,
        assumed=tuple((key, day.isoformat()) for key, day in what_if.assumed),
        supposed=tuple(_supposed(what_if)),
    )
    if questions is None:
        return form
    chosen = dict(what_if.answers)
    is_to_save = can_save and what_if.is_of_profile
    return replace(
        form,
        uses=tuple(
            Choice(
                name=f"{USE}{one.key}",
                question=one.question,
                said=_answer(one.answer),
                chosen=_answer(chosen.get(one.key)) if one.key in chosen else "",
            )
            for one in questions.uses
        ),
        ages=what_if.ages,
        said_ages="{} to {}".format(*questions.ages) if questions.ages else "",
        expected=questions.expected,
        save=f"/save/{asked.who}/{asked.kind}{asked.query}" if is_to_save else "",
    )


def _answer(answer: bool | None) -> str:  # noqa: FBT001 - an answer is its own name
    return "not answered" if answer is None else "yes" if answer else "no"


def _supposed(what_if: WhatIf) -> Iterator[str]:
    for key, answer in what_if.answers:
        yield f"{key}: {_answer(answer)}"
    if what_if.ages:
        yield "ages: {} to {}".format(*what_if.ages)
    for key, day in what_if.assumed:
        yield f"{key}: in force from {in_words(day)}"
