"""What the documentation says is so."""

import re
import shlex
import subprocess
import sys

import pytest
from typer.main import get_command

from notices.cli.app import app
from tests.conftest import ROOT, environment
from tools.reference import MADE, fresh

PAGES = sorted(
    [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), ROOT / "data" / "README.md"]
)


@pytest.mark.parametrize("name", MADE)
def test_what_is_made_from_code_and_data_is_fresh(name):
    assert (ROOT / name).read_text(encoding="utf-8") == fresh(name)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page):
    text = page.read_text(encoding="utf-8")
    targets = re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", text)

    assert [one for one in targets if not (page.parent / one).exists()] == []


def anchors_of(page) -> set[str]:
    """Return the addresses of a page's headings, as a forge makes them."""
    heads = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {
        re.sub(r"[^\w\- ]", "", head).strip().lower().replace(" ", "-")
        for head in heads
    }


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_to_headings(page):
    text = page.read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?:)([^)#]*\.md|)#([^)]+)\)", text)

    assert [
        link
        for link in links
        if link[1] not in anchors_of(page.parent / link[0] if link[0] else page)
    ] == []


def test_the_readme_is_short():
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()

    assert 40 < len(lines) <= 120


def test_the_readmes_profile_and_its_fault_are_true(tmp_path):
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    profile = re.search(r"```toml\n(# my-school\.toml\n.*?)```", readme, re.DOTALL)[1]
    fault = re.search(r"```\n(my-school\.toml:.*?)```", readme, re.DOTALL)[1]
    path = tmp_path / "my-school.toml"
    build = [sys.executable, "-m", "notices", "build", path.name, "--format", "md"]
    place = {"cwd": tmp_path, "env": environment()}

    path.write_text(profile, encoding="utf-8")
    sound = subprocess.run(build, **place, capture_output=True, text=True, check=False)
    path.write_text(
        profile.replace("dpo@my-school.example.org", "dpo(at)my-school"),
        encoding="utf-8",
    )
    faulty = subprocess.run(build, **place, capture_output=True, text=True, check=False)

    assert sound.returncode == 1
    assert sound.stdout.startswith("DRAFT  out/108427-ashfield-nursery-school/pupils")
    assert faulty.stderr.strip() == fault.strip()


SAID = re.compile(r"(?:^|`)(?:\$ )?(notices (?!=)[^`\n]+)", re.MULTILINE)


def typed_on(page) -> list[list[str]]:
    """Return the words of each command that a page names, in a block or a sentence."""
    text = page.read_text(encoding="utf-8")
    return [shlex.split(line, comments=True) for line in SAID.findall(text)]


def unknown_in(words: list[str]) -> list[str]:
    """Return what the program does not know of a command that is typed so."""
    command = get_command(app)
    rest = words[1:]
    while rest and hasattr(command, "commands"):
        if rest[0] not in command.commands:
            return rest[:1]
        command = command.commands[rest.pop(0)]
    known = {"--help"} | {name for option in command.params for name in option.opts}
    return [
        word
        for word in rest
        if word.startswith("--") and word.partition("=")[0] not in known
    ]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_command_that_is_named_exists_with_its_options(page):
    assert [words for words in typed_on(page) if unknown_in(words)] == []
