"""What a page of the documentation tells its reader to type, typed."""

import gzip
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import tomlkit

from notices.shipped import shipped
from tests.conftest import EXAMPLES, ROOT, environment

_BLOCK = re.compile(
    r"^( *)```(\w*)\n(.*?)^ *```$(?:\n\n```\n(.*?)^```$)?", re.DOTALL | re.MULTILINE
)
"""A block, and what stands right after it: there a page shows what was printed."""
_FILE = re.compile(r"(?:#|\{#) (in )?([\w./-]+\.(?:toml|j2))(?: #\})?\n")
_SCHOOLS = (108427, 108458, 138120, 146680, 136952, 138203, 138381, 139599)
"""The examples' own: an authority of four, where the register has 99."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that a reader does: types a line, or writes a file."""

    line: str = ""
    file: str = ""
    text: str = ""
    is_part: bool = False
    """The text belongs into a file that is there."""
    prints: str = ""
    """What the page shows of the answer; "…" stands for what it leaves out."""


def steps_of(page: Path) -> Iterator[Step]:
    """Yield what a page asks for, in its order."""
    found = _BLOCK.findall(page.read_text(encoding="utf-8"))
    for indent, language, raw, prints in found:
        text = re.sub(rf"^{indent}", "", raw, flags=re.MULTILINE)
        named = _FILE.match(text)
        if language == "sh":
            *lines, last = text.strip().splitlines()
            yield from (Step(line=line) for line in lines if line)
            yield Step(line=last, prints=prints)
        elif named:
            yield Step(file=named[2], text=text, is_part=bool(named[1]))


@dataclass(slots=True)
class Reader:
    """Somebody in a folder with the examples, who does what a page says."""

    home: Path
    register: Path | None
    """None for the register that ships."""
    here: Path = field(init=False)

    def __post_init__(self) -> None:
        self.here = self.home

    def does(self, step: Step) -> None:
        """Type the line, or write the file; a command that does nothing is a fault."""
        if step.file:
            self._writes(step)
        elif step.line.startswith("cd "):
            self.here /= step.line.removeprefix("cd ")
        else:
            answer = spaced(self.types(step.line))
            shown = [spaced(line.split("…")[0]) for line in step.prints.splitlines()]
            assert [line for line in shown if line not in answer] == []

    def types(self, line: str) -> str:
        done = subprocess.run(
            ["bash", "-c", line],
            cwd=self.here,
            env=self._environment(),
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
        )
        assert done.returncode in {0, 1}, f"{line}\n{done.stdout}{done.stderr}"
        assert "Traceback" not in done.stderr, f"{line}\n{done.stderr}"
        return done.stdout

    def _environment(self) -> dict[str, str]:
        programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        git = {
            f"GIT_{who}_{what}": said
            for who in ("AUTHOR", "COMMITTER")
            for what, said in (("NAME", "Jo Example"), ("EMAIL", "jo@example.org"))
        }
        return environment(
            PATH=programs,
            HOME=str(self.home),
            NOTICES_REGISTER=str(self.register or ""),
            SOURCE_DATE_EPOCH="1795305600",  # 22 November 2026
            **git,
        )

    def _writes(self, step: Step) -> None:
        path = self.here / step.file
        if not step.is_part:
            path.write_text(step.text, encoding="utf-8")
            return
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        path.write_text(merged(text, step.text), encoding="utf-8")


def spaced(text: str) -> str:
    """Return a text with single spaces, as a table is drawn otherwise on a screen.

    The numbers of lines go: each entry that is added to the data moves others.
    """
    return re.sub(r"\.(toml|j2):\d+", r".\1", " ".join(text.split()))


def merged(text: str, part: str) -> str:
    """Return a profile with a part put into it, as its owner would."""
    profile, told = tomlkit.parse(text), tomlkit.parse(part)
    for key, value in told.items():
        there = profile.get(key)
        if isinstance(there, list) and isinstance(value, list):
            there.extend(value)
        elif isinstance(there, dict):
            there.update(value)
        else:
            profile[key] = value.unwrap()
    # A key at the top must stand above the first table.
    plain = {key: one for key, one in profile.items() if not _is_table(one)}
    tables = {key: one for key, one in profile.items() if _is_table(one)}
    return tomlkit.dumps({**plain, **tables})


def _is_table(value: object) -> bool:
    is_tables = isinstance(value, list) and any(isinstance(one, dict) for one in value)
    return isinstance(value, dict) or is_tables


def small_register(folder: Path) -> Path:
    """Write a register of the schools that the documentation names."""
    shutil.copytree(shipped("schools"), folder)
    packed = folder / "register.csv.gz"
    header, *lines = gzip.decompress(packed.read_bytes()).splitlines(keepends=True)
    kept = [line for line in lines if int(line.partition(b",")[0]) in _SCHOOLS]
    packed.write_bytes(gzip.compress(b"".join([header, *kept])))
    return folder


def reader_in(home: Path, register: Path | None) -> Reader:
    """Return a reader in a folder with the examples and the README's profile."""
    home.mkdir()
    shutil.copytree(EXAMPLES, home / "examples")
    readme = ROOT / "README.md"
    profile = next(step for step in steps_of(readme) if step.file == "my-school.toml")
    (home / profile.file).write_text(profile.text, encoding="utf-8")
    return Reader(home=home, register=register)
