"""Write the table of rules of docs/check.md from data/rules/.

Run it after changing a rule; a test sees that it was run.
"""

from collections.abc import Iterator
from pathlib import Path

from notices.catalogue import load_catalogue
from notices.check.about import law_of, whom
from notices.check.rulebook import Ready, Rulebook, load_rulebook

PAGE = Path(__file__).resolve().parent.parent / "docs" / "check.md"
BEGINS = "<!-- What follows is written by tools/rule_reference.py. -->\n"
_FAMILIES = {
    "A13": "What Articles 12, 13, 14 and 21 ask for",
    "LB": "Lawful bases and conditions",
    "RN": "Names of what has ended",
    "CT": "Contradictions, and what the law does not say",
    "PL": "Plain English",
    "FM": "Form",
}


def fresh() -> str:
    """Return the page as it should be."""
    before, _, _ = PAGE.read_text(encoding="utf-8").partition(BEGINS)
    return before + BEGINS + "".join(_tables(load_rulebook(load_catalogue())))


def _tables(book: Rulebook) -> Iterator[str]:
    for family, title in _FAMILIES.items():
        yield f"\n### {family}: {title}\n\n"
        yield "| code and name | | it says, or nothing says | for | law or source |\n"
        yield "|---|---|---|---|---|\n"
        for ready in book.rules.values():
            if ready.family == family:
                yield _row(ready, book)


def _row(ready: Ready, book: Rulebook) -> str:
    rule = ready.rule
    cells = (
        f"`{rule.code}` {ready.name}",
        rule.severity,
        rule.title,
        whom(ready) or "all",
        law_of(ready, book) or rule.source,
    )
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |\n"


if __name__ == "__main__":
    PAGE.write_text(fresh(), encoding="utf-8")
