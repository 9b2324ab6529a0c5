"""The interview as somebody at a terminal meets it."""

import re
import tomllib

import pytest

pytest.importorskip("pty", reason="a pseudo-terminal is needed to type into")

from tests.conftest import ROOT
from tests.terminal import Terminal


def told(folder, name: str = "108427.toml") -> dict:
    return tomllib.loads((folder / name).read_text(encoding="utf-8"))


@pytest.fixture
def asked(tmp_path):
    """Return a terminal at the first question of Ashfield Nursery School."""
    terminal = Terminal(tmp_path, "init", "--urn", "108427")
    terminal.types("y")
    return terminal


def test_a_school_is_found_by_a_misspelt_name_and_shown_back(tmp_path):
    terminal = Terminal(tmp_path, "init")

    listed = terminal.types("ashfeild nursery newcastle")
    assert "The register said on 17 July 2025:" in listed
    assert "Ashfield Nursery School" in listed
    assert "Is this your school?" in listed

    assert "What is your school called?" in terminal.types("n")
    many = terminal.types("ashfield nursery")
    assert "1  Ashfield Nursery School, Newcastle-upon-Tyne (Newcastle" in many
    assert "0  my school is not in the register" in many
    assert 'Nothing in the register is like "qqqq".' in terminal.types("qqqq")
    assert "Elswick Road" in terminal.types("ashfield nursery", "1")
    assert not list(tmp_path.iterdir())

    assert "Have these ready:" in terminal.types("y")
    assert told(tmp_path)["organisation"] == {"urn": 108427}


def test_it_says_how_long_it_takes_and_where_answers_are_kept(asked):
    assert "It takes about 5 minutes." in asked.said
    assert "Your answers are kept in 108427.toml as you go." in asked.said
    assert "The notice (1 of 19, 11 still missing)" in asked.said


def test_a_wrong_answer_is_told_and_asked_again(asked, tmp_path):
    said = asked.types("", "office(at)school")

    assert '"office(at)school" is not an email address.' in said
    assert "Write it as name@domain." in said
    assert "Your school (2 of 19, 11 still missing)" in said
    assert "email" not in told(tmp_path)["organisation"]


def test_one_can_ask_what_it_means_and_go_back(asked, tmp_path):
    assert "An office address is better" in asked.types("", "?")

    asked.types("office@example.org")
    back = asked.types("b")
    assert 'Enter keeps "office@example.org", - takes it out.' in back
    asked.types("info@example.org")

    assert told(tmp_path)["organisation"]["email"] == "info@example.org"
    assert "This is the first question." in asked.types("b", "b", "b")


def test_what_is_not_known_stays_open_and_is_listed(asked, tmp_path):
    asked.types("", "", "d", "", "", "", "", "yes", "d")
    listed = asked.types("l")

    assert told(tmp_path)["uses"] == {"cctv": True}
    assert "Which email address reaches your data protection officer?" in listed
    assert "Do machines recognise pupils" in listed
    assert "Do you film any part of the site?" not in listed


@pytest.mark.parametrize("leave", ["presses_ctrl_c", "presses_ctrl_d", "q"])
def test_answers_are_kept_when_somebody_leaves_and_it_goes_on_there(
    asked, tmp_path, leave
):
    asked.types("", "", "dpo@example.org", "", "", "", "", "y", "d", "n")
    said, code = asked.ends("q") if leave == "q" else getattr(asked, leave)()

    assert code == 1
    assert "notices init 108427.toml   asks what is open" in said
    assert "Stopped. Your answers are kept." in said
    assert told(tmp_path)["uses"] == {"cctv": True, "publicity": False}

    again = Terminal(tmp_path, "init", "108427.toml")
    assert "Does a photographer come to take portraits?" in again.until_asked()


@pytest.mark.parametrize(
    ("typed", "leave"),
    [
        (["ashfield nursery"], Terminal.presses_ctrl_c),
        (["0"], lambda terminal: terminal.ends("q")),
        (["0", "The Example School"], lambda terminal: terminal.ends("q")),
    ],
    ids=["searching", "asked for a name", "asked for a type"],
)
def test_leaving_before_a_school_is_known_writes_nothing(typed, leave, tmp_path):
    terminal = Terminal(tmp_path, "init")
    terminal.types(*typed)
    said, code = leave(terminal)

    assert code == 1
    assert "Stopped. Nothing was written." in said
    assert not list(tmp_path.iterdir())


