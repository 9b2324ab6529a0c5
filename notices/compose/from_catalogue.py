"""Tell templates what the catalogue says, each text with the entry behind it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TypeVar

from notices.catalogue import Catalogue, Found
from notices.catalogue.model import Things
from notices.compose import view
from notices.compose.fitting import ages_to, speaking_of
from notices.compose.from_profile import NOTHING, lawful
from notices.compose.notice import Fact
from notices.compose.shape import Shape
from notices.compose.told import Told
from notices.vocabulary.entries import (
    Body,
    Citation,
    Entry,
    Lawful,
    OrganisationType,
    Purpose,
    Retention,
    Right,
    Sharing,
    Use,
)
from notices.vocabulary.lists import Learners

E = TypeVar("E", bound=Entry)


def _how(sharings: Iterable[view.Sharing]) -> str:
    """Return on what somebody gets data: on the most binding of the reasons."""
    told = tuple(sharings)
    if any(sharing.happens == "required" for sharing in told):
        return "required"
    return "chosen" if all(sharing.reach == "chosen" for sharing in told) else "done"


@dataclass(frozen=True, slots=True)
class Telling:
    """Turns entries of the catalogue into text, for organisations of one shape."""

    catalogue: Catalogue
    shape: Shape

    @property
    def on(self) -> date:
        """Return the day whose law is told."""
        return self.shape.on

    def found(self, things: Things[E], keys: Iterable[str]) -> Iterator[Found[E]]:
        """Yield the entries of *keys* that hold on the day."""
        for key in keys:
            found = things[key].on(self.on)
            if found is not None:
                yield found

    def text(
        self, kind: str, found: Found[Entry], name: str, words: str | None = None
    ) -> Told:
        """Tell the text *name* of the entry *found*, or *words* made of it."""
        told = getattr(found.entry, name) if words is None else words
        if not told:
            return NOTHING
        return Told(self._worded(told.strip()), self.fact(kind, found, name))

    def _worded(self, text: str) -> str:
        return speaking_of(text, self.learners)

    def fact(self, kind: str, found: Found[Entry], name: str) -> Fact:
        """Return the fact that an entry states in its text *name*."""
        return Fact(
            key=f"{kind}/{found.key}",
            file=found.file,
            line=found.line,
            text=name.replace("_", "-"),
        )

    def law(self, kind: str, found: Found[Entry], cited: Iterable[Citation]) -> Told:
        """Tell the law that the entry *found* rests on."""
        return self.text(kind, found, "law", self.citations(cited))

    def citations(self, law: Iterable[Citation]) -> str:
        """Write the provisions that somebody has read, as links.

        A law is named once, before the first of its provisions.
        """
        cited = [
            citation.key.partition("/")[::2]
            for citation in law
            if citation.evidence != "memory"
        ]
        laws = dict.fromkeys(key for key, _ in cited if self.is_in_force(key))
        return "; ".join(
            self._citation(key, [name for law, name in cited if law == key])
            for key in laws
        )

    def _citation(self, key: str, names: Iterable[str]) -> str:
        law = self.catalogue.laws[key]
        provisions = [law.provisions[name] for name in names if name]
        if not provisions:
            return f"[{law.title}]({law.url})"
        first, *rest = provisions
        links = [f"[{law.title}, {first.cite}]({law.url}{first.path})"]
        links += [f"[{one.cite}]({law.url}{one.path})" for one in rest]
        return ", ".join(links)

    def is_in_force(self, key: str) -> bool:
        """Say whether a law surely was in force on the day."""
        return self.catalogue.laws[key].is_in_force(self.on)

    def sharing(self, found: Found[Sharing]) -> view.Sharing:
        """Tell one sharing."""
        entry = found.entry
        body = self.catalogue.bodies[entry.to].on(self.on)
        return view.Sharing(
            key=found.key,
            title=self.text("sharings", found, "title"),
            to=self._to(found, body) if body else NOTHING,
            to_key=entry.to,
            from_key=entry.from_,
            about=entry.about,
            happens=entry.happens,
            identifies=entry.identifies,
            reach=entry.reach,
            only_in=dict(self.shape.only_in).get(found.key, ()),
            ages_from=entry.applies.ages_from or 0,
            ages_to=ages_to(entry.applies),
            says=self.text("sharings", found, "says"),
            says_short=self.text("sharings", found, "says_short"),
            why=self.text("sharings", found, "why"),
            choice=self.text("sharings", found, "choice"),
            law=self.law("sharings", found, entry.law),
            to_children=self.text("sharings", found, "to_children"),
            to_young_children=self.text("sharings", found, "to_young_children"),
        )

    def _to(self, found: Found[Sharing], body: Found[Body]) -> Told:
        """Name the recipient, who is named because of this sharing."""
        name = self.text("recipients", body, "name", body.entry.in_a_sentence)
        return Told(str(name), *name.facts, self.fact("sharings", found, "to"))

    def recipients(
        self, sharings: Iterable[view.Sharing]
    ) -> tuple[view.Recipient, ...]:
        """Group sharings by who receives, in the order of the first of each."""
        grouped: dict[str, list[view.Sharing]] = {}
        for sharing in sharings:
            grouped.setdefault(sharing.to_key, []).append(sharing)
        return tuple(
            view.Recipient(
                key=body.key,
                name=self._name(body),
                how=_how(grouped[body.key]),
                sharings=tuple(grouped[body.key]),
            )
            for body in self.found(self.catalogue.bodies, grouped)
        )

    def _name(self, body: Found[Body]) -> Told:
        name = body.entry.name
        return self.text("recipients", body, "name", name[0].upper() + name[1:])

    def published(self, sharings: Iterable[view.Sharing]) -> tuple[view.Published, ...]:
        """Tell where those who may share publish what they did, each once."""
        givers = dict.fromkeys(sharing.from_key for sharing in sharings)
        return tuple(
            view.Published(
                name=self.text("recipients", body, "name", body.entry.in_a_sentence),
                link=body.entry.publishes,
            )
            for body in self.found(self.catalogue.bodies, givers)
            if body.entry.publishes
        )

    def purpose(self, found: Found[Purpose], basis: Lawful) -> view.Purpose:
        """Tell why data is used, on the basis for this type of organisation."""
        entry, grounds = found.entry, self.catalogue.grounds
        for_all = self.fact("purposes", found, "article_6")
        for_sensitive = self.fact("purposes", found, "article_9")
        return view.Purpose(
            key=found.key,
            title=self.text("purposes", found, "title"),
            says=self.text("purposes", found, "says"),
            because=self.text("purposes", found, "because", basis.because),
            bases=lawful(basis.article_6, grounds, for_all),
            conditions=lawful(basis.article_9, grounds, for_sensitive),
            schedule_1=basis.schedule_1,
            law=self.law("purposes", found, basis.law),
            to_children=self.text("purposes", found, "to_children"),
            to_young_children=self.text("purposes", found, "to_young_children"),
            ages_from=entry.applies.ages_from or 0,
            ages_to=ages_to(entry.applies),
        )

    def purposes(self) -> tuple[view.Purpose, ...]:
        """Tell the purposes that have a basis for this type of organisation."""
        return tuple(
            self.purpose(found, basis)
            for found in self.found(self.catalogue.purposes, self.shape.purposes)
            for basis in self.bases(found.entry)
        )

    def bases(self, purpose: Purpose) -> Iterator[Lawful]:
        """Yield the first of the bases that are for such an organisation, if any."""
        fit = (
            basis
            for basis in purpose.bases
            if not self.shape.groups.isdisjoint(basis.for_)
        )
        yield from islice(fit, 1)

    def keeping(self, found: Found[Retention]) -> view.Keeping:
        """Tell how long something is kept."""
        return view.Keeping(
            key=found.key,
            title=self.text("retention", found, "title"),
            says=self.text("retention", found, "says"),
            kind=found.entry.kind,
            law=self.law("retention", found, found.entry.law),
        )

    def right(self, found: Found[Right]) -> view.Right:
        """Tell a right."""
        return view.Right(
            key=found.key,
            title=self.text("rights", found, "title"),
            says=self.text("rights", found, "says"),
            applies_here=self.text("rights", found, "applies_here"),
            not_here=self.text("rights", found, "not_here"),
            to_children=self.text("rights", found, "to_children"),
            to_young_children=self.text("rights", found, "to_young_children"),
        )

    def answer(self, found: Found[Use], *, answer: bool | None) -> view.Answer:
        """Tell what was answered to a question."""
        says = {True: found.entry.says_yes, False: found.entry.says_no, None: ""}
        return view.Answer(
            key=found.key,
            answer=answer,
            says=self.text("uses", found, "says", says[answer]),
        )

    def categories(self) -> tuple[view.Category, ...]:
        """Tell the kinds of data that are used."""
        return tuple(map(self._category, self.shape.categories))

    def _category(self, key: str) -> view.Category:
        category = self.catalogue.categories[key]
        home = self.catalogue.homes["categories", key]
        line = home.line(key)

        def told(name: str, words: str) -> Told:
            fact = Fact(key=f"data/{key}", file=home.name, line=line, text=name)
            return Told(words.strip(), fact)

        return view.Category(
            key=key,
            title=told("title", self._worded(category.title)),
            says=told("says", self._worded(category.says)),
            to_children=told("to-children", category.to_children),
            is_special=bool(category.special),
            is_criminal=category.criminal,
            given=category.given,
            source=category.source,
            ages_to=ages_to(category.applies),
        )

    def has_parental_record(self) -> bool:
        """Say whether parents have a right to the educational record here."""
        found = self._type()
        return found is not None and found.entry.parental_record

    @property
    def learners(self) -> Learners:
        """Return what those are called who learn here."""
        found = self._type()
        return found.entry.learners if found else "pupils"

    def teaches_from_16(self) -> bool:
        """Say whether nobody here is younger than 16."""
        found = self._type()
        return found is not None and "sixteen-plus" in found.entry.groups

    def _type(self) -> Found[OrganisationType] | None:
        return self.catalogue.types[self.shape.type].on(self.on)

    def regulator(self) -> view.Regulator:
        """Tell who watches over data protection."""
        bodies = self.catalogue.bodies
        (found,) = self.found(bodies, [self.catalogue.about.regulator])
        body = found.entry
        website = f"<{body.website}>" if body.website else ""
        return view.Regulator(
            name=self.text("regulator", found, "name", body.in_a_sentence),
            website=self.text("regulator", found, "website", website),
            telephone=self.text("regulator", found, "telephone"),
        )

    def regulation(self) -> Told:
        """Tell what the law is called that Articles are cited of."""
        keys = self.catalogue.about.regulation
        key = next((key for key in keys if self.is_in_force(key)), keys[-1])
        return self._title("regulation", key)

    def schedule(self) -> Told:
        """Tell what the law is called that Schedule 1 is part of."""
        return self._title("schedule", self.catalogue.about.schedule)

    def _title(self, use: str, key: str) -> Told:
        """Tell what a law is called that notices name for a *use* of theirs."""
        home = self.catalogue.homes["legislation", key]
        fact = Fact(key=f"laws/{use}", file=home.name, line=home.line(key), text="name")
        return Told(self.catalogue.laws[key].title, fact)
