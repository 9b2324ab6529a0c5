"""The days of a notice: what they make of it, and what is odd about them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from notices.dated import in_words
from notices.organisation.profile import NoticeDetails

STALE = timedelta(days=183)
"""Law that nobody has looked at for half a year makes no more than a draft."""


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
                else f"{known} later."
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
