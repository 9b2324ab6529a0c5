"""What to ask of an organisation: only what it alone knows, and what fits it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from notices.catalogue import Catalogue
from notices.compose.kinds import type_on
from notices.compose.selection import select
from notices.interview import particulars
from notices.interview.companies import is_some_abroad, of_companies
from notices.interview.interview import Script
from notices.interview.question import Answers, Path, Question, Value, by_law
from notices.organisation.organisation import Organisation
from notices.organisation.own import ABROAD, DECISIONS
from notices.organisation.said import is_abroad
from notices.vocabulary.entries import OrganisationType, Use
from notices.vocabulary.tables import Service

USES = "What you do"
_AFTER_SUPPLIERS = (ABROAD, DECISIONS)
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
    is_abroad: bool
    """A company that another layer names keeps data abroad."""


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
        is_abroad=_is_abroad_elsewhere(organisation),
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
    own = organisation.layers.own.values.get("suppliers", ())
    for at, company in enumerate(own):
        answers |= {("suppliers", at, key): value for key, value in company.items()}
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
    return {path} if answers.get(path) is False and is_some_abroad(answers) else set()


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
    yield from of_companies(answers, situation.services)
    is_abroad_told = situation.is_abroad or is_some_abroad(answers)
    for key in _AFTER_SUPPLIERS:
        if key in uses and not (key == ABROAD and is_abroad_told):
            yield _of_use(key, uses[key])
            yield from _that_follow(key, situation, answers)
    yield from particulars.of_office(*about, answers, is_notice=True)


def _kinds(situation: Situation, answers: Answers) -> tuple[str, ...]:
    """Return the notices that are wanted, of those that it can issue."""
    wanted = answers.get(("notices",), tuple(situation.uses)[:1])
    kinds = wanted if isinstance(wanted, tuple) else ()
    return tuple(str(kind) for kind in kinds if kind in situation.uses)


def _uses(situation: Situation, answers: Answers) -> dict[str, Use]:
    found: dict[str, Use] = {}
    for kind in _kinds(situation, answers):
        found |= situation.uses[kind]
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


_ENTRIES: Mapping[str, tuple[str, tuple[tuple[str, str], ...]]] = {
    ABROAD: (
        "transfers",
        (
            ("to", "To which country, or to whom abroad, does it go?"),
            ("what", "Which information goes there?"),
            ("safeguard", "What protects it there?"),
        ),
    ),
    DECISIONS: (
        "automated-decisions",
        (
            ("what", "Which decision does a computer take alone?"),
            ("how", "How does the computer decide?"),
            ("means", "What does the decision mean for the person?"),
            ("safeguards", "How can the person ask somebody to look at it again?"),
        ),
    ),
}
"""The entries that tell more of a yes, and what each of their keys asks."""


def _that_follow(
    key: str, situation: Situation, answers: Answers
) -> Iterator[Question]:
    """Ask what the law wants to know besides where an answer is yes."""
    table, asked = _ENTRIES[key]
    told = situation.organisation.layers.values.get(table)
    if told or answers.get(("uses", key)) is not True:
        return
    for name, asks in asked:
        means = "The notice says it in your words. One sentence is enough."
        yield by_law((table, 0, name), USES, asks, means)
    kinds = _kinds(situation, answers)
    if len(kinds) > 1:
        yield Question(
            path=(table, 0, "in"),
            kind="choices",
            need="may",
            group=USES,
            asks="Whom does this concern?",
            means="Only their notices tell it.",
            choices={kind: situation.kinds[kind] for kind in kinds},
            default=kinds[:1],
        )


def _is_abroad_elsewhere(organisation: Organisation) -> bool:
    layers = organisation.layers
    return any(
        is_abroad(one.stores_data_in)
        and (origin := layers.origin("suppliers", index)) is not None
        and origin.file is not layers.own
        for index, one in enumerate(organisation.profile.suppliers)
    )
