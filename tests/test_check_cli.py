"""`notices check` and `notices rules`, as their users meet them."""

import csv
import io
import json
import re
from xml.etree import ElementTree as ET

import pytest

from tests.conftest import EXAMPLES, ROOT

DOCUMENTS = ROOT / "tests" / "documents"
DAY = ("--on", "2026-11-25")


@pytest.fixture
def notice(tmp_path):
    path = tmp_path / "notice.md"
    path.write_text(
        "# Privacy notice for pupils\n\nWe share it with the ESFA.\n\n"
        'Ask [insert name], "=1+1".\n',
        encoding="utf-8",
    )
    return path


def test_the_letters_of_a_family_list_its_rules(run):
    codes = [line.split()[0] for line in run("rules", "ct").stdout.splitlines()[1:]]

    assert len(codes) > 1
    assert {code.partition("-")[0] for code in codes} == {"CT"}


def test_findings_have_their_place_and_their_quote(run, notice):
    done = run("check", notice.name, *DAY, "--select", "RN,FM-03", code=1)

    assert done.stdout == (
        "notice.md, line 5: error FM-03 Something was never filled in.\n"
        '  "Ask [insert name], "=1+1"."\n'
        "notice.md, line 3: warning RN-01 It names a body that is no more. "
        "ESFA: it closed on 31 March 2025. Say now: Department for Education.\n"
        '  "We share it with the ESFA."\n'
        "notice.md: read as pupils (type not given): "
        "1 error, 1 warning, 0 notes.\n"
        "Why a code matters, and how to mend it: notices rules FM-03\n"
    )
    assert done.stderr == ""


def test_closed_schools_of_a_table_are_told_and_left_out(run, tmp_path):
    (tmp_path / "schools.csv").write_text(
        "URN,EstablishmentName,EstablishmentStatus (name),organisation.email,"
        "data-protection-officer.email\n"
        "108427,Ashfield,Open,a@b.example,c@d.example\n"
        "108430,Newburn,Closed,a@b.example,c@d.example\n",
        encoding="utf-8",
    )

    done = run("check", "schools.csv", *DAY, "--fail-on", "error")

    assert done.stderr == "108430 Newburn is closed, and was left out.\n"
    assert "108427-" in done.stdout


@pytest.mark.parametrize(
    ("fail_on", "code"), [("error", 0), ("warning", 1), ("note", 1), ("never", 0)]
)
def test_what_counts_as_failing_can_be_said(fail_on, code, run, notice):
    run(
        *("check", notice.name, *DAY, "--select", "retired-body"),
        *("--fail-on", fail_on),
        code=code,
    )


def test_rules_can_be_left_out_by_code_family_or_name(run, notice):
    done = run(
        *("check", notice.name, *DAY, "--format", "json"),
        *("--ignore", "A13,LB,PL,FM-01,placeholder"),
        code=1,
    )

    (report,) = json.loads(done.stdout)
    assert {one["code"] for one in report["findings"]} == {"RN-01"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--type", "academi"), 'did you mean "academy"?'),
        (("--notice", "pupil"), 'did you mean "pupils"?'),
        (("--format", "sarrif"), 'did you mean "sarif"?'),
        (("--fail-on", "warn"), 'did you mean "warning"?'),
        (("--select", "never-shares"), 'did you mean "never-share"?'),
        (("--on", "tomorrow"), "To mend: write it as 2026-09-01."),
    ],
)
def test_a_word_that_is_not_known_is_told_with_the_nearest(
    arguments, said, run, notice
):
    done = run("check", notice.name, *arguments, code=2)

    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_path_that_is_not_there_is_told(run):
    done = run("check", "nothing.docx", "nowhere", code=3)

    assert done.stderr == (
        "nothing.docx: there is no such file or folder.\n"
        "  To mend: check the name and the folder.\n\n"
        "nowhere: there is no such file or folder.\n"
        "  To mend: check the name and the folder.\n"
    )


def test_profiles_tables_and_built_folders_are_checked(run, tmp_path):
    profile = EXAMPLES / "ashfield-nursery.toml"
    table = tmp_path / "schools.csv"
    table.write_text(
        "organisation.urn,data-protection-officer.email\n108427,dpo@example.org\n",
        encoding="utf-8",
    )
    run("build", profile, "--on", "2026-11-22", "--out", "out", "--format", "md")

    for path in (profile, table, "out"):
        done = run("check", path, "--on", "2026-11-22", "--format", "json")
        (report,) = json.loads(done.stdout)
        assert report["notice"] == "pupils"
        assert report["type"] == "maintained"
        assert {one["severity"] for one in report["findings"]} <= {"note"}


def test_a_built_edition_is_asked_only_what_it_should_not_say(run, tmp_path):
    profile = EXAMPLES / "kenton-school.toml"
    day = ("--on", "2026-11-22")
    run("build", profile, *day, "--edition", "summary", "--format", "md")
    (edition,) = tmp_path.glob("out/*/pupils.summary.md")
    said = edition.read_text(encoding="utf-8")
    edition.write_text(f"{said}\nPrimary care trusts get some.\n", encoding="utf-8")

    done = run("check", "out", *day, "--format", "json", code=1)

    (report,) = json.loads(done.stdout)
    assert report["notice"] == "pupils"
    assert report["evidence"] == []
    assert [one["rule"] for one in report["findings"]] == ["retired-body"]


def test_a_profile_that_cannot_be_composed_is_told_and_others_are_checked(
    run, tmp_path, notice
):
    (tmp_path / "faulty.toml").write_text("[organisation]\nname = 1\n")

    both = run("check", "faulty.toml", notice.name, *DAY, code=1)
    alone = run("check", "faulty.toml", *DAY, code=3)

    assert "faulty.toml:2: organisation.name" in both.stderr
    assert "FM-03" in both.stdout
    assert alone.stdout == ""


