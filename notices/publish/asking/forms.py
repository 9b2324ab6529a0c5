"""A short form for a school: what only it can answer, to fill in and send back.

It is a profile whose answers are comments.  Laid over the school's row as it is, it
says nothing; a line whose # is deleted is an answer of the school's own.
"""

import json
import os
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from textwrap import wrap
from typing import Any

from notices.catalogue import Catalogue, Found
from notices.compose.selection import select
from notices.dated import in_words
from notices.organisation.office import OFFICE, Asked
from notices.organisation.organisation import Organisation
from notices.publish.asking.adding import Piece, added
from notices.publish.write import write_whole
from notices.tomlfile.lines import dotted
from notices.vocabulary.entries import Use

_WIDTH = 78
_UNSEEN = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""Unicode categories that end a line in some program, or that none shows."""
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""What makes a line look other than it is read."""
_BY_OTHERS = "Your authority or trust has {said}. Is that so for you?"


_USES = "uses"
_TABLES = ("data-protection-officer", "complaints", "notice")

_IF_YES = {
    "transfers-outside-uk": """
# Only if information leaves the United Kingdom: delete the # before each of these
# four lines too, and fill in the last three. Copy them for each further place.
# [[transfers]]
# to = ""  # the country or the company
# what = ""  # which information
# safeguard = ""  # the law or the contract that protects it there
""",
    "automated-decisions": """
# Only if a computer alone decides: delete the # before each of these five lines too,
# and fill in the last four. Copy them for each further decision.
# [[automated-decisions]]
# what = ""  # which decision
# how = ""  # how the computer comes to it
# means = ""  # what it means for the person
# safeguards = ""  # how the person can have somebody look at it again
""",
}
"""What a yes to a question needs besides (Arts 13(1)(f) and 13(2)(f) UK GDPR)."""


@dataclass(frozen=True, slots=True)
class Forms:
    """What became of the forms, by the names of their files."""

    written: list[str] = field(default_factory=list)
    added_to: list[str] = field(default_factory=list)
    """Those that were there, and got new questions."""
    left: list[str] = field(default_factory=list)
    """Those that were there, perhaps with answers, and are as they were."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What forms ask for."""

    catalogue: Catalogue
    kinds: Callable[[Organisation], Iterable[str]]
    """Which notices are made for an organisation."""
    on: date

    def form_of(self, organisation: Organisation) -> str:
        """Return the form as TOML; "" where the organisation has said it all.

        It asks the questions that fit its notices on that day.  Raises DayError for a
        day before the catalogue is complete.
        """
        pieces = self.pieces(organisation)
        if not pieces:
            return ""
        asked: dict[str, list[str]] = {"organisation": []}
        for piece in pieces:
            asked.setdefault(piece.table, []).append(piece.text)
        urn = f"urn = {organisation.urn}\n" if organisation.urn else ""
        asked["organisation"].insert(0, urn)
        return "".join(
            [
                _heading(organisation, len(asked.get(_USES, ()))),
                *(f"\n[{table}]\n{''.join(texts)}" for table, texts in asked.items()),
                *(piece.besides for piece in pieces),
            ]
        )

    def pieces(self, organisation: Organisation) -> tuple[Piece, ...]:
        """Return what the organisation has not said itself, in the order of a form."""
        return (
            *_particulars(organisation, "organisation"),
            *(
                _question(number, found, organisation)
                for number, found in enumerate(self._questions(organisation), 1)
            ),
            *(one for table in _TABLES for one in _particulars(organisation, table)),
        )

    def _questions(self, organisation: Organisation) -> Iterator[Found[Use]]:
        """Yield what it has not answered itself, in the catalogue's order."""
        fitting: dict[str, Found[Use]] = {}
        for kind in self.kinds(organisation):
            fitting |= select(self.catalogue, organisation, kind, self.on).uses
        told = organisation.profile.uses
        for found in sorted(
            fitting.values(), key=lambda one: (one.entry.order, one.key)
        ):
            follows = found.key in organisation.answers and found.key not in told
            if not follows and not _is_own(organisation, _USES, found.key):
                yield found


