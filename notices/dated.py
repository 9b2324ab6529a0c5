"""Days, as far as a source goes, and values that change on them.

A fact is told of a day only if it surely held on that day.
"""

import re
from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

T = TypeVar("T")

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2}))?")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@dataclass(frozen=True, slots=True)
class Start:
    """The day something began, known to lie between two days, both counted in.

    >>> Start.parse("2012-04")
    Start(earliest=datetime.date(2012, 4, 1), latest=datetime.date(2012, 4, 30))
    >>> Start.parse("unknown", seen=date(2018, 6, 8)).earliest is None
    True
    """

    earliest: date | None
    """None: nobody knows how early."""
    latest: date
    """From this day on it surely has begun."""

    @classmethod
    def parse(
        cls,
        value: date | str,
        *,
        seen: date | None = None,
        not_before: date | None = None,
    ) -> "Start":
        """Read a day, `"2012-04"`, `"2012"`, or `"unknown"` with the day it was *seen*.

        An unknown one may be known to lie *not before* a day, on which a source still
        shows what it follows.
        `"always"` is for what begins on no day, such as a kind of organisation.
        Raises ValueError, in words fit for a fault, for anything else.
        """
        if isinstance(value, date):
            return cls(value, value)
        if value == "always":
            return cls(date.min, date.min)
        if value == "unknown":
            if seen is None:
                message = '"unknown" needs seen = the earliest day a source shows it'
                raise ValueError(message)
            return cls(not_before, seen)
        partial = _PARTIAL.fullmatch(value)
        if partial is None:
            message = 'it is no day; write 2012-04-01, "2012-04", "2012" or "unknown"'
            raise ValueError(message)
        year, month = int(partial[1]), partial[2]
        first, last = (int(month), int(month)) if month else (1, 12)
        if not 1 <= first <= 12:
            message = f"it has no month that there is; write 01 to 12, not {month}"
            raise ValueError(message)
        return cls(date(year, first, 1), date(year, last, monthrange(year, last)[1]))

    @property
    def is_exact(self) -> bool:
        """Say whether the day itself is known."""
        return self.earliest == self.latest


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch(Generic[T]):
    """A value and the day it began; `value` None: from then on there is none."""

    start: Start
    value: T | None


@dataclass(frozen=True, slots=True)
class Timeline(Generic[T]):
    """Values that follow one another, each ended by the start of the next.

    >>> names = Timeline((
    ...     Stretch(start=Start.parse("2010"), value="old"),
    ...     Stretch(start=Start.parse(date(2017, 4, 1)), value="new"),
    ... ))
    >>> names.on(date(2010, 6, 1)), names.on(date(2017, 3, 31))
    (None, 'old')
    """

    stretches: tuple[Stretch[T], ...]
    """In the order of their latest starts."""

    def on(self, day: date) -> T | None:
        """Return what surely held on *day*, or None."""
        begun = bisect_right([stretch.start.latest for stretch in self.stretches], day)
        if not begun or self._may_have_ended(begun, day):
            return None
        return self.stretches[begun - 1].value

    def _may_have_ended(self, begun: int, day: date) -> bool:
        """Say whether *day* lies in the stretch in which the next one may have begun.

        A next start of which nobody knows how early it was leaves no sure day
        before it, so the value it follows is told of no day at all.
        """
        if begun == len(self.stretches):
            return False
        earliest = self.stretches[begun].start.earliest
        return earliest is None or earliest <= day

    def __iter__(self) -> Iterator[Stretch[T]]:
        return iter(self.stretches)


_YEAR, _DAY = r"(?P<year>\d{4}|\d{2})", r"(?P<day>\d{1,2})"
_NUMBER, _NAME = r"(?P<month>\d{1,2})", r"(?P<name>[a-z]{3,9})\.?"
_NTH = r"(?:st|nd|rd|th)?"
_SAID = tuple(
    re.compile(rf"(?:[a-z]+day,? )?{form}")
    for form in (
        rf"(?P<year>\d{{4}})[-/. ]{_NUMBER}[-/. ]{_DAY}",
        rf"{_DAY}[-/. ]{_NUMBER}[-/. ]{_YEAR}",
        rf"{_DAY}{_NTH}[- ](?:of )?{_NAME},?[- ]{_YEAR}",
        rf"{_NAME} {_DAY}{_NTH},? {_YEAR}",
    )
)


def day_said(text: str) -> date | None:
    """Return the day that people mean by *text*; England says the day before the month.

    None for what is no day, and for a day that does not exist.

    >>> day_said("1/9/2026") == day_said("1st Sept 2026") == date(2026, 9, 1)
    True
    """
    said = " ".join(text.casefold().split())
    found = next((one for form in _SAID if (one := form.fullmatch(said))), None)
    if found is None:
        return None
    parts = found.groupdict()
    month = int(parts["month"]) if "month" in parts else _month_named(parts["name"])
    year = int(parts["year"]) + (2000 if len(parts["year"]) == 2 else 0)
    try:
        return date(year, month, int(parts["day"]))
    except ValueError:
        return None


def _month_named(name: str) -> int:
    """Return the number of the month that begins so; 0, which is none, for no month."""
    return next(
        (at for at, month in enumerate(MONTHS, 1) if month.casefold().startswith(name)),
        0,
    )


def in_words(day: date) -> str:
    """Write a day as a notice does.

    >>> in_words(date(2026, 9, 1))
    '1 September 2026'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
