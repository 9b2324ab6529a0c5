"""What stands in a folder is told as it stands there, whichever run made it."""

import csv
import json
import zipfile
from functools import partial

import pytest
from openpyxl import Workbook

from tests.conftest import BASE

WORDS = ("batch", "--base", "base.toml", "--profiles", "profiles", "--format", "md")
DAY = "1795305600"  # 22 November 2026
LONG_AFTER = "1814400000"  # 1 July 2027
ANSWERED = "--accept-unanswered"
APPROVED = "[notice]\napproved = 2026-08-20\n"
TABLE = "URN\n108427\n108430\n108431\n"


@pytest.fixture
def batch(tmp_path, run):
    """Return a function that runs `notices batch` over three schools."""
    (tmp_path / "base.toml").write_text(BASE, encoding="utf-8")
    (tmp_path / "schools.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "profiles").mkdir()
    return partial(run, *WORDS, "schools.csv", SOURCE_DATE_EPOCH=DAY)


@pytest.fixture
def say(tmp_path):
    """Return a function that writes a school's own file."""

    def write(urn, text, name=""):
        path = tmp_path / "profiles" / (name or f"{urn}.toml")
        path.write_text(text, encoding="utf-8")

    return write


def _states(out) -> dict[str, str]:
    text = (out / "report.csv").read_text(encoding="utf-8-sig")
    return {row["urn"]: row["state"] for row in csv.DictReader(text.splitlines())}


def _packed(path) -> set[str]:
    with zipfile.ZipFile(path) as archive:
        return {name.partition("-")[0] for name in archive.namelist() if "/" in name}


def _told(done, *sentences):
    assert not [one for one in sentences if one not in done.stderr], done.stderr


def test_what_stands_there_unapproved_is_not_let_through(batch, tmp_path):
    batch(ANSWERED)
    strict = ("--require-approval", "--verify", "--zip", "o.zip", ANSWERED)

    done = batch(*strict, code=3)

    _told(
        done,
        "108427 Ashfield Nursery School\n"
        "schools.csv:2: notice.approved: nobody has approved the notices of this "
        "organisation.\n"
        "  --require-approval makes only what its controller approved.\n",
        "o.zip: nothing was packed, as there is no notice to pack.\n",
    )
    assert done.stdout == (
        "0 notices made, 0 were there already, 0 are drafts, "
        "3 organisations of 3 with faults. See report.csv.\n"
    )
    assert set(_states(tmp_path / "out").values()) == {
        "Made earlier, could not be made now"
    }
    assert not (tmp_path / "o.zip").exists()


def test_a_draft_that_somebody_approved_is_not_let_through(batch, say):
    say(108427, APPROVED)

    done = batch("--urn", "108427", "--require-approval", code=3)

    _told(
        done,
        "profiles/108427.toml",
        "uses: it does not answer cctv, ",
        "  A notice with open questions is a draft, and --require-approval makes none.",
    )


def test_an_approval_that_is_withdrawn_leaves_the_zip_file(batch, say, tmp_path):
    for urn in (108427, 108430, 108431):
        say(urn, APPROVED)
    strict = ("--require-approval", "--zip", "o.zip", ANSWERED)
    batch(*strict)
    assert _packed(tmp_path / "o.zip") == {"108427", "108430", "108431"}

    say(108427, APPROVED.replace("approved", "# approved"))
    say(108430, "approved = [")
    done = batch(*strict, code=1)

    _told(
        done,
        "2 notices stand there that an earlier run made, and that could not be made "
        "now: do not publish them before you mended the faults.\n",
        "2 notices are left out of it; the report says why.\n",
    )
    earlier = "Made earlier, could not be made now"
    assert _states(tmp_path / "out") == {
        "108427": earlier,
        "108430": earlier,
        "108431": "Approved",
    }
    assert _packed(tmp_path / "o.zip") == {"108431"}
    page = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert f"<dt>{earlier}</dt><dd>2</dd>" in "".join(page.split("\n"))


def test_drafts_that_stand_there_are_counted(batch, tmp_path):
    batch(code=1)

    done = batch(code=1)

    assert done.stdout.startswith(
        "0 notices made, 3 were there already, 3 are drafts, 0 organisations"
    )
    report = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))
    assert (report["drafts"], report["states"]) == (3, {"Draft": 3})


