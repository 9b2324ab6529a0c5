"""The same input makes the same bytes, and nothing is fetched to make them."""

import hashlib
import socket
import subprocess
import sys

import pytest

from notices.compose import Choices, compose
from notices.compose.wording import shipped_templates
from notices.publish.publish import rendered
from tests.conftest import EXAMPLES, SCHOOLS, TODAY, environment


def _build(out, folder, seed):
    profiles = [str(EXAMPLES / f"{name}.toml") for name in SCHOOLS]
    subprocess.run(
        [
            sys.executable,
            "-m",
            "notices",
            "build",
            *profiles,
            "--on",
            "2026-11-22",
            "--out",
            out,
        ],
        cwd=folder,
        env=environment(
            NOTICES_CACHE="",
            PYTHONHASHSEED=seed,
            SOURCE_DATE_EPOCH="1793000000" if seed == "1" else "1795000000",
        ),
        check=True,
        capture_output=True,
    )
    return {
        path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file()
    }


def test_two_folders_and_two_processes_make_the_same_bytes(tmp_path):
    here, there = tmp_path / "here", tmp_path / "there" / "deep"
    here.mkdir()
    there.mkdir(parents=True)

    first = _build(here / "out", here, "1")
    second = _build(there / "other", there, "2")

    assert len(first) == 3 * 4 + 1
    assert first == second


def test_building_opens_no_socket(monkeypatch, catalogue, example):
    def refused(*_):
        pytest.fail("something opened a socket")

    monkeypatch.setattr(socket.socket, "__init__", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    notice = compose(
        catalogue, example("kenton-school"), "pupils", TODAY, Choices(today=TODAY)
    )

    files, lacking = rendered(
        notice, ("md", "html", "pdf"), folders=shipped_templates()
    )

    assert lacking == ""
    assert {name.rpartition(".")[2] for name in files} == {"md", "html", "pdf"}
