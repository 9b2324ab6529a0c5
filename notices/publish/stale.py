"""Notices that nobody asks for any more: found, told and deleted.

Their school left the table or has a new name, or they are an edition or a kind of
notice that is no longer made.  Or only some files of a notice are: those of a format.
"""

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from notices.compare.kept import kept_at, unused_bodies
from notices.errors import NoticesError, OutputError
from notices.publish.order import Order
from notices.publish.places import Record, fault_at, located, which
from notices.vocabulary.lists import FULL


def stale(
    records: Iterable[Record], *, expected: Mapping[int, str]
) -> tuple[Record, ...]:
    """Return the records of notices that nobody would make again.

    *expected* holds the folder that each school of the table has now, by URN; "" where
    it is not known.  A notice without a URN came from no table, and is left alone.
    """
    return tuple(record for record in records if _is_stale(record, expected))


def given_up(
    records: Iterable[Record], order: Order, *, made: Mapping[str, Collection[str]]
) -> tuple[Record, ...]:
    """Return the records of notices that an earlier run made and this one does not.

    *made* holds the names of the notices that belong into each folder now.  An order
    of single kinds says nothing of others, and one without the full notice says
    nothing of what else there is: they add to what stands there.
    """
    if FULL not in order.editions:
        return ()
    return tuple(
        record
        for record in records
        if record["folder"] in made
        and record["notice"] not in made[record["folder"]]
        and (not order.kinds or _kind(record) in order.kinds)
    )


def left_over(
    records: Iterable[Record], *, old: Iterable[Record]
) -> tuple[Record, ...]:
    """Return the records of notices that files of earlier runs are left of.

    They name those alone, some of which may be gone.  What is left of *old* notices
    goes with these.
    """
    gone = set(map(which, old))
    return tuple(
        {**record, "files": record["left"]}
        for record in records
        if record.get("left") and which(record) not in gone
    )


def _kind(record: Record) -> str:
    return str(record["notice"]).partition(".")[0]


def _is_stale(record: Record, expected: Mapping[int, str]) -> bool:
    urn = record["urn"]
    if urn is None:
        return False
    return urn not in expected or expected[urn] not in {"", record["folder"]}


def prune(
    out: Path, records: Iterable[Record], *, left: Iterable[Record] = ()
) -> list[str]:
    """Delete the files that records name, what `--keep` left of them, empty folders.

    Of notices that stay, those files are deleted that are *left* of earlier runs.
    Returns a sentence for each folder that something was deleted in.  Raises
    OutputError before anything is deleted where a name leads out of *out*, or a link
    stands there; and later where a file cannot be deleted.
    """
    paths = _named(out, records, left)
    deleted = [place for place, path in paths.items() if _delete(path)]
    for folder in {place.rpartition("/")[0] for place in paths}:
        with suppress(OSError):
            (out / folder).rmdir()  # which leaves alone what is not empty
    with suppress(NoticesError):  # what cannot be read may need any of them
        for path in unused_bodies(out):
            _delete(path)
    return list(_told(deleted, "deleted"))


def doomed(
    out: Path, records: Iterable[Record], *, left: Iterable[Record] = ()
) -> list[str]:
    """Return a sentence for each folder that `prune` would delete something in.

    Raises OutputError where `prune` would, before anything is deleted.
    """
    paths = _named(out, records, left)
    there = [place for place, path in paths.items() if os.path.lexists(path)]
    return list(_told(there, "--prune would delete"))


def _named(
    out: Path, records: Iterable[Record], left: Iterable[Record]
) -> dict[str, Path]:
    records = tuple(records)
    return located(out, (*map(_whole, records), *left)) | _kept(out, records)


def _told(places: Iterable[str], what: str) -> Iterator[str]:
    names: dict[str, list[str]] = {}
    for place in places:
        folder, _, name = place.rpartition("/")
        names.setdefault(folder, []).append(name)
    for folder, its in sorted(names.items()):
        yield f"{folder}: {what} {', '.join(sorted(its))}."


def _whole(record: Record) -> Record:
    """Return the record with what is left of earlier runs among its files."""
    return {**record, "files": (*record["files"], *record.get("left", ()))}


def _kept(out: Path, records: Iterable[Record]) -> dict[str, Path]:
    """Return where composed notices may be kept, by their names from *out* on.

    Raises OutputError where a link stands there.
    """
    kept = {kept_at(out, record["folder"], record["notice"]) for record in records}
    folders = {path.parent for path in kept} | {path.parent.parent for path in kept}
    if links := [folder for folder in sorted(folders) if folder.is_symlink()]:
        raise OutputError("\n\n".join(map(fault_at, links)))
    return {path.relative_to(out).as_posix(): path for path in sorted(kept)}


def _delete(path: Path) -> bool:
    """Delete the file, if it is there; say whether it was."""
    try:
        path.unlink()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise OutputError(
            f"{path}: it cannot be deleted: {error.strerror}.\n"
            "  What comes before it was deleted, and the rest still stands.\n"
            "  To mend: see who may change its folder, and run the same command again."
        ) from None
    return True
