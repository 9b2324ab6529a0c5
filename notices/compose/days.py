"""The days of a notice: what they make of it, and what is odd about them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from notices.catalogue import Catalogue, Found
from notices.catalogue.ask import title_of
from notices.compose.selection import Selection, select
from notices.dated import in_words
from notices.errors import DayError
from notices.organisation.organisation import Organisation
from notices.organisation.profile import NoticeDetails
from notices.vocabulary.entries import Entry

STALE = timedelta(days=183)
"""Law that nobody has looked at for half a year makes no more than a draft."""
_NAMED = 3
"""Of what changed, as much as a sentence holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """The day that is shown, the day it is shown on, and those of the notice's own."""

    on: date
    today: date | None
    """None where nobody asks what has come, and what has not."""
    checked_to: date
    """The last day on which the law was looked at."""
    own: NoticeDetails

    @property
    def makes_draft(self) -> bool:
        """Say whether a day alone makes it a draft."""
        return self.is_law_stale or self.is_approval_to_come

    @property
    def is_law_stale(self) -> bool:
        """Say whether the law was last looked at too long before."""
        return self.on - self.checked_to > STALE

    @property
    def is_approval_to_come(self) -> bool:
        """Say whether its approval is dated in advance: nobody has approved it yet."""
        approved = self.own.approved
        return approved is not None and self.today is not None and approved > self.today

    @property
    def approved(self) -> date | None:
        """The day on which somebody approved it; None if nobody has yet."""
        return None if self.is_approval_to_come else self.own.approved

    @property
    def is_before_issue(self) -> bool:
        """Say whether it was not issued on the day that is shown."""
        return self.own.issued is not None and self.on < self.own.issued

    @property
    def is_future(self) -> bool:
        """Say whether the day that is shown has not come yet."""
        return self.today is not None and self.on > self.today

    def odd(self) -> Iterator[str]:
        """Yield what is odd about them, in sentences for whoever builds it."""
        yield from self._odd_own()
        if self.on > self.checked_to:
            known = (
                "The law in the catalogue was last looked at on "
                f"{in_words(self.checked_to)}; {in_words(self.on)} is"
            )
            yield (
                f"{known} more than {STALE.days} days later, so this is a draft. "
                "To mend: install a newer version of notices."
                if self.is_law_stale
                else f"{known} later. From "
                f"{in_words(self.checked_to + STALE + timedelta(days=1))} on, notices "
                "become drafts. To mend: install a newer version of notices by then."
            )

    def _odd_own(self) -> Iterator[str]:
        own, today = self.own, self.today
        if today is None:
            return
        if own.issued and own.issued > today:
            yield (
                f"notice.issued, {in_words(own.issued)}, has not come yet, so every "
                'page says "Not issued then". To mend: make it again on that day, or '
                "write the day on which you publish it."
            )
        if own.approved and self.is_approval_to_come:
            yield (
                f"notice.approved, {in_words(own.approved)}, has not come yet, so "
                "this is a draft. To mend: write the day on which it was approved."
            )
        if own.review_by and own.review_by < today:
            yield f"notice.review-by, {in_words(own.review_by)}, has passed."


def told_anew(
    catalogue: Catalogue, organisation: Organisation, now: Selection
) -> Iterator[str]:
    """Yield that a notice tells what is not what was approved, if it is so.

    Of what the catalogue told on the day of the approval; what the organisation
    itself said then, nobody kept.
    """
    approved = organisation.profile.notice.approved
    if approved is None or approved >= now.on:
        return
    try:
        then = select(catalogue, organisation, now.kind, approved)
    except DayError:
        return
    old, new = _by_place(then), _by_place(now)
    titles = [title_of((new | old)[at].entry, at[1]) for at in old.keys() ^ new.keys()]
    if titles:
        file = f'"{organisation.layers.own.name}"'
        told = sorted(dict.fromkeys(titles))
        more = f" and {len(told) - _NAMED} more" if len(told) > _NAMED else ""
        yield (
            f"notice.approved, {in_words(approved)}: since then what the notice "
            f"tells has changed ({', '.join(told[:_NAMED])}{more}). "
            f"To mend: run notices compare {approved} {now.on} --for {file}, "
            "and write the day on which it is approved again."
        )


def _by_place(told: Selection) -> dict[tuple[str, str, int], Found[Entry]]:
    """Return what is told by the entry that tells it."""
    kinds: Mapping[str, tuple[Found[Entry], ...]] = {
        "sharings": told.sharings,
        "purposes": told.purposes,
        "retention": told.retention,
        "rights": told.rights,
    }
    return {
        (kind, found.key, found.index): found
        for kind, entries in kinds.items()
        for found in entries
    }
