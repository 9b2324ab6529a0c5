"""Wording sets of one's own: folders laid over what ships."""

from pathlib import Path

from notices.errors import NoticesError


def wording_folders(
    folders: tuple[Path, ...],
) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Return the `data` and the `templates` folders of wording sets.

    Raises NoticesError for a folder that holds neither.
    """
    data = tuple(path for folder in folders if (path := folder / "data").is_dir())
    templates = tuple(
        path for folder in folders if (path := folder / "templates").is_dir()
    )
    for folder in folders:
        if not ((folder / "data").is_dir() or (folder / "templates").is_dir()):
            is_there = folder.is_dir()
            what = (
                "this is not a wording set" if is_there else "there is no such folder"
            )
            raise NoticesError(
                f"{folder}: {what}.\n"
                "  A wording set is a folder with data/, templates/ or both in it.\n"
                "  To mend: check the name, "
                f"or make one with notices wording export {folder}."
            )
    return data, templates
