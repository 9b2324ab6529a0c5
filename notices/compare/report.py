"""A comparison written out: as text for a terminal, as Markdown, as data."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from notices.compare import tell
from notices.compare.align import Runs
from notices.compare.comparison import Change, Comparison
from notices.compare.facts import FactChange
from notices.compare.words import WordChange

_SCHEMA = 1
_MARKS = {"same": ("", ""), "out": ("[-", "-]"), "in": ("{+", "+}")}


def as_data(comparison: Comparison) -> dict[str, Any]:
    """Return it for programs; `schema` changes when what stands here does."""
    told = asdict(comparison)
    for change, written in zip(comparison.changes, told["changes"], strict=True):
        is_fact = isinstance(change.what, FactChange)
        written |= {"of": "fact" if is_fact else "words", "class": change.grade}
    return {"schema": _SCHEMA, **told}


def as_json(comparison: Comparison) -> str:
    """Write it for programs."""
    told = as_data(comparison)
    return json.dumps(told, ensure_ascii=False, indent=1, default=str) + "\n"


def marked(runs: Runs) -> str:
    """Write words with what goes out in [- -], and what comes in in {+ +}."""
    told = []
    for run in tell.shown(runs):
        before, after = _MARKS[run.kept if run.text.strip() else "same"]
        told.append(f"{before}{run.text}{after}")
    return "".join(told)


def as_markdown(comparison: Comparison) -> str:
    """Write it as Markdown: to read, to post, to keep."""
    return "\n".join(_markdown(comparison)).rstrip("\n") + "\n"


def _markdown(comparison: Comparison) -> Iterator[str]:
    yield from (f"# {tell.heading(comparison)}", "")
    yield from (f"{sentence}\n" for sentence in tell.summary(comparison))
    if comparison.facts:
        yield "## Facts\n"
        for change in comparison.facts:
            yield from _fact(change)
    for page in comparison.told_pages:
        yield f"## What became of each recipient: {page.label}\n"
        yield from ("| Recipient | What became of it | |", "|---|---|---|")
        yield from (
            f"| {one.name} | {one.fate} | {one.now} |" for one in page.recipients
        )
        yield ""
    if comparison.words:
        yield "## Words\n"
        for change in comparison.words:
            yield from _words(change)
    if comparison.failed or not comparison.is_of_all:
        yield from _whom(comparison)
    if comparison.changes:
        yield "## Drafts\n"
        yield from (*tell.note(comparison), "")
        yield from ("### For the CHANGELOG\n", *tell.changelog(comparison))


def _fact(change: Change) -> Iterator[str]:
    fact = change.what
    if not isinstance(fact, FactChange):
        return
    yield f"### {tell.title_of(change)}\n"
    yield from _about(change)
    yield f"- **Key:** `{fact.name}`"
    for field in fact.fields:
        name, old, new = tell.field_of(field)
        yield f"- **{name}:** {old} → {new}"
    told = {
        "Says": fact.says if not fact.fields else "",
        "Why": fact.why,
        "Law": fact.law,
        "Source": fact.source,
        "Where": f"`{fact.place}`" if fact.place else "",
    }
    yield from (f"- **{name}:** {value}" for name, value in told.items() if value)
    yield ""


def _words(change: Change) -> Iterator[str]:
    what = change.what
    if isinstance(what, WordChange):
        yield f"### {tell.title_of(change)}\n"
        yield from _about(change)
        yield f"\n```\n{marked(what.runs)}\n```\n"


def _about(change: Change) -> Iterator[str]:
    yield f"- **Class:** {tell.graded(change)}"
    yield f"- **In:** {_in(change)} (change {change.id})"


def _whom(comparison: Comparison) -> Iterator[str]:
    yield "## For whom\n"
    for group in comparison.groups:
        first, *rest = tell.group_of(group, comparison)
        yield f"- {first}"
        yield from (f"  - {sentence}" for sentence in rest)
    yield ""
    for failed in comparison.failed:
        yield f"{failed.label} could not be compared:\n\n```\n{failed.fault}\n```\n"


def as_text(comparison: Comparison) -> str:
    """Write it for a terminal; what goes out and comes in is marked by signs."""
    return "\n".join(_lines(comparison))


def _lines(comparison: Comparison) -> Iterator[str]:
    yield tell.heading(comparison)
    yield from tell.summary(comparison)
    for change in comparison.facts:
        yield from ("", *_fact_lines(change))
    for page in comparison.told_pages:
        yield from ("", f"What became of each recipient: {page.label}")
        for one in page.recipients:
            now = f" → {one.now}" if one.now else ""
            yield f"  {one.fate:9}  {one.name}{now}"
    for change in comparison.words:
        yield from ("", *_word_lines(change))
    if not comparison.is_of_all:
        yield from ("", "For whom")
        for group in comparison.groups:
            first, *rest = tell.group_of(group, comparison)
            yield from (f"  {first}", *(f"    {sentence}" for sentence in rest))
    for failed in comparison.failed:
        yield from ("", f"Not compared: {failed.label}", *_indented([failed.fault]))


def _fact_lines(change: Change) -> Iterator[str]:
    fact = change.what
    yield f"{change.grade.upper()}  {tell.title_of(change)}  [{change.id}]"
    if not isinstance(fact, FactChange):
        return
    for field in fact.fields:
        name, old, new = tell.field_of(field)
        yield from (f"  {name}: {old}", f"  {' ' * len(name)}→ {new}")
    law = tell.plain(fact.law)
    source = tell.plain(fact.source)
    yield from (f"  why: {fact.why}",) if fact.why else ()
    yield from (f"  law: {law}",) if law else ()
    yield from (f"  source: {source}  ({fact.place})",) if source else ()
    yield f"  in {_in(change)}"


def _word_lines(change: Change) -> Iterator[str]:
    yield f"{tell.graded(change)}: {tell.title_of(change)}  [{change.id}]"
    if isinstance(change.what, WordChange):
        yield from _indented([marked(change.what.runs)])
    yield f"  in {_in(change)}"


def _in(change: Change) -> str:
    notices = tell.counted(change.notices, "notice") if change.notices else "no notice"
    review = tell.reviewed(change)
    return f"{notices}; {review}" if review else notices


def _indented(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from (f"  {line}" if line else "" for line in text.split("\n"))
