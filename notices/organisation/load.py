"""Make an organisation from a profile and the register."""

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from notices.errors import Fault, FaultsError, nearest
from notices.organisation.layers import Layers, read_layers
from notices.organisation.look import colour_faults, read_logo
from notices.organisation.organisation import Organisation, year_groups_of
from notices.organisation.profile import Particulars, Profile
from notices.organisation.register import Register, School
from notices.tomlfile import faults_from
from notices.tomlfile.typed import shown
from notices.vocabulary import Vocabulary

AT_HOME = frozenset(
    {"united kingdom", "uk", "great britain", "england"}
    | {"scotland", "wales", "northern ireland"}
)
"""How people write that data stays in the United Kingdom."""

_OLDEST = 25
"""The highest age up to which anybody is taught here, for special needs."""


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
    profile, faults = _profile(layers)
    making = _Making(layers, profile, vocabulary, register)
    is_known = "organisation" in profile.model_fields_set
    organisation = making.organisation() if is_known or not faults else None
    making.check()
    faults += making.faults
    if faults or organisation is None:
        raise FaultsError(*layers.in_order(faults))
    return organisation


def _profile(layers: Layers) -> tuple[Profile, list[Fault]]:
    """Return the profile, and its faults; a table with a fault of its own is left out.

    So the other tables can still be looked at, and all is told at once.
    """
    try:
        return Profile.model_validate(layers.values), []
    except ValidationError as error:
        faults = faults_from(error, layers, model=Profile)
        faulty = {details["loc"][0] for details in error.errors()}
    sound = {key: value for key, value in layers.values.items() if key not in faulty}
    return Profile.model_validate(sound), faults


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
        kind = self._type(told, school)
        ages = self._ages(told, school, kind)
        return Organisation(
            name=told.name or (school.name if school else ""),
            type=kind,
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
            logo=self._logo(),
            profile=self.profile,
            layers=self.layers,
            register_day=self.register.day if school else None,
            warnings=tuple(self.warnings),
        )

    def check(self) -> None:
        """Find keys that name nothing, and statements that do not fit together."""
        self._check_keys()
        self._check_suppliers()
        self._check_officer()
        self._check_colour()

    def _school(self, told: Particulars) -> School | None:
        if told.urn is None:
            return None
        school = self.register.find(told.urn)
        if school is not None:
            return school
        sentence = self.register.not_in_register(told.urn)
        said = {
            "name": bool(told.name),
            "type": told.type != "school",
            "ages": bool(told.ages),
            "address": bool(told.address),
        }
        lacking = [key for key, is_said in said.items() if not is_said]
        if not lacking:
            self.warnings.append(sentence)
            return None
        *first, last = lacking
        words = f"{', '.join(first)} and {last}" if first else last
        self.faults.append(
            self.layers.fault(
                ("organisation", "urn"),
                f"{told.urn} is not in the register.",
                why=sentence,
                mend=f"correct the number, or add {words} under [organisation].",
            )
        )
        return None

    def _type(self, told: Particulars, school: School | None) -> str:
        types = self.vocabulary.types
        if told.type != "school":
            at = ("organisation", "type")
            self._look_up(at, told.type, types, "kind of organisation")
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

    def _ages(
        self, told: Particulars, school: School | None, kind: str
    ) -> tuple[int, int] | None:
        ages = told.ages
        if not ages and school and None not in {school.low_age, school.high_age}:
            ages = (school.low_age or 0, school.high_age or 0)
        is_pair = len(ages) == 2 and 0 <= min(ages) <= max(ages) <= _OLDEST
        if is_pair and ages[0] <= ages[1]:
            return (ages[0], ages[1])
        such = "the lowest and the highest, such as ages = [3, 11]"
        is_school = bool(school or self.vocabulary.types.get(kind))
        if ages or is_school:
            what = f"{list(ages)} is not a lowest and a highest age."
            self.faults.append(
                self.layers.fault(
                    ("organisation", "ages"),
                    what if ages else "missing.",
                    why="Which law applies to a school depends on its statutory ages.",
                    mend=f"write {f'ages = {sorted(ages)}' if is_pair else such}.",
                )
            )
        return None

    def _check_keys(self) -> None:
        """Find keys that name nothing in the catalogue."""
        profile, known = self.profile, self.vocabulary
        for name in profile.uses:
            self._look_up(("uses", name), name, known.uses, "question")
        for name in profile.off:
            self._look_up(("off", name), name, known.sharings, "sharing")
        own = {purpose.key for purpose in profile.purposes}
        for index, sharing in enumerate(profile.sharings):
            at = ("sharings", index)
            for name in sharing.data:
                self._look_up((*at, "data"), name, known.categories, "kind of data")
            for name in sharing.purposes:
                purposes = known.purposes | own
                self._look_up((*at, "purposes"), name, purposes, "purpose")
        for index, purpose in enumerate(profile.purposes):
            for name in purpose.data:
                data = ("purposes", index, "data")
                self._look_up(data, name, known.categories, "kind of data")
        self._check_retention()

    def _check_retention(self) -> None:
        """Find periods for something that nobody has named."""
        known = self.vocabulary.retention
        for index, period in enumerate(self.profile.retention):
            if period.title or period.key in known:
                continue
            near = nearest(period.key, known)
            self.faults.append(
                self.layers.fault(
                    ("retention", index, "key"),
                    f"the catalogue has no retention period {shown(period.key)}.",
                    why="A period of your own needs a title.",
                    mend=f'did you mean "{near}"?' if near else 'add title = "…".',
                )
            )

    def _check_suppliers(self) -> None:
        for index, supplier in enumerate(self.profile.suppliers):
            at = ("suppliers", index)
            services = self.vocabulary.services
            self._look_up((*at, "does"), supplier.does, services, "service")
            use = services.get(supplier.does)
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

    def _look_up(
        self, at: tuple[str | int, ...], name: str, known: Collection[str], kind: str
    ) -> None:
        """Note a fault if *name* is none of the *known* names of its *kind*."""
        if name in known:
            return
        near = nearest(name, known)
        self.faults.append(
            self.layers.fault(
                at,
                f"the catalogue has no {kind} {shown(name)}.",
                why="" if near else f"Known are {', '.join(sorted(known))}.",
                mend=f'did you mean "{near}"?' if near else "use one of them.",
            )
        )

    def _check_colour(self) -> None:
        if self.profile.look.colour:
            self.faults.extend(colour_faults(self.layers, self.profile.look.colour))

    def _logo(self) -> str:
        named = self.profile.look.logo
        if not named:
            return ""
        logo, faults = read_logo(self.layers, named)
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
