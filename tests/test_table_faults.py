"""What is wrong with a table, word for word."""

import errno
import io
from pathlib import Path

import pytest

from notices.errors import FaultsError
from notices.organisation.load import organisation_from
from notices.organisation.table import layers_of, own_file, read_table
from notices.tomlfile import read_toml


@pytest.fixture
def told(catalogue, register):
    """Return a function that says all that is wrong with a table and its rows."""

    def tell(data, name="schools.csv"):
        source = io.BytesIO(data.encode() if isinstance(data, str) else data)
        try:
            table = read_table(source, vocabulary=catalogue.vocabulary, name=name)
        except FaultsError as error:
            return str(error)
        faults = [str(fault) for fault in table.faults]
        for row in table.rows:
            try:
                organisation_from(
                    layers_of(row, None, None),
                    vocabulary=catalogue.vocabulary,
                    register=register,
                )
            except FaultsError as error:
                faults.append(str(error))
        return "\n\n".join(faults)

    return tell


CASES = {
    "empty": (
        b" \n",
        "schools.csv: the table is empty.\n"
        "  Its first row heads the columns, and each row below is a school.\n"
        "  To mend: add a row for each school, beginning with its URN.",
    ),
    "headers only": (
        b"URN,uses.cctv\n",
        "schools.csv: the table is empty.\n"
        "  Its first row heads the columns, and each row below is a school.\n"
        "  To mend: add a row for each school, beginning with its URN.",
    ),
    "picture": (
        b"\x89PNG\0\0",
        "schools.csv: this is not a table.\n"
        "  A table is a CSV file or an Excel workbook (.xlsx).\n"
        '  To mend: save it from your spreadsheet as "CSV UTF-8" or as .xlsx.',
    ),
    "one line without end": (
        b'{"schools": "' + b"x" * 140_000 + b'"}',
        "schools.csv: this is not a table.\n"
        "  A table is a CSV file or an Excel workbook (.xlsx).\n"
        '  To mend: save it from your spreadsheet as "CSV UTF-8" or as .xlsx.',
    ),
    "flat OpenDocument spreadsheet": (
        b'<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:'
        b'opendocument:xmlns:office:1.0"/>',
        "schools.csv: this is an OpenDocument spreadsheet (.fods).\n"
        "  A table is a CSV file or an Excel workbook (.xlsx).\n"
        '  To mend: save it from your spreadsheet as "CSV UTF-8" or as .xlsx.',
    ),
    "a header in common words": (
        b"URN,Email address\n108427,office@school.example.org\n",
        "schools.csv:1: Email address: there is no such column.\n"
        '  To mend: did you mean "organisation.email"?',
    ),
    "ages of an extract": (
        b"URN,StatutoryLowAge,StatutoryHighAge\n108427,11,3\n",
        "schools.csv:2: StatutoryLowAge: the lowest age, 11, is above the highest, 3.\n"
        "  Which law applies to a school depends on its statutory ages.\n"
        "  To mend: correct it, or the one in StatutoryHighAge.",
    ),
    "two numbers": (
        b"URN,organisation.urn\n108427,108430\n",
        "schools.csv:1: organisation.urn: this column stands twice.\n"
        "  Which of the two is meant cannot be known.\n"
        "  To mend: delete one of them.",
    ),
    "school that is not in the register": (
        b"URN,uses.cctv\n999998,yes\n",
        "schools.csv:2: URN: 999998 is not in the register.\n"
        "  The register that ships with notices covers every open state-funded school "
        "in England on 17 July 2025; URN 999998 is not in it.\n"
        "  To mend: correct the number, or say organisation.name, organisation.type, "
        "organisation.ages and organisation.address too.",
    ),
    "schools of a trust": (
        b"URN,organisation.schools\n108427,136952\n",
        "schools.csv:1: organisation.schools: there is no such column.\n"
        '  To mend: did you mean "organisation.ages"?',
    ),
    "no URN column": (
        b"School,uses.cctv\nAshfield,yes\n",
        "schools.csv:1: no column is headed URN.\n"
        "  Each row is a school, known by its number; the first column is headed "
        '"School".\n'
        "  To mend: head the column of six-digit numbers URN, or add it.",
    ),
    "nearly a URN column": (
        b"School,URNs\nAshfield,1\n",
        "schools.csv:1: no column is headed URN.\n"
        "  Each row is a school, known by its number; the first column is headed "
        '"School".\n'
        '  To mend: write "URN" in place of "URNs".',
    ),
    "unknown column": (
        b"URN,uses.cctvv,shoe-size\n108427,yes,9\n",
        "schools.csv:1: uses.cctvv: there is no such column.\n"
        '  To mend: did you mean "uses.cctv"?\n\n'
        "schools.csv:1: shoe-size: there is no such column.\n"
        "  A column is headed by a key of a profile, such as organisation.email or "
        "uses.cctv.\n"
        "  To mend: delete it, or use such a key.",
    ),
    "column twice": (
        b"URN,uses.cctv,Uses.CCTV\n108427,yes,no\n",
        "schools.csv:1: Uses.CCTV: this column stands twice.\n"
        "  Which of the two is meant cannot be known.\n"
        "  To mend: delete one of them.",
    ),
    "neither yes nor no": (
        b"URN,uses.cctv\n108427,maybe\n",
        'schools.csv:2: uses.cctv: "maybe" is neither yes nor no.\n'
        "  A blank cell is a question that was not answered.\n"
        "  To mend: write yes or no, or leave the cell blank.",
    ),
    "no day": (
        b"URN,notice.issued\n108427,31/02/2026\n",
        'schools.csv:2: notice.issued: "31/02/2026" is not a day.\n'
        "  To mend: write it as 2026-09-01, or as 01/09/2026 with the day first.",
    ),
    "ages": (
        b"URN,organisation.ages\n108427,03-Nov\n",
        'schools.csv:2: organisation.ages: "03-Nov" is not a lowest and a highest '
        "age.\n  To mend: write them as 3 to 11.",
    ),
    "number cut short": (
        b"URN,organisation.telephone\n108427,1.91E+09\n",
        'schools.csv:2: organisation.telephone: "1.91E+09" is a number that a '
        "spreadsheet cut short.\n  Its last digits are lost.\n"
        "  To mend: format the column as text and write the whole number.",
    ),
    "a spreadsheet's error": (
        b"URN,organisation.email\n108427,#REF!\n",
        "schools.csv:2: organisation.email: the cell holds a spreadsheet's error, "
        "#REF!.\n  To mend: write the value, or leave the cell blank.",
    ),
    "no URN": (
        b"URN,uses.cctv\n,yes\n108427,yes\n",
        "schools.csv:2: URN: this row has no URN.\n"
        "  A school is known by its unique reference number.\n"
        "  To mend: write its number here, or delete the row.",
    ),
    "no number": (
        b"URN,uses.cctv\n108-427,yes\n108427,yes\n",
        'schools.csv:2: URN: "108-427" is not a URN.\n'
        "  A school's unique reference number (URN) has six digits.\n"
        "  To mend: write the digits only, such as 108427.",
    ),
    "URN twice": (
        b"URN,uses.cctv\n108427,yes\n\n108427,no\n",
        "schools.csv:4: URN: 108427 stands in line 2 too.\n"
        "  Which of the two rows is meant cannot be known, so neither is used.\n"
        "  To mend: delete one of them.",
    ),
    "encoding": (
        b"URN,organisation.name\n108427,a\x81\xe9\n",
        "schools.csv:2: the byte 0x81 is neither UTF-8 nor Windows-1252.\n"
        "  Read in a wrong encoding, names would be spelt wrong.\n"
        '  To mend: save the table again as "CSV UTF-8".',
    ),
    "encoding after a mark": (
        b"\xef\xbb\xbfURN,organisation.name\n108427,\xe9a\n",
        "schools.csv:2: the byte 0xE9 is not UTF-8 text.\n"
        "  Read in a wrong encoding, names would be spelt wrong.\n"
        '  To mend: save the table again as "CSV UTF-8".',
    ),
    "comma": (
        b"URN,organisation.name\n108427,Ashfield, Elswick\n",
        'schools.csv:2: "Elswick" stands in a column without a header.\n'
        "  A comma without quotation marks around its cell moves the cells after it "
        "to the right.\n"
        "  To mend: head the column, or put the cell with the comma in quotation "
        "marks.",
    ),
    "quote in the middle": (
        b'URN,organisation.name\n108427,"a "b" c"\n108430,Newburn\n',
        "schools.csv:2: a quotation mark stands in the middle of a cell.\n"
        "  A cell in quotation marks ends with the second one.\n"
        "  To mend: close it; a mark that belongs to the text is written twice: "
        '"".',
    ),
    "quote open": (
        b'URN,organisation.name\n108427,"a\n108430,Newburn\n',
        "schools.csv:2: a quotation mark is opened in this row and never closed.\n"
        "  Quotation marks hold a cell together, so one too many joins cells.\n"
        "  To mend: close it; a mark that belongs to the text is written twice: "
        '"".',
    ),
    "what only the profile's rules find": (
        b"URN,data-protection-officer.email,uses.cctv\n108427,dpo(at)x.uk,maybe\n",
        'schools.csv:2: uses.cctv: "maybe" is neither yes nor no.\n'
        "  A blank cell is a question that was not answered.\n"
        "  To mend: write yes or no, or leave the cell blank.\n\n"
        'schools.csv:2: data-protection-officer.email: "dpo(at)x.uk" is not an email '
        "address.\n"
        "  Art 13(1)(b) UK GDPR asks for the data protection officer's contact "
        "details.\n"
        "  To mend: write it as name@domain.",
    ),
    "unknown type": (
        b"URN,EstablishmentName,TypeOfEstablishment (name)\n108427,A,Castle\n",
        "schools.csv:2: TypeOfEstablishment (name): the catalogue has no kind of "
        'organisation "Castle".',
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_fault_of_a_table_is_told(told, case):
    data, said = CASES[case]

    if case == "unknown type":
        assert told(data).startswith(said)
    else:
        assert told(data) == said


def test_one_rows_fault_stops_no_other(catalogue):
    data = b"URN,uses.cctv\n,yes\nx,yes\n108427,maybe\n108430,yes\n"
    table = read_table(io.BytesIO(data), vocabulary=catalogue.vocabulary)

    assert [(row.urn, len(row.faults)) for row in table.rows] == [
        (108427, 1),
        (108430, 0),
    ]
    assert len(table.faults) == 2


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (
            "none.csv",
            "there is no such file.\n  To mend: check the name and the folder.",
        ),
        (".", "this is a folder.\n  To mend: name a .csv or .xlsx file inside it."),
    ],
)
def test_a_file_that_cannot_be_read_is_told(catalogue, tmp_path, path, said):
    with pytest.raises(FaultsError) as caught:
        read_table(tmp_path / path, vocabulary=catalogue.vocabulary, name="t")

    assert str(caught.value) == f"t: {said}"


