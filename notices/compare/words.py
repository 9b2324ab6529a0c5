"""Which words changed: sections by their keys, sentences within, words within those."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from notices.compare.align import Pair, Runs, aligned, joined
from notices.compare.facts import FactChange
from notices.compare.grade import Grade, grade, look_here
from notices.compare.seen import Seen
from notices.compare.units import Unit, bare, units
from notices.compose.notice import Section

_TITLE = "(title)"


@dataclass(frozen=True, slots=True, kw_only=True)
class WordChange:
    """A sentence, an item or a row that is not as it was."""

    section: str
    """The key of the section; `(title)` for the title of the notice."""
    title: str
    """The section's heading."""
    block: str
    runs: Runs
    grade: Grade
    look: tuple[str, ...]
    """What kinds of word are touched that may turn the meaning."""
    because: tuple[str, ...] = ()
    """Names of the facts that changed and stand behind it: `rights/access`."""

    @property
    def identity(self) -> tuple[object, ...]:
        """Return what is the same in every notice that changes in this way.

        In a table's row it is the first cell and what went in and out of it, since
        the rest of the row differs from one kind of school to the next.
        """
        whole = "".join(run.text for run in self.runs)
        if not whole.startswith("|"):
            return (self.section, self.block, self.runs, self.grade)
        touched = tuple(
            (run.kept, run.text.strip("; |\n"))
            for run in self.runs
            if run.kept != "same"
        )
        first = whole.split("|")[1] if "|" in whole[1:] else ""
        return (self.section, self.block, first, touched, self.grade)


def word_changes(
    old: Seen, new: Seen, facts: tuple[FactChange, ...]
) -> Iterator[WordChange]:
    """Yield every unit of the two notices that changed, in reading order."""
    if old.title != new.title:
        titles = (Unit("", old.title), Unit("", new.title))
        pair = Pair(old=titles[0], new=titles[1])
        yield _changed(_TITLE, "Title of the notice", (pair,), ())
    before = {section.key: section for section in old.sections}
    after = {section.key: section for section in new.sections}
    for key in _order(tuple(before), tuple(after)):
        was, now = before.get(key), after.get(key)
        told = now or was
        if told is None or (was and now and _text(was) == _text(now)):
            continue
        for pairs in _hunks(section_pairs(was, now)):
            because = tuple(_behind(pairs, (was, now), facts))
            yield _changed(key, told.title, pairs, because)


def _hunks(pairs: tuple[Pair, ...]) -> Iterator[tuple[Pair, ...]]:
    """Yield what changed, with what changed right beside it in the same block.

    In running text each item of a list and each row of a table is told by itself.
    """
    here: list[Pair] = []
    for index, pair in enumerate(pairs):
        is_same = pair.is_same or _is_echo(pairs, index)
        if here and (is_same or not _belong(here[-1], pair)):
            yield tuple(here)
            here = []
        if not is_same:
            here.append(pair)
    if here:
        yield tuple(here)


def _is_echo(pairs: tuple[Pair, ...], index: int) -> bool:
    """Say whether an item only became the last of its list, or no longer is."""
    pair = pairs[index]
    if not (pair.is_listed and pair.old and pair.new):
        return False
    beside = (*pairs[max(index - 1, 0) : index], *pairs[index + 1 : index + 2])
    came_or_went = any(one.is_listed and not (one.old and one.new) for one in beside)
    return came_or_went and pair.old.text.rstrip("\n") == pair.new.text.rstrip("\n")


def _belong(pair: Pair, following: Pair) -> bool:
    if pair.block != following.block:
        return False
    return bool(pair.block) or not (pair.is_listed or following.is_listed)


def _text(section: Section) -> tuple[str, ...]:
    return (section.title, *(block.markdown for block in section.blocks))


def section_pairs(old: Section | None, new: Section | None) -> tuple[Pair, ...]:
    """Return the units of a section of both notices, side by side, all of them."""
    return aligned(tuple(_units(old)) if old else (), tuple(_units(new)) if new else ())


def _order(before: tuple[str, ...], after: tuple[str, ...]) -> Iterator[str]:
    """Yield the keys of both in reading order; what is gone stands where it stood."""
    place = {key: index for index, key in enumerate(before)}
    gone = [key for key in before if key not in after]
    for key in after:
        while gone and place[gone[0]] < place.get(key, -1):
            yield gone.pop(0)
        yield key
    yield from gone


def _units(section: Section) -> Iterator[Unit]:
    yield Unit("(heading)", f"## {section.title}\n\n")
    for block in section.blocks:
        yield from units(block.key, f"{block.markdown}\n\n")


def _changed(
    section: str, title: str, pairs: tuple[Pair, ...], because: tuple[str, ...]
) -> WordChange:
    marked = tuple(joined(run for pair in pairs for run in pair.runs))
    found = grade(marked)
    if because and found == "wording":
        found = "material"
    return WordChange(
        section=section,
        title=title,
        block=pairs[0].block,
        runs=marked,
        grade=found,
        look=look_here(marked) if found == "wording" else (),
        because=because,
    )


def _behind(
    pairs: tuple[Pair, ...],
    sections: tuple[Section | None, ...],
    facts: tuple[FactChange, ...],
) -> Iterator[str]:
    """Yield the facts that changed and that these words tell."""
    block = pairs[0].block
    runs = [run for pair in pairs for run in pair.runs]
    touched = bare(" ".join(run.text for run in runs if run.kept != "same"))
    units = [bare(unit.text).casefold() for pair in pairs for unit in pair.both]
    of_block = {
        fact.key
        for section in sections
        if section
        for one in section.blocks
        if one.key and one.key == block
        for fact in one.facts
    }
    for change in facts:
        if change.name in of_block or _tells(change, touched, units, block):
            yield change.name


def _tells(change: FactChange, touched: str, units: Sequence[str], block: str) -> bool:
    """Say whether running text tells a changed fact, by what the fact says."""
    if block:
        return block == change.key
    telling = {word for word in touched.split() if len(word) > 3 or word.isupper()}
    telling = {word.casefold() for word in telling}
    whole = " ".join(units)
    texts = [text for one in change.texts if (text := bare(one).casefold())]
    return any(
        telling.intersection(text.split())
        and (text in whole or any(" " in unit and unit in text for unit in units))
        for text in texts
    )
