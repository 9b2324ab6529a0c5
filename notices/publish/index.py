"""The page that lists a folder of notices, for whoever has to look after them."""

from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from markupsafe import Markup

from notices.publish.places import Record, is_ours
from notices.render.shell import fill, style_sheet
from notices.templating import Folders

NAME = "index.html"
STATES = ("Draft", "Not approved", "Approved")

_LINKED = ("html", "pdf", "md")
_USES = "uses."
_LEFT_OUT = "These schools are in the table, or were asked for, and nothing was made."
_STALE = (
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


def index_page(
    records: Iterable[Record],
    *,
    not_made: Iterable[tuple[str, str]],
    skipped: Iterable[str],
    stale: Iterable[str],
    folders: Folders,
) -> bytes:
    """Return a page with a row a notice, to be opened from the folder itself.

    *not_made* are organisations, each with its faults in words; *skipped* are sentences
    on what was left out, *stale* names notices that nobody asks for any more.  The
    same is the same page, in whatever order the records and faults come.
    Raises TemplateError for a template of a wording set that fails.
    """
    questions = _Questions(unanswered=Counter(), others=Counter())
    rows = sorted(
        (_row(record, questions) for record in records),
        key=lambda row: (row[0].casefold(), *row),
    )
    faults, left_out, gone = sorted(not_made), tuple(skipped), tuple(stale)
    script = fill("index.js.j2", folders)
    style = "\n".join(
        style_sheet(name, folders) for name in ("screen.css", "index.css")
    )
    page = fill(
        "index.html.j2",
        folders,
        counts=tuple(_counts(rows, faults, left_out, gone)),
        rows=rows,
        kinds=sorted({row[2] for row in rows}),
        states=STATES,
        questions=questions.listed(),
        not_made=faults,
        lists=[
            lists
            for lists in (
                ("left-out", "Left out", _LEFT_OUT, left_out),
                ("stale", "No longer asked for", _STALE, gone),
            )
            if lists[-1]
        ],
        style=_trusted(style),
        script=_trusted(script),
        script_hash=_hash(script),
    )
    return page.encode("utf-8", "replace")


def _row(record: Record, questions: _Questions) -> Row:
    """Return what the page shows of a record, and count its questions.

    The record itself is not kept: there may be more of them than fit.
    """
    others = _by_others(record)
    questions.unanswered.update(record["unanswered"])
    questions.others.update(others)
    return (
        record["issuer"],
        str(record["urn"] or ""),
        record["notice"],
        _state(record),
        len(record["unanswered"]),
        len(others),
        *_links(record),
    )


def _state(record: Record) -> str:
    draft, waiting, approved = STATES
    if record["draft"]:
        return draft
    return approved if record["approved"] else waiting


def _by_others(record: Record) -> list[str]:
    """Return the questions that only others answered, for this organisation."""
    keys = record["unconfirmed"]
    return [key.removeprefix(_USES) for key in keys if key.startswith(_USES)]


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


def _counts(
    rows: Iterable[Row],
    faults: Iterable[tuple[str, str]],
    left_out: Iterable[str],
    gone: Iterable[str],
) -> Iterator[tuple[str, str, str]]:
    """Yield what is counted, how many there are, and the section that lists them."""
    rows = tuple(rows)
    states = Counter(row[3] for row in rows)
    counts: list[tuple[str, Iterable[Any], str]] = [
        ("Could not be made", faults, "not-made"),
        ("Left out", left_out, "left-out"),
        ("No longer asked for", gone, "stale"),
    ]
    yield "Notices", f"{len(rows):,}", ""
    yield "Organisations", f"{len({row[:2] for row in rows}):,}", ""
    yield "Drafts", f"{states['Draft']:,}", ""
    yield from ((state, f"{states[state]:,}", "") for state in STATES[1:])
    yield "With questions not answered", f"{sum(row[4] > 0 for row in rows):,}", ""
    yield "With answers that others gave", f"{sum(row[5] > 0 for row in rows):,}", ""
    for what, things, section in counts:
        number = len(tuple(things))
        yield what, f"{number:,}", section if number else ""


def _hash(script: str) -> str:
    """Return what a Content-Security-Policy knows a script by; no other one runs."""
    return f"sha256-{b64encode(sha256(script.encode()).digest()).decode()}"


def _trusted(text: str) -> Markup:
    return Markup(text)  # noqa: S704 - a style sheet or script, trusted as far as its folder
