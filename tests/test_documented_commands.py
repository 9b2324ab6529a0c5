"""Every command in the documentation does what a reader wants from it: it runs.

The `sh` blocks of a page are typed line by line, in one folder, in their order.  A
block of TOML that begins with the name of a file is written there; one that begins
with "# in" and a name is put into that file.
"""

import re
import shutil
import subprocess

import pytest

from tests.conftest import ROOT
from tests.documented import reader_in, small_register, steps_of

pytestmark = pytest.mark.heavy

PAGES = sorted(
    str(page.relative_to(ROOT))
    for page in (
        ROOT / "README.md",
        ROOT / "schools/README.md",
        *ROOT.glob("docs/*.md"),
    )
    if any(step.line for step in steps_of(page))
)
NOT_TYPED = {
    r"make ": "it sets up a checkout; CI begins with it",
    r"sudo apt-get |sudo dnf |brew |pacman ": "it installs on the machine itself",
    r"pip install |python -m pip install ": "it asks the network",
    r"notices init( \d+\.toml)?$": "it asks; test_init_terminal.py answers",
    r"notices preview ": "it serves until it is stopped; test_preview.py asks it",
    r"notices compare git:origin/main ": "it is for a clone with a remote",
}
"""Lines that are not typed, as patterns, and why not."""


def reason(line: str) -> str:
    """Return why a line is not typed, or ""."""
    return next((why for how, why in NOT_TYPED.items() if re.match(how, line)), "")


@pytest.fixture(scope="module")
def register(tmp_path_factory):
    return small_register(tmp_path_factory.mktemp("documented") / "register")


def copied(*pairs):
    """Return what puts copies of files and folders where a page expects them."""

    def prepare(home):
        for source, name in pairs:
            target = home / name
            target.parent.mkdir(parents=True, exist_ok=True)
            copy = shutil.copytree if (ROOT / source).is_dir() else shutil.copyfile
            copy(ROOT / source, target)

    return prepare


def table_of_schools(home):
    """Two schools of an authority."""
    (home / "schools.csv").write_text("urn\n108427\n108458\n", encoding="utf-8")


def wording_set(home):
    """A set of one's own, begun long ago."""
    copied(("templates/sections", "ours/templates/sections"))(home)


def in_git(home):
    """The folder is a repository, with all that is in it."""
    for command in ("init --quiet --initial-branch main", "add --all"):
        subprocess.run(["git", *command.split()], cwd=home, check=True)
    who = ["-c", "user.name=Jo Example", "-c", "user.email=jo@example.org"]
    subprocess.run(
        ["git", *who, "commit", "--quiet", "--message", "Begin"], cwd=home, check=True
    )


def edited(home):
    """What somebody changes by hand, as the page shows it."""
    page = (ROOT / "docs/policy-team.md").read_text(encoding="utf-8")
    old, new = re.findall(r"```\n([^\n]+)\n```", page)[:2]
    path = home / "wording/templates/sections/complaining.md.j2"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def answered(home):
    """The line that the officer deletes, and the form that a school fills in."""
    project = home / "newcastle-upon-tyne"
    base, path = project / "base.toml", project / "profiles/108427.toml"
    whole = base.read_text(encoding="utf-8")
    base.write_text(whole.replace("draft = true\n", ""), encoding="utf-8")
    text = path.read_text(encoding="utf-8")
    asked = re.compile(r"^# ([a-z-]+) = true  # or false$", re.MULTILINE)
    path.write_text(asked.sub(r"\1 = false", text), encoding="utf-8")


PAGE_OF_SOMEBODY = "tests/documents/alderwick-primary.md"
SCHOOLS_BASE = "examples/newcastle-schools.toml"
NURSERY = "examples/ashfield-nursery.toml"
PREPARED = {
    "README.md": [copied((PAGE_OF_SOMEBODY, "website/notice.md"))],
    "docs/authority.md": [
        copied((PAGE_OF_SOMEBODY, "newcastle-upon-tyne/websites/notice.md"))
    ],
    "docs/batch.md": [copied((SCHOOLS_BASE, "council.toml"), (NURSERY, "answers/a.x"))],
    "docs/check.md": [
        copied(
            ("tests/documents/ashlar-bridge-primary.docx", "privacy-notice.docx"),
            *(
                (PAGE_OF_SOMEBODY, f"{folder}/notice.md")
                for folder in ("websites", "notices", "out")
            ),
        )
    ],
    "docs/compare.md": [
        copied(("data", "data"), ("templates", "templates")),
        table_of_schools,
        wording_set,
        in_git,
    ],
    "docs/how-to.md": [
        table_of_schools,
        copied(
            (SCHOOLS_BASE, "council.toml"),
            ("examples/trust.toml", "trust.toml"),
            (PAGE_OF_SOMEBODY, "visitors.md"),
        ),
    ],
    "docs/policy-team.md": [
        table_of_schools,
        copied((SCHOOLS_BASE, "council.toml"), (NURSERY, "ashfield.toml")),
        in_git,
    ],
    "docs/school.md": [copied((NURSERY, "108427.toml"))],
    "schools/README.md": [
        copied(
            (
                "tests/tables/edubasealldata20250717.csv",
                "edubasealldata20260901.csv",
            )
        )
    ],
}
"""What a page takes to be there."""
AFTER = {
    "git switch -c clearer-complaints": edited,
    "notices batch schools.csv --base base.toml --profiles profiles --ask profiles": (
        answered
    ),
}
"""What a page shows, and no command does."""
WITH_ITS_OWN_REGISTER = {"schools/README.md"}


@pytest.mark.parametrize("page", PAGES)
def test_every_command_of_a_page_runs(page, tmp_path, register):
    chosen = None if page in WITH_ITS_OWN_REGISTER else register
    reader = reader_in(tmp_path / "home", chosen)
    for prepare in PREPARED.get(page, ()):
        prepare(reader.home)

    for step in steps_of(ROOT / page):
        if not reason(step.line):
            reader.does(step)
        if step.line in AFTER:
            AFTER[step.line](reader.home)


@pytest.mark.parametrize("pattern", NOT_TYPED)
def test_no_exception_is_stale(pattern):
    lines = [step.line for page in PAGES for step in steps_of(ROOT / page)]

    assert any(re.match(pattern, line) for line in lines)
