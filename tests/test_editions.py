"""The same facts for other readers: short, true, and never the notice itself.

The editions of the examples are kept to be read, as a child or a parent would.
"""

import json
import re
import subprocess
import sys
from dataclasses import dataclass, replace
from io import BytesIO

import page as checker
import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from notices.compose import Choices, Notice, compose, composing, kinds
from notices.compose import editions as editions_room
from notices.compose.editions import EDITIONS, check_editions, fitting
from notices.compose.wording import shipped_templates
from notices.errors import NoticesError
from notices.render import print_parts, render_markdown, render_page, render_pdf
from tests.conftest import EXAMPLES, NOTICES, ROOT, TODAY, environment
from tests.test_golden import NEVER
from tools.reading_age import BUDGETS, Budget, Measured, measured

GOLDEN = ROOT / "tests" / "golden" / "editions"
SHORT = EDITIONS[1:]
MM = 72 / 25.4
RIGHTS = {
    "rights_access",
    "rights_rectification",
    "rights_erasure",
    "rights_restriction",
    "rights_portability",
    "rights_object",
    "complaint_controller",
    "complaint_regulator",
}
ONLY_IF = {"dpo_contact": "officer", "rights_withdraw_consent": "consent"}
"""What is told only where it is so, by the requirement."""


@dataclass(frozen=True)
class Told:
    """An edition beside the full notice that it is an edition of."""

    example: str
    edition: Notice
    full: Notice

    @property
    def name(self) -> str:
        return f"{self.example}-{self.edition.name}"

    @property
    def text(self) -> str:
        """The words under its headings and above them, without its masthead."""
        return _text(self.edition)


@pytest.fixture(scope="module")
def editions(catalogue, example) -> list[Told]:
    """Every edition of every notice of the examples."""
    return [
        Told(
            name,
            composed(catalogue, example(name), kind, edition),
            composed(catalogue, example(name), kind, "full"),
        )
        for name, kind in NOTICES
        for edition in fitting(example(name), kind, SHORT, shipped_templates())
    ]


def composed(catalogue, organisation, kind, edition, on=TODAY) -> Notice:
    choices = Choices(today=on, edition=edition)
    return compose(catalogue, organisation, kind, on, choices)


def _text(notice: Notice) -> str:
    return "\n\n".join(
        f"## {section.title}\n\n"
        + "\n\n".join(block.markdown for block in section.blocks)
        for section in notice.sections
    )


def test_the_editions_are_as_they_were_read(editions, request):
    GOLDEN.mkdir(exist_ok=True)
    if request.config.getoption("--bless"):
        for told in editions:
            text = render_markdown(told.edition)
            (GOLDEN / f"{told.name}.md").write_text(text, encoding="utf-8")
    kept = {path.stem: path.read_text(encoding="utf-8") for path in GOLDEN.glob("*.md")}

    assert kept == {told.name: render_markdown(told.edition) for told in editions}


@pytest.mark.parametrize("why", NEVER)
def test_no_edition_says_what_none_may_say(why, editions):
    found = {
        told.name: match[0]
        for told in editions
        if (match := re.search(NEVER[why], " ".join(told.text.split()), re.IGNORECASE))
    }

    assert found == {}


def test_what_22_000_notices_ask_is_asked_once_a_notice(
    catalogue, example, monkeypatch
):
    asked = []

    def counting(function):
        def counted(*arguments):
            asked.append(function.__name__)
            return function(*arguments)

        return counted

    for module, name in (
        (composing, "missing_particulars"),
        (kinds, "has_template"),
        (editions_room, "has_template"),
    ):
        monkeypatch.setattr(module, name, counting(getattr(module, name)))
    organisation = example("kenton-school")
    fitting(organisation, "pupils", ("full",), shipped_templates())
    composed(catalogue, organisation, "pupils", "full")

    assert sorted(asked) == ["has_template", "missing_particulars"]


def test_each_is_as_short_and_as_plain_as_its_readers_need(editions):
    over = {
        told.name: found
        for told in [*editions, *(replace(one, edition=one.full) for one in editions)]
        if (found := _over(measured(told.edition), BUDGETS[told.edition.edition]))
    }

    assert over == {}


def _over(found: Measured, budget: Budget) -> dict[str, object]:
    """Return what is more than its readers can be asked for."""
    return {
        what: value
        for what, value in (
            ("words", found.words),
            ("average", found.average),
            ("longest", len(found.longest.split())),
            ("age", found.age),
        )
        if value > (getattr(budget, what) or value)
    }


def test_reading_age_rises_with_long_words_and_long_sentences():
    plain = Measured(sentences=("We keep you safe.", "You can ask us."), headings=())
    hard = Measured(
        sentences=("Organisations implementing safeguarding arrangements",),
        headings=(),
    )

    # 24 letters, 8 words and 2 sentences: 4.71 * 24 / 8 + 0.5 * 4 - 21.43 + 5.
    assert plain.age == pytest.approx(-0.3)
    assert hard.age > 18


