"""Every key knows its line, and a file that cannot be read is a clear fault."""

import tomllib
from datetime import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notices.errors import FaultsError
from notices.tomlfile import read_toml
from notices.tomlfile.lines import lines_of
from notices.tomlfile.syntax import syntax_faults
from notices.tomlfile.typed import shown

BOTH = (
    "x.toml:4: this line cannot be read: {}\n"
    "  Both [a] and [[a]] stand in this file.\n"
    "  To mend: write [[a]] each time, as it is a list."
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
                "x.toml:2: this line cannot be read: b =\n"
                "  Nothing stands behind the =.\n"
                "  To mend: write the answer behind it, "
                "or a # before b while there is none."
            ),
        ),
        (
            b"[[a]]\nb = 1\n\n[a]\nb = 2\n",
            BOTH.format("[a]"),
        ),
        (
            b"[a]\nb = 1\n\n[[a]]\nb = 2\n",
            BOTH.format("[[a]]"),
        ),
        (
            b'a = """x"""\nb = """\nx\n\n[c]\nd = 1\n',
            (
                'x.toml:2: this line cannot be read: b = """\n'
                '  The """ here is not closed.\n'
                '  To mend: write """ where the text ends.'
            ),
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


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("day = 01.09.2026", "day = 2026-09-01"),
        ("day = 2026/9/1", "day = 2026-09-01"),
        ("day = 1st of Sept. 2026", "day = 2026-09-01"),
        ("day = Tuesday 1 September 2026", "day = 2026-09-01"),
        ("day = September 1, 2026", "day = 2026-09-01"),
        ("day = 1/9/26", "day = 2026-09-01"),
        ("urn = 108,465", "urn = 108465"),
        ("ages = 4\u201311", "ages = [4, 11]"),
        ("schools = 136952, 138203", "schools = [136952, 138203]"),
        ('notices = "pupils", "workforce"', 'notices = ["pupils", "workforce"]'),
        ("notices = [\u201cpupils\u201d]", 'notices = ["pupils"]'),
        ('role = "Officer\u201d', 'role = "Officer"'),
        ("role = \u2018Officer\u2019", 'role = "Officer"'),
        ('role = Officer"', 'role = "Officer"'),
        ("telephone = 01912668389", 'telephone = "01912668389"'),
        ("url = https://a.example/b#c", 'url = "https://a.example/b#c"'),
        ('says = "a \\ b"', "says = 'a \\ b'"),
        ("on: Yes", "on = true"),
        ("\u200bcctv =\u00a0NO", "cctv = false"),
        ("[organisation", "[organisation]"),
        ("organisation]", "[organisation]"),
        ("[[suppliers]", "[[suppliers]]"),
    ],
)
def test_a_line_that_is_no_toml_is_told_as_it_was_meant(typed, meant):
    text = f"first = 1\n{typed}\nlast = 2\n"
    (fault,) = syntax_faults("x.toml", text)

    assert fault.line == 2
    assert fault.mend == f"write {meant}."
    assert tomllib.loads(text.replace(typed, meant))


@pytest.mark.parametrize(
    "typed",
    ["hello there", 'name = The "Best" School', 'a = "b" c', "= 1"],
)
def test_a_line_that_nobody_understands_is_told_with_no_guess(typed):
    (fault,) = syntax_faults("x.toml", f"first = 1\n{typed}\nlast = 2\n")

    assert fault.line == 2
    assert typed in fault.what
    assert fault.mend.startswith('write it as key = "value"')


@pytest.mark.parametrize("text", ["a = [\n", 'a = """\nb\n', "[a\n", "a = {b = 1\n"])
def test_what_is_never_closed_is_one_fault(text):
    assert len([*syntax_faults("x.toml", text)]) == 1


@given(st.text(alphabet="ab=[]{}\"'\\#.,:-0129 \n\u00a0\u201c\u2019tf", max_size=60))
def test_whatever_is_no_toml_has_faults_and_what_is_has_none(text):
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        assert [*syntax_faults("x.toml", text)]
    else:
        assert not [*syntax_faults("x.toml", text)]
