"""What tests of comparisons need: wording sets, and a repository."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent


def overlay(folder: Path, name: str, old: str, new: str) -> str:
    """Copy a file that ships with *new* in place of *old*; return the folder."""
    text = (ROOT / name).read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{name} has {old!r} {text.count(old)} times"
    path = folder / name
    path.parent.mkdir(parents=True)
    path.write_text(text.replace(old, new), encoding="utf-8")
    return str(folder)


@dataclass
class Repository:
    folder: Path

    def git(self, *arguments: str) -> None:
        who = ["-c", "user.name=T", "-c", "user.email=t@example.org"]
        subprocess.run(
            ["git", *who, *arguments], cwd=self.folder, check=True, capture_output=True
        )
