"""The questions about companies that handle information for the school."""

from collections.abc import Iterator, Mapping
from typing import Any

from notices.interview.question import Answers, Path, Question, by_law
from notices.organisation.own import OTHER
from notices.organisation.said import is_abroad
from notices.vocabulary.tables import Service

SUPPLIERS = "Companies that handle information for you"
_COMPANY = ("suppliers", "name")
_HARDLY = (
    "Nearly every school has some, and the notice says that companies hold information "
    "for you. You can name them later."
)


def of_companies(
    answers: Answers, services: Mapping[str, Service]
) -> Iterator[Question]:
    """Ask of each company that is named, and then for another."""
    paths = (path for path in answers if len(path) == 3)
    named = sorted(int(at) for table, at, key in paths if (table, key) == _COMPANY)
    for at in named:
        yield _company(at, "Name a company that handles information for you.")
        name = str(answers["suppliers", at, "name"])
        yield from _of_company(answers, services, ("suppliers", at), name)
    yield _company(
        named[-1] + 1 if named else 0,
        f"Name {'another' if named else 'a'} company that handles information for you.",
        empty=f"goes on: there {'are no more' if named else 'is none'}",
        if_left_out="" if named else _HARDLY,
    )


def _company(at: int, asks: str, **more: Any) -> Question:
    return Question(
        path=("suppliers", at, "name"),
        kind="text",
        need="may",
        group=SUPPLIERS,
        asks=asks,
        means="For example the makers of your school records system, of your "
        "payments or of your online learning. The notice names them.",
        **more,
    )


def _of_company(
    answers: Answers, services: Mapping[str, Service], at: Path, name: str
) -> Iterator[Question]:
    titles = {
        key: service.title
        for key, service in services.items()
        if answers.get(("uses", service.uses)) is not False
    }
    yield Question(
        path=(*at, "does"),
        kind="choice",
        need="law",
        group=SUPPLIERS,
        asks=f"What does {name} do for you?",
        means="Type some words of the answer.",
        choices={**titles, OTHER: "Something else"},
        is_listed=False,
    )
    if answers.get((*at, "does")) == OTHER:
        means = 'The notice says it in a table, such as "prints our yearbooks".'
        asks = f"What is it that {name} does, in a few words?"
        yield by_law((*at, "says"), SUPPLIERS, asks, means)
    yield Question(
        path=(*at, "stores-data-in"),
        kind="country",
        need="law",
        group=SUPPLIERS,
        asks=f"In which country does {name} keep the information?",
        means="The contract says it, or the company's own privacy notice. "
        "Type United Kingdom or the name of the country.",
        sample='"United Kingdom"',
    )
    place = answers.get((*at, "stores-data-in"))
    if place and is_abroad(str(place)):
        yield by_law(
            (*at, "safeguard"),
            SUPPLIERS,
            f"What protects the information in {place}?",
            "Such as regulations of the United Kingdom that approve the country, or "
            "its standard clauses in the contract. The company can tell you.",
        )


def is_some_abroad(answers: Answers) -> bool:
    """Say whether a company that is named keeps information abroad."""
    return any(
        path[0] == "suppliers" and path[-1] == "stores-data-in" and is_abroad(str(said))
        for path, said in answers.items()
    )
