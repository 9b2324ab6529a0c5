"""A table of Markdown."""

from collections.abc import Iterable, Iterator, Sequence


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a table; a bar in a cell is set so that it ends none."""
    yield f"| {' | '.join(head)} |\n".replace("|  |", "| |").replace("|  |", "| |")
    yield f"|{'---|' * len(head)}\n"
    for row in rows:
        cells = " | ".join(cell.replace("|", r"\|") for cell in row)
        yield f"| {cells} |\n"
