"""The form of a notice: its date, what was never filled in, headings and links."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from notices.check.findings import Quote, shortened
from notices.check.looking import Answer, Hit, Look, quoted
from notices.check.sentences import plain
from notices.check.text import Text
from notices.dated import MONTHS

_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|"
    r"aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAYS = (
    re.compile(
        rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?)?{_MONTH},? "
        r"(?P<year>(?:19|20)\d\d)\b"
    ),
    re.compile(r"\b(?P<year>20\d\d)-(?P<month>\d\d)(?:-(?P<day>\d\d))?\b"),
    re.compile(r"\b(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>(?:20)?\d\d)\b"),
)
_SEASON = re.compile(
    r"\b(?:spring|summer|autumn|winter|michaelmas|lent|easter|trinity)"
    r"(?: term)? 20\d\d\b|\b20\d\d\s?[/-]\s?(?:20)?\d\d\b"
)
_DATED = re.compile(
    r"\b(?:issued?|published|updated?|reviewed|revised|approved|adopted|ratified|"
    r"amended|version|effective|dated?|written|last|created|valid|agreed|review)\b"
)
_REVIEW = re.compile(
    r"\b(?:next (?:review|look|due)\w*|review (?:is )?(?:due|by|date|on|again|before)|"
    r"(?:to|will|must) be (?:next )?reviewed|due (?:for review|to be reviewed)|"
    r"(?:review|look at) it again by|renewal date|review)\b"
)
_REVIEWED = re.compile(
    r"\blast review\w*|\breviewed (?:on|in)\b|\bwas (?:last )?reviewed\b"
)
_YEARLY = re.compile(
    r"\b(?:review|update|check|revise|look)\w*\b[^.]{0,40}"
    r"\b(?:every year|each year|annually|once a year|yearly|every twelve months)\b"
    r"|\bannual(?:ly)? review"
)
_YEAR_AND_MORE = timedelta(days=15 * 31)
_SHORT = 16
"""A line of so many words that holds a day is probably the day of the document."""

_BLANKS = (
    re.compile(
        r"\[[^\]\n]{0,60}?(?:insert|enter|add|delete|select|choose|complete|name of|"
        r"your |school name|trust name|council name|\u25cf|xx)[^\]\n]{0,60}\]",
        re.IGNORECASE,
    ),
    re.compile(
        r"\[(?:the )?(?:name|date|school|trust|academy|council|address|email|telephone|"
        r"phone|dpo|link|title|year|month|number|headteacher|local authority)"
        r"(?: [\w/ ]{1,30})?\]",
        re.IGNORECASE,
    ),
    re.compile(
        r"[<{\u00ab(](?:insert|enter|add your)\b[^>}\u00bb)\n]{0,60}[>}\u00bb)]",
        re.IGNORECASE,
    ),
    re.compile(
        r"<(?:name|date|school|trust|council|address|email)[\w /]{0,30}>",
        re.IGNORECASE,
    ),
    re.compile(r"\{\{[^}\n]{1,60}\}\}|\blorem ipsum\b", re.IGNORECASE),
    re.compile(r"(?<![\w@./-])X{3,}(?![\w@])|\b(?:TBC|TBA)\b|_{4,}|\?{3,}"),
    re.compile(r"\bxxx+\b(?!@)|\bdd[/.-]mm[/.-]yy(?:yy)?\b|\bxx[/.-]xx", re.IGNORECASE),
    re.compile(
        r"\btbc\b"
        r"|(?:^|[:;,(\[|\u2013-]\s*|\b(?:is|are) )"
        r"to be (?:confirmed|completed)\b(?! by\b)",
        re.IGNORECASE,
    ),
    re.compile(
        r"\bdelete (?:as|where|if) (?:appropriate|applicable|not)", re.IGNORECASE
    ),
    re.compile(
        r"\binsert (?:name|your|school|date|the name|here|link|details)\b",
        re.IGNORECASE,
    ),
    # What our own models say to whoever fills them in.
    re.compile(
        r"^MODEL: not a notice yet|^Answer each question, and then delete this section"
        r"|^If (?:yes|no), under .+:$|^What does this mean\? [^.?!]{3,100}: \S"
    ),
)


def days_in(said: str) -> Iterator[tuple[int, date]]:
    """Yield each day in a plain text and where it stands.

    A month stands for its last day.
    """
    for pattern in _DAYS:
        for match in pattern.finditer(said):
            day = _day(match)
            if day is not None:
                yield match.start(), day


def _day(match: re.Match[str]) -> date | None:
    year, month = int(match["year"]), match["month"]
    number = int(month) if month.isdigit() else _number(month)
    year += 2000 if year < 100 else 0
    if not 1 <= number <= 12:
        return None
    last = monthrange(year, number)[1]
    day = int(match["day"] or 0)
    return date(year, number, day if 1 <= day <= last else last)


def _number(month: str) -> int:
    short = month[:3].capitalize()
    return next(at for at, name in enumerate(MONTHS, 1) if name.startswith(short))


def dated(look: Look) -> Answer:
    """Look for the day of issue, of the last change, or of a version."""
    weak = None
    for number, sentence in enumerate(look.text.sentences):
        said = sentence.plain
        has_day = any(True for _ in days_in(said)) or _SEASON.search(said)
        if not has_day:
            continue
        near = look.text.with_before(number)
        alone = len(sentence.text.split()) <= _SHORT
        if _DATED.search(near) or alone or sentence.kind == "heading":
            return Answer(state="found", quote=quoted(sentence))
        weak = weak or sentence
    if weak is not None:
        return Answer(state="look here", quote=quoted(weak))
    return Answer(state="not found")


def review_overdue(look: Look) -> Iterator[Hit]:
    """Yield the place that names a day of review which has passed."""
    for sentence in look.text.sentences:
        for promise in _REVIEW.finditer(sentence.plain):
            before = sentence.plain[: promise.end()]
            if _REVIEWED.search(before[max(0, promise.start() - 5) :]):
                continue
            after = [
                day
                for at, day in days_in(sentence.plain)
                if promise.end() <= at <= promise.end() + 40
            ]
            if after and after[0] < look.context.on:
                yield Hit(quotes=(quoted(sentence),))
                return
    yield from _forgotten(look)


def _forgotten(look: Look) -> Iterator[Hit]:
    """Yield the promise of a review each year, if the last one is long ago."""
    promise = next(
        (one for one in look.text.sentences if _YEARLY.search(one.plain)), None
    )
    days = [
        day
        for one in look.text.sentences
        if _DATED.search(one.plain)
        for _, day in days_in(one.plain)
    ]
    if promise and days and look.context.on - max(days) > _YEAR_AND_MORE:
        yield Hit(quotes=(quoted(promise),))


def placeholders(look: Look) -> Iterator[Hit]:
    """Yield what a model left to be filled in, and nobody did."""
    quotes = []
    for sentence in look.text.sentences:
        written = sentence.text
        if any(blank.search(written) for blank in _BLANKS):
            quotes.append(quoted(sentence))
    if quotes:
        yield Hit(quotes=tuple(dict.fromkeys(quotes)))


def empty_headings(look: Look) -> Iterator[Hit]:
    """Yield headings under which nothing stands; the title may stand by itself."""
    text = look.text
    quotes = []
    for at, section in enumerate(text.sections):
        titled = bool(section.title) and at > 0 and not _is_title(text, at)
        if titled and section.words == 0 and not _has_parts(text, at):
            quotes.append(Quote(text=shortened(section.title), place=section.place))
    if quotes:
        yield Hit(quotes=tuple(quotes))


def _is_title(text: Text, at: int) -> bool:
    """Say whether no heading with text under it stands before this one."""
    return all(not one.title or one.words == 0 for one in text.sections[:at])


def _has_parts(text: Text, at: int) -> bool:
    after = text.sections[at + 1 : at + 2]
    return bool(after) and after[0].level > text.sections[at].level


def dead_links(look: Look, anchors: frozenset[str]) -> Iterator[Hit]:
    """Yield links to places of the document that it does not have."""
    known = {anchor.removeprefix("#").lower() for anchor in anchors}
    quotes = []
    for block in look.text.blocks:
        for link in block.links:
            target = link.target
            inside = target.startswith("#") and target not in {"#", "#top"}
            if inside and target[1:].lower() not in known:
                said = f"{link.text} ({target})" if link.text else target
                quotes.append(Quote(text=said, place=block.place))
    if quotes:
        yield Hit(quotes=tuple(dict.fromkeys(quotes)))


def objection_apart(look: Look) -> Answer | None:
    """Look whether the right to object stands apart: under a heading, or by itself."""
    text = look.text
    spoken = text.matches(look.ready.says)
    spoken = [
        number
        for number in spoken
        if not any(
            phrase.pattern.search(text.sentences[number].plain)
            for phrase in look.ready.says_not
        )
    ]
    if not spoken:
        return None
    for number in spoken:
        if _stands_apart(look, number):
            return Answer(state="found", quote=quoted(text.sentences[number]))
    return Answer(state="not found")


def _stands_apart(look: Look, number: int) -> bool:
    """Say whether a sentence on objecting shares its place with no other right."""
    text, sentence = look.text, look.text.sentences[number]
    if "object" in text.sections[sentence.section].plain:
        return True
    if sentence.kind in {"item", "row"}:
        return False
    others = [one.plain for one in text.sentences if one.block == sentence.block]
    said = " ".join(others)
    return not any(phrase.pattern.search(plain(said)) for phrase in look.ready.says_too)
