"""What goes wrong is told so that a school office can mend it.

Each folder of `broken/` is one case.  Its `expected.txt` is what a terminal shows: the
command after a $, then all that it prints, then how it exits.  The other files are
what the command finds in the folder where it runs.

0 is done; 1 done, with something to look at; 2 a command that does not exist; 3 nothing
done.  Write what an office would need to read, and then make the program say it.
"""

import re
import shlex
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from notices import cli
from notices.compose import wording

BROKEN = Path(__file__).with_name("broken")


@dataclass(frozen=True)
class Case:
    command: str
    said: str
    status: int


def read(folder: Path) -> Case:
    transcript = (folder / "expected.txt").read_text(encoding="utf-8")
    found = re.fullmatch(r"\$ notices (.*?)\n(.*)exit (\d)\n", transcript, re.DOTALL)
    assert found, f"{folder.name}/expected.txt: $ notices …, what it says, exit N"
    return Case(command=found[1], said=found[2], status=int(found[3]))


def cases():
    for folder in sorted(BROKEN.iterdir()):
        yield pytest.param(folder, id=folder.name)


@pytest.fixture
def run(monkeypatch, capsys):
    def run_in(folder, command):
        monkeypatch.chdir(folder)
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")  # 22 November 2026
        monkeypatch.setenv("COLUMNS", "80")
        monkeypatch.setattr("sys.argv", ["notices", *shlex.split(command)])
        wording.environment.cache_clear()  # each case has a folder `set` of its own
        status = 0
        try:
            cli.main()
        except SystemExit as end:
            status = end.code
        out, err = capsys.readouterr()
        return out, err, status

    return run_in


def contents(folder):
    return {
        path: path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }


@pytest.mark.parametrize("folder", list(cases()))
def test_a_mistake_is_told_as_its_folder_says(folder, tmp_path, run):
    case = read(folder)
    here = tmp_path / folder.name
    shutil.copytree(folder, here, symlinks=True)
    before = contents(here)

    out, err, status = run(here, case.command)

    said = f"{out}{err}".rstrip("\n")
    assert f"{said}\n" == case.said
    assert status == case.status
    if status > 1:
        assert out == ""
        assert contents(here) == before


@pytest.mark.parametrize("folder", sorted(BROKEN.iterdir()), ids=lambda path: path.name)
def test_what_is_told_helps_and_blames_nobody(folder):
    case = read(folder)

    assert not re.search(r"\binvalid\b|Traceback|!", case.said, re.IGNORECASE)
    if case.status > 1:
        for told in case.said.split("\n\n"):
            assert "\n  To mend: " in told


def test_several_faults_are_told_in_the_order_in_which_somebody_mends_them():
    told = read(BROKEN / "several-faults-in-layers").said
    places = re.findall(r"^([\w.]+):(\d+): ", told, re.MULTILINE)

    files = list(dict.fromkeys(file for file, _ in places))
    assert files == ["profile.toml", "trust.toml", "authority.toml"]
    for file in files:
        lines = [int(line) for name, line in places if name == file]
        assert lines == sorted(lines)
