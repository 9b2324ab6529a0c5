"""Whose addresses stand in a notice: the controller's, the officer's, or others'."""

import re
from collections.abc import Iterator
from typing import Literal

from notices.check.findings import Quote
from notices.check.looking import Answer, Hit, Look, quoted
from notices.check.sentences import plain
from notices.check.text import Sentence, Text

Whose = Literal["controller", "officer", "regulator"]

_ADDRESS = re.compile(
    r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|\[email\s*protected\]"
    r"|(?<![\w.])[\w.]+\s(?:\(at\)|\[at\])\s[\w.]+"
    r"|(?<![\w/])(?:\+44\s?(?:\(0\)\s?)?|\(?0)\d(?:[\s()-]*\d){8,9}(?!\w)"
    r"|\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b",
    re.IGNORECASE,
)
"""An email address, a telephone number of this country, or a postcode."""
_OFFICER = re.compile(
    r"\bdata[\s-]protection[\s-](?:officer|lead)s?\b|\bdpos?\b"
    r"|\b(?:dpo|data\.?-?protection)\w*@|\binformation governance (?:officer|manager)"
)
_REGULATOR = re.compile(
    r"\binformation commission|\bico\b|\bwycliffe\b|\bwilmslow\b|ico\.org"
    r"|0303\W?123\W?1113|01625\W?545\W?745|\bcircle square\b|\bsupervisory authority\b"
)
_CONTROLLER = re.compile(
    r"\b(?:school|academy|trust|council|college|nursery|head ?teacher|controller)\b"
    r"|\b(?:school|main) office\b|\b(?:our|contact us|write to us)\b"
)
_PROMISE = re.compile(r"\bdata[\s-]protection[\s-]officers?\b|\bdpo\b", re.IGNORECASE)
_NONE = re.compile(
    r"\b(?:no|not|without|don't|never)\b(?:\W+\w+){0,5}\W+(?:a |an )?"
    r"(?:data[\s-]protection[\s-]officer|dpo)\b"
)
"""A sentence that says that there is none."""
_SAME_ADDRESS = re.compile(
    r"\b(?:at|to) (?:the|this|that|our) (?:\w+ ){0,2}?(?:address|office|postcode)\b"
)
_ELSEWHERE = re.compile(
    r"\b(?:find|found|see|visit|given|available|details)\b.*"
    r"\b(?:policy|policies|notice|page|website|statement)\b",
    re.IGNORECASE,
)
"""A sentence that sends its readers to another page for the address."""
_SITE = re.compile(
    r"(?<![\w-])(?!ico\.)[\w-]+\.(?:sch\.uk|gov\.uk|org\.uk|co\.uk|org|com|example)\b"
)
_FORM = re.compile(r"contact|form|enquir", re.IGNORECASE)
_NEAR = 5
"""How many sentences back somebody may have been named."""


def controller_contact(look: Look) -> Answer:
    """Look for an address that is neither the officer's nor the regulator's."""
    for sentence, whose in _addresses(look.text):
        if whose == "controller":
            return Answer(state="found", quote=quoted(sentence))
    for sentence, whose in _addresses(look.text):
        if whose == "officer":
            return Answer(state="look here", quote=quoted(sentence))
    for sentence in look.text.sentences:
        if _has_form(look.text, sentence) or _SITE.search(sentence.plain):
            return Answer(state="look here", quote=quoted(sentence))
    return Answer(state="not found")


def officer_contact(look: Look) -> Answer:
    """Look for an address of the data protection officer."""
    reached = _reached(look.text)
    if reached is not None:
        return Answer(state="found", quote=quoted(reached))
    promise = _promised(look.text)
    if promise is None:
        return Answer(state="not found")
    return Answer(state="look here", quote=promise)


def officer_without_address(look: Look) -> Iterator[Hit]:
    """Yield the place where an officer is promised whom nobody can reach."""
    promise = _promised(look.text)
    if promise is not None and _reached(look.text) is None:
        weak = _ELSEWHERE.search(promise.text) is not None
        yield Hit(quotes=(promise,), weak=weak)


def _reached(text: Text) -> Sentence | None:
    """Return the sentence that says how to reach the officer."""
    found = (one for one, whose in _addresses(text) if whose == "officer")
    by_post = (
        one
        for one in text.sentences
        if _PROMISE.search(one.text) and _SAME_ADDRESS.search(one.plain)
    )
    return next(found, None) or next(by_post, None)


def _promised(text: Text) -> Quote | None:
    found = [
        one
        for one in text.sentences
        if _PROMISE.search(one.text) and not _NONE.search(one.plain)
    ]
    found.sort(key=lambda one: one.kind == "heading")
    return quoted(found[0]) if found else None


def _addresses(text: Text) -> Iterator[tuple[Sentence, Whose]]:
    """Yield each address with its sentence, and whose it is."""
    for number, sentence in enumerate(text.sentences):
        ends = [match.end() for match in _ADDRESS.finditer(sentence.text)]
        if not ends and _leads_to_one(text, sentence):
            ends = [len(sentence.text)]
        for end in ends:
            yield sentence, _whose(text, number, end)


def _leads_to_one(text: Text, sentence: Sentence) -> bool:
    return any(
        link.target.startswith(("mailto:", "tel:")) and link.text in sentence.text
        for link in text.blocks[sentence.block].links
    )


def _has_form(text: Text, sentence: Sentence) -> bool:
    return any(
        _FORM.search(link.target) and link.text in sentence.text
        for link in text.blocks[sentence.block].links
    )


def _whose(text: Text, number: int, end: int) -> Whose:
    """Say whose an address is: whom the words before it name, near it or further."""
    sentence = text.sentences[number]
    before = plain(sentence.text[:end])
    named = _named(before) or _named(sentence.plain[: sentence.lead])
    if named or _CONTROLLER.search(before):
        return named or "controller"
    for back in range(number - 1, max(-1, number - _NEAR), -1):
        if text.sentences[back].section != sentence.section:
            break
        named = _named(text.sentences[back].plain)
        if named:
            return named
    return _named(text.sections[sentence.section].plain) or "controller"


def _named(said: str) -> Whose | None:
    """Say who is named in a sentence; the one named last stands next to the address."""
    officer = max((one.end() for one in _OFFICER.finditer(said)), default=-1)
    regulator = max((one.end() for one in _REGULATOR.finditer(said)), default=-1)
    if officer < 0 and regulator < 0:
        return None
    return "officer" if officer > regulator else "regulator"
