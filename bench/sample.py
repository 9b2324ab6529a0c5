"""The notices that are made: an authority's schools, from the register that ships."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from notices.compose import Notice
from notices.organisation.load import organisation_from
from notices.organisation.organisation import Organisation
from notices.organisation.table import Wanted
from notices.publish.batch.tasks import Planner
from notices.publish.order import Order
from notices.publish.publish import Publisher
from notices.render.html import name_of, print_parts

ON = date(2026, 11, 22)
NEWCASTLE = "391"
KINDS = ("pupils", "workforce")
BASE = """\
[data-protection-officer]
role = "Schools DPO service"
email = "dpo@example.org"
[uses]
transfers-outside-uk = false
"""
_SUPPLIERS = (
    *("parent-payments", "catering", "parent-messages", "online-learning"),
    *("management-information-system", "visitors", "email-and-files", "website"),
)
_ANYONE = Wanted(urns=frozenset(), phases=frozenset(), types=frozenset(), limit=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Printable:
    """A notice as each engine takes it: data for us, finished HTML for peers."""

    notice: Notice
    body: str
    """What tells whether two notices share their body."""
    content: str
    """The HTML inside the page."""

    @property
    def title(self) -> str:
        """Return what the document is called."""
        return name_of(self.notice)

    @property
    def page(self) -> str:
        """Return the page that peers lay out, its foot as CSS prints one."""
        footer = escape(self.notice.footer, quote=False)
        quoted = footer.replace("\\", r"\\").replace('"', r"\"")
        small = "font-size: 8.5pt; color: #4a5560"
        return (
            '<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">'
            f"<title>{escape(self.title)}</title><style>@page {{ "
            f'@bottom-left {{ content: "{quoted}"; {small} }} @bottom-right '
            f'{{ content: "page " counter(page) " of " counter(pages); {small} }} }}'
            f"</style></head><body>{self.content}</body></html>"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """What is made."""

    publisher: Publisher
    organisations: tuple[Organisation, ...]
    suppliers: tuple[Organisation, ...]
    """The same schools, each with eight suppliers that only it has."""

    def printables(self, *, suppliers: bool = False) -> Iterator[Printable]:
        """Compose and yield each school's notices."""
        for organisation in self.suppliers if suppliers else self.organisations:
            for kind in KINDS:
                yield printable(self.publisher.compose(organisation, kind))


@contextmanager
def sample(limit: int | None = None) -> Iterator[Sample]:
    """Give the authority's schools, or so many of them, of every kind."""
    with TemporaryDirectory() as folder:
        base = Path(folder) / "base.toml"
        base.write_text(BASE, encoding="utf-8")
        publisher = Publisher.prepare(
            Order(on=ON, today=ON, out=Path(folder), accept_unanswered=True)
        )
        plain = list(_schools(publisher, base, None))
        chosen = plain[:: max(1, len(plain) // limit)][:limit] if limit else plain
        urns = {organisation.urn for organisation in chosen}
        for organisation in chosen:
            own = Path(folder) / f"{organisation.urn}.toml"
            own.write_text(_suppliers_of(organisation.name), encoding="utf-8")
        more = _schools(publisher, base, Path(folder))
        yield Sample(
            publisher=publisher,
            organisations=tuple(chosen),
            suppliers=tuple(each for each in more if each.urn in urns),
        )


def one_of_each_body(them: Iterable[Printable]) -> list[Printable]:
    """Return a notice for each body, with a foot that none of *them* has."""
    first: dict[str, Printable] = {}
    for it in them:
        first.setdefault(it.body, it)
    return [
        replace(it, notice=replace(it.notice, footer="Before the clock starts"))
        for it in first.values()
    ]


def _schools(
    publisher: Publisher, base: Path, profiles: Path | None
) -> Iterator[Organisation]:
    vocabulary = publisher.catalogue.vocabulary
    planner = Planner(
        vocabulary=vocabulary,
        register=publisher.register,
        wanted=_ANYONE,
        base=base,
        profiles=profiles,
    )
    plan = planner.from_register(NEWCASTLE)
    for task in plan.tasks:
        yield organisation_from(
            task.layers(plan.base), vocabulary=vocabulary, register=publisher.register
        )


def _suppliers_of(name: str) -> str:
    return "".join(
        f'[[suppliers]]\nname = "{does.title()} of {name}"\ndoes = "{does}"\n'
        'stores-data-in = "United Kingdom"\n'
        for does in _SUPPLIERS
    )


def printable(notice: Notice) -> Printable:
    """Return a notice with the HTML that peers take."""
    parts = print_parts(notice)
    return Printable(
        notice=notice, body=parts.body, content=parts.front + parts.body + parts.annex
    )
