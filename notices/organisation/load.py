"""Make an organisation from a profile and the register."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from notices.errors import Fault, FaultsError
from notices.organisation.layers import Layers, read_layers
from notices.organisation.look import colour_faults, read_logo
from notices.organisation.organisation import Organisation, year_groups_of
from notices.organisation.profile import Particulars, Profile
from notices.organisation.register import Register, School
from notices.tomlfile import faults_from
from notices.tomlfile.faults import shown
from notices.vocabulary import Vocabulary

AT_HOME = frozenset(
    {"united kingdom", "uk", "great britain", "england"}
    | {"scotland", "wales", "northern ireland"}
)
"""How people write that data stays in the United Kingdom."""


def load_organisation(
    path: Path, *, vocabulary: Vocabulary, register: Register
) -> Organisation:
    """Load the profile at *path*; the register fills in what it leaves out.

    Raises FaultsError with all that is wrong with it, in whichever layer.
    """
    return organisation_from(
        read_layers(path), vocabulary=vocabulary, register=register
    )


def organisation_from(
    layers: Layers, *, vocabulary: Vocabulary, register: Register
) -> Organisation:
    """Make an organisation from layers that were read."""
    try:
        profile = Profile.model_validate(layers.values)
    except ValidationError as error:
        faults = faults_from(error, layers, model=Profile)
        raise FaultsError(*faults) from None
    making = _Making(layers, profile, vocabulary, register)
    organisation = making.organisation()
    if making.faults:
        raise FaultsError(*making.faults)
    return organisation


@dataclass
class _Making:
    """One organisation in the making, gathering faults as it goes."""

    layers: Layers
    profile: Profile
    vocabulary: Vocabulary
    register: Register
    faults: list[Fault] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def organisation(self) -> Organisation:
        told = self.profile.organisation
        school = self._school(told)
        ages = self._ages(told, school)
        self._check_keys()
        self._check_suppliers()
        self._check_officer()
        logo = self._logo()
        return Organisation(
            name=told.name or (school.name if school else ""),
            type=self._type(told, school),
            urn=told.urn,
            ages=ages,
            year_groups=frozenset(told.year_groups) or year_groups_of(ages),
            is_faith=_is_faith(told, school),
            trust=self.profile.trust.name or (school.trust or "" if school else ""),
            trust_schools=self.profile.trust.schools or _trust_schools(school),
            local_authority=told.local_authority or (school.la_name if school else ""),
            address=told.address or _address(school),
            telephone=told.telephone or (school.telephone if school else ""),
            website=told.website or (school.website if school else ""),
            logo=logo,
            profile=self.profile,
            layers=self.layers,
            register_day=self.register.day if school else None,
            warnings=tuple(self.warnings),
        )

    def _school(self, told: Particulars) -> School | None:
        if told.urn is None:
            return None
        school = self.register.find(told.urn)
        if school is not None:
            return school
        sentence = self.register.not_in_register(told.urn)
        if told.name and told.type != "school" and told.ages and told.address:
            self.warnings.append(sentence)
            return None
        self.faults.append(
            self.layers.fault(
                ("organisation", "urn"),
                f"{told.urn} is not in the register.",
                why=sentence,
                mend="correct the number, or give the name, type, ages and address "
                "under [organisation].",
            )
        )
        return None

    def _type(self, told: Particulars, school: School | None) -> str:
        types = self.vocabulary.types
        if told.type != "school":
            if told.type not in types:
                self._unknown(("organisation", "type"), told.type, types)
            return told.type
        if school is None:
            if told.urn is None:
                self._needs_own_particulars()
            return ""
        named = {name: key for key, name in types.items() if name}
        if school.register_type not in named:
            self.faults.append(
                self.layers.fault(
                    ("organisation", "type"),
                    f"the register calls this school {shown(school.register_type)}, "
                    "a type that is not known here.",
                    mend='give the type yourself, such as type = "community-school".',
                )
            )
        return named.get(school.register_type, "")

    def _needs_own_particulars(self) -> None:
        self.faults.append(
            self.layers.fault(
                ("organisation",),
                "it has no URN, and its type is not given.",
                why="Without a URN nothing can be looked up in the register.",
                mend="add urn = 123456, or give the type, name, ages and address here.",
            )
        )

    def _ages(self, told: Particulars, school: School | None) -> tuple[int, int] | None:
        if told.ages:
            if len(told.ages) == 2 and 0 <= told.ages[0] <= told.ages[1] <= 25:
                return (told.ages[0], told.ages[1])
            self.faults.append(
                self.layers.fault(
                    ("organisation", "ages"),
                    f"{list(told.ages)} is not a lowest and a highest age.",
                    why="Which law applies to a school depends on its statutory ages.",
                    mend="write it as ages = [3, 11].",
                )
            )
            return None
        if school is None or school.low_age is None or school.high_age is None:
            return None
        return (school.low_age, school.high_age)

    def _check_keys(self) -> None:
        """Find keys that name nothing in the catalogue."""
        known: list[tuple[str, Mapping[str, Any], frozenset[str]]] = [
            ("uses", self.profile.uses, self.vocabulary.uses),
            ("off", self.profile.off, self.vocabulary.sharings),
        ]
        for table, said, names in known:
            for name in said:
                if name not in names:
                    self._unknown((table, name), name, names)
        for index, sharing in enumerate(self.profile.sharings):
            for name in sharing.data:
                if name not in self.vocabulary.categories:
                    at = ("sharings", index, "data")
                    self._unknown(at, name, self.vocabulary.categories)

    def _check_suppliers(self) -> None:
        for index, supplier in enumerate(self.profile.suppliers):
            at = ("suppliers", index)
            if supplier.does not in self.vocabulary.services:
                self._unknown((*at, "does"), supplier.does, self.vocabulary.services)
                continue
            use = self.vocabulary.services[supplier.does]
            if use and self.profile.uses.get(use) is False:
                self._contradiction((*at, "does"), supplier.name, use)
            abroad = supplier.stores_data_in.lower() not in AT_HOME
            if abroad and self.profile.uses.get("transfers-outside-uk") is False:
                at_store = (*at, "stores-data-in")
                self._contradiction(at_store, supplier.name, "transfers-outside-uk")

    def _check_officer(self) -> None:
        officer = self.profile.data_protection_officer
        if officer.name and not officer.print_name:
            self.faults.append(
                self.layers.fault(
                    ("data-protection-officer", "name"),
                    "a person is named.",
                    why="A name in a published notice goes out of date, "
                    "and the law asks for contact details only.",
                    mend='write role = "…" in place of the name, '
                    "or add print-name = true to insist.",
                )
            )

    def _contradiction(self, at: tuple[str | int, ...], name: str, use: str) -> None:
        self.faults.append(
            self.layers.fault(
                at,
                f"{shown(name)} does not fit uses.{use} = false.",
                why="A notice that says both would be untrue.",
                mend=f"set uses.{use} = true, or take this supplier out.",
            )
        )

    def _unknown(self, at: tuple[str | int, ...], name: str, known: Any) -> None:
        near = get_close_matches(name, list(known), n=1)
        self.faults.append(
            self.layers.fault(
                at,
                f"there is no {shown(name)} in the catalogue.",
                why="" if near else f"Known here: {', '.join(sorted(known))}.",
                mend=f'did you mean "{near[0]}"?' if near else "name one of them.",
            )
        )

    def _logo(self) -> str:
        dress = self.profile.look
        if dress.colour:
            self.faults.extend(colour_faults(self.layers, dress.colour))
        if not dress.logo:
            return ""
        logo, faults = read_logo(self.layers, dress.logo)
        self.faults.extend(faults)
        return logo


def _is_faith(told: Particulars, school: School | None) -> bool:
    character = told.religious_character or (
        school.religious_character or "" if school else ""
    )
    return character.lower() not in {"", "none", "does not apply"}


def _trust_schools(school: School | None) -> str:
    if school is None or not school.trust:
        return ""
    return school.trust_schools or ""


def _address(school: School | None) -> tuple[str, ...]:
    if school is None:
        return ()
    return (*school.address, school.postcode) if school.postcode else school.address
