"""Hundreds of schools at once: one bad row stops no other, and nothing is half done."""

import csv
import errno
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from functools import partial
from platform import node

import pytest

from notices.errors import OutputError
from notices.publish.folder import alone_in
from tests.conftest import BASE, EXAMPLES, environment

WORDS = (
    *("batch", "--base", "base.toml", "--accept-unanswered"),
    *("--on", "2026-11-22", "--format", "md,html"),
)
DAY = "1795305600"


@pytest.fixture
def batch(tmp_path, run):
    """Return a function that runs `notices batch` in an empty folder with a base."""
    (tmp_path / "base.toml").write_text(BASE, encoding="utf-8")
    return partial(run, *WORDS, SOURCE_DATE_EPOCH=DAY)


def _rows(out) -> list[dict[str, str]]:
    text = (out / "report.csv").read_text(encoding="utf-8-sig")
    return list(csv.DictReader(text.splitlines()))


def _bytes(out) -> dict[str, bytes]:
    """Return what a run left, but for the report, which tells times."""
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.name != "report.json"
    }


def _stamps(out) -> dict[str, int]:
    return {str(path): path.stat().st_mtime_ns for path in out.glob("*/*")}


def test_an_authoritys_schools_are_made_and_told(batch, tmp_path):
    done = batch("--la", "391")
    out = tmp_path / "out"
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    rows = _rows(out)

    assert done.stdout == (
        "99 notices made, 0 were there already, 0 are drafts, "
        "0 organisations of 99 with faults. See report.csv.\n"
    )
    assert report["made"] == len(rows) == len(list(out.glob("*/pupils.md"))) == 99
    assert report["faults"] == []
    assert "data-protection-officer.email" in rows[0]["taken from others"]
    assert "cctv" in rows[0]["unanswered"]
    assert not list(out.glob(".notices.lock"))


def test_an_answer_of_the_base_is_taken_from_others_where_it_is_asked(batch, tmp_path):
    base = tmp_path / "base.toml"
    text = base.read_text(encoding="utf-8").replace(
        "[uses]", "[uses]\npublicity = true"
    )
    base.write_text(f'notices = ["pupils", "workforce"]\n{text}', encoding="utf-8")

    batch("--la", "391", "--limit", "1")

    told = {row["notice"]: row["taken from others"] for row in _rows(tmp_path / "out")}
    assert "uses.publicity" in told["pupils"]
    assert "uses.publicity" not in told["workforce"]


def test_what_stands_there_is_left_alone_until_something_changes(batch, tmp_path):
    few = ("--la", "391", "--limit", "5")
    batch(*few)
    out = tmp_path / "out"
    before, stamps = _bytes(out), _stamps(out)

    assert "0 notices made, 5 were there already" in batch(*few).stdout
    assert _stamps(out) == stamps

    (notice, *_) = sorted(out.glob("*/pupils.md"))
    notice.write_text("somebody wrote over it", encoding="utf-8")
    assert "1 notice made, 4 were there already" in batch(*few).stdout
    assert _bytes(out) == before

    base = tmp_path / "base.toml"
    base.write_text(BASE.replace("DPO service", "officer"), encoding="utf-8")
    assert "5 notices made, 0 were there already" in batch(*few).stdout
    assert "5 notices made" in batch(*few, "--force").stdout


def test_another_edition_is_made_when_it_is_asked_for(batch, tmp_path):
    more = ("--urn", "108427", "--edition", "full,summary")
    batch("--urn", "108427")

    assert "1 notice made, 1 was there already" in batch(*more).stdout
    assert "0 notices made, 2 were there already" in batch(*more).stdout
    assert {row["notice"] for row in _rows(tmp_path / "out")} == {
        "pupils",
        "pupils.summary",
    }


