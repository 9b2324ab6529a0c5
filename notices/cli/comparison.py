"""A comparison given out: on a terminal, where colours repeat signs, and as files."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from notices.cli.clock import today

if TYPE_CHECKING:
    from notices.compare.comparison import Comparison

FORMATS = ("md", "html", "json", "docx")


def print_comparison(comparison: "Comparison", *, as_json: bool) -> None:
    """Print it, coloured where somebody watches, or as data for programs."""
    from notices.compare import report

    if as_json:
        typer.echo(report.as_json(comparison), nl=False)
        return
    text = report.as_text(comparison)
    if not sys.stdout.isatty():
        typer.echo(text)
        return
    from rich.console import Console
    from rich.highlighter import RegexHighlighter
    from rich.theme import Theme

    class Marks(RegexHighlighter):
        base_style = "compare."
        highlights = [  # noqa: RUF012 - rich's own declaration
            r"(?s)(?P<out>\[-.*?-\])",
            r"(?s)(?P<came>\{\+.*?\+\})",
            r"(?m)^(?P<grade>MATERIAL|material|wording.*?:|layout)",
        ]

    theme = Theme(
        {
            "compare.out": "red strike",
            "compare.came": "green underline",
            "compare.grade": "bold",
        }
    )
    Console(theme=theme, highlighter=Marks()).print(text, markup=False)


def written(
    comparison: "Comparison",
    out: Path,
    formats: Iterable[str],
    *,
    reviewed: str,
    ids: tuple[str, ...],
) -> "Comparison":
    """Write the comparison, and who reviewed it; return it with the reviews."""
    from notices.compare.comparison import Review
    from notices.compare.docx import as_docx
    from notices.compare.page import as_page
    from notices.compare.report import as_json, as_markdown
    from notices.compare.reviews import NAME, record, with_reviews
    from notices.publish.write import write_whole

    path = out / NAME
    if reviewed:
        review = Review(by=reviewed, on=today())
        write_whole({path: record(comparison, path, review=review, ids=ids)})
    comparison = with_reviews(comparison, path)
    makers = {
        "md": lambda: as_markdown(comparison).encode(),
        "html": lambda: as_page(comparison).encode(),
        "json": lambda: as_json(comparison).encode(),
        "docx": lambda: as_docx(comparison),
    }
    write_whole({out / f"comparison.{form}": makers[form]() for form in formats})
    return comparison