def test_each_says_where_the_full_notice_is_and_never_claims_to_be_it(editions):
    for told in editions:
        where = re.search(r"full privacy notice( is here: <\S+>|\.)", told.text)

        assert where, told.name
        assert told.edition.title != told.full.title
        assert not re.search(r"this (privacy )?notice", told.text, re.IGNORECASE)
        assert not re.match("privacy notice", told.edition.title, re.IGNORECASE)


def test_no_edition_tells_a_fact_that_the_full_notice_does_not(editions):
    more = {
        told.name: extra
        for told in editions
        if (extra := _facts(told.edition) - _facts(told.full))
    }

    assert more == {}


def test_no_edition_names_an_address_or_a_number_that_the_full_notice_does_not(
    editions,
):
    for told in editions:
        full = _addresses_and_numbers(render_markdown(told.full))
        own = _addresses_and_numbers(told.text)
        ages = set(re.findall(r"\d+", told.edition.edition))

        assert own - full - ages == set(), told.name


def _addresses_and_numbers(text: str) -> set[str]:
    found = re.findall(r"[\w.@:/-]*[@\d/][\w.@:/-]*", text)
    return {one.rstrip(".:") for one in found}


def _facts(notice: Notice) -> set[str]:
    return {
        fact.key
        for section in notice.sections
        for told in (section, *section.blocks)
        for fact in told.facts
    }


def test_every_right_the_officer_and_both_ways_to_complain_are_within_reach(editions):
    for told in editions:
        needed = RIGHTS | {
            requirement
            for requirement, condition in ONLY_IF.items()
            if condition in told.full.conditions
        }
        reached = {passage.requirement for passage in told.edition.passages}

        assert needed - reached == set(), told.name


def test_a_right_that_is_told_apart_stands_in_a_section_of_its_own(editions):
    # Article 21(4): to be told clearly, and separately from everything else.
    for told in editions:
        if told.edition.edition in {"ages-9-11", "ages-12-15", "ages-16-plus"}:
            keys = [section.key for section in told.edition.sections]

            assert "objecting" in keys


@pytest.mark.parametrize("edition", SHORT)
def test_an_edition_shows_the_law_of_its_day(edition, catalogue, example):
    day = TODAY.replace(year=2019)
    told = composed(catalogue, example("kenton-school"), "pupils", edition, on=day)

    assert "30 days" not in _text(told)


def test_older_pupils_are_not_told_of_what_is_about_younger_ones(catalogue, example):
    for edition in ("ages-12-15", "ages-16-plus"):
        told = composed(catalogue, example("north-star-trust"), "pupils", edition)
        text = _text(told)

        for words in ("early education", "end of reception", "weigh and measure"):
            assert words not in text, (edition, words)


def test_children_hear_which_decisions_a_computer_makes_and_only_where_it_does(
    compose_profile,
):
    school = """
    [organisation]
    urn = 108458
    email = "office@byker.example.org"
    [data-protection-officer]
    email = "dpo@byker.example.org"
    [uses]
    automated-decisions = {answer}
    {decisions}
    """
    decision = """
    [[automated-decisions]]
    what = "Places in sets for maths"
    how = "From the marks of a test"
    means = "Another group"
    safeguards = "A teacher looks again"
    """

    def text(edition: str, answer: str, decisions: str = "") -> str:
        profile = school.format(answer=answer, decisions=decisions)
        return render_markdown(compose_profile(profile, edition=edition))

    assert "A computer decides some things" in text("ages-5-8", "true", decision)
    assert "about you: Places in sets for maths." in text("ages-9-11", "true", decision)
    assert "taking part.\n\n- Places in sets" in text("summary", "true", decision)
    for edition in ("ages-5-8", "ages-9-11"):
        assert "computer decide" not in text(edition, "false")
        assert "computer alone" not in text(edition, "false")


def test_children_and_hurried_parents_read_whom_to_ring(catalogue, example):
    school = example("byker-primary")
    child = render_markdown(composed(catalogue, school, "pupils", "ages-9-11"))
    summary = render_markdown(composed(catalogue, school, "pupils", "summary"))

    assert "- **Your teacher, or the school office:** 0191 265 6906, <office@" in child
    assert "- **Us:** 0191 265 6906, <office@byker.example.org>" in summary


def test_a_summary_groups_who_gets_data_by_why(catalogue, example):
    school = example("byker-primary")
    text = render_markdown(composed(catalogue, school, "pupils", "summary"))

    assert "- **Because the law says so:** the Department for Education; " in text
    assert "- **Only if you agree, ask or take part:** people who run act" in text


def test_ages_decide_which_editions_fit(example):
    def ages(name):
        fit = fitting(example(name), "pupils", EDITIONS, shipped_templates())
        return [edition for edition in fit if edition.startswith("ages")]

    assert ages("ashfield-nursery") == []
    assert ages("byker-primary") == ["ages-5-8", "ages-9-11"]
    assert ages("kenton-school") == ["ages-9-11", "ages-12-15", "ages-16-plus"]
    assert ages("north-star-trust") == [one for one in EDITIONS if "ages" in one]


def test_an_edition_that_is_not_known_meets_its_nearest():
    with pytest.raises(NoticesError, match='did you mean "ages-5-8"'):
        check_editions(["ages-5-9"])


