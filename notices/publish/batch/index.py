"""The page that lists a folder of notices, for whoever has to look after them."""

from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from markupsafe import Markup

from notices.publish.batch.account import (
    APPROVED,
    DRAFT,
    EARLIER,
    GONE,
    NOT_MADE,
    STANDING,
    WAITING,
    Account,
    Apart,
    Said,
)
from notices.publish.batch.report import by_others
from notices.publish.places import Record, is_ours
from notices.render.shell import fill, style_sheet
from notices.templating import Folders

NAME = "index.html"

_LINKED = ("html", "pdf", "md")
_NAMED = 10
"""Organisations that a list names of each thing; the table has them all."""
_LEFT_OUT = "These are in the table, or were asked for, and nothing was made of them."
_STRAYS = "These files were not read. Save each under the name that it should have."
_OLD = (
    "These notices and files stand in the folder still, as an earlier run made them. "
    "The same command with --prune deletes them."
)

Row = tuple[str, str, str, str, int, int, str, str, str]
"""Issuer, URN, notice, state, how many questions are not answered, how many others
answered, and the addresses of the web page, the PDF and the Markdown, "" for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Questions:
    """How many notices wait for an answer of the school's own, by question."""

    unanswered: Counter[str]
    others: Counter[str]
    """Answered by others only."""

    def listed(self) -> list[tuple[str, int, int]]:
        """Return each question with both numbers, the greatest first."""
        found = [
            (key, self.unanswered[key], self.others[key])
            for key in self.unanswered | self.others
        ]
        return sorted(found, key=lambda one: (-one[1], -one[2], one[0]))


def index_page(account: Account, *, folders: Folders) -> bytes:
    """Return a page with a row a notice, to be opened from the folder itself.

    Who could not be made and has no notice there has a row too.  The same account is
    the same page, in whatever order its notices and faults come.
    Raises TemplateError for a template of a wording set that fails.
    """
    questions = _Questions(unanswered=Counter(), others=Counter())
    rows = [
        *(_row(record, questions) for record in account.records),
        *map(_without_notice, account.nowhere()),
    ]
    rows.sort(key=lambda row: (row[0].casefold(), *row))
    said = {
        "faults": sorted(map(_briefly, account.faults())),
        "warnings": [_briefly(one) for one in account.warnings()],
    }
    script = fill("index.js.j2", folders)
    style = "\n".join(
        style_sheet(name, folders) for name in ("screen.css", "index.css")
    )
    page = fill(
        "index.html.j2",
        folders,
        counts=tuple(_counts(rows, account, len(said["warnings"]))),
        rows=rows,
        kinds=sorted({row[2] for row in rows if row[2]}),
        states=(*STANDING, NOT_MADE),
        questions=questions.listed(),
        lists=[lists for lists in _lists(account) if lists[-1]],
        style=_trusted(style),
        script=_trusted(script),
        script_hash=_hash(script),
        **said,
    )
    return page.encode("utf-8", "replace")


def _row(record: Record, questions: _Questions) -> Row:
    """Return what the page shows of a record, and count its questions.

    The record itself is not kept: there may be more of them than fit.
    """
    others = by_others(record)
    questions.unanswered.update(record["unanswered"])
    questions.others.update(others)
    return (
        record["issuer"],
        str(record["urn"] or ""),
        record["notice"],
        record["state"],
        len(record["unanswered"]),
        len(others),
        *_links(record),
    )


def _without_notice(one: Apart) -> Row:
    return (one.name, str(one.urn or ""), "", NOT_MADE, 0, 0, "", "", "")


def _briefly(said: Said) -> tuple[list[str], int, str]:
    """Return some of whom something is said, how many others there are, and what."""
    whose = sorted(said.whose)
    return whose[:_NAMED], max(0, len(whose) - _NAMED), said.text


def _links(record: Record) -> tuple[str, str, str]:
    """Return addresses from the folder on; none that would lead out of it."""
    folder, notice, files = record["folder"], record["notice"], record["files"]
    if not (is_ours(folder) and is_ours(notice)):
        return ("", "", "")
    # Nothing in a name of ours needs to be encoded.
    page, pdf, markdown = (
        f"{folder}/{notice}.{ending}" if f"{notice}.{ending}" in files else ""
        for ending in _LINKED
    )
    return page, pdf, markdown


def _lists(account: Account) -> Iterator[tuple[str, str, str, Sequence[str]]]:
    """Yield the address of each list, its title, what it is, and what it lists."""
    left_out = [one.sentence for one in account.left_out]
    yield "left-out", "Left out", _LEFT_OUT, left_out
    yield "strays", "Laid over nothing", _STRAYS, account.strays
    yield "stale", GONE, _OLD, account.old


def _counts(
    rows: Iterable[Row], account: Account, warnings: int
) -> Iterator[tuple[str, str, str]]:
    """Yield what is counted, how many there are, and the section that lists them."""
    notices = tuple(row for row in rows if row[3] != NOT_MADE)
    states = Counter(row[3] for row in notices)
    yield "Notices", f"{len(notices):,}", ""
    yield "Organisations", f"{len({row[:2] for row in notices}):,}", ""
    yield "Drafts", f"{states[DRAFT]:,}", ""
    yield from ((state, f"{states[state]:,}", "") for state in (WAITING, APPROVED))
    yield EARLIER, f"{states[EARLIER]:,}", ""
    yield "With questions not answered", f"{sum(row[4] > 0 for row in notices):,}", ""
    yield "With answers that others gave", f"{sum(row[5] > 0 for row in notices):,}", ""
    counts = {
        "not-made": (NOT_MADE, len(account.failed)),
        "warnings": ("Warnings", warnings),
        **{key: (title, len(its)) for key, title, _, its in _lists(account)},
    }
    for section, (what, number) in counts.items():
        yield what, f"{number:,}", section if number else ""


def _hash(script: str) -> str:
    """Return what a Content-Security-Policy knows a script by; no other one runs."""
    return f"sha256-{b64encode(sha256(script.encode()).digest()).decode()}"


def _trusted(text: str) -> Markup:
    return Markup(text)  # noqa: S704 - a style sheet or script, trusted as far as its folder
