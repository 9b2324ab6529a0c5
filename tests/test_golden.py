"""Whole notices, kept to be read: what changes in them is seen in the diff.

Written anew with `make golden`; then read what changed.
"""

import re
from datetime import date

import pytest

from notices.compose import Choices, compose, missing
from notices.render import render_markdown
from tests.conftest import NOTICES, ROOT, TODAY

GOLDEN = ROOT / "tests" / "golden"
EARLIER = [
    ("kenton-school", "pupils", date(2019, 6, 1)),
    ("department", "who-we-share-with", date(2011, 7, 11)),
    ("department", "who-we-share-with", date(2015, 3, 1)),
]


KEPT = [*((name, kind, TODAY) for name, kind in NOTICES), *EARLIER]


@pytest.mark.parametrize(
    ("name", "kind", "on"), KEPT, ids=["-".join(map(str, one)) for one in KEPT]
)
def test_a_notice_is_as_it_was_read(name, kind, on, catalogue, example, request):
    path = GOLDEN / f"{name}-{kind}-{on}.md"
    notice = compose(catalogue, example(name), kind, on, Choices(today=TODAY))

    text = render_markdown(notice)
    if request.config.getoption("--bless"):
        path.write_text(text, encoding="utf-8")

    assert text == path.read_text(encoding="utf-8")
    assert not notice.draft
    assert missing(notice, catalogue) == ()


def test_every_golden_notice_is_still_made():
    made = {f"{name}-{kind}-{on}.md" for name, kind, on in KEPT}

    assert {path.name for path in GOLDEN.glob("*.md")} == made


NEVER = {
    "a complaint is acknowledged, not answered, in 30 days": (
        r"(answer|reply|respond|resolve|decide)[^.]{0,60}within 30 days"
        r"|within 30 days[^.]{0,40}(answer|reply|respond|resolve|decide)"
    ),
    "nobody must complain to us first": (
        r"(must|should|please|need to) (first )?(complain|contact|speak|raise)[^.]*"
        r"(to|with) us first|complain to us first|before you (complain|contact)[^.]*"
        r"(regulator|commission)"
    ),
    "much is shared without consent": r"only (share|pass|give)[^.]*with your consent",
    "something is always shared": r"never (share|pass (it )?on|give)",
    "a tool finds gaps, not compliance": r"\bcomplian(t|ce)\b|\bcomply\b",
    "pseudonymised data is not anonymous": r"\banonym",
    "the census is not optional": (
        r"opt out of (the )?(school )?(census|learn(ing|er) records?)(?! is not)"
        r"|census is (voluntary|optional)"
    ),
    "no age decides": (
        r"(from|at|over|under|aged?|once) (the age of )?1[23]\b[^.|]*"
        r"(decide|consent|rights? (are|is|belong)|own rights)"
    ),
    "erasure has its limits": (
        r"right to (be forgotten|erasure) (applies|is) (always|absolute)"
        r"|delete (everything|all (of )?(the|your) (data|information))"
    ),
    "schools send nothing to the Home Office": (
        r"\b(we|the school) (send|give|pass|share|tell)s?\b[^.]*\bhome office\b"
    ),
    "no blank is left": r"\[(insert|to be completed|name of)|\bXXX+\b|\bTBC\b|\bTBA\b",
}
"""Sentences that no notice may hold, and why."""


@pytest.mark.parametrize("why", NEVER)
@pytest.mark.parametrize(
    "path", sorted(GOLDEN.glob("*.md")), ids=lambda path: path.stem
)
def test_no_notice_says_what_none_may_say(why, path):
    text = " ".join(path.read_text(encoding="utf-8").split())

    assert re.search(NEVER[why], text, re.IGNORECASE) is None


@pytest.mark.parametrize(
    "untrue",
    [
        "We answer complaints within 30 days.",
        "You should complain to us first.",
        "We only share information with your consent.",
        "We never share information.",
        "This notice is compliant.",
        "The data is anonymous.",
        "You can opt out of the school census.",
        "From the age of 12 you decide who sees it.",
        "You can ask us to delete all your data.",
        "We send nationality to the Home Office.",
        "Ask [insert name].",
    ],
)
def test_the_patterns_find_what_they_look_for(untrue):
    assert any(re.search(each, untrue, re.IGNORECASE) for each in NEVER.values())


@pytest.mark.parametrize(
    "path", sorted(GOLDEN.glob("*-2026-11-22.md")), ids=lambda path: path.stem
)
def test_no_notice_of_today_uses_a_name_that_is_retired(path, catalogue):
    text = path.read_text(encoding="utf-8")
    names = [name for one in catalogue.retired.values() for name in one.names]
    found = [name for name in names if re.search(rf"\b{re.escape(name)}\b", text)]
    allowed = _inside_current_names(catalogue)

    assert [name for name in found if not any(name in long for long in allowed)] == []


def _inside_current_names(catalogue) -> list[str]:
    """Return names and titles of today, inside which a retired name may stand."""
    bodies = [
        found.entry.name
        for body in catalogue.bodies.values()
        if (found := body.on(TODAY)) is not None
    ]
    return bodies + [law.title for law in catalogue.laws.values()]


@pytest.mark.parametrize(
    "path", sorted(GOLDEN.glob("*-2026-11-22.md")), ids=lambda path: path.stem
)
def test_sentences_are_short(path, catalogue):
    lengths = {
        sentence: len(sentence.split()) for sentence in _sentences(path, catalogue)
    }
    long = {sentence: words for sentence, words in lengths.items() if words > 30}

    assert long == {}
    assert sum(lengths.values()) / len(lengths) < 18


def _sentences(path, catalogue):
    """Yield the sentences of a notice, its citations and long names left out."""
    names = [
        found.entry.name
        for body in catalogue.bodies.values()
        if (found := body.on(TODAY)) is not None
    ]
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith(("#", "|")) or "**The law:**" in line:
            continue
        text = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", line.lstrip("- "))
        for name in sorted(names, key=len, reverse=True):
            text = text.replace(name, "Body")
        yield from (one for one in re.split(r"(?<=[.?:;])\s", text) if one.strip())
