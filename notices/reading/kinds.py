"""What kind of document a file is, by its name and by how it begins."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from notices.reading.document import Document, Problem
from notices.reading.problems import ENCRYPTED, UnreadableError, other_kind

NAMES: Mapping[str, str] = MappingProxyType(
    {
        ".md": "a Markdown text",
        ".html": "a web page",
        ".docx": "a Word document",
        ".odt": "an OpenDocument text",
        ".pdf": "a PDF",
        ".txt": "a plain text",
    }
)
"""The kinds that are read, and what a message calls them."""

_ENDINGS = MappingProxyType(
    {kind: kind for kind in NAMES}
    | {".markdown": ".md", ".htm": ".html", ".xhtml": ".html"}
    | {".docm": ".docx", ".text": ".txt"}
)
_NOT_READ = MappingProxyType(
    {
        ".doc": "an old Word document",
        ".rtf": "a rich text document",
        ".pages": "a Pages document",
        ".wps": "a Works document",
    }
)
"""Documents that a notice may be in all the same."""

_SAVE_AS = "save it as .docx or PDF"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def kind_named(path: Path) -> str:
    """Return the kind that a file's name says: a key of NAMES, or ""."""
    return _ENDINGS.get(path.suffix.lower(), "")


def unread(path: Path, problem: Problem) -> Document:
    """Return what stands for a file that was not read."""
    return Document(path=path, kind=kind_named(path), problems=(problem,))


def may_be_document(path: Path) -> bool:
    """Say whether a file is one that somebody may have written a notice in."""
    is_lock = path.name.startswith((".", "~$"))
    return not is_lock and path.suffix.lower() in (_ENDINGS | _NOT_READ)


def refuse_name(path: Path) -> None:
    """Raise UnreadableError for a name that says the file is none of the kinds."""
    if not kind_named(path):
        what = _NOT_READ.get(path.suffix.lower(), "no document of a kind that we read")
        raise UnreadableError(other_kind(what, _SAVE_AS))


def refuse_old(data: bytes) -> None:
    """Raise UnreadableError for what old Word wrote, and new Word with a password."""
    if data.startswith(_OLE):
        is_encrypted = _ENCRYPTED in data
        old = other_kind(_NOT_READ[".doc"], _SAVE_AS)
        raise UnreadableError(ENCRYPTED if is_encrypted else old)


def refuse_other(named: str, real: str) -> None:
    """Raise UnreadableError for a file that is not what its name says."""
    if named != real:
        what = f"{NAMES[real]}, though its name ends in {named}"
        raise UnreadableError(other_kind(what, f"let its name end in {real}"))
