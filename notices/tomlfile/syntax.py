"""Tell what of a text is no TOML, line by line, and what to type in its place."""

import re
import tomllib
from collections.abc import Iterator, Mapping

from notices.errors import Fault
from notices.tomlfile.slips import Slip, slip_in
from notices.tomlfile.typed import printed

_PLACE = re.compile(r"(.*) \(at (?:line (\d+), column \d+|end of document)\)")
_AT_MOST = 50
_PLAIN = 'write it as key = "value"; the lines before it were read.'
_REASONS: Mapping[str, tuple[str, str]] = {
    "Invalid value": (
        "Behind the = stands no text in quotes, number, day, true or false.",
        _PLAIN,
    ),
    "Invalid statement": ("It is neither a key with a value nor a [table].", _PLAIN),
    "Expected '=' after a key in a key/value pair": (
        "No = stands after the key.",
        _PLAIN,
    ),
    "Expected newline or end of document after a statement": (
        "Something more stands after the value.",
        _PLAIN,
    ),
    "Cannot overwrite a value": (
        "This key is given a second time.",
        "keep one of the two lines, and delete the other.",
    ),
    "Illegal character '\\n'": ("The quotes are not closed.", "add the last quote."),
    "Unterminated string": ("The quotes are not closed.", "add the last quote."),
    "Unclosed array": ("The ] of a list is missing.", "add it after the last value."),
}
"""What tomllib finds, said to somebody who does not know TOML, and how to mend it."""
_TWICE = (
    "This table is opened a second time.",
    "move its lines to where it is opened first, and delete this one.",
)
_TOO_DEEP = ("Too many brackets stand inside one another.", _PLAIN)


def syntax_faults(name: str, text: str) -> Iterator[Fault]:
    """Yield a fault for each line of *text*, which is no TOML, that cannot be read.

    A line that is understood is read as it was meant, so that the next one is found.
    """
    if "\r" in text.replace("\r\n", ""):
        yield _of_old_ends(name)
        return
    lines = text.replace("\r\n", "\n").split("\n")
    last = 0
    for _ in range(_AT_MOST):
        found = _first(lines)
        if found is None or found[0] <= last:
            return
        last, reason = found
        if across := _across(lines, last, reason):
            at, torn = across
            yield _fault(name, at, lines[at - 1], torn, reason)
            return  # what follows would be read amiss
        line = lines[last - 1]
        slip = _slip(lines, last)
        yield _fault(name, last, line, slip, reason)
        if slip is None and (not re.match(r"\s*[\w-]+\s*=", line) or "[" in line):
            return  # what follows would be read amiss
        lines[last - 1] = (slip.meant or "") if slip else ""


def _first(lines: list[str]) -> tuple[int, str] | None:
    """Return the line, counted from 1, that cannot be read first, and why."""
    try:
        tomllib.loads("\n".join(lines))
    except RecursionError:
        return _last(lines), ""
    except ValueError as error:  # also a number that is too long for Python
        place = _PLACE.fullmatch(str(error))
        reason, line = (place[1], place[2]) if place else (str(error), None)
        return int(line) if line else _last(lines), reason
    return None


def _last(lines: list[str]) -> int:
    return "\n".join(lines).rstrip().count("\n") + 1


def _slip(lines: list[str], at: int) -> Slip | None:
    """Return what is meant by a line, if the text is read further with that."""
    slip = slip_in(lines[at - 1])
    if slip is None or slip.meant is None:
        return slip
    left = _first([*lines[: at - 1], slip.meant, *lines[at:]])
    return slip if left is None or left[0] > at else None


def _across(lines: list[str], at: int, reason: str) -> tuple[int, Slip] | None:
    """Return what is amiss between lines, not in one, and the line that began it."""
    bare = [line.strip() for line in lines]
    key = bare[at - 1].strip("[]")
    if reason.startswith("Cannot") and {f"[{key}]", f"[[{key}]]"} <= set(bare):
        rule = f"Both [{key}] and [[{key}]] stand in this file."
        mend = f"write [[{key}]] each time, as it is a list."
        return at, Slip(rule=rule, mend=mend)
    for quotes in ('"""', "'''") if reason == "Unterminated string" else ():
        before, found, _ = "\n".join(lines).rpartition(quotes)
        if found and before.count(quotes) % 2 == 0:
            rule = f"The {quotes} here is not closed."
            mend = f"write {quotes} where the text ends."
            return before.count("\n") + 1, Slip(rule=rule, mend=mend)
    return None


def _fault(name: str, at: int, line: str, slip: Slip | None, reason: str) -> Fault:
    if slip is not None:
        why, mend = slip.rule, slip.mend
    elif not reason:
        why, mend = _TOO_DEEP
    elif reason.startswith("Cannot declare"):
        why, mend = _TWICE
    else:
        why, mend = _REASONS.get(reason, (f"{reason}.", _PLAIN))
    return Fault(
        file=name,
        line=at,
        key="",
        what=f"this line cannot be read: {printed(line.strip(' '))}",
        why=why,
        mend=mend,
    )


def _of_old_ends(name: str) -> Fault:
    return Fault(
        file=name,
        line=None,
        key="",
        what="its lines do not end as lines do today.",
        why="Some programs still end them as old Macintosh computers did.",
        mend="save it again as plain text, with the line ends of Windows or Unix.",
    )
