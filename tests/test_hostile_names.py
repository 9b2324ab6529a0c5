"""A name is text wherever it is printed, whatever characters it holds."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path, PureWindowsPath

import pytest

from notices.errors import FaultsError
from notices.organisation import organisation
from notices.publish.order import Order
from notices.publish.publish import Publisher
from notices.tomlfile import TomlFile
from tests.conftest import TODAY

NAMES = {
    "script": "<script>alert(1)</script>",
    "script-in-attribute": '" onmouseover="alert(1)',
    "image": "<img src=x onerror=alert(1)>",
    "comment": "<!-- Ashfield",
    "entity": "Ashfield &lt;b&gt; &amp; Sons &copy",
    "star": "A* Academy *of* **Stars**",
    "underscore": "_Ashfield_ __Nursery__",
    "code": "`Ashfield` ```",
    "link": "[Ashfield](javascript:alert(1))",
    "reference": "[Ashfield]: javascript:alert(1)",
    "autolink": "<javascript:alert(1)>",
    "image-link": "![Ashfield](https://example.org/a.png)",
    "pipe": "Ashfield | Nursery |",
    "heading": "# Ashfield",
    "list": "1. Ashfield",
    "rule": "---",
    "quote": "> Ashfield",
    "backslash": "Ashfield\\",
    "template": "{{ 7 * 7 }} {% raw %} Ashfield",
    "arabic": "مدرسة النور",
    "path": "../../etc/passwd",
    "only-marks": "***",
}

PROFILE = """
[organisation]
urn  = 108427
name = {name}

[data-protection-officer]
role  = {name}
email = "dpo@ashfield.example.org"

[[suppliers]]
name           = {name}
does           = "catering"
stores-data-in = {name}
safeguard      = {name}

[[retention]]
key   = "badges"
title = {name}
says  = {name}

[[sharings]]
key        = "museum"
title      = {name}
to         = {name}
data       = ["identity"]
says       = {name}
why        = {name}
says-short = {name}
"""


class Page(HTMLParser):
    """What a reader of a page gets: text, elements, addresses, cells."""

    def __init__(self, html):
        super().__init__()
        self.text = ""
        self.elements = []
        self.attributes = []
        self.rows = []
        self.cell = None
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append(tag)
        self.attributes += attrs
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"}:
            self.rows[-1].append("")
            self.cell = self.rows[-1]

    def handle_endtag(self, tag):
        if tag in {"td", "th"}:
            self.cell = None

    def handle_data(self, data):
        self.text += data
        if self.cell is not None:
            self.cell[-1] += data


@pytest.fixture(scope="session")
def publish(tmp_path_factory):
    """Return a function that builds the notice of a name in a folder of its own."""
    order = Order(
        on=TODAY,
        today=TODAY,
        out=Path("out"),
        formats=("md", "html"),
        accept_unanswered=True,
    )
    publisher = Publisher.prepare(order)

    def build(name):
        folder = tmp_path_factory.mktemp("name")
        profile = folder / "profile.toml"
        profile.write_text(PROFILE.format(name=quoted(name)), encoding="utf-8")
        here = replace(publisher, order=replace(order, out=folder / "out"))
        (built,) = here.publish(profile)
        return built

    return build


def quoted(name):
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'


def page_of(built):
    return Page((built.folder / "pupils.html").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def plain(publish):
    """Return the page of a name that nobody could mistake for anything else."""
    return page_of(publish("Ashfield"))


@pytest.fixture(scope="session", params=NAMES)
def built(request, publish):
    """Return a hostile name and the notice that was built for it."""
    name = NAMES[request.param]
    return name, publish(name)


def test_a_name_is_read_as_it_was_written(built):
    name, one = built

    for file in ("pupils.html", "pupils.fragment.html"):
        page = Page((one.folder / file).read_text(encoding="utf-8"))
        text = " ".join(page.text.split())
        assert text.count(name) >= 6


def test_a_name_brings_no_element_and_no_address(built, plain):
    _, one = built
    page = page_of(one)

    assert page.elements == plain.elements
    assert "script" not in page.elements
    for key, value in page.attributes:
        assert not key.startswith("on")
        if key in {"href", "src"}:
            assert re.match(r"(https?:|mailto:|tel:|data:image/|data:font/|#)", value)


def test_a_name_breaks_no_table(built):
    name, one = built
    page = page_of(one)

    cells = [cell.strip() for row in page.rows for cell in row]
    assert cells.count(name) >= 3
    for row in page.rows:
        if name in row[0]:
            assert len(row) in {2, 3}


@pytest.mark.parametrize("name", ["Ashfield {: .noprint }", "Ashfield { #main }"])
def test_a_name_that_ends_in_braces_gives_no_attributes(publish, plain, name):
    page = page_of(publish(name))

    cells = [cell.strip() for row in page.rows for cell in row]
    assert cells.count(name) >= 3
    assert len(page.attributes) == len(plain.attributes)


def test_a_markdown_row_has_as_many_cells_as_its_head(built):
    _, one = built
    lines = (one.folder / "pupils.md").read_text(encoding="utf-8").splitlines()

    width = 0
    for line in lines:
        cells = len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) if line[:1] == "|" else 0
        assert not (width and cells) or cells == width, line
        width = cells


def test_a_name_becomes_a_folder_that_any_file_system_takes(built):
    _, one = built

    assert one.folder.parent.name == "out"
    assert re.fullmatch(r"108427(-[a-z0-9]+)*", one.folder.name)
    assert all(path.is_file() for path in one.folder.iterdir())


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("Ashfield\nNursery  School", "Ashfield Nursery School"),
        ("Ashfield\tNursery", "Ashfield Nursery"),
        ("Ashfield\u2028Nursery", "Ashfield Nursery"),
    ],
)
def test_a_name_on_several_lines_is_one_line(load, tmp_path, name, read):
    path = tmp_path / "profile.toml"
    escaped = name.encode("unicode_escape").decode()
    path.write_text(f'[organisation]\nurn = 108427\nname = "{escaped}"\n')

    assert load(path).name == read


def test_a_name_that_turns_the_line_round_is_a_fault(load, tmp_path):
    path = tmp_path / "profile.toml"
    path.write_text('[organisation]\nurn = 108427\nname = "Ash\\u202Edleif"\n')

    with pytest.raises(FaultsError, match="cannot be printed") as error:
        load(path)
    assert r"\u202e" in str(error.value)


@pytest.mark.parametrize("length", [120, 121, 300])
def test_a_name_too_long_for_a_heading_is_a_fault(load, tmp_path, length):
    path = tmp_path / "profile.toml"
    path.write_text(f'[organisation]\nurn = 108427\nname = "{"x" * length}"\n')

    if length <= 120:
        assert len(load(path).name) == length
        return
    with pytest.raises(FaultsError, match=f"is {length} characters long") as error:
        load(path)
    assert len(str(error.value)) < 300


def test_a_profile_without_a_name_gives_its_own_on_windows_too(example, monkeypatch):
    monkeypatch.setattr(organisation, "PurePath", PureWindowsPath)
    profile = example("newcastle-council")
    own = TomlFile("notes\\Our council.toml", "", {})
    nameless = replace(profile, name="", layers=replace(profile.layers, own=own))

    assert nameless.folder == "our-council"


def test_two_schools_of_one_name_have_two_folders(load, tmp_path):
    folders = set()
    for urn in (108427, 138120):
        path = tmp_path / f"{urn}.toml"
        path.write_text(f'[organisation]\nurn = {urn}\nname = "مدرسة"\n')
        folders.add(load(path).folder)

    assert folders == {"108427", "138120"}
