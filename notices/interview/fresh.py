"""A new profile: what the register says, and every question as a comment."""

from collections.abc import Iterable, Mapping

from notices.dated import in_words
from notices.interview.entries import commented
from notices.interview.question import Question
from notices.interview.written import comment, groups, placeholder
from notices.organisation.office import OFFICE
from notices.organisation.register import Register, School

_SUPPLIER = """
[[suppliers]]
name = "…"
does = "…"
stores-data-in = "United Kingdom"
"""
_DRAFT = """
As long as something that the law asks for is missing: a draft, with marked blanks.
"""


def register_says(school: School) -> dict[str, str]:
    """Return what a notice takes from the register, by what it is."""
    ages = (school.low_age, school.high_age)
    said = {
        "name": school.name,
        "kind": school.register_type,
        "ages": f"{ages[0]} to {ages[1]}" if None not in ages else "",
        "address": ", ".join((*school.address, school.postcode)),
        "telephone": school.telephone,
        "website": school.website,
        "religious character": school.religious_character or "",
        "local authority": school.la_name,
        "trust": school.trust or "",
    }
    return {name: value for name, value in said.items() if value}


def _draft() -> str:
    return f"{comment(_DRAFT.strip())}# draft = true\n\n"


def _approval() -> str:
    lines = "".join(f"{one.key} = {one.sample}\n" for one in OFFICE if one.is_later)
    return comment("When the notice is approved, say so.") + commented(lines)


def fresh_of_school(
    school: School, register: Register, questions: Iterable[Question]
) -> str:
    """Return the profile of a school that is in the register."""
    told = register_says(school)
    width = max(map(len, told))
    facts = [f"  {name:{width}}  {value}" for name, value in told.items()]
    about = "\n".join(
        [
            f"On {in_words(register.day)} the register said:",
            *facts,
            "Correct here what is not so any more, with name, ages = [3, 11],",
            'telephone, website or address = ["1 The Street", "Town", "NE1 1AA"].',
        ]
    )
    lines = "".join(f"# {line}\n" for line in about.split("\n"))
    return _fresh(school.name, f"urn = {school.urn}\n{lines}\n", questions)


def fresh_of_unknown(
    name: str, organisation: Mapping[str, str], questions: Iterable[Question]
) -> str:
    """Return the profile of a school that is not; *organisation* is written as TOML."""
    told = "".join(f"{key} = {value}\n" for key, value in organisation.items())
    return _fresh(name, f"{told}\n", questions)


def _fresh(name: str, organisation: str, questions: Iterable[Question]) -> str:
    asked = list(questions)
    first = next(one for one in asked if one.path == ("notices",))
    head = comment(
        f"The profile of {name}: what only the school knows.\n"
        "A line that begins with # is not read. To answer a question, take away the # "
        "before its key and write the answer behind the =.\n"
        "What you do not answer, the notice does not tell."
    )
    parts = [head, placeholder(first)]
    tables = dict(groups(asked))
    for table in ("organisation", *(one for one in tables if one != "organisation")):
        before = {"organisation": organisation, "notice": _draft()}.get(table, "")
        waiting = "\n".join(map(placeholder, tables[table]))
        after = f"\n{_approval()}" if table == "notice" else ""
        parts.append(f"[{table}]\n{before}{waiting}{after}")
    parts.append(
        comment("Companies that handle information for you, each with these lines.")
        + commented(_SUPPLIER)
    )
    return "\n".join(parts)
