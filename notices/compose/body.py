"""The body of a notice: composed once for all organisations of one shape."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from jinja2 import StrictUndefined

from notices.catalogue import Catalogue
from notices.compose import view, wording
from notices.compose.as_told import Texts, as_told, told_in
from notices.compose.from_catalogue import Telling
from notices.compose.matter import matters_of
from notices.compose.notice import OF_ONE, Matter, Passage, Section
from notices.compose.record import Record
from notices.compose.shape import Shape
from notices.compose.showing import shared_of

_UNTOLD = frozenset({"types", "uses"})
"""Kinds of matter that shape a full notice also where no words tell of them."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Body:
    """What organisations of one shape share."""

    seen: view.Shared
    sections: Mapping[str, Section]
    passages: tuple[Passage, ...]
    matters: tuple[Matter, ...]
    """All that a notice of theirs could tell."""
    told: Texts
    """What its sections tell."""

    def in_full(self, own: Texts) -> tuple[Matter, ...]:
        """Return the matters of a full notice whose other sections tell *own*."""
        more = (one for one in own - self.told if not one[0].startswith(OF_ONE))
        return _in_full(self, frozenset(more))


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
    record = Record(
        parts=frozenset({"body"}),
        folders=templates,
        marked=marked,
        asked=catalogue.requirements,
    )
    wording.render(f"{shape.kind}.md.j2", {**wording.fields(seen), **hidden}, record)
    return Body(
        seen=seen,
        sections={section.key: section for section in record.sections},
        passages=tuple(record.passages),
        matters=matters_of(Telling(catalogue, shape)),
        told=told_in(record.sections),
    )


@lru_cache(maxsize=64)
def _in_full(body: Body, more: Texts) -> tuple[Matter, ...]:
    """Return what a full notice tells: schools alike say the same beside the body."""
    return tuple(as_told(body.matters, body.told | more, besides=_UNTOLD))


def _hidden(name: str) -> StrictUndefined:
    return StrictUndefined(
        hint=f'"{name}" is not known here: organisations alike share the body of a '
        "notice, so only sections of its front and annex can name what is one's own"
    )
