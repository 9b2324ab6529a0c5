"""What a careful data protection officer would raise, the check raises too."""

import importlib.util
import sys
import tomllib

import pytest

from tests.conftest import ROOT

_PATH = ROOT / "tools" / "check_quality.py"
_SPEC = importlib.util.spec_from_file_location("check_quality", _PATH)
quality = importlib.util.module_from_spec(_SPEC)
sys.modules["check_quality"] = quality  # its dataclass looks itself up there
_SPEC.loader.exec_module(quality)

MISSES = {
    (file, miss["rule"])
    for miss in tomllib.loads(
        (ROOT / "tests" / "check-misses.toml").read_text(encoding="utf-8")
    )["miss"]
    for file in miss["files"]
}


@pytest.fixture(scope="module")
def cases():
    return list(quality.cases())


def test_every_labelled_case_is_as_labelled_but_for_those_we_know(cases):
    wrong = [
        f"{case.file} on {case.on}: {case.rule} {case.says}, not {case.should}"
        for case in cases
        if not case.is_right and (case.file, case.rule) not in MISSES
    ]

    assert wrong == []


def test_what_we_know_to_be_wrong_is_still_wrong(cases):
    wrong = {(case.file, case.rule) for case in cases if not case.is_right}

    assert sorted(MISSES - wrong) == []


def test_every_rule_is_labelled_both_ways(cases):
    """Rules that no document breaks would pass whatever they did."""
    fires = {case.rule for case in cases if case.should == "fires"}
    silent = {case.rule for case in cases if case.should == "silent"}

    assert fires & silent == fires
    assert sorted(set(quality.book().rules) - fires) == []
