"""What a profile may say, and that all its faults are told at once."""

import json
from dataclasses import replace

import pytest
from pydantic import ValidationError

from notices.compose.own_text import with_lists
from notices.errors import FaultsError
from notices.organisation.load import load_organisation
from notices.organisation.own import OwnPurpose, Supplier
from notices.organisation.profile import (
    Dress,
    NoticeDetails,
    Officer,
    Particulars,
    Profile,
    Trust,
)
from notices.organisation.said import at_home, is_abroad, is_not_known, why_no_country
from notices.shipped import shipped
from notices.tomlfile import read_toml


def accepts(model, key, value):
    try:
        model.model_validate({key: value})
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize(
    ("place", "abroad"),
    [
        ("United Kingdom", False),
        ("The United Kingdom", False),
        ("U.K.", False),
        ("England and Wales", False),
        ("great Britain and Northern Ireland", False),
        ("Ireland", True),
        ("Ukraine", True),
        ("UK (London)", None),
        ("England, UK", None),
        ("London", None),
        ("United Kingdom and Ireland", None),
    ],
)
def test_a_place_is_at_home_or_abroad_or_leaves_it_open(place, abroad):
    assert bool(why_no_country(place)) is (abroad is None)
    assert abroad is None or is_abroad(place) is abroad


@pytest.mark.parametrize(
    ("place", "written"),
    [("uk", "United Kingdom"), ("U.K.", "United Kingdom"), ("england", "England")],
)
def test_home_is_written_as_a_notice_writes_it(place, written):
    assert at_home(place) == written
    supplier = Supplier.model_validate({"name": "Pay", "stores-data-in": place})
    assert supplier.stores_data_in == written


@pytest.mark.parametrize("place", ["Cloud", "the cloud", "Azure", "abroad", "none"])
def test_what_is_no_place_names_no_country(place):
    assert why_no_country(place) == (
        "names no country",
        'write "United Kingdom", or the other country',
    )


@pytest.mark.parametrize(
    "said", ["Not sure", "don't know", "I don\u2019t know yet.", "TBC", "???"]
)
def test_who_does_not_know_names_nothing(said):
    assert is_not_known(said)
    assert why_no_country(said)
    assert not is_not_known("Tobago")


@pytest.mark.parametrize(
    "number",
    ["01632 960000", "+44 (0)1632 960000", "01632 960000 ext. 12", "0800 1111", ""],
)
def test_a_telephone_number_is_one(number):
    assert accepts(Officer, "telephone", number)


@pytest.mark.parametrize(
    "number",
    ["dpo@hill.sch.uk", "0191 266 8389 \U0001f600", "01912", "ring the office"],
)
def test_what_is_no_telephone_number_is_a_fault(number):
    assert not accepts(Officer, "telephone", number)


@pytest.mark.parametrize(
    "email",
    ["dpo@hill.sch.uk", "data.protection+1@hill-school.example.org", "o'neil@a.b.c"],
)
def test_an_email_address_is_one(email):
    assert accepts(Officer, "email", email)


@pytest.mark.parametrize(
    "email",
    [
        "",
        "dpo",
        "dpo@hill",
        "dpo(at)hill.sch.uk",
        "dpo@hill.sch.uk, office@hill.sch.uk",
        "DPO <dpo@hill.sch.uk>",
        "mailto:dpo@hill.sch.uk",
        "dpo@hill.sch.uk\n",
        "dpo@@hill.sch.uk",
        "dpo@hill..uk",
        5,
    ],
)
def test_what_is_no_email_address_is_a_fault(email):
    assert not accepts(Officer, "email", email)


@pytest.mark.parametrize(
    "address",
    [
        "https://hill.example.org",
        "http://hill.example.org/privacy?x=1#top",
        "https://hill.example.org:8443/a_b-c.pdf",
    ],
)
def test_a_web_address_is_one(address):
    assert accepts(NoticeDetails, "url", address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "hill.example.org",
        "www.hill.example.org",
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://hill.example.org",
        "https://",
        "https://hill",
        "https://hill.example.org/a b",
        'https://hill.example.org/"onclick=',
        "https://hill.example.org/>",
        "https://hill.example.org\n",
    ],
)
def test_what_is_no_web_address_is_a_fault(address):
    assert not accepts(NoticeDetails, "url", address)


def test_a_colour_is_six_digits_and_kept_small():
    assert Dress.model_validate({"colour": "#1A5276"}).colour == "#1a5276"
    for colour in ("red", "#abc", "1a5276", "#1a527g", "#1a52760", "rgb(1,2,3)"):
        assert not accepts(Dress, "colour", colour)


