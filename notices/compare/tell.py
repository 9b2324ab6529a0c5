"""A comparison in words: what every output says of it, and the notes it drafts."""

import re
from collections import Counter
from collections.abc import Iterator

from notices.compare.align import Run, Runs
from notices.compare.comparison import Change, Comparison, Group
from notices.compare.facts import FactChange, Field
from notices.compare.grade import GRADES
from notices.compare.words import WordChange
from notices.dated import in_words

_LINK = re.compile(r"\[([^\]]*)\]\(([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)")
_MARKUP = re.compile(r"\*\*|^#+ ", re.MULTILINE)
_MASK = re.compile(r"\x02([^\x03]*)\x03")
_KINDS = {
    "sharings": "sharing",
    "recipients": "recipient",
    "purposes": "purpose",
    "data": "kind of data",
    "retention": "period",
    "rights": "right",
    "uses": "answer",
    "types": "kind of organisation",
    "laws": "law",
    "regulator": "regulator",
    "requirements": "requirement",
    "particulars": "particular",
    "bodies": "body",
    "profiles": "profile",
    "notices": "notice",
}
_WHAT = {"began": "new", "ended": "gone", "changed": "changed"}
_SHOWN = 5
"""How many names stand for a group in text; data has them all."""


def counted(number: int, thing: str) -> str:
    """Write how many there are.

    >>> counted(1, "notice"), counted(22010, "notice")
    ('1 notice', '22,010 notices')
    """
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def heading(comparison: Comparison) -> str:
    """Return what the comparison is of."""
    return f"From {comparison.old} to {comparison.new}"


def summary(comparison: Comparison) -> Iterator[str]:
    """Yield the sentences that come first."""
    if not comparison.changed:
        compared = comparison.notices - sum(one.notices for one in comparison.failed)
        if compared or not comparison.failed:
            yield f"Nothing changes in {counted(compared, 'notice')}."
        if comparison.changes:
            beside = counted(len(comparison.changes), "other change")
            yield f"{beside} that they do not show: {_grades(comparison)}."
    else:
        verb = "changes" if comparison.changed == 1 else "change"
        changes = counted(len(comparison.distinct), "distinct change")
        yield (
            f"{counted(comparison.changed, 'notice')} of {comparison.notices:,} "
            f"{verb}; {changes}: {_grades(comparison)}."
        )
    others = [group for group in comparison.groups if group.besides or group.lacks]
    differing = sum(len(group.members) for group in others)
    if differing:
        verb = "differs" if differing == 1 else "differ"
        yield f"{counted(differing, 'notice')} {verb} from the rest; see For whom."
    if comparison.failed:
        failed = sum(one.notices for one in comparison.failed)
        yield f"{counted(failed, 'notice')} could not be compared."
    neither = sum(one.notices for one in comparison.failed if one.neither)
    if neither:
        yield f"{counted(neither, 'notice')} of these can be composed on neither side."
    for key, day in comparison.assumed.items():
        yield f"Assumed, not in force: {key} begins on {in_words(day)}."
    yield from comparison.notes


def _grades(comparison: Comparison) -> str:
    look = sum(1 for one in comparison.words if one.look)
    to_look_at = {"wording": f" ({look} to look at)" if look else ""}
    counts = Counter(one.grade for one in comparison.distinct)
    told = [
        f"{counts[grade]} {grade}{to_look_at.get(grade, '')}"
        for grade in GRADES
        if counts[grade]
    ]
    return ", ".join(told)


def title_of(change: Change) -> str:
    """Return the line that stands over a change."""
    what = change.what
    if isinstance(what, WordChange):
        return what.title
    return f"{_WHAT[what.what].capitalize()} {kind_of(what)}: {what.title}"


def kind_of(fact: FactChange) -> str:
    """Return what kind of thing changed: "sharing", "supplier"."""
    own = fact.kind.removeprefix("own-").removesuffix("s").replace("-", " ")
    return _KINDS.get(fact.kind, own)


def graded(change: Change) -> str:
    """Return the class, and what to look at: "wording, look here: a negation"."""
    look = f", look here: {', '.join(change.look)}" if change.look else ""
    return f"{change.grade}{look}"


def reviewed(change: Change) -> str:
    """Return who looked at it and when, or ""."""
    review = change.review
    return f"reviewed by {review.by}, {in_words(review.on)}" if review else ""


def plain(text: str) -> str:
    """Write Markdown of the data without its marks and addresses."""
    text = _LINK.sub(r"\1", text)
    text = _MASK.sub(r"⟨\1⟩", _MARKUP.sub("", text))
    return text.replace("\\", "").strip("\n")