def test_an_edition_that_nobody_wrote_is_told(catalogue, example):
    with pytest.raises(NoticesError, match="no edition ages-5-8 of the notice gov"):
        composed(catalogue, example("byker-primary"), "governors", "ages-5-8")


def test_a_profiles_markup_stays_text(compose_profile):
    notice = compose_profile(
        """
        [organisation]
        type = "community-school"
        name = "<b>Hill</b> [School](https://evil.example)"
        ages = [5, 11]
        address = ["1 Road"]
        [data-protection-officer]
        role = "**Lead**"
        email = "dpo@example.org"
        """,
        edition="ages-5-8",
    )
    page = render_page(notice)

    assert "<b>" not in page
    assert "evil.example)" in page
    assert 'href="https://evil' not in page


@pytest.fixture
def build(tmp_path):
    """Return a function that builds an example's Markdown into a folder."""

    def run(name: str, *arguments: str, code: int = 0):
        command = (sys.executable, "-m", "notices", "build", EXAMPLES / f"{name}.toml")
        options = ("--on", str(TODAY), "--format", "md", "--out", str(tmp_path))
        done = subprocess.run(
            [*command, *options, *arguments],
            cwd=ROOT,
            env=environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == code, done.stderr
        return done, sorted(path.name for path in tmp_path.glob("*/*.md"))

    return run


def test_only_the_full_notice_is_made_unless_more_is_asked_for(build):
    _, made = build("kenton-school")

    assert made == ["pupils.md"]


def test_all_makes_the_editions_that_fit_and_records_each(build, tmp_path):
    done, made = build("kenton-school", "--edition", "all")
    lines = (tmp_path / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    records = {record["notice"]: record for record in map(json.loads, lines)}

    assert made == [
        "pupils.ages-12-15.md",
        "pupils.ages-16-plus.md",
        "pupils.ages-9-11.md",
        "pupils.md",
        "pupils.snippet.md",
        "pupils.summary.md",
    ]
    assert set(records) == {name.removesuffix(".md") for name in made}
    assert records["pupils.summary"]["edition"] == "summary"
    assert records["pupils.summary"]["missing"] == []
    assert "pupils.ages-9-11: md" in done.stdout


def test_an_edition_that_is_not_made_again_is_named(build):
    build("kenton-school", "--edition", "full,summary")

    added, _ = build("kenton-school", "--edition", "snippet")
    done, made = build("kenton-school")

    assert added.stderr == ""
    assert "pupils.summary: it was not asked for, and stays" in done.stderr
    assert "--edition, or delete its files" in done.stderr
    assert made == ["pupils.md", "pupils.snippet.md", "pupils.summary.md"]


def test_where_no_edition_fits_it_is_told(build):
    done, made = build("ashfield-nursery", "--edition", "ages-16-plus", code=3)

    assert made == []
    assert "no notice of it has the edition ages-16-plus" in done.stderr


def test_large_print_has_large_letters_in_one_column(catalogue, example, tmp_path):
    path = tmp_path / "large.pdf"
    notice = composed(catalogue, example("kenton-school"), "pupils", "summary")
    path.write_bytes(render_pdf(notice, large=True))
    sizes = {
        round(height)
        for sheet in pypdfium2.PdfDocument(path)
        for height in _sizes_of_letters(sheet)
    }

    assert checker.validate_pdf(path, profile="ua1").is_compliant
    assert min(sizes) >= 16


def _sizes_of_letters(sheet) -> list[float]:
    """Return the sizes of what stands between the margins, in points."""
    texts = sheet.get_textpage()
    letters = (
        (texts.get_charbox(at), pdfium.FPDFText_GetFontSize(texts, at))
        for at in range(texts.count_chars())
    )
    return [
        size
        for (_, bottom, _, top), size in letters
        if 16 * MM < bottom < 279 * MM and top > bottom
    ]


def test_a_pdf_leads_to_the_web_page_and_the_page_needs_no_code(catalogue, example):
    notice = composed(catalogue, example("kenton-school"), "pupils", "summary")
    code = 'alt="QR code that leads to https://kenton.example.org/privacy"'

    assert code in print_parts(notice).front
    assert code not in render_page(notice)
    assert "QR code" not in print_parts(replace(notice, url="")).front


def test_large_print_is_made_beside_each_pdf_that_is_asked_for(build, tmp_path):
    build("kenton-school", "--edition", "snippet", "--format", "pdf", "--large-print")

    assert {path.name for path in tmp_path.glob("*/*.pdf")} == {
        "pupils.snippet.pdf",
        "pupils.snippet.large-print.pdf",
    }


@pytest.mark.parametrize("name", ["kenton-school", "north-star-trust"])
def test_a_summary_has_one_page_and_is_accessible(name, catalogue, example, tmp_path):
    path = tmp_path / "summary.pdf"
    data = render_pdf(composed(catalogue, example(name), "pupils", "summary"))
    path.write_bytes(data)

    assert len(pikepdf.open(BytesIO(data)).pages) == 1
    assert checker.validate_pdf(path, profile="ua1").is_compliant
