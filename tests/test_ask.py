"""Questions put to the catalogue."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from notices.catalogue.ask import Query, search, show
from notices.catalogue.changes import changes
from notices.catalogue.doubts import doubtful, stale
from notices.errors import NoticesError
from notices.vocabulary.lists import PAGE
from tests.conftest import TODAY


def _keys(found):
    return {(one.kind, one.key) for one in found}


def test_what_rests_on_a_provision_is_found_by_its_number_alone(catalogue):
    found = search(catalogue, Query(law="S537a", notice="pupils"), TODAY)

    assert ("sharings", "school-census") in _keys(found)
    assert ("sharings", "inspection") not in _keys(found)


def test_what_a_body_once_received_is_found_and_does_not_hold_today(catalogue):
    asked = Query(recipient="education-and-skills-funding-agency")
    (found,) = [
        one for one in search(catalogue, asked, TODAY) if one.key == "learning-records"
    ]

    assert found.current is None


def test_a_body_bears_the_name_of_the_day_that_is_asked_for(catalogue):
    def name(on):
        asked = Query(words="service-childrens-education")
        bodies = {
            one.key: one.title
            for one in search(catalogue, asked, on)
            if one.kind == "bodies"
        }
        return bodies["service-childrens-education"]

    assert name(date(2015, 3, 1)) == "Service Children's Education"
    assert name(TODAY) == "Defence Children Services"


def test_words_are_looked_for_in_texts_and_not_in_the_names_of_fields(catalogue):
    def found(words):
        return search(catalogue, Query(words=words), TODAY)

    assert found("title") == found("told-by") == found("says-short") == []
    assert ("laws", "education-act-1996") in _keys(found("s537A"))
    assert ("sharings", "school-census") in _keys(found("s537A"))


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("QCDA", "qualifications-and-curriculum-development-agency"),
        ("PCT", "primary-care-trusts"),
        ("DH", "department-of-health"),
    ],
)
def test_a_name_of_the_pages_finds_what_stands_for_it(name, key, catalogue):
    found = search(catalogue, Query(words=name), date(2011, 7, 11))
    (body,) = (one for one in found if (one.kind, one.key) == ("bodies", key))

    assert body.current is not None
    assert all(one.current is None for one in found if one.kind == "retired")


def test_a_provision_is_shown_with_its_law(catalogue):
    (law,) = show(catalogue, "education-act-1996/s537A", TODAY)

    assert (law.kind, law.key) == ("laws", "education-act-1996")


def test_a_purpose_is_found_with_the_sharings_that_serve_it(catalogue):
    found = search(catalogue, Query(purpose="learner-record"), TODAY)

    assert {("purposes", "learner-record"), ("sharings", "learning-records")} <= _keys(
        found
    )


def test_a_notice_has_what_names_it_and_what_names_none(catalogue):
    found = search(catalogue, Query(notice="pupils"), TODAY)
    keys = {(thing.kind, thing.key) for thing in found}

    # Purposes and periods are of pupils if they name no notice; rights are of all.
    assert {
        ("purposes", "teaching"),
        ("retention", "cctv"),
        ("rights", "access"),
    } <= keys
    assert ("purposes", "governor-work") not in keys
    assert not search(catalogue, Query(words="access", notice=PAGE), TODAY)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (
            Query(recipient="ofstead"),
            '--recipient: there is no "ofstead" in the catalogue.\n'
            "  To mend: did you mean ofsted?",
        ),
        (
            Query(notice="pupil"),
            '--notice: there is no "pupil" in the catalogue.\n'
            "  To mend: did you mean pupils?",
        ),
        (
            Query(notice="zzz"),
            '--notice: there is no "zzz" in the catalogue.\n'
            "  To mend: name one of pupils, workforce, governors, authority-pupils, "
            "children-in-need-or-looked-after, childrens-social-care-workforce, "
            "who-we-share-with.",
        ),
        (
            Query(purpose="zzz"),
            '--purpose: there is no "zzz" in the catalogue.\n  To mend: check the key.',
        ),
    ],
)
def test_a_key_that_there_is_not_meets_its_nearest(asked, message, catalogue):
    with pytest.raises(NoticesError) as error:
        search(catalogue, asked, TODAY)

    assert str(error.value) == message


@pytest.mark.parametrize(
    ("begins", "ends", "is_in_force"),
    [
        (None, None, True),
        (TODAY, TODAY, True),
        (TODAY + timedelta(days=1), None, False),
        (None, TODAY - timedelta(days=1), False),
        (str(TODAY.year), None, False),
        (None, str(TODAY.year), False),
    ],
)
def test_a_law_is_shown_as_in_force_as_notices_take_it(
    begins, ends, is_in_force, catalogue
):
    key, law = next(iter(catalogue.laws.items()))
    changed = law.model_copy(update={"begins": begins, "ends": ends})
    laws = replace(catalogue, laws={**catalogue.laws, key: changed})
    (found,) = [one for one in show(laws, key, TODAY) if one.kind == "laws"]

    assert (found.current == 0) is is_in_force
    assert changed.is_in_force(TODAY) is is_in_force


def test_a_key_is_shown_with_its_whole_history(catalogue):
    (found,) = show(catalogue, "learning-records", TODAY)

    assert found.current == len(found.entries) - 1
    assert found.entries[0]["to"] == "learning-and-skills-council"
    assert found.entries[-1]["to"] == "department-for-education"


def test_between_two_days_stands_what_began_ended_and_changed(catalogue):
    found = {
        (change.what, change.key): change
        for change in changes(catalogue, date(2025, 3, 31), date(2025, 4, 1))
    }
    moved = found["changed", "learning-records"]
    closed = found["ended", "education-and-skills-funding-agency"]

    assert moved.fields["to"] == (
        "education-and-skills-funding-agency",
        "department-for-education",
    )
    assert closed.why.startswith("closed on 31 March 2025")


def test_nothing_changes_between_a_day_and_itself(catalogue):
    assert list(changes(catalogue, TODAY, TODAY)) == []


def test_what_is_not_sure_is_told_with_its_reason(catalogue):
    doubts = list(doubtful(catalogue, TODAY))

    assert {"told by others, or read in part"} <= {one.doubt for one in doubts}
    assert all(one.place.startswith("data/") for one in doubts)
    assert any("memory" in one.doubt for one in doubts) == any(
        citation.evidence == "memory"
        for dated in catalogue.sharings.values()
        if (held := dated.on(TODAY))
        for citation in held.entry.law
    )


def test_what_was_not_checked_for_long_is_stale(catalogue):
    later = date(2028, 1, 1)

    assert list(stale(catalogue, TODAY, 3650)) == []
    assert len(list(stale(catalogue, later, 30))) > 100
