"""Pack the documents that Word and OpenDocument notices take their styles from.

    python tools/word_styles.py

Their parts are text, in tools/word/; what ships is templates/notice.docx and .odt.
"""

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

ROOT = Path(__file__).resolve().parent.parent
PARTS = ROOT / "tools" / "word"
KINDS = ("docx", "odt")
_FIRST = ("mimetype", "[Content_Types].xml")
"""What programs look for at the beginning of a document."""


def packed(kind: str) -> bytes:
    """Return the document of a kind, the same bytes each time."""
    folder = PARTS / kind
    names = [
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file()
    ]
    file = BytesIO()
    with ZipFile(file, "w") as package:
        for name in sorted(names, key=lambda name: (name not in _FIRST, name)):
            info = ZipInfo(name)
            info.compress_type = ZIP_STORED if name == "mimetype" else ZIP_DEFLATED
            package.writestr(info, (folder / name).read_bytes())
    return file.getvalue()


if __name__ == "__main__":
    for kind in KINDS:
        (ROOT / "templates" / f"notice.{kind}").write_bytes(packed(kind))
