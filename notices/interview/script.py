"""What to ask of an organisation: only what it alone knows, and what fits it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from notices.catalogue import Catalogue
from notices.compose.kinds import type_on
from notices.compose.selection import select
from notices.interview import particulars
from notices.interview.interview import Script
from notices.interview.question import Answers, Path, Question, Value
from notices.organisation.organisation import Organisation
from notices.organisation.values import is_abroad
from notices.vocabulary.entries import OrganisationType, Use
from notices.vocabulary.tables import Service

USES = "What you do"
SUPPLIERS = "Companies that handle information for you"
ABROAD = "transfers-outside-uk"
_AFTER_SUPPLIERS = (ABROAD, "automated-decisions")
_SECONDS_EACH = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What the questions of one organisation depend on."""

    organisation: Organisation
    type: OrganisationType
    kinds: Mapping[str, str]
    """The notices that it can issue, and for whom each is."""
    uses: Mapping[str, Mapping[str, Use]]
    """By notice, the questions of the catalogue that fit."""
    services: Mapping[str, Service]
    suppliers: int
    """How many the profile names already."""


def script_for(catalogue: Catalogue, organisation: Organisation, on: date) -> Script:
    """Return the questions that fit the type and the ages of *organisation*.

    Raises DayError if the law of that day is not known.
    """
    kind = type_on(catalogue, organisation, on)
    kinds = catalogue.issued_by(kind.issuer)
    situation = Situation(
        organisation=organisation,
        type=kind,
        kinds={key: catalogue.notices[key].for_ for key in kinds},
        uses={
            notice: {
                key: found.entry
                for key, found in select(
                    catalogue, organisation, notice, on
                ).uses.items()
            }
            for notice in kinds
        },
        services=catalogue.services,
        suppliers=len(organisation.profile.suppliers),
    )
    return lambda answers: tuple(_questions(situation, answers))


def known_answers(organisation: Organisation) -> dict[Path, Value]:
    """Return what the profile, or what it extends, has answered."""
    told = organisation.layers.values
    answers: dict[Path, Value] = {}
    for table, inner in told.items():
        if isinstance(inner, dict):
            answers.update(
                ((table, key), _value(value))
                for key, value in inner.items()
                if isinstance(value, (str, bool, int, list))
            )
        elif table == "notices":
            answers[table,] = _value(inner)
    return answers


def minutes(script: Script, answers: Answers) -> int:
    """Return about how long the interview takes."""
    left = [one for one in script(answers) if one.path not in answers]
    return max(1, round(len(left) * _SECONDS_EACH / 60))


def _value(value: Any) -> Value:
    return tuple(value) if isinstance(value, list) else value


def contradicted(answers: Answers) -> set[Path]:
    """Return the answers that a later one made untrue."""
    path = ("uses", ABROAD)
    return {path} if answers.get(path) is False and _abroad(answers) else set()


def _questions(situation: Situation, answers: Answers) -> Iterator[Question]:
    yield particulars.which_notices(situation.kinds)
    about = (situation.organisation, situation.type)
    yield from particulars.of_school(*about)
    yield from particulars.of_office(*about, answers, is_notice=False)
    uses = _uses(situation, answers)
    # A company that keeps data abroad answers whether any leaves the country.
    for key in uses:
        if key not in _AFTER_SUPPLIERS:
            yield _of_use(key, uses[key])
    yield from _of_suppliers(situation, answers)
    for key in _AFTER_SUPPLIERS:
        if key in uses and not (key == ABROAD and _is_abroad(situation, answers)):
            yield _of_use(key, uses[key])
            yield from _that_follow(key, situation, answers)
    yield from particulars.of_office(*about, answers, is_notice=True)


def _uses(situation: Situation, answers: Answers) -> dict[str, Use]:
    wanted = answers.get(("notices",), tuple(situation.uses)[:1])
    found: dict[str, Use] = {}
    for kind in wanted if isinstance(wanted, tuple) else ():
        found |= situation.uses.get(str(kind), {})
    return dict(sorted(found.items(), key=lambda one: one[1].order))


