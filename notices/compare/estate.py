"""Compare many notices: each change told once, and who differs from the rest, and why.

Each pair of notices is composed, compared and let go, so that any number will do.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from itertools import chain

from notices.catalogue import Catalogue
from notices.compare.comparison import (
    Change,
    Comparison,
    Failed,
    Group,
    Lack,
    Page,
    id_of,
)
from notices.compare.facts import FactChange, Field, fact_changes
from notices.compare.fates import Registry
from notices.compare.seen import Seen
from notices.compare.words import WordChange, word_changes
from notices.compose.reasons import TOLD
from notices.errors import NoticesError
from notices.vocabulary.lists import PAGE


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A notice of one organisation, or of all organisations that are alike in it."""

    kind: str
    members: tuple[str, ...]
    """Who it stands for: its own name, and those of all that are alike."""
    old: Callable[[], Seen | None]
    new: Callable[[], Seen | None]
    """Compose a side; both raise NoticesError.  None: it has no such notice."""
    why_not: Callable[[str], str]
    """Return why the new side does not tell what goes by a key; "" if that is unknown.
    """

    @property
    def label(self) -> str:
        """Return what messages call it."""
        return f"{self.members[0]}: {self.kind}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """What is compared, apart from whose notices."""

    old: str
    new: str
    """In words."""
    on: date
    """The later state's day, on which successors are looked up."""
    catalogue: Catalogue
    assumed: Mapping[str, date] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    beside: tuple[FactChange, ...] = ()
    """What differs and no notice of these days shows."""


def compare(subjects: Iterable[Subject | Failed], between: Between) -> Comparison:
    """Compare both sides of every subject; what failed already is told with them."""
    gathering = _Gathering(between)
    for change in between.beside:
        gathering.note(change, 0)
    for subject in subjects:
        if isinstance(subject, Failed):
            gathering.failed.append(subject)
            gathering.notices += subject.notices
        else:
            gathering.add(subject)
    return gathering.comparison()


@dataclass
class _Gathering:
    between: Between
    notices: int = 0
    found: dict[str, Change] = field(default_factory=dict)
    groups: dict[tuple[str, frozenset[str]], tuple[Subject, list[str]]] = field(
        default_factory=dict
    )
    pages: list[Page] = field(default_factory=list)
    failed: list[Failed] = field(default_factory=list)

    def add(self, subject: Subject) -> None:
        """Compare one subject, and note what it has in common with the others."""
        count = len(subject.members)
        self.notices += count
        try:
            old, new = subject.old(), subject.new()
        except NoticesError as error:
            failed = Failed(label=subject.label, fault=str(error), notices=count)
            self.failed.append(failed)
            return
        if subject.kind == PAGE and old and new:
            self._page(subject, old, new)
        ids = dict.fromkeys(self.note(one, count) for one in self._changes(old, new))
        if ids:
            group = self.groups.setdefault(
                (subject.kind, frozenset(ids)), (subject, [])
            )
            group[1].extend(subject.members)

    def _changes(
        self, old: Seen | None, new: Seen | None
    ) -> Iterator[FactChange | WordChange]:
        if old is None or new is None:
            if whole := new or old:
                yield _whole(whole, is_new=old is None)
            return
        facts = fact_changes(old, new, self.between.catalogue, self.between.on)
        seen: set[object] = set()
        changes: Iterable[FactChange | WordChange] = chain(
            facts, word_changes(old, new, facts)
        )
        for change in changes:
            if change.identity not in seen:
                seen.add(change.identity)
                yield change

    def note(self, change: FactChange | WordChange, count: int) -> str:
        """Keep a change that so many notices have; return its id."""
        key = id_of(change)
        known = self.found.get(key)
        what = change
        if isinstance(what, FactChange) and known:
            what = what.told_with(known.what)
        notices = count + (known.notices if known else 0)
        self.found[key] = Change(id=key, what=what, notices=notices)
        return key

    def _page(self, subject: Subject, old: Seen, new: Seen) -> None:
        registry = Registry(self.between.catalogue.bodies, self.between.on)
        recipients = registry.fates(old.matters, new.matters)
        self.pages.append(
            Page(label=subject.members[0], kind=subject.kind, recipients=recipients)
        )

    def comparison(self) -> Comparison:
        """Return what was found, the facts and the largest groups first."""
        order = sorted(
            self.found.values(), key=lambda one: isinstance(one.what, WordChange)
        )
        return Comparison(
            old=self.between.old,
            new=self.between.new,
            on=self.between.on,
            assumed=self.between.assumed,
            notices=self.notices,
            changes=tuple(order),
            groups=tuple(self._groups([one.id for one in order])),
            pages=tuple(self.pages),
            failed=tuple(self.failed),
            notes=self.between.notes,
        )

    def _groups(self, order: list[str]) -> Iterator[Group]:
        place = {key: index for index, key in enumerate(order)}
        largest: dict[str, frozenset[str]] = {}
        by_size = sorted(self.groups.items(), key=lambda one: -len(one[1][1]))
        for (kind, ids), (subject, members) in by_size:
            usual = largest.setdefault(kind, ids)
            yield Group(
                kind=kind,
                changes=tuple(sorted(ids, key=place.__getitem__)),
                members=tuple(members),
                besides=tuple(sorted(ids - usual, key=place.__getitem__)),
                lacks=tuple(
                    self._lack(subject, key)
                    for key in sorted(usual - ids, key=place.__getitem__)
                ),
            )

    def _lack(self, subject: Subject, key: str) -> Lack:
        what = self.found[key].what
        if not isinstance(what, FactChange) or what.kind not in TOLD:
            return Lack(change=key, why="")
        if what.what == "ended":
            return Lack(change=key, why="It was not told here before.")
        return Lack(change=key, why=subject.why_not(what.key))


def _whole(notice: Seen, *, is_new: bool) -> FactChange:
    """Return the change that is a whole notice, which one side does not know.

    With other words it is another change, which nobody has reviewed yet.
    """
    sections = notice.sections
    words = [(one.title, [block.markdown for block in one.blocks]) for one in sections]
    digest = sha256(repr(words).encode()).hexdigest()
    return FactChange(
        what="began" if is_new else "ended",
        kind="notices",
        key=notice.kind,
        title=notice.title,
        whole=(Field(name="words", old="", new=digest),),
        why=f"only the {'new' if is_new else 'old'} side has it; "
        "read it whole, as nothing of it was compared",
    )
