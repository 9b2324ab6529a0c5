"""What was read once and serves every page: the law, the words, and who there is."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from notices.catalogue import Catalogue
from notices.catalogue.assume import assume, expected
from notices.compare.opening import Opening
from notices.compare.whom import Side
from notices.compose import Notice
from notices.compose.selection import select
from notices.errors import NoticesError
from notices.organisation.layers import Layers, laid_over, read_layers
from notices.organisation.load import organisation_from
from notices.organisation.organisation import Organisation
from notices.preview.asked import Asked, Brief, WhatIf
from notices.preview.estate import Member, members
from notices.publish.order import Order
from notices.publish.publish import Publisher
from notices.tomlfile import TomlFile

_FEW = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A question that fits an organisation, and what its profile answers."""

    key: str
    question: str
    answer: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions:
    """What one can ask "what if" of."""

    uses: tuple[Answer, ...]
    ages: tuple[int, int] | None
    expected: tuple[str, ...]
    """Keys of what is announced and not in force."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """What was read once and serves every page, until a file changes."""

    brief: Brief
    publisher: Publisher
    members: Mapping[str, Member]
    catalogues: dict[tuple[object, ...], Catalogue] = field(default_factory=dict)
    """The law with what is assumed; notices composed from the same one are quick."""
    others: dict[tuple[object, ...], tuple[Opening, Side]] = field(default_factory=dict)
    """What was opened to compare with, and what keeps its folder from going."""
    sheets: dict[Asked, bytes] = field(default_factory=dict)
    """The PDF that was made last, for pictures of its pages."""

    @classmethod
    def prepare(cls, brief: Brief) -> "Workshop":
        """Read all of it; raise NoticesError, FaultsError for faults in the data."""
        order = Order(
            on=brief.on,
            today=brief.today,
            out=Path(),
            kinds=brief.kinds,
            wording=brief.wording,
            register=brief.register,
            draft=brief.draft,
            accept_unanswered=brief.accept_unanswered,
        )
        publisher = Publisher.prepare(order)
        found = members(
            brief.sources,
            la=brief.la,
            base=brief.base,
            vocabulary=publisher.catalogue.vocabulary,
            register=publisher.register,
        )
        by_id = {one.id: one for one in found}
        return cls(brief=brief, publisher=publisher, members=by_id)

    def catalogue(self, what_if: WhatIf) -> Catalogue:
        """Return the law with what is assumed to have begun."""
        if not what_if.assumed:
            return self.publisher.catalogue
        if what_if.assumed not in self.catalogues:
            law = assume(self.publisher.catalogue, dict(what_if.assumed))
            make_room(self.catalogues)
            self.catalogues[what_if.assumed] = law
        return self.catalogues[what_if.assumed]

    def layers(self, asked: Asked) -> Layers:
        """Return what an organisation says, and over it what is asked "what if"."""
        said = self.members[asked.who].layers()
        values = values_of(asked.what_if)
        if not values:
            return said
        return laid_over(said, TomlFile("what if", "", values), own=True)

    def organisation(self, asked: Asked) -> Organisation:
        """Return who is asked for; raise FaultsError."""
        return organisation_from(
            self.layers(asked),
            vocabulary=self.publisher.catalogue.vocabulary,
            register=self.publisher.register,
        )

    def notice(self, asked: Asked) -> Notice:
        """Compose what is asked for, as `build` would."""
        publisher = replace(
            self.publisher,
            catalogue=self.catalogue(asked.what_if),
            order=replace(self.publisher.order, on=asked.on),
        )
        return publisher.compose(self.organisation(asked), asked.kind)

    def kinds(self, asked: Asked) -> tuple[str, ...]:
        """Return which notices somebody issues, the first the usual one."""
        return self.publisher.kinds(self.organisation(asked))

    def questions(self, asked: Asked) -> Questions:
        """Return what one can ask "what if" of, with what the profile says."""
        plain = replace(asked, what_if=replace(asked.what_if, answers=(), ages=None))
        organisation = self.organisation(plain)
        law = self.catalogue(asked.what_if)
        uses = select(law, organisation, asked.kind, asked.on).uses
        return Questions(
            uses=tuple(
                Answer(
                    key=key,
                    question=found.entry.question,
                    answer=organisation.answers.get(key),
                )
                for key, found in uses.items()
            ),
            ages=organisation.ages,
            expected=expected(self.publisher.catalogue),
        )

    def folders(self) -> tuple[Path, ...]:
        """Return where the files lie that profiles are made of.

        The rows of a table share theirs.
        """
        members = self.members.values()
        profiles = [one.profile for one in members if one.profile]
        found: dict[Path, None] = {}
        for profile in (*profiles, *([self.brief.base] if self.brief.base else [])):
            try:
                layers = read_layers(profile)
            except NoticesError:
                continue
            found |= dict.fromkeys(file.folder for file in layers.files)
        return tuple(found)


def values_of(what_if: WhatIf) -> dict[str, object]:
    """Return "what if" as a profile would say it."""
    values: dict[str, object] = {}
    if what_if.answers:
        values["uses"] = dict(what_if.answers)
    if what_if.ages:
        values["organisation"] = {"ages": list(what_if.ages)}
    return values


def make_room(kept: dict[Any, Any]) -> None:
    """Let go of what was kept first, where there is much: each holds a whole law."""
    while len(kept) >= _FEW:
        del kept[next(iter(kept))]
