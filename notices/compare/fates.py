"""What became of each recipient: kept, renamed, succeeded, ended, or no longer told."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from notices.catalogue.model import Things
from notices.compose.notice import Matter
from notices.vocabulary.entries import Body

Fate = Literal["kept", "renamed", "succeeded", "ended", "not told", "new"]
_KIND = "recipients"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """One recipient, and what became of it between two notices."""

    fate: Fate
    key: str
    name: str
    """As the old notice calls it; as the new one does, where it is new."""
    now: str = ""
    """Its new name, or who does its work now, or why it ended."""


@dataclass(frozen=True, slots=True)
class Registry:
    """The bodies of a catalogue, asked on one day."""

    bodies: Things[Body]
    on: date

    def fate(self, key: str) -> str:
        """Return who does the work of a body that ended, or why it ended; or "".

        A successor that ended in its turn is followed to its own.
        """
        end = self._end(key)
        if end is None:
            return ""
        names = [self._name(one) for one in self._last(key, ())]
        *first, last = names or [""]
        listed = f"{', '.join(first)} and {last}" if first else last
        return f"succeeded by {listed}" if names else end.ended

    def fates(
        self, old: Iterable[Matter], new: Iterable[Matter]
    ) -> tuple[Recipient, ...]:
        """Return what became of each recipient of *old*, then those that are new."""
        before = {matter.key: matter.title for matter in old if matter.kind == _KIND}
        after = {matter.key: matter.title for matter in new if matter.kind == _KIND}
        fated = [self._fated(key, name, after) for key, name in before.items()]
        fated += [
            Recipient(fate="new", key=key, name=name)
            for key, name in after.items()
            if key not in before
        ]
        return tuple(fated)

    def _fated(self, key: str, name: str, after: Mapping[str, str]) -> Recipient:
        if key in after:
            fate: Fate = "kept" if after[key] == name else "renamed"
            now = "" if fate == "kept" else after[key]
        elif self._end(key) is None:
            lives = key in self.bodies and self.bodies[key].on(self.on) is not None
            fate, now = "not told", "it still exists" if lives else ""
        else:
            fate = "succeeded" if any(self._successors(key)) else "ended"
            now = self.fate(key).removeprefix("succeeded by ")
        return Recipient(fate=fate, key=key, name=name, now=now)

    def _last(self, key: str, seen: tuple[str, ...]) -> list[str]:
        """Return the keys of the successors that have no successors themselves."""
        found: list[str] = []
        for one in self._successors(key):
            if one not in seen:
                later = self._last(one, (*seen, key))
                found += [name for name in later or [one] if name not in found]
        return found

    def _successors(self, key: str) -> Iterator[str]:
        end = self._end(key)
        yield from (one for one in (end.successor if end else ()) if one in self.bodies)

    def _end(self, key: str) -> Body | None:
        """Return the entry that surely had ended a body, or None."""
        return self.bodies[key].end(self.on) if key in self.bodies else None

    def _name(self, key: str) -> str:
        found = self.bodies[key].on(self.on) or self.bodies[key].entries[-1]
        return found.entry.in_a_sentence
