"""Tell of companies, transfers and decisions, as a profile lists them."""

from collections.abc import Iterable, Mapping

from notices.compose import view
from notices.compose.from_profile import Saying
from notices.compose.own_entries import Indexed
from notices.compose.told import Told
from notices.organisation.organisation import Organisation
from notices.organisation.own import AutomatedDecision, Supplier, Transfer
from notices.organisation.said import is_abroad
from notices.vocabulary.tables import Service


def suppliers(
    organisation: Organisation,
    told_of: Iterable[tuple[int, Supplier]],
    services: Mapping[str, Service],
) -> tuple[view.Supplier, ...]:
    """Tell who handles data for the organisation; *services* says what each does."""
    saying = Saying(organisation)
    return tuple(
        view.Supplier(
            name=saying.said(f"suppliers.{index}.name", told.name),
            does=_does(saying, f"suppliers.{index}", told, services),
            where=saying.said(f"suppliers.{index}.stores-data-in", told.stores_data_in),
            is_abroad=is_abroad(told.stores_data_in),
            safeguard=saying.said(f"suppliers.{index}.safeguard", told.safeguard),
        )
        for index, told in told_of
    )


def _does(
    saying: Saying, at: str, told: Supplier, services: Mapping[str, Service]
) -> Told:
    """Tell what a supplier does: in the words of its service, or in its own."""
    does = told.does or ""
    if does in services:
        return Told(services[does].says, saying.fact(f"{at}.does", does))
    return saying.said(f"{at}.says", told.says)


def transfers(
    organisation: Organisation, told_of: Indexed[Transfer]
) -> tuple[view.Transfer, ...]:
    """Tell what leaves the United Kingdom, besides what suppliers store abroad."""
    saying = Saying(organisation)
    return tuple(
        view.Transfer(
            to=saying.said(f"transfers.{index}.to", told.to),
            what=saying.said(f"transfers.{index}.what", told.what),
            safeguard=saying.said(f"transfers.{index}.safeguard", told.safeguard),
        )
        for index, told in told_of
    )


def automated_decisions(
    organisation: Organisation, told_of: Indexed[AutomatedDecision]
) -> tuple[view.AutomatedDecision, ...]:
    """Tell the decisions that are made without a person."""
    saying = Saying(organisation)
    return tuple(
        view.AutomatedDecision(
            **{
                name: saying.said(
                    f"automated-decisions.{index}.{name}", getattr(told, name)
                )
                for name in view.AutomatedDecision.__slots__
            }
        )
        for index, told in told_of
    )
