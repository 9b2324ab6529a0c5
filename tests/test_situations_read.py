"""Situations that somebody can read: who issues what, on which day, and what it says.

Each file in `situations/` says `why` it is there, the `notice`, the day it is composed
for (`on`), who issues it (`example`, or a `profile` of its own), and which words the
notice `says` and `never` says. Lines may break anywhere: white space is squeezed.
"""

import tomllib
from pathlib import Path

import pytest
import tomlkit

from notices.compose import Choices, compose
from notices.render import render_markdown
from tests.conftest import EXAMPLES, TODAY

SITUATIONS = sorted((Path(__file__).parent / "situations").glob("*.toml"))
KEYS = {"why", "notice", "on", "example", "profile", "says", "never"}


def _read(path: Path) -> dict:
    return tomllib.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", SITUATIONS, ids=lambda path: path.stem)
def test_the_notice_says_what_it_must_and_nothing_that_it_must_not(
    path, catalogue, load, tmp_path
):
    situation = _read(path)
    profile = EXAMPLES / f"{situation.get('example')}.toml"
    if "profile" in situation:
        profile = tmp_path / "profile.toml"
        profile.write_text(tomlkit.dumps(situation["profile"]), encoding="utf-8")
    choices = Choices(today=TODAY, accept_unanswered=True)

    notice = compose(
        catalogue, load(profile), situation["notice"], situation["on"], choices
    )
    text = _squeezed(render_markdown(notice))

    assert [line for line in situation["says"] if _squeezed(line) not in text] == []
    assert [line for line in situation["never"] if _squeezed(line) in text] == []


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def test_every_situation_says_why_and_asks_for_something():
    faults = {}
    for path in SITUATIONS:
        situation = _read(path)
        wrong = sorted(set(situation) - KEYS)
        wrong += sorted({"why", "notice", "on", "says", "never"} - set(situation))
        if ("example" in situation) == ("profile" in situation):
            wrong.append("example or profile, one of them")
        if not situation.get("says"):
            wrong.append("says nothing")
        if wrong:
            faults[path.name] = wrong

    assert faults == {}
    assert len(SITUATIONS) >= 45


def test_both_sides_of_each_day_of_change_are_told():
    days = {_read(path)["on"].isoformat() for path in SITUATIONS}
    changes = {
        "2010-04-01": "2010-03-31",
        "2012-04-01": "2012-03-31",
        "2013-04-01": "2013-03-31",
        "2013-06-28": "2013-06-27",
        "2018-05-25": "2018-05-24",
        "2021-01-01": "2020-12-31",
        "2021-10-01": "2021-09-30",
        "2022-07-01": "2022-06-30",
        "2023-02-01": "2023-01-31",
        "2024-08-19": "2024-08-18",
        "2025-04-01": "2025-03-31",
        "2026-02-05": "2026-02-04",
        "2026-06-19": "2026-06-18",
    }

    assert {day for pair in changes.items() for day in pair} - days == set()
