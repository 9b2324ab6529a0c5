"""A form asks what only the school can say, and reads back as what it answered."""

import re
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from notices.errors import FaultsError
from notices.interview.script import script_for
from notices.organisation.layers import laid_over, of_others
from notices.organisation.load import organisation_from
from notices.organisation.table import Row, layers_of, own_file, template_csv
from notices.organisation.table.grid import Place
from notices.organisation.table.row import RowFile
from notices.publish.asking.forms import Asking, write_forms
from notices.tomlfile import TomlFile
from tests.conftest import TODAY

NURSERY, SECONDARY, ACADEMY = 108427, 138120, 146680
TABLES = {"organisation", "data-protection-officer", "complaints", "notice"}
BASE = {
    "data-protection-officer": {"role": "Schools DPO", "email": "dpo@example.org"},
    "uses": {"cctv": True, "alumni": False},
}


def row_of(urn) -> Row:
    """A row that says its URN, as of a table."""
    place = Place(file="schools.csv", line=2, key="")
    said = RowFile(
        name="schools.csv",
        folder=Path(),
        begins=place,
        number=2,
        text="",
        values={"organisation": {"urn": urn}},
        places={},
    )
    return Row(place=place, urn=urn, said=said)


@pytest.fixture(scope="session")
def school(catalogue, register):
    """Return a function that makes a school over a base, as a batch does."""

    def made(urn, base=None, own=None):
        common = None
        if base:
            common = of_others(
                laid_over(None, TomlFile("base.toml", "", base), own=False)
            )
        return organisation_from(
            layers_of(row_of(urn), common, own),
            vocabulary=catalogue.vocabulary,
            register=register,
        )

    return made


@pytest.fixture(scope="session")
def form(catalogue):
    """Return a function that writes the form of an organisation."""

    def written(organisation, *kinds):
        kinds = kinds or ("pupils",)
        asking = Asking(catalogue=catalogue, kinds=lambda _: kinds, on=TODAY)
        return asking.form_of(organisation)

    return written


@pytest.fixture
def read_back(school, tmp_path):
    """Return a function that lays a form that came back over the row of its school."""

    def read(urn, text, base=None):
        (tmp_path / f"{urn}.toml").write_text(text, encoding="utf-8")
        return school(urn, base, own_file(tmp_path, row_of(urn)))

    return read


def answered(form, **answers):
    """Fill in a form as a school does: the # before an answer goes."""
    for key, answer in answers.items():
        line = rf"^# ({key.replace('_', '-')} = ).*$"
        form, times = re.subn(line, rf"\g<1>{answer}", form, flags=re.MULTILINE)
        assert times == 1, key
    return form


def asked(form):
    return set(re.findall(r"^# ([a-z-]+) = (?:true|false)", form, re.MULTILINE))


@pytest.mark.parametrize("base", [None, BASE])
@pytest.mark.parametrize("urn", [NURSERY, SECONDARY, ACADEMY])
def test_a_form_that_nobody_filled_in_says_nothing(urn, base, school, form, read_back):
    before = school(urn, base)

    after = read_back(urn, form(before, "pupils", "workforce", "governors"), base)

    assert after.profile == before.profile
    assert not [
        path
        for path, origin in after.layers.origins.items()
        if origin.own and len(path) > 1 and path != ("organisation", "urn")
    ]


def test_what_a_school_answers_is_its_own_answer(school, form, read_back):
    text = answered(
        form(school(NURSERY, BASE)),
        cctv="false",
        biometrics="true",
        issued="2026-09-01",
        url='"https://ashfield.example.org/privacy"',
    )

    after = read_back(NURSERY, text, BASE)

    assert after.profile.uses == {"cctv": False, "alumni": False, "biometrics": True}
    assert after.layers.origins["uses", "cctv"].own
    assert after.profile.notice.issued.isoformat() == "2026-09-01"
    assert str(after.profile.notice.url) == "https://ashfield.example.org/privacy"


def test_what_was_answered_is_not_asked_again(school, form, read_back):
    first = form(school(NURSERY, BASE))
    second = form(read_back(NURSERY, answered(first, cctv="true", issued="2026-09-01")))

    assert "cctv" in asked(first)
    assert asked(first) - asked(second) == {"cctv"}
    assert "# issued" not in second


def test_who_has_said_it_all_gets_no_form(school, form, read_back):
    first = form(school(NURSERY))
    text = re.sub(r"(?m)^# ([a-z-]+) = (true|false)", r"\1 = false", first)
    text = re.sub('(?m)^# email = ""', 'email = "a@example.org"', text)
    text = answered(
        text,
        role='"Officer"',
        issued="2026-09-01",
        review_by="2027-09-01",
        approved="2026-08-20",
        approved_by='"Governing body"',
        url='"https://ashfield.example.org/privacy"',
    )

    assert form(read_back(NURSERY, text)) == ""


