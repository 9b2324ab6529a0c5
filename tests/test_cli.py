"""The command line, as its users meet it."""

import json
import re
import subprocess
import sys

import pytest

from notices.tomlfile.typed import shown
from tests.conftest import EXAMPLES, ROOT

NURSERY = EXAMPLES / "ashfield-nursery.toml"
FOLDER = "108427-ashfield-nursery-school"
OFFICER = '[data-protection-officer]\nemail = "a@b.example"\n'


def test_building_writes_each_format_and_says_where(run, tmp_path):
    done = run(
        "build", NURSERY, "--on", "2026-11-22", "--out", "out", "--format", "md,html"
    )
    folder = tmp_path / "out" / FOLDER

    assert done.stdout == f"made  out/{FOLDER}/pupils: md, html, fragment.html\n"
    assert sorted(path.name for path in folder.iterdir()) == [
        "pupils.fragment.html",
        "pupils.html",
        "pupils.md",
    ]


def test_the_manifest_names_everything_that_a_notice_was_made_from(run, tmp_path):
    run("build", NURSERY, "--on", "2026-11-22", "--out", "out", "--format", "md")
    (record,) = map(
        json.loads, (tmp_path / "out" / "manifest.jsonl").read_text().splitlines()
    )

    assert record["issuer"] == "Ashfield Nursery School"
    assert record["on"] == "2026-11-22"
    assert set(record["files"]) == {"pupils.md"}
    assert set(record["inputs"]) == {"ashfield-nursery.toml"}
    assert len(record["wording"]["digest"]) == 64
    assert {"notices", "python", "weasyprint", "pikepdf"} <= set(record["tools"])
    assert record["unanswered"] == record["missing"] == record["warnings"] == []
    assert "organisation.name" in record["unconfirmed"]


def test_building_twice_keeps_one_line_a_notice(run, tmp_path):
    for _ in range(2):
        run("build", NURSERY, "--on", "2026-11-22", "--format", "md")

    assert len((tmp_path / "out" / "manifest.jsonl").read_text().splitlines()) == 1


def test_a_file_that_is_not_made_again_is_named(run, tmp_path):
    def build(formats):
        return run("build", NURSERY, "--on", "2026-11-22", "--format", formats)

    build("md,txt")
    done, again = build("md"), build("md")

    assert done.stderr == again.stderr
    assert f"out/{FOLDER}/pupils.txt: an earlier run made it" in done.stderr
    assert "To mend: make it too, with --format, or delete it.\n" in done.stderr
    assert "pupils.md" not in done.stderr

    (tmp_path / "out" / FOLDER / "pupils.txt").unlink()
    assert build("md").stderr == ""


def test_one_bad_profile_does_not_stop_the_others(run, tmp_path):
    done = run("build", "none.toml", NURSERY, "--format", "md", code=1)

    assert "none.toml: there is no such file." in done.stderr
    assert FOLDER in done.stdout


def test_what_was_built_is_told_to_programs_too(run):
    done = run("build", NURSERY, "--format", "md", "--on", "2026-11-22", "--json")
    (record,) = json.loads(done.stdout)

    assert record["folder"] == FOLDER


def test_the_day_is_today_unless_one_is_given(run, tmp_path):
    run("build", NURSERY, "--format", "md", SOURCE_DATE_EPOCH="1793000000")

    assert "**Shows the law as at:** 26 October 2026" in (
        tmp_path / "out" / FOLDER / "pupils.md"
    ).read_text(encoding="utf-8")


@pytest.mark.parametrize("epoch", ["soon", "1.5", "9" * 18, "9" * 5000])
def test_a_day_of_the_environment_that_is_none_is_told(run, epoch):
    done = run("catalogue", "doubtful", code=2, SOURCE_DATE_EPOCH=epoch)

    assert done.stderr == (
        f"SOURCE_DATE_EPOCH: {shown(epoch)} names no day.\n"
        "  It holds the seconds from 1 January 1970 to the day of a build.\n"
        "  To mend: write a number such as 1795305600, or unset it.\n"
    )


def test_the_catalogue_tells_the_history_of_a_key(run):
    done = run("catalogue", "show", "learning-records", "--on", "2026-11-22")

    assert done.stdout.startswith("sharings/learning-records: Learning records\n")
    assert "holds on this day" in done.stdout
    assert "education-act-1996/s537A" in done.stdout


def test_a_body_that_ended_is_shown_with_who_does_its_work(run):
    done = run("catalogue", "show", "skills-funding-agency", "--on", "2026-11-22")

    assert "\nOn this day: succeeded by the Department for Education\n" in done.stdout


