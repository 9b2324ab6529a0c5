"""The editions of a notice: the same facts, told to another reader in fewer words."""

from collections.abc import Iterable
from pathlib import Path
from typing import get_args

from notices.compose.kinds import has_template
from notices.errors import NoticesError, did_you_mean
from notices.organisation.organisation import Organisation
from notices.vocabulary.lists import EDITION_AGES, FULL, Edition

EDITIONS: tuple[Edition, ...] = get_args(Edition)
ALL = "all"
"""Asks for every edition that fits the ages of the pupils."""


def template_of(kind: str, edition: Edition) -> str:
    """Return the name of the template that an edition of a notice is made from."""
    return f"{kind}.md.j2" if edition == FULL else f"editions/{edition}/{kind}.md.j2"


def check_editions(names: Iterable[str]) -> tuple[Edition, ...]:
    """Return the editions of these names, in their usual order; "all" is all of them.

    Raises NoticesError for a name that is not known.
    """
    wanted = set(names)
    for name in sorted(wanted.difference(EDITIONS, {ALL})):
        raise NoticesError(
            f'The edition "{name}" is not known.\n'
            f"  Editions that can be made: {', '.join(EDITIONS)}; or {ALL}.\n"
            f"  To mend: {did_you_mean(name, EDITIONS, 'name one of them.')}"
        )
    return tuple(one for one in EDITIONS if one in wanted or ALL in wanted)


def check_made(kind: str, edition: Edition, templates: tuple[Path, ...]) -> None:
    """Raise NoticesError for an edition that nobody wrote of this notice."""
    if not _is_made(kind, edition, templates):
        made = (one for one in EDITIONS if _is_made(kind, one, templates))
        raise NoticesError(
            f"There is no edition {edition} of the notice {kind}.\n"
            f"  Editions of it: {', '.join(made)}.\n"
            "  To mend: ask for one of these."
        )


def fitting(
    organisation: Organisation,
    kind: str,
    asked: Iterable[Edition],
    templates: tuple[Path, ...],
) -> tuple[Edition, ...]:
    """Return those of the editions *asked* for that this notice has and pupils need."""
    return tuple(
        edition
        for edition in asked
        if edition == FULL
        or (_fits(organisation, edition) and _is_made(kind, edition, templates))
    )


def _is_made(kind: str, edition: Edition, templates: tuple[Path, ...]) -> bool:
    return has_template(template_of(kind, edition), templates)


def _fits(organisation: Organisation, edition: Edition) -> bool:
    """Say whether some school has pupils of the ages that an edition is for.

    Where nobody says the ages, every edition does.
    """
    youngest, oldest = EDITION_AGES.get(edition, (0, 99))
    return any(
        place.ages is None or (place.ages[0] <= oldest and place.ages[1] >= youngest)
        for place in organisation.places
    )
