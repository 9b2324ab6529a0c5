"""Model notices: what nobody has said yet is a marked blank that explains itself."""

import re
import subprocess
import sys
from dataclasses import replace

import pytest

from notices.check.checking import check_document
from notices.check.load import load_rulebook
from notices.check.looking import Context
from notices.cli.build import models_asked
from notices.cli.options import UsageError
from notices.compose.modelwords import read_words
from notices.errors import FaultsError, NoticesError
from notices.publish.models import SET, ModelOrder, publish_model
from notices.publish.order import Order
from notices.publish.publish import Publisher
from notices.reading import read
from notices.vocabulary.entries import is_told_in
from tests.conftest import ROOT, TODAY, environment

BLANK = re.compile(r"\*\*\[To be completed: ([^\]]+)\]\*\*")
NOTE = "> **What does this mean?**"
PRIMARY = ModelOrder(notice="pupils", type="maintained", ages=(4, 11))


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Return a function that makes a model and gives its folder, each once."""
    out = tmp_path_factory.mktemp("models")
    order = Order(on=TODAY, today=TODAY, out=out, formats=("md",))
    publisher = Publisher.prepare(order)
    done = {}

    def making(asked: ModelOrder, *more: str):
        if (asked, more) not in done:
            wanted = replace(order, formats=("md", *more))
            done[asked, more] = publish_model(
                replace(publisher, order=wanted), asked
            ).folder
        return done[asked, more]

    return making


@pytest.fixture
def text(made):
    """Return a function that makes a model and gives its Markdown."""

    def reading(asked: ModelOrder) -> str:
        path = made(asked) / f"{asked.notice}.md"
        return path.read_text(encoding="utf-8")

    return reading


@pytest.mark.parametrize("asked", SET, ids=lambda one: f"{one.name}-{one.notice}")
def test_every_blank_says_what_it_means(asked, text):
    parts = re.split(r"\n(?=#)", text(asked))

    blanks = [(part, blank) for part in parts for blank in BLANK.findall(part)]
    assert len(blanks) > 6
    for part, blank in blanks:
        note = NOTE if blank == "yes or no" else f"{NOTE} *{blank}*:"
        there = part if note in part else text(asked)
        assert note in there, blank


def test_every_question_that_fits_is_a_blank_with_what_a_yes_adds(text, catalogue):
    model = text(PRIMARY)
    questions = model.partition("## Questions that only you can answer")[2]

    held = (one.on(TODAY) for one in catalogue.uses.values())
    asked = [
        use.entry for use in held if use and is_told_in("pupils", use.entry.notices)
    ]
    fit = [use for use in asked if f"### {use.question}" in model]
    assert len(fit) >= 12
    assert questions.count("**[To be completed: yes or no]**") == len(fit)
    filming, after = questions.split("\n### ")[1:3]
    assert "pictures from the cameras on our site" in filming
    assert "**Lawful basis:** public task" in filming
    assert "cameras" not in after
    assert "If no, under *Outside the United Kingdom*:" in questions


def test_a_model_says_nothing_that_only_an_answer_makes_true(text):
    told = text(PRIMARY).partition("## Questions that only you can answer")[0]

    assert "cameras" not in told
    assert "outside the United Kingdom" not in told
    assert "DRAFT" not in told
    assert "**MODEL: not a notice yet." in told


@pytest.mark.parametrize("form", ["md", "html", "docx", "odt"])
def test_check_finds_each_blank(form, made, catalogue):
    document = read(made(PRIMARY, "html", "docx", "odt") / f"pupils.{form}")
    book = load_rulebook(catalogue)

    report = check_document(document, Context(on=TODAY), book, set(book.rules))

    (found,) = [one for one in report.findings if one.name == "placeholder"]
    blank = [one.place for one in document.blocks if "[To be completed" in one.text]
    assert len(blank) > 20
    quoted = {quote.place for quote in found.quotes}
    lines = {place.line for place in quoted if place.line}
    for place in blank:
        near = place.line and lines.intersection(range(place.line, place.line + 4))
        assert place in quoted or near


def test_check_finds_what_was_left_of_a_model_that_is_filled_in(
    text, catalogue, tmp_path
):
    filled = re.sub(r"[*\\]*\[To be completed: [^\]]+\][*]*", "Hill", text(PRIMARY))
    kept = [line for line in filled.splitlines() if not line.startswith(NOTE)]
    cleaned = "\n".join(kept).partition("## Questions that only you can answer")[0]
    cleaned = re.sub(r"\*\*MODEL: .*", "", cleaned)

    left = _unfilled(filled, catalogue, tmp_path)
    assert any(one.startswith("MODEL: not a notice yet") for one in left)
    assert any(one.startswith("Answer each question") for one in left)
    assert "If yes, under Why we use it:" in left
    assert any(
        one.startswith("What does this mean? name of the school") for one in left
    )
    assert _unfilled(cleaned, catalogue, tmp_path) == []


def _unfilled(text, catalogue, folder) -> list[str]:
    """Return the quotes of what the check says was never filled in."""
    path = folder / "filled.md"
    path.write_text(text, encoding="utf-8")
    book = load_rulebook(catalogue)
    report = check_document(read(path), Context(on=TODAY), book, {"placeholder"})
    return [quote.text for one in report.findings for quote in one.quotes]


def test_a_model_of_one_type_names_it(text):
    aided = replace(PRIMARY, type="voluntary-aided-school")

    assert "** is a voluntary aided school." in text(aided)
    assert "which kind of school" not in text(aided)
    assert "** is **[To be completed: which kind of school it is]**" in text(PRIMARY)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (replace(PRIMARY, type="maintain"), 'To mend: did you mean "maintained"?'),
        (replace(PRIMARY, ages=None), "To mend: add --ages 4-11"),
        (replace(PRIMARY, notice="pupil"), 'To mend: did you mean "pupils"?'),
    ],
)
def test_what_cannot_be_made_is_told_with_how_to_mend_it(asked, said, made):
    with pytest.raises(NoticesError, match=re.escape(said)):
        made(asked)


def test_a_fault_in_the_words_of_models_is_told_with_its_line(tmp_path):
    words = tmp_path / "templates" / "model.toml"
    words.parent.mkdir()
    words.write_text('mark = "MODEL"\nblnk = 1\n', encoding="utf-8")
    order = Order(on=TODAY, today=TODAY, out=tmp_path, wording=(tmp_path,))

    with pytest.raises(FaultsError) as raised:
        publish_model(Publisher.prepare(order), PRIMARY)
    assert "templates/model.toml:2: blnk" in str(raised.value)


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("{means}", "{wat}", "nothing is known to put in place of {wat}."),
        ("{means}", "{means.__class__}", "in place of {means.__class__}."),
        ("{means}", "{means:>9999}", "in place of {means:>9999}."),
        ("{means}", "{}", "in place of { }."),
        ("{means}", "{means", "a curly bracket stands alone."),
    ],
)
def test_words_of_models_hold_no_place_that_nothing_fills(right, wrong, said, tmp_path):
    ours = (ROOT / "templates" / "model.toml").read_text(encoding="utf-8")
    assert right in ours
    words = tmp_path / "model.toml"
    words.write_text(ours.replace(right, wrong), encoding="utf-8")

    with pytest.raises(FaultsError) as raised:
        read_words((tmp_path,))

    first, last = map(str, raised.value.faults)
    assert first.startswith("templates/model.toml:5: note: ")
    assert last.startswith("templates/model.toml:16: questions.note: ")
    assert said in last
    assert last.endswith(("write {means}.", "write {means} whole."))


def run(*arguments, folder):
    command = [sys.executable, "-m", "notices", "build", *arguments]
    return subprocess.run(
        command,
        cwd=folder,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_model_has_no_editions(tmp_path, run):
    model = ("--model", "pupils", "--type", "maintained", "--ages", "4-11")
    done = run("build", *model, "--edition", "summary,ages-5-8", code=2)

    assert done.stderr == (
        "--edition: a model has no editions, as nobody reads it before it is filled "
        "in.\n  To mend: leave --edition out.\n"
    )
    assert [*tmp_path.iterdir()] == []


def test_a_model_is_built_with_one_command(tmp_path):
    asked = ("--model", "governors", "--type", "academy", "--ages", "4-11")

    done = run(*asked, "--format", "txt", "--on", "2026-11-22", folder=tmp_path)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "MODEL  out/model-academy-4-11/governors: txt\n"


@pytest.mark.parametrize(
    ("told", "has_profiles", "said"),
    [
        (("", "", ""), False, "it was told neither a profile nor a model"),
        (("", "academy", ""), True, "add --model pupils"),
        (("pupils", "", ""), False, "add --type maintained"),
        (("pupils", "academy", ""), True, "leave out one of them"),
        (("pupils", "academy", "x"), False, "write them as 4-11"),
        (("pupils", "academy", "4-26"), False, "write them as 4-11"),
        (("all", "", "4-11"), False, "leave out --type and --ages"),
    ],
)
def test_options_that_do_not_fit_together_are_wrong_usage(told, has_profiles, said):
    with pytest.raises(UsageError, match=said):
        models_asked(*told, has_profiles=has_profiles)
