"""What notices are made from, and what they say, in digests: equal means as before.

*Made from* is known before anything is read of an organisation but its row and its own
file: if it is as it was, nothing is done.  Else its notices are composed, and if what
they say is as it was, nothing is rendered.
"""

import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from notices import __version__
from notices.catalogue import Catalogue
from notices.compose import Notice
from notices.compose.days import STALE
from notices.dated import Start, in_words
from notices.organisation.layers import Layers, within
from notices.organisation.look import LARGEST_LOGO
from notices.organisation.organisation import Organisation
from notices.organisation.table import Row
from notices.publish.manifest import tools
from notices.publish.order import USUAL, Order
from notices.tomlfile import TomlFile

MadeFrom = Mapping[str, str]
"""A digest, or a day, for each kind of thing that notices are made from."""

WHY: Mapping[str, str] = {
    "row": "what is said of it changed",
    "base": "what all have in common changed",
    "register": "the register changed",
    "wording": "the wording changed",
    "law": "the law changed",
    "options": "other notices, formats or options are asked for",
    "program": "notices or a library of it changed",
}
"""Why notices are made anew, by the key of what changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Common:
    """What the notices of all organisations of a run are made from."""

    shared: MadeFrom
    base: Layers | None
    order: Order

    def with_row(self, row: Row, own: TomlFile | None) -> MadeFrom:
        """Return what the notices of one organisation are made from.

        The day stands in it only as far as the law of that day, and what the
        organisation says of its own days.
        """
        said = (row.facts, row.said, own)
        texts = [file.text if file is not None else "" for file in said]
        days = [
            str(day is not None and reached < day)
            for key, reached in (
                ("issued", self.order.on),
                ("issued", self.order.today),
                ("review-by", self.order.today),
                ("approved", self.order.today),
            )
            for day in [self._day(key, row.said, own)]
        ]
        logos = [_logo(file, file.folder) for file in said if file is not None]
        digest = _digest([str(row.urn), *texts, *days, *logos])
        return {**self.shared, "row": digest}

    def _day(self, key: str, *said: Any) -> date | None:
        """Return the day that the last of the layers says under `notice`."""
        values = [self.base.values if self.base else {}]
        values += [file.values for file in said if file is not None]
        for layer in reversed(values):
            table = layer.get("notice")
            day = table.get(key) if isinstance(table, dict) else None
            if isinstance(day, date):
                return day
        return None


def common_of(
    order: Order,
    *,
    catalogue: Catalogue,
    base: Layers | None,
    read: MadeFrom,
) -> Common:
    """Return what all organisations of a run have in common.

    *read* has the digests of the wording set and of the register.
    """
    files = base.files if base else ()
    logos = [_logo(file, base.root(file)) for file in files] if base else ()
    shared = {
        "base": _digest([*(file.text for file in files), *logos]),
        **read,
        "law": str(law_since(catalogue, order.on)),
        "options": _digest(
            [
                *(",".join(order.kinds), ",".join(order.formats or USUAL)),
                *(str(order.draft), str(order.accept_unanswered)),
                *(str(order.on > order.today), str(order.keep)),
                *(",".join(order.editions), str(order.large_print)),
            ]
        ),
        "program": _digest(f"{name} {version}" for name, version in tools().items()),
    }
    return Common(shared=shared, base=base, order=order)


def content_of(
    notice: Notice,
    organisation: Organisation,
    *,
    look: str,
    law: str,
    outputs: tuple[str, ...],
) -> str:
    """Return the digest of all that the files of a notice show.

    Not of the day itself, which is printed: on two days under the same law it is all
    that differs.  What the organisation itself says of that day, such as that it was
    issued then, counts all the same.
    """
    said = {
        "title": notice.title,
        "issuer": notice.issuer,
        "url": notice.url,
        "sections": [
            [
                *(section.key, section.title, section.part, section.icon),
                *((block.key, block.markdown) for block in section.blocks),
            ]
            for section in notice.sections
        ],
        "marks": notice.marks,
        "footer": notice.footer,
        "look": [notice.look.colour, notice.look.logo, notice.look.logo_description],
    }
    text = json.dumps(said, ensure_ascii=False, sort_keys=True)
    day = _named(notice.on)
    own = _saying(day, organisation.layers.values)
    programs = [f"{name} {version}" for name, version in tools().items()]
    return _digest([day.sub("{on}", text), *own, look, law, *outputs, *programs])


def _named(day: date) -> re.Pattern[str]:
    """Return what finds a day in words: 1 June 2026, and not in 11 June 2026."""
    return re.compile(rf"(?<!\d){in_words(day)}")


def _saying(day: re.Pattern[str], said: Any) -> Iterator[str]:
    """Yield each of the values of a profile that says a day."""
    if isinstance(said, dict):
        said = [*said.values()]
    if isinstance(said, list):
        for value in said:
            yield from _saying(day, value)
        return
    words = in_words(said) if isinstance(said, date) else str(said)
    if day.search(words):
        yield words


def why_not(made_from: MadeFrom, before: MadeFrom) -> tuple[str, ...]:
    """Return why notices made from *before* are not those of *made_from*."""
    return tuple(
        WHY[key] for key in WHY if made_from.get(key, "") != before.get(key, "")
    )


def _digest(texts: Any) -> str:
    whole = sha256(__version__.encode())
    for text in texts:
        whole.update(b"\0" + sha256(text.encode()).digest())
    return whole.hexdigest()[:32]


def _logo(file: Any, root: Path) -> str:
    """Return the digest of the logo that a file names; "" if it names none.

    What is refused when it is looked at, as outside *root*, is not read here either.
    """
    look = file.values.get("look")
    named = look.get("logo") if isinstance(look, dict) else None
    if not isinstance(named, str):
        return ""
    path, is_there = within(root, file.folder, named) or (root, False)
    return _picture(path) if is_there else "none"


@lru_cache(maxsize=1024)
def _picture(path: Path) -> str:
    """Return the digest of a file; a larger one is refused when it is looked at."""
    try:
        with path.open("rb") as file:
            return sha256(file.read(LARGEST_LOGO + 1)).hexdigest()
    except OSError:
        return "none"


def law_since(catalogue: Catalogue, on: date) -> date:
    """Return the last day, up to *on*, on which what is told may have changed."""
    days = _days_of_change(catalogue)
    at = bisect_right(days, on)
    return days[at - 1] if at else date.min


@lru_cache(maxsize=4)
def _days_of_change(catalogue: Catalogue) -> tuple[date, ...]:
    checked_to = catalogue.about.checked_to
    last_days = (checked_to, checked_to + STALE)
    days = {day + timedelta(days=1) for day in last_days}
    return tuple(sorted(days.union(_starts(catalogue))))


def _starts(catalogue: Catalogue) -> Iterator[date]:
    """Yield the days on which something begins to be told, or ceases to be."""
    for _, dated in catalogue.dated():
        for stretch in dated:
            yield stretch.start.latest
            if stretch.start.earliest is not None:
                yield stretch.start.earliest
    for law in catalogue.laws.values():
        if law.begins is not None:
            yield Start.parse(law.begins).latest
        last = Start.parse(law.ends).earliest if law.ends is not None else None
        if last is not None:
            yield last + timedelta(days=1)
