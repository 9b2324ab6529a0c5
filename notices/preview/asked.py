"""What a preview is started with, and what one address of it asks for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

from notices.errors import NoticesError
from notices.organisation.values import OLDEST, ages_in

USE = "use."
_ANSWERS = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """Answers that nobody gave, to see what they would change."""

    answers: tuple[tuple[str, bool], ...] = ()
    ages: tuple[int, int] | None = None
    assumed: tuple[tuple[str, date], ...] = ()
    """Expected entries and the day on which each is treated as begun."""

    @property
    def is_of_profile(self) -> bool:
        """Say whether a profile could say any of it."""
        return bool(self.answers or self.ages)


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What a preview was started with."""

    sources: tuple[Path, ...]
    """Profiles and tables."""
    la: str = ""
    """Of the register the schools of this authority, or "all"; "" for none."""
    on: date
    today: date
    root: Path
    """The folder whose repository `git:` speaks of."""
    against: str = ""
    """The other side of a comparison, as `compare` names one."""
    base: Path | None = None
    """What a table's schools share."""
    kinds: tuple[str, ...] = ()
    """Which notices; () for those that each profile asks for."""
    wording: tuple[Path, ...] = ()
    register: Path | None = None
    draft: bool = False
    accept_unanswered: bool = False
    assumed: Mapping[str, date] = field(default_factory=dict)

    @property
    def usual(self) -> WhatIf:
        """Return what is assumed all the time; nobody asks "what if" of it."""
        return WhatIf(assumed=tuple(sorted(self.assumed.items())))


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One notice as one address asks for it."""

    who: str = ""
    """The organisation's name in addresses."""
    kind: str = ""
    on: date
    against: date | None = None
    """A day to compare with, in place of what the preview was started with."""
    what_if: WhatIf = field(default_factory=WhatIf)

    @property
    def query(self) -> str:
        """Return the address's question mark and what follows; it reads back as this.

        The day is always in it, so that an address means the same tomorrow.
        """
        said = [("on", self.on.isoformat())]
        if self.against:
            said.append(("against", self.against.isoformat()))
        what_if = self.what_if
        said += [
            (f"{USE}{key}", "yes" if is_so else "no") for key, is_so in what_if.answers
        ]
        if what_if.ages:
            said.append(("ages", "{}-{}".format(*what_if.ages)))
        said += [("assume", f"{key}={day}") for key, day in what_if.assumed]
        return f"?{urlencode(said)}"


def asked_from(
    pairs: list[tuple[str, str]], brief: Brief, *, who: str = "", kind: str = ""
) -> Asked:
    """Read an address; raise NoticesError for what it cannot mean.

    What is empty was left open in a form, and counts as not said.
    """
    said = [(key, value) for key, value in pairs if value]
    last = dict(said)
    on = last.get("on")
    against = last.get("against")
    return Asked(
        who=who,
        kind=kind,
        on=_day("on", on) if on else brief.on,
        against=_day("against", against) if against else None,
        what_if=WhatIf(
            answers=tuple(sorted(_answers(last))),
            ages=_ages(last),
            assumed=tuple(sorted(_assumed(said, last, brief).items())),
        ),
    )


def _day(name: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NoticesError(
            f'{name}: "{text[:40]}" is not a day.\n  To mend: write it as 2026-09-01.'
        ) from None


def _answers(said: Mapping[str, str]) -> list[tuple[str, bool]]:
    return [
        (key.removeprefix(USE), _ANSWERS[value])
        for key, value in said.items()
        if key.startswith(USE) and value in _ANSWERS
    ]


def _ages(said: Mapping[str, str]) -> tuple[int, int] | None:
    """Return the ages: two fields of a form, or as "3-11"."""
    text = said.get("ages") or "-".join(
        said[key] for key in ("youngest", "oldest") if key in said
    )
    if not text:
        return None
    ages = ages_in(text)
    if ages and ages[0] <= ages[1] <= OLDEST:
        return ages
    raise NoticesError(
        f'ages: "{text[:40]}" is not a lowest and a highest age.\n'
        "  To mend: fill in both, the lowest first, such as 3 and 11."
    )


def _assumed(
    pairs: list[tuple[str, str]], said: Mapping[str, str], brief: Brief
) -> dict[str, date]:
    """Return what is assumed here besides what the preview was started with."""
    begun = dict(brief.assumed)
    for key, value in pairs:
        if key == "assume":
            name, _, day = value.partition("=")
            begun[name] = _day("assume", day or said.get("begins", ""))
    return begun
