"""How much one file may cost."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The most that reading one file may take; what takes more is told as a problem."""

    seconds: float = 8
    memory: int = 512_000_000
    """Bytes beyond what the reading process held before it opened the file."""
    size: int = 50_000_000
    """Bytes of the file itself; a larger one is never opened."""
    unpacked: int = 200_000_000
    """Bytes that a .docx or .odt may unpack to."""
    pages: int = 500
    """Of a PDF; the rest is left unread."""
