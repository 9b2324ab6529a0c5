"""What a notice cannot do without, and the profile alone can say."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from notices.compose.selection import Selection
from notices.errors import Fault, FaultsError
from notices.organisation.organisation import Organisation
from notices.organisation.own import ABROAD, DECISIONS, OTHER
from notices.organisation.said import is_abroad
from notices.tomlfile.typed import shown
from notices.vocabulary.lists import PAGE, Controller


@dataclass(frozen=True, slots=True, kw_only=True)
class Particular:
    """Something that the law asks for and the profile does not say.

    A draft leaves a marked blank in its place; otherwise it is a fault.
    """

    path: tuple[str | int, ...]
    why: str
    mend: str = ""
    """"" for the plain advice: to add the key to its table."""
    example: str = "…"
    whose: str = ""
    """Of which of several it is missing, as the end of a sentence."""


def missing_particulars(
    organisation: Organisation, selection: Selection
) -> tuple[Particular, ...]:
    """Return what is missing, in the order of Article 13."""
    looks: tuple[Callable[[Organisation, Selection], Iterator[Particular]], ...] = (
        _identity,
        _contact,
        _officer,
        _suppliers,
        _transfers,
        _automated_decisions,
    )
    if selection.kind == PAGE:
        looks = (_identity, _contact)
    return tuple(found for look in looks for found in look(organisation, selection))


def as_fault(organisation: Organisation, particular: Particular) -> Fault:
    """Return the fault that a particular is missing."""
    table, key = particular.path[0], particular.path[-1]
    line = f'{key} = "{particular.example}"'
    stands = organisation.layers.knows((table,))
    plain = f"add {line} under [{table}]." if stands else f"add [{table}] with {line}."
    return organisation.layers.fault(
        particular.path,
        f"missing{particular.whose}.",
        why=particular.why,
        mend=particular.mend or plain,
    )


def check_particulars(
    organisation: Organisation, selection: Selection, missing: Iterable[Particular]
) -> None:
    """Refuse what is *missing*, and what is switched off though the law requires it.

    Raises FaultsError with all of it.
    """
    faults = [as_fault(organisation, particular) for particular in missing]
    faults += [
        organisation.layers.fault(
            ("off", found),
            f'"{found}" cannot be switched off.',
            why="The law requires it, so a notice without it would be untrue.",
            mend="delete this line.",
        )
        for found in selection.required_off
    ]
    if faults:
        raise FaultsError(*faults)


def blanks_told(
    organisation: Organisation, blanks: tuple[Particular, ...]
) -> Iterator[str]:
    """Yield what a draft leaves blank, or that the profile needs to be none."""
    for particular in blanks:
        fault = as_fault(organisation, particular)
        yield f"Left blank: {fault.key}{particular.whose}. {fault.why}"
    if organisation.profile.notice.draft and not blanks:
        fault = organisation.layers.fault(("notice", "draft"), "")
        yield (
            f"{fault.file}:{fault.line}: notice.draft makes this a draft, "
            "and nothing is left blank; delete the line."
        )


_UNSETTLED: Mapping[Controller, str] = {
    "stated": "your data protection officer will know it",
    "proprietor": "the company, charity or person that owns and runs the school",
}
"""Whose name to write, where the type does not settle who the controller is."""


def _identity(organisation: Organisation, selection: Selection) -> Iterator[Particular]:
    if not organisation.name:
        yield Particular(
            path=("organisation", "name"),
            why="Art 13(1)(a) UK GDPR asks who the controller is.",
        )
    kind = selection.type.entry
    if organisation.profile.controller.name:
        return
    if kind.controller == "trust" and not organisation.trust:
        yield Particular(
            path=("trust", "name"),
            why="The controller of an academy's data is its trust, "
            "and Art 13(1)(a) UK GDPR asks for its name.",
        )
    if kind.controller in _UNSETTLED:
        yield Particular(
            path=("controller", "name"),
            why=f"Who is the controller of {kind.article} {kind.title} is not settled "
            "by its type, and Art 13(1)(a) UK GDPR asks for it.",
            mend=f'add [controller] with name = "…": {_UNSETTLED[kind.controller]}.',
        )


def _contact(organisation: Organisation, _: Selection) -> Iterator[Particular]:
    told = organisation.profile.organisation
    if not (organisation.address or organisation.telephone or told.email):
        yield Particular(
            path=("organisation", "email"),
            why="Art 13(1)(a) UK GDPR asks for the controller's contact details.",
            mend="add an email, a telephone or an address under [organisation].",
        )


def _officer(organisation: Organisation, selection: Selection) -> Iterator[Particular]:
    officer = organisation.profile.data_protection_officer
    if selection.type.entry.officer != "required":
        return
    if not (officer.email or officer.telephone or officer.address):
        yield Particular(
            path=("data-protection-officer", "email"),
            why="Art 13(1)(b) UK GDPR asks for the data protection officer's contact "
            "details, and Art 37(1)(a) for an officer in every state school.",
            example="name@domain",
        )


_DONE = "People are told what a company does with their information."
_OF_SUPPLIERS: Mapping[str, tuple[str, str]] = {
    "does": (
        _DONE,
        'add does = "…", one of the services that docs/profile.md lists; '
        f'or does = "{OTHER}" and says = "…", in words.',
    ),
    "says": (_DONE, 'add says = "…", such as says = "prints our yearbooks".'),
    "stores-data-in": (
        "Art 13(1)(f) UK GDPR asks whether data leaves the United Kingdom.",
        'add stores-data-in = "United Kingdom", or the other country.',
    ),
    "safeguard": (
        "Art 13(1)(f) UK GDPR asks which safeguard protects data that leaves the "
        "United Kingdom.",
        'add safeguard = "…", such as the regulations or the contract clauses '
        "relied on.",
    ),
}
"""Why each is asked for, and how to mend that it is not there."""


def _suppliers(_: Organisation, selection: Selection) -> Iterator[Particular]:
    for index, supplier in selection.suppliers:
        place = supplier.stores_data_in
        lacks = {
            "does": not supplier.does,
            "says": supplier.does == OTHER and not supplier.says,
            "stores-data-in": not place,
            "safeguard": is_abroad(place) and not supplier.safeguard,
        }
        for key, (why, mend) in _OF_SUPPLIERS.items():
            if lacks[key]:
                yield Particular(
                    path=("suppliers", index, key),
                    why=why,
                    mend=mend,
                    whose=f" for {shown(supplier.name)}",
                )


def _transfers(organisation: Organisation, _: Selection) -> Iterator[Particular]:
    profile = organisation.profile
    is_explained = profile.transfers or organisation.has_supplier_abroad
    if profile.uses.get(ABROAD) and not is_explained:
        yield Particular(
            path=("uses", ABROAD),
            why="Art 13(1)(f) UK GDPR asks where the data goes and what protects it.",
            mend="add [[transfers]] with to, what and safeguard, or name the supplier "
            "that stores data abroad.",
        )


def _automated_decisions(
    organisation: Organisation, _: Selection
) -> Iterator[Particular]:
    profile = organisation.profile
    if profile.uses.get(DECISIONS) and not profile.automated_decisions:
        yield Particular(
            path=("uses", DECISIONS),
            why="Art 13(2)(f) UK GDPR asks for the logic and the consequences.",
            mend="add [[automated-decisions]] with what, how, means and safeguards.",
        )
