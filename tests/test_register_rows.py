"""Rows of the Department's own layouts, and what is made of each cell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notices.errors import NoticesError
from notices.organisation.register import NEEDED, School, read_row
from notices.organisation.register.contact import (
    address_of,
    authority_name_of,
    telephone_of,
    website_of,
)

LEAST = dict.fromkeys(NEEDED, "") | {"URN": "100001", "EstablishmentName": "Pace"}


def school(**columns: str) -> School:
    return read_row(LEAST | columns)


def test_a_row_needs_a_handful_of_columns_only():
    least = read_row(LEAST)

    assert least.name == "Pace"
    assert least.address == ()
    assert least.trust is None


def test_a_missing_column_is_named():
    row = {header: text for header, text in LEAST.items() if header != "URN"}

    with pytest.raises(NoticesError, match='no column "URN"'):
        read_row(row)


@pytest.mark.parametrize("urn", ["", "12a", "1.0", "²", "-3"])
def test_a_number_that_is_none_is_quoted(urn: str):
    with pytest.raises(NoticesError, match="is not a number"):
        school(URN=urn)


def test_a_cell_that_a_short_row_lacks_counts_as_empty():
    assert read_row({**LEAST, "Town": None}).town == ""


@pytest.mark.parametrize(
    ("text", "age"), [("0", 0), ("19", 19), ("99", None), ("", None), ("x", None)]
)
def test_an_age_that_nobody_has_is_unknown(text: str, age: int | None):
    assert school(StatutoryHighAge=text).high_age == age


def test_names_keep_their_marks():
    name = "St Paul's C/E & Infant: School@Worden (A)"

    assert school(EstablishmentName=f" {name.replace(' ', '  ')}\xa0").name == name


@pytest.mark.parametrize("text", ["", "None", "Does not apply", "Not applicable"])
def test_no_religious_character_is_written_in_four_ways(text: str):
    assert (
        read_row(LEAST | {"ReligiousCharacter (name)": text}).religious_character
        is None
    )


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("01-08-2011", "2011-08-01"),
        ("01/08/2011", "2011-08-01"),
        ("01-01-1900", None),
        ("", None),
        ("31-02-2011", None),
        ("9-9-99999999999999999999", None),
    ],
)
def test_a_day_that_is_not_known_is_not_told(text: str, day: str | None):
    assert school(OpenDate=text).opened == day


def test_a_county_stands_in_an_address_only_for_want_of_a_town():
    county = {"Street": "Mill Lane", "County (name)": "Kent"}

    assert read_row(LEAST | county).address == ("Mill Lane", "Kent")
    assert read_row(LEAST | county | {"Town": "Deal"}).address == ("Mill Lane", "Deal")


def test_the_full_layout_tells_the_trust_itself():
    told = read_row(
        LEAST
        | {
            "TrustSchoolFlag (name)": "Supported by a multi-academy trust",
            "Trusts (name)": "EXAMPLE  TRUST",
            "Trusts (code)": "1234",
        }
    )

    assert (told.trust, told.trust_uid, told.trust_schools) == (
        "EXAMPLE TRUST",
        "1234",
        "multi",
    )


def test_the_trust_of_a_foundation_school_is_no_academy_trust():
    flag = {"TrustSchoolFlag (name)": "Supported by a trust", "Trusts (name)": "T"}

    assert read_row(LEAST | flag).trust is None


# Telephone numbers, web addresses, addresses


@pytest.mark.parametrize(
    ("text", "grouped"),
    [
        ("02072831147", "020 7283 1147"),
        ("2072831147", "020 7283 1147"),
        ("01132000000", "0113 200 0000"),
        ("01912665315", "0191 266 5315"),
        ("01539432345", "015394 32345"),
        ("0169772577", "016977 2577"),
        ("01744221044", "01744 221044"),
        ("0174422104", "01744 22104"),
        ("03003038384", "0300 303 8384"),
        ("07700900123", "07700 900123"),
        ("441254812581", "01254 812581"),
        ("0191 273 5587", "0191 273 5587"),
        ("44170687415", "44170687415"),
        ("79030214", "79030214"),
        ("", ""),
    ],
)
def test_a_telephone_number_is_grouped_as_it_is_read(text: str, grouped: str):
    assert telephone_of(text) == grouped


@given(st.text() | st.text("0123456789 +", max_size=14))
def test_a_telephone_number_keeps_its_digits(text: str):
    kept = "".join(telephone_of(text).split())
    given_back = "".join(text.split())

    assert kept in {given_back, f"0{given_back}", f"0{given_back[2:]}"}


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("www.a.sch.uk", "http://www.a.sch.uk"),
        ("httpschool.org.uk", "http://httpschool.org.uk"),
        ("HTTPS://A.uk/b?c=d", "https://A.uk/b?c=d"),
        ("www.a.derby.sch.uk.", "http://www.a.derby.sch.uk"),
        ("http:www.a.sch.uk/", ""),
        ("javascript:alert(1)", ""),
        ('http://a.uk/"><b>', ""),
        ("ftp://a.uk", ""),
        ("a school", ""),
        ("", ""),
    ],
)
def test_a_web_address_is_one_that_a_browser_opens_or_none(text: str, address: str):
    assert website_of(text) == address


@given(st.text() | st.from_regex(r"(https?:)?/?/?[a-z.]{0,9}(/.*)?"))
def test_a_web_address_is_always_http_or_empty(text: str):
    address = website_of(text)

    assert address == "" or address.startswith(("http://", "https://"))
    assert website_of(address) == address


def test_a_line_of_an_address_is_told_once():
    lines = ["1 High  St", "", "Newcastle Upon Tyne", "Newcastle upon Tyne"]

    assert address_of(lines) == ("1 High St", "Newcastle Upon Tyne")


@pytest.mark.parametrize(
    ("register_name", "name"),
    [
        ("Kingston upon Hull, City of", "Kingston upon Hull"),
        ("Herefordshire, County of", "Herefordshire"),
        ("Isles Of Scilly", "Isles of Scilly"),
        ("Bournemouth, Christchurch and Poole", "Bournemouth, Christchurch and Poole"),
        ("St. Helens", "St. Helens"),
    ],
)
def test_an_authority_reads_well_in_a_sentence(register_name: str, name: str):
    assert authority_name_of(register_name) == name
