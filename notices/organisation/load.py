"""Make an organisation from a profile and the register."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from notices.errors import Fault, FaultsError
from notices.organisation.checks import faults_in, unknown
from notices.organisation.layers import Layers, read_layers
from notices.organisation.look import read_logo
from notices.organisation.organisation import Organisation, Place, year_groups_of
from notices.organisation.profile import Particulars, Profile
from notices.organisation.register import Register, School
from notices.organisation.values import OLDEST
from notices.tomlfile import faults_from
from notices.tomlfile.typed import shown
from notices.vocabulary import Vocabulary

_TRUST = "trust"


def load_organisation(
    path: Path, *, vocabulary: Vocabulary, register: Register
) -> Organisation:
    """Load the profile at *path*; the register fills in what it leaves out.

    Raises FaultsError, as `organisation_from` does or where a file cannot be read.
    """
    return organisation_from(
        read_layers(path), vocabulary=vocabulary, register=register
    )


def organisation_from(
    layers: Layers, *, vocabulary: Vocabulary, register: Register
) -> Organisation:
    """Make an organisation from layers that were read.

    Raises FaultsError with all that is wrong with it, in whichever layer.
    """
    profile, found = _profile(layers)
    faults = [*layers.faults, *found]
    making = _Making(layers, profile, vocabulary, register)
    is_known = "organisation" in profile.model_fields_set
    organisation = making.organisation() if is_known or not faults else None
    faults += [*making.faults, *faults_in(layers, profile, vocabulary)]
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
            trust=self._trust(told, school, kind),
            trust_schools=self.profile.trust.schools or _trust_schools(school),
            local_authority=told.local_authority or (school.la_name if school else ""),
            address=told.address or _address(school),
            telephone=told.telephone or (school.telephone if school else ""),
            website=told.website or (school.website if school else ""),
            logo=self._logo(),
            schools=tuple(self._schools(told, kind)),
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
        said = {
            "name": bool(told.name),
            "type": told.type != "school",
            "ages": bool(told.ages),
            "address": bool(told.address),
        }
        lacking = [
            f"organisation.{key}" for key, is_said in said.items() if not is_said
        ]
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
                mend=f"correct the number, or say {words} too.",
            )
        )
        return None

    def _trust(self, told: Particulars, school: School | None, kind: str) -> str:
        own = self.profile.trust.name or (told.name if kind == _TRUST else "")
        return own or (school.trust or "" if school else "")

    def _schools(self, told: Particulars, kind: str) -> Iterator[Place]:
        """Yield the schools that a trust names, as the register knows them."""
        if fault := self._not_schools_of_a_trust(told, kind):
            self.faults.append(fault)
            return
        for urn in dict.fromkeys(told.schools):
            school = self.register.find(urn)
            if school is None or not school.trust:
                self.faults.append(self._no_academy(urn, school))
                continue
            ages = _ages_of(school)
            type_ = self.vocabulary.type_named(school.register_type)
            if ages is None or not type_:
                self.faults.append(self._not_known_enough(school))
                continue
            yield Place(
                name=school.name,
                type=type_,
                ages=ages,
                year_groups=year_groups_of(ages),
                is_faith=school.religious_character is not None,
            )

    def _not_schools_of_a_trust(self, told: Particulars, kind: str) -> Fault | None:
        at = ("organisation", "schools")
        if told.schools and kind != _TRUST:
            return self.layers.fault(
                at,
                "only a trust names schools.",
                why="Its one notice is then for all of them.",
                mend='add type = "trust", or delete this line.',
            )
        if kind == _TRUST and not told.schools:
            return self.layers.fault(
                at,
                "missing.",
                why="The ages and kinds of its schools say which law applies.",
                mend="add schools = [136952, 138203], with their URNs.",
            )
        return None

    def _no_academy(self, urn: int, school: School | None) -> Fault:
        at = ("organisation", "schools")
        if school is None:
            return self.layers.fault(
                at,
                f"{urn} is not in the register.",
                why=self.register.not_in_register(urn),
                mend="correct the number, or take it out.",
            )
        return self.layers.fault(
            at,
            f"{urn} {school.name} is no academy.",
            why=f"The register calls it {shown(school.register_type)}.",
            mend="correct the number, or take it out.",
        )

    def _not_known_enough(self, school: School) -> Fault:
        name = f"{school.urn} {school.name}"
        ages = f"the register does not give the lowest and the highest age of {name}."
        kind = f"the register calls {name} {shown(school.register_type)}, "
        has_ages = _ages_of(school) is not None
        return self.layers.fault(
            ("organisation", "schools"),
            f"{kind}a type that is not known here." if has_ages else ages,
            why="Which law applies to a school depends on its type and its ages.",
            mend="take it out, and write it a profile of its own that gives its "
            f"{'type' if has_ages else 'ages'}.",
        )

    def _type(self, told: Particulars, school: School | None) -> str:
        types = self.vocabulary.types
        if told.type != "school":
            at = ("organisation", "type")
            self.faults.extend(
                unknown(self.layers, at, told.type, types, "kind of organisation")
            )
            return told.type
        if school is None:
            if told.urn is None:
                self._needs_own_particulars()
            return ""
        key = self.vocabulary.type_named(school.register_type)
        if not key:
            self.faults.append(
                self.layers.fault(
                    ("organisation", "type"),
                    f"the register calls this school {shown(school.register_type)}, "
                    "a type that is not known here.",
                    mend='give the type yourself, such as type = "community-school".',
                )
            )
        return key

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
        ages = told.ages or (school and _ages_of(school)) or ()
        is_pair = len(ages) == 2 and 0 <= min(ages) <= max(ages) <= OLDEST
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

    def _logo(self) -> str:
        named = self.profile.look.logo
        if not named:
            return ""
        logo, faults = read_logo(self.layers, named)
        self.faults.extend(faults)
        return logo


def _ages_of(school: School) -> tuple[int, int] | None:
    if school.low_age is None or school.high_age is None:
        return None
    return (school.low_age, school.high_age)


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