def write_forms(
    folder: Path,
    organisations: Iterable[Organisation],
    asking: Asking,
    *,
    is_dry: bool = False,
) -> Forms:
    """Write a form for each organisation of a table, `<urn>.toml`; unless *is dry*.

    A file that is there keeps all that it says, for it may hold answers: what it does
    not ask yet is added.  Who has said it all gets none.  Raises OutputError.
    """
    forms = Forms()
    for organisation in organisations:
        path = folder / f"{organisation.urn}.toml"
        if os.path.lexists(path):
            data = added(path, asking.pieces(organisation))
            (forms.left if data is None else forms.added_to).append(path.name)
        elif data := asking.form_of(organisation).encode():
            forms.written.append(path.name)
        if data and not is_dry:
            write_whole({path: data}, named_by="--ask")
    return forms


def _heading(organisation: Organisation, questions: int) -> str:
    urn = f" (URN {organisation.urn})" if organisation.urn else ""
    minutes = 5 + questions // 10 * 5
    lines = [
        *_comment(f"{organisation.name}{urn}: questions for your privacy notices"),
        "#",
        *_comment(
            "Your authority or trust asks you. It makes the notices in which you tell "
            "people how you use their information, and some things only you know."
        ),
        *_comment(f"This takes about {minutes} minutes."),
        "#",
        *_comment("What to do:"),
        *_comment(
            "- To answer, delete the # at the start of the line with the = in it."
        ),
        *_comment("- Write true for yes or false for no. Write text in the quotes."),
        *_comment("- Leave the # where you do not know. Nothing is said of that then."),
        *_comment("- Save the file under the name that it has, and send it back."),
    ]
    return _joined(lines)


def _question(number: int, found: Found[Use], organisation: Organisation) -> Piece:
    use = found.entry
    answer = organisation.profile.uses.get(found.key)
    lines = ["", *_comment(f"{number}. {use.question}"), *_comment(use.help)]
    if found.key in _IF_YES:
        lines += _comment("If yes, fill in the end of this form too.")
    elif use.needs:
        lines += _comment(f"If yes, this is needed: {use.needs}")
    if answer is None:
        lines.append(f"# {dotted((found.key,))} = true  # or false")
    else:
        said = "yes" if answer else "no"
        lines += _comment(_BY_OTHERS.format(said=f"answered: {said}"))
        lines.append(f"# {dotted((found.key,))} = {_toml(answer)}")
    return Piece(
        table=_USES,
        key=found.key,
        text=_joined(lines),
        number=number,
        besides=_IF_YES.get(found.key, ""),
    )


def _particulars(organisation: Organisation, table: str) -> Iterator[Piece]:
    """Yield what a table lacks, or has only from others."""
    for one in OFFICE:
        keys = (one.key, *one.instead)
        if one.table != table or one.is_other_way:
            continue
        if any(_is_own(organisation, table, key) for key in keys):
            continue
        value = organisation.layers.values.get(table, {}).get(one.key)
        lines = ["", *_comment(one.asks), *_comment(one.means)]
        if value is None:
            lines.append(f"# {one.key} = {_blank(one)}")
        else:
            said = in_words(value) if isinstance(value, date) else value
            lines += _comment(_BY_OTHERS.format(said=f"said: {said}"))
            lines.append(f"# {one.key} = {_toml(value)}")
        yield Piece(table=table, key=one.key, text=_joined(lines))


def _blank(one: Asked) -> str:
    """Return the answer before it is given: no sound value, so that it is noticed."""
    if one.is_day:
        return f"# a day, such as {one.sample}"
    return f'""  # such as {json.loads(one.sample)}'


def _is_own(organisation: Organisation, table: str, key: str) -> bool:
    """Say whether the organisation itself said the value."""
    origin = organisation.layers.origins.get((table, key))
    return origin is not None and origin.own


def _comment(text: str) -> list[str]:
    """Return lines that stay a comment, whatever the text holds."""
    return [f"# {line}" for line in wrap(_flat(text), _WIDTH)]


def _toml(value: Any) -> str:
    """Write a value as TOML, on one line."""
    if isinstance(value, str):
        return json.dumps(_flat(value), ensure_ascii=False)
    return value.isoformat() if isinstance(value, date) else json.dumps(value)


def _flat(text: str) -> str:
    """Return the text on one line, which looks as it is read."""
    plain = (
        " " if unicodedata.category(one) in _UNSEEN or one in _TURNING else one
        for one in text
    )
    return " ".join("".join(plain).split())


def _joined(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