def test_editions_that_nobody_asks_for_any_more_are_told_and_deleted(batch, tmp_path):
    one = ("--urn", "108427", "--format", "md")
    batch(*one, "--edition", "full,summary,snippet")
    left = "2 notices stand there that nobody asks for any more"

    assert left not in batch(*one, "--edition", "summary").stderr  # an addition
    assert left in batch(*one).stderr
    again = batch(*one, "--prune")

    assert "0 notices made, 1 was there already" in again.stdout
    assert "deleted pupils.snippet.fragment.html, pupils.snippet.html" in again.stderr
    assert [path.name for path in tmp_path.glob("out/*/*.md")] == ["pupils.md"]
    assert [row["notice"] for row in _rows(tmp_path / "out")] == ["pupils"]


def test_files_that_are_not_made_again_are_told_until_they_are_pruned(batch, tmp_path):
    one = ("--urn", "108427")
    told = "2 files stand there that only earlier runs made"
    out = tmp_path / "out"
    batch(*one, "--format", "md,html,txt")

    plain = partial(_only_markdown, batch)
    first, again = plain(*one), plain(*one)
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    (folder,) = out.glob("108427-*")

    assert told.replace("2", "3") in first.stderr
    assert "0 notices made" in again.stdout
    assert told.replace("2", "3") in again.stderr
    assert report["no longer asked for"] == [
        f"{folder.name}: pupils.{ending}" for ending in ("fragment.html", "html", "txt")
    ]
    assert f"{folder.name}: pupils.txt" in (out / "index.html").read_text("utf-8")

    (folder / "pupils.txt").unlink()
    assert told in plain(*one).stderr
    packed = tmp_path / "all.zip"
    plain(*one, "--zip", packed)
    with zipfile.ZipFile(packed) as archive:
        assert [name for name in archive.namelist() if "/" in name] == [
            f"{folder.name}/pupils.md"
        ]
    pruned = plain(*one, "--prune")

    assert "deleted pupils.fragment.html, pupils.html." in pruned.stderr
    assert [path.name for path in folder.iterdir()] == ["pupils.md"]
    assert [row["notice"] for row in _rows(out)] == ["pupils"]
    assert "0 notices made, 1 was there already" in plain(*one).stdout
    assert "earlier runs" not in plain(*one).stderr


def _only_markdown(batch, *words):
    """Run it as `batch` does, but for its formats."""
    *kept, _, _ = WORDS
    return batch.func(*kept, "--format", "md", *words, **batch.keywords)


def test_what_is_left_of_an_edition_makes_nothing_anew(batch, tmp_path):
    one = ("--urn", "108427", "--format", "md")
    batch(*one, "--edition", "full,summary")
    batch(*one)
    (edition,) = tmp_path.glob("out/*/pupils.summary.md")
    edition.write_text("altered", encoding="utf-8")

    assert "0 notices would be made" in batch(*one, "--dry-run").stdout


def test_another_day_under_the_same_law_makes_nothing_anew(batch):
    few = ("--la", "391", "--limit", "2")
    batch(*few, "--on", "2026-10-01")

    assert "0 notices made" in batch(*few, "--on", "2026-10-20").stdout
    assert "2 notices made" in batch(*few, "--on", "2026-06-18").stdout


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("[notice]\nissued = 2026-06-0{}", "**Issued:** {} June 2026"),
        ("[notice]\nreview-by = 2026-06-1{}", "1{} June 2026"),
        ("[sections.complaining]\nafter = 'Since {} June 2026.'", "Since {} June 2026"),
    ],
)
def test_a_day_that_moves_with_the_one_asked_for_is_printed_anew(
    said, printed, batch, tmp_path
):
    out = tmp_path / "out"
    base = tmp_path / "base.toml"
    for day in ("1", "2"):
        base.write_text(f"{BASE}{said.format(day)}\n", encoding="utf-8")
        batch("--urn", "108427", "--on", f"2026-06-0{day}")

        (notice,) = out.glob("*/pupils.md")
        assert printed.format(day) in notice.read_text(encoding="utf-8")


