"""A wording set adds a notice: the example for visitors goes all the way."""

import json
import shutil

import pytest

from notices.catalogue import load_catalogue
from notices.check.load import load_rulebook
from notices.errors import FaultsError
from tests.conftest import EXAMPLES

SET = EXAMPLES / "visitors"
NURSERY = EXAMPLES / "ashfield-nursery.toml"
VISITORS = ("--wording", SET, "--notice", "visitors")
DAY = ("--on", "2026-11-22")


@pytest.fixture
def built(run, tmp_path):
    run("build", NURSERY, *VISITORS, *DAY, "--format", "md,html", "--out", "out")
    (folder,) = (path.parent for path in tmp_path.glob("out/*/visitors.md"))
    return folder


@pytest.fixture
def own_set(tmp_path):
    """A copy of the example, to be spoilt."""
    return shutil.copytree(SET, tmp_path / "set")


def test_it_is_built_with_what_is_its_own_and_what_is_everybodys(built):
    text = (built / "visitors.md").read_text(encoding="utf-8")

    assert text.startswith("# Privacy notice for visitors\n")
    assert "If an accident that comes from our work or buildings sends you to" in text
    assert "No computer alone makes an important decision about you." in text
    assert "### Having information deleted" in text
    assert "pupil" not in text
    assert ">Privacy notice for visitors</h1>" in (built / "visitors.html").read_text(
        encoding="utf-8"
    )


def test_a_check_knows_it_and_finds_nothing_wrong(run, built):
    done = run("check", built / "visitors.md", "--wording", SET, "--format", "json")
    (report,) = json.loads(done.stdout)

    assert report["notice"] == "visitors"
    assert {one["severity"] for one in report["findings"]} <= {"note"}


def test_a_comparison_tells_what_the_law_changed_for_visitors(run):
    done = run(
        "compare", "2026-06-18", "2026-06-20", "--for", NURSERY, *VISITORS, "--json"
    )

    assert json.loads(done.stdout)["notices"] == 1
    assert "complaint-controller" in done.stdout


def test_a_batch_makes_it_for_each_school_that_issues_it(run, tmp_path):
    (tmp_path / "schools.csv").write_text("urn\n108427\n108458\n", encoding="utf-8")
    run(
        "batch",
        "schools.csv",
        "--base",
        NURSERY.with_name("newcastle-schools.toml"),
        *VISITORS,
        *DAY,
        "--format",
        "md",
        "--out",
        "out",
        code=1,
    )

    assert len(list(tmp_path.glob("out/*/visitors.md"))) == 2


def test_a_sentence_of_it_is_explained(run):
    done = run("explain", NURSERY, "ambulance", *VISITORS, *DAY)

    assert "sharings/visitor-emergencies" in done.stdout


def test_a_profile_asks_for_it_by_name(run, tmp_path):
    profile = NURSERY.read_text(encoding="utf-8")
    (tmp_path / "a.toml").write_text(f'notices = ["visitors"]\n{profile}', "utf-8")

    run("build", "a.toml", "--wording", SET, *DAY, "--format", "md", "--out", "out")
    done = run("build", "a.toml", *DAY, "--format", "md", "--out", "other", code=3)

    assert (
        'a.toml:1: notices[0]: the catalogue has no notice "visitors".' in done.stderr
    )
    assert "Known are authority-pupils, children-in-need-or-looked-after" in done.stderr


def test_an_editor_may_write_it_where_the_set_is_given(run):
    ours = json.loads(run("schema", "--wording", SET).stdout)["properties"]["notices"]
    shipped = json.loads(run("schema").stdout)["properties"]["notices"]

    assert "visitors" in ours["items"]["enum"]
    assert "visitors" not in shipped["items"]["enum"]


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (("build", NURSERY), 3),
        (("explain", NURSERY), 3),
        (("explain", NURSERY, "--why-not", "cctv"), 3),
        (("catalogue", "search"), 3),
        (("compare", "2026-06-18", "2026-06-20"), 2),
        (("check", NURSERY), 2),
    ],
)
def test_without_the_set_it_is_said_which_notices_there_are(run, command, code):
    done = run(*command, "--notice", "visitors", code=code)

    assert "pupils, workforce, governors, authority-pupils" in done.stderr


def test_a_set_with_no_template_for_it_is_told_so(run, own_set):
    (own_set / "templates" / "visitors.md.j2").unlink()
    done = run("build", NURSERY, "--wording", own_set, "--notice", "visitors", code=3)

    assert "is known, but this wording set has no template for it." in done.stderr


def test_a_title_that_cannot_be_read_has_its_place(own_set):
    path = own_set / "data" / "notices.toml"
    text = path.read_text(encoding="utf-8").replace("visitor*", "(visitor")
    path.write_text(text, encoding="utf-8")
    data = own_set / "data"

    with pytest.raises(FaultsError, match=r"notices.toml:4: visitors: the phrase"):
        load_rulebook(load_catalogue(data), data)
