"""Tables in text files, however a register or a spreadsheet wrote them."""

import csv
import io
import re
from collections.abc import Iterator

from notices.errors import Fault, FaultsError
from notices.organisation.table.grid import Grid, Line, Sheet, Value, no_table

_DELIMITERS = (",", ";", "\t")
_SEPARATOR_LINE = re.compile(r"\"?sep=(.)\"?", re.IGNORECASE)
_CONTROLS = {
    code: text
    for code in range(0x80, 0xA0)
    if (text := bytes([code]).decode("cp1252", "ignore"))
}
"""What a control character is that came of reading Windows-1252 as ISO-8859-1."""

_WRITTEN_AS_FORMULA = re.compile(r'="([^"]*)"')
"""How some programs keep a spreadsheet from dropping a leading nought."""


def read_text(sheet: Sheet, data: bytes) -> Grid:
    """Read a comma-separated table; semicolons and tabs separate too.

    Raises FaultsError if it is no text.
    """
    if kind := _marked_up(data):
        raise FaultsError(no_table(sheet.name, kind))
    text = _decoded(sheet, data).translate(_CONTROLS)
    lines = list(io.StringIO(text, newline=""))
    separator = _SEPARATOR_LINE.fullmatch(lines[0].strip()) if lines else None
    begins = 1 if separator else 0
    head = lines[begins] if len(lines) > begins else ""
    delimiter = separator[1] if separator else _delimiter(sheet, head)
    return Grid(sheet, _rows(sheet, lines, begins, delimiter))


def _marked_up(data: bytes) -> str:
    """Return what it is that begins with a mark as pages do, or ""."""
    head = data[:1000].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if not head.startswith(b"<"):
        return ""
    if b"opendocument" in head:
        return "an OpenDocument spreadsheet (.fods)"
    return "a web page" if b"<html" in head else "XML"


def _decoded(sheet: Sheet, data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _strictly(sheet, data, "utf-16")
    if b"\0" in data:
        raise FaultsError(no_table(sheet.name))
    if data.startswith(b"\xef\xbb\xbf"):
        return _strictly(sheet, data, "utf-8-sig")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _strictly(sheet, data, "cp1252")


_NAMES = {"utf-16": "UTF-16", "utf-8-sig": "UTF-8", "cp1252": "Windows-1252"}


def _strictly(sheet: Sheet, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        name = _NAMES[encoding]
        # Places are counted in what was decoded, which a mark at its start is not.
        byte = f"0x{error.object[error.start]:02X}"
        what = f"the byte {byte} is not {name} text."
        if encoding == "cp1252":
            what = f"the byte {byte} is neither UTF-8 nor {name}."
        number = error.object.count(b"\n", 0, error.start) + 1
        raise FaultsError(
            sheet.place(number, 0, "").fault(
                what,
                why="Read in a wrong encoding, names would be spelt wrong.",
                mend='save the table again as "CSV UTF-8".',
            )
        ) from None


def _delimiter(sheet: Sheet, head: str) -> str:
    def columns(delimiter: str) -> int:
        return len(next(csv.reader([head], delimiter=delimiter), []))

    try:
        return max(_DELIMITERS, key=columns)
    except csv.Error:  # a header longer than any cell may be
        raise FaultsError(no_table(sheet.name)) from None


def _rows(
    sheet: Sheet, lines: list[str], begins: int, delimiter: str
) -> Iterator[Line | Fault]:
    reader = csv.reader(lines[begins:], delimiter=delimiter, strict=True)
    while True:
        number = begins + reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield _quote_fault(sheet, number, str(error))
            continue
        yield Line(number, tuple(map(_cell, cells)))


def _quote_fault(sheet: Sheet, number: int, message: str) -> Fault:
    is_open = "unexpected end" in message or "limit" in message
    return sheet.place(number, 0, "").fault(
        "a quotation mark is opened in this row and never closed."
        if is_open
        else "a quotation mark stands in the middle of a cell.",
        why="Quotation marks hold a cell together, so one too many joins cells."
        if is_open
        else "A cell in quotation marks ends with the second one.",
        mend='close it; a mark that belongs to the text is written twice: "".',
    )


def _cell(text: str) -> Value:
    kept = _WRITTEN_AS_FORMULA.fullmatch(text)
    return kept[1] if kept else text