@pytest.mark.parametrize("schools", ["singles", "multiple", "Multi", "", 1])
def test_a_trust_has_one_school_or_several(schools):
    assert accepts(Trust, "schools", "single")
    assert accepts(Trust, "schools", "multi")
    assert not accepts(Trust, "schools", schools)


def test_a_purpose_rests_on_points_that_the_catalogue_puts_into_words(catalogue):
    told = {"key": "k", "title": "t", "says": "s", "data": ["d"], "because": "b"}

    for point in catalogue.grounds:
        article = "article-6" if point.startswith("6") else "article-9"
        OwnPurpose.model_validate({**told, "article-6": ["6(1)(a)"], article: [point]})
    for point in ("6(1)(g)", "6(1)(a) ", "x6(1)(a)", "6(1)(a)b", "9(2)(a)"):
        with pytest.raises(ValidationError, match="Article 6"):
            OwnPurpose.model_validate({**told, "article-6": [point]})


def test_spaces_and_lines_in_a_name_become_single_spaces():
    read = Particulars.model_validate({"name": " St\u00a0Mary's \n School "})

    assert read.name == "St Mary's School"


@pytest.mark.parametrize("path", sorted(shipped("examples").glob("*.toml")), ids=str)
def test_every_example_is_a_profile(path):
    Profile.model_validate(read_toml(path).values)


def faults_of(load, tmp_path, text):
    path = tmp_path / "profile.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FaultsError) as error:
        load(path)
    return [(fault.line, fault.key) for fault in error.value.faults]


def test_a_table_with_a_fault_hides_no_fault_of_another(load, tmp_path):
    text = """
[organisation]
urn  = 999999
name = "Example Hill School"
[notice]
issued = "soon"
[off]
school-cenus = "No."
[[suppliers]]
name           = "Example Lunch"
does           = "catring"
stores-data-in = "United Kingdom"
"""

    assert faults_of(load, tmp_path, text) == [
        (3, "organisation.urn"),
        (6, "notice.issued"),
        (8, "off.school-cenus"),
        (11, "suppliers[0].does"),
    ]


@pytest.mark.parametrize("fault", ['urn = "108427"', "urn = 108427\nemial = 1"])
def test_a_fault_brings_no_second_one_about_what_it_hides(load, tmp_path, fault):
    found = faults_of(load, tmp_path, f"[organisation]\n{fault}\n")

    assert len(found) == 1


def test_a_misspelt_table_is_one_fault(load, tmp_path):
    assert faults_of(load, tmp_path, "[organization]\nurn = 108427\n") == [
        (1, "organization")
    ]


@pytest.mark.parametrize(
    ("ages", "is_right"),
    [
        ("[3, 11]", True),
        ("[11, 11]", True),
        ("[0, 25]", True),
        ("[11, 3]", False),
        ("[3]", False),
        ("[3, 5, 11]", False),
        ("[-1, 11]", False),
        ("[3, 110]", False),
    ],
)
def test_ages_are_a_lowest_and_a_highest(load, tmp_path, ages, is_right):
    text = f"[organisation]\nurn = 108427\nages = {ages}\n"

    if is_right:
        (tmp_path / "profile.toml").write_text(text)
        assert list(load(tmp_path / "profile.toml").ages) == json.loads(ages)
    else:
        assert faults_of(load, tmp_path, text) == [(3, "organisation.ages")]


@pytest.mark.parametrize("kind", ["local-authority", "department"])
def test_only_schools_need_ages(load, tmp_path, kind):
    path = tmp_path / "profile.toml"
    path.write_text(f'[organisation]\ntype = "{kind}"\nname = "Example"\n')

    assert load(path).ages is None


def test_a_trusts_school_of_a_type_that_is_not_known_is_a_fault(
    tmp_path, catalogue, register
):
    path = tmp_path / "profile.toml"
    path.write_text(
        '[organisation]\ntype = "trust"\nname = "T"\nschools = [136952]\n',
        encoding="utf-8",
    )
    named = catalogue.vocabulary.types.items()
    types = {key: name for key, name in named if name != "Free schools"}
    others = replace(catalogue.vocabulary, types=types)

    with pytest.raises(FaultsError, match="a type that is not known here"):
        load_organisation(path, vocabulary=others, register=register)


def test_a_list_that_was_pasted_from_a_word_processor_is_one():
    pasted = "We are:\n\u2022\tKind\n\u2022 Fair\no\tto all\nNo o more.\n- ours"

    assert with_lists(pasted) == (
        "We are:\n\n- Kind\n- Fair\n    - to all\n\nNo o more.\n- ours"
    )