def test_windows_calls_a_folder_unreadable_and_we_call_it_a_folder(
    catalogue, tmp_path, monkeypatch
):
    def refused(path):
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refused)

    with pytest.raises(FaultsError, match=r"this is a folder.\n.*csv or .xlsx"):
        read_table(tmp_path, vocabulary=catalogue.vocabulary)
    with pytest.raises(FaultsError, match=r"this is a folder.\n.*in .toml"):
        read_toml(tmp_path)
    with pytest.raises(FaultsError, match="cannot be read: Permission denied"):
        read_toml(tmp_path / "profile.toml")


def test_a_schools_own_file_is_no_document_of_a_word_processor(catalogue, tmp_path):
    row = read_table(
        io.BytesIO(b"URN,uses.cctv\n108427,yes\n"), vocabulary=catalogue.vocabulary
    ).rows[0]
    path = tmp_path / "108427.toml"
    path.write_bytes(b"PK\x03\x04")

    with pytest.raises(FaultsError) as raised:
        own_file(tmp_path, row)

    assert str(raised.value) == (
        f"{path}: this is a Word or OpenDocument file, and a school's own file is "
        "plain text.\n"
        "  A word processor saves more than the words.\n"
        '  To mend: copy the answers into the form, or save it as "Plain text (.txt)" '
        "and name it 108427.toml."
    )


