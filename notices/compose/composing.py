"""Compose a notice: choose the facts, tell the templates, keep what was said."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, get_args

from notices.catalogue import Catalogue
from notices.compose import from_profile, view, wording
from notices.compose.as_told import Texts, as_told, told_in
from notices.compose.body import Body, body_of
from notices.compose.days import Days, told_anew
from notices.compose.editions import check_made, template_of
from notices.compose.kinds import check_issuer, check_kind
from notices.compose.matter import own_matters
from notices.compose.notice import Fact, Look, Matter, Notice, Part, Section
from notices.compose.own_text import with_own_text
from notices.compose.particulars import (
    Particular,
    blanks_told,
    check_particulars,
    missing_particulars,
)
from notices.compose.record import Record, tidy
from notices.compose.requirements import conditions
from notices.compose.selection import Selection, select
from notices.compose.shape import shape_of
from notices.compose.showing import own_of
from notices.compose.told import Told
from notices.dated import in_words
from notices.organisation.organisation import Organisation
from notices.vocabulary.lists import FULL, Edition

_NEUTRAL = "#1d3557"
_OWN_PARTS: frozenset[Part] = frozenset({"front", "annex"})
_ALL_PARTS: frozenset[Part] = frozenset(get_args(Part))
"""A short edition shares nothing: it is composed whole for each organisation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """How to compose, where the usual is not wanted."""

    templates: tuple[Path, ...] = wording.shipped_templates()
    edition: Edition = FULL
    today: date | None = None
    """The day it is composed on, to tell a day to come from one past."""
    draft: bool = False
    """Leave marked blanks where mandatory particulars are missing."""
    accept_unanswered: bool = False
    """Make no draft of a notice only because questions were not answered."""
    marked: bool = False
    """Leave marks of where each word came from (see notices.compose.marking)."""
    as_issued: bool = False
    """Compose as if issued by that day: two days then differ in law and words alone."""


def compose(
    catalogue: Catalogue,
    organisation: Organisation,
    notice: str,
    on: date,
    choices: Choices | None = None,
) -> Notice:
    """Compose one notice of an organisation as the law stands on a day.

    Raises DayError, FaultsError for particulars that only the profile can give, and
    TemplateError.
    """
    choices = choices or Choices()
    check_kind(catalogue, notice, choices.templates)
    if choices.edition != FULL:
        check_made(notice, choices.edition, choices.templates)
    check_issuer(catalogue, organisation, notice, on)
    selection = select(catalogue, organisation, notice, on)
    blanks = missing_particulars(organisation, selection)
    is_draft = choices.draft or organisation.profile.notice.draft
    check_particulars(organisation, selection, () if is_draft else blanks)
    composing = _Composing(catalogue, organisation, selection, choices, on, blanks)
    return composing.notice(notice)


