"""What many tests need: the shipped catalogue, the register, the examples."""

import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import pytest

from notices.catalogue import Catalogue, load_catalogue
from notices.compare.comparison import Comparison
from notices.compare.estate import Between, compare
from notices.compare.opening import Opening, named
from notices.compare.whom import AskedFor, Whom, profile, subjects
from notices.compose import Choices, Notice, compose
from notices.organisation.load import load_organisation
from notices.organisation.organisation import Organisation
from notices.organisation.register import Register, load_register
from tests.comparing import ROOT, Repository
from tools.validate import VENDOR

EXAMPLES = ROOT / "examples"
SCHOOLS = ("ashfield-nursery", "kenton-school", "thomas-bewick-school")
ISSUERS = (
    *SCHOOLS,
    "byker-primary",
    "hill-house",
    "north-star-trust",
    "newcastle-council",
    "department",
)
"""Examples that issue notices; the one that is left is extended by another."""

KEPT = tempfile.mkdtemp(prefix="notices-bodies-")
"""Where these tests keep the bodies that they lay out: not with the user's own."""
os.environ["NOTICES_CACHE"] = KEPT


def pytest_unconfigure():
    shutil.rmtree(KEPT, ignore_errors=True)


def environment(**more: str) -> dict[str, str]:
    """Return the environment in which tests run the program as its users do."""
    place = {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "NOTICES_CACHE": KEPT}
    return {**place, **more}


def run_notices(folder: Path, *arguments: object, **variables: str):
    """Run the program in *folder* as its users do, but that a warning is an error."""
    return subprocess.run(
        [sys.executable, "-m", "notices", *map(str, arguments)],
        cwd=folder,
        env=environment(**{"PYTHONWARNINGS": "error", **variables}),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def asked_for(name: str) -> list[str]:
    """Return the notices that an example asks for."""
    profile = tomllib.loads((EXAMPLES / f"{name}.toml").read_text(encoding="utf-8"))
    return profile.get("notices", ["pupils"])


NOTICES = [(name, kind) for name in ISSUERS for kind in asked_for(name)]
"""Every notice of every example, by the name of the one and the key of the other."""
BASE = """
[data-protection-officer]
role = "Schools DPO service"
email = "dpo@example.org"
[uses]
transfers-outside-uk = false
"""
"""What the schools of a batch have in common."""
TODAY = date(2026, 11, 22)
"""The day that the tests compose for: the last one whose law was looked at."""


def pytest_addoption(parser):
    parser.addoption("--bless", action="store_true", help="write the golden files anew")


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture(scope="session")
def register() -> Register:
    return load_register()


@pytest.fixture(scope="session")
def load(catalogue, register):
    """Return a function that loads a profile."""

    def load_profile(path: Path) -> Organisation:
        return load_organisation(
            path, vocabulary=catalogue.vocabulary, register=register
        )

    return load_profile


@pytest.fixture(scope="session")
def example(load):
    """Return a function that loads an example by name."""
    return lambda name: load(EXAMPLES / f"{name}.toml")


@pytest.fixture
def compose_profile(tmp_path, catalogue, load):
    """Return a function that composes the pupil notice of a profile's text."""

    def composed(text: str, on: date = TODAY, **choices) -> Notice:
        path = tmp_path / "profile.toml"
        path.write_text(text, encoding="utf-8")
        chosen = Choices(**{"accept_unanswered": True, **choices})
        return compose(catalogue, load(path), "pupils", on, chosen)

    return composed


@pytest.fixture
def compared(register):
    """Return a function that compares two sides, named as on the command line."""
    clearing = ExitStack()

    def compare_sides(
        old: str,
        new: str,
        *whom: Whom | Path,
        assumed=None,
        root=ROOT,
        beside=(),
        **asked,
    ) -> Comparison:
        opening = Opening(
            register=register,
            root=root,
            assumed=assumed or {},
            clearing=clearing,
        )
        sides = named(old, TODAY), named(new, TODAY)
        days = [side.day for side in sides if side.day] or [TODAY]
        dated = [(side, side.day or days[0]) for side in sides]
        opened = opening.open_both(*dated)
        composed = opening.composing(opened, days[-1])
        between = Between(
            old=sides[0].in_words(dated[0][1]),
            new=sides[1].in_words(dated[1][1]),
            on=max(day for _, day in dated),
            catalogue=composed.catalogue,
            assumed=assumed or {},
            beside=beside,
        )
        whose = [one if isinstance(one, Whom) else profile(one) for one in whom]
        return compare(subjects(whose, opened, composed, AskedFor(**asked)), between)

    with clearing:
        yield compare_sides


@pytest.fixture
def repository(tmp_path):
    """A repository that holds the wording that ships, committed."""
    folder = tmp_path / "repository"
    for name in ("data", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    made = Repository(folder)
    made.git("init", "-q")
    made.git("add", ".")
    made.git("commit", "-qm", "first")
    return made


@pytest.fixture
def run(tmp_path):
    """Return a function that runs the program, in an empty folder, to an exit code."""

    def notices(*arguments: object, code: int = 0, folder=tmp_path, **variables: str):
        done = run_notices(folder, *arguments, **variables)
        assert done.returncode == code, done.stderr + done.stdout
        return done

    return notices


@pytest.fixture(scope="module")
def chromium():
    """A browser, for heavy tests."""
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium")
    if path is None:
        pytest.fail("Chromium is missing. To mend: apt-get install chromium")
    with sync_playwright() as playwright:
        # As root, Chromium refuses to start in its sandbox.
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox"]
        )
        yield browser
        browser.close()


AXE = VENDOR / "node_modules/axe-core/axe.min.js"
WITHIN_AA = [
    *("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"),
    "best-practice",
]


@pytest.fixture(scope="session")
def axe():
    """Return a function that asks axe what is wrong with a page."""
    if not AXE.is_file():
        pytest.fail(f"{AXE.relative_to(ROOT)} is missing. To mend: run make test-all")
    script = AXE.read_text(encoding="utf-8")

    def violations(page) -> list[tuple[str, str]]:
        page.evaluate(script)
        found = page.evaluate(
            "tags => axe.run({runOnly: tags, resultTypes: ['violations']})", WITHIN_AA
        )
        assert len(found["passes"]) > 10
        return [
            (one["id"], node["html"])
            for one in found["violations"]
            for node in one["nodes"]
        ]

    return violations
