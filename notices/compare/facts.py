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
_OF_PARTICULARS = "particulars"
_LAW = "law"
_OF_OTHERS = frozenset({_LAW, "only-in"})
"""Facts that hang on more than the entry itself."""
_HOLDS = "it still holds, and is no longer told here"
_TABLES = {"recipients": "bodies", "regulator": "bodies"}
"""Of which table of the catalogue some kinds of matter are, where not of their own."""
_SAYING = ("name", "says", "says-short")
"""Facts that are words of the notice too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """What held of a fact, and what holds."""

    name: str
    old: str
    new: str


Fields = tuple[Field, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactChange:
    """One fact that a notice tells and did not, no longer tells, or tells otherwise."""

    what: What
    kind: str
    key: str
    title: str
    fields: Fields = ()
    """What differs, as far as the notices tell it."""
    whole: Fields = ()
    """All that differs: the same in a full notice and in its editions."""
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
        return (self.what, self.kind, self.key, self.whole, self.since, self.why)

    def told_with(self, other: object) -> "FactChange":
        """Return the same change as two notices tell of it, each in part."""
        if not isinstance(other, FactChange):
            return self
        if self.kind == _OF_PARTICULARS:
            # The same particular with each organisation's own value.
            return replace(self, fields=self.fields if self == other else ())
        told = {*self.fields, *other.fields}
        return replace(self, fields=tuple(one for one in self.whole if one in told))


def fact_changes(
    old: Seen, new: Seen, catalogue: Catalogue, on: date
) -> tuple[FactChange, ...]:
    """Return what changed in fact.

    *catalogue* says what had become, by the day *on*, of what is gone.
    """
    before, after = _by_name(old.matters), _by_name(new.matters)
    names = dict.fromkeys((*before, *after))
    changed = [
        _change(before.get(name), after.get(name))
        for name in names
        if not _is_of_issuing(name, before, after)
    ]
    gone = [
        _requirement_gone(key, catalogue)
        for key in sorted(old.requirements - new.requirements)
    ]
    return (
        *(
            _with_end(change, catalogue, on) if change.what == "ended" else change
            for change in changed
            if change
        ),
        *gone,
    )


Name = tuple[str, str, int]
ByName = Mapping[Name, Matter]


def _by_name(matters: Iterable[Matter]) -> ByName:
    """Return facts by name, counted where two have one: a supplier of two services."""
    found: dict[Name, Matter] = {}
    times: Counter[tuple[str, str]] = Counter()
    for matter in matters:
        name = (matter.kind, matter.key)
        found[*name, times[name]] = matter
        times[name] += 1
    return found


def _is_of_issuing(name: Name, before: ByName, after: ByName) -> bool:
    """Say whether a notice that was not issued yet leaves out what another says."""
    kind, key, _ = name
    is_about_it = kind == _OF_PARTICULARS and key.startswith("notice.")
    return is_about_it and not (name in before and name in after)


def _change(old: Matter | None, new: Matter | None) -> FactChange | None:
    told = new or old
    if told is None:
        return None
    whole, fields, why = _fields(old, new) if old and new else ((), (), "")
    if old and new and not fields:
        return None
    return FactChange(
        what="began" if old is None else "ended" if new is None else "changed",
        kind=told.kind,
        key=told.key,
        title=told.title,
        fields=fields,
        whole=whole,
        why=why,
        since=new.begins if new else "",
        texts=tuple(_texts(old, new, fields)),
        says=_says(told),
        law=told.law,
        source=told.source,
        place=f"{told.file}:{told.line}" if told.line else told.file,
    )


def _fields(old: Matter, new: Matter) -> tuple[Fields, Fields, str]:
    """Return all that differs, what of it the notices tell, and why, if that is known.

    What no words tell makes no change of a notice; the law behind what does change is
    told with it.
    """
    said, says = ({**dict(one.facts), **dict(one.texts)} for one in (old, new))
    names = dict.fromkeys((*says, *said))
    written = {one for one in names if said.get(one) != says.get(one)}
    is_told = [
        {one for one in words if one not in matter.untold}
        for words, matter in ((said, old), (says, new))
    ]
    # The words may leave out what they told, while the data says the same.
    turned = (is_told[0] ^ is_told[1]) - written
    whole = tuple(
        Field(
            name=one,
            old="" if one in turned - is_told[0] else said.get(one, ""),
            new="" if one in turned - is_told[1] else says.get(one, ""),
        )
        for one in names
        if one in written | turned
    )
    told = {one.name for one in whole} & (is_told[0] | is_told[1])
    along = {_LAW} if told else set()
    fields = tuple(one for one in whole if one.name in told | along)
    return whole, fields, _why(old, new, written, turned & is_told[0])


def _why(old: Matter, new: Matter, written: set[str], lost: set[str]) -> str:
    """Return why something is told otherwise where no other entry holds."""
    if old.begins and old.begins == new.begins and written - _OF_OTHERS:
        return (
            f"the entry that holds since {new.begins} was rewritten, "
            "so notices of days past change too"
        )
    if written:
        return ""
    if lost:
        return "its entry says this still, and no words here tell it"
    return "its entry said this before, and now words here tell it"


def _texts(old: Matter | None, new: Matter | None, fields: Fields) -> Iterator[str]:
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


def _with_end(change: FactChange, catalogue: Catalogue, on: date) -> FactChange:
    """Return what ended with why it did, and where that is said, as far as it is."""
    table = _TABLES.get(change.kind, change.kind)
    things = getattr(catalogue, table) if table in DATED else {}
    thing = things.get(change.key)
    if thing is None:
        return change
    if thing.end(on) is None:
        holds = thing.on(on) is not None
        return replace(change, why=_HOLDS if holds else "")
    end = thing.entries[-1]
    is_body = table == "bodies"
    fate = Registry(catalogue.bodies, on).fate(change.key) if is_body else ""
    return replace(
        change,
        why=fate or end.entry.ended,
        source=f"[{end.entry.source.title}]({end.entry.source.url})",
        place=f"{end.file}:{end.line}",
    )


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
