"""Tables: drawn on a terminal, tab-separated when piped, CSV or JSON when asked."""

import csv
import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any

import typer


def print_json(value: Any) -> None:
    """Print *value* for programs."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def print_csv(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print *rows* for a spreadsheet."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(headings)
    writer.writerows(rows)


def print_table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print *rows* under *headings*."""
    if not sys.stdout.isatty():
        for row in (headings, *rows):
            typer.echo("\t".join(row))
        return
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD)
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*row)
    Console().print(table)
