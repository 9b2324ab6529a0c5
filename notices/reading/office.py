"""The packed XML of word processors: looked at before any of it is unpacked."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from zipfile import ZipFile

from lxml import etree
from lxml.etree import _Element as Element

from notices.reading.limits import Limits
from notices.reading.problems import (
    DECLARES,
    ENCRYPTED,
    UNPACKS_TOO_BIG,
    UnreadableError,
)

_LARGEST_PART = 30_000_000
"""Bytes of XML; 3,000 words come to half a million at most."""
_MOST_PACKED = 250
"""Bytes that one may stand for in a part that is not small; writers come to 30."""
_SMALL = 5_000_000
_MOST_PARTS = 10_000
_IS_ENCRYPTED = 0x1
_PLAIN_NAMES = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": (
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    ),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
}
"""How Word's "Strict Open XML" names what its usual format has too."""


@contextmanager
def opened(data: bytes, limits: Limits) -> Iterator[ZipFile]:
    """Open a .docx or .odt whose parts are of a size to be unpacked.

    Raises UnreadableError if they are not, and BadZipFile if it is no zip file.
    """
    with ZipFile(BytesIO(data)) as packed:
        parts = packed.infolist()
        if any(part.flag_bits & _IS_ENCRYPTED for part in parts):
            raise UnreadableError(ENCRYPTED)
        is_bomb = any(
            part.file_size > _SMALL
            and part.file_size > part.compress_size * _MOST_PACKED
            for part in parts
        )
        unpacked = sum(part.file_size for part in parts)
        if is_bomb or unpacked > limits.unpacked or len(parts) > _MOST_PARTS:
            raise UnreadableError(UNPACKS_TOO_BIG)
        yield packed


def part(packed: ZipFile, name: str) -> Element | None:
    """Return the root of an XML part, or None if there is no such part.

    Raises UnreadableError if it is too large or declares entities.
    """
    try:
        told = packed.getinfo(name)
    except KeyError:
        return None
    if told.file_size > _LARGEST_PART:
        raise UnreadableError(UNPACKS_TOO_BIG)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    data = packed.read(told)
    # The parser would count a name's expansions before it shows what it declares.
    if b"<!ENTITY" in data:
        raise UnreadableError(DECLARES)
    for strict, plain in _PLAIN_NAMES.items():
        data = data.replace(strict, plain)
    root = etree.fromstring(data, parser)
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableError(DECLARES)
    return root


def is_word(packed: ZipFile) -> bool:
    """Say whether the zip file is a .docx, or one with macros, which are not read."""
    return any(re.fullmatch(r"word/document\d*\.xml", n) for n in packed.namelist())


def is_open_document(packed: ZipFile) -> bool:
    """Say whether the zip file is a text of OpenDocument."""
    names = packed.namelist()
    if "mimetype" not in names or packed.getinfo("mimetype").file_size > 100:
        return False
    return packed.read("mimetype").startswith(
        b"application/vnd.oasis.opendocument.text"
    )
