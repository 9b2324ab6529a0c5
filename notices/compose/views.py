"""Make the view that templates see from the facts that were chosen."""

from notices.catalogue import Catalogue
from notices.compose import from_profile, view
from notices.compose.from_catalogue import Telling, categories_used
from notices.compose.selection import Selection
from notices.organisation import Organisation


def view_of(
    catalogue: Catalogue,
    organisation: Organisation,
    selection: Selection,
    details: view.Details,
) -> view.View:
    """Return everything that the templates of one notice see."""
    telling = Telling(catalogue, selection, details.on_day)
    kind = selection.type
    own_periods = {told.key for told in organisation.profile.retention}
    sharings = tuple(map(telling.sharing, selection.sharings))
    ours = [
        told
        for told in sharings
        if told.from_key == "school" and told.happens != "permitted"
    ]
    purposes = telling.purposes() + from_profile.own_purposes(
        organisation, telling.lawful
    )
    return view.View(
        issuer=from_profile.issuer(organisation, kind.entry),
        notice=details,
        categories=telling.categories(categories_used(selection, organisation)),
        purposes=purposes,
        recipients=telling.recipients(ours),
        permitted=tuple(told for told in sharings if told.happens == "permitted"),
        onward=tuple(
            told
            for told in sharings
            if told.from_key != "school" and told.happens != "permitted"
        ),
        own_sharings=from_profile.own_sharings(organisation),
        keeping=tuple(
            telling.keeping(found)
            for found in selection.retention
            if found.key not in own_periods
        ),
        own_keeping=from_profile.own_keeping(
            organisation,
            {found.key: found.entry.title for found in selection.retention},
        ),
        rights={key: telling.right(found) for key, found in selection.rights.items()},
        answers={
            key: telling.answer(found, organisation.profile.uses)
            for key, found in selection.uses.items()
        },
        suppliers=from_profile.suppliers(organisation, catalogue.services),
        transfers=from_profile.transfers(organisation),
        automated_decisions=from_profile.automated_decisions(organisation),
        regulator=telling.regulator(),
        regulation=telling.regulation(),
        schedule=telling.schedule(),
        grounds=frozenset(
            lawful.point
            for purpose in purposes
            for lawful in (*purpose.bases, *purpose.conditions)
        ),
        groups=frozenset({kind.key, *kind.entry.groups}),
        highest_age=organisation.ages[1] if organisation.ages else 0,
        has_parental_record=kind.entry.parental_record,
    )
