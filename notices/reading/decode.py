"""The text of a file, whatever wrote it."""

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decoded(data: bytes) -> str | None:
    """Return the text of *data* with one kind of line end, or None if it is no text.

    UTF-8, UTF-16 or Windows-1252; a byte that is none of them becomes U+FFFD.
    """
    text = _decoded(data)
    if text is None or "\0" in text:
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    if data[:200].count(0) > len(data[:200]) // 3:
        low_byte_first = data[1:2] == b"\0"
        return data.decode("utf-16-le" if low_byte_first else "utf-16-be", "replace")
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(letter > "\x7f" for letter in text) - bad
    return text if good >= bad else data.decode("cp1252", "replace")
