"""What no register knows and every notice should say, and how to ask for it.

The interview, the forms for schools and a blank table ask for the same, in this order.
"""

from dataclasses import dataclass
from typing import Literal

_EMAIL = '"name@domain"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One thing to ask for: a key of a profile."""

    table: str
    key: str
    kind: Literal["text", "email", "telephone", "web"] = "text"
    asks: str
    means: str = ""
    """What it is for, and when to leave it out."""
    sample: str
    """The value as a profile would hold it."""
    instead: tuple[str, ...] = ()
    """Keys of the table that answer it as well."""
    is_other_way: bool = False
    """It is another way to reach somebody, which a form does not ask for besides."""
    is_later: bool = False
    """Nobody can say it before there is a notice to look at."""
    empty: str = "leaves it out"
    """What it does to say nothing."""

    @property
    def is_day(self) -> bool:
        """Say whether the value is a day, which TOML writes without quotes."""
        return not self.sample.startswith('"')


OFFICE = (
    Asked(
        table="organisation",
        key="email",
        kind="email",
        asks="Which email address can people write to about their information?",
        means="It is printed in the notice. An office address is better than the "
        "address of one person, who may leave.",
        sample=_EMAIL,
    ),
    Asked(
        table="data-protection-officer",
        key="email",
        kind="email",
        asks="Which email address reaches your data protection officer?",
        means="This officer helps you to follow data protection law, and answers "
        "people's questions about it.",
        sample=_EMAIL,
        instead=("telephone", "address"),
    ),
    Asked(
        table="data-protection-officer",
        key="telephone",
        kind="telephone",
        asks="Which telephone number reaches your data protection officer?",
        means="Leave it out if people should write.",
        sample='"01632 960000"',
        is_other_way=True,
    ),
    Asked(
        table="data-protection-officer",
        key="role",
        asks="What should the notice call this officer?",
        means="A title or a service, such as Schools' data protection officer. It is "
        "not the name of a person, because people leave.",
        sample='"Data protection officer"',
        empty='lets it say "Data protection officer"',
    ),
    Asked(
        table="complaints",
        key="email",
        kind="email",
        asks="Which email address takes complaints about personal information?",
        means="People may complain to you about how you use their information. You "
        "must make that easy. Leave it out if a form on your website takes them.",
        sample=_EMAIL,
        instead=("telephone", "address", "form"),
    ),
    Asked(
        table="complaints",
        key="form",
        kind="web",
        asks="Which page of your website has a form for such complaints?",
        means="Copy the address of the page. Leave it out if there is none.",
        sample='"https://www.example.org/complaint"',
        is_other_way=True,
    ),
    Asked(
        table="notice",
        key="issued",
        asks="On which day do you publish your notices?",
        sample="2026-09-01",
        is_later=True,
    ),
    Asked(
        table="notice",
        key="review-by",
        asks="By which day will you look at them again?",
        sample="2027-09-01",
        is_later=True,
    ),
    Asked(
        table="notice",
        key="approved",
        asks="On which day were they approved?",
        means="Leave it out until they are.",
        sample="2026-08-20",
        is_later=True,
    ),
    Asked(
        table="notice",
        key="approved-by",
        asks="Who approved them?",
        means="Name a post or a body, not a person.",
        sample='"Governing body"',
        is_later=True,
    ),
    Asked(
        table="notice",
        key="url",
        kind="web",
        asks="At which web address will the notice stand?",
        means="The printed notice then says where to find it. "
        "Leave it out if you do not know yet.",
        sample='"https://www.example.org/privacy"',
    ),
)