def test_a_schools_own_file_extends_nothing_and_is_its_own(catalogue, tmp_path):
    row = read_table(
        io.BytesIO(b"URN,uses.cctv\n108427,yes\n"), vocabulary=catalogue.vocabulary
    ).rows[0]
    assert own_file(tmp_path, row) is None
    path = tmp_path / "108427.toml"
    path.write_text('extends = "a.toml"\n[organisation]\nurn = 1\n')

    with pytest.raises(FaultsError) as caught:
        own_file(tmp_path, row)

    assert str(caught.value).replace(str(tmp_path), "own") == (
        "own/108427.toml:1: extends: a file beside a table extends nothing.\n"
        "  It is the last layer: over the row of the table, and its base.\n"
        "  To mend: delete this line.\n\n"
        "own/108427.toml:3: organisation.urn: 1 is not the number in the name of the "
        "file.\n"
        "  This file is laid over the row of 108427.\n"
        "  To mend: delete this line, or rename the file."
    )


def test_what_a_row_lacks_may_be_filled_in(catalogue):
    row = read_table(
        io.BytesIO(b"URN,uses.cctv\n108427,yes\n"),
        vocabulary=catalogue.vocabulary,
        name=str(Path("schools.csv")),
    ).rows[0]
    fault = layers_of(row, None, None).fault(
        ("data-protection-officer", "email"), "missing.", mend="add a line."
    )

    assert str(fault) == (
        "schools.csv:2: data-protection-officer.email: missing.\n"
        "  To mend: fill in a column data-protection-officer.email, or add a line."
    )
