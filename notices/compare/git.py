"""The wording of another revision: what git keeps, put into a folder for a while."""

import io
import os
import subprocess
import tarfile
from pathlib import Path, PurePosixPath

from notices.compose.overlay import FOLDERS, REMEMBERS
from notices.errors import MissingError, NoticesError


def export(revision: str, root: Path, into: Path) -> None:
    """Put `data/` and `templates/` of a revision into the folder *into*.

    *revision* is what git calls a tree: `v1.2`, `HEAD~3`, or `HEAD:ours` for a folder.
    Raises NoticesError where *root* is in no repository, for an unknown revision, and
    for one that has neither folder; MissingError without git.
    """
    top = Path(_git(root, "rev-parse", "--show-toplevel").decode().strip())
    tree = _tree(revision, top)
    names = _git(top, "ls-tree", "--name-only", tree).decode().splitlines()
    folders = [name for name in FOLDERS if name in names]
    if not folders:
        raise NoticesError(
            f"git:{revision}: it holds neither data/ nor templates/.\n"
            "  A wording set is a folder with data/, templates/ or both in it.\n"
            f"  To mend: name the folder that has them: git:{revision}:FOLDER"
        )
    told = [REMEMBERS] if REMEMBERS in names else []
    archive = _git(top, "archive", "--format=tar", tree, *folders, *told)
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        tar.extractall(into, filter="data")


def uncommitted(revision: str, root: Path) -> tuple[str, ...]:
    """Return the files of that wording which are not as they were committed.

    Those of the folder that *revision* names, as `HEAD:ours` does, or of the top one.
    """
    folder = PurePosixPath(revision.partition(":")[2])
    paths = (str(folder / name) for name in FOLDERS)
    try:
        top = Path(_git(root, "rev-parse", "--show-toplevel").decode().strip())
        lines = _git(top, "status", "--porcelain", "--", *paths).decode()
    except NoticesError:
        return ()
    return tuple(line[3:] for line in lines.splitlines())


def differs(path: Path, commit: str, root: Path) -> tuple[str, str] | None:
    """Return git's ids of a file at a commit, and here; None where it is the same.

    The first is "" where the commit has no such file.  Of a file outside the
    repository git knows nothing, so it is taken for the same.
    """
    top = Path(_git(root, "rev-parse", "--show-toplevel").decode().strip()).resolve()
    here = (root / path).resolve()
    if not here.is_relative_to(top) or not here.is_file():
        return None
    new = _git(top, "hash-object", "--", str(here)).decode().strip()
    try:
        name = f"{commit}:{here.relative_to(top).as_posix()}"
        old = _git(top, "rev-parse", "--verify", "--quiet", name).decode().strip()
    except NoticesError:
        old = ""
    return None if old == new else (old, new)


def _tree(revision: str, top: Path) -> str:
    if revision.startswith("-"):
        raise NoticesError(_unknown(revision, top))
    try:
        # In two steps: of HEAD:ours^{tree}, git would take all but HEAD for a path.
        named = _git(top, "rev-parse", "--verify", "--quiet", revision).decode().strip()
        told = _git(top, "rev-parse", "--verify", "--quiet", f"{named}^{{tree}}")
    except NoticesError:
        raise NoticesError(_unknown(revision, top)) from None
    return told.decode().strip()


def _is_there(commit: str, top: Path) -> bool:
    try:
        _git(top, "rev-parse", "--verify", "--quiet", f"{commit}^{{commit}}")
    except NoticesError:
        return False
    return True


def _unknown(revision: str, top: Path) -> str:
    commit, _, folder = revision.partition(":")
    if folder and not commit.startswith("-") and _is_there(commit, top):
        return (
            f"git:{revision}: {commit} has no folder {folder}.\n"
            f"  To mend: name a folder that is committed there, "
            f"or git:{commit} for the top one."
        )
    try:
        tags = _git(top, "tag", "--sort=-creatordate").decode().split()
    except NoticesError:
        tags = []
    such = f"; its tags are {', '.join(tags[:5])}" if tags else ""
    return (
        f"git:{revision}: this repository has no such revision.\n"
        f"  To mend: name a branch, a tag or a commit{such}."
    )


def _git(folder: Path, *arguments: str) -> bytes:
    """Run git there; raise NoticesError with what to do where it refuses."""
    try:
        command = ["git", "-C", str(folder), *arguments]
        done = subprocess.run(  # noqa: S603 - no shell
            command,
            env={**os.environ, "LC_ALL": "C"},  # what it says is looked at below
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        raise MissingError(
            "git: it is not installed here, and a side such as git:HEAD needs it.\n"
            "  To mend: install git, or compare two folders instead."
        ) from None
    if done.returncode:
        told = done.stderr.decode(errors="replace").strip()
        if "not a git repository" in told:
            raise NoticesError(
                "This folder is not in a git repository, "
                "so there is no earlier wording to compare with.\n"
                "  To mend: go to the folder whose wording git keeps, "
                "or name a wording folder in place of git:…"
            )
        raise NoticesError(f"git: {told}\n  To mend: see what git says of this folder.")
    return done.stdout
