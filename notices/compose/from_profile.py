"""Tell templates what the organisation says of itself, each value with its place."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from notices.compose import view
from notices.compose.notice import Fact
from notices.compose.own_entries import Indexed
from notices.compose.told import Told, escape_markdown
from notices.dated import in_words
from notices.organisation.organisation import Organisation
from notices.organisation.own import (
    OwnPurpose,
    OwnRetention,
    OwnSharing,
)
from notices.vocabulary.entries import OrganisationType
from notices.vocabulary.lists import EVERY_AGE
from notices.vocabulary.tables import Ground

NOTHING = Told("")


@dataclass(frozen=True, slots=True)
class Saying:
    """Turns values of a profile into text that remembers where it was said."""

    organisation: Organisation

    def said(self, path: str, value: Any) -> Told:
        """Tell *value*, which the profile says at the dotted *path*; "" for nothing."""
        if value in (None, "", ()):
            return NOTHING
        if isinstance(value, date):
            text = in_words(value)
        elif isinstance(value, tuple):
            text = ", ".join(map(str, value))
        else:
            text = str(value)
        return Told(escape_markdown(text), self.fact(path, text))

    def link(self, path: str, value: str | None) -> Told:
        """Tell an email or web address as a link that also reads as plain text."""
        return Told(f"<{value}>", self.fact(path, value)) if value else NOTHING

    def markdown(self, path: str, value: str) -> Told:
        """Tell Markdown of the organisation's own."""
        return Told(value, self.fact(path, value)) if value.strip() else NOTHING

    def fact(self, path: str, value: str) -> Fact:
        """Return the fact that the profile, or else the register, says *value*."""
        words = path.split(".")
        parts = tuple(int(word) if word.isdigit() else word for word in words)
        origin = self.organisation.layers.origin(*parts)
        if origin is None or origin.path == parts[:1]:
            file = f"schools/register, URN {self.organisation.urn}"
            return Fact(key=f"register/{path}", file=file, line=None, value=value)
        return Fact(
            key=f"profile/{path}",
            file=origin.file.name,
            line=origin.line,
            value=value,
        )

    def contact(self, table: str) -> view.Contact:
        """Tell how to reach somebody, from a table of the profile."""
        said = getattr(self.organisation.profile, table.replace("-", "_"))
        return view.Contact(
            email=self.link(f"{table}.email", said.email),
            telephone=self.said(f"{table}.telephone", said.telephone),
            form=self.link(f"{table}.form", getattr(said, "form", None)),
            address=self.said(f"{table}.address", said.address),
        )


def issuer(organisation: Organisation, kind: OrganisationType) -> view.Issuer:
    """Tell who issues the notice."""
    saying = Saying(organisation)
    profile = organisation.profile
    representative = profile.representative
    name = saying.said("organisation.name", organisation.name)
    return view.Issuer(
        name=name,
        kind=Told(f"{kind.article} {kind.title}"),
        controller=_controller(saying, kind, name),
        controller_kind=kind.controller,
        controller_address=saying.said(
            "controller.address", profile.controller.address
        ),
        contact=view.Contact(
            email=saying.link("organisation.email", profile.organisation.email),
            telephone=saying.said("organisation.telephone", organisation.telephone),
            form=NOTHING,
            address=saying.said("organisation.address", organisation.address),
        ),
        website=saying.link("organisation.website", organisation.website),
        officer=_officer(saying, kind),
        representative=saying.said(
            "representative.name",
            f"{representative.name}, {representative.email}" if representative else "",
        ),
        complaints=saying.contact("complaints"),
        trust=saying.said("trust.name", organisation.trust),
        schools=tuple(
            saying.said(f"organisation.schools.{index}", school.name)
            for index, school in enumerate(organisation.schools)
        ),
    )


def _controller(saying: Saying, kind: OrganisationType, name: Told) -> Told:
    organisation = saying.organisation
    own = organisation.profile.controller.name
    if own:
        return saying.said("controller.name", own)
    if kind.controller == "trust":
        return saying.said("trust.name", organisation.trust)
    return NOTHING if kind.controller in {"stated", "proprietor"} else name


