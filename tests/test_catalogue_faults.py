"""What an overlay gets wrong in `data/` is told with its place, and no traceback."""

import pytest

from notices.catalogue import load_catalogue
from notices.errors import FaultsError

SOURCE = 'source = { title = "A page", url = "https://www.example.org/a" }'
TYPE = f"""[[example-school]]
begins = "always"
title = "school"
article = "a"
groups = ["maintained"]
controller = "governing-body"
public-authority = true
officer = "required"
parental-record = true
no-law = "An example."
{SOURCE}
checked = 2026-11-25
"""
USE = f"""[[example-use]]
begins = 2018-05-25
question = "Do you?"
help = "You do if you do."
notices = ["pupils"]
applies = {{ types = ["maintained"] }}
{SOURCE}
checked = 2026-11-25
"""
LAW = """[example-act]
title = "Example Act 1999"
cite = "Example Act 1999"
url = "https://www.example.org/act"
begins = "1999"
ends = 2018-05-25
"""
RETIRED = """[old-name]
what = "term"
names = ["old name"]
since = "2018-05"
why = "It has a new one."
"""

REGULATOR = f"""[[information-commissioner]]
begins = 2001-01-30
name = "Information Commissioner's Office"
the = true
kind = "regulator"
website = "https://www.example.org/complain"
{SOURCE}
checked = 2026-11-25

[[information-commissioner]]
begins = 2027-03-01
name = "Information Commission"
{SOURCE}
checked = 2026-11-25
"""

SERVICE = """[example-service]
title = "Example"
says = "does it"
uses = "cctv"
data = ["identity"]
"""
CATEGORY = """[example-data]
title = "Examples"
says = "what we show"
source = ["school"]
given = "made-by-us"
applies = { types = ["academy"] }
"""
PURPOSE = f"""[[example-purpose]]
begins = 2018-05-25
title = "Examples"
says = "We show how it is done."
data = ["identity"]
bases = [{{ for = ["maintained"], article-6 = ["6(1)(e)"], because = "A task." }}]
{SOURCE}
checked = 2026-11-25
"""
ABOUT = """checked-to = 2026-11-25
regulator = "information-commissioner"
regulation = ["uk-gdpr"]
schedule = "data-protection-act-2018"
"""
NOTICE = """[visitors]
order = 35
for = "visitors"
issued-by = ["school"]
complete-from = 2018-05-25
"""


@pytest.fixture
def told(tmp_path):
    """Return a function that loads an overlay of one file, and what is said of it."""

    def faults_of(name: str, text: str) -> str:
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
        try:
            load_catalogue(tmp_path)
        except FaultsError as error:
            return str(error).replace(f"{tmp_path}/", "")
        return ""

    return faults_of


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("organisation-types", TYPE),
        ("uses", USE),
        ("legislation", LAW),
        ("retired", RETIRED),
        ("notices", NOTICE),
        ("recipients", REGULATOR),
    ],
)
def test_what_is_right_has_no_fault(name, text, told):
    assert told(name, text) == ""


