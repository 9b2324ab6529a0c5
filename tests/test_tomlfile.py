"""Every key knows its line, and a file that cannot be read is a clear fault."""

import tomllib
from datetime import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notices.errors import FaultsError
from notices.tomlfile import read_toml
from notices.tomlfile.lines import lines_of
from notices.tomlfile.typed import shown

NOT_TOML = (
    "x.toml:{}: this is not TOML: {}.\n"
    '  A line is written key = "value"; text stands in straight double quotes.\n'
    "  To mend: correct this line; the lines before it were read."
)
NOT_UTF_8 = (
    "x.toml:{}: the byte 0xE9 is not UTF-8 text.\n"
    "  The file was probably saved in Windows-1252, as some editors and spreadsheets "
    "do.\n"
    '  To mend: save it again with the encoding "UTF-8".'
)
WORDS = st.text("abcxyz-_09", min_size=1, max_size=6)
NASTY = st.sampled_from(
    [
        '"x = 1"',
        "'[a]'",
        '"""\n[not.a.table]\nk = 1\n"""',
        "'''\n# no\n'''",
        '"\\"["',
        "1",
    ]
)
VALUES = st.recursive(
    NASTY,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: f"[\n  {', '.join(items)}]"),
        st.dictionaries(WORDS, inner, max_size=3).map(
            lambda table: (
                "{"
                + ", ".join(f"{key} = {value}" for key, value in table.items())
                + "}"
            )
        ),
    ),
    max_leaves=6,
)


@st.composite
def documents(draw):
    lines = []
    for head in draw(st.lists(WORDS, unique=True, max_size=4)):
        for _ in range(draw(st.integers(1, 3))):
            lines.append(f"[[{head}]]  # {head} = 1")
            keys = draw(st.lists(WORDS, unique=True, max_size=3))
            lines += [f"{key} = {draw(VALUES)}" for key in keys]
            inner = draw(WORDS)
            # No word holds a q, so the table takes the name of no key.
            if draw(st.booleans()):
                lines += [f"[{head}.q{inner}]", f"'{inner}' = {draw(VALUES)}"]
    return "\n".join(lines) + "\n"


def paths_in(value, path=()):
    if path:
        yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from paths_in(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            if isinstance(inner, dict):
                yield from paths_in(inner, (*path, index))


@settings(max_examples=150, deadline=None)
@given(documents())
def test_every_key_has_the_line_that_it_stands_on(text):
    found = lines_of(text)
    lines = text.splitlines()

    for path in paths_in(tomllib.loads(text)):
        assert path in found, path
        if isinstance(path[-1], str):
            assert path[-1] in lines[found[path] - 1]


def test_a_bracket_inside_a_value_is_no_header():
    found = lines_of('a = [\n  ["b"],\n  [ 1 ],\n]\nc = 1\n')

    assert found["c",] == 5
    assert ("b",) not in found


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            b"[a]\nb = \n",
            (
                "x.toml:2: this is not TOML: after the =, a value is missing, "
                "or text stands without quotes.\n"
                '  A line is written key = "value"; '
                "text stands in straight double quotes.\n"
                "  To mend: correct this line; the lines before it were read."
            ),
        ),
        (
            b"[a]\nb = 2026-02-30\n",
            NOT_TOML.format(2, "there is no such day"),
        ),
        (
            b"[[a]]\nb = 1\n\n[a]\nb = 2\n",
            NOT_TOML.format(4, "both [a] and [[a]] stand here; a list has [[a]] alone"),
        ),
        (
            b"[a]\nb = 1\n\n[[a]]\nb = 2\n",
            NOT_TOML.format(4, "both [a] and [[a]] stand here; a list has [[a]] alone"),
        ),
        (
            b'a = """x"""\nb = """\nx\n\n[c]\nd = 1\n',
            NOT_TOML.format(2, "the \"\"\" or ''' here is not closed"),
        ),
        (
            'a = "caf\u00e9"\n'.encode("cp1252"),
            NOT_UTF_8.format(1),
        ),
        (
            b"\xef\xbb\xbf" + 'a = "x"\nb = "caf\u00e9 x"\n'.encode("cp1252"),
            NOT_UTF_8.format(2),
        ),
    ],
)
def test_a_file_that_cannot_be_read_is_a_clear_fault(tmp_path, content, message):
    path = tmp_path / "x.toml"
    path.write_bytes(content)

    with pytest.raises(FaultsError) as error:
        read_toml(path, name="x.toml")

    assert str(error.value) == message


@pytest.mark.parametrize(
    ("value", "typed"), [(time(7, 30), "07:30:00"), ([1], "a list"), ({}, "a table")]
)
def test_a_value_is_shown_as_it_was_typed(value, typed):
    assert shown(value) == typed
