"""Which notices can be made, and who issues them."""

from collections.abc import Collection
from datetime import date
from pathlib import Path

from notices.catalogue import Catalogue
from notices.dated import in_words
from notices.errors import FaultsError, NoticesError, did_you_mean
from notices.organisation.organisation import Organisation
from notices.vocabulary.entries import OrganisationType
from notices.vocabulary.tables import KindOfNotice


def known_kind(catalogue: Catalogue, kind: str) -> KindOfNotice:
    """Return what the catalogue says of a notice; raise NoticesError if it is none."""
    if kind not in catalogue.notices:
        raise NoticesError(_cannot(kind, "is not known", catalogue.notices))
    return catalogue.notices[kind]


def too_early(kind: str, on: date, first: date | None) -> str:
    """Say that no such notice can be made for a day, and from which one it can."""
    mend = (
        f"ask for {in_words(first)} or a later day."
        if first
        else "ask for another notice or a later day."
    )
    return (
        f"No {kind} notice can be composed for {in_words(on)}.\n"
        "  The law here is not complete for that day"
        f"{f', only from {in_words(first)} on' if first else ''}.\n"
        f"  To mend: {mend}"
    )


def check_kind(catalogue: Catalogue, kind: str, templates: tuple[Path, ...]) -> None:
    """Raise NoticesError for a notice that this wording set cannot make."""
    kinds = catalogue.notices
    if kind in kinds and has_template(f"{kind}.md.j2", templates):
        return
    made = [name for name in kinds if has_template(f"{name}.md.j2", templates)]
    known = "is known, but this wording set has no template for it"
    raise NoticesError(_cannot(kind, known if kind in kinds else "is not known", made))


def _cannot(kind: str, why: str, made: Collection[str]) -> str:
    return (
        f'The notice "{kind}" {why}.\n'
        f"  Notices that can be made: {', '.join(made)}.\n"
        f"  To mend: {did_you_mean(kind, made, 'name one of them.')}"
    )


def type_on(
    catalogue: Catalogue, organisation: Organisation, on: date
) -> OrganisationType:
    """Return what is known on a day of such organisations, or what first was."""
    of_type = catalogue.types[organisation.type]
    return (of_type.on(on) or of_type.entries[0]).entry


def usual_kinds(
    catalogue: Catalogue, organisation: Organisation, on: date
) -> tuple[str, ...]:
    """Return the notices that are made for an organisation if none is asked for."""
    issuer = type_on(catalogue, organisation, on).issuer
    return organisation.profile.notices or catalogue.issued_by(issuer)[:1]


def check_issuer(
    catalogue: Catalogue, organisation: Organisation, kind: str, on: date
) -> None:
    """Raise FaultsError for a notice that such an organisation does not issue."""
    issuer = type_on(catalogue, organisation, on)
    issued = catalogue.issued_by(issuer.issuer)
    if kind in issued:
        return
    fault = organisation.layers.fault(
        ("notices",) if kind in organisation.profile.notices else (),
        f"{issuer.article} {issuer.title} does not issue the notice {kind}.",
        why=f"It issues {', '.join(issued)}.",
        mend="ask for one of these.",
    )
    raise FaultsError(fault)


def has_template(name: str, templates: tuple[Path, ...]) -> bool:
    """Say whether a wording set has the template."""
    return any((folder / name).is_file() for folder in templates)