def test_only_questions_that_fit_the_school_and_its_notices_are_asked(school, form):
    nursery, secondary = school(NURSERY), school(SECONDARY)

    assert "public-examinations" not in asked(form(nursery))
    assert {"public-examinations", "careers-adviser"} <= asked(form(secondary))
    assert "payroll-provider" not in asked(form(nursery))
    assert "payroll-provider" in asked(form(nursery, "pupils", "workforce"))
    assert form(nursery, "pupils", "workforce").count("# cctv = ") == 1


def test_the_questions_are_those_that_the_notice_lists(school, form, catalogue):
    from notices.compose import Choices, compose

    organisation = school(SECONDARY, BASE)
    choices = Choices(accept_unanswered=True)
    notice = compose(catalogue, organisation, "pupils", TODAY, choices)

    assert asked(form(organisation)) >= set(notice.unanswered)


def test_an_answer_from_the_base_is_told_and_asked_about(school, form):
    lines = form(school(SECONDARY, BASE)).splitlines()
    at = lines.index("# alumni = false")

    assert (
        lines[at - 1]
        == "# Your authority or trust has answered: no. Is that so for you?"
    )
    assert '# email = "dpo@example.org"' in lines


def test_an_answer_that_follows_from_a_supplier_is_not_asked(school, form):
    abroad = {
        "name": "Example Cloud",
        "does": "catering",
        "stores-data-in": "France",
        "safeguard": "The regulations",
    }

    text = form(school(NURSERY, {**BASE, "suppliers": [abroad]}))

    assert "transfers-outside-uk" not in asked(text)


def test_another_way_to_reach_the_officer_will_do(school, form, read_back):
    own = '[data-protection-officer]\nrole = "DPO"\ntelephone = "0191 000 0000"\n'

    text = form(read_back(NURSERY, own, BASE))

    assert "[data-protection-officer]" not in text


def test_what_else_a_yes_needs_stands_ready_to_be_filled_in(school, form, read_back):
    text = answered(
        form(school(NURSERY, BASE)),
        transfers_outside_uk="true",
        to='"France"',
        safeguard='"The regulations"',
    )
    text = text.replace("# [[transfers]]", "[[transfers]]")
    text = text.replace('# what = ""  # which information', 'what = "Photographs"')

    (transfer,) = read_back(NURSERY, text).profile.transfers

    assert (transfer.to, transfer.what) == ("France", "Photographs")


@pytest.mark.parametrize("key", ["role", "approved-by", "url", "issued", "approved"])
def test_an_answer_that_was_begun_and_not_given_is_a_fault(
    key, school, form, read_back
):
    text = form(school(NURSERY)).replace(f"# {key} = ", f"{key} = ")

    with pytest.raises(FaultsError, match="To mend: "):
        read_back(NURSERY, text)


def test_a_form_and_a_table_ask_what_the_interview_asks(school, form, catalogue):
    nursery = school(NURSERY)
    script = script_for(catalogue, nursery, TODAY)({})
    office = {one.path: one.asks for one in script if one.path[0] in TABLES}
    comments = " ".join(
        line.removeprefix("#").strip() for line in form(nursery).splitlines()
    )

    besides = {("data-protection-officer", "telephone"), ("complaints", "form")}
    assert len(office) == 7
    assert {path for path, asks in office.items() if asks not in comments} == besides
    heads = template_csv(catalogue.vocabulary).strip().split(",")
    assert {".".join(path) for path in office} <= set(heads)


def test_it_says_who_asks_what_to_do_and_how_long_it_takes(school, form):
    text = form(school(NURSERY))

    assert text.startswith("# Ashfield Nursery School (URN 108427): questions for")
    for words in (
        "Your authority or trust asks",
        "minutes",
        "delete the #",
        "send it back",
    ):
        assert words in text
    assert max(map(len, text.splitlines())) <= 90


LINE_ENDS = ["\n", "\r", "\r\n", "\v", "\f", "\x1c", "\x85", "\u2028", "\u2029", "\0"]
HOSTILE = st.lists(
    st.one_of(
        st.sampled_from([*LINE_ENDS, "\x7f", "\ud800", "\u202e", '"', "\\", "#"]),
        st.sampled_from(["[uses]", "cctv = true", "urn = 1", '"""', "'''", "=", " "]),
        st.text(max_size=6),
    ),
    min_size=1,
    max_size=8,
).map("".join)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(name=HOSTILE, value=HOSTILE, question=HOSTILE)
def test_no_value_breaks_out_of_its_comment(name, value, question, school, catalogue):
    plain = school(NURSERY, BASE)
    values = {**BASE, "data-protection-officer": {"role": value, "email": value}}
    layers = replace(plain.layers, values=values)
    hostile = replace(plain, name=name, layers=layers)
    uses = {
        key: replace(
            dated,
            entries=tuple(
                replace(
                    one,
                    entry=one.entry.model_copy(
                        update={"question": question, "help": question}
                    ),
                )
                for one in dated.entries
            ),
        )
        for key, dated in catalogue.uses.items()
    }

    asking = Asking(
        catalogue=replace(catalogue, uses=uses), kinds=lambda _: ["pupils"], on=TODAY
    )
    text = asking.form_of(hostile)

    said = tomllib.loads(text)
    assert said.pop("organisation") == {"urn": NURSERY}
    assert set(said) <= {"uses", "data-protection-officer", "complaints", "notice"}
    assert not any(said.values())
    shown = [line for line in text.splitlines() if line.strip()]
    assert all(re.match(r"#|\[[a-z-]+\]$|urn = [0-9]+$", line) for line in shown)
    text.encode()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(value=HOSTILE)
