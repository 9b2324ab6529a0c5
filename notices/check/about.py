"""What a rule means, in words."""

from collections.abc import Iterator

from notices.check.rulebook import Ready, Rulebook
from notices.dated import in_words

_WAYS = {
    "must-say": "It looks for words that a notice should have.",
    "must-not-say": "It looks for words that a notice should not have.",
    "measured": "It looks at the notice itself; no list of phrases stands behind it.",
}


def about(ready: Ready, book: Rulebook) -> Iterator[tuple[str, str]]:
    """Yield what a rule is about, as headings and what stands under them."""
    rule = ready.rule
    yield f"{rule.code} {ready.name}", f"{rule.title} ({rule.severity})"
    yield "Why", rule.why
    yield "Example", rule.example
    yield "To mend", rule.mend
    if rule.clause:
        yield "We would write", rule.clause
    yield "How", _WAYS[rule.way]
    yield "Law", law_of(ready, book) or rule.source
    for name, said in (("For", whom(ready)), ("From", _since(ready, book))):
        if said:
            yield name, said


def law_of(ready: Ready, book: Rulebook) -> str:
    """Return the laws that a rule rests on, as a notice cites them, or ""."""
    laws = book.catalogue.laws
    cited = []
    for citation in ready.rule.law:
        key, _, provision = citation.partition("/")
        law = laws[key]
        where = f", {law.provisions[provision].cite}" if provision else ""
        cited.append(f"{law.title}{where}")
    return "; ".join(cited)


def whom(ready: Ready) -> str:
    """Return whose notices, and which, a rule is for; "" for all."""
    return "; ".join(
        ", ".join(words) for words in (ready.rule.kinds, ready.rule.notices) if words
    )


def _since(ready: Ready, book: Rulebook) -> str:
    begins = ready.rule.begins
    if ready.rule.requirement:
        first = book.catalogue.requirements[ready.rule.requirement].entries[0].entry
        begins = first.start.latest
    return in_words(begins) if begins else ""