@pytest.mark.parametrize(
    ("name", "text", "right", "wrong", "said"),
    [
        (
            "organisation-types",
            TYPE,
            '"required"',
            '"not-required"',
            "organisation-types.toml:8: example-school[0].officer: "
            '"not-required" is not one of the words used here.\n'
            "  Here stands one of required, if-tests-met.\n"
            '  To mend: did you mean "required"?',
        ),
        (
            "uses",
            USE,
            'types = ["maintained"]',
            'trust = "multiple"',
            "uses.toml:6: example-use[0].applies.trust: "
            '"multiple" is not one of the words used here.\n'
            "  Here stands one of multi, single.\n"
            '  To mend: did you mean "multi"?',
        ),
        (
            "uses",
            USE,
            "https://www.example.org/a",
            "javascript:alert(1)//https://x",
            "uses.toml:7: example-use[0].source.url: "
            '"javascript:alert(1)//https://x" is not a web address.\n'
            "  To mend: write it as https://www.example.org/page.",
        ),
        (
            "legislation",
            LAW,
            '"1999"\nends',
            '"soon"\nends',
            'legislation.toml:5: example-act.begins: "soon" is no day.\n'
            '  To mend: write 2012-04-01, "2012-04" or "2012".',
        ),
        (
            "legislation",
            LAW,
            "ends = 2018-05-25",
            'ends = "unknown"',
            'legislation.toml:6: example-act.ends: "unknown" is no day.\n'
            '  To mend: write 2012-04-01, "2012-04" or "2012".',
        ),
        (
            "retired",
            RETIRED,
            '"2018-05"',
            '"2018-13"',
            'retired.toml:4: old-name.since: "2018-13" is no day.\n'
            '  To mend: write 2012-04-01, "2012-04" or "2012".',
        ),
        (
            "retired",
            RETIRED,
            "old name",
            "?",
            'retired.toml:3: old-name.names[0]: "?" has no letter and no digit.\n'
            "  To mend: write a name as people write it.",
        ),
        (
            "catalogue",
            ABOUT,
            '["uk-gdpr"]',
            "[]",
            "catalogue.toml:3: regulation: a list names no law.\n"
            "  To mend: name the one that Articles are cited of.",
        ),
        (
            "recipients",
            REGULATOR,
            "2027-03-01",
            '"2027-03"',
            "recipients.toml:11: information-commissioner[1].begins: "
            "notices name it on every day from 1 September 2009 on, "
            "and on some of them it may not be so.\n"
            "  catalogue.toml has it as the regulator, to whom people can complain.\n"
            "  To mend: write the day itself; that of its first entry is no later.",
        ),
        (
            "recipients",
            REGULATOR,
            "2001-01-30",
            "2010-01-30",
            "recipients.toml:2: information-commissioner[0].begins: "
            "notices name it on every day from 1 September 2009 on, "
            "and on some of them it may not be so.\n"
            "  catalogue.toml has it as the regulator, to whom people can complain.\n"
            "  To mend: write the day itself; that of its first entry is no later.",
        ),
        (
            "notices",
            NOTICE,
            "[visitors]",
            '["../visitors"]',
            'notices.toml:1: "../visitors": this is no name for a notice.\n'
            "  Its files and its address are called by it.\n"
            "  To mend: use small letters, digits and single hyphens.",
        ),
        (
            "notices",
            NOTICE,
            "[visitors]",
            "[who-we-share-with]",
            "data/notices.toml: no notice is issued by "
            '"department".\n'
            "  There must be one to make where none is asked for.\n"
            '  To mend: add "department" to issued-by of a notice.',
        ),
    ],
)
def test_a_value_that_nobody_can_read_is_told(name, text, right, wrong, said, told):
    assert right in text

    assert told(name, text.replace(right, wrong)) == said


@pytest.mark.parametrize(
    ("name", "text", "right", "wrong", "place"),
    [
        ("uses", USE, '"pupils"', '"pupil"', "5: example-use[0].notices"),
        (
            "purposes",
            PURPOSE.replace("data =", 'in = ["governors"]\ndata ='),
            "governors",
            "governor",
            "5: example-purpose[0].in",
        ),
        ("services", SERVICE, "cctv", "cctvs", "4: example-service.uses"),
        ("services", SERVICE, "identity", "identety", "5: example-service.data"),
        ("categories", CATEGORY, "academy", "academyy", "6: example-data.applies"),
        (
            "purposes",
            PURPOSE,
            "6(1)(e)",
            "6(1)(ee)",
            "6: example-purpose[0].bases[0].article-6",
        ),
        (
            "purposes",
            PURPOSE.replace("], because", '], article-9 = ["9(2)(g)"], because'),
            "9(2)(g)",
            "9(2)(gg)",
            "6: example-purpose[0].bases[0].article-9",
        ),
        (
            "legislation",
            LAW + 'replaced-by = ["uk-gdpr"]\n',
            "uk-gdpr",
            "uk-gdrp",
            "7: example-act.replaced-by",
        ),
        (
            "retired",
            RETIRED + 'say-now = ["ofsted"]\n',
            "ofsted",
            "ofstead",
            "6: old-name.say-now",
        ),
        (
            "catalogue",
            ABOUT,
            "information-commissioner",
            "information-comissioner",
            "2: regulator",
        ),
        ("catalogue", ABOUT, "uk-gdpr", "uk-gdrp", "3: regulation"),
        ("catalogue", ABOUT, "act-2018", "act-2081", "4: schedule"),
    ],
)
def test_a_key_that_leads_nowhere_is_told(name, text, right, wrong, place, told):
    assert told(name, text) == ""

    said = told(name, text.replace(right, wrong))

    assert said.startswith(f"{name}.toml:{place}: there is no ")
    assert said.endswith("  To mend: did you mean " + said.rpartition(" mean ")[2])
    assert right.strip('"') in said.rpartition(" mean ")[2]