def test_a_bad_row_stops_no_other(batch, tmp_path):
    (tmp_path / "schools.csv").write_text(
        "organisation.urn,uses.cctv,organisation.email\n"
        "108427,yes,office@example.org\n"
        "108430,perhaps,office@example.org\n"
        "999999,no,office@example.org\n"
        "108431,no,office(at)example.org\n"
        "108437,,\n",
        encoding="utf-8",
    )

    done = batch("schools.csv", code=1)

    assert len(list((tmp_path / "out").glob("*/pupils.md"))) == 2
    for place in ("schools.csv:3: ", "schools.csv:4: ", "schools.csv:5: "):
        assert place in done.stderr
    assert "To mend:" in done.stderr
    assert "3 organisations of 5 with faults" in done.stdout
    assert "Traceback" not in done.stderr


def test_a_schools_own_file_is_laid_over_its_row(batch, tmp_path):
    own = tmp_path / "own"
    own.mkdir()
    (own / "108427.toml").write_text("[uses]\ncctv = true\n", encoding="utf-8")

    batch("--urn", "108427", "--profiles", "own")

    (row,) = _rows(tmp_path / "out")
    assert "cctv" not in row["unanswered"].split("; ")


def test_beside_a_table_an_authority_takes_its_schools_alone(batch, tmp_path):
    (tmp_path / "schools.csv").write_text("URN\n108427\n100000\n999999\n", "utf-8")

    done = batch("schools.csv", "--la", "391", "--dry-run", code=1)

    assert done.stdout.startswith("108427: pupils: it is new.\n1 notice would be made")
    assert done.stderr == (
        "999999\n"
        "schools.csv:4: URN: nobody says in which authority's area 999999 is.\n"
        "  --la takes the schools of one authority, and neither this table nor the "
        "register has that of this school.\n"
        '  To mend: give the table a column "LA (code)", or leave --la out.\n\n'
    )
    every = batch("schools.csv", "--la", "all", "--limit", "2", "--dry-run")
    assert "2 notices would be made" in every.stdout


def test_a_logo_that_leads_out_costs_no_other_school(batch, tmp_path):
    own = tmp_path / "own"
    own.mkdir()
    logo = '[look]\nlogo = "/proc/self/mem"\nlogo-description = "x"\n'
    (own / "108427.toml").write_text(logo, encoding="utf-8")

    done = batch("--urn", "108427", "--urn", "108430", "--profiles", "own", code=1)

    assert "lies outside the folder of this profile." in done.stderr
    (made,) = (tmp_path / "out").glob("*/pupils.md")
    assert made.parent.name.startswith("108430")


def test_a_report_holds_no_formula(batch, tmp_path):
    (tmp_path / "schools.csv").write_text(
        "organisation.urn,organisation.name\n108427,=cmd|' /C calc'!A0\n",
        encoding="utf-8",
    )

    batch("schools.csv")

    (row,) = _rows(tmp_path / "out")
    assert row["issuer"].startswith("'=cmd")


MODEL = ("build", "--model", "pupils", "--type", "maintained", "--ages", "4-11")


@pytest.mark.parametrize("others", [(*WORDS, "--urn", "108427"), ("build", "a"), MODEL])
@pytest.mark.parametrize(
    ("owner", "process"),
    [
        (f"{os.getpid()} {node()}", f", process {os.getpid()} on {node()}"),
        ("4194000 far-away", ", process 4194000 on far-away"),
        ("", ""),
    ],
    ids=["here", "on another machine", "untold"],
)
def test_a_second_run_in_the_folder_is_refused(
    others, owner, process, batch, run, tmp_path
):
    shutil.copy(EXAMPLES / "ashfield-nursery.toml", tmp_path / "a")
    shutil.copy(EXAMPLES / "newcastle-schools.toml", tmp_path)
    out = tmp_path / "out"
    out.mkdir()
    (out / ".notices.lock").write_text(owner, encoding="utf-8")

    done = run(*others, code=3)

    assert done.stderr.rstrip() == (
        f"out: another run is at work there{process}.\n"
        "  Two runs would write over each other.\n"
        "  To mend: wait for it, or choose another folder with --out; "
        "or, if no run is at work, delete out/.notices.lock."
    )
    assert [one.name for one in out.iterdir()] == [".notices.lock"]