def test_a_company_abroad_answers_whether_data_leaves_the_country(asked, tmp_path):
    asked.types("", "", "dpo@example.org", "", "", "", "", *["n"] * 8)
    assert "Name a company" in asked.said
    assert "Payments from parents" in asked.types("Example Pay", "?")
    assert "is not one of them" in asked.types("rockets")
    asked.types("payments", "Ireland", "The adequacy regulations")
    assert "Name another company" in asked.said
    assert "Does a computer alone take" in asked.types("")
    assert "leave the United Kingdom" not in asked.said
    assert told(tmp_path)["suppliers"] == [
        {
            "name": "Example Pay",
            "does": "parent-payments",
            "stores-data-in": "Ireland",
            "safeguard": "The adequacy regulations",
        }
    ]


def test_at_the_end_the_notice_is_built_if_wanted(asked, tmp_path):
    asked.types("", "", "dpo@example.org", "", "", "", "", *["n"] * 8, "", "n", "n")
    said = asked.types("")
    assert "Nothing is missing." in said
    assert "Build the notice now?" in said
    assert "draft" not in told(tmp_path).get("notice", {})

    assert "made  out/108427-ashfield-nursery-school/pupils" in asked.types("y")
    assert "in your browser?" in asked.said
    assert asked.ends("n")[1] == 0


def test_a_school_that_is_not_in_the_register_is_described(tmp_path):
    terminal = Terminal(tmp_path, "init")
    terminal.types("0", "The Example School")
    assert "independent school" in terminal.said
    assert "Nothing else can be asked" in terminal.types("d")
    terminal.types("independent school")
    assert "not a lowest and a highest age" in terminal.types("11 3")
    terminal.types("3-11", "1 The Street, Town, NE1 1AA")

    assert "Do you check whether parents can pay the fees?" in terminal.types("l")
    assert told(tmp_path, "the-example-school.toml")["organisation"] == {
        "name": "The Example School",
        "type": "other-independent-school",
        "ages": [3, 11],
        "address": ["1 The Street", "Town", "NE1 1AA"],
    }


def test_answers_are_changed_in_a_profile_that_somebody_wrote(tmp_path):
    mine = (
        "# ours\nnotices = ['pupils']\n\n[organisation]  # us\nurn = 108427\n\n"
        "[uses]\nbiometrics = false   # no machines\n"
    )
    (tmp_path / "mine.toml").write_text(mine, encoding="utf-8")
    terminal = Terminal(tmp_path, "init", "mine.toml")
    terminal.types("", "dpo@example.org", "", "", "", "", "y")
    terminal.presses_ctrl_c()

    assert (tmp_path / "mine.toml").read_text(encoding="utf-8") == mine + (
        'cctv = true\n\n[data-protection-officer]\nemail = "dpo@example.org"\n'
    )


def test_a_profile_keeps_the_line_ends_and_the_mark_that_it_has(tmp_path):
    mine = b"\xef\xbb\xbf# ours\r\n[organisation]\r\nurn = 108427\r\n"
    (tmp_path / "mine.toml").write_bytes(mine)
    Terminal(tmp_path, "init", "mine.toml").types("", "a@b.example")

    assert (tmp_path / "mine.toml").read_bytes() == (
        b'\xef\xbb\xbf# ours\r\nnotices = ["pupils"]\r\n\r\n[organisation]\r\n'
        b'urn = 108427\r\nemail = "a@b.example"\r\n\r\n[notice]\r\ndraft = true\r\n'
    )


def test_what_another_program_writes_meanwhile_is_not_written_over(asked, tmp_path):
    path = tmp_path / "108427.toml"
    path.write_text("# somebody else was here\n", encoding="utf-8")
    asked.child.sendline("")
    asked.child.expect("it was changed while you were answering")
    assert asked.ends()[1] == 3

    assert path.read_text(encoding="utf-8") == "# somebody else was here\n"


def test_the_session_in_the_documentation_is_what_it_prints(tmp_path, pytestconfig):
    page = ROOT / "docs" / "init.md"
    text = page.read_text(encoding="utf-8")
    shown = re.search(r"```text\n\$ notices init\n(.*?)```", text, re.DOTALL)[1]
    *typed, last = re.findall(r"^> (.*)$", shown, re.MULTILINE)

    terminal = Terminal(tmp_path, "init")
    printed = terminal.until_asked()
    for line in typed:
        said = terminal.types(line)
        printed += f"\n> {line}{said.removeprefix(line)}"
    said, _ = terminal.ends(last)
    printed += f"\n> {last}{said.removeprefix(last)}"
    if pytestconfig.getoption("--bless"):
        page.write_text(text.replace(shown, printed), encoding="utf-8")
        shown = printed

    assert printed == shown
