"""Tables in workbooks (.xlsx): looked at before a library opens them."""

import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from itertools import repeat
from typing import IO, Any
from zipfile import BadZipFile, ZipFile

from notices.errors import Fault, FaultsError
from notices.organisation.table.grid import (
    Grid,
    Line,
    Sheet,
    Value,
    file_fault,
    no_table,
)

LARGEST = 256_000_000
"""Bytes that a workbook may unpack to: the whole register with 33 columns is 40 MB."""

_CHUNK = 1_000_000
_OLE = b"\xd0\xcf\x11\xe0"
_OPENS_BADLY = "the workbook cannot be opened"
_SAVE_AGAIN = "open it in your spreadsheet and save it again as .xlsx."
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell ref="([A-Z]+1:[A-Z]+[0-9]+)"')
_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
_OPEN_TYPE = "mimetype"
_OPEN = {
    "opendocument.spreadsheet": "an OpenDocument spreadsheet (.ods)",
    "opendocument.text": "an OpenDocument text (.odt)",
}
"""What an OpenDocument file says that it is."""
_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)")


def is_workbook(data: bytes) -> bool:
    """Say whether *data* is a workbook, though perhaps one that cannot be opened."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06", _OLE))


def read_workbook(sheet: Sheet, data: bytes) -> Grid:
    """Read the first sheet that is not empty.

    A formula counts as what it came to when the workbook was last saved.
    Raises FaultsError if the workbook cannot be opened, or should not be.
    """
    has_formulas, merged = _looked_at(sheet.name, data)
    try:
        values = _opened(data, values=True)
        title, *unread = _titles(values)
        formulas = _opened(data, values=False)[title] if has_formulas else None
    except Exception:  # noqa: BLE001 - the library raises whatever broken files cause
        raise FaultsError(_broken(sheet.name)) from None
    here = Sheet(name=sheet.name, folder=sheet.folder, title=title)
    part = values[title]._worksheet_path  # noqa: SLF001 - nothing public tells it
    if part in merged:
        raise FaultsError(_merged_fault(here, merged[part]))
    return Grid(here, _lines(here, values[title], formulas), tuple(unread))


def _opened(data: bytes, *, values: bool) -> Any:
    from openpyxl import load_workbook  # noqa: PLC0415 - few tables are workbooks

    return load_workbook(
        BytesIO(data), read_only=True, data_only=values, keep_links=False
    )


def _titles(book: Any) -> list[str]:
    """Return the titles of the sheets that are shown and hold something.

    Where none does, that of the first one.
    """
    shown = [one for one in book.worksheets if one.sheet_state == "visible"]
    return [str(one.title) for one in shown if _holds(one)] or [str(shown[0].title)]


def _holds(sheet: Any) -> bool:
    sheet.reset_dimensions()
    return any(cell.value is not None for row in sheet.iter_rows() for cell in row)


def _lines(sheet: Sheet, values: Any, formulas: Any) -> Iterator[Line | Fault]:
    width = None
    for one in (values, formulas):
        if one is not None:
            one.reset_dimensions()
    written = formulas.iter_rows() if formulas is not None else repeat(())
    rows = zip(values.iter_rows(), written, strict=False)
    try:
        for number, (row, sources) in enumerate(rows, start=1):
            cells = tuple(cell.value for cell in row[:width])
            if width is None and any(cell is not None for cell in cells):
                width = len(cells) + 1
            faults = list(_not_worked_out(sheet, number, cells, sources))
            yield from faults
            if not faults:
                yield Line(number, cells)
    except Exception:  # noqa: BLE001 - as above; the rest of the sheet is lost
        yield _broken(sheet.name)


def _not_worked_out(
    sheet: Sheet, number: int, cells: tuple[Value, ...], sources: tuple[Any, ...]
) -> Iterator[Fault]:
    for column, (value, source) in enumerate(zip(cells, sources, strict=False)):
        if value is None and source.data_type == "f":
            yield sheet.place(number, column, "").fault(
                "the formula here has not been worked out.",
                why="The workbook holds what a formula came to when it was saved; "
                "it holds nothing here.",
                mend="open it in your spreadsheet and save it, or write the value.",
            )


def _looked_at(name: str, data: bytes) -> tuple[bool, dict[str, str]]:
    """Return whether there are formulas, and the merged headers by their part."""
    if data.startswith(_OLE):
        raise FaultsError(
            file_fault(
                name,
                "the workbook is protected by a password, or is an old .xls file.",
                why="Neither can be read here.",
                mend="save it as .xlsx without a password.",
            )
        )
    try:
        with ZipFile(BytesIO(data)) as packed:
            if kind := _other_kind(packed):
                raise FaultsError(no_table(name, kind))
            return _unpacked(name, packed)
    except (BadZipFile, EOFError, OSError, RuntimeError, ValueError, zlib.error):
        raise FaultsError(_broken(name)) from None


def _other_kind(packed: ZipFile) -> str:
    """Return what it is that other programs pack so too, or ""."""
    names = packed.namelist()
    if _OPEN_TYPE in names:
        kind = packed.read(_OPEN_TYPE)[:100].decode("ascii", "replace")
        return next((_OPEN[end] for end in _OPEN if kind.endswith(end)), "")
    return "a Word document" if "word/document.xml" in names else ""


def _unpacked(name: str, packed: ZipFile) -> tuple[bool, dict[str, str]]:
    parts = packed.infolist()
    if sum(part.file_size for part in parts) > LARGEST:
        raise FaultsError(
            file_fault(
                name,
                f"the workbook unpacks to more than {LARGEST // 1_000_000} MB.",
                why="So large a table of schools is probably not meant.",
                mend="save the sheet with the schools alone, or save it as CSV.",
            )
        )
    has_formulas = False
    merged: dict[str, str] = {}
    for part in parts:
        if not part.filename.endswith((".xml", ".rels", ".vml")):
            continue
        with packed.open(part) as stream:
            formulas, ranges = _scanned(name, stream)
        if "/worksheets/" in part.filename:
            has_formulas |= formulas
            if ranges:
                merged[part.filename] = ranges
    return has_formulas, merged


def _scanned(name: str, stream: IO[bytes]) -> tuple[bool, str]:
    """Look through one part; none of a workbook's parts declares entities."""
    has_formulas, merged, tail = False, "", b""
    while chunk := stream.read(_CHUNK):
        if (not tail and b"\0" in chunk[:4]) or chunk[:2] in {b"\xff\xfe", b"\xfe\xff"}:
            raise FaultsError(_broken(name))
        seen = tail + chunk
        if _DECLARES.search(seen):
            raise FaultsError(_broken(name))
        has_formulas = has_formulas or bool(_FORMULA.search(seen))
        found = _MERGED.search(seen)
        merged = merged or (found[1].decode() if found else "")
        tail = seen[-100:]
    return has_formulas, merged


def _merged_fault(sheet: Sheet, ranges: str) -> Fault:
    return file_fault(
        sheet.place(1, 0, "").file.removesuffix("A1") + ranges,
        "these cells of the first row are merged.",
        why="The first row heads the columns, each with a name of its own.",
        mend="unmerge them, or delete the rows above the headers.",
    )


def _broken(name: str) -> Fault:
    return file_fault(name, f"{_OPENS_BADLY}: it is broken.", mend=_SAVE_AGAIN)
