"""The questions of who the organisation is and how to reach it, as data."""

from collections.abc import Iterator, Mapping

from notices.interview.question import Answers, Kind, Question
from notices.organisation import Organisation
from notices.vocabulary.entries import OrganisationType

SCHOOL = "Your school"
OFFICER = "Your data protection officer"
COMPLAINTS = "Complaints about personal information"
NOTICE = "The notice"
_EMAIL = '"name@domain"'
_OFFICER = (
    "This officer helps you to follow data protection law, and answers people's "
    "questions about it."
)
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
    """Ask what the register does not say of the organisation itself."""
    if kind.controller == "trust" and told.trust.isupper():
        yield Question(
            path=("trust", "name"),
            kind="text",
            need="may",
            group=SCHOOL,
            asks=f"The register writes the trust as {told.trust}. "
            "How does the trust write its name?",
            means="The register writes every trust in capitals. The notice names the "
            "trust, because it decides how the information is used.",
        )
    if kind.controller == "stated":
        yield Question(
            path=("controller", "name"),
            kind="text",
            need="law",
            group=SCHOOL,
            asks="Which organisation is responsible for the information you hold?",
            means="The law calls it the controller. For a school like yours it can be "
            "the council or a governing body. Your data protection officer will know.",
        )
    is_reached = told.address or told.telephone
    yield Question(
        path=("organisation", "email"),
        kind="email",
        need="may" if is_reached else "law",
        group=SCHOOL,
        asks="Which email address can people write to about their information?",
        means="It is printed in the notice. An office address is better than the "
        "address of one person, who may leave.",
        sample=_EMAIL,
    )


def of_officer(kind: OrganisationType, answers: Answers) -> Iterator[Question]:
    """Ask how to reach the data protection officer."""
    table = "data-protection-officer"
    is_required = kind.officer == "required"
    other = any((table, key) in answers for key in ("telephone", "address"))
    yield Question(
        path=(table, "email"),
        kind="email",
        need="law" if is_required and not other else "may",
        group=OFFICER,
        asks="Which email address reaches your data protection officer?",
        means=f"{_OFFICER} {_REQUIRED if is_required else _NOT_REQUIRED}",
        sample=_EMAIL,
    )
    yield Question(
        path=(table, "telephone"),
        kind="text",
        need="may",
        group=OFFICER,
        asks="Which telephone number reaches your data protection officer?",
        means="Leave it out if people should write.",
        sample='"01632 960000"',
    )
    yield Question(
        path=(table, "role"),
        kind="text",
        need="may",
        group=OFFICER,
        asks="What should the notice call this officer?",
        means="A title or a service, such as Schools' data protection officer. It is "
        "not the name of a person, because people leave.",
        sample='"Data protection officer"',
        empty='lets it say "Data protection officer"',
    )


def of_complaints() -> Iterator[Question]:
    """Ask how to complain to the organisation."""
    yield Question(
        path=("complaints", "email"),
        kind="email",
        need="may",
        group=COMPLAINTS,
        asks="Which email address takes complaints about personal information?",
        means="People may complain to you about how you use their information. "
        "You must make that easy. Leave it out if a form on your website takes them.",
        sample=_EMAIL,
    )
    yield Question(
        path=("complaints", "form"),
        kind="web",
        need="may",
        group=COMPLAINTS,
        asks="Which page of your website has a form for such complaints?",
        means="Copy the address of the page. Leave it out if there is none.",
        sample='"https://www.example.org/complaint"',
    )


def of_notice() -> Iterator[Question]:
    """Ask where the notice will stand."""
    yield Question(
        path=("notice", "url"),
        kind="web",
        need="may",
        group=NOTICE,
        asks="At which web address will the notice stand?",
        means="The printed notice then says where to find it. "
        "Leave it out if you do not know yet.",
        sample='"https://www.example.org/privacy"',
    )


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
