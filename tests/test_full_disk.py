"""A disk with no room leaves nothing half-written, and says so."""

import resource
import subprocess
import sys

import pytest

from tests.conftest import EXAMPLES, environment

NURSERY = EXAMPLES / "ashfield-nursery.toml"
FOLDER = "108427-ashfield-nursery-school"
BUILD = ["build", NURSERY, "--on", "2026-11-22", "--out", "out"]


@pytest.fixture
def build(tmp_path):
    """Return a function that builds where no file may be larger than *room* bytes."""

    def build_with(room, formats):
        def limit():
            resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

        return subprocess.run(
            [sys.executable, "-B", "-m", "notices", *BUILD, "--format", formats],
            cwd=tmp_path,
            env=environment(),
            preexec_fn=limit,
            capture_output=True,
            text=True,
            check=False,
        )

    return build_with


def files(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("formats", ["md", "html", "md,html"])
def test_a_file_that_does_not_fit_leaves_none(build, tmp_path, formats):
    first = formats.partition(",")[0]

    done = build(4096, formats)

    assert done.stderr == (
        f"out/{FOLDER}/pupils.{first}: it cannot be written: "
        "a file this large is not allowed.\n"
        "  Nothing half-written is left.\n"
        "  To mend: raise the file size limit.\n\n"
    )
    assert (done.returncode, done.stdout) == (3, "")
    assert files(tmp_path) == {}


def test_the_notice_of_last_year_stays_whole(build, tmp_path):
    built = build(resource.RLIM_INFINITY, "md,html")
    assert built.returncode == 0
    before = files(tmp_path / "out")

    done = build(4096, "md,html")

    assert done.returncode == 3
    assert files(tmp_path / "out") == before


def test_a_notice_is_not_replaced_where_only_its_first_file_fits(build, tmp_path):
    build(resource.RLIM_INFINITY, "md,html")
    notice = tmp_path / "out" / FOLDER
    room = (notice / "pupils.md").stat().st_size
    (notice / "pupils.md").write_text("last year's\n", encoding="utf-8")
    before = files(notice)

    done = build(room, "md,html")

    assert "pupils.html: it cannot be written" in done.stderr
    assert files(notice) == before


def test_a_notice_whose_record_does_not_fit_is_not_written(build, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    rest = '"notice": "pupils", "files": {}, "bytes": {}'
    records = [f'{{"folder": "{n}", {rest}}}\n' for n in range(20_000)]
    (out / "manifest.jsonl").write_text("".join(records), encoding="utf-8")
    before = files(out)

    done = build(400_000, "md")

    assert "manifest.jsonl: it cannot be written" in done.stderr
    assert done.returncode == 3
    assert files(out) == before
