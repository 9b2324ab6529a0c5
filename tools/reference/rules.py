"""The table of rules, from data/rules/."""

from collections.abc import Iterator

from notices.catalogue import load_catalogue
from notices.check.about import law_of, whom
from notices.check.load import load_rulebook
from notices.check.rulebook import Ready, Rulebook
from tools.reference.table import table

_FAMILIES = {
    "A13": "What Articles 12, 13, 14 and 21 ask for",
    "LB": "Lawful bases and conditions",
    "RN": "Names of what has ended",
    "CT": "Contradictions, and what the law does not say",
    "PL": "Plain English",
    "FM": "Form",
}
_HEAD = ("code and name", "", "it says, or nothing says", "for", "law or source")


def parts() -> Iterator[str]:
    """Yield a table a family."""
    book = load_rulebook(load_catalogue())
    for family, title in _FAMILIES.items():
        yield f"\n### {family}: {title}\n\n"
        its = [one for one in book.rules.values() if one.family == family]
        yield from table(_HEAD, (_row(ready, book) for ready in its))


def _row(ready: Ready, book: Rulebook) -> tuple[str, ...]:
    rule = ready.rule
    return (
        f"`{rule.code}` {ready.name}",
        rule.severity,
        rule.title,
        whom(ready) or "all",
        law_of(ready, book) or rule.source,
    )
