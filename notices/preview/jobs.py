"""What the process behind a preview can be asked for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Literal

import pypdfium2

from notices.compose import Choices
from notices.errors import MissingError
from notices.explain import Explained, Sought, explain
from notices.preview.asked import Asked
from notices.preview.changes import changes, overview
from notices.preview.workshop import Workshop
from notices.publish.publish import rendered

Name = Literal[
    "members",
    "folders",
    "kinds",
    "questions",
    "page",
    "pdf",
    "sheets",
    "sheet",
    "changes",
    "facts",
    "overview",
]
_SHARPNESS = 1.6
"""Dots of a picture of a printed page, for each point of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One thing to be done; what comes of it goes through a pipe."""

    name: Name
    asked: Asked
    number: int = 0
    """Which printed page, from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An organisation of the list."""

    id: str
    label: str
    profile: str
    """The file that an answer could be saved to; "" for the row of a table."""


def done(workshop: Workshop, job: Job) -> Any:
    """Do it; raise NoticesError."""
    return _JOBS[job.name](workshop, job)


def _members(workshop: Workshop, _: Job) -> tuple[Listed, ...]:
    return tuple(
        Listed(id=one.id, label=one.label, profile=str(one.profile or ""))
        for one in workshop.members.values()
    )


def _page(workshop: Workshop, job: Job) -> bytes:
    """Make the page by the road that `build` takes."""
    return _made(workshop, job.asked, "html")


def _pdf(workshop: Workshop, job: Job) -> bytes:
    return _made(workshop, job.asked, "pdf")


def _made(workshop: Workshop, asked: Asked, form: str) -> bytes:
    notice = workshop.notice(asked)
    files, lacking = rendered(notice, (form,), folders=workshop.publisher.templates)
    if lacking:
        raise MissingError(lacking)
    return files[f"{notice.kind}.{form}"]


def _sheets(workshop: Workshop, job: Job) -> int:
    """Return how many pages are printed."""
    if job.asked not in workshop.sheets:
        workshop.sheets.clear()
        workshop.sheets[job.asked] = _pdf(workshop, job)
    with pypdfium2.PdfDocument(workshop.sheets[job.asked]) as document:
        return len(document)


def _sheet(workshop: Workshop, job: Job) -> bytes:
    """Return the picture of a printed page, as PNG; b"" where there is no such page."""
    if not 1 <= job.number <= _sheets(workshop, job):
        return b""
    with pypdfium2.PdfDocument(workshop.sheets[job.asked]) as document:
        picture = BytesIO()
        page = document[job.number - 1]
        page.render(scale=_SHARPNESS).to_pil().save(picture, "PNG")
        return picture.getvalue()


def _facts(workshop: Workshop, job: Job) -> tuple[Explained, ...]:
    asked = job.asked
    return explain(
        workshop.catalogue(asked.what_if),
        workshop.organisation(asked),
        asked.kind,
        asked.on,
        Choices(templates=workshop.publisher.templates, today=workshop.brief.today),
        Sought(),
    )


_JOBS: Mapping[Name, Callable[[Workshop, Job], Any]] = {
    "members": _members,
    "folders": lambda workshop, _: workshop.folders(),
    "kinds": lambda workshop, job: workshop.kinds(job.asked),
    "questions": lambda workshop, job: workshop.questions(job.asked),
    "page": _page,
    "pdf": _pdf,
    "sheets": _sheets,
    "sheet": _sheet,
    "changes": lambda workshop, job: changes(workshop, job.asked),
    "facts": _facts,
    "overview": lambda workshop, job: overview(workshop, job.asked),
}
