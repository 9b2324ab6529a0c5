"""Tables in workbooks: places are cells, and nothing dangerous is opened."""

import io
import zipfile
from datetime import date

import pytest
from openpyxl import Workbook

from notices.errors import FaultsError
from notices.organisation.load import organisation_from
from notices.organisation.table import layers_of, read_table, workbook


@pytest.fixture
def read(catalogue):
    def read_it(data):
        return read_table(
            io.BytesIO(data), vocabulary=catalogue.vocabulary, name="schools.xlsx"
        )

    return read_it


def book(*rows, title="Sheet1", change=None):
    made = Workbook()
    made.active.title = title
    for row in rows:
        made.active.append(row)
    if change:
        change(made)
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


def rewritten(data, change):
    """Return a workbook with each part put through *change*."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return packed.getvalue()


HEAD = ["organisation.urn", "uses.cctv", "notice.issued", "organisation.telephone"]
BROKEN = (
    "schools.xlsx: the workbook cannot be opened: it is broken.\n"
    "  To mend: open it in your spreadsheet and save it again as .xlsx."
)


@pytest.mark.parametrize(
    ("name", "part", "kind"),
    [
        (
            "mimetype",
            b"application/vnd.oasis.opendocument.spreadsheet",
            "an OpenDocument spreadsheet (.ods)",
        ),
        ("word/document.xml", b"<x/>", "a Word document"),
    ],
)
def test_what_is_no_workbook_is_told_by_its_kind(name, part, kind, read):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(name, part)

    with pytest.raises(FaultsError) as raised:
        read(packed.getvalue())

    assert str(raised.value) == (
        f"schools.xlsx: this is {kind}.\n"
        "  A table is a CSV file or an Excel workbook (.xlsx).\n"
        '  To mend: save it from your spreadsheet as "CSV UTF-8" or as .xlsx.'
    )


def test_other_sheets_that_hold_something_are_known(read):
    def more(made):
        made.create_sheet("More schools").append(HEAD)
        made.create_sheet("Empty")
        made.create_sheet("Hidden").append(HEAD)
        made["Hidden"].sheet_state = "hidden"

    assert read(book(HEAD, [108427], change=more)).unread == ("More schools",)


def test_cells_keep_their_kinds(read):
    row = read(book(HEAD, [108427.0, True, date(2026, 9, 1), 1912735587])).rows[0]

    assert row.urn == 108427
    assert row.said.values["uses"] == {"cctv": True}
    assert str(row.said.values["notice"]["issued"]) == "2026-09-01"
    assert row.said.values["organisation"]["telephone"] == "0191 273 5587"


@pytest.mark.parametrize(
    ("title", "place"),
    [("Sheet1", "Sheet1!B3"), ("Our schools'", "'Our schools'''!B3")],
)
def test_a_fault_names_sheet_and_cell(read, title, place):
    table = read(book(HEAD, [], [108427, "maybe"], title=title))

    assert str(table.rows[0].faults[0]) == (
        f'schools.xlsx: {place}: uses.cctv: "maybe" is neither yes nor no.\n'
        "  A blank cell is a question that was not answered.\n"
        "  To mend: write yes or no, or leave the cell blank."
    )


def test_faults_of_the_profiles_rules_name_the_cell_too(read, catalogue, register):
    table = read(book(["URN", "organisation.email"], [108427, "office(at)x"]))

    with pytest.raises(FaultsError) as caught:
        organisation_from(
            layers_of(table.rows[0], None, None),
            vocabulary=catalogue.vocabulary,
            register=register,
        )

    assert str(caught.value).startswith(
        'schools.xlsx: Sheet1!B2: organisation.email: "office(at)x" is not an email'
    )


def test_the_same_urn_twice_names_both_cells(read):
    table = read(book(HEAD, [108427], [108427]))

    assert table.rows == ()
    assert str(table.faults[0]).startswith(
        "schools.xlsx: Sheet1!A3: organisation.urn: 108427 stands in Sheet1!A2 too."
    )


def test_ages_that_became_a_day_are_told(read):
    table = read(book(["URN", "organisation.ages"], [108427, date(2026, 11, 3)]))

    assert "A spreadsheet makes a day of ages" in str(table.rows[0].faults[0])


def test_a_formula_that_was_never_worked_out_is_told(read):
    table = read(book(HEAD, [108427, "=TRUE()"], [108430, "yes"]))

    assert [row.urn for row in table.rows] == [108430]
    assert [str(fault) for fault in table.faults] == [
        "schools.xlsx: Sheet1!B2: the formula here has not been worked out.\n"
        "  The workbook holds what a formula came to when it was saved; it holds "
        "nothing here.\n"
        "  To mend: open it in your spreadsheet and save it, or write the value."
    ]


def test_a_formula_counts_as_what_it_came_to(read):
    data = book(HEAD, [108427, "=TRUE()"])

    def change(name, part):
        return (
            part.replace(b"<v></v>", b"<v>1</v>")
            .replace(b"<v />", b"<v>1</v>")
            .replace(b'<c r="B2"', b'<c r="B2" t="b"')
        )

    row = read(rewritten(data, change)).rows[0]

    assert row.said.values["uses"] == {"cctv": True}


def test_the_first_sheet_that_says_something_is_read(read):
    def change(made):
        hidden = made.create_sheet("Notes", 0)
        hidden.append(["a"])
        hidden.sheet_state = "hidden"
        made.create_sheet("Blank", 0)

    assert read(book(HEAD, [108427], change=change)).rows[0].urn == 108427


def test_a_merged_header_is_told(read):
    def change(made):
        made.active.merge_cells("A1:D1")

    with pytest.raises(FaultsError) as caught:
        read(book(["Our schools"], HEAD, [108427], change=change))

    assert str(caught.value) == (
        "schools.xlsx: Sheet1!A1:D1: these cells of the first row are merged.\n"
        "  The first row heads the columns, each with a name of its own.\n"
        "  To mend: unmerge them, or delete the rows above the headers."
    )


def test_a_merged_header_is_told_whatever_the_parts_are_called(read):
    data = book(HEAD, change=lambda made: made.active.merge_cells("A1:D1"))
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(packed, "w") as new,
    ):
        for name in old.namelist():
            part = old.read(name).replace(b"xl/workbook.xml", b"xl/book.xml")
            new.writestr(name.replace("workbook.xml", "book.xml"), part)

    with pytest.raises(FaultsError, match=r"Sheet1!A1:D1: these cells .* are merged"):
        read(packed.getvalue())


def test_a_password_is_told(read):
    with pytest.raises(FaultsError) as caught:
        read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)

    assert str(caught.value) == (
        "schools.xlsx: the workbook is protected by a password, or is an old .xls "
        "file.\n"
        "  Neither can be read here.\n"
        "  To mend: save it as .xlsx without a password."
    )


def test_an_empty_workbook_is_told(read):
    with pytest.raises(FaultsError, match="the table is empty"):
        read(book())


def test_a_workbook_that_is_cut_off_is_told(read):
    data = book(HEAD, [108427])

    for size in (10, len(data) // 2, len(data) - 10):
        with pytest.raises(FaultsError) as caught:
            read(data[:size])
        assert str(caught.value) == BROKEN


@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "[Content_Types].xml"]
)
def test_a_part_that_is_broken_or_declares_entities_is_told(read, part):
    entity = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaa">]>'
    data = book(HEAD, [108427])

    for change in (lambda old: old[:-20], lambda old: entity + old):
        broken = rewritten(
            data, lambda name, old, to=change: to(old) if name == part else old
        )
        try:
            said = "\n".join(map(str, read(broken).faults))
        except FaultsError as error:
            said = str(error)
        assert said == BROKEN


def test_a_workbook_that_unpacks_too_large_is_told(read, monkeypatch):
    monkeypatch.setattr(workbook, "LARGEST", 1_000_000)
    bomb = rewritten(
        book(HEAD, [108427]),
        lambda name, old: old + b" " * 2_000_000 if "sheet1" in name else old,
    )

    with pytest.raises(FaultsError) as caught:
        read(bomb)

    assert str(caught.value) == (
        "schools.xlsx: the workbook unpacks to more than 1 MB.\n"
        "  So large a table of schools is probably not meant.\n"
        "  To mend: save the sheet with the schools alone, or save it as CSV."
    )
