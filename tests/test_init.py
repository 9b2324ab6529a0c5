"""`notices init` without questions: a school's profile, an authority's project."""

import csv
import re
import shlex
import tomllib

import pytest


def test_a_profile_made_without_questions_builds_a_draft_that_says_what_is_missing(
    run, tmp_path
):
    made = run("init", "--urn", "108427", "--yes")
    built = run("build", "108427.toml", "--format", "md", code=1)
    notice = (tmp_path / "out/108427-ashfield-nursery-school/pupils.md").read_text(
        encoding="utf-8"
    )

    assert "The register said on 17 July 2025:" in made.stdout
    assert "108427.toml is written." in made.stdout
    assert "data-protection-officer.email: Which email address" in made.stdout
    assert "uses.cctv: Do you film" in made.stdout
    assert built.stdout.startswith("DRAFT  ")
    assert "Left blank: data-protection-officer.email. Art 13(1)(b)" in built.stdout
    assert "DRAFT" in notice
    assert "To be completed" in notice


def test_the_profile_asks_in_comments_what_was_not_answered(run, tmp_path):
    run("init", "--urn", "108427", "--yes")
    text = (tmp_path / "108427.toml").read_text(encoding="utf-8")

    assert tomllib.loads(text) == {
        "organisation": {"urn": 108427},
        "data-protection-officer": {},
        "complaints": {},
        "uses": {},
        "notice": {"draft": True},
    }
    assert "# Do you film any part of the site?\n" in text
    assert "# cctv = true or false\n" in text
    assert "#   name             Ashfield Nursery School\n" in text
    assert max(map(len, text.splitlines())) <= 88


def test_once_what_the_law_asks_for_is_there_the_draft_line_is_the_last_thing(
    run, tmp_path
):
    run("init", "--urn", "108427", "--yes")
    path = tmp_path / "108427.toml"
    text = path.read_text(encoding="utf-8")
    filled = text.replace('# email = "name@domain"', 'email = "a@b.example"')
    answered = re.sub(r"# ([a-z-]+) = true or false", r"\1 = false", filled)
    path.write_text(answered, encoding="utf-8")
    built = run("build", "108427.toml", "--format", "md", code=1)
    line = answered.splitlines().index("draft = true") + 1

    assert (
        f"108427.toml:{line}: notice.draft makes this a draft, and nothing is left "
        "blank; delete the line." in built.stdout
    )
    path.write_text(answered.replace("draft = true\n", ""), encoding="utf-8")
    assert run("build", "108427.toml", "--format", "md").stdout.startswith("made  ")


def test_a_profile_that_is_there_is_left_as_it_is(run, tmp_path):
    path = tmp_path / "108427.toml"
    path.write_text("[organisation]\nurn = 108427\n", encoding="utf-8")

    done = run("init", "--urn", "108427", "--yes")

    assert "108427.toml was there already, and is unchanged." in done.stdout
    assert path.read_text(encoding="utf-8") == "[organisation]\nurn = 108427\n"


def test_commands_to_type_quote_what_has_blanks(run):
    done = run("init", "our school.toml", "--urn", "108427", "--yes")

    assert "  notices init 'our school.toml'   asks what is open" in done.stdout
    assert "  notices build 'our school.toml'  makes the notice" in done.stdout


def test_another_schools_profile_is_not_written_over(run, tmp_path):
    run("init", "school.toml", "--urn", "108427", "--yes")
    before = (tmp_path / "school.toml").read_bytes()

    done = run("init", "school.toml", "--urn", "108458", "--yes", code=3)

    assert "organisation.urn: 108427 stands here, not 108458." in done.stderr
    assert (tmp_path / "school.toml").read_bytes() == before


@pytest.mark.parametrize(
    ("options", "code", "says"),
    [
        ((), 2, "the input is not a terminal"),
        (("--urn", "108427"), 2, "the input is not a terminal"),
        (("--yes",), 2, "the school must be named"),
        (("school", "--yes"), 2, "ends in .toml"),
        (("--la", "391", "--urn", "108427"), 2, "leave out one of them"),
        (("--urn", "999999", "--yes"), 3, "URN 999999 is not in it"),
        (("--la", "999"), 3, "the register has no authority 999"),
        (("--urn", "108427", "--yes", "--base", "no.toml"), 3, "no such file"),
    ],
)
def test_what_cannot_be_done_is_told_and_nothing_is_written(
    run, tmp_path, options, code, says
):
    done = run("init", *options, code=code)

    assert says in done.stderr
    assert "To mend:" in done.stderr
    assert not list(tmp_path.iterdir())


# An authority


@pytest.fixture
def project(run, tmp_path):
    run("init", "--la", "391")
    return tmp_path / "newcastle-upon-tyne"


def test_an_authority_gets_a_base_a_table_a_folder_and_what_to_do(project):
    with (project / "schools.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    assert sorted(path.name for path in project.iterdir()) == [
        "README.md",
        "base.toml",
        "profiles",
        "schools.csv",
    ]
    assert len(rows) == 99
    assert rows[0]["organisation.urn"] == "108427"
    assert rows[0]["EstablishmentName"] == "Ashfield Nursery School"
    assert {"uses.cctv", "organisation.email"} <= set(rows[0])
    assert "uses.payroll-provider" not in rows[0]
    assert "99 schools" in (project / "README.md").read_text(encoding="utf-8")


def test_the_three_commands_of_its_readme_run(run, project):
    text = (project / "README.md").read_text(encoding="utf-8")
    first, second, third = re.findall(r"```sh\nnotices (.*)\n```", text)
    quick = ("--format", "md")

    tried = run(*shlex.split(first), *quick, folder=project, code=1)
    assert "3 notices made" in tried.stdout
    run(*shlex.split(second), "--yes", folder=project)
    assert (project / "profiles" / "108427.toml").is_file()
    done = run(*shlex.split(third), *quick, "--limit", "5", folder=project, code=1)
    assert "5 notices made" in done.stdout
    assert "0 organisations of 5 with faults" in done.stdout


def test_a_filled_in_project_makes_notices_that_are_no_drafts(run, project):
    base = project / "base.toml"
    text = base.read_text(encoding="utf-8").replace("draft = true\n", "")
    text = text.replace('# email = "name@domain"', 'email = "dpo@example.org"', 1)
    base.write_text(text, encoding="utf-8")
    with (project / "schools.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))[:2]
    for row in rows:
        row.update({key: "no" for key in row if key.startswith("uses.")})
    with (project / "few.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)

    few = ("batch", "few.csv", "--base", "base.toml", "--format", "md")
    done = run(*few, folder=project)

    assert "2 notices made, 0 were there already, 0 are drafts" in done.stdout


def test_a_project_that_is_there_is_not_written_over(run, project):
    (project / "base.toml").write_text("mine", encoding="utf-8")

    done = run("init", "--la", "391", code=3)

    assert "base.toml: it is there already, and would be replaced." in done.stderr
    assert (project / "base.toml").read_text(encoding="utf-8") == "mine"


def test_what_the_base_answers_is_not_missing(run, project):
    base = project / "base.toml"
    text = base.read_text(encoding="utf-8")
    base.write_text(
        text.replace('# email = "name@domain"', 'email = "dpo@example.org"', 1),
        encoding="utf-8",
    )
    options = ("--urn", "108427", "--base", "base.toml", "--yes")
    done = run("init", "profiles/108427.toml", *options, folder=project)

    assert "data-protection-officer.email:" not in done.stdout
    assert "uses.cctv:" in done.stdout
    assert "notices init profiles/108427.toml --base base.toml" in done.stdout
