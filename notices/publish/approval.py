"""What `--require-approval` lets through: notices that somebody approved, no drafts."""

from collections.abc import Iterable, Iterator
from datetime import date

from notices.compose import Notice
from notices.compose.days import STALE
from notices.dated import in_words
from notices.errors import Fault, FaultsError
from notices.organisation.organisation import Organisation
from notices.publish.publish import Publisher

_WHY = "--require-approval makes only what its controller approved."


def check_approved(organisation: Organisation, today: date) -> None:
    """Raise FaultsError where nobody has approved an organisation's notices yet."""
    approved = organisation.profile.notice.approved
    at = ("notice", "approved")
    if approved is None:
        raise FaultsError(
            organisation.layers.own.fault(
                at,
                "nobody has approved the notices of this organisation.",
                why=_WHY,
                mend="add approved = 2026-08-20, the day on which it was approved, "
                "under [notice] in its own file.",
            )
        )
    if approved > today:
        raise FaultsError(
            organisation.layers.fault(
                at,
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