@pytest.mark.parametrize("has_links", [True, False])
def test_of_runs_that_begin_at_once_one_is_alone(tmp_path, monkeypatch, has_links):
    def no_links(*_):
        raise OSError(errno.ENOTSUP, "not here")

    if not has_links:
        monkeypatch.setattr(os, "link", no_links)
    lock = tmp_path / ".notices.lock"

    with alone_in(tmp_path):
        assert lock.read_text(encoding="utf-8") == f"{os.getpid()} {node()}"
        with monkeypatch.context() as other:
            other.setattr(os, "getpid", os.getppid)
            with pytest.raises(OutputError, match="another run"), alone_in(tmp_path):
                pass
        assert [one.name for one in tmp_path.iterdir()] == [lock.name]

    assert not list(tmp_path.iterdir())


def test_a_lock_that_another_run_took_meanwhile_is_not_taken_away(
    tmp_path, monkeypatch
):
    lock = tmp_path / ".notices.lock"
    lock.write_text(f"4711 {node()}", encoding="utf-8")

    def killed(number, _):
        lock.write_text(f"{os.getppid()} {node()}", encoding="utf-8")
        if number == 4711:
            raise ProcessLookupError

    monkeypatch.setattr(os, "kill", killed)

    with pytest.raises(OutputError, match=str(os.getppid())), alone_in(tmp_path):
        pass
    assert lock.read_text(encoding="utf-8") == f"{os.getppid()} {node()}"


def test_a_lock_that_somebody_deleted_and_another_took_stays_theirs(tmp_path):
    lock = tmp_path / ".notices.lock"

    with alone_in(tmp_path):
        lock.write_text("1 far-away", encoding="utf-8")

    assert lock.exists()


def test_a_lock_that_a_dead_run_left_holds_nobody_up(batch, tmp_path):
    dead = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"],
        capture_output=True,
        text=True,
        check=True,
    )
    out = tmp_path / "out"
    out.mkdir()
    owner = f"{dead.stdout.strip()} {node()}"
    (out / ".notices.lock").write_text(owner, encoding="utf-8")

    batch("--urn", "108427")


def test_a_lock_of_our_own_number_was_left_by_a_run_that_was_killed(tmp_path):
    lock = tmp_path / ".notices.lock"
    lock.write_text(f"{os.getpid()} {node()}", encoding="utf-8")

    with alone_in(tmp_path) as was_left:
        assert was_left


def test_what_a_killed_process_left_beside_a_file_is_cleared(batch, tmp_path):
    place = tmp_path / "out" / "108427-ashfield-nursery-school"
    place.mkdir(parents=True)
    left = place / ".pupils.md.4711.part"
    left.write_text("half a noti", encoding="utf-8")
    kept = tmp_path / "out" / "composed" / place.name / ".pupils.json.4711.part"
    kept.parent.mkdir(parents=True)
    kept.write_text("half a noti", encoding="utf-8")
    owner = f"{2**70} {node()}"  # there is no process of this number
    (tmp_path / "out" / ".notices.lock").write_text(owner, encoding="utf-8")

    batch("--urn", "108427")

    assert not left.exists()
    assert not kept.exists()
    assert (place / "pupils.md").is_file()


