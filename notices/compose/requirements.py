"""Compare what a notice says with what the law asks of it on its day."""

from notices.catalogue import Catalogue
from notices.compose.notice import Notice


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