def links(text: str) -> tuple[tuple[str, str], ...]:
    """Return the links in Markdown: what each is called, and its address."""
    return tuple((found[1], found[2]) for found in _LINK.finditer(text))


def shown(runs: Runs) -> Runs:
    """Return runs as a reader sees them: without marks, but for those that changed.

    A line's break is a run of its own, which nobody need see marked.
    """
    told: list[Run] = []
    for run in runs:
        text = _MASK.sub(r"⟨\1⟩", run.text)
        if run.kept == "same" or text.strip(" *#\n"):
            text = _MARKUP.sub("", _LINK.sub(r"\1", text))
        words = text.rstrip("\n")
        breaks = "\n" * min(len(text) - len(words), 1)
        told += [Run(run.kept, words)] if words else []
        told += [Run(run.kept, breaks)] if breaks else []
    while told and not told[-1].text.strip():
        told.pop()
    return tuple(told)


def field_of(field: Field) -> tuple[str, str, str]:
    """Return the name of a field, what it said and what it says, for a reader."""
    name = field.name.replace("-", " ")
    old, new = (" ".join(plain(text).split()) for text in (field.old, field.new))
    return name, old or "nothing", new or "nothing"


def group_of(group: Group, comparison: Comparison) -> Iterator[str]:
    """Yield who is in a group, and why it differs from the largest of its kind."""
    names = ", ".join(group.members[:_SHOWN])
    more = len(group.members) - _SHOWN
    yield (
        f"{counted(len(group.members), group.kind + ' notice')}, "
        f"{counted(len(group.changes), 'change')}: "
        f"{names}{f' and {more:,} more' if more > 0 else ''}."
    )
    for lack in group.lacks:
        change = comparison.by_id[lack.change]
        if isinstance(change.what, FactChange):
            yield f"Without “{title_of(change)}”{f': {lack.why}' if lack.why else '.'}"
    besides = [comparison.by_id[key] for key in group.besides]
    for change in besides:
        if isinstance(change.what, FactChange):
            yield f"Besides: “{title_of(change)}”."
    worded = (one for one in besides if isinstance(one.what, WordChange))
    for title in dict.fromkeys(map(title_of, worded)):
        yield f"Other words change here in “{title}”."


def note(comparison: Comparison) -> Iterator[str]:
    """Yield a draft of the public note on what has changed, as Markdown."""
    is_of_one_day = comparison.old.endswith(in_words(comparison.on))
    yield f"### What has changed{'' if is_of_one_day else _since(comparison.old)}"
    for change in comparison.facts:
        fact = change.what
        if not isinstance(fact, FactChange) or not change.notices:
            continue
        if fact.kind in {"particulars", "data"}:
            continue
        yield f"- {_noted(fact)}"
    worded = [one for one in comparison.words if one.grade == "wording"]
    if worded:
        sections = ", ".join(dict.fromkeys(f"“{title_of(one)}”" for one in worded))
        yield f"- We changed words in {sections}."
    if not comparison.changes:
        yield "- Nothing."


def _since(old: str) -> str:
    """Return the day of the older side: the public knows no revision or folder.

    >>> _since("git:main:wording on 25 November 2026"), _since("18 June 2026")
    (' since 25 November 2026', ' since 18 June 2026')
    """
    return "" if old.startswith("built:") else f" since {old.rpartition(' on ')[2]}"


def _noted(fact: FactChange) -> str:
    says = f" {fact.says}" if fact.says and fact.what != "ended" else ""
    why = f" ({fact.why})" if fact.why else ""
    if fact.what == "ended":
        return f"**{fact.title}**: no longer in this notice{why}."
    for field in fact.fields:
        if field.name == "name" and field.old and field.new:
            return f"**{field.old}** is now called **{field.new}**."
    return f"**{fact.title}** ({_WHAT[fact.what]}).{says}"


def changelog(comparison: Comparison) -> Iterator[str]:
    """Yield lines for the CHANGELOG, under Law and wording: whom, and from when."""
    for change in comparison.facts:
        fact = change.what
        if isinstance(fact, FactChange) and fact.kind != "particulars":
            since = f" From {fact.since}." if fact.since else ""
            law = f" Law: {plain(fact.law)}." if fact.law else ""
            touched = counted(change.notices, "notice")
            yield f"- {title_of(change)}. Touches {touched}.{since}{law}"
    for change in comparison.words:
        if change.grade == "wording":
            touched = counted(change.notices, "notice")
            yield f"- Wording of “{title_of(change)}”. Touches {touched}."
