"""What changed in fact: what was added, what is gone, and what holds otherwise."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from notices.catalogue import Catalogue
from notices.catalogue.model import DATED
from notices.compare.fates import Registry
from notices.compare.seen import Seen
from notices.compose.notice import Matter

What = Literal["began", "ended", "changed"]
_OF_RECIPIENTS = "recipients"
_OF_PARTICULARS = "particulars"
_SAYING = ("name", "says", "says-short")
"""Facts that are words of the notice too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """What held of a fact, and what holds."""

    name: str
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FactChange:
    """One fact that a notice tells and did not, no longer tells, or tells otherwise."""

    what: What
    kind: str
    key: str
    title: str
    fields: tuple[Field, ...] = ()
    why: str = ""
    """Why it ended, or what became of a recipient, where the data says so."""
    since: str = ""
    """The day on which the entry that holds began, as its data gives it."""
    texts: tuple[str, ...] = ()
    """What the words that tell it say, by which they are known in running text."""
    says: str = ""
    """The words that tell it now; of what ended, those that told it."""
    law: str = ""
    source: str = ""
    place: str = ""

    @property
    def name(self) -> str:
        """Return what stands behind a passage goes by: `rights/access`."""
        return f"{self.kind}/{self.key}"

    @property
    def identity(self) -> tuple[object, ...]:
        """Return what is the same in every notice in which this changes.

        A particular is its key alone: each organisation has a value of its own.
        """
        if self.kind == _OF_PARTICULARS:
            return (self.what, self.kind, self.key)
        return (self.what, self.kind, self.key, self.fields, self.since)


def fact_changes(
    old: Seen, new: Seen, catalogue: Catalogue, on: date
) -> tuple[FactChange, ...]:
    """Return what changed in fact.

    *catalogue* says what had become, by the day *on*, of what is gone.
    """
    before, after = _by_name(old.matters), _by_name(new.matters)
    names = dict.fromkeys((*before, *after))
    changed = [_change(before.get(name), after.get(name)) for name in names]
    gone = [
        _requirement_gone(key, catalogue)
        for key in sorted(old.requirements - new.requirements)
    ]
    return (
        *(
            replace(change, why=_why(change, catalogue, on))
            for change in changed
            if change
        ),
        *gone,
    )


def _by_name(matters: Iterable[Matter]) -> Mapping[tuple[str, str, int], Matter]:
    """Return facts by name, counted where two have one: a supplier of two services."""
    found: dict[tuple[str, str, int], Matter] = {}
    times: Counter[tuple[str, str]] = Counter()
    for matter in matters:
        name = (matter.kind, matter.key)
        found[*name, times[name]] = matter
        times[name] += 1
    return found


def _change(old: Matter | None, new: Matter | None) -> FactChange | None:
    told = new or old
    if told is None:
        return None
    differing = tuple(_fields(old, new)) if old and new else ()
    # What children read says the same in fewer words, and most notices do without it.
    fields = tuple(one for one in differing if not one.name.endswith("-children"))
    if old and new and not fields:
        return None
    return FactChange(
        what="began" if old is None else "ended" if new is None else "changed",
        kind=told.kind,
        key=told.key,
        title=told.title,
        fields=fields,
        since=new.begins if new else "",
        texts=tuple(_texts(old, new, differing)),
        says=_says(told),
        law=told.law,
        source=told.source,
        place=f"{told.file}:{told.line}" if told.line else told.file,
    )


def _fields(old: Matter, new: Matter) -> Iterator[Field]:
    """Yield what differs; words alone do so only where another entry holds."""
    yield from _differing(old.facts, new.facts)
    if old.begins != new.begins:
        yield from _differing(old.texts, new.texts)


def _differing(
    old: tuple[tuple[str, str], ...], new: tuple[tuple[str, str], ...]
) -> Iterator[Field]:
    before, after = dict(old), dict(new)
    for name in dict.fromkeys((*before, *after)):
        if before.get(name, "") != after.get(name, ""):
            yield Field(name=name, old=before.get(name, ""), new=after.get(name, ""))


def _texts(
    old: Matter | None, new: Matter | None, fields: tuple[Field, ...]
) -> Iterator[str]:
    """Yield what the words say that tell what changed; where it is told may change."""
    for field in fields:
        yield from (field.old, field.new)
    if fields and all(field.name != "to" for field in fields):
        return
    for told in (old, new):
        if told is not None:
            yield told.title
            facts = dict(told.facts)
            yield from (facts[name] for name in _SAYING if name in facts)
            yield from (text for _, text in told.texts)


def _says(matter: Matter) -> str:
    words = {**dict(matter.facts), **dict(matter.texts)}
    told = (words.get(name, "") for name in ("says", "applies-here"))
    return " ".join(" ".join(told).split())


def _why(change: FactChange, catalogue: Catalogue, on: date) -> str:
    """Return why it ended, as far as the catalogue says."""
    if change.what != "ended":
        return ""
    if change.kind == _OF_RECIPIENTS:
        return Registry(catalogue.bodies, on).fate(change.key)
    things = getattr(catalogue, change.kind, {}) if change.kind in DATED else {}
    end = things[change.key].end(on) if change.key in things else None
    return end.ended if end else ""


def _requirement_gone(key: str, catalogue: Catalogue) -> FactChange:
    requirement = catalogue.requirements.get(key)
    title = requirement.entries[-1].entry.title if requirement else key
    return FactChange(
        what="ended",
        kind="requirements",
        key=key,
        title=title,
        why="no passage meets this requirement any more",
    )