def test_json_holds_the_evidence_too(run, notice):
    done = run("check", notice.name, *DAY, "--format", "json", code=1)

    (report,) = json.loads(done.stdout)
    found = {one["rule"]: one for one in report["evidence"]}
    assert found["retention"]["state"] == "not found"
    assert found["complaint-regulator"]["quote"] is None


def test_sarif_has_what_2_1_0_asks_for(run, notice, tmp_path):
    run("check", notice.name, *DAY, "--format", "sarif", "--out", "a.sarif", code=1)
    log = json.loads((tmp_path / "a.sarif").read_text(encoding="utf-8"))
    (part,) = log["runs"]
    rules = part["tool"]["driver"]["rules"]

    assert log["version"] == "2.1.0"
    assert part["tool"]["driver"]["name"] == "notices"
    assert part["results"]
    for result in part["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in {"error", "warning", "note"}
        assert result["message"]["text"]
        (location,) = result["locations"]
        uri = location["physicalLocation"]["artifactLocation"]["uri"]
        assert uri == "notice.md"
    placed = [one for one in part["results"] if one["ruleId"] == "RN-01"]
    region = placed[0]["locations"][0]["physicalLocation"]["region"]
    assert region["startLine"] == 3


def test_junit_has_a_failure_for_each_finding(run, notice):
    done = run("check", notice.name, *DAY, "--format", "junit", code=1)

    (suite,) = ET.fromstring(done.stdout)
    assert suite.get("failures") == str(len(suite.findall("testcase/failure")))
    assert suite.find("testcase[@name='RN-01 retired-body']/failure") is not None


def test_csv_runs_no_formula(run, tmp_path):
    (tmp_path / "notice.md").write_text("# N\n\n=HYPERLINK(1) [insert name]\n")
    run(
        *("check", "notice.md", *DAY, "--select", "FM-03"),
        *("--format", "csv", "--out", "found.csv"),
        code=1,
    )
    text = (tmp_path / "found.csv").read_bytes().decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text))

    assert row["code"] == "FM-03"
    assert row["quote"].startswith("'=HYPERLINK")


@pytest.mark.parametrize(
    ("form", "name", "is_marked"),
    [("csv", "found.txt", True), ("json", "found.csv", False)],
)
def test_rows_for_a_spreadsheet_are_marked_whatever_the_file_is_called(
    form, name, is_marked, run, notice, tmp_path
):
    run("check", notice, *DAY, "--format", form, "--out", name, "--fail-on", "never")

    data = (tmp_path / name).read_bytes()

    assert data.startswith(b"\xef\xbb\xbf") is is_marked


def test_the_page_is_self_contained_and_tells_the_worst_first(run, tmp_path):
    files = [
        DOCUMENTS / name for name in ("alderwick-primary.md", "illingby-snippet.txt")
    ]
    done = run(
        *("check", *files, *DAY, "--format", "html", "--out", "report.html"), code=1
    )
    page = (tmp_path / "report.html").read_text(encoding="utf-8")

    assert page.index("illingby") < page.index("alderwick")
    assert "<script" not in page
    assert "src=" not in page
    assert "It is no verdict" in page
    assert re.fullmatch(
        r"report\.html: 2 notices: \d+ errors?, \d+ warnings?, \d+ notes?\.\n",
        done.stderr,
    )


def test_an_overlay_changes_what_a_rule_looks_for(run, notice, tmp_path):
    rules = tmp_path / "mine" / "data" / "rules"
    rules.mkdir(parents=True)
    shipped = (ROOT / "data" / "rules" / "contradictions.toml").read_text("utf-8")
    begins = shipped.index("[never-share]")
    own = shipped[begins : shipped.index("[consent-beside", begins)]
    (rules / "ours.toml").write_text(
        own.replace("says = [", 'says = ["we share it with", '), encoding="utf-8"
    )

    done = run(
        *("check", notice.name, *DAY, "--select", "CT-01", "--wording", "mine"),
        *("--format", "json"),
        code=0,
    )
    (tmp_path / "other.md").write_text(
        "# N\n\nWe send results to the council.\n\nWe share it with nobody at all.\n"
    )
    found = run(
        "check", "other.md", *DAY, "--select", "CT", "--wording", "mine", code=1
    )

    assert json.loads(done.stdout)[0]["findings"] == []
    assert "CT-01" in found.stdout


def test_a_faulty_phrase_is_told_with_its_line(run, notice, tmp_path):
    rules = tmp_path / "mine" / "data" / "rules"
    rules.mkdir(parents=True)
    (rules / "ours.toml").write_text(
        '[ours]\ncode = "CT-90"\nseverity = "note"\nway = "must-not-say"\n'
        'title = "T"\nwhy = "W"\nexample = "E"\nmend = "M"\n'
        'says = ["we (never share", "say <nothing>"]\n'
    )

    done = run("check", notice.name, *DAY, "--wording", "mine", code=3)

    assert "ours.toml:1: ours: " in done.stderr
    assert "a bracket opens and never closes" in done.stderr


def test_rules_are_listed_and_explained(run):
    listed = run("rules").stdout
    told = run("rules", "a13-04").stdout

    assert "A13-04\tdpo-contact\terror\t" in listed
    assert told.startswith("A13-04 dpo-contact: how to reach the data protection")
    for head in ("Why: ", "Example: ", "To mend: ", "We would write: ", "Law: UK GDPR"):
        assert f"\n{head}" in told
    assert 'did you mean "never-share"?' in run("rules", "never-shares", code=3).stderr