@pytest.mark.parametrize(
    ("arguments", "said", "code"),
    [
        (
            (),
            "No schools are named.\n"
            "  To mend: name a table, or an authority with --la 391, "
            "or all of England with --la all, or schools with --urn.\n",
            2,
        ),
        (
            ("--la", "999"),
            '--la: no authority in the register has the number "999".\n'
            "  To mend: check the number; Newcastle upon Tyne, for example, is 391.\n",
            3,
        ),
        (
            ("schools.csv", "--la", "202"),
            "--la: schools.csv has no such school.\n"
            "  To mend: check the words of --la.\n",
            3,
        ),
        (
            ("schools.csv", "--urn", "108427", "--type", "community-school"),
            "--urn and --type: schools.csv has no such school.\n"
            "  To mend: check the words of --urn and --type.\n",
            3,
        ),
        (
            ("--la", "391", "--phase", "Primery"),
            '--phase: "Primery" is not known.\n  To mend: did you mean "Primary"?\n',
            2,
        ),
        (
            ("--la", "391", "--type", "community"),
            '--type: "community" is not known.\n'
            '  To mend: did you mean "community-school"?\n',
            2,
        ),
        (
            ("--la", "391", "--draft", "--require-approval"),
            "--draft and --require-approval: a draft is nothing that was approved.\n"
            "  To mend: leave out one of them.\n",
            2,
        ),
        (
            ("schools.csv", "--zip", "schools.csv"),
            "--zip: schools.csv is there already, and is no zip file of notices.\n"
            "  It would be replaced.\n"
            "  To mend: give the zip file another name, such as notices.zip.\n",
            3,
        ),
        (
            ("none.csv",),
            "none.csv: there is no such file.\n"
            "  To mend: check the name and the folder.\n",
            3,
        ),
        (
            ("--urn", "108427", "--out", "base.toml/below"),
            "base.toml/below: it cannot be written: "
            "a file stands where a folder is needed.\n"
            "  Nothing half-written is left.\n"
            "  To mend: choose another folder with --out.\n",
            3,
        ),
        (
            ("--urn", "108427", "--profiles", "none"),
            "--profiles: none is no folder.\n"
            "  It holds one file a school, named by its URN: 108427.toml.\n"
            "  To mend: check the name.\n",
            3,
        ),
    ],
)
def test_what_cannot_be_begun_is_told(arguments, said, code, batch, tmp_path):
    (tmp_path / "schools.csv").write_text("URN\n108427\n", encoding="utf-8")

    assert batch(*arguments, code=code).stderr == said
    assert not (tmp_path / "out").exists()


def test_an_empty_table_is_printed(batch):
    heads = batch("--template").stdout.strip().split(",")

    assert heads[0] == "organisation.urn"
    assert "uses.cctv" in heads


@pytest.mark.heavy
@pytest.mark.parametrize("whom", ["parent", "worker"])
def test_after_a_kill_the_same_command_goes_on_to_the_same_bytes(whom, batch, tmp_path):
    schools = ("--la", "391", "--limit", "40")
    batch(*schools, "--out", "whole")
    whole = _bytes(tmp_path / "whole")
    chance = random.Random(20261122)
    for _ in range(10):
        process = subprocess.Popen(
            [sys.executable, "-m", "notices", *WORDS, *schools],
            cwd=tmp_path,
            env=environment(SOURCE_DATE_EPOCH=DAY),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(chance.uniform(0.3, 1.6))
        _kill(process, whom)

    batch(*schools)

    assert _bytes(tmp_path / "out") == whole


def _kill(process: subprocess.Popen, whom: str) -> None:
    if whom == "parent":
        os.killpg(process.pid, signal.SIGKILL)
    else:
        listed = subprocess.run(
            ["pgrep", "-P", str(process.pid)],
            capture_output=True,
            text=True,
            check=False,
        )
        for number in listed.stdout.split()[-1:]:
            os.kill(int(number), signal.SIGKILL)
    process.wait(timeout=120)


def test_hostile_names_stand_apart_and_inside(batch, tmp_path):
    names = {
        108427: "St Joseph's",
        108430: "St Joseph's",
        108431: "ST JOSEPH'S",
        108437: "/",
        108438: "..",
        108439: "CON",
        108440: "a" * 300,
        108442: "../../etc/passwd",
    }
    rows = "".join(f'{urn},"{name}"\n' for urn, name in names.items())
    (tmp_path / "schools.csv").write_text(
        f"organisation.urn,organisation.name\n{rows}", encoding="utf-8"
    )
    before = set(tmp_path.parent.iterdir())

    done = batch("schools.csv", "--format", "md", code=1)

    folders = [path.parent.name for path in tmp_path.glob("out/*/pupils.md")]
    made = set(names) - {108437, 108438, 108440}
    assert {int(name[:6]) for name in folders} == made
    assert len({name.casefold() for name in folders}) == len(made)
    assert all(len(name.encode()) < 100 for name in folders)
    assert "schools.csv:8: organisation.name: " in done.stderr  # it is too long
    assert 'organisation.name: "/" is no name: it has no letter.' in done.stderr
    assert set(tmp_path.parent.iterdir()) == before
