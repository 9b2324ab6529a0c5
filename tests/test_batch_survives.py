"""A batch goes on: past a row that kills its process, a stop, a full disk, a change."""

import errno
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections import deque
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import nullcontext, suppress
from multiprocessing import get_context
from pathlib import Path

import pytest

from notices.errors import FullDiskError, NoticesError, OutputError
from notices.organisation.table import Wanted
from notices.publish import manifest, publish, write
from notices.publish.batch import prepared, stopping, work
from notices.publish.batch.pool import outcomes, processes
from notices.publish.batch.run import Manner, run
from notices.publish.batch.standing import Look
from notices.publish.batch.stopping import Stop
from notices.publish.batch.tasks import Planner
from notices.publish.order import Order
from notices.shipped import shipped
from tests.conftest import BASE, TODAY, environment

URNS = (108427, 108430, 108431, 108437, 108438)


@pytest.fixture
def batch(tmp_path, catalogue, register):
    """Return a function that runs a batch in this process and tells its outcomes."""
    base = tmp_path / "base.toml"
    base.write_text(BASE, encoding="utf-8")

    def run_batch(urns=URNS, *, wording=(), table=None, formats=("md",), **manner):
        planner = Planner(
            vocabulary=catalogue.vocabulary,
            register=register,
            wanted=Wanted(urns=frozenset(urns)),
            base=base,
            profiles=None,
        )
        order = Order(
            on=TODAY,
            today=TODAY,
            out=tmp_path / "out",
            formats=formats,
            wording=wording,
            accept_unanswered=True,
        )
        plan = (
            planner.from_table(table, "t.csv") if table else planner.from_register("")
        )
        outcomes = []
        run(order, plan, Manner(**{"jobs": 2, **manner}), told=outcomes.append)
        return {outcome.urn: outcome for outcome in outcomes}

    return run_batch


@pytest.fixture(autouse=True)
def _forget():
    """Forget what a run of another test prepared."""
    prepared.prepare.cache_clear()  # a new process has none


def test_a_row_that_kills_its_process_costs_no_other(batch, monkeypatch, tmp_path):
    # Forked processes have this too.
    real = publish.organisation_from

    def deadly(layers, **known):
        if layers.values["organisation"]["urn"] == URNS[2]:
            os._exit(1)
        return real(layers, **known)

    monkeypatch.setattr(publish, "organisation_from", deadly)

    outcomes = batch()

    assert {urn for urn, outcome in outcomes.items() if outcome.built} == {
        *URNS[:2],
        *URNS[3:],
    }
    assert (
        "the process that made its notices died, twice." in outcomes[URNS[2]].faults[0]
    )
    assert len(list((tmp_path / "out").glob("*/pupils.md"))) == 4


def test_a_mistake_of_ours_at_one_row_is_told_and_costs_no_other(batch, monkeypatch):
    real = publish.organisation_from

    def mistaken(layers, **known):
        if layers.values["organisation"]["urn"] == URNS[0]:
            raise ZeroDivisionError("of ours")
        return real(layers, **known)

    monkeypatch.setattr(publish, "organisation_from", mistaken)

    outcomes = batch()

    assert re.match(
        f"{URNS[0]} Ashfield Nursery School: notices itself failed at this: "
        r"ZeroDivisionError\('of ours'\), at publish/publish.py:\d+\.\n",
        outcomes[URNS[0]].faults[0],
    )
    assert sum(bool(outcome.built) for outcome in outcomes.values()) == 4


def test_a_full_disk_stops_all_and_loses_nothing(batch, monkeypatch, tmp_path):
    batch(URNS[:2])
    before = {path: path.read_bytes() for path in tmp_path.glob("out/*/*")}
    real = write.write_part

    def full(path, data):
        if path.parent.name.startswith(str(URNS[3])):
            raise OSError(errno.ENOSPC, "No space left on device")
        real(path, data)

    monkeypatch.setattr(write, "write_part", full)

    with pytest.raises(FullDiskError, match="the disk is full"):
        batch()

    assert all(path.read_bytes() == data for path, data in before.items())
    assert not list(tmp_path.glob("out/**/.*"))
    monkeypatch.undo()
    outcomes = batch()
    assert all(outcome.built or outcome.kept for outcome in outcomes.values())


def test_a_change_of_wording_renders_only_where_it_is_told(batch, tmp_path):
    schools = (108427, 131987)  # a nursery school, and a secondary
    first = batch(schools)
    assert all(outcome.built for outcome in first.values())
    templates = tmp_path / "wording" / "templates" / "sections"
    templates.mkdir(parents=True)
    section = "aged-13-and-over.md.j2"
    text = (shipped("templates") / "sections" / section).read_text(encoding="utf-8")
    (templates / section).write_text(
        text.replace("goes to more people", "goes to some more people"),
        encoding="utf-8",
    )

    second = batch(schools, wording=(tmp_path / "wording",))

    assert {urn: bool(outcome.built) for urn, outcome in second.items()} == {
        108427: False,
        131987: True,
    }
    records = {
        one["urn"]: one for one in manifest.read(tmp_path / "out/manifest.jsonl")
    }
    assert records[108427]["wording"] == records[131987]["wording"]
    third = batch(schools, wording=(tmp_path / "wording",), pools=_nobody)
    assert not any(outcome.built for outcome in third.values())