def _officer(saying: Saying, kind: OrganisationType) -> view.Officer | None:
    told = saying.organisation.profile.data_protection_officer
    is_named = bool(told.role or told.email or told.telephone or told.address)
    if not is_named and kind.officer != "required":
        return None
    table = "data-protection-officer"
    contact = saying.contact(table)
    return view.Officer(
        role=saying.said(f"{table}.role", told.role) or Told("Data protection officer"),
        name=saying.said(f"{table}.name", told.name if told.print_name else ""),
        is_required=kind.officer == "required",
        email=contact.email,
        telephone=contact.telephone,
        address=contact.address,
    )


def own_sharings(
    organisation: Organisation, sharings: Indexed[OwnSharing]
) -> tuple[view.Sharing, ...]:
    """Tell the organisation's own sharings."""
    saying = Saying(organisation)
    return tuple(
        _own_sharing(saying, f"sharings.{index}", sharing)
        for index, sharing in sharings
    )


def _own_sharing(saying: Saying, at: str, told: OwnSharing) -> view.Sharing:
    return view.Sharing(
        key=told.key,
        title=saying.said(f"{at}.title", told.title),
        to=saying.said(f"{at}.to", told.to),
        to_key=told.key,
        from_key="",
        about=(),
        happens=told.happens,
        identifies=told.identifies,
        reach="some",
        only_in=(),
        ages_from=0,
        ages_to=EVERY_AGE,
        says=saying.said(f"{at}.says", told.says),
        says_short=saying.said(f"{at}.says-short", told.says_short),
        why=saying.said(f"{at}.why", told.why),
        choice=saying.said(f"{at}.choice", told.choice),
        law=saying.said(f"{at}.law", told.law),
        to_children=NOTHING,
        to_young_children=NOTHING,
    )


def lawful(
    points: Iterable[str], grounds: Mapping[str, Ground], fact: Fact
) -> tuple[view.Lawful, ...]:
    """Tell bases or conditions by the points that are cited; *fact* is who cites."""
    return tuple(
        view.Lawful(
            point=point,
            title=Told(grounds[point].title, fact),
            says=Told(grounds[point].says, fact),
        )
        for point in points
    )


def own_purposes(
    organisation: Organisation,
    purposes: Indexed[OwnPurpose],
    grounds: Mapping[str, Ground],
) -> tuple[view.Purpose, ...]:
    """Tell the organisation's own purposes."""
    saying = Saying(organisation)
    return tuple(
        view.Purpose(
            key=told.key,
            title=saying.said(f"purposes.{index}.title", told.title),
            says=saying.said(f"purposes.{index}.says", told.says),
            because=saying.said(f"purposes.{index}.because", told.because),
            bases=lawful(
                told.article_6,
                grounds,
                saying.fact(f"purposes.{index}.article-6", ""),
            ),
            conditions=lawful(
                told.article_9,
                grounds,
                saying.fact(f"purposes.{index}.article-9", ""),
            ),
            schedule_1=told.schedule_1,
            law=NOTHING,
            to_children=NOTHING,
            to_young_children=NOTHING,
            ages_from=0,
            ages_to=EVERY_AGE,
        )
        for index, told in purposes
    )


def own_keeping(
    organisation: Organisation,
    retention: Indexed[OwnRetention],
    titles: Mapping[str, str],
) -> tuple[view.Keeping, ...]:
    """Tell the periods that the organisation sets itself."""
    saying = Saying(organisation)
    return tuple(
        view.Keeping(
            key=told.key,
            title=saying.said(
                f"retention.{index}.title", told.title or titles.get(told.key, told.key)
            ),
            says=saying.said(f"retention.{index}.says", told.says),
            kind="own",
            law=NOTHING,
        )
        for index, told in retention
    )


def register_says(organisation: Organisation) -> Iterable[str]:
    """Yield the keys of particulars that only the register says."""
    if organisation.register_day is None:
        return
    for key in ("name", "ages", "address", "telephone", "website"):
        if not organisation.layers.knows(("organisation", key)):
            yield f"organisation.{key}"
    if organisation.trust and not organisation.layers.knows(("trust", "name")):
        yield "trust.name"
