"""Compare what a notice says with what the law asks of it on its day."""

from notices.catalogue import Catalogue
from notices.compose.notice import Notice
from notices.compose.selection import Selection
from notices.compose.view import Own, Shared
from notices.organisation.own import ABROAD, DECISIONS
from notices.vocabulary.lists import PAGE


def conditions(selection: Selection, seen: Shared, own: Own) -> frozenset[str]:
    """Return what is so here, for requirements that hold only then."""
    if selection.kind == PAGE:
        return frozenset()
    answers = selection.answers
    so = {
        "always": True,
        "indirect": True,
        "recipients": bool(seen.recipients or own.suppliers or own.own_sharings),
        "officer": own.issuer.officer is not None,
        "representative": bool(own.issuer.representative),
        "consent": not seen.grounds.isdisjoint({"6(1)(a)", "9(2)(a)"}),
        "legitimate-interests": "6(1)(f)" in seen.grounds,
        "transfers": bool(answers.get(ABROAD)),
        "automated-decisions": bool(answers.get(DECISIONS)),
    }
    return frozenset(name for name, holds in so.items() if holds)


def missing(notice: Notice, catalogue: Catalogue) -> tuple[str, ...]:
    """Return the requirements that hold here and that no passage meets.

    Whether the words of a passage would satisfy anybody is not asked.
    """
    met = {passage.requirement for passage in notice.passages}
    return tuple(
        found.key
        for requirement in catalogue.requirements.values()
        if (found := requirement.on(notice.on)) is not None
        and found.entry.condition in notice.conditions
        and found.key not in met
    )
