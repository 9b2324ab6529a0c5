"""Merge two changes of one text; where they meet, mark both for a person to choose.

The merging itself is git's: the file is kept there, and its marks are known.
"""

import subprocess
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from notices.errors import MissingError, NoticesError

_FAILED = 128
"""From here on git's exit code is no longer the number of conflicts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """What the marks of a conflict call the three texts."""

    base: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Three:
    """A text as it was, as we changed it, and as they did; "" where it is not."""

    base: str
    ours: str
    theirs: str


def merged(three: Three, labels: Labels) -> str:
    """Return the text with both changes, marked where they touch the same lines.

    Raises MissingError if both changed it and there is no git.
    """
    if three.theirs in {three.base, three.ours}:
        return three.ours
    if three.ours == three.base:
        return three.theirs
    return _by_git(three, labels)


def _by_git(three: Three, labels: Labels) -> str:
    sides = {"ours": three.ours, "base": three.base, "theirs": three.theirs}
    named = (labels.ours, labels.base, labels.theirs)
    with TemporaryDirectory() as folder:
        for name, text in sides.items():
            (Path(folder) / name).write_bytes(text.encode())
        marks = [word for label in named for word in ("-L", label)]
        command = ["git", "merge-file", "-p", "--diff3", *marks, *sides]
        try:
            done = subprocess.run(  # noqa: S603 - no shell
                command, cwd=folder, capture_output=True, check=False
            )
        except FileNotFoundError:
            raise MissingError(
                "git: it is not installed here, and merging two changes of one text "
                "needs it.\n  To mend: install git, and run it again."
            ) from None
    if done.returncode >= _FAILED or done.returncode < 0:
        told = done.stderr.decode(errors="replace").strip()
        raise NoticesError(f"git: {told}\n  To mend: see what git says of merge-file.")
    return done.stdout.decode()
