"""Who may approve notices, and what `--require-approval` lets through."""

from collections.abc import Iterable, Iterator
from datetime import date

from notices.catalogue import Catalogue
from notices.compose import Notice
from notices.compose.days import STALE
from notices.dated import in_words
from notices.errors import Fault, FaultsError
from notices.organisation.layers import Layers
from notices.organisation.organisation import Organisation
from notices.publish.publish import Publisher

_APPROVED = ("notice", "approved")
_TRUST = "trust"
_WHY = "--require-approval makes only what its controller approved."


def for_all(layers: Layers) -> Iterator[Fault]:
    """Yield a fault where a base approves the notices of schools that no trust runs."""
    if layers.knows(_APPROVED) and not layers.knows((_TRUST, "name")):
        yield layers.fault(
            _APPROVED,
            "it would approve the notices of every school.",
            why="Each school approves its own; only a trust does so for its schools.",
            mend="delete it here, and write it into the file of each school that has "
            "approved its notices. A trust says its name under [trust] too.",
        )


def check_approver(organisation: Organisation, catalogue: Catalogue) -> None:
    """Raise FaultsError where a trust approves for a school that it does not run."""
    origin = organisation.layers.origin(*_APPROVED)
    if organisation.profile.notice.approved is None or origin is None or origin.own:
        return
    if catalogue.types[organisation.type].entries[-1].entry.controller != _TRUST:
        raise FaultsError(
            organisation.layers.fault(
                _APPROVED,
                "it would approve the notices of a school that no trust runs.",
                why="Each school approves its own; a trust does so for its academies.",
                mend="write it into the file of each school that has approved its "
                "notices.",
            )
        )


def check_approved(organisation: Organisation, today: date) -> None:
    """Raise FaultsError where nobody has approved an organisation's notices yet."""
    approved = organisation.profile.notice.approved
    if approved is None:
        raise FaultsError(
            organisation.layers.own.fault(
                _APPROVED,
                "nobody has approved the notices of this organisation.",
                why=_WHY,
                mend="add approved = 2026-08-20, the day on which it was approved, "
                "under [notice] in its own file.",
            )
        )
    if approved > today:
        raise FaultsError(
            organisation.layers.fault(
                _APPROVED,
                f"{in_words(approved)} has not come yet.",
                why=_WHY,
                mend="write the day on which it was approved.",
            )
        )


def check_final(
    notices: Iterable[Notice], organisation: Organisation, publisher: Publisher
) -> None:
    """Raise FaultsError with all that makes drafts of an organisation's notices."""
    drafts = [notice for notice in notices if notice.draft]
    if drafts:
        raise FaultsError(*_reasons(drafts, organisation, publisher))


def _reasons(
    drafts: Iterable[Notice], organisation: Organisation, publisher: Publisher
) -> Iterator[Fault]:
    drafts, order = tuple(drafts), publisher.order
    if organisation.profile.notice.draft:
        yield organisation.layers.fault(
            ("notice", "draft"),
            "it makes a draft, and --require-approval makes none.",
            mend="delete this line.",
        )
    asked = dict.fromkeys(key for notice in drafts for key in notice.unanswered)
    if asked and not order.accept_unanswered:
        yield organisation.layers.own.fault(
            ("uses",),
            f"it does not answer {', '.join(asked)}.",
            why="A notice with open questions is a draft, and --require-approval makes "
            "none.",
            mend="answer them in its own file; or say nothing of them, with "
            "--accept-unanswered.",
        )
    checked_to = publisher.catalogue.about.checked_to
    if order.on - checked_to > STALE:
        yield Fault(
            file="The law in the catalogue",
            line=None,
            key="",
            what=f"it was last looked at on {in_words(checked_to)}, more than "
            f"{STALE.days} days before {in_words(order.on)}.",
            why="All notices are drafts then, and --require-approval makes none.",
            mend="install a newer version of notices.",
        )