def _of_use(key: str, use: Use) -> Question:
    return Question(
        path=("uses", key),
        kind="yes-no",
        need="draft",
        group=USES,
        asks=use.question,
        means=f"{use.help}{_if_yes(use.needs)}",
        sample="true or false",
    )


def _if_yes(needs: str) -> str:
    return f" If yes: {needs[0].lower()}{needs[1:]}" if needs else ""


def _of_suppliers(situation: Situation, answers: Answers) -> Iterator[Question]:
    at = situation.suppliers
    while True:
        another = "another" if at else "a"
        yield Question(
            path=("suppliers", at, "name"),
            kind="text",
            need="may",
            group=SUPPLIERS,
            asks=f"Name {another} company that handles information for you.",
            means="For example the makers of your school records system, of your "
            "payments or of your online learning. The notice names them.",
            empty=f"goes on: there {'are no more' if at else 'is none'}",
        )
        name = answers.get(("suppliers", at, "name"))
        if not name:
            return
        yield from _of_supplier(situation, answers, ("suppliers", at), str(name))
        at += 1


def _of_supplier(
    situation: Situation, answers: Answers, at: Path, name: str
) -> Iterator[Question]:
    yield Question(
        path=(*at, "does"),
        kind="choice",
        need="now",
        group=SUPPLIERS,
        asks=f"What does {name} do for you?",
        means="Type some words of the answer.",
        choices={
            key: service.title
            for key, service in situation.services.items()
            if answers.get(("uses", service.uses)) is not False
        },
        is_listed=False,
    )
    yield Question(
        path=(*at, "stores-data-in"),
        kind="country",
        need="now",
        group=SUPPLIERS,
        asks=f"In which country does {name} keep the information?",
        means="The contract says it, or the company's own privacy notice. "
        "Type United Kingdom or the name of the country.",
        sample='"United Kingdom"',
    )
    place = answers.get((*at, "stores-data-in"))
    if place and is_abroad(str(place)):
        yield _by_law(
            (*at, "safeguard"),
            SUPPLIERS,
            f"What protects the information in {place}?",
            "Such as the United Kingdom's adequacy regulations for that country, or "
            "its standard clauses in the contract. The company can tell you.",
        )


def _that_follow(
    key: str, situation: Situation, answers: Answers
) -> Iterator[Question]:
    """Ask what the law wants to know besides where an answer is yes."""
    if answers.get(("uses", key)) is not True:
        return
    profile = situation.organisation.profile
    if key == ABROAD and not profile.transfers:
        yield from _each(
            ("transfers", 0),
            ("to", "To which country, or to whom abroad, does it go?"),
            ("what", "Which information goes there?"),
            ("safeguard", "What protects it there?"),
        )
    if key == "automated-decisions" and not profile.automated_decisions:
        yield from _each(
            ("automated-decisions", 0),
            ("what", "Which decision does a computer take alone?"),
            ("how", "How does the computer decide?"),
            ("means", "What does the decision mean for the person?"),
            ("safeguards", "How can the person ask somebody to look at it again?"),
        )


def _is_abroad(situation: Situation, answers: Answers) -> bool:
    named = situation.organisation.profile.suppliers
    return _abroad(answers) or any(is_abroad(one.stores_data_in) for one in named)


def _abroad(answers: Answers) -> bool:
    return any(
        path[0] == "suppliers" and path[-1] == "stores-data-in" and is_abroad(str(said))
        for path, said in answers.items()
    )


def _each(at: Path, *questions: tuple[str, str]) -> Iterator[Question]:
    for key, asks in questions:
        means = "The notice says it in your words. One sentence is enough."
        yield _by_law((*at, key), USES, asks, means)


def _by_law(path: Path, group: str, asks: str, means: str) -> Question:
    return Question(
        path=path,
        kind="text",
        need="law",
        group=group,
        asks=asks,
        means=means,
    )
