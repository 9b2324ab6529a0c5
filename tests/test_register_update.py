"""A newer register, made of a download by somebody who builds with it."""

import csv
import gzip
from datetime import date

import pytest

from notices.errors import FaultsError, NoticesError
from notices.organisation.register import load_register
from notices.organisation.table.renewal import renewal_of

HEADS = ("HeadTitle (name)", "HeadFirstName", "HeadLastName")
LEAST = {
    "URN": "100001",
    "LA (code)": "391",
    "LA (name)": "Newcastle upon Tyne",
    "EstablishmentName": "Été School",
    "TypeOfEstablishment (name)": "Community school",
    "EstablishmentStatus (name)": "Open",
    "StatutoryLowAge": "3",
    "StatutoryHighAge": "11",
    "Town": "Newcastle",
    "TelephoneNum": "1912735587",
    **dict.fromkeys(HEADS, "SECRET"),
}
ACADEMY = {
    "TypeOfEstablishment (name)": "Academy converter",
    "TrustSchoolFlag (name)": "Supported by a multi-academy trust",
    "Trusts (code)": "99999",
    "Trusts (name)": "NEW TRUST",
}


@pytest.fixture
def update(tmp_path, catalogue, register):
    """Return a function that makes a register of rows, and loads it."""

    def renewed(*rows, name="edubasealldata20260901.csv", day=None):
        path = tmp_path / name
        columns = list(dict.fromkeys(head for row in rows for head in row))
        with path.open("w", encoding="cp1252", newline="") as file:
            writer = csv.DictWriter(file, columns, quoting=csv.QUOTE_ALL, restval="")
            writer.writeheader()
            writer.writerows(rows)
        renewal = renewal_of(
            path, vocabulary=catalogue.vocabulary, before=register, day=day
        )
        folder = tmp_path / "register"
        folder.mkdir(exist_ok=True)
        for file, data in renewal.files.items():
            (folder / file).write_bytes(data)
        return renewal, load_register(folder)

    return renewed


def test_a_download_becomes_a_register_that_is_searched_as_ours_is(update):
    renewal, made = update(LEAST)
    school = made.find(100001)

    assert renewal.schools == 1
    assert made.day == date(2026, 9, 1)
    assert school == made.search("ete newcastel").schools[0]
    assert (school.name, school.telephone) == ("Été School", "0191 273 5587")


def test_nothing_about_heads_is_taken_over(update):
    renewal, _ = update(LEAST)

    assert b"SECRET" not in gzip.decompress(renewal.files["register.csv.gz"])


def test_closed_schools_and_what_gets_no_notice_are_left_out(update):
    renewal, made = update(
        LEAST,
        LEAST | {"URN": "100002", "EstablishmentStatus (name)": "Closed"},
        LEAST | {"URN": "100003", "TypeOfEstablishment (name)": "Children's centre"},
    )

    assert (renewal.schools, renewal.left_out) == (1, 2)
    assert [school.urn for school in made] == [100001]


def test_a_layout_with_trusts_tells_them(update):
    renewal, made = update(LEAST | ACADEMY)
    school = made.find(100001)

    assert renewal.trusts_day == renewal.day
    assert (school.trust, school.trust_schools) == ("NEW TRUST", "multi")


def test_a_number_of_a_trust_that_a_spreadsheet_dressed_up_is_told(update):
    with pytest.raises(FaultsError) as error:
        update(LEAST | ACADEMY | {"Trusts (code)": "2,044"})

    assert str(error.value).partition(".csv")[2] == (
        ':2: Trusts (code): "2,044" is not the number of a trust.\n'
        "  A school is joined to its trust by that number.\n"
        "  To mend: write the digits only, such as 2044."
    )


def test_the_trust_of_a_foundation_school_may_have_any_number(update):
    trust = {"TrustSchoolFlag (name)": "Supported by a trust", "Trusts (code)": "n/a"}
    _, made = update(LEAST | trust | {"Trusts (name)": "Friends"})

    assert made.find(100001).trust is None


def test_a_layout_without_trusts_takes_those_we_know(update, register):
    renewal, made = update(LEAST | {"URN": "146680"})

    assert renewal.trusts_day == register.trusts_day
    assert made.find(146680).trust == "PROSPER LEARNING TRUST"


def test_an_authority_that_is_new_is_taken_over(update):
    _, made = update(LEAST | {"LA (code)": "999", "LA (name)": "Newtown, City of"})

    assert made.find(100001).la_name == "Newtown"
    assert [school.urn for school in made.of_authority("999")] == [100001]


def test_our_own_register_comes_back_as_it_was(update, register):
    """Every tenth line, as the Department would write it."""
    codes = {code: one.register_name for code, one in register.authorities.items()}
    text = gzip.decompress((register.folder / "register.csv.gz").read_bytes()).decode()
    rows = list(csv.DictReader(text.splitlines()))[::10]
    for row in rows:
        row["LA (name)"] = codes[row["LA (code)"]]
        del row["Trusts (code)"]
    _, made = update(*rows)

    for row in rows:
        assert made.find(int(row["URN"])) == register.find(int(row["URN"]))


def test_the_day_must_be_known(update):
    with pytest.raises(NoticesError, match="does not say of which day"):
        update(LEAST, name="schools.csv")
    assert update(LEAST, name="schools.csv", day=date(2026, 1, 2))[1].day == date(
        2026, 1, 2
    )


def test_what_is_no_download_is_told(update):
    with pytest.raises(FaultsError) as error:
        update({"URN": "1", "EstablishmentName": "x"})
    assert 'no column "TypeOfEstablishment (name)"' in str(error.value)

    with pytest.raises(FaultsError) as error:
        update(LEAST, LEAST | {"URN": "none"}, LEAST | {"URN": ""})
    assert len(error.value.faults) == 2


def test_a_school_that_is_not_in_it_is_told_which_register_that_is(update):
    _, made = update(LEAST)

    assert "covers the open schools in edubasealldata20260901.csv" in (
        made.not_in_register(7)
    )
    assert "that ships" not in made.not_in_register(7)


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        ("missing", "not a whole one: it lacks register.csv.gz.\n  To mend: check"),
        ("cut off", "register.csv.gz: it cannot be read, or not to its end.\n"),
        ("text", "register.csv.gz: it cannot be read, or not to its end.\n"),
    ],
)
def test_a_register_that_is_broken_is_told_and_can_be_made_anew(
    harm, said, update, run, tmp_path
):
    update(LEAST)
    path = tmp_path / "register" / "register.csv.gz"
    data = path.read_bytes()
    if harm == "missing":
        path.unlink()
    else:
        path.write_bytes(data[:-20] if harm == "cut off" else b"URN\n100001\n")

    told = run("register", "show", "100001", "--register", "register", code=3)
    assert said in told.stderr
    run("register", "update", "edubasealldata20260901.csv")
    assert path.read_bytes() == data


def test_an_authority_without_a_school_in_the_register_gets_no_project(update, run):
    update(LEAST)

    told = run("init", "--la", "202", "--register", "register", code=3)

    assert told.stderr == (
        "--la: the register has no school of 202 Camden.\n"
        "  It covers the open schools in edubasealldata20260901.csv on "
        "1 September 2026.\n"
        "  To mend: check the number, or name another register with --register.\n"
    )
