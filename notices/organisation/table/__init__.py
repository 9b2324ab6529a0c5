"""Tables of schools: a register extract, a workbook, or a sheet of a profile's keys."""

from notices.organisation.table.read import Table, is_table, read_table
from notices.organisation.table.road import layers_of, own_file
from notices.organisation.table.row import Row, RowFile
from notices.organisation.table.select import Selected, Wanted, select, template_csv

__all__ = [
    "Row",
    "RowFile",
    "Selected",
    "Table",
    "Wanted",
    "is_table",
    "layers_of",
    "own_file",
    "read_table",
    "select",
    "template_csv",
]
