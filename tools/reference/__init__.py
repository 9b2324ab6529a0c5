"""Write the pages of docs/ that are made from code and data, and the profile's schema.

`python -m tools.reference` writes them all; a test sees that it was run.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from notices.catalogue import load_catalogue
from notices.interview.schema import profile_schema
from tools.reference import (
    commands,
    profile,
    questions,
    rules,
    source_pages,
    templates,
)

ROOT = Path(__file__).resolve().parent.parent.parent
BEGINS = "<!-- What follows is written by tools/reference. -->\n"


def _below(parts: Callable[[], Iterator[str]], page: str) -> str:
    """Return a page with what is made in place of all below its mark."""
    before, _, _ = page.partition(BEGINS)
    return before + BEGINS + "".join(parts())


def _schema(_: str) -> str:
    made = profile_schema(load_catalogue())
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


MADE: Mapping[str, Callable[[str], str]] = {
    "docs/check.md": partial(_below, rules.parts),
    "docs/commands.md": partial(_below, commands.parts),
    "docs/profile.md": partial(_below, profile.parts),
    "docs/questions.md": partial(_below, questions.parts),
    "docs/source-pages.md": lambda _: source_pages.fresh(load_catalogue()),
    "docs/templates.md": partial(_below, templates.parts),
    "schemas/profile.json": _schema,
}
"""Each file, and what makes it as it should be of what it is."""


def fresh(name: str) -> str:
    """Return the file as it should be."""
    return MADE[name]((ROOT / name).read_text(encoding="utf-8"))
