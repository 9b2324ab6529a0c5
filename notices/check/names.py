"""Names that no notice uses as current: bodies, laws, terms, and the EU's GDPR.

A name counts only by itself: not inside a longer name, and not in a sentence that
tells of what was.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

from notices.catalogue import Catalogue, Dated
from notices.check.findings import Quote
from notices.check.looking import Hit, Look, quoted
from notices.check.sentences import plain, straight
from notices.check.text import Sentence, Text
from notices.dated import Start
from notices.vocabulary.entries import Body
from notices.vocabulary.tables import Retired, RetiredKind

_WORDS = re.compile(r"\w+")
_OWN_DEFINITION = re.compile(
    r"UK General Data Protection Regulations?\W+(?:\w+\W+){0,6}?GDPR\b"
    r"|\bUK[ -]GDPR\W+(?:\w+\W+){0,6}?[\"'(]GDPR\b"
)
"""Where a text says that by GDPR it means the UK's."""
_OURS = re.compile(
    r"\b(?:UK|United Kingdom)(?:'s)?[ -](?:GDPR|General Data Protection Regulation)"
)
"""Where a text names ours somewhere, so that the short name may mean it too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Gone:
    """A name that must not be used from a day on."""

    what: str
    since: date
    why: str
    say_now: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Name:
    name: str
    gone: _Gone | None
    """None for a name that may be used, inside which a retired one may stand."""
    anchor: str
    pattern: re.Pattern[str]


def retired_names(look: Look, what: RetiredKind) -> Iterator[Hit]:
    """Yield a hit for each retired name of a kind that the text uses as current."""
    if what == "regulation" and _OWN_DEFINITION.search(look.text.written):
        return
    weak = what == "regulation" and _OURS.search(look.text.written) is not None
    catalogue, on = look.book.catalogue, look.context.on
    for gone, found in _used(look, what).items():
        if gone.since <= on:
            quotes = tuple(dict.fromkeys(quote for _, quote in found))
            told = _told(found[0][0], gone, catalogue, on)
            yield Hit(quotes=quotes, detail=told, weak=weak)


def _used(look: Look, what: str) -> Mapping[_Gone, list[tuple[str, Quote]]]:
    """Return the retired names of a kind that stand in the text."""
    text = look.text
    used: dict[_Gone, list[tuple[str, Quote]]] = {}
    named = [
        (number, name, gone)
        for number, name, gone in _named(text, look.book.catalogue)
        if gone.what == what
    ]
    if not named:
        return used
    past = {*text.matches(look.book.past), *text.matches(look.ready.says_not)}
    for number, name, gone in named:
        if number not in past:
            quote = quoted(text.sentences[number])
            used.setdefault(gone, []).append((name, quote))
    return used


@lru_cache(maxsize=1)
def _named(text: Text, catalogue: Catalogue) -> list[tuple[int, str, _Gone]]:
    """Return the retired names in a text, and in which sentence each stands.

    The rules on names ask this of one text after another.
    """
    near: dict[int, list[_Name]] = {}
    for name in _names(catalogue):
        for number in text.holding(name.anchor):
            near.setdefault(number, []).append(name)
    return [
        (number, name, gone)
        for number in sorted(near)
        if any(name.gone for name in near[number])
        for name, gone in _standing(text.sentences[number], near[number])
    ]


def _standing(sentence: Sentence, names: list[_Name]) -> Iterator[tuple[str, _Gone]]:
    """Yield each retired name that stands by itself, not inside a longer one."""
    written = straight(sentence.text)
    spans = [
        (match.start(), match.end(), name)
        for name in names
        for match in name.pattern.finditer(written)
    ]
    for number, (begin, end, name) in enumerate(spans):
        inside = any(
            other <= begin
            and end <= last
            and (last - other > end - begin or before < number)
            for before, (other, last, _) in enumerate(spans)
            if before != number
        )
        if name.gone and not inside:
            yield name.name, name.gone


@lru_cache(maxsize=4)
def _names(catalogue: Catalogue) -> tuple[_Name, ...]:
    """Return all retired names, and the current ones that hold one of them."""
    retired = {
        name: _name(name, gone, entry) for name, gone, entry in _retired(catalogue)
    }
    plain = [name.lower() for name in retired]
    current = (
        name
        for name in _current(catalogue)
        if name not in retired
        and any(one in name.lower() and one != name.lower() for one in plain)
    )
    return (*retired.values(), *(_name(name, None, None) for name in current))


def _retired(catalogue: Catalogue) -> Iterator[tuple[str, _Gone, Retired | None]]:
    """Yield names that are retired: what `retired.toml` says of one comes last."""
    current = set(_current(catalogue))
    for body in catalogue.bodies.values():
        yield from ((name, gone, None) for name, gone in _of_body(body, current))
    for law in catalogue.laws.values():
        if law.ends is not None:
            gone = _Gone(
                what="law",
                since=Start.parse(law.ends).latest + timedelta(days=1),
                why="It is no longer in force.",
                say_now=law.replaced_by,
            )
            yield law.title, gone, None
    for entry in catalogue.retired.values():
        gone = _Gone(
            what=entry.what,
            since=Start.parse(entry.since).latest,
            why=entry.why,
            say_now=entry.say_now,
        )
        yield from ((name, gone, entry) for name in entry.names)


def _of_body(body: Dated[Body], current: set[str]) -> Iterator[tuple[str, _Gone]]:
    """Yield the names that a body had, and has no longer."""
    for before, after in pairwise(found.entry for found in body.entries):
        is_gone = bool(after.ended) or after.name != before.name
        if is_gone and before.name not in current and not before.generic:
            gone = _Gone(
                what="body",
                since=after.start.latest,
                why=after.ended or "It has another name now.",
                say_now=after.successor if after.ended else (body.key,),
            )
            yield before.name, gone


def _current(catalogue: Catalogue) -> Iterator[str]:
    """Yield the names that may be used."""
    for body in catalogue.bodies.values():
        last = body.entries[-1].entry
        if not last.ended:
            yield last.name
    yield from (law.title for law in catalogue.laws.values() if law.ends is None)


def _name(name: str, gone: _Gone | None, entry: Retired | None) -> _Name:
    words = [re.escape(word) for word in straight(name).split()]
    words = ["(?:and|&)" if word in {"and", r"\&"} else word for word in words]
    after = entry.unless_after if entry else ()
    before = entry.unless_before if entry else ()
    behind = "".join(rf"(?<!{re.escape(word)}[ -])" for word in after)
    ahead = "".join(
        rf"(?!\W+{re.escape(word)}(?!\w))".replace(r"\ ", r"\W+") for word in before
    )
    stem = r"[ \-]+".join(words)
    return _Name(
        name=name,
        gone=gone,
        anchor=max(_WORDS.findall(plain(name)), key=len),
        pattern=re.compile(
            rf"{behind}(?<![\w@./-]){stem}(?:'?s)?(?![\w@]|\.\w){ahead}",
            0 if name != name.lower() else re.IGNORECASE,
        ),
    )


def _told(name: str, gone: _Gone, catalogue: Catalogue, on: date) -> str:
    now = [title for key in gone.say_now if (title := _title(key, catalogue, on))]
    instead = f" Say now: {' or '.join(dict.fromkeys(now))}." if now else ""
    why = gone.why.removesuffix(".")
    return f"{name}: {why[0].lower()}{why[1:]}.{instead}"


def _title(key: str, catalogue: Catalogue, on: date) -> str:
    if key in catalogue.laws:
        return catalogue.laws[key].title
    body = catalogue.bodies[key].on(on) if key in catalogue.bodies else None
    return body.entry.name if body else ""
