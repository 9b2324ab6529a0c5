"""Check a notice that we composed: what is marked in it, and what its text says."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from notices.catalogue import Catalogue
from notices.check.checking import check_text, cited, in_order
from notices.check.findings import Evidence, Finding, Report
from notices.check.looking import Context
from notices.check.rulebook import Ready, Rulebook
from notices.check.text import Text, text_of
from notices.compose import Notice, missing
from notices.organisation.organisation import Organisation
from notices.reading.blocks import blocks_of
from notices.reading.markdown import read_markdown
from notices.render import render_markdown
from notices.vocabulary.lists import Family
from notices.vocabulary.rules import Kind

_KINDS: dict[Family, Kind] = {
    "maintained": "maintained",
    "academy": "academy",
    "trust": "academy",
    "independent": "independent",
    "local-authority": "authority",
}
_TOLD_TOGETHER = {"dpo-contact": "dpo-no-address"}
"""A requirement, and the rule that would only say the same of our own notice."""


def kind_of(type_key: str, catalogue: Catalogue) -> Kind | None:
    """Return how rules see a type of organisation; None if they do not tell it."""
    groups = catalogue.types[type_key].entries[-1].entry.groups
    return next((kind for family, kind in _KINDS.items() if family in groups), None)


def check_notice(
    notice: Notice, organisation: Organisation, book: Rulebook, rules: Collection[str]
) -> Report:
    """Check a composed notice as the law stood on its day.

    A requirement is found where its marked passage was rendered *and* its rule finds
    it in the text; one that does not hold here is not asked.
    """
    context = Context(
        on=notice.on,
        notice=notice.kind,
        kind=kind_of(organisation.type, book.catalogue) or "",
    )
    text = text_of_notice(notice)
    lacking = set(missing(notice, book.catalogue))
    wanted = {name for name in rules if _is_asked(book.rules[name], notice, book)}
    silent = {_TOLD_TOGETHER.get(_name(key), "") for key in lacking}
    findings, evidence = check_text(text, context, book, wanted - silent)
    unrendered = [book.rules[_name(key)] for key in lacking if _name(key) in wanted]
    names = {ready.name for ready in unrendered}
    return Report(
        name=f"{notice.folder}/{notice.kind}",
        title=f"{notice.title}: {notice.issuer}",
        notice=notice.kind,
        kind=context.kind,
        findings=in_order(
            [
                *(one for one in findings if one.name not in names),
                *(_not_rendered(ready, context, book) for ready in unrendered),
            ]
        ),
        evidence=tuple(_evidence(evidence, names)),
        words=text.words,
    )


def text_of_notice(notice: Notice) -> Text:
    """Return a composed notice as rules look at it."""
    blocks = blocks_of(read_markdown(render_markdown(notice)).contents)
    return text_of(blocks, title=f"{notice.title}: {notice.issuer}")


def _name(requirement: str) -> str:
    return requirement.replace("_", "-")


def _is_asked(ready: Ready, notice: Notice, book: Rulebook) -> bool:
    """Say whether what a rule asks for holds of this notice."""
    if not ready.rule.requirement:
        return True
    found = book.catalogue.requirements[ready.rule.requirement].on(notice.on)
    return found is not None and found.entry.condition in notice.conditions


def _not_rendered(ready: Ready, context: Context, book: Rulebook) -> Finding:
    articles = cited(ready, context, book)
    return Finding(
        code=ready.rule.code,
        name=ready.name,
        severity=ready.rule.severity,
        message=f"Nothing says {ready.rule.title}{articles}: "
        "the passage of the template was not rendered.",
    )


def _evidence(
    evidence: tuple[Evidence, ...], unrendered: set[str]
) -> Iterator[Evidence]:
    for one in evidence:
        if one.name in unrendered:
            yield replace(one, state="not found", quote=None)
        else:
            yield one
