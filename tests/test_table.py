"""Tables of schools: extracts as downloaded and re-saved, and sheets of answers."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notices.errors import FaultsError
from notices.organisation.layers import read_layers
from notices.organisation.load import organisation_from
from notices.organisation.table import (
    Wanted,
    layers_of,
    own_file,
    read_table,
    select,
    template_csv,
)
from notices.organisation.table.values import Kind, text_of, value_of, whole

TABLES = Path(__file__).with_name("tables")
EXTRACT = TABLES / "edubasealldata20250717.csv"
FULL = TABLES / "full-layout.csv"
TRUST = (
    "URN,EstablishmentName,TrustSchoolFlag (name),Trusts (name)\n"
    "138120,Kenton School,Supported by a multi-academy trust,NORTHERN TRUST\n"
)


@pytest.fixture
def read(catalogue):
    """Return a function that reads a table from a path, bytes or text."""

    def read_it(source, name="schools.csv"):
        if isinstance(source, Path):
            return read_table(source, vocabulary=catalogue.vocabulary, name=source.name)
        data = source.encode() if isinstance(source, str) else source
        return read_table(io.BytesIO(data), vocabulary=catalogue.vocabulary, name=name)

    return read_it


@pytest.fixture
def made(catalogue, register):
    """Return a function that makes the organisation of a row."""

    def make(row, base=None, own=None):
        return organisation_from(
            layers_of(row, base, own),
            vocabulary=catalogue.vocabulary,
            register=register,
        )

    return make


def facts(table):
    return [row.facts.values for row in table.rows]


def resaved(change=lambda rows: rows, *, delimiter=",", encoding="utf-8"):
    rows = list(csv.reader(io.StringIO(EXTRACT.read_bytes().decode("cp1252"))))
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(change(rows))
    return text.getvalue().encode(encoding)


def test_an_extract_as_downloaded_knows_its_schools_and_its_day(read, made):
    table = read(EXTRACT)
    school = made(table.rows[0])

    assert table.faults == ()
    assert [row.urn for row in table.rows][:1] == [school.urn]
    assert {row.phase for row in table.rows} >= {"Nursery", "Primary", "Secondary"}
    assert all(row.type and row.la_code and row.is_open for row in table.rows)


def test_a_row_of_an_extract_fills_what_the_register_fills(read, made):
    row = next(row for row in read(EXTRACT).rows if row.urn == 108427)
    school = made(row)

    assert school.name == "Ashfield Nursery School"
    assert school.type == "local-authority-nursery-school"
    assert school.ages == (2, 4)
    assert school.address[-1] == "NE4 6JR"
    assert school.telephone == "0191 273 5587"
    assert school.website == "http://www.ashfield.newcastle.sch.uk"
    assert school.local_authority == "Newcastle upon Tyne"
    origin = school.layers.origin("organisation", "name")
    assert (origin.file.name, origin.line, origin.own) == (EXTRACT.name, 2, False)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig", "utf-16"])
def test_an_extract_says_the_same_however_it_was_saved(read, delimiter, encoding):
    assert facts(read(resaved(delimiter=delimiter, encoding=encoding))) == facts(
        read(EXTRACT)
    )


def test_line_ends_make_no_difference(read):
    data = EXTRACT.read_bytes()

    assert facts(read(data.replace(b"\r\n", b"\n"))) == facts(read(data))


def test_windows_1252_read_as_iso_8859_1_is_put_right(read):
    table = read("URN,EstablishmentName\n100001,St Clement\x92s School\n")

    assert table.rows[0].name == "St Clement\u2019s School"


def test_columns_may_come_in_any_order_and_with_a_stranger(read):
    def change(rows):
        return [[*reversed(row[5:]), "x", *row[:5]] for row in rows]

    assert facts(read(resaved(change))) == facts(read(EXTRACT))


def test_what_a_spreadsheet_dropped_comes_back(read):
    def change(rows):
        at = rows[0].index("TelephoneNum")
        low = rows[0].index("StatutoryLowAge")
        for row in rows[1:]:
            row[at] = row[at].lstrip("0")
            row[0] += ".0"
            row[low] += ".0"
        return rows

    assert facts(read(resaved(change))) == facts(read(EXTRACT))


def test_the_layout_of_140_columns_knows_days_of_closing(read, made):
    table = read(FULL)
    closed = [row for row in table.rows if not row.is_open]

    assert [row.closed is None for row in table.rows].count(False) == len(closed) == 1
    assert made(table.rows[0]).telephone == "020 7283 1147"


def test_the_columns_about_heads_are_left_unread(read):
    def change(rows):
        for row in rows[1:]:
            for at, head in enumerate(rows[0]):
                if head.startswith("Head"):
                    row[at] = "Zzyzx"
        return rows

    table = read(resaved(change))

    assert "Zzyzx" not in repr(table)


def test_a_sheet_of_answers_speaks_for_the_school(read, made):
    table = read(
        "URN,uses.cctv,uses.alumni,uses.biometrics,organisation.telephone,"
        "notice.approved,data-protection-officer.email,notices\n"
        "108427,yes,,No,1912735588,01/09/2026,dpo@example.org,pupils; workforce\n"
    )
    school = made(table.rows[0])

    assert school.profile.uses == {"cctv": True, "biometrics": False}
    assert school.telephone == "0191 273 5588"
    assert school.profile.notice.approved == date(2026, 9, 1)
    assert school.profile.notices == ("pupils", "workforce")
    origin = school.layers.origin("uses", "cctv")
    assert (origin.file.name, origin.line, origin.own) == ("schools.csv", 2, True)


def test_an_extract_may_have_columns_of_answers(read, made):
    row = read("URN,EstablishmentName,uses.cctv\n108427,Ashfield,yes\n").rows[0]
    layers = made(row).layers

    assert layers.origin("uses", "cctv").own
    assert not layers.origin("organisation", "name").own


def test_base_then_row_then_the_schools_own_file(read, made, tmp_path):
    (tmp_path / "base.toml").write_text(
        '[uses]\ncctv = false\nalumni = false\nbiometrics = false\n[trust]\nname="T"\n'
    )
    (tmp_path / "108427.toml").write_text("[uses]\nbiometrics = true\n")
    row = read("URN,uses.alumni,uses.biometrics\n108427,yes,no\n").rows[0]
    base = read_layers(tmp_path / "base.toml")
    layers = made(row, base, own_file(tmp_path, row)).layers

    assert layers.values["uses"] == {"cctv": False, "alumni": True, "biometrics": True}
    said = {
        use: (
            layers.origin("uses", use).file.name.rpartition("/")[2],
            layers.origin("uses", use).own,
        )
        for use in layers.values["uses"]
    }
    assert said == {
        "cctv": ("base.toml", False),
        "alumni": ("schools.csv", True),
        "biometrics": ("108427.toml", True),
    }
    assert base.origin("uses", "cctv").own
    assert base.values["uses"]["alumni"] is False


def test_a_base_names_the_trust_better_than_an_extract(read, tmp_path):
    (tmp_path / "base.toml").write_text('[trust]\nname = "Northern Trust"\n')
    row = read(TRUST).rows[0]
    assert row.facts.values["trust"] == {"name": "NORTHERN TRUST", "schools": "multi"}

    values = layers_of(row, read_layers(tmp_path / "base.toml"), None).values

    assert values["trust"]["name"] == "Northern Trust"
    assert values["organisation"]["name"] == row.name


def test_rows_are_chosen_and_closed_schools_set_apart(read, catalogue, register):
    def chosen(**asked):
        return select(
            read(FULL).rows,
            Wanted(**asked),
            vocabulary=catalogue.vocabulary,
            register=register,
        )

    everything = chosen()
    first = everything.rows[0]

    assert [row.status for row in everything.closed] == ["Closed"]
    assert chosen(limit=1).rows[0].urn == first.urn
    assert len(chosen(limit=1).rows) == 1
    assert [row.urn for row in chosen(urns=frozenset({first.urn, 9})).rows] == [
        first.urn
    ]
    assert chosen(urns=frozenset({9})).absent == (9,)
    assert chosen(phases=frozenset({"primary"})).rows[0].phase == "Primary"
    assert not chosen(types=frozenset({"pupil-referral-unit"})).rows


def test_the_register_tells_the_phase_that_a_sheet_does_not(read, catalogue, register):
    rows = read("URN,uses.cctv\n108427,yes\n138120,yes\n").rows
    asked = Wanted(
        phases=frozenset({"Nursery"}),
        types=frozenset({"local-authority-nursery-school"}),
    )
    found = select(rows, asked, vocabulary=catalogue.vocabulary, register=register)

    assert [row.urn for row in found.rows] == [108427]


@pytest.mark.parametrize(
    ("text", "kept", "nowhere"),
    [
        ("URN\n108427\n138120\n100000\n999999\n", [108427, 138120], [999999]),
        ("URN,LA (code)\n108427,202\n100000,391\n138120,\n", [100000, 138120], []),
    ],
    ids=["the register tells", "the table goes first"],
)
def test_the_schools_of_an_authority_are_chosen(
    text, kept, nowhere, read, catalogue, register
):
    found = select(
        read(text).rows,
        Wanted(la="391"),
        vocabulary=catalogue.vocabulary,
        register=register,
    )

    assert [row.urn for row in found.rows] == kept
    assert [row.urn for row in found.nowhere] == nowhere


def test_the_blank_table_can_be_read_back(read, catalogue):
    blank = template_csv(catalogue.vocabulary)
    width = blank.count(",")
    table = read(blank + "108427" + "," * width + "\n")

    assert blank.startswith("organisation.urn,")
    assert table.rows[0].said.values == {"organisation": {"urn": 108427}}
    assert template_csv(catalogue.vocabulary, uses=["cctv"]).endswith(",uses.cctv\n")


@given(st.dates(min_value=date(1000, 1, 1)))
def test_days_are_read_as_england_and_machines_write_them(day):
    for text in (day.isoformat(), f"{day:%d/%m/%Y}", f"{day:%d-%m-%Y}"):
        assert value_of(Kind.DAY, text) == day


@given(st.integers(0, 999_999_999))
def test_whole_numbers_survive_a_spreadsheet(number):
    for cell in (number, float(number), str(number), f"{number}.0"):
        assert whole(text_of(cell)) == str(number)


@given(st.integers(0, 25), st.integers(0, 25))
def test_ages_are_read_however_they_are_joined(low, high):
    low, high = sorted((low, high))
    for joint in (" to ", "-", "\u2013", ", ", ";"):
        assert value_of(Kind.AGES, f"{low}{joint}{high}") == [low, high]


@given(st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=40))
def test_text_comes_through_a_table_unchanged(text):
    from notices.organisation.table.grid import Sheet
    from notices.organisation.table.text import read_text

    written = io.StringIO()
    csv.writer(written).writerows([["URN", "x", "y"], ["1", text, "z"]])
    if text.startswith('="'):
        return
    sheet = Sheet(name="t.csv", folder=Path())
    lines = list(read_text(sheet, written.getvalue().encode()).lines)

    assert text_of(lines[1].cells[1]) == text.strip()


def test_what_is_no_table_raises_faults_only(read):
    for data in (b"\0\0", b"PK\x03\x04x", b"\xd0\xcf\x11\xe0", b"x", b'"', b"\n\n"):
        with pytest.raises(FaultsError):
            read(data)
