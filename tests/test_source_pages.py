"""All that the Department's two pages named is in the catalogue, then and now.

The pages' texts do not ship, so what they name stands here.
"""

from datetime import date

import pytest
from typer.testing import CliRunner

from notices.catalogue import load_catalogue
from notices.catalogue.ask import Query, search
from notices.cli.catalogue import app
from notices.errors import FaultsError, NoticesError
from tests.conftest import TODAY
from tools.reference import source_pages

PAGE_1 = (
    "Department for Education",
    "Department of Health",
    "DH",
    "National Child Measurement Programme",
    "PCT",
    "Care Quality Commission",
    "Ofsted",
    "local authority (LA)",
    "post-16 learning institutions",
    "Chief Executive of Skills Funding",
    "Skills Funding Agency",
    "Learning Records Service",
    "Managing Information Across Partners Programme",
    "awarding organisations",
    "approved organisations",
    "other schools",
    "Qualifications and Curriculum Development Authority",
    "QCDA",
)
PAGE_2 = (
    "Department for Education",
    "awarding bodies",
    "national pupil database",
    "NPD",
    "schools",
    "local authorities",
    "researchers",
    "companies who are producing products",
    "other government departments and agencies",
    "Education (Individual Pupil Information) (Prescribed Persons) (England) "
    "Regulations 2009",
    "individuals requesting data from the NPD",
    "Office for National Statistics",
    "third parties on a case-by-case basis",
    "Data Protection Act (1998)",
    "Education (Supply of Information about the School Workforce)(No.2)(England) "
    "Regulations 2007",
    "Longitudinal education outcomes study",
)
PUT_BACK = (
    "Education Act 2005, section 114",
    "Education Act 1996, section 537A",
    "Children Act 1989, section 83",
    "school performance tables",
    "adoption scorecards",
    "statistical releases",
    "education policy",
    "funding",
    "electoral registration officers",
    "Local Government Association",
    "Her Majesty's Chief Inspector (Ofsted)",
    "Qualifications and Curriculum Authority",
    "Learning and Skills Council",
    "Audit Commission",
    "National College for School Leadership",
    "Office of Manpower Economics",
    "Training and Development Agency for Schools",
    "General Teaching Council for England",
    "local authority, as an employer",
    "Service Children's Education",
    "proprietor of a school",
    "researchers into the school workforce",
)
"""Lines of the lists that page 2 lost, and what an earlier state of it named."""


@pytest.mark.parametrize(
    ("page", "name"),
    [*((1, name) for name in PAGE_1), *((2, name) for name in PAGE_2 + PUT_BACK)],
)
def test_whatever_a_page_names_is_covered(page, name, catalogue):
    (first, *_) = [
        one
        for one in catalogue.mentions.values()
        if one.page == page and name in one.names
    ]

    assert first.bodies or first.sharings or first.laws


def test_nothing_named_is_missing(catalogue):
    assert {key for key, one in catalogue.mentions.items() if one.missing} == set()


def _lasts(thing, day=TODAY) -> bool:
    return thing.on(day) is not None or bool(thing.entries[-1].entry.ended)


def test_all_that_was_named_works_today_or_ended_for_a_reason(catalogue):
    undecided = [
        key
        for one in catalogue.mentions.values()
        for kind in ("bodies", "sharings")
        for key in getattr(one, kind)
        if not _lasts(getattr(catalogue, kind)[key])
    ]

    assert undecided == []


def test_every_law_that_was_named_is_in_force_or_replaced(catalogue):
    laws = {
        key.partition("/")[0] for one in catalogue.mentions.values() for key in one.laws
    }
    ended = {key for key in laws if catalogue.laws[key].ends}

    assert "data-protection-act-1998" in ended
    assert all(catalogue.laws[key].replaced_by for key in ended)


@pytest.mark.parametrize(
    ("key", "then", "now"),
    [
        (
            "training-and-development-agency",
            "Training and Development Agency for Schools",
            "In its place: Department for Education",
        ),
        (
            "primary-care-trusts",
            "primary care trusts",
            "In its place: integrated care boards, NHS England, local authority",
        ),
        ("audit-commission", "Audit Commission", "no one body replaced it"),
    ],
)
def test_what_ended_leads_to_who_stands_in_its_place(key, then, now, catalogue):
    assert source_pages.body_on(catalogue, key, date(2011, 7, 11)) == then
    assert source_pages.body_on(catalogue, key, TODAY).endswith(now)


def test_a_law_is_told_of_the_day_asked(catalogue):
    told = [
        source_pages.law_on(catalogue, "data-protection-act-1998", day)
        for day in (date(2000, 2, 29), date(2018, 5, 24), date(2018, 5, 25))
    ]

    assert told[:2] == [
        "told from 1 March 2000 on",
        "in force: Data Protection Act 1998",
    ]
    assert told[2].startswith("ended on 24 May 2018. In its place: ")


def test_a_page_is_searched_for_and_says_what_holds(catalogue):
    found = {
        (one.kind, one.key): one.current is not None
        for one in search(catalogue, Query(page=1), TODAY)
    }

    assert found["bodies", "ofsted"]
    assert found["sharings", "department-to-ofsted"]
    assert not found["bodies", "primary-care-trusts"]
    assert not found["laws", "national-child-measurement-programme-regulations-2008"]
    assert ("bodies", "audit-commission") not in found


def test_a_page_narrows_what_else_is_asked_for(catalogue):
    asked = Query(page=2, recipient="audit-commission")

    assert [one.key for one in search(catalogue, asked, date(2015, 3, 1))] == [
        "staff-audit-commission"
    ]


@pytest.mark.parametrize("page", [-1, 0, 3])
def test_there_are_two_pages(page, catalogue):
    with pytest.raises(NoticesError) as error:
        search(catalogue, Query(page=page), TODAY)

    assert str(error.value) == (
        f"--page: there is no page {page}.\n"
        "  To mend: write 1 for the page of 2011, or 2 for the page of 2015."
    )


def test_the_command_lists_a_page():
    done = CliRunner().invoke(
        app, ["search", "--page", "2", "--on", "2026-11-22", "--csv"]
    )

    assert done.exit_code == 0
    assert "bodies,audit-commission,Audit Commission,,no" in done.stdout
    assert "laws,data-protection-act-1998,Data Protection Act 1998,,no" in done.stdout


def test_a_page_that_is_no_number_is_wrong_usage():
    assert CliRunner().invoke(app, ["search", "--page", "two"]).exit_code == 2


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        (
            'bodies = ["ofstead"]\nlaws = ["education-act-1996/s537B9"]',
            'source-pages.toml:5: mine.bodies: there is no "ofstead".',
        ),
        ('laws = ["education-act-1996/s0"]', 'there is no "education-act-1996/s0".'),
        ('sharings = ["school-sensus"]', 'To mend: did you mean "school-census"?'),
        ("", 'needs bodies, sharings or laws, or else missing = "why"'),
    ],
)
def test_a_key_that_leads_nowhere_is_a_fault(keys, message, tmp_path):
    (tmp_path / "source-pages.toml").write_text(
        f'[mine]\npage = 1\nnames = ["Mine"]\nsays = "It is mine."\n{keys}\n',
        encoding="utf-8",
    )

    with pytest.raises(FaultsError) as error:
        load_catalogue(tmp_path)

    assert message in str(error.value)
