"""Who looked at which change, and when: kept in a file beside the comparison."""

import json
from collections.abc import Collection
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from notices.compare.comparison import Comparison, Review
from notices.errors import NoticesError

NAME = "reviewed.json"


def with_reviews(comparison: Comparison, path: Path) -> Comparison:
    """Return *comparison* with what is written at *path* of its changes."""
    known = _read(path)
    return replace(
        comparison,
        changes=tuple(
            replace(change, review=known.get(change.id))
            for change in comparison.changes
        ),
    )


def record(
    comparison: Comparison, path: Path, *, review: Review, ids: Collection[str]
) -> bytes:
    """Return the file with a review of the changes of *ids*, or of all.

    Raises NoticesError for an id that no change of the comparison has.
    """
    here = [change.id for change in comparison.changes]
    unknown = [one for one in ids if one not in here]
    if unknown:
        raise NoticesError(
            f"--change: no change here has the id {', '.join(unknown)}.\n"
            "  Each change is told with its id, ten letters and digits.\n"
            f"  To mend: name one of: {', '.join(here)}."
        )
    known = {**_read(path), **dict.fromkeys(ids or here, review)}
    told = {
        key: {"by": one.by, "on": one.on.isoformat()}
        for key, one in sorted(known.items())
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _read(path: Path) -> dict[str, Review]:
    if not path.is_file():
        return {}
    try:
        told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return {
            key: Review(by=str(one["by"]), on=date.fromisoformat(one["on"]))
            for key, one in told.items()
        }
    except (ValueError, LookupError, TypeError, AttributeError):
        raise NoticesError(
            f"{path}: it cannot be read as a record of reviews.\n"
            "  To mend: put back the last version, or move the file away."
        ) from None
