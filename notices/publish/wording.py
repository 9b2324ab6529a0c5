"""Copy the wording set that ships, so that somebody can change it."""

from collections.abc import Iterator
from pathlib import Path

from notices.errors import NoticesError, nearest
from notices.publish.write import write_whole
from notices.shipped import shipped

_FOLDERS = ("templates", "data")
_TEXTS = frozenset({".j2", ".css", ".toml"})


def export_wording(folder: Path, names: tuple[str, ...]) -> list[str]:
    """Copy the named files, or all, into *folder*; return their names.

    Raises NoticesError for a name that is not there, and rather than replace a file.
    """
    files = dict(_shipped_files())
    chosen = names or tuple(files)
    faults = [_unknown(name, files) for name in chosen if name not in files]
    faults += [
        f"{folder / name}: it is there already, and would be replaced.\n"
        "  To mend: move it, or name another folder."
        for name in chosen
        if (folder / name).exists()
    ]
    if faults:
        raise NoticesError("\n\n".join(faults))
    write_whole({folder / name: files[name].read_bytes() for name in chosen})
    return list(chosen)


def _shipped_files() -> Iterator[tuple[str, Path]]:
    for folder in _FOLDERS:
        root = shipped(folder)
        for path in sorted(root.rglob("*")):
            if path.suffix in _TEXTS:
                yield f"{folder}/{path.relative_to(root).as_posix()}", path


def _unknown(name: str, files: dict[str, Path]) -> str:
    near = nearest(name, files)
    mend = f"did you mean {near}?" if near else f"name one of: {', '.join(files)}."
    return f"{name}: no such file ships.\n  To mend: {mend}"