def test_a_key_that_is_not_known_meets_its_nearest(run):
    done = run("catalogue", "show", "lerning-records", code=3)

    assert "learning-records" in done.stderr


def test_the_catalogue_is_searched_by_words(run):
    found = run("catalogue", "search", "extremism", "--json").stdout

    assert [(thing["kind"], thing["key"]) for thing in json.loads(found)] == [
        ("sharings", "prevent")
    ]


def test_the_register_tells_what_it_knows_and_of_which_day(run):
    done = run("register", "show", "108427")

    assert "name: Ashfield Nursery School" in done.stdout
    assert "As the register said on 17 July 2025." in done.stdout
    assert "Open Government Licence" in done.stdout


def test_a_wording_set_of_ones_own_changes_what_is_built(run, tmp_path):
    name = "templates/sections/changes.md.j2"
    run("wording", "export", "ours", name)
    path = tmp_path / "ours" / name
    path.write_text(
        path.read_text(encoding="utf-8").replace(
            "the law or what we do changes", "the wind changes"
        ),
        encoding="utf-8",
    )

    run("build", NURSERY, "--format", "md", "--wording", "ours")

    assert "When the wind changes, we change this notice." in (
        tmp_path / "out" / FOLDER / "pupils.md"
    ).read_text(encoding="utf-8")


def test_a_wording_set_that_is_there_is_not_overwritten(run, tmp_path):
    name = "templates/sections/changes.md.j2"
    run("wording", "export", "ours", name)
    (tmp_path / "ours" / name).write_text("ours", encoding="utf-8")

    run("wording", "export", "ours", name, code=3)

    assert (tmp_path / "ours" / name).read_text(encoding="utf-8") == "ours"


def test_the_version_is_told(run):
    assert run("--version").stdout.startswith("notices 0.")


def test_help_needs_none_of_the_heavy_libraries(run):
    """WeasyPrint, pikepdf and pydantic take longer to import than help to read."""
    loaded = (
        "import sys\n"
        "from notices.cli import main\n"
        "sys.argv = ['notices', '--help']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print([name for name in ('weasyprint', 'pikepdf', 'pydantic', 'jinja2',"
        " 'markdown', 'nh3') if name in sys.modules], file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", loaded],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert "Make privacy notices" in done.stdout
    assert done.stderr == "[]\n"


@pytest.mark.parametrize("form", [(), ("--csv",)])
def test_output_that_is_piped_is_utf_8(run, form):
    days = ("--between", "2012-03-31", "2026-11-25")

    done = run("catalogue", "changes", *days, *form, PYTHONIOENCODING="cp1252")

    assert "nothing \N{RIGHTWARDS ARROW} https://" in done.stdout


def test_what_cannot_be_found_is_told_in_utf_8(run):
    asked = ("catalogue", "show", "\N{RIGHTWARDS ARROW}")

    done = run(*asked, code=3, PYTHONIOENCODING="cp1252")

    assert "\N{RIGHTWARDS ARROW}" in done.stderr


def test_output_is_plain_when_it_is_piped_or_no_colour_is_wanted(run):
    for done in (run("--help"), run("catalogue", "search", "census", NO_COLOR="1")):
        assert "\x1b" not in done.stdout


def test_a_register_of_ones_own_is_made_and_built_with(run, tmp_path):
    (tmp_path / "schools-2026-09-01.csv").write_text(
        "URN,EstablishmentName,LA (code),LA (name),TypeOfEstablishment (name),"
        "EstablishmentStatus (name),StatutoryLowAge,StatutoryHighAge\n"
        "108427,Ashfield Renamed School,391,Newcastle upon Tyne,"
        "Local authority nursery school,Open,2,5\n",
        encoding="utf-8",
    )
    made = run("register", "update", "schools-2026-09-01.csv")
    assert "register: 1 school, as the register said on 1 September 2026." in (
        made.stdout
    )
    own = {"NOTICES_REGISTER": "register"}

    found = run("register", "search", "renamed", **own)
    assert found.stdout.startswith("URN\tName\tTown\tAuthority\n108427\tAshfield Ren")
    built = run("build", NURSERY, "--format", "md", "--register", "register")
    assert "108427-ashfield-renamed-school" in built.stdout


