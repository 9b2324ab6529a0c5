"""Pandoc, as it comes inside its Python package."""

import subprocess
from functools import cache
from importlib.util import find_spec
from pathlib import Path

_NAMES = ("pandoc", "pandoc.exe")


@cache
def installed() -> Path | None:
    """Return the program, or None.

    Only the one in the package: another's version would make other bytes, and the
    manifest could not name it.
    """
    found = find_spec("pypandoc")
    for folder in (found and found.submodule_search_locations) or ():
        for name in _NAMES:
            if (program := Path(folder, "files", name)).is_file():
                return program
    return None


def convert(program: Path, html: str, *, kind: str, styles: Path) -> bytes:
    """Return *html* as a document of a kind, dressed as the document *styles* is.

    In its sandbox Pandoc opens no file but that one, and sees no clock.
    Raises CalledProcessError if it cannot read *styles*.
    """
    done = subprocess.run(  # noqa: S603 - the program is the package's, no word a user's
        [
            program,
            "--sandbox",
            "--from=html",
            f"--to={kind}",
            f"--reference-doc={styles.resolve()}",
            "--metadata=lang=en-GB",
            "--output=-",
        ],
        input=html.encode(),
        capture_output=True,
        check=True,
    )
    return done.stdout