@pytest.mark.parametrize(
    ("written", "what"),
    [
        ('access = ["x"]', "this is no entry"),
        ("access = 5", "this is no entry"),
        ("[[access]]\n[[access]]\n[other]", "a single table stands"),
    ],
)
def test_entries_over_time_are_a_list_of_tables(written, what, told):
    said = told("rights", written)

    assert f" {what} where entries over time belong.\n" in said
    assert "in date order.\n  To mend: write [[" in said


def test_a_fault_of_the_first_file_is_told_once(told):
    assert told("catalogue", "regulator =\n").count("this line cannot be read") == 1


BODIES = f"""[[example-body]]
begins = 2001-01-01
name = "Example Body"
kind = "other"
{SOURCE}
checked = 2026-11-25

[[example-body]]
begins = 2027-04-01
ended = "It was merged."
successor = ["ofsted"]
{SOURCE}
checked = 2026-11-25
"""
SHARING = f"""[[to-a-body]]
begins = 2020-01-01
title = "To a body"
from = "school"
to = "example-body"
about = ["pupils"]
told-by = ["school"]
in = ["pupils"]
happens = "done"
identifies = "person"
data = ["identity"]
purposes = ["teaching"]
no-law = "It is our choice."
says = "We give the body names."
why = "It helps children."
says-short = "to help children"
{SOURCE}
checked = 2026-11-25
"""


def test_a_sharing_does_not_outlive_its_recipient(tmp_path, told):
    (tmp_path / "sharings.toml").write_text(SHARING)

    assert told("recipients", BODIES) == (
        'sharings.toml:5: to-a-body[0].to: "example-body" ended by 1 April 2027, '
        "and this goes on.\n"
        "  From then on no notice would tell it, and nothing would say why.\n"
        '  To mend: add an entry of that day, with to = "ofsted", '
        'or with ended = "why".'
    )
    moves = f"""
[[to-a-body]]
begins = 2027-04-01
to = "ofsted"
{SOURCE}
checked = 2026-11-25
"""
    (tmp_path / "sharings.toml").write_text(SHARING + moves)
    assert told("recipients", BODIES) == ""


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        (
            '["ofsted"]',
            '["example-body"]',
            "recipients.toml:11: example-body[1].successor: it comes after itself.\n"
            "  Whoever does the work of a body today would never be found.\n"
            "  To mend: name the body that does its work today.",
        ),
        (
            'ended = "It was merged."',
            'name = "Another"',
            "recipients.toml:11: example-body[1].successor: "
            "it has a successor, and it goes on.\n"
            "  A body is followed by another when it ends.\n"
            '  To mend: add ended = "why", or delete this line.',
        ),
        (
            "successor =",
            'name = "Another"\nsuccessor =',
            "recipients.toml:11: example-body[1].name: "
            "it is said of something that ends here.\n"
            "  What ended for good is told no more, so no notice would tell this.\n"
            "  To mend: delete this line, or ended.",
        ),
    ],
)
def test_who_follows_a_body_can_be_found(right, wrong, said, told):
    assert told("recipients", BODIES) == ""
    assert told("recipients", BODIES.replace(right, wrong)) == said


def test_what_notices_print_is_not_nothing(told):
    said = told("sharings", SHARING.replace('"We give the body names."', '" "'))

    assert 'sharings.toml:14: to-a-body[0].says: " " says nothing.\n' in said
    assert "  To mend: write the words that notices print." in said


def test_a_file_that_nothing_reads_is_told(tmp_path, told):
    (tmp_path / "sharing").mkdir()
    (tmp_path / "sharing/own.toml").write_text(SHARING)

    assert told("sharing", SHARING) == (
        "sharing/own.toml: nothing reads this file.\n"
        "  What a file of data tells of is known by its name, or its folder's.\n"
        '  To mend: did you mean "sharings/own.toml"?\n\n'
        "sharing.toml: nothing reads this file.\n"
        "  What a file of data tells of is known by its name, or its folder's.\n"
        '  To mend: did you mean "sharings.toml"?'
    )


@pytest.mark.parametrize(
    ("key", "why", "mend"),
    [
        (
            "school-census",
            "A wording set replaces a key whole, with all its entries.",
            "copy its entries from data/sharings/department.toml, "
            "and add yours after them.",
        ),
        (
            "school-censuss",
            "The first entry of a key says all that notices tell of it.",
            'did you mean "school-census"?',
        ),
    ],
)
def test_an_entry_without_those_before_it_is_told_once(key, why, mend, told):
    new = f"""[[{key}]]
begins = 2027-09-01
says = "We give more."
{SOURCE}
checked = 2026-11-25
"""
    assert told("sharings", new) == (
        f"sharings.toml:1: {key}: 12 keys are missing here.\n  {why}\n  To mend: {mend}"
    )
