"""The rules that cost next to nothing, for what an organisation itself wrote.

The body of a notice is ours and stands in the golden notices; what a profile adds is
read here: names that are retired, blanks, and what no notice may say.
"""

from notices.check.checking import check_text
from notices.check.looking import Context
from notices.check.rulebook import Rulebook
from notices.check.text import text_of
from notices.compose import Notice
from notices.reading import Block, Place

_NOWHERE = Place()
CHEAP = frozenset(
    {"placeholder", "retired-body", "retired-act", "retired-term", "eu-gdpr"}
    | {"regulator-address", "kept-permanently", "complain-first", "fixed-age"}
    | {"answered-in-30-days", "never-share"}
)
"""Names of the rules that are asked."""


def cheap(notice: Notice, book: Rulebook) -> tuple[str, ...]:
    """Return warnings on what the profile says in its own words, in plain sentences."""
    said = [
        fact.value
        for section in notice.sections
        for fact in section.told
        if fact.key.startswith("profile/") and fact.value
    ]
    return _warnings(tuple(dict.fromkeys(said)), notice, book) if said else ()


def _warnings(said: tuple[str, ...], notice: Notice, book: Rulebook) -> tuple[str, ...]:
    text = text_of(Block(kind="paragraph", text=one, place=_NOWHERE) for one in said)
    context = Context(on=notice.on, notice=notice.kind)
    findings, _ = check_text(text, context, book, CHEAP)
    return tuple(
        f"{finding.code} {finding.message}"
        + (f' It says: "{finding.quotes[0].text}"' if finding.quotes else "")
        for finding in findings
    )
