"""Start a wording set of one's own from what ships."""

from collections.abc import Mapping
from pathlib import Path

from notices import __version__
from notices.errors import NoticesError, did_you_mean
from notices.publish.own.texts import (
    base_of,
    remembering,
    shipped_texts,
    version_of,
)
from notices.publish.write import write_whole


def export_wording(folder: Path, names: tuple[str, ...]) -> list[str]:
    """Copy the named files, or all, into *folder*; return their names.

    The set remembers what it was given, so that a newer version can be merged into it.
    Raises NoticesError for a name that is not there, and rather than replace a file.
    """
    texts = shipped_texts()
    chosen = names or tuple(texts)
    faults = [_unknown(name, texts) for name in chosen if name not in texts]
    faults += [
        f"{folder / name}: it is there already, and would be replaced.\n"
        "  To mend: move it, or name another folder."
        for name in chosen
        if (folder / name).exists()
    ]
    before = version_of(folder)
    if before not in {"", __version__}:
        faults.append(_is_older(folder, before))
    if faults:
        raise NoticesError("\n\n".join(faults))
    given = {name: texts[name] for name in chosen}
    copies = {folder / name: text.encode() for name, text in given.items()}
    write_whole(copies | remembering(folder, base_of(folder) | given))
    return list(chosen)


def _is_older(folder: Path, before: str) -> str:
    return (
        f"{folder}: it was made for notices {before}, and this is {__version__}.\n"
        "  Files of two versions in one set may not fit together.\n"
        f"  To mend: bring it up to date first: notices wording update {folder}"
    )


def _unknown(name: str, files: Mapping[str, str]) -> str:
    mend = did_you_mean(name, files, f"name one of: {', '.join(files)}.")
    return f"{name}: no such file ships.\n  To mend: {mend}"
