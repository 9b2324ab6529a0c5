"""The body of a notice: composed once for all organisations of one shape."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from jinja2 import StrictUndefined

from notices.catalogue import Catalogue
from notices.compose import view, wording
from notices.compose.from_catalogue import Telling
from notices.compose.matter import matters_of
from notices.compose.notice import Matter, Passage, Section
from notices.compose.shape import Shape
from notices.compose.showing import shared_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What organisations of one shape share."""

    seen: view.Shared
    sections: Mapping[str, Section]
    passages: tuple[Passage, ...]
    matters: tuple[Matter, ...]


@lru_cache(maxsize=64)
def body_of(
    catalogue: Catalogue,
    shape: Shape,
    templates: tuple[Path, ...],
    *,
    marked: bool = False,
) -> Body:
    """Compose the body; it sees nothing that organisations of one shape do not share.

    Raises TemplateError, also for a section of the body that names the organisation.
    """
    seen = shared_of(catalogue, shape)
    hidden = {name: _hidden(name) for name in view.Own.__slots__}
    _, record = wording.render(
        f"{shape.kind}.md.j2",
        templates,
        {**wording.fields(seen), **hidden},
        parts=frozenset({"body"}),
        marked=marked,
    )
    return Body(
        seen=seen,
        sections={section.key: section for section in record.sections},
        passages=tuple(record.passages),
        matters=matters_of(Telling(catalogue, shape)),
    )


def _hidden(name: str) -> StrictUndefined:
    return StrictUndefined(
        hint=f'"{name}" is not known here: organisations alike share the body of a '
        "notice, so only sections of its front and annex can name what is one's own"
    )