def test_what_nobody_asks_for_any_more_is_not_packed(batch, tmp_path):
    batch(ANSWERED)
    (tmp_path / "schools.csv").write_text("URN\n108427\n", encoding="utf-8")

    done = batch(ANSWERED, "--zip", "o.zip")

    _told(done, "2 notices are left out of it; the report says why.\n")
    assert _packed(tmp_path / "o.zip") == {"108427"}
    states = _states(tmp_path / "out")
    assert states["108430"] == states["108431"] == "No longer asked for"


def test_a_dry_run_says_what_would_be_deleted(batch, tmp_path):
    batch(ANSWERED)
    (tmp_path / "schools.csv").write_text("URN\n108427\n", encoding="utf-8")

    plain = batch(ANSWERED, "--dry-run")
    pruned = batch(ANSWERED, "--dry-run", "--prune")

    _told(plain, "2 notices stand there that nobody asks for any more; index.html")
    _told(
        pruned,
        "108430-newburn-manor-nursery-school: --prune would delete pupils.md.\n",
    )
    assert len(list(tmp_path.glob("out/*/pupils.md"))) == 3


def test_an_old_look_at_the_law_is_told_and_lets_nothing_through(batch, say):
    say(108427, APPROVED)
    one = ("--urn", "108427", ANSWERED)

    draft = batch(*one, code=1, SOURCE_DATE_EPOCH=LONG_AFTER)
    strict = batch(*one, "--require-approval", code=3, SOURCE_DATE_EPOCH=LONG_AFTER)

    _told(draft, "is more than 183 days later, so this is a draft.")
    _told(
        strict,
        "The law in the catalogue: it was last looked at on ",
        "  All notices are drafts then, and --require-approval makes none.\n"
        "  To mend: install a newer version of notices.\n",
    )


def test_an_approval_of_a_day_to_come_is_none(batch, say, tmp_path):
    say(108427, APPROVED.replace("2026-08-20", "2027-12-01"))
    one = ("--urn", "108427", ANSWERED)

    draft = batch(*one, code=1)
    strict = batch(*one, "--require-approval", code=3)

    _told(draft, "notice.approved, 1 December 2027, has not come yet, so this is a")
    _told(strict, "profiles/108427.toml:2: notice.approved: 1 December 2027 has not")
    (page,) = tmp_path.glob("out/*/pupils.md")
    assert "1 December 2027" not in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("base", "said"),
    [
        (
            APPROVED,
            "base.toml:9: notice.approved: it would approve the notices of every "
            "school.\n"
            "  Each school approves its own; only a trust does so for its schools.\n"
            "  To mend: delete it here, and write it into the file of each school that "
            "has approved its notices. A trust says its name under [trust] too.\n",
        ),
        (
            '[organisation]\nname = "Newcastle City Council"\n',
            "base.toml:9: organisation.name: every school would have this name.\n"
            "  A base says what all schools have in common.\n"
            "  To mend: delete it here; a school's row or its own file can say it.\n",
        ),
    ],
)
def test_a_base_says_nothing_that_only_one_school_can_say(base, said, batch, tmp_path):
    (tmp_path / "base.toml").write_text(f"{BASE}\n{base}", encoding="utf-8")

    assert batch("--dry-run", code=3).stderr == said


def test_a_trust_approves_for_its_academies_alone(batch, tmp_path):
    trust = f'{BASE}\n{APPROVED}[trust]\nname = "North Star Trust"\n'
    (tmp_path / "base.toml").write_text(trust, encoding="utf-8")
    (tmp_path / "schools.csv").write_text("URN\n108427\n138120\n", encoding="utf-8")

    done = batch("--require-approval", ANSWERED, code=1)

    _told(
        done,
        "108427 Ashfield Nursery School\n"
        "base.toml:9: notice.approved: it would approve the notices of a school that "
        "no trust runs.\n",
    )
    assert _states(tmp_path / "out")["138120"] == "Approved"


def test_a_file_that_is_laid_over_nothing_is_told(batch, say):
    for name in ("108427 (1).toml", "108430.toml.txt", "999999.toml", "logo.png"):
        say(0, APPROVED, name)

    done = batch(ANSWERED, code=1)

    _told(
        done,
        "profiles/108427 (1).toml: this file was laid over nothing.\n"
        "  It seems to be the one of 108427, which is read as "
        "108427.toml.\n"
        "  To mend: name it 108427.toml.\n",
        "profiles/108430.toml.txt: this file was laid over nothing.\n",
        "profiles/999999.toml: this file was laid over nothing.\n"
        "  No school of schools.csv has the number 999999.\n"
        "  To mend: check the number, or move the file away.\n",
    )
    assert "logo.png" not in done.stderr


