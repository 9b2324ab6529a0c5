"""Find the school: words become a list, a number chooses, a yes confirms."""

from dataclasses import dataclass, replace

from notices.dated import in_words
from notices.interview.fresh import register_says
from notices.organisation.register import Register, School
from notices.tomlfile.typed import shown

_AT_MOST = 9
ASKS = "What is your school called? Type its name and town, or its number (URN)."
_NOBODY = "0  my school is not in the register"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """How far the search is."""

    found: tuple[School, ...] = ()
    chosen: School | None = None
    """The school that is shown, to be confirmed."""
    is_sure: bool = False
    is_absent: bool = False
    """The school is not in the register."""
    is_stopped: bool = False

    @property
    def is_open(self) -> bool:
        """Say whether there is more to ask."""
        return not (self.is_sure or self.is_absent or self.is_stopped)

    @property
    def asks(self) -> str:
        """Return what is asked now."""
        if self.chosen is not None:
            return "Is this your school? Type y or n."
        if self.found:
            return "Type the number before your school, or other words."
        return ASKS


_LEADS_TO = {
    **dict.fromkeys(("q", "quit", "stop"), Finding(is_stopped=True)),
    **dict.fromkeys(("b", "back"), Finding()),
}
"""What a word does wherever it is typed."""


def look(register: Register, finding: Finding, line: str) -> tuple[Finding, str]:
    """Take one typed line; return where that leads, and what to say."""
    word = line.strip().casefold()
    if word == "?":
        return finding, _meaning(register)
    if word in _LEADS_TO:
        return _LEADS_TO[word], ""
    if finding.chosen is not None:
        return _confirmed(finding, word)
    if word == "0":
        return replace(finding, is_absent=True), ""
    if word.isdecimal() and 1 <= int(word) <= len(finding.found):
        return chosen(register, finding.found[int(word) - 1])
    return _searched(register, line) if word else (finding, "")


def chosen(register: Register, school: School) -> tuple[Finding, str]:
    """Show a school, to be confirmed."""
    told = register_says(school)
    width = max(map(len, told))
    lines = [f"  {name:{width}}  {value}" for name, value in told.items()]
    says = f"The register said on {in_words(register.day)}:"
    later = "What has changed since then, you can correct in the profile afterwards."
    return Finding(chosen=school), "\n".join([says, *lines, later])


def _confirmed(finding: Finding, word: str) -> tuple[Finding, str]:
    if word in {"y", "yes"}:
        return replace(finding, is_sure=True), ""
    if word in {"n", "no"}:
        return Finding(), ""
    return finding, "Type y or n, or b to search again."


def _searched(register: Register, line: str) -> tuple[Finding, str]:
    result = register.search(line, at_most=_AT_MOST)
    if not result.schools:
        return Finding(), _nothing(register, line.strip())
    if result.total == 1:
        return chosen(register, result.schools[0])
    lines = [
        f"  {number}  {school.name}, {_place(school)}"
        for number, school in enumerate(result.schools, 1)
    ]
    more = result.total - len(result.schools)
    if more:
        lines.append(f"  and {more:,} more: add the town")
    return Finding(found=result.schools), "\n".join([*lines, f"  {_NOBODY}"])


def _nothing(register: Register, asked: str) -> str:
    absent = "Type 0 if your school is not in the register, or q to stop."
    if asked.isdecimal():
        return f"{register.not_in_register(int(asked))}\nCheck the number. {absent}"
    return f"Nothing in the register is like {shown(asked)}.\nTry fewer words. {absent}"


def _place(school: School) -> str:
    town = school.town or school.postcode
    return f"{town} ({school.la_name})"


def _meaning(register: Register) -> str:
    return (
        "The register is the Department for Education's list of schools. It covers "
        f"{register.covers} on {in_words(register.day)}.\n"
        "A word may be misspelt or half written. "
        "Type 0 if your school is not in it, such as an independent school."
    )
