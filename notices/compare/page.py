"""A comparison as one web page: self-contained, with no script, read by eye or ear."""

from dataclasses import dataclass

from notices.compare import tell
from notices.compare.align import Runs
from notices.compare.comparison import Change, Comparison
from notices.compare.facts import FactChange
from notices.compare.words import WordChange
from notices.templating import SHIPPED, faults_told, sandbox

_TEMPLATE = "comparison.html.j2"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """A change as the template sees it."""

    id: str
    title: str
    graded: str
    grade: str
    notices: str
    reviewed: str
    fields: tuple[tuple[str, str, str], ...] = ()
    about: tuple[tuple[str, str], ...] = ()
    links: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    """The law and what was read: what each is called, and its address."""
    runs: Runs = ()
    old: Runs = ()
    new: Runs = ()


def as_page(comparison: Comparison) -> str:
    """Write it as one HTML file."""
    environment = sandbox(SHIPPED)
    with faults_told(environment, _TEMPLATE):
        template = environment.get_template(_TEMPLATE)
        return template.render(
            heading=tell.heading(comparison),
            summary=tuple(tell.summary(comparison)),
            facts=tuple(map(_shown, comparison.facts)),
            words=tuple(map(_shown, comparison.words)),
            pages=comparison.told_pages,
            groups=tuple(
                tuple(tell.group_of(group, comparison)) for group in comparison.groups
            ),
            failed=comparison.failed,
            note="\n".join(tell.note(comparison)),
            changelog="\n".join(tell.changelog(comparison)),
        )


def _shown(change: Change) -> _Shown:
    what = change.what
    runs = tell.shown(what.runs) if isinstance(what, WordChange) else ()
    return _Shown(
        id=change.id,
        title=tell.title_of(change),
        graded=tell.graded(change),
        grade=change.grade,
        notices=tell.counted(change.notices, "notice"),
        reviewed=tell.reviewed(change),
        fields=tuple(map(tell.field_of, what.fields))
        if isinstance(what, FactChange)
        else (),
        about=_about(what) if isinstance(what, FactChange) else (),
        links=_links(what) if isinstance(what, FactChange) else (),
        runs=runs,
        old=tuple(run for run in runs if run.kept != "in"),
        new=tuple(run for run in runs if run.kept != "out"),
    )


def _about(fact: FactChange) -> tuple[tuple[str, str], ...]:
    told = {
        "Says": "" if fact.fields else fact.says,
        "Why": fact.why,
        "Where": fact.place,
        "Key": fact.name,
    }
    return tuple((name, value) for name, value in told.items() if value)


def _links(fact: FactChange) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    told = {"Law": tell.links(fact.law), "Source": tell.links(fact.source)}
    return tuple((name, links) for name, links in told.items() if links)