def test_names_that_are_another_schools_are_told(batch, tmp_path):
    (tmp_path / "schools.csv").write_text(
        "URN,EstablishmentName\n108427,Archbishop Runcie First School\n"
        "108430,NEWBURN MANOR NURSERY\n",
        encoding="utf-8",
    )

    done = batch(ANSWERED)

    _told(
        done,
        "1 school has another name in the register:\n"
        "108427 Archbishop Runcie First School: schools.csv calls it "
        '"Archbishop Runcie First School", and the register calls the school of this '
        'number "Ashfield Nursery School". To mend: check whether the row has the '
        "right number.\n",
    )


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (
            "#REF!,Open",
            "schools.csv:2: EstablishmentName: the cell holds a spreadsheet's error, "
            "#REF!.\n",
        ),
        (
            "12345,Open",
            'schools.csv:2: EstablishmentName: "12345" is no name: it has no letter.\n',
        ),
        (
            "Ashfield,Opn",
            'schools.csv:2: EstablishmentStatus (name): "Opn" is no status that the '
            "register knows.\n"
            "  A closed school is left out, and its notices may be deleted.\n",
        ),
    ],
)
def test_a_cell_that_cannot_be_is_a_fault(cells, said, batch, tmp_path):
    table = f"URN,EstablishmentName,EstablishmentStatus (name)\n108427,{cells}\n"
    (tmp_path / "schools.csv").write_text(table, encoding="utf-8")

    done = batch(ANSWERED, code=3)

    _told(done, said)
    assert "in the register" not in done.stderr


def test_who_is_left_out_has_a_row_that_says_why(batch, tmp_path):
    (tmp_path / "schools.csv").write_text(
        "URN,EstablishmentStatus (name)\n108427,Open\n108430,Proposed to open\n",
        encoding="utf-8",
    )

    done = batch(ANSWERED)

    _told(done, "108430 is proposed to open, and was left out.\n")
    assert _states(tmp_path / "out")["108430"] == "Left out"


def test_a_fault_of_the_base_is_told_once(batch, tmp_path):
    (tmp_path / "base.toml").write_text(f"{BASE}\nseesee = true\n", encoding="utf-8")

    done = batch(ANSWERED, code=3)

    assert done.stderr.count("uses.seesee") == 1
    _told(done, "3 organisations (108427 Ashfield Nursery School, 108430 Newburn ")


def test_questions_of_another_notice_are_not_taken_from_others(batch, tmp_path):
    (tmp_path / "base.toml").write_text(f"{BASE}\npublicity = true\n", "utf-8")

    batch(ANSWERED, "--notice", "pupils,workforce", "--urn", "108427")

    text = (tmp_path / "out" / "report.csv").read_text(encoding="utf-8-sig")
    rows = {row["notice"]: row for row in csv.DictReader(text.splitlines())}
    assert "publicity" in rows["pupils"]["taken from others"]
    assert "publicity" not in rows["workforce"]["taken from others"]


def test_forms_make_the_folder_that_they_will_be_read_from(batch, tmp_path):
    (tmp_path / "profiles").rmdir()
    ask = (ANSWERED, "--ask", "profiles")

    dry = batch(*ask, "--dry-run")
    assert dry.stdout.startswith("3 forms would be written to profiles, ")
    assert not (tmp_path / "profiles").exists()

    assert batch(*ask).stdout.startswith("3 forms written to profiles, ")
    assert len(list(tmp_path.glob("profiles/*.toml"))) == 3


def test_a_school_asked_for_by_number_and_left_out_is_something_to_see(batch):
    some = batch(ANSWERED, "--urn", "108427", "--urn", "999999", code=1)
    none = batch(ANSWERED, "--urn", "999999", code=3)

    _told(some, "999999 is in no row of schools.csv.\n")
    _told(none, "999999 is in no row of schools.csv.\n")


def test_a_workbooks_other_sheets_are_named(batch, tmp_path):
    book = Workbook()
    book.active.append(["URN"])
    book.active.append([108427])
    book.create_sheet("More schools").append(["URN"])
    book.save(tmp_path / "schools.xlsx")
    (tmp_path / "schools.csv").unlink()

    done = batch.func(*batch.args[:-1], "schools.xlsx", ANSWERED, **batch.keywords)

    _told(done, 'schools.xlsx has other sheets, which were not read: "More schools".\n')
