"""PDFs: by their tags where they have them, else by how their lines look."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from notices.reading.limits import Limits
from notices.reading.pdfflow import pieces_of, without_running
from notices.reading.pdflines import Line, lines_of
from notices.reading.pdfpage import Page, page_of
from notices.reading.pdftags import read_tags
from notices.reading.pieces import Content, Run, Source, Table
from notices.reading.problems import (
    ENCRYPTED,
    SCANNED,
    UnreadableError,
    lost_pages,
    too_many_pages,
)

_FEWEST_LETTERS = 25
"""Of a page that is read as text: a scan may carry a stamped number."""
_LEAST_TAGGED = 0.6
"""Of the letters; with fewer under tags, the tags were left unfinished."""
_ENDS = ".:;?!"


def read_pdf(data: bytes, limits: Limits) -> Source:
    """Read a PDF.

    Raises UnreadableError if it needs a password, and PdfiumError if it is broken.
    """
    document = _opened(data)
    try:
        return _read(document, limits)
    finally:
        document.close()


def _opened(data: bytes) -> Any:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        # PDFium may still have the reason why it could not open the file before.
        if error.err_code == pdfium.FPDF_ERR_PASSWORD and b"/Encrypt" in data:
            raise UnreadableError(ENCRYPTED) from None
        raise


def _read(document: Any, limits: Limits) -> Source:
    count = len(document)
    last = min(count, limits.pages)
    problems = [too_many_pages(count, last)] if count > last else []
    tally = _Tally()
    found: tuple[list[Content], list[Content]] | None = None
    if pdfium.FPDFCatalog_IsTagged(document.raw):
        found = _by_tags(document, last, tally)
    if found is None:
        lines = [lines_of(page) for _, page in _pages(document, last, tally)]
        body, running = without_running(lines)
        found = pieces_of(body), running
    contents, running = found
    if tally.lost:
        problems.append(lost_pages(sorted(tally.lost)))
    if _is_scanned(document, tally):
        problems.append(SCANNED)
    return Source(
        contents=tuple(contents),
        running=tuple(running),
        title=str(document.get_metadata_value("Title") or "").strip(),
        problems=tuple(problems),
    )


@dataclass(frozen=True, slots=True)
class _Tally:
    """What was met on the pages, by their numbers."""

    letters: dict[int, int] = field(default_factory=dict)
    lost: set[int] = field(default_factory=set)


def _pages(document: Any, last: int, tally: _Tally) -> Iterator[tuple[Any, Page]]:
    """Give each page while it is open, so that a long file takes no more memory."""
    for number in range(1, last + 1):
        try:
            raw = document[number - 1]
        except pypdfium2.PdfiumError:
            tally.lost.add(number)
            continue
        text = raw.get_textpage()
        page = page_of(document, raw, text=text, number=number)
        tally.letters[number] = sum(not letter.isspace() for letter in page.letters)
        yield raw, page
        text.close()
        raw.close()


def _by_tags(
    document: Any, last: int, tally: _Tally
) -> tuple[list[Content], list[Content]] | None:
    """Return what the tags say, and what runs through the pages outside them.

    None if too many letters stand under no tag.
    """
    tagged: list[list[Content]] = []
    outside: list[list[Line]] = []
    covered = 0
    for raw, page in _pages(document, last, tally):
        contents, untagged = read_tags(raw, page)
        tagged.append(contents)
        covered += tally.letters[page.number] - len(untagged)
        outside.append(
            [line for line in lines_of(page) if line.whole.start in untagged]
        )
    if covered < sum(tally.letters.values()) * _LEAST_TAGGED:
        return None
    whole: list[Content] = []
    for contents in tagged:
        if whole and contents and _goes_on(whole[-1], contents[0]):
            whole[-1] = _joined(whole[-1], contents.pop(0))
        whole += contents
    return whole, without_running(outside)[1]


def _goes_on(before: Content, after: Content) -> bool:
    """Say whether a page's end parts a paragraph, whose halves have a tag each."""
    if isinstance(before, Table) or isinstance(after, Table):
        return False
    ends = "".join(run.text for run in before.runs).rstrip()[-1:]
    begins = "".join(run.text for run in after.runs).lstrip()[:1]
    return before.kind == after.kind and ends not in _ENDS and begins.islower()


def _joined(before: Content, after: Content) -> Content:
    if isinstance(before, Table) or isinstance(after, Table):
        return before
    return replace(before, runs=(*before.runs, Run(text=" "), *after.runs))


def _is_scanned(document: Any, tally: _Tally) -> bool:
    """Say whether pictures without text fill half of the pages or more."""
    bare = [page for page, count in tally.letters.items() if count < _FEWEST_LETTERS]
    if not bare or len(bare) * 2 < len(tally.letters):
        return False
    pictures = sum(_has_picture(document[number - 1]) for number in bare)
    return pictures * 2 >= len(tally.letters)


def _has_picture(page: Any) -> bool:
    return any(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3))
