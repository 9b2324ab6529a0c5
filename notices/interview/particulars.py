"""The questions of who the organisation is and how to reach it, as data."""

from collections.abc import Iterator, Mapping

from notices.interview.question import Answers, Kind, Path, Question, by_law
from notices.organisation.office import OFFICE
from notices.organisation.organisation import Organisation
from notices.vocabulary.entries import OrganisationType

SCHOOL = "Your school"
OFFICER = "Your data protection officer"
COMPLAINTS = "Complaints about personal information"
NOTICE = "The notice"
_REACHED: Path = ("data-protection-officer", "email")
_GROUPS = {
    "organisation": SCHOOL,
    "data-protection-officer": OFFICER,
    "complaints": COMPLAINTS,
    "notice": NOTICE,
}
_CONTROLLERS: Mapping[str, tuple[str, str]] = {
    "stated": (
        "Which organisation is responsible for the information you hold?",
        "The law calls it the controller. For a school like yours it can be the "
        "council or a governing body. Your data protection officer will know.",
    ),
    "proprietor": (
        "Who owns and runs the school: which company, charity or person?",
        "The law calls it the proprietor. The register of independent schools names "
        "it. The notice says that it decides how information is used.",
    ),
}
"""What to ask where the kind of school does not settle who the controller is."""
_REQUIRED = (
    "Schools that the state pays for must have one. It is often somebody at the "
    "council, the trust or a company."
)
_NOT_REQUIRED = "Not every independent school needs one. Leave it out if you have none."


def which_notices(kinds: Mapping[str, str]) -> Question:
    """Ask which notices to make; *kinds* are for whom each is, the usual one first."""
    usual = next(iter(kinds))
    return Question(
        path=("notices",),
        kind="choices",
        need="now",
        group=NOTICE,
        asks="Who are the notices for?",
        means="Each group of people gets a notice of its own. The next questions fit "
        "the notices you choose. You can add another notice later.",
        sample=f'["{usual}"]',
        choices=kinds,
        default=(usual,),
    )


def of_school(told: Organisation, kind: OrganisationType) -> Iterator[Question]:
    """Ask what the register leaves open of who the organisation is."""
    if kind.controller == "trust" and (told.is_trust_shouted or not told.trust):
        is_known = bool(told.trust)
        yield Question(
            path=("trust", "name"),
            kind="text",
            need="may" if is_known else "law",
            group=SCHOOL,
            asks=f"The register writes the trust as {told.trust}. How is it written?"
            if is_known
            else "What is the academy trust called?",
            means="The notice names the trust, because it decides how the information "
            "is used. The register writes every trust in capitals.",
            empty="leaves it in capitals",
        )
    if kind.controller in _CONTROLLERS:
        asks, means = _CONTROLLERS[kind.controller]
        yield by_law(("controller", "name"), SCHOOL, asks, means)


def of_office(
    told: Organisation, kind: OrganisationType, answers: Answers, *, is_notice: bool
) -> Iterator[Question]:
    """Ask what no register knows: of the notice itself, or all the rest of it."""
    needed = set(_needed(told, kind, answers))
    for one in OFFICE:
        path = (one.table, one.key)
        if (one.table == "notice") is not is_notice or one.is_later:
            continue
        duty = f" {_REQUIRED if kind.officer == 'required' else _NOT_REQUIRED}"
        yield Question(
            path=path,
            kind=one.kind,
            need="law" if path in needed else "may",
            group=_GROUPS[one.table],
            asks=one.asks,
            means=f"{one.means}{duty if path == _REACHED else ''}",
            sample=one.sample,
            empty=one.empty,
        )


def _needed(
    told: Organisation, kind: OrganisationType, answers: Answers
) -> Iterator[Path]:
    """Yield what the law asks for, and nothing else says."""
    if not (told.address or told.telephone):
        yield ("organisation", "email")
    others = (("data-protection-officer", key) for key in ("telephone", "address"))
    if kind.officer == "required" and not any(path in answers for path in others):
        yield _REACHED


def of_nobody_known(types: Mapping[str, str]) -> tuple[Question, ...]:
    """Ask who a school is that the register does not know."""
    asked: tuple[tuple[str, Kind, str, str], ...] = (
        (
            "name",
            "text",
            "What is the school called?",
            "Its full name, as it should stand at the top of the notice.",
        ),
        (
            "type",
            "choice",
            "What kind of school is it?",
            "The kind decides which law applies. Get Information About Schools, "
            "the Department for Education's website, says it of each school.",
        ),
        (
            "ages",
            "ages",
            "What are the lowest and the highest age of its pupils?",
            "The ages that the school is registered for, such as 3 11.",
        ),
        (
            "address",
            "lines",
            "What is its address? Put commas between the lines.",
            "It is printed in the notice, so that people can write to you.",
        ),
    )
    return tuple(
        Question(
            path=("organisation", key),
            kind=kind,
            need="now",
            group=SCHOOL,
            asks=asks,
            means=means,
            choices=types if key == "type" else {},
        )
        for key, kind, asks, means in asked
    )
