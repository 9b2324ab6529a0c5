"""What the templates of a notice see, each text with its facts: docs/templates.md."""

from collections.abc import Mapping
from dataclasses import dataclass

from notices.compose.told import Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """The data protection officer: a role, and how to reach it."""

    role: Told
    name: Told
    """"" unless the profile insists on printing it."""
    is_required: bool
    """The law asks for an officer here; otherwise it is whoever the profile names."""
    email: Told
    telephone: Told
    address: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One way in: for complaints, or for the organisation as a whole."""

    email: Told
    telephone: Told
    form: Told
    address: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuer:
    """Who issues the notice.  For the front and the annex; the body says "we"."""

    name: Told
    kind: Told
    """The type with its article: "a community school"."""
    controller: Told
    controller_kind: str
    """`governing-body`, `trust`, `proprietor`, `council`, `department`, `stated`."""
    controller_address: Told
    contact: Contact
    website: Told
    officer: Officer | None
    """None where the type asks for none and the profile names none."""
    representative: Told
    complaints: Contact
    trust: Told
    schools: tuple[Told, ...]
    """The schools that a trust's one notice is for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """The notice's own dates."""

    on: Told
    issued: Told
    review_by: Told
    approved: Told
    approved_by: Told
    version: Told
    url: Told
    other_formats: Told
    is_example: bool
    is_draft: bool
    is_before_issue: bool
    is_future: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """A kind of personal data."""

    key: str
    title: Told
    says: Told
    to_children: Told
    is_special: bool
    is_criminal: bool
    given: str
    source: tuple[str, ...]
    ages_to: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Lawful:
    """A basis or condition as it is cited, with its name."""

    point: str
    title: Told
    says: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Purpose:
    """Why data is used, on which basis."""

    key: str
    title: Told
    says: Told
    because: Told
    bases: tuple[Lawful, ...]
    conditions: tuple[Lawful, ...]
    """For special category data: Article 9(2)."""
    schedule_1: tuple[str, ...]
    law: Told
    to_children: Told
    """For editions that children read, if it stands in them."""
    to_young_children: Told
    ages_from: int
    ages_to: int

    @property
    def by_consent(self) -> str:
        """Return what rests on consent: `all`, only what is `sensitive`, or nothing."""
        if "6(1)(a)" in {basis.point for basis in self.bases}:
            return "all"
        points = {condition.point for condition in self.conditions}
        return "sensitive" if "9(2)(a)" in points else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sharing:
    """A flow of data, as a block of the notice tells it."""

    key: str
    title: Told
    to: Told
    """The recipient's name, ready to stand after "with"."""
    to_key: str
    from_key: str
    about: tuple[str, ...]
    """Whom the data is about: `pupils`, `parents`, `workforce`, …"""
    happens: str
    identifies: str
    reach: str
    """`most` of the people, `some`, or only who agrees or asks: `chosen`."""
    only_in: tuple[str, ...]
    """Names of schools, where only some of a trust's share in this way."""
    ages_from: int
    """The highest statutory age from which it applies; 0 for every age."""
    ages_to: int
    """The oldest pupils that it is about; 99 for every age."""
    says: Told
    says_short: Told
    why: Told
    choice: Told
    law: Told
    """Citations that somebody has read, as links; "" if there are none to print."""
    to_children: Told
    """For editions that children read, if it stands in them."""
    to_young_children: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """Who gets data, and why: a row of the table."""

    key: str
    name: Told
    how: str
    """`required`, `done`, or `chosen` if all of it is only for who agrees or asks."""
    sharings: tuple[Sharing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """How long something is kept."""

    key: str
    title: Told
    says: Told
    kind: str
    law: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """A right, when it applies here and when it does not."""

    key: str
    title: Told
    says: Told
    applies_here: Told
    not_here: Told
    to_children: Told
    to_young_children: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the organisation answered to a question."""

    key: str
    answer: bool | None
    """None: not answered; a notice then says nothing either way."""
    says: Told
    """What a notice says to that answer, or ""."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplier:
    """A company that handles personal data for the organisation."""

    name: Told
    does: Told
    where: Told
    is_abroad: bool
    safeguard: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """Personal data that leaves the United Kingdom."""

    to: Told
    what: Told
    safeguard: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class AutomatedDecision:
    """A significant decision without a person in it."""

    what: Told
    how: Told
    means: Told
    safeguards: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Regulator:
    """Who watches over data protection."""

    name: Told
    website: Told
    telephone: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A list that a body publishes of whom it gives data to."""

    name: Told
    """Whose list it is, ready to stand in a sentence."""
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """What every section sees: the same for all organisations of one shape."""

    categories: tuple[Category, ...]
    purposes: tuple[Purpose, ...]
    sharings: tuple[Sharing, ...]
    """Everything that this notice tells of, permitted or happening."""
    recipients: tuple[Recipient, ...]
    """Who gets data from the organisation itself, own sharings left out."""
    receivers: tuple[Recipient, ...]
    """Who gets data from anybody, where it happens."""
    aged_13: tuple[Sharing, ...]
    """The recipients' that begin at 13 or later, where there are younger pupils."""
    permitted: tuple[Sharing, ...]
    """What the law lets be shared, with no claim that it is."""
    published: tuple[Published, ...]
    """Where those who may share publish what they did."""
    onward: tuple[Sharing, ...]
    """What happens between others with the data that this notice tells of."""
    keeping: tuple[Keeping, ...]
    has_own_keeping: bool
    """The organisation sets some periods itself; the annex tells them."""
    rights: Mapping[str, Right]
    answers: Mapping[str, Answer]
    regulator: Regulator
    regulation: Told
    """The law that Articles are cited of, as it was called on the day."""
    schedule: Told
    """The law that Schedule 1 is part of: conditions for special category data."""
    grounds: frozenset[str]
    """Every basis and condition that some purpose rests on: `6(1)(a)`, …"""
    learners: str
    """Those who learn here: `pupils` or `students`."""
    has_parental_record: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """What only the front and the annex see: this organisation's own."""

    issuer: Issuer
    notice: Details
    own_purposes: tuple[Purpose, ...]
    own_sharings: tuple[Sharing, ...]
    own_keeping: tuple[Keeping, ...]
    suppliers: tuple[Supplier, ...]
    transfers: tuple[Transfer, ...]
    automated_decisions: tuple[AutomatedDecision, ...]
