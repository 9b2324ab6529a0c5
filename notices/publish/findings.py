"""What whoever builds a notice should know of it, in sentences."""

import re
from collections.abc import Iterable, Iterator

from notices.catalogue import Catalogue
from notices.compose import Notice
from notices.organisation.organisation import Organisation
from notices.organisation.origin import Source


def findings_of(
    catalogue: Catalogue,
    notice: Notice,
    organisation: Organisation,
    lacks: Iterable[str],
) -> Iterator[str]:
    """Yield what is odd, what it *lacks*, and what nobody has answered."""
    if organisation.is_trust_shouted:
        yield (
            f"The register writes the trust in capitals, {organisation.trust}, and so "
            'does the notice. To mend: add [trust] with name = "…", as the trust '
            "writes it."
        )
    for key in lacks:
        found = catalogue.requirements[key].on(notice.on)
        if found is not None:
            articles = ", ".join(found.entry.articles)
            yield f"Nothing says {found.entry.title} ({articles})."
    for key in notice.unanswered:
        asked = catalogue.uses[key].on(notice.on)
        if asked is not None:
            hint = _behind_hash(organisation.layers.own, key)
            yield f"Not answered: uses.{key}: {asked.entry.question}{hint}"


def _behind_hash(own: Source, key: str) -> str:
    """Say where a profile answers a question in a comment, if it does."""
    answer = re.compile(rf"\s*#[#\s]*{re.escape(key)}\s*=\s*(true|false)\s*(#.*)?")
    for number, line in enumerate(own.text.split("\n"), start=1):
        if answer.fullmatch(line):
            at = f"{own.name}:{number}"
            return f" {at} answers it behind a #, which nobody reads: delete the #."
    return ""