def test_a_value_that_is_confirmed_reads_back_as_text(value, school, form):
    plain = school(NURSERY, BASE)
    values = {"data-protection-officer": {"role": value}}
    hostile = replace(plain, layers=replace(plain.layers, values=values))

    (line,) = re.findall(r"(?m)^# (role = .*)$", form(hostile))

    said = tomllib.loads(line)["role"]
    assert "\n" not in said
    assert set(said) <= set(value) | {" "}


@pytest.fixture(scope="session")
def asking(catalogue):
    """Return a function that asks for notices of these kinds."""
    return lambda *kinds: Asking(
        catalogue=catalogue, kinds=lambda _: kinds or ("pupils",), on=TODAY
    )


def test_forms_are_written_and_none_is_written_over(tmp_path, school, asking):
    folder = tmp_path / "ask"
    folder.mkdir()
    broken = "[uses]\ncctv = perhaps\n"
    (folder / f"{SECONDARY}.toml").write_text(broken, encoding="utf-8")
    (folder / f"{ACADEMY}.toml").symlink_to(tmp_path / "nowhere")
    schools = [school(urn) for urn in (NURSERY, SECONDARY, ACADEMY)]

    assert write_forms(folder, schools, asking(), is_dry=True).written == [
        f"{NURSERY}.toml"
    ]
    assert not (folder / f"{NURSERY}.toml").exists()

    forms = write_forms(folder, schools, asking())

    assert forms.written == [f"{NURSERY}.toml"]
    assert forms.added_to == []
    assert forms.left == [f"{SECONDARY}.toml", f"{ACADEMY}.toml"]
    assert own_file(folder, row_of(NURSERY)) is not None
    assert (folder / f"{SECONDARY}.toml").read_text(encoding="utf-8") == broken
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("saved", [(b"", "\n"), (b"\xef\xbb\xbf", "\r\n")])
def test_new_questions_are_added_to_a_form_that_came_back(
    saved, tmp_path, school, form, asking, read_back
):
    mark, end = saved
    first = answered(
        form(school(NURSERY, BASE)),
        cctv="false",
        issued="2026-09-01",
        transfers_outside_uk="true",
        to='"France"',
        safeguard='"The regulations"',
    ).replace("# [[transfers]]", "[[transfers]]")
    first = first.replace('# what = ""  # which information', 'what = "Photographs"')
    path = tmp_path / f"{NURSERY}.toml"
    path.write_bytes(mark + first.replace("\n", end).encode())
    organisation = school(NURSERY, BASE, own_file(tmp_path, row_of(NURSERY)))
    more = asking("pupils", "workforce")

    assert write_forms(tmp_path, [organisation], asking()).left == [path.name]
    forms = write_forms(tmp_path, [organisation], more)

    data = path.read_bytes()
    text = data.removeprefix(mark).decode().replace("\r\n", "\n")
    assert (forms.added_to, forms.left) == ([path.name], [])
    assert data.startswith(mark)
    assert data.count(b"\n") == data.count(end.encode())
    assert [line for line in first.splitlines() if line not in text.splitlines()] == []
    assert tomllib.loads(text) == tomllib.loads(first)
    assert "payroll-provider" in asked(text) - asked(first)
    numbers = re.findall(r"(?m)^# ([0-9]+)\. ", text)
    assert len(numbers) == len(set(numbers))
    again = school(NURSERY, BASE, own_file(tmp_path, row_of(NURSERY)))
    assert write_forms(tmp_path, [again], more).left == [path.name]
    filled = read_back(NURSERY, answered(text, payroll_provider="true"), BASE).profile
    assert filled.uses["payroll-provider"]
    assert len(filled.transfers) == 1


@pytest.mark.parametrize(
    "text",
    [
        "# Nothing yet.\n",
        'notices = ["pupils"]',
        "[uses]\ncctv = true\n[[suppliers]]\nname = 'A'\ndoes = 'catering'\n"
        "stores-data-in = 'United Kingdom'",
        "[uses] # ours\n\n[complaints]\naddress = [\n'1 The Street',\n\n'Town',\n]\n",
    ],
)
def test_questions_are_added_to_whatever_a_file_says(text, tmp_path, school, asking):
    path = tmp_path / f"{NURSERY}.toml"
    path.write_text(text, encoding="utf-8")

    forms = write_forms(tmp_path, [school(NURSERY)], asking())

    new = path.read_text(encoding="utf-8")
    assert forms.added_to == [path.name]
    assert "biometrics" in asked(new)
    assert ("cctv" in asked(new)) is ("cctv" not in text)
    answers = re.sub(r"(?m)^# ([a-z-]+ = true)  # or false", r"\1", new)
    assert {"biometrics"} <= set(tomllib.loads(answers)["uses"])
