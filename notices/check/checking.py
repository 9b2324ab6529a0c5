"""Check one text: which rules are asked of it, and what they find."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import partial
from typing import Literal

from notices.check import contact, form, names, plainly
from notices.check.findings import Evidence, Finding, Quote, Report, milder
from notices.check.looking import (
    Answer,
    Context,
    Hit,
    Look,
    must_not_say,
    must_say,
    said_beside,
)
from notices.check.rulebook import Ready, Rulebook
from notices.check.text import Text, text_of
from notices.reading import Document
from notices.vocabulary.lists import PAGE
from notices.vocabulary.rules import SEVERITIES, Severity

Applies = Literal["yes", "perhaps", "no"]
Unknown = Literal["kind", "notice"]

ANSWERS: Mapping[str, Callable[[Look], Answer | None]] = {
    "controller-contact": contact.controller_contact,
    "dpo-contact": contact.officer_contact,
    "objection-separate": form.objection_apart,
    "undated": form.dated,
    "biometrics-without-consent": said_beside,
}
"""Rules that ask whether something is said, and what looks for it."""

HITS: Mapping[str, Callable[[Look], Iterable[Hit]]] = {
    "retired-body": partial(names.retired_names, what="body"),
    "retired-act": partial(names.retired_names, what="law"),
    "retired-term": partial(names.retired_names, what="term"),
    "eu-gdpr": partial(names.retired_names, what="regulation"),
    "regulator-address": partial(names.retired_names, what="address"),
    "long-sentences": plainly.long_sentences,
    "very-long-sentence": plainly.very_long_sentences,
    "long-section": plainly.long_sections,
    "words-to-avoid": plainly.words_to_avoid,
    "abbreviation-unexplained": plainly.unexplained,
    "review-overdue": form.review_overdue,
    "placeholder": form.placeholders,
    "empty-heading": form.empty_headings,
    "dpo-no-address": contact.officer_without_address,
}
"""Rules that find what is wrong, and what looks for it."""

OF_THE_FILE = frozenset({"dead-link", "unreadable"})
"""Rules that look at the file itself, and so only at documents."""

_DEPENDS: Mapping[Unknown, str] = {
    "kind": "Whether that matters depends on whose notice it is: give --type.",
    "notice": "Whether that matters depends on which notice it is: give --notice.",
}


def check_document(
    document: Document, context: Context, book: Rulebook, rules: Collection[str]
) -> Report:
    """Check a document that anybody wrote; *rules* are the names of those to ask."""
    text = text_of(document.blocks, title=document.title)
    context = with_notice(text, context, book)
    problems = [
        Hit(quotes=(Quote(text=problem.text, place=None),))
        for problem in document.problems
    ]
    findings = list(_found("unreadable", problems, book, rules))
    evidence: tuple[Evidence, ...] = ()
    if text.blocks:
        more, evidence = check_text(text, context, book, rules)
        findings += more
        look = Look(
            ready=book.rules["dead-link"], text=text, context=context, book=book
        )
        dead = form.dead_links(look, document.anchors)
        findings += _found("dead-link", dead, book, rules)
    return Report(
        name=document.path.as_posix(),
        title=document.title,
        notice=context.notice,
        kind=context.kind,
        findings=in_order(findings),
        evidence=evidence,
        words=text.words,
    )


def check_text(
    text: Text, context: Context, book: Rulebook, rules: Collection[str]
) -> tuple[list[Finding], tuple[Evidence, ...]]:
    """Return what the rules find in a text, and the evidence for what it must say."""
    findings: list[Finding] = []
    evidence = []
    for ready in book.rules.values():
        if ready.name not in rules or ready.name in OF_THE_FILE:
            continue
        applies, unknown = _applies(ready, text, context, book)
        if applies == "no":
            continue
        look = Look(ready=ready, text=text, context=context, book=book)
        if is_evidence(ready):
            answer = answer_of(look)
            if answer is not None:
                evidence.append(evidence_of(look, answer))
                findings += _missing(look, answer, unknown)
        else:
            findings += (_finding(look, hit, unknown) for hit in _hits(look))
    return findings, tuple(evidence)


def is_evidence(ready: Ready) -> bool:
    """Say whether a rule asks for something that has to be said."""
    return ready.rule.way == "must-say" or ready.name in ANSWERS


def answer_of(look: Look) -> Answer | None:
    """Return what the text says to a rule that asks for something."""
    measure = ANSWERS.get(look.ready.name, must_say)
    return measure(look)


def _hits(look: Look) -> Iterable[Hit]:
    return HITS.get(look.ready.name, must_not_say)(look)


def _applies(
    ready: Ready, text: Text, context: Context, book: Rulebook
) -> tuple[Applies, tuple[Unknown, ...]]:
    """Say whether a rule is asked of a text, and what one would have to know."""
    rule = ready.rule
    if not _holds(ready, context, book) or _is_excepted(ready, text):
        return "no", ()
    if rule.kinds and context.kind and context.kind not in rule.kinds:
        return "no", ()
    if rule.notices and context.notice and context.notice not in rule.notices:
        return "no", ()
    unknown: list[Unknown] = []
    if rule.kinds and not context.kind:
        unknown.append("kind")
    if rule.notices and not context.notice:
        unknown.append("notice")
    return ("perhaps" if unknown else "yes"), tuple(unknown)


def _holds(ready: Ready, context: Context, book: Rulebook) -> bool:
    """Say whether the law that a rule rests on asks for it on the day."""
    rule = ready.rule
    if rule.begins is not None and context.on < rule.begins:
        return False
    if context.notice == PAGE and ready.family in {"A", "A13", "LB"}:
        return False
    if not rule.requirement:
        return True
    return book.catalogue.requirements[rule.requirement].on(context.on) is not None


def _is_excepted(ready: Ready, text: Text) -> bool:
    return any(
        phrase.pattern.search(said)
        for phrase in ready.title_not
        for said in text.headings[:3]
    )


def with_notice(text: Text, context: Context, book: Rulebook) -> Context:
    """Return what is context, with the notice that the text's title says it is."""
    if context.notice:
        return context
    for said in text.headings:
        for kind, phrases in book.titles.items():
            if any(phrase.pattern.search(said) for phrase in phrases):
                own = kind == "pupils" and context.kind == "authority"
                named = "authority-pupils" if own else kind
                return Context(on=context.on, kind=context.kind, notice=named)
    return context


