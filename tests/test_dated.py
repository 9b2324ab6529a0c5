"""Days as far as a source goes, and values that change on them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notices.dated import Start, Stretch, Timeline, in_words

DAYS = st.dates(date(1990, 1, 1), date(2040, 1, 1))


def timeline(*begins: str | date) -> Timeline[str]:
    return Timeline(
        tuple(
            Stretch(start=Start.parse(begin), value=f"entry {number}")
            for number, begin in enumerate(begins, 1)
        )
    )


def test_a_year_is_told_only_from_its_last_day():
    history = timeline("2012")

    assert history.on(date(2012, 12, 30)) is None
    assert history.on(date(2012, 12, 31)) == "entry 1"


def test_an_unknown_day_may_be_known_to_lie_not_before_another():
    history = Timeline(
        (
            Stretch(start=Start.parse("2010"), value="shown until 2012"),
            Stretch(
                start=Start.parse(
                    "unknown", seen=date(2015, 1, 1), not_before=date(2012, 6, 1)
                ),
                value="shown from 2015",
            ),
        )
    )

    assert history.on(date(2012, 5, 31)) == "shown until 2012"
    assert history.on(date(2012, 6, 1)) is None
    assert history.on(date(2015, 1, 1)) == "shown from 2015"


def test_in_the_uncertain_stretch_neither_the_old_nor_the_new_is_told():
    history = timeline(date(2010, 1, 1), "2012-04")

    assert history.on(date(2012, 3, 31)) == "entry 1"
    assert history.on(date(2012, 4, 1)) is None
    assert history.on(date(2012, 4, 29)) is None
    assert history.on(date(2012, 4, 30)) == "entry 2"


def test_what_ended_for_good_is_told_no_more():
    history = Timeline(
        (
            Stretch(start=Start.parse(date(2010, 1, 1)), value="it"),
            Stretch(start=Start.parse(date(2025, 4, 1)), value=None),
        )
    )

    assert history.on(date(2025, 3, 31)) == "it"
    assert history.on(date(2025, 4, 1)) is None


def test_an_unknown_start_is_told_from_the_day_it_was_seen():
    start = Start.parse("unknown", seen=date(2018, 6, 8))

    assert start.latest == date(2018, 6, 8)
    assert not start.is_exact


@pytest.mark.parametrize("wrong", ["2012-13", "April 2012", "2012-4", "soon", ""])
def test_anything_else_is_refused(wrong):
    with pytest.raises(ValueError, match=r"it is no day|it has no month"):
        Start.parse(wrong)


def test_unknown_without_a_day_it_was_seen_is_refused():
    with pytest.raises(ValueError, match="seen"):
        Start.parse("unknown")


@given(st.lists(DAYS, unique=True, min_size=1), DAYS)
def test_of_exact_days_the_latest_not_after_holds(begins, day):
    begins.sort()
    history = timeline(*begins)

    begun = [begin for begin in begins if begin <= day]

    assert history.on(day) == (f"entry {len(begun)}" if begun else None)


@given(DAYS)
def test_a_day_in_words_has_no_leading_nought(day):
    words = in_words(day)

    assert words.startswith(f"{day.day} ")
    assert words.endswith(f" {day.year}")
    assert in_words(day + timedelta(days=1)) != words
