"""Installed in each way that people install it, it finds what ships with it."""

import subprocess
import sys
import tarfile
import venv
import zipfile

import pytest

from tests.conftest import EXAMPLES, ROOT

pytestmark = pytest.mark.heavy
SHIPPED = ("templates", "data", "examples", "schools")


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Return the wheel and the source archive, the wheel made from the latter."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--outdir", folder, ROOT],
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("*.whl")
    (archive,) = folder.glob("*.tar.gz")
    return wheel, archive


def test_the_wheel_carries_what_ships_and_nothing_else(built):
    names = zipfile.ZipFile(built[0]).namelist()
    inside = {name.split("/")[1] for name in names if name.startswith("notices/")}

    assert set(SHIPPED) <= inside
    assert not [name for name in names if name.startswith("tests") or ".pyc" in name]
    assert "notices/templates/fonts/OFL.txt" in names
    assert "notices/schools/register.csv.gz" in names


def test_the_source_archive_holds_what_its_tests_need(built):
    with tarfile.open(built[1]) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}

    assert {"Makefile", "tests/conftest.py", "LICENSE", "data/README.md"} <= names


@pytest.mark.parametrize("way", ["wheel", "archive", "editable"])
def test_installed_each_way_it_builds_a_notice(way, built, tmp_path):
    venv.create(tmp_path / "venv", with_pip=True)
    python = tmp_path / "venv" / "bin" / "python"
    target = {"wheel": [built[0]], "archive": [built[1]], "editable": ["-e", ROOT]}
    subprocess.run(
        [
            python,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--constraint",
            ROOT / "constraints.txt",
            *target[way],
        ],
        check=True,
        capture_output=True,
        cwd=tmp_path,
    )

    subprocess.run(
        [
            tmp_path / "venv" / "bin" / "notices",
            "build",
            EXAMPLES / "ashfield-nursery.toml",
            "--on",
            "2026-11-22",
        ],
        check=True,
        capture_output=True,
        cwd=tmp_path,
    )

    folder = tmp_path / "out" / "108427-ashfield-nursery-school"
    assert len(list(folder.iterdir())) == 4