def evidence_of(look: Look, answer: Answer) -> Evidence:
    """Return the evidence that an answer gives."""
    rule = look.ready.rule
    return Evidence(
        code=rule.code,
        name=look.ready.name,
        title=rule.title,
        state=answer.state,
        quote=answer.quote,
    )


def _missing(
    look: Look, answer: Answer, unknown: tuple[Unknown, ...]
) -> Iterator[Finding]:
    """Yield the finding that something is not said, or not clearly."""
    if answer.state == "found":
        return
    rule = look.ready.rule
    title, articles = rule.title, cited(look.ready, look.context, look.book)
    if answer.state == "not found":
        message = f"Nothing says {title}{articles}."
    else:
        message = f"Look here: this may say {title}{articles}, but not clearly."
    weak = answer.state == "look here"
    yield _as_finding(
        look,
        message=message,
        quotes=(answer.quote,) if answer.quote else (),
        weak=weak,
        unknown=unknown,
    )


def cited(ready: Ready, context: Context, book: Rulebook) -> str:
    """Return the Articles of a rule's requirement on a day, in brackets, or ""."""
    if not ready.rule.requirement:
        return ""
    found = book.catalogue.requirements[ready.rule.requirement].on(context.on)
    return f" (Article {', '.join(found.entry.articles)})" if found else ""


def _finding(look: Look, hit: Hit, unknown: tuple[Unknown, ...]) -> Finding:
    said = " ".join(filter(None, (f"{look.ready.rule.title}.", hit.detail)))
    return _as_finding(
        look,
        message=f"Look here: {said[0].lower()}{said[1:]}" if hit.weak else said,
        quotes=hit.quotes,
        weak=hit.weak,
        unknown=unknown,
    )


def _as_finding(
    look: Look,
    *,
    message: str,
    quotes: tuple[Quote, ...],
    weak: bool,
    unknown: tuple[Unknown, ...],
) -> Finding:
    severity: Severity = look.ready.rule.severity
    for _ in range(weak + bool(unknown)):
        severity = milder(severity)
    depends = " ".join(_DEPENDS[one] for one in unknown)
    return Finding(
        code=look.ready.rule.code,
        name=look.ready.name,
        severity=severity,
        message=" ".join(filter(None, (message, depends))),
        weak=weak,
        quotes=quotes,
    )


def _found(
    name: str, hits: Iterable[Hit], book: Rulebook, rules: Collection[str]
) -> Iterator[Finding]:
    if name in rules:
        rule = book.rules[name].rule
        for hit in hits:
            yield Finding(
                code=rule.code,
                name=name,
                severity=rule.severity,
                message=f"{rule.title}.",
                quotes=hit.quotes,
            )


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings worst first, and then by their codes."""
    return tuple(
        sorted(findings, key=lambda one: (SEVERITIES.index(one.severity), one.code))
    )
