"""Put answers into the text of a profile; its comments and its order stay."""

import re
import tomllib
from codecs import BOM_UTF8
from collections.abc import Collection, Iterable, Iterator, Mapping
from io import StringIO
from textwrap import wrap
from typing import Any

import tomlkit

from notices.interview.entries import with_entries
from notices.interview.question import Answers, Path, Question, Value, plain
from notices.tomlfile.lines import lines_of

_WIDTH = 86
DRAFT: Path = ("notice", "draft")
_PASSED = ("= not known yet", "= left out")


def opened(raw: bytes) -> str:
    """Return the text of a profile to work on, without byte order mark and CRLF."""
    return raw.decode("utf-8-sig").replace("\r\n", "\n")


def closed(text: str, raw: bytes) -> bytes:
    """Return the text as the profile was encoded, whose bytes were *raw*."""
    if b"\r\n" in raw:
        text = text.replace("\n", "\r\n")
    return (BOM_UTF8 if raw.startswith(BOM_UTF8) else b"") + text.encode()


def comment(text: str) -> str:
    """Write *text* as lines of a comment, paragraph by paragraph."""
    lines = (wrap(line, _WIDTH) or [""] for line in text.split("\n"))
    return "".join(f"# {line}".rstrip() + "\n" for part in lines for line in part)


def placeholder(question: Question) -> str:
    """Write a question as comments: what it asks, and its key to be filled in."""
    what = f"{question.asks}\n{question.means}" if question.means else question.asks
    return f"{comment(what)}# {question.path[-1]} = {question.sample}\n"


def with_passed(text: str, questions: Iterable[Question]) -> str:
    """Return *text* with a note in the placeholder of each, that it was asked."""
    for one in questions:
        at = _placeholder_line(text, one.path)
        if at is not None and not _knows(tomlkit.parse(text), one.path):
            lines = _lines(text)
            lines[at] = f"# {one.path[-1]} {_PASSED[one.need == 'may']}\n"
            text = "".join(lines)
    return text


def passed_in(text: str, questions: Iterable[Question]) -> frozenset[Path]:
    """Return the paths of which *text* notes that they were asked."""
    lines = _lines(text)
    return frozenset(
        one.path
        for one in questions
        if (at := _placeholder_line(text, one.path)) is not None
        and lines[at].rstrip().endswith(_PASSED)
    )


def with_answers(text: str, answers: Answers, cleared: Collection[Path] = ()) -> str:
    """Return *text* with *answers* in it, and without those that are *cleared*.

    A placeholder gives way to its answer.  What is not touched stays as it was, to the
    last comment.
    """
    for path, value in answers.items():
        if len(path) < 3:
            text = _with(text, path, value)
    gone = [path for path in cleared if path[2:]]
    for path in cleared:
        text = text if path in gone else _without(text, path)
    return with_entries(
        text, {path: answers[path] for path in answers if path[2:]}, gone
    )


def with_draft(text: str, *, is_needed: bool) -> str:
    """Return *text* with the line that lets it leave blanks, or without it."""
    return _with(text, DRAFT, value=True) if is_needed else _without(text, DRAFT)


def _with(text: str, path: Path, value: Value) -> str:
    """Set *path*: in its placeholder's place, in its own, or at the table's end."""
    document = tomlkit.parse(text)
    line = f"{path[-1]} = {tomlkit.item(plain(value)).as_string()}"
    at = None if _knows(document, path) else _placeholder_line(text, path)
    if at is not None:
        lines = _lines(text)
        lines[at] = f"{line}\n"
        return "".join(lines)
    *tables, key = map(str, path)
    home: Any = _table_of(document, tables[0]) if tables else document
    if home.get(key) == plain(value):
        return text
    home[key] = _as(home.get(key), plain(value))
    return tomlkit.dumps(document)


def _as(old: Any, value: Any) -> Any:
    """Return *value* with the comment that stands behind the old one."""
    new = tomlkit.item(value)
    if old is not None and hasattr(old, "trivia"):
        new.trivia.comment_ws = old.trivia.comment_ws
        new.trivia.comment = old.trivia.comment
    return new


def _without(text: str, path: Path) -> str:
    """Take *path* out; an answer of one line stays as its own placeholder."""
    document = tomlkit.parse(text)
    if not _knows(document, path):
        return text
    lines = _lines(text)
    at = lines_of(text)[path] - 1
    if _is_whole(lines[at]):
        lines[at] = f"# {lines[at].lstrip()}"
        return "".join(lines)
    *tables, key = map(str, path)
    home: Any = document[tables[0]] if tables else document
    del home[key]
    return tomlkit.dumps(document)


def _lines(text: str) -> list[str]:
    """Return the lines of *text* with their ends, as TOML counts them.

    Python ends a line at other characters too, which a comment may hold.
    """
    return list(StringIO(text, newline="\n"))


def _is_whole(line: str) -> bool:
    """Say whether a value begins and ends on its line."""
    try:
        return bool(tomllib.loads(line))
    except tomllib.TOMLDecodeError:
        return False


def _knows(document: Mapping[str, Any], path: Path) -> bool:
    home: Any = document
    for part in path:
        if not isinstance(home, Mapping) or part not in home:
            return False
        home = home[part]
    return True


def _placeholder_line(text: str, path: Path) -> int | None:
    """Return the number, from 0, of the commented line that waits for *path*."""
    waiting = re.compile(rf"#\s*{re.escape(str(path[-1]))}\s*=")
    inside = ""
    for number, line in enumerate(_lines(text)):
        if header := re.match(r"\s*\[+\s*([\w.-]+)\s*\]+", line):
            inside = header[1]
        elif inside == (path[0] if len(path) > 1 else "") and waiting.match(line):
            return number
    return None


def _table_of(document: tomlkit.TOMLDocument, name: str) -> Any:
    if name not in document:
        document.add(tomlkit.nl())
        document.add(name, tomlkit.table())
    return document[name]


def groups(questions: Iterable[Question]) -> Iterator[tuple[str, list[Question]]]:
    """Yield the tables that questions belong to, and their questions, in order."""
    single = [one for one in questions if len(one.path) == 2]
    tables = dict.fromkeys(str(one.path[0]) for one in single)
    for table in tables:
        yield table, [one for one in single if one.path[0] == table]
