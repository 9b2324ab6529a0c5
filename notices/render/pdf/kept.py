"""Bodies that were laid out already, kept for the notices and the runs that follow.

Most words of a notice are its neighbour's too, and laying them out takes most of the
time.  A kept body is found by the digest of all that its bytes depend on, so it is
never out of date; losing it costs time and nothing else.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from functools import cache, lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from platformdirs import user_cache_path
from weasyprint.text.ffi import pango

from notices.templating import Folders

FOLDER = "NOTICES_CACHE"
"""The environment variable that names another folder, or "" for none."""
_MOST = 512
"""Files kept; those not used for longest go first."""
_LIBRARIES = ("weasyprint", "pydyf", "pikepdf", "fonttools")
_DIGEST = 32


def kept(key: str, make: Callable[[], bytes]) -> bytes:
    """Return what was kept under *key*, or make it and keep it."""
    folder = folder_of_bodies()
    if folder is None:
        return make()
    path = folder / f"{key}.pdf"
    found = _read(path)
    if found is None:
        found = make()
        _write(path, found)
    return found


def key_of(html: str, css: str, folders: Folders) -> str:
    """Return the digest of all that the bytes of some laid-out HTML depend on."""
    whole = sha256(_surroundings(folders))
    for text in (html, css):
        whole.update(sha256(text.encode()).digest())
    return whole.hexdigest()


@lru_cache(maxsize=8)
def _surroundings(folders: Folders) -> bytes:
    """Return the digest of libraries, fonts and the code that lays out."""
    whole = sha256()
    for name in _LIBRARIES:
        whole.update(f"{name} {version(name)}\n".encode())
    whole.update(f"pango {pango.pango_version()}\n".encode())
    fonts = [path for folder in folders for path in (folder / "fonts").glob("*.ttf")]
    for path in sorted([*fonts, *Path(__file__).parent.glob("*.py")]):
        whole.update(sha256(path.read_bytes()).digest())
    return whole.digest()


@cache
def folder_of_bodies() -> Path | None:
    """Return the folder, made if need be; none where there can be none."""
    named = os.environ.get(FOLDER)
    if named == "":
        return None
    folder = Path(named) if named else user_cache_path("notices") / "bodies"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:
        return None
    return folder


def _read(path: Path) -> bytes | None:
    """Return what a file keeps; none where it is not there, or not whole."""
    with suppress(OSError):
        data = path.read_bytes()
        body = data[_DIGEST:]
        if sha256(body).digest() == data[:_DIGEST]:
            os.utime(path)
            return body
    return None


def _write(path: Path, body: bytes) -> None:
    """Keep a body; where it cannot be written, the next run makes it again."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    with suppress(OSError):
        part.write_bytes(sha256(body).digest() + body)
        part.replace(path)
        _forget_old(path.parent)


def _forget_old(folder: Path) -> None:
    files = sorted(folder.glob("*.pdf"), key=lambda file: file.stat().st_mtime)
    for file in files[:-_MOST]:
        file.unlink(missing_ok=True)