@dataclass(frozen=True, slots=True)
class _Composing:
    """One notice in the making."""

    catalogue: Catalogue
    organisation: Organisation
    selection: Selection
    choices: Choices
    on: date
    blanks: tuple[Particular, ...]
    """What is missing, in a draft."""

    def notice(self, kind: str) -> Notice:
        unanswered = self._unanswered()
        draft = (
            self.choices.draft
            or self.organisation.profile.notice.draft
            or (bool(unanswered) and not self.choices.accept_unanswered)
            or self._days.makes_draft
        )
        body = self._body()
        own = own_of(
            self.catalogue,
            self.organisation,
            self.selection,
            self._details(is_draft=draft),
        )
        context = {
            "blank": _blank,
            **wording.fields(body.seen),
            **wording.fields(own),
        }
        record = self._record(_OWN_PARTS, body.sections)
        heading = wording.render(template_of(kind, FULL), context, record)
        told = told_in(record.rendered)
        title = wording.title_of(heading, template_of(kind, FULL))
        full = Notice(
            kind=kind,
            title=title,
            issuer=self.organisation.name,
            folder=self.organisation.folder,
            on=self.on,
            sections=with_own_text(
                self.organisation, record.sections, self.selection.own.sections
            ),
            passages=(*body.passages, *record.passages),
            matters=(*body.in_full(told), *self._own_matters(told)),
            marks=(),
            draft=draft,
            footer=self._footer(title),
            look=self._look(),
            conditions=conditions(self.selection, body.seen, own),
            unanswered=unanswered,
            unconfirmed=self._unconfirmed(),
            warnings=self._warnings(),
            url=self.organisation.profile.notice.url or "",
        )
        is_full = self.choices.edition == FULL
        return self._marked(
            full if is_full else self._short(full, body, context), context
        )

    def _marked(self, notice: Notice, context: Mapping[str, Any]) -> Notice:
        """Put on every page what it is: a draft too, where some section has a blank."""
        blank = [section.title for section in notice.sections if _has_blank(section)]
        draft = notice.draft or bool(blank)
        marks = wording.render(
            "marks.md.j2",
            {**context, "notice": replace(context["notice"], is_draft=draft)},
            self._record(_OWN_PARTS),
        )
        told = f"A blank is left in: {', '.join(blank)}. So this is a draft."
        return replace(
            notice,
            draft=draft,
            marks=tuple(tidy(marks).splitlines()) if marks.strip() else (),
            warnings=(
                *notice.warnings,
                *([told] if draft and not notice.draft else ()),
            ),
        )

    def _short(self, full: Notice, body: Body, context: Mapping[str, Any]) -> Notice:
        """Tell another reader in fewer words what the full notice tells."""
        edition = self.choices.edition
        template = template_of(full.kind, edition)
        record = self._record(_ALL_PARTS)
        heading = wording.render(template, context, record)
        title = wording.title_of(heading, template)
        told = told_in(record.sections)
        return replace(
            full,
            edition=edition,
            title=title,
            sections=tuple(record.sections),
            passages=tuple(record.passages),
            matters=(*as_told(body.matters, told), *self._own_matters(told)),
            footer=self._footer(title),
        )

    def _record(
        self, parts: frozenset[Part], given: Mapping[str, Section] | None = None
    ) -> Record:
        return Record(
            parts=parts,
            given=given or {},
            folders=self.choices.templates,
            marked=self.choices.marked,
            asked=self.catalogue.requirements,
        )

    def _own_matters(self, told: Texts) -> tuple[Matter, ...]:
        return own_matters(self.organisation, self.selection, told)

    def _body(self) -> Body:
        shape = shape_of(self.selection)
        choices = self.choices
        return body_of(self.catalogue, shape, choices.templates, marked=choices.marked)

    def _details(self, *, is_draft: bool) -> view.Details:
        saying = from_profile.Saying(self.organisation)
        told, days = self.organisation.profile.notice, self._days
        is_odd = not self.choices.as_issued
        return view.Details(
            on=_day("this day" if self.choices.as_issued else in_words(self.on)),
            issued=saying.said("notice.issued", told.issued),
            review_by=saying.said("notice.review-by", told.review_by),
            approved=saying.said("notice.approved", days.approved),
            approved_by=saying.said("notice.approved-by", told.approved_by),
            version=saying.said("notice.version", told.version),
            url=saying.link("notice.url", told.url),
            other_formats=saying.said("notice.other-formats", told.other_formats),
            is_example=told.example,
            is_draft=is_draft,
            is_before_issue=is_odd and days.is_before_issue,
            is_future=is_odd and days.is_future,
        )

    @property
    def _days(self) -> Days:
        return Days(
            on=self.on,
            today=self.choices.today,
            checked_to=self.catalogue.about.checked_to,
            own=self.organisation.profile.notice,
        )

    def _unanswered(self) -> tuple[str, ...]:
        answered = self.organisation.answers
        return tuple(key for key in self.selection.uses if key not in answered)

    def _unconfirmed(self) -> tuple[str, ...]:
        below = (
            ".".join(map(str, path))
            for path, origin in self.organisation.layers.origins.items()
            if not origin.own
            and len(path) > 1
            and (path[0] != "uses" or path[1] in self.selection.uses)
        )
        return (*from_profile.register_says(self.organisation), *below)

    def _warnings(self) -> tuple[str, ...]:
        warnings = list(self.organisation.warnings)
        warnings += blanks_told(self.organisation, self.blanks)
        warnings += self._days.odd()
        warnings += told_anew(self.catalogue, self.organisation, self.selection)
        return tuple(warnings)

    def _footer(self, title: str) -> str:
        told = self.organisation.profile.notice
        words = [self.organisation.name, title, in_words(told.issued or self.on)]
        if self._days.approved is None:
            words.append("Not yet approved")
        return " · ".join(word for word in words if word)

    def _look(self) -> Look:
        dress = self.organisation.profile.look
        return Look(
            colour=dress.colour or _NEUTRAL,
            logo=self.organisation.logo,
            logo_description=dress.logo_description or self.organisation.name,
        )


def _day(words: str) -> Told:
    """Tell the day, as a fact of its own: whoever compares notices knows it by that."""
    return Told(words, Fact(key="notice/on", file="", line=None, value=words))


_BLANK = "**[To be completed: "


def _blank(what: str) -> Told:
    return Told(f"{_BLANK}{what}]**")


def _has_blank(section: Section) -> bool:
    return any(_BLANK in block.markdown for block in section.blocks)
