"""A folder of notices as one zip file: the same notices give the same bytes."""

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from notices.errors import OutputError
from notices.publish import manifest
from notices.publish.places import Record, fault_at, located
from notices.publish.write import writing_whole

OPTION = "--zip"
_PACKED = frozenset({".docx", ".odt", ".pdf", ".png"})
"""Compressed in themselves: doing it again takes long and gains little."""
_MODE = (stat.S_IFREG | 0o644) << 16
_UNIX = 3
_AT_ONCE = 1 << 20


def bundle(
    out: Path, target: Path, records: Iterable[Record], pages: Mapping[str, bytes]
) -> int:
    """Pack the files of notices in *out*, and *pages*; return how many there are.

    Times, permissions and order are always alike.  Raises OutputError, and leaves what
    stood at *target*, where a file is missing, was altered since it was made, or is a
    link; or where the zip file cannot be written.
    """
    digests: dict[str, str] = {}
    files = located(out, _noting(records, digests))
    _check(out, {**files, **{name: out / name for name in pages}}, target)
    altered = []
    with writing_whole(target, named_by=OPTION) as file:
        with ZipFile(file, "w") as archive:
            for name in sorted({*files, *pages}):
                if name in pages:
                    archive.writestr(_member(name), pages[name])
                elif _pack(archive, name, files[name]) != digests[name]:
                    altered.append(files[name])
        if altered:
            raise OutputError("\n\n".join(map(_altered, altered)))
    return len(files) + len(pages)


def check_target(target: Path | None) -> None:
    """Raise OutputError where something else stands in the place of the zip file.

    Only one that we wrote is replaced: it may be the table that is about to be read.
    """
    if target is None or not target.exists() or _is_ours(target):
        return
    raise OutputError(
        f"{OPTION}: {target} is there already, and is no zip file of notices.\n"
        "  It would be replaced.\n"
        "  To mend: give the zip file another name, such as notices.zip."
    )


def _is_ours(path: Path) -> bool:
    try:
        with ZipFile(path) as archive:
            return manifest.NAME in archive.namelist()
    except (BadZipFile, OSError, ValueError):
        return False


def _noting(records: Iterable[Record], digests: dict[str, str]) -> Iterator[Record]:
    """Yield the records, and note the digest of each file: England's are many."""
    for record in records:
        for name, digest in record["files"].items():
            digests[f"{record['folder']}/{name}"] = digest
        yield record


def _check(out: Path, files: Mapping[str, Path], target: Path) -> None:
    """Raise OutputError for what can be known to be wrong before packing begins."""
    faults = [
        fault for name, path in files.items() if "/" in name and (fault := _fault(path))
    ]
    place = target.parent.resolve() / target.name
    if place in {out.resolve() / name for name in files}:
        faults.append(
            f"{target}: this is one of the files to be packed.\n"
            "  The zip file would take its place.\n"
            "  To mend: give the zip file another name, such as notices.zip."
        )
    if faults:
        raise OutputError("\n\n".join(faults))


def _fault(path: Path) -> str:
    if not os.path.lexists(path):
        return (
            f"{path}: there is no such file.\n"
            "  It belongs to the notices that are to be packed.\n"
            "  To mend: run the same command again, which makes what is missing."
        )
    return fault_at(path)


def _member(name: str) -> ZipInfo:
    member = ZipInfo(name)
    member.create_system = _UNIX
    member.external_attr = _MODE
    is_packed = Path(name).suffix in _PACKED
    member.compress_type = ZIP_STORED if is_packed else ZIP_DEFLATED
    return member


def _pack(archive: ZipFile, name: str, path: Path) -> str:
    """Add a file to the archive; return its digest."""
    packed = _member(name)
    packed.file_size = path.lstat().st_size
    digest = sha256()
    with archive.open(packed, "w") as into:
        for chunk in _chunks(path):
            digest.update(chunk)
            into.write(chunk)
    return digest.hexdigest()


def _chunks(path: Path) -> Iterator[bytes]:
    """Yield the bytes of a file; raise OutputError where it cannot be read."""
    try:
        with path.open("rb") as file:
            while chunk := file.read(_AT_ONCE):
                yield chunk
    except OSError as error:
        raise OutputError(
            f"{path}: it cannot be read: {error.strerror}.\n"
            "  No zip file was written.\n"
            "  To mend: see who may read it, and run the same command again."
        ) from None


def _altered(path: Path) -> str:
    return (
        f"{path}: somebody changed this file after it was made.\n"
        "  No zip file was written: what its manifest says would be untrue.\n"
        "  To mend: run the same command again with --verify, which makes it anew."
    )
