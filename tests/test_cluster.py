"""The same batch on a Dask cluster: the same files, also when a worker dies."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.conftest import BASE, environment, run_notices

distributed = pytest.importorskip("distributed")
pytestmark = [
    pytest.mark.heavy,
    pytest.mark.filterwarnings("ignore"),  # Dask's own
]


@pytest.fixture
def cluster(monkeypatch):
    """Return a cluster of two processes of this machine."""
    for name, value in environment().items():
        monkeypatch.setenv(name, value)
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as made:
        yield made


def _batch(folder, *options):
    (folder / "base.toml").write_text(BASE, encoding="utf-8")
    return run_notices(
        folder,
        *("batch", "--la", "391", "--base", "base.toml", "--accept-unanswered"),
        *("--format", "md,html", "--on", "2026-11-22", *options),
        PYTHONWARNINGS="ignore",  # Dask's own
    )


def _files(out):
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.name not in {"report.json", "manifest.jsonl"}
    }


def test_a_cluster_makes_what_one_machine_makes(cluster, tmp_path):
    here = _batch(tmp_path, "--out", "here")
    there = _batch(tmp_path, "--out", "there", "--cluster", cluster.scheduler_address)

    assert (there.returncode, there.stdout) == (0, here.stdout), there.stderr
    assert _files(tmp_path / "there") == _files(tmp_path / "here")


def test_a_worker_that_dies_costs_no_notice(cluster, tmp_path):
    out = tmp_path / "out"

    def kill():
        while not list(out.glob("*/pupils.md")):
            time.sleep(0.02)
        os.kill(next(iter(cluster.workers.values())).pid, signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    done = _batch(tmp_path, "--cluster", cluster.scheduler_address)
    killer.join()

    assert done.returncode == 0, done.stderr
    assert len(list(out.glob("*/pupils.md"))) == 99
    lines = (out / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 99


def test_workers_that_stay_read_what_changed_since_their_last_run(cluster, tmp_path):
    section = tmp_path / "ours" / "templates" / "sections" / "information-we-use.md.j2"
    section.parent.mkdir(parents=True)
    for words in ("What was said.", "What is said now."):
        section.write_text(
            f'{{% section "information-we-use", "Ours", "body" %}}\n{words}\n'
            "{% endsection %}\n",
            encoding="utf-8",
        )
        ours = ("--wording", "ours", "--limit", "2")
        done = _batch(tmp_path, *ours, "--cluster", cluster.scheduler_address)

        assert done.stdout.startswith("2 notices made, 0 were there already"), done
        for path in tmp_path.glob("out/*/pupils.md"):
            assert words in path.read_text(encoding="utf-8")


def test_a_cluster_that_is_not_there_is_told(tmp_path):
    done = _batch(tmp_path, "--cluster", "tcp://127.0.0.1:1")

    assert done.returncode == 3
    assert done.stderr.startswith("--cluster: tcp://127.0.0.1:1 cannot be used: ")
    assert "To mend: start a scheduler" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_scheduler_that_dies_stops_the_run_and_keeps_its_report(tmp_path):
    address, out = "tcp://127.0.0.1:8797", tmp_path / "out"
    dask = Path(sys.executable).with_name("dask")
    scheduler = (dask, "scheduler", "--port", "8797", "--host", "127.0.0.1")
    workers = (dask, "worker", address, "--nworkers", "2", "--nthreads", "1")
    quiet = {"stderr": subprocess.DEVNULL, "env": environment(), "cwd": tmp_path}
    with (
        subprocess.Popen([*scheduler, "--no-dashboard"], **quiet) as lost,
        subprocess.Popen([*workers, "--no-dashboard"], **quiet) as idle,
    ):
        killer = threading.Thread(target=_kill_at_first, args=(lost, out))
        killer.start()
        done = _batch(tmp_path, "--cluster", address)
        killer.join()
        idle.kill()

    assert done.returncode == 1
    assert "The cluster is gone: " in done.stderr
    assert "Run the same command again to go on." in done.stderr
    assert "Traceback" not in done.stderr
    assert (out / "report.csv").is_file()


def _kill_at_first(process, out):
    """Kill it when the first notice stands there."""
    while not list(out.glob("*/pupils.md")):
        time.sleep(0.02)
    process.kill()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (
            ("--cluster-ca", "ca.pem", "--cluster-cert", "base.toml"),
            "--cluster-ca: ca.pem: there is no such file.\n"
            "  To mend: check the name.\n",
        ),
        (
            (),
            "--cluster: tls://127.0.0.1:1 asks for TLS, where both sides prove who "
            "they are.\n"
            "  To mend: name the files with --cluster-ca and --cluster-cert, and with "
            "--cluster-key if the key stands apart.\n",
        ),
    ],
)
def test_tls_without_its_files_is_told(options, said, tmp_path):
    done = _batch(tmp_path, "--cluster", "tls://127.0.0.1:1", *options)

    assert (done.returncode, done.stderr) == (3, said)


def test_workers_of_many_threads_are_refused(tmp_path, monkeypatch):
    for name, value in environment().items():
        monkeypatch.setenv(name, value)
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=2, processes=True, dashboard_address=None
    ) as made:
        done = _batch(tmp_path, "--cluster", made.scheduler_address)

    assert done.returncode == 3
    assert "works with 2 threads at once" in done.stderr
    assert "--nthreads 1" in done.stderr
