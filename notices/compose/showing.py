"""Make what templates see from the facts that were chosen."""

from collections.abc import Mapping

from notices.catalogue import Catalogue
from notices.compose import from_profile, own_tables, view
from notices.compose.from_catalogue import Telling
from notices.compose.selection import Selection
from notices.compose.shape import Shape
from notices.organisation.organisation import Organisation
from notices.vocabulary.lists import Issuer

_GIVES: Mapping[Issuer, frozenset[str]] = {
    "school": frozenset({"school"}),
    "trust": frozenset({"school"}),
    "local-authority": frozenset({"local-authority", "school"}),
    "department": frozenset({"department-for-education"}),
}
"""As which body each issuer gives data; what others give stands in a section apart.

What schools and councils do alike as employers is told once, as from a school.
"""
_TEENAGE = 13
"""From this age on sections of their own tell who gets information."""


def shared_of(catalogue: Catalogue, shape: Shape) -> view.Shared:
    """Return what every section sees, for all organisations of one shape."""
    telling = Telling(catalogue, shape)
    sharings = tuple(
        map(telling.sharing, telling.found(catalogue.sharings, shape.sharings))
    )
    permitted = tuple(told for told in sharings if told.happens == "permitted")
    happening = [told for told in sharings if told.happens != "permitted"]
    ours = [told for told in happening if told.from_key in _GIVES[shape.issuer]]
    purposes = telling.purposes()
    answers = dict(shape.answers)
    return view.Shared(
        categories=telling.categories(),
        purposes=purposes,
        sharings=sharings,
        recipients=telling.recipients(ours),
        receivers=telling.recipients(happening),
        aged_13=tuple(
            told
            for told in ours
            if told.ages_from >= _TEENAGE and not telling.teaches_from_16()
        ),
        permitted=permitted,
        published=telling.published(permitted),
        onward=tuple(told for told in happening if told not in ours),
        keeping=tuple(
            map(telling.keeping, telling.found(catalogue.retention, shape.retention))
        ),
        has_own_keeping=shape.has_own_periods,
        rights={
            found.key: telling.right(found)
            for found in telling.found(catalogue.rights, shape.rights)
        },
        answers={
            found.key: telling.answer(found, answer=answers[found.key])
            for found in telling.found(catalogue.uses, answers)
        },
        regulator=telling.regulator(),
        regulation=telling.regulation(),
        schedule=telling.schedule(),
        grounds=shape.own_grounds.union(
            lawful.point
            for purpose in purposes
            for lawful in (*purpose.bases, *purpose.conditions)
        ),
        learners=telling.learners,
        has_parental_record=telling.has_parental_record(),
    )


def own_of(
    catalogue: Catalogue,
    organisation: Organisation,
    selection: Selection,
    details: view.Details,
) -> view.Own:
    """Return what only the front and the annex see."""
    periods = {
        key: period.entries[-1].entry.title
        for key, period in catalogue.retention.items()
    }
    return view.Own(
        issuer=from_profile.issuer(organisation, selection.type.entry),
        notice=details,
        own_purposes=from_profile.own_purposes(
            organisation, selection.own.purposes, catalogue.grounds
        ),
        own_sharings=from_profile.own_sharings(organisation, selection.own.sharings),
        own_keeping=from_profile.own_keeping(
            organisation, selection.own.retention, periods
        ),
        suppliers=own_tables.suppliers(
            organisation, selection.suppliers, catalogue.services
        ),
        transfers=own_tables.transfers(organisation, selection.own.transfers),
        automated_decisions=own_tables.automated_decisions(
            organisation, selection.own.automated_decisions
        ),
    )
