"""What a notice was made from, in one digest: equal inputs make an equal notice."""

import json
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from notices import __version__
from notices.catalogue import Catalogue
from notices.dated import Start
from notices.organisation import Organisation
from notices.publish.publish import FORMATS, Order


def digest_of(
    organisation: Organisation,
    kind: str,
    *,
    order: Order,
    catalogue: Catalogue,
    wording: Mapping[str, str],
) -> str:
    """Return the digest of all that a notice is made from.

    The day stands in it only by the law of that day: between two changes of law a
    notice need not be made anew.
    """
    notice = organisation.profile.notice
    said = {
        "kind": kind,
        "version": __version__,
        "wording": wording["digest"],
        "formats": list(order.formats or FORMATS),
        "draft": [order.draft, order.accept_unanswered],
        "law": str(_stretch(catalogue, order.on)),
        "is-future": order.on > order.today,
        "is-before-issue": notice.issued is not None and order.on < notice.issued,
        "name": organisation.name,
        "values": organisation.layers.values,
        "register": str(organisation.register_day),
        "schools": [school.name for school in organisation.schools],
        "look": sha256(organisation.logo.encode()).hexdigest(),
    }
    text = json.dumps(said, sort_keys=True, default=str, ensure_ascii=False)
    return sha256(text.encode()).hexdigest()


def is_unaltered(record: Mapping[str, Any], out: Path) -> bool:
    """Say whether the files of a record stand there with the length they had."""
    folder = out / str(record["folder"])
    lengths = record.get("bytes", {})
    return bool(lengths) and all(
        _length(folder / name) == length for name, length in lengths.items()
    )


def _length(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return -1


def _stretch(catalogue: Catalogue, on: date) -> date:
    """Return the last day, up to *on*, on which what is told may have changed."""
    days = _days_of_change(catalogue)
    at = bisect_right(days, on)
    return days[at - 1] if at else date.min


@lru_cache(maxsize=4)
def _days_of_change(catalogue: Catalogue) -> tuple[date, ...]:
    checked_to = catalogue.about.checked_to
    days = {checked_to + timedelta(days=days) for days in (1, 184)}
    return tuple(sorted(days.union(_starts(catalogue))))


def _starts(catalogue: Catalogue) -> Iterator[date]:
    """Yield the days on which something begins to be told, or ceases to be."""
    things = (
        *(catalogue.bodies, catalogue.sharings, catalogue.purposes),
        *(catalogue.retention, catalogue.rights, catalogue.requirements),
        *(catalogue.types, catalogue.uses),
    )
    for kind in things:
        for dated in kind.values():
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
