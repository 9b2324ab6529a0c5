"""Wording sets of one's own: folders laid over what ships."""

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from pydantic import ValidationError

from notices.errors import Fault, FaultsError, NoticesError
from notices.shipped import shipped
from notices.tomlfile import faults_from, read_toml
from notices.unfinished import FAULT, unfinished
from notices.vocabulary.schema import other_schema
from notices.vocabulary.tables import Remembered

REMEMBERS = "wording.toml"
"""The file in which a set says which version of notices it was made for."""
FOLDERS = ("data", "templates")
"""What a set may hold; it holds one of them at least."""
_NEARLY = 0.95
"""How near a name is to another that was probably meant: a letter or two."""
_TEXTS = frozenset({".j2", ".css", ".svg", ".toml"})


def wording_folders(
    folders: tuple[Path, ...],
) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Return the `data` and the `templates` folders of wording sets.

    Raises NoticesError for a folder that holds neither, FaultsError for sets that are
    written for another schema, for merges that were left unfinished, and for
    templates that nothing reads.
    """
    for folder in folders:
        refuse_no_set(folder)
    faults = [
        fault
        for folder in folders
        for fault in (*_schema(folder), *_left(folder), *_unread(folder))
    ]
    if faults:
        raise FaultsError(*faults)
    data = tuple(path for folder in folders if (path := folder / "data").is_dir())
    templates = tuple(
        path for folder in folders if (path := folder / "templates").is_dir()
    )
    return data, templates


def refuse_no_set(folder: Path) -> None:
    """Raise NoticesError for a folder that is no wording set."""
    if any((folder / name).is_dir() for name in FOLDERS):
        return
    is_there = folder.is_dir()
    what = "this is not a wording set" if is_there else "there is no such folder"
    raise NoticesError(
        f"{folder}: {what}.\n"
        "  A wording set is a folder with data/, templates/ or both in it.\n"
        "  To mend: check the name, "
        f"or make one with notices wording export {folder}."
    )


def remembered(folder: Path) -> Remembered | None:
    """Return what a set says of itself; None if it says nothing.

    Raises FaultsError if it cannot be read, or is of another schema.
    """
    path = folder / REMEMBERS
    if not path.is_file():
        return None
    file = read_toml(path, if_empty="take back the file that notices wrote.")
    faults = list(other_schema(file))
    if faults:
        raise FaultsError(*faults)
    try:
        return Remembered.model_validate(file.values)
    except ValidationError as error:
        raise FaultsError(*faults_from(error, file, model=Remembered)) from None


def set_files(folder: Path) -> list[Path]:
    """Return the templates, style sheets and data of a set."""
    return [
        path
        for name in FOLDERS
        for path in sorted((folder / name).rglob("*"))
        if path.suffix in _TEXTS and path.is_file()
    ]


def _schema(folder: Path) -> tuple[Fault, ...]:
    try:
        remembered(folder)
    except FaultsError as error:
        return error.faults
    return ()


def _left(folder: Path) -> list[Fault]:
    """Return a fault for each place where somebody still has to choose."""
    return [
        Fault(file=path.as_posix(), line=line, key="", **FAULT)
        for path in set_files(folder)
        for line in unfinished(path.read_text(encoding="utf-8", errors="replace"))
    ]


def _unread(folder: Path) -> Iterator[Fault]:
    """Yield a fault for each template of a name that is nearly one that ships.

    One of another name may be new; then some template of the set names it.
    """
    ours = shipped("templates")
    known = {path.relative_to(ours).as_posix() for path in ours.rglob("*")}
    paths = [
        path for path in set_files(folder) if path.is_relative_to(folder / "templates")
    ]
    told = "".join(path.read_text(encoding="utf-8", errors="replace") for path in paths)
    for path in paths:
        name = path.relative_to(folder / "templates").as_posix()
        near = get_close_matches(name.lower(), known, n=1, cutoff=_NEARLY)
        if near and name not in known and name not in told:
            yield Fault(
                file=path.as_posix(),
                line=None,
                key="",
                what="nothing reads this file.",
                why="No template that ships has its name, and none here asks for it.",
                mend=f'did you mean "{near[0]}"?',
            )
