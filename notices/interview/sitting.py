"""One sitting: a profile that is begun, or gone on with, and its text thereafter."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import tomlkit

from notices.catalogue import Catalogue
from notices.errors import FaultsError, NoticesError
from notices.interview.entries import begun
from notices.interview.fresh import fresh_of_school, fresh_of_unknown
from notices.interview.interview import Script, State, begin, missing
from notices.interview.particulars import of_nobody_known
from notices.interview.question import Answers, Question, plain
from notices.interview.script import contradicted, known_answers, script_for
from notices.interview.written import (
    DRAFT,
    closed,
    opened,
    passed_in,
    with_answers,
    with_draft,
    with_passed,
)
from notices.organisation.layers import Layers, laid_over, of_others, read_layers
from notices.organisation.load import organisation_from
from notices.organisation.organisation import Organisation
from notices.organisation.register import Register, School
from notices.tomlfile import TomlFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What is read once."""

    catalogue: Catalogue
    register: Register
    on: date
    base: Layers | None = None
    """What the school has in common with others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """What the interview is about."""

    name: str
    """Of the organisation."""
    text: str
    """The profile as it is before the first answer, its lines ended by \\n."""
    raw: bytes | None
    """The file as it was found; None for one that is new."""
    script: Script
    known: Answers
    """What was answered before."""
    start: State
    may_blank: bool
    """The profile decides itself whether it leaves blanks, and no base does."""


def go_on(desk: Desk, path: Path, urn: int | None) -> Sitting:
    """Open the profile at *path*.

    Raises FaultsError if something in it must be mended first, or it is another
    school's than *urn*.
    """
    layers = read_layers(path)
    organisation = _organisation(desk, layers)
    if urn is not None and organisation.urn != urn:
        raise FaultsError(
            layers.fault(
                ("organisation", "urn"),
                f"{organisation.urn or 'no URN'} stands here, not {urn}.",
                why="This file is there already, and is not written over.",
                mend=f"name another file: notices init FILE --urn {urn}.",
            )
        )
    raw = path.read_bytes()
    return _sitting(desk, organisation, opened(raw), raw)


def of_school(desk: Desk, school: School) -> Sitting:
    """Begin the profile of a school in the register.

    Raises FaultsError where it does not fit what the school shares with others, and
    DayError if the law of that day is not known.
    """
    organisation = _organisation(desk, _layers({"urn": school.urn}))
    script = script_for(desk.catalogue, organisation, desk.on)
    text = fresh_of_school(school, desk.register, script({}))
    return _sitting(desk, organisation, text)


def of_unknown(desk: Desk, answers: Answers) -> Sitting:
    """Begin the profile of a school that the register does not have.

    Raises as `of_school` does.
    """
    told = {str(path[-1]): plain(value) for path, value in answers.items()}
    organisation = _organisation(desk, _layers(told))
    script = script_for(desk.catalogue, organisation, desk.on)
    written = {key: tomlkit.item(value).as_string() for key, value in told.items()}
    text = fresh_of_unknown(organisation.name, written, script({}))
    return _sitting(desk, organisation, text)


def unknown_script(catalogue: Catalogue) -> Script:
    """Return what to ask of a school that the register does not have."""
    types = {
        key: dated.entries[-1].entry.title
        for key, dated in catalogue.types.items()
        if dated.entries[-1].entry.issuer == "school"
    }
    named: dict[str, str] = {}
    for key, title in types.items():  # an academy is one, whoever sponsors it
        if title not in named.values():
            named[key] = title
    questions = of_nobody_known(named)
    return lambda _: questions


def file_after(sitting: Sitting, state: State) -> bytes:
    """Return the profile with what has been answered so far, as it was encoded."""
    return closed(_text_after(sitting, state), sitting.raw or b"")


def _text_after(sitting: Sitting, state: State) -> str:
    asked = sitting.script(state.answers)
    paths = {one.path for one in asked}
    given = {
        path: value
        for path, value in state.answers.items()
        if path in paths and sitting.known.get(path) != value
    }
    withdrawn = {path for path in sitting.known if path not in state.answers}
    cleared = withdrawn | contradicted(state.answers)
    kept = {path: one for path, one in given.items() if path not in cleared}
    text = with_answers(sitting.text, kept, cleared)
    text = with_passed(text, (one for one in asked if one.path in state.passed))
    if not sitting.may_blank:
        return text
    return with_draft(text, is_needed=bool(blanks(sitting, state.answers)))


def blanks(sitting: Sitting, answers: Answers) -> list[Question]:
    """Return what the law asks for and nothing says."""
    return [one for one in missing(sitting.script, answers) if one.need == "law"]


def _sitting(
    desk: Desk, organisation: Organisation, text: str, raw: bytes | None = None
) -> Sitting:
    script = script_for(desk.catalogue, organisation, desk.on)
    known = known_answers(organisation)
    lacks = any(one.need == "law" for one in missing(script, known))
    return Sitting(
        name=organisation.name,
        text=text,
        raw=raw,
        script=script,
        known=known,
        start=begin(script, {**known, **begun(text)}, passed_in(text, script(known))),
        # A draft that lacks nothing was wanted for another reason, and stays one.
        may_blank=desk.base is None and (lacks or DRAFT not in known),
    )


def _organisation(desk: Desk, layers: Layers) -> Organisation:
    if desk.base is not None:
        layers = laid_over(of_others(desk.base), layers.own, own=True)
    return organisation_from(
        layers, vocabulary=desk.catalogue.vocabulary, register=desk.register
    )


def _layers(told: Mapping[str, Any]) -> Layers:
    values = {"organisation": dict(told)}
    file = TomlFile("the new profile", tomlkit.dumps(values), values)
    return laid_over(None, file, own=True)


def not_known(register: Register, urn: int) -> NoticesError:
    """Return what to say of a URN that the register does not have."""
    return NoticesError(
        f"--urn: {register.not_in_register(urn)}\n"
        "  To mend: check the number. For a school that is not in the register, run "
        "notices init without --urn, and type 0 where it asks for the name."
    )