def _section(folder, words):
    """Write a wording set of one section that says *words*; return its folder."""
    templates = folder / "templates" / "sections"
    templates.mkdir(parents=True, exist_ok=True)
    (templates / "information-we-use.md.j2").write_text(
        f'{{% section "information-we-use", "Ours", "body" %}}\n{words}\n'
        "{% endsection %}\n",
        encoding="utf-8",
    )
    return folder


def test_a_process_that_outlives_a_run_forgets_what_it_read_then(batch, tmp_path):
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as lent:

        def run_batch(words):
            prepared.prepare.cache_clear()  # each run is begun by a new process
            wording = (_section(tmp_path / "wording", words),)
            outcomes = batch(
                URNS[:1], wording=wording, pools=lambda _: nullcontext(lent)
            )
            return outcomes[URNS[0]]

        assert run_batch("What was said.").built
        assert run_batch("What is said now.").built

    (path,) = tmp_path.glob("out/*/pupils.md")
    assert "What is said now." in path.read_text("utf-8")


def test_notices_are_made_only_of_what_the_run_began_with(tmp_path):
    order = Order(on=TODAY, today=TODAY, out=tmp_path / "out")
    read = prepared.read_by(prepared.prepare(order))

    assert prepared.prepared(order, read) is prepared.prepare(order)
    with pytest.raises(NoticesError, match="is not as it was when the run began"):
        prepared.prepared(order, {**read, "wording": "another"})


@pytest.mark.parametrize(
    ("fails", "said"),
    [
        (None, "ours: there is no such folder."),
        (ZeroDivisionError("of ours"), "notices itself failed at this"),
    ],
)
def test_a_process_that_cannot_begin_is_not_taken_for_one_that_died(
    fails, said, tmp_path, monkeypatch
):
    order = Order(on=TODAY, today=TODAY, out=tmp_path, wording=(tmp_path / "ours",))
    look = Look(out=tmp_path, written=0, verify=False)
    job = work.Job(order=order, read={}, base=None, look=look)
    if fails is not None:

        def failing(*_):
            raise fails

        monkeypatch.setattr(work, "prepared", failing)

    stop = Stop(say=print)
    waiting = deque([()])
    (outcome,) = outcomes(lambda _: ThreadPoolExecutor(1), job, waiting, stop, jobs=1)

    assert said in str(outcome.fatal)


def _nobody(_jobs):
    raise AssertionError("nothing is to be done, and somebody was asked to do it")


@pytest.mark.parametrize(
    ("alter", "verify", "is_seen"),
    [
        ("length", False, True),
        ("letters", False, True),
        ("letters, and its time set back", False, False),
        ("letters, and its time set back", True, True),
        ("deleted", False, True),
    ],
)
def test_a_file_that_was_altered_is_made_again(alter, verify, is_seen, batch, tmp_path):
    batch(URNS[:1])
    (path,) = tmp_path.glob("out/*/pupils.md")
    made, before = path.read_bytes(), path.stat()
    if alter == "deleted":
        path.unlink()
    else:
        path.write_bytes(made + b"x" if alter == "length" else made.swapcase())
    if "set back" in alter:
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    outcomes = batch(URNS[:1], verify=verify)

    assert bool(outcomes[URNS[0]].built) is is_seen
    assert (path.read_bytes() == made) is is_seen


def test_a_dry_run_says_why_and_writes_nothing(batch, tmp_path):
    outcomes = batch(URNS[:1], dry_run=True)
    assert outcomes[URNS[0]].would == ("pupils",)
    assert outcomes[URNS[0]].why == ("it is new",)
    assert not (tmp_path / "out").exists()

    batch(URNS[:1])
    (tmp_path / "base.toml").write_text(
        BASE.replace("DPO service", "officer"), encoding="utf-8"
    )
    outcomes = batch(URNS[:1], dry_run=True)
    assert outcomes[URNS[0]].why == ("what all have in common changed",)
    assert "Schools officer" not in next(tmp_path.glob("out/*/pupils.md")).read_text(
        "utf-8"
    )


