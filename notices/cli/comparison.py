"""A comparison on a terminal: signs mark what changed, and colours repeat them."""

import sys
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from notices.compare.comparison import Comparison


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
