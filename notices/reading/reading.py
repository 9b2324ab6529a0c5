"""Read one file: what kind it is, then by the reader of its kind."""

import stat
from dataclasses import replace
from pathlib import Path

from notices.reading.blocks import blocks_of
from notices.reading.decode import decoded
from notices.reading.document import Block, Document, Place
from notices.reading.kinds import (
    kind_named,
    refuse_name,
    refuse_old,
    refuse_other,
)
from notices.reading.limits import Limits
from notices.reading.pieces import Source
from notices.reading.problems import (
    EMPTY,
    NO_TEXT,
    TOO_MUCH_MEMORY,
    UnreadableError,
    broken,
    cannot_open,
    other_kind,
    too_big,
)
from notices.reading.running import once

_WEB_PAGES = ("<!doctype html", "<html")


def read(path: Path, limits: Limits | None = None) -> Document:
    """Read a document in this process.

    Whatever is wrong with the file is told in `problems`; nothing is raised for it.
    Those of *limits* on time and memory hold in `read_safely` alone.
    """
    kind = kind_named(path)
    try:
        source = _source(path, kind, limits or Limits())
    except UnreadableError as error:
        source = Source(problems=(error.problem,))
    except OSError as error:
        reason = (error.strerror or "the system refuses").lower()
        source = Source(problems=(cannot_open(reason),))
    except MemoryError:
        source = Source(problems=(TOO_MUCH_MEMORY,))
    except Exception:  # noqa: BLE001 - the libraries raise whatever broken files cause
        source = Source(problems=(broken(kind),))
    return _document(path, kind, source)


def _document(path: Path, kind: str, source: Source) -> Document:
    blocks = blocks_of(source.contents)
    if blocks and blocks[0].place.paragraph is not None:
        blocks = tuple(
            replace(block, place=Place(paragraph=number))
            for number, block in enumerate(blocks, start=1)
        )
    problems = source.problems
    running = once(blocks_of(source.running), blocks) if blocks else ()
    if not blocks and not problems:
        problems = (NO_TEXT,)
    return Document(
        path=path,
        kind=kind,
        title=_title(blocks, source.title),
        blocks=(*blocks, *running),
        anchors=source.anchors,
        problems=problems,
    )


def _title(blocks: tuple[Block, ...], told: str) -> str:
    """Return the first top heading: what a file says of itself may be a template's."""
    headings = [block for block in blocks if block.kind == "heading"]
    top = next((block.text for block in headings if block.level == 1), "")
    return top or told or (headings[0].text if headings else "")


def _source(path: Path, kind: str, limits: Limits) -> Source:
    data = _bytes(path, limits)
    refuse_name(path)
    refuse_old(data)
    if b"%PDF-" in data[:1024]:
        refuse_other(kind, ".pdf")
        from notices.reading.pdf import read_pdf  # noqa: PLC0415 - loads a large library

        return read_pdf(data, limits)
    if data.startswith(b"PK\x03\x04"):
        return _packed(data, kind, limits)
    if kind in {".pdf", ".docx", ".odt"}:
        raise UnreadableError(broken(kind))
    return _text(data, kind)


def _bytes(path: Path, limits: Limits) -> bytes:
    told = path.stat()
    if not stat.S_ISREG(told.st_mode):
        folder = other_kind("a folder, or no file at all", "name a file in it")
        raise UnreadableError(folder)
    if told.st_size > limits.size:
        raise UnreadableError(too_big(told.st_size, limits.size))
    data = path.read_bytes()
    if not data.strip():
        raise UnreadableError(EMPTY)
    return data


def _packed(data: bytes, kind: str, limits: Limits) -> Source:
    from notices.reading import docx, odt, office  # noqa: PLC0415 - few texts are packed

    with office.opened(data, limits) as packed:
        if office.is_word(packed):
            refuse_other(kind, ".docx")
            return docx.read_docx(packed)
        if office.is_open_document(packed):
            refuse_other(kind, ".odt")
            return odt.read_odt(packed)
    raise UnreadableError(other_kind("a packed folder", "name what is in it"))


def _text(data: bytes, kind: str) -> Source:
    from notices.reading import html, markdown, plain  # noqa: PLC0415 - as above

    text = decoded(data)
    if text is None:
        raise UnreadableError(NO_TEXT)
    begins = text[:200].lstrip().lower()
    if kind == ".html" or begins.startswith(_WEB_PAGES):
        return html.read_html(text)
    return markdown.read_markdown(text) if kind == ".md" else plain.read_plain(text)