@pytest.mark.parametrize(
    "names",
    [
        {"folder": "../../etc"},
        {"folder": "/etc"},
        {"folder": ".."},
        {"files": {"../secret": "0"}},
        {"bytes": {"a/b": 1}},
        {"notice": "../pupils"},
        {"folder": "a\\..\\b"},
    ],
)
def test_a_manifest_that_leads_elsewhere_is_refused(names, batch, tmp_path):
    batch(URNS[:1])
    path = tmp_path / "out" / "manifest.jsonl"
    record = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**record, **names}) + "\n", encoding="utf-8")

    with pytest.raises(OutputError, match=r"manifest.jsonl:1: this line is no record"):
        batch(URNS[:1])


def test_links_planted_in_the_folder_lead_nowhere(batch, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "precious").write_text("mine", encoding="utf-8")
    (elsewhere / ".x.part").write_text("mine", encoding="utf-8")
    batch(URNS[:1])
    out = tmp_path / "out"
    (folder,) = out.glob("108427-*")
    (out / "108430-newburn-manor-nursery-school").symlink_to(elsewhere)
    (folder / "pupils.md").unlink()
    (folder / "pupils.md").symlink_to(elsewhere / "precious")
    (out / ".notices.lock").symlink_to(elsewhere / "precious")
    planted = {path.name: path.read_text("utf-8") for path in elsewhere.iterdir()}

    outcomes = batch((108427, 108430))

    assert outcomes[108427].built
    assert not (folder / "pupils.md").is_symlink()
    assert {path.name: path.read_text("utf-8") for path in elsewhere.iterdir()} == (
        planted
    )
    assert "this is a link" in outcomes[108430].faults[0]


def test_a_manifest_that_nobody_may_read_is_told(batch, monkeypatch, tmp_path):
    path = tmp_path / "out" / manifest.NAME
    path.parent.mkdir()
    path.write_text("", encoding="utf-8")
    opened = Path.open

    def refused(self, *arguments, **options):
        if self.name == manifest.NAME:
            raise PermissionError(errno.EACCES, "Permission denied")
        return opened(self, *arguments, **options)

    monkeypatch.setattr(Path, "open", refused)
    with pytest.raises(OutputError) as raised:
        batch()

    assert str(raised.value) == (
        f"{path}: it cannot be read: Permission denied.\n"
        "  It is the record of what stands in the folder. Nothing was written.\n"
        "  To mend: see who may read it, or choose another folder with --out."
    )


@pytest.fixture
def begun(tmp_path):
    """A batch with one process, whose first notice stands there."""
    (tmp_path / "base.toml").write_text(BASE, encoding="utf-8")
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "notices", "batch", "--la", "391"),
            *("--base", "base.toml", "--jobs", "1", "--format", "html,pdf"),
            *("--accept-unanswered", "--on", "2026-11-22"),
        ],
        cwd=tmp_path,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    for _ in range(600):
        if list(tmp_path.glob("out/*/pupils.pdf")):
            break
        time.sleep(0.1)
    yield process
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def test_ctrl_c_finishes_what_is_in_hand_and_says_how_to_go_on(begun, tmp_path):
    begun.send_signal(signal.SIGINT)  # to it alone: it asks its process itself
    _, error = begun.communicate(timeout=180)

    assert begun.returncode == 1
    assert (
        "Stopping: 1 process finishes what it is at. "
        "Press Ctrl-C again to stop at once.\n"
    ) in error
    assert "Run the same command again to go on." in error
    _is_whole(tmp_path / "out", error)


def test_ctrl_c_pressed_again_and_again_ends_at_once(begun, tmp_path):
    for _ in range(3):
        os.killpg(begun.pid, signal.SIGINT)  # as a terminal does: every process has it
        time.sleep(0.3)
    _, error = begun.communicate(timeout=60)

    assert begun.returncode in {1, 130}
    assert "Run the same command again to go on." in error
    _is_whole(tmp_path / "out", error)


def _is_whole(out, error):
    """Hold to it that a run that was stopped left only what is whole and recorded."""
    assert "Traceback" not in error
    assert not (out / ".notices.lock").exists()
    assert not list(out.glob("*/*.part"))
    recorded = {one["folder"] for one in manifest.read(out / "manifest.jsonl")}
    assert recorded == {path.parent.name for path in out.glob("*/pupils.pdf")}
    assert 0 < len(recorded) < 99


def test_processes_end_with_whoever_began_them(begun):
    children = _children(begun.pid)
    assert children

    begun.kill()
    begun.communicate()

    for _ in range(100):
        if not any(map(_is_alive, children)):
            break
        time.sleep(0.1)
    assert not any(map(_is_alive, children))


def _children(pid) -> list[int]:
    said = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii")
    return [int(number) for number in said.split()]


def _is_alive(pid) -> bool:
    """Say whether a process works still; one that ended may wait to be buried."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text("utf-8")
    except OSError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


def test_ctrl_c_only_asks_a_process():
    with processes(1) as pool:
        assert isinstance(pool, ProcessPoolExecutor)
        handler = pool.submit(signal.getsignal, signal.SIGINT).result()

    assert handler is stopping.ask
