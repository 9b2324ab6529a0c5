"""What people type where TOML stands, and the line that they meant.

A line that cannot be read goes through the steps below.  Each rewrites what it knows
better and says the rule, so that the message can show exactly what to type.
"""

import json
import re
import tomllib
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from notices.dated import day_said

Step = tuple[str, Callable[[str], str]]
"""A rule, and what rewrites a line or a value by it; what it has no part in stays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """What is wrong with a line, and how it was meant."""

    rule: str
    mend: str
    meant: str | None = None
    """The line as it should be; None where only its author knows that."""


_LINE = re.compile(
    r"(?P<key>\s*[^=#]+?\s*)=\s*(?P<value>.*?)(?P<after>\s*(?:(?<=\s)#.*)?)"
)
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"), "") | (
    dict.fromkeys(map(ord, "\u00a0\u202f\u2007\u2009\u3000\v\f\u2028\u2029"), " ")
)
"""Characters that nobody sees, and what they stand for."""
_CURLY = dict.fromkeys(map(ord, "\u201c\u201d\u201e\u201f"), '"')
_CURLY_ENDS = re.compile(
    r"(?P<before>^ *)[\u2018-\u201f]|[\u2018-\u201f](?= *(?: #.*)?$)"
)
_COLON = re.compile(r"(\s*[A-Za-z][\w -]*?)\s*:\s*(?=\S)")
_SPACED = re.compile(
    r"(\s*\[{0,2}\s*)([A-Za-z]+(?:[ ]+[\w-]+)+)(\s*(?:=.*|\]{1,2}\s*))"
)
_TABLE = re.compile(r"\s*(\[{0,2})\s*([A-Za-z][\w.-]*)\s*(\]{0,2})\s*")
_ANSWERS: Mapping[str, bool] = {
    **dict.fromkeys(("true", "yes", "y", "on", "1"), True),
    **dict.fromkeys(("false", "no", "n", "off", "0"), False),
}
_EITHER = re.compile(r"(?:true|yes) ?(?:or|/|,) ?(?:false|no)", re.IGNORECASE)
_LIKE_A_DAY = re.compile(
    r"[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}|[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{4}"
)
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-[0-9]{2}")
_NUMBERS = re.compile(r"[0-9]+(?:\s*(?:,|to\b|[-\u2013;])\s*[0-9]+)*")
_SPLIT = re.compile(r"[1-9][0-9]{0,2}(?:[ ,][0-9]{3})+")


def slip_in(line: str) -> Slip | None:
    """Return what somebody meant by a *line* that cannot be read; None if unclear."""
    rules: list[str] = []
    for rule, step in _OF_LINES:
        better = step(line)
        if better != line:
            rules.append(rule)
            line = better
    found = _LINE.fullmatch(line)
    if found and not _is_read(found["value"]):
        slip = _in_value(found["key"].strip(), found["value"])
        if slip is None:
            return None
        rules.append(slip.rule)
        if slip.meant is None:
            return Slip(rule=" ".join(rules), mend=slip.mend)
        line = f"{found['key'].rstrip()} = {slip.meant}{found['after']}"
    if not rules:
        return None
    mend = f"write {line.strip().removesuffix('.')}."
    return Slip(rule=" ".join(rules), mend=mend, meant=line)


def answer_said(text: str) -> bool | None:
    """Return whether a text says yes or no; None if it says neither."""
    return _ANSWERS.get(text.strip().casefold())


def numbers_said(text: str) -> list[int]:
    """Return the whole numbers that a text says, as "4-11" or "108 465"; [] for none.

    >>> numbers_said("4 to 11"), numbers_said("108 465"), numbers_said("Year 4")
    ([4, 11], [108465], [])
    """
    text = text.strip()
    if _SPLIT.fullmatch(text):
        return [int(re.sub("[ ,]", "", text))]
    return [int(one) for one in re.findall("[0-9]+", text) if _NUMBERS.fullmatch(text)]


def _is_read(value: str) -> bool:
    try:
        return bool(tomllib.loads(f"x = {value}"))
    except (ValueError, RecursionError):
        return False


def _in_value(key: str, value: str) -> Slip | None:
    """Return what was meant by the *value* of a key."""
    if not value:
        mend = f"write the answer behind it, or a # before {key} while there is none."
        return Slip(rule="Nothing stands behind the =.", mend=mend)
    if _EITHER.fullmatch(value):
        mend = f"write {key} = true, or {key} = false."
        return Slip(rule="It gives both answers.", mend=mend)
    if _LIKE_A_DAY.fullmatch(value) and day_said(value) is None:
        mend = f"write a day that there is, such as {key} = {_near(value)}."
        return Slip(rule=f"{value} is not in the calendar.", mend=mend)
    for rule, step in _OF_VALUES:
        meant = step(value)
        if meant != value and _is_read(meant):
            return Slip(rule=rule, mend="", meant=meant)
    return None


def _near(value: str) -> str:
    """Return the last day of the month that is named, or any day as a sample."""
    found = _ISO.fullmatch(value)
    year, month = (int(found[1]), int(found[2])) if found else (0, 0)
    if 1 <= month <= 12 and year:
        return f"{year:04}-{month:02}-{monthrange(year, month)[1]}"
    return "2026-09-01"


def _seen(line: str) -> str:
    return line.translate(_UNSEEN)


def _straightened(line: str) -> str:
    """Write the quotes around values straight; those inside a text stay as they are."""
    head, sign, value = line.partition("=") if "=" in line else ("", "", line)
    if '"' not in value:
        value = value.translate(_CURLY)
    straight = _CURLY_ENDS.sub(lambda end: f'{end["before"] or ""}"', value)
    return f"{head}{sign}{straight}"


def _with_equals(line: str) -> str:
    return line if "=" in line else _COLON.sub(r"\1 = ", line, count=1)


def _hyphenated(line: str) -> str:
    found = _SPACED.fullmatch(line)
    if found is None:
        return line
    return f"{found[1]}{'-'.join(found[2].lower().split())}{found[3]}"


def _bracketed(line: str) -> str:
    found = _TABLE.fullmatch(line)
    depth = max(len(found[1]), len(found[3])) if found else 0
    return f"{'[' * depth}{found[2]}{']' * depth}" if found and depth else line


def _true_or_false(value: str) -> str:
    answer = answer_said(value)
    return value if answer is None else str(answer).lower()


def _day(value: str) -> str:
    day = day_said(value)
    return value if day is None else day.isoformat()


def _list(value: str) -> str:
    numbers = numbers_said(value)
    if len(numbers) > 1:
        return str(numbers)
    return f"[{value}]" if value.startswith('"') and '",' in value else value


def _number(value: str) -> str:
    return "".join(map(str, numbers_said(value))) if _SPLIT.fullmatch(value) else value


def _unescaped(value: str) -> str:
    inner = value[1:-1]
    is_plain = value[:1] == value[-1:] == '"' and "\\" in inner and "'" not in inner
    return f"'{inner}'" if is_plain else value


def _closed(value: str) -> str:
    if value.count('"') != 1 or '"' not in {value[0], value[-1]}:
        return value
    return f'"{value.strip(chr(34))}"'


def _in_quotes(value: str) -> str:
    """Write bare words as text; what has quotes or brackets was meant otherwise."""
    if value[0] in "\"'[{" or '"' in value:
        return value
    return json.dumps(value, ensure_ascii=False)


_OF_LINES: tuple[Step, ...] = (
    ("A character that nobody sees stands in it, as Word puts them.", _seen),
    (
        'Its quotes are curly, as in Word; only straight ones (") are read.',
        _straightened,
    ),
    ("A = stands between a key and its value.", _with_equals),
    ("The words of a key are joined by hyphens.", _hyphenated),
    ("The name of a table stands between brackets.", _bracketed),
)
_OF_VALUES: tuple[Step, ...] = (
    ("Yes and no are written true and false.", _true_or_false),
    ("A day is written as year, month and day, with hyphens.", _day),
    ("Several values stand between [ and ], with commas.", _list),
    ("A number has no spaces or commas in it.", _number),
    ("Text with a backslash stands between single quotes.", _unescaped),
    ("Quotes stand at both ends of a text.", _closed),
    ('Text stands in straight quotes ("), and so does a telephone number.', _in_quotes),
)