def test_a_register_is_not_written_among_other_files_or_over_a_newer_one(run, tmp_path):
    text = (
        "URN,EstablishmentName,LA (code),LA (name),TypeOfEstablishment (name),"
        "EstablishmentStatus (name),StatutoryLowAge,StatutoryHighAge\n"
        "1,X,391,Newcastle upon Tyne,Community school,Open,2,5\n"
    )
    (tmp_path / "new.csv").write_text(text, encoding="utf-8")
    update = ("register", "update", "new.csv", "--day")

    run(*update, "2026-09-01")
    older = run(*update, "2026-08-01", code=3)
    assert "An older register would replace a newer one." in older.stderr
    mine = run(*update, "2026-09-01", "--register", ".", code=3)
    assert "something else stands there" in mine.stderr
    none = run("register", "show", "1", "--register", "no", code=3)
    assert "there is no register in no, or not a whole one: it lacks" in none.stderr


def test_comparing_says_what_changes_and_writes_it_four_ways(run, tmp_path):
    days = ("2026-06-18", "2026-06-19")
    done = run("compare", *days, "--for", NURSERY, "--out", "comparison")
    written = sorted(path.name for path in (tmp_path / "comparison").iterdir())

    assert "1 notice of 1 changes; 1 distinct change: 1 material." in done.stdout
    assert written == [f"comparison.{form}" for form in ("docx", "html", "json", "md")]


def test_a_change_that_nobody_reviewed_fails_where_it_is_asked_to(run):
    days = ("2026-06-18", "2026-06-19")
    reviewed = ("--out", "comparison", "--reviewed", "Jo Example")
    run("compare", *days, "--for", NURSERY, "--fail-on", "material", code=1)
    run("compare", *days, "--for", NURSERY, "--fail-on", "material", *reviewed)
    run("compare", "2026-06-19", "2026-06-19", "--for", NURSERY, "--fail-on", "wording")


def test_comparing_is_told_to_programs_too(run):
    days = ("2026-06-18", "2026-06-19")
    done = run("compare", *days, "--for", NURSERY, "--json")

    assert [one["class"] for one in json.loads(done.stdout)["changes"]] == [
        "material",
        "material",
    ]


def test_a_build_warns_of_what_a_profile_says_and_no_notice_should(run, tmp_path):
    profile = tmp_path / "school.toml"
    profile.write_text(
        NURSERY.read_text(encoding="utf-8").partition("[look]")[0]
        + '\n[sections.changes]\nafter = "We keep some files permanently."\n',
        encoding="utf-8",
    )

    done = run(
        *("build", profile, "--on", "2026-11-22", "--format", "md"),
        "--accept-unanswered",
    )
    record = json.loads((tmp_path / "out/manifest.jsonl").read_text("utf-8"))

    assert "  CT-03 It says that information is kept for ever." in done.stdout
    assert any(one.startswith("CT-03 ") for one in record["warnings"])


def test_an_answer_behind_a_hash_is_pointed_at(run, tmp_path):
    (tmp_path / "school.toml").write_text(
        f"{OFFICER}[organisation]\nurn = 108427\n"
        "[uses]\n# cctv = false\n# biometrics = true or false\n",
        encoding="utf-8",
    )
    done = run(
        "build", "school.toml", "--on", "2026-11-22", "--format", "md", code=1
    ).stdout

    assert (
        "  Not answered: uses.cctv: Do you film any part of the site? school.toml:6 "
        "answers it behind a #, which nobody reads: delete the #.\n"
    ) in done
    assert re.search(r"uses\.biometrics: [^#\n]+\n", done)


def test_a_trust_in_capitals_is_pointed_at(run, tmp_path):
    profile = tmp_path / "school.toml"
    shouted = f"{OFFICER}[organisation]\nurn = 136952\n"
    said = "The register writes the trust in capitals, "
    on = ("--on", "2026-11-22", "--format", "md")
    profile.write_text(shouted, encoding="utf-8")

    assert said in run("build", profile, *on, code=1).stdout

    named = f'{shouted}[trust]\nname = "Laidlaw Schools Trust"\n'
    profile.write_text(named, encoding="utf-8")

    assert said not in run("build", profile, *on, code=1).stdout


def test_what_two_notices_have_in_common_is_told_once(run, tmp_path):
    profile = tmp_path / "school.toml"
    profile.write_text(
        f'notices = ["pupils", "workforce"]\n{OFFICER}[organisation]\nurn = 108427\n',
        encoding="utf-8",
    )
    done = run(
        *("build", profile, "--on", "2026-12-01", "--format", "md"),
        "--accept-unanswered",
        code=1,
    ).stdout

    assert done.count("(not yet approved)") == 2
    assert done.count("From 28 May 2027 on, notices become drafts.") == 1
