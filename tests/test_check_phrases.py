"""Sentences as notices say them: what must be found, and what must not be accused."""

from dataclasses import replace
from datetime import date
from functools import lru_cache

import pytest

from notices.catalogue import load_catalogue
from notices.check.cheap import CHEAP
from notices.check.checking import ANSWERS, HITS, OF_THE_FILE, check_text
from notices.check.load import load_rulebook
from notices.check.looking import Context
from notices.check.rulebook import unknown_rule
from notices.check.text import text_of
from notices.errors import FaultsError
from notices.reading import Block, Place
from tests.conftest import ROOT

DAY = date(2026, 9, 1)
SHARES = "We share information with the local authority and with our suppliers."
ACCUSES = ("CT-", "LB-01", "LB-02", "LB-03", "LB-05", "RN-")


@lru_cache
def book():
    return load_rulebook(load_catalogue())


def paragraphs(*said):
    return [
        Block(kind="paragraph", text=text, place=Place(line=at))
        for at, text in enumerate(said, start=1)
    ]


def checked(blocks, rules, kind="maintained"):
    asked = Context(on=DAY, notice="pupils", kind=kind)
    return check_text(text_of(blocks), asked, book(), frozenset(rules))


def accused(said, kind="maintained"):
    rules = [
        name
        for name, ready in book().rules.items()
        if ready.rule.code.startswith(ACCUSES)
    ]
    findings, _ = checked(paragraphs(SHARES, said), rules, kind)
    return {one.name: one.weak for one in findings}


def state(said, rule):
    _, evidence = checked(paragraphs(*said.split(" / ")), [rule])
    return evidence[0].state if evidence else "not asked"


@pytest.mark.parametrize(
    "said",
    [
        "We don't hold anything about you forever.",
        "Nothing is stored indefinitely: our schedule says when it goes.",
        "Each year we note what was shredded, and that record of disposal is held "
        "permanently.",
        "You should speak to us first, or you can go directly to the ICO.",
        "We would be glad to hear from you before you ring the ICO.",
        "Requests to change a meal must be made before Friday.",
        "We confirm each complaint within 30 days and answer it without undue delay.",
        "A pupil of 12 or more is usually taken to understand these rights.",
        "We hand over nothing to people who do not need to know it.",
        "We never share addresses for marketing.",
        "The school nurse works under our public task, and we ask for your consent "
        "to each vaccination.",
        "Public task covers lessons. Photographs rest on consent.",
        "The right to portability does not apply where our reason is a legal "
        "obligation, a public task, a vital interest or legitimate interests.",
        "With your consent we may tell the parents' association who won an "
        "assessment prize.",
        "We take you off the mailing list as soon as you ask us to remove you.",
        "Biometric data means data that a machine reads from a body, such as "
        "fingerprints.",
        "The council is the data controller for the information it receives to "
        "offer places.",
        "The law is Regulation (EU) 2016/679, the General Data Protection Regulation "
        "(EU) 2016/679 as it forms part of the law of England.",
    ],
)
def test_what_a_notice_may_say_accuses_it_of_nothing(said):
    assert accused(said) == {}


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ("We promise never to share any of your details with others.", "never-share"),
        ("We store every pupil's file for ever.", "kept-permanently"),
        (
            "You must raise a concern with us before you go to the ICO.",
            "complain-first",
        ),
        ("Pupils aged 13 must give permission themselves.", "fixed-age"),
        ("Lunch is paid for with a fingerprint scan.", "biometrics-without-consent"),
        (
            "Our lawful basis for holding pupil records is your consent.",
            "consent-for-task",
        ),
        (
            "If you ask us to erase your file we will do so at once.",
            "right-without-limit",
        ),
        ("Everybody here has an absolute right to be erased.", "right-without-limit"),
        (
            "We use cameras to safeguard children: a legitimate interest of ours.",
            "legitimate-interests-public-authority",
        ),
    ],
)
def test_what_a_notice_must_not_say_is_found(said, rule):
    assert accused(said) == {rule: False}


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        (
            "You should raise complaints with our office before going to the ICO.",
            "complain-first",
        ),
        (
            "A fingerprint reader opens the library; consent is sought from parents.",
            "biometrics-without-consent",
        ),
        ("The UK GDPR applies. The GDPR gives you rights.", "eu-gdpr"),
    ],
)
def test_what_may_be_wrong_is_asked_about(said, rule):
    assert accused(said) == {rule: True}


def test_a_heading_that_its_section_denies_accuses_nobody():
    blocks = [
        Block(
            kind="heading",
            text="Your right to see the educational record",
            place=Place(line=1),
            level=2,
        ),
        *paragraphs("Parents have no legal right to the educational record here."),
    ]

    findings, _ = checked(blocks, ["educational-record-academy"], "academy")

    assert findings == []


def test_an_offer_of_the_educational_record_is_no_promise_of_it():
    said = "For access to your child's educational record, ring the office."

    assert accused(said, "academy") == {"educational-record-academy": True}


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        (
            "Mill Trust will become the controller of what you send.",
            "controller-identity",
        ),
        ("These details let us plan trips and keep children safe.", "purposes"),
        (
            "Organisations to whom we pass data include exam boards.",
            "recipients",
        ),
        ("We hold it for the length of time that a governor serves.", "retention"),
        ("You may tell us that you do not want your photograph used.", "rights-object"),
        ("Ask us to only use your details in certain ways.", "rights-restriction"),
        ("You can have your record sent to a different service.", "rights-portability"),
        (
            "Trips need your consent, and you can cancel that consent in a line.",
            "rights-withdraw-consent",
        ),
        (
            "If you are worried, talk to the Information Commissioner's Office.",
            "complaint-regulator",
        ),
        (
            "Some firms store data in India. / We make safeguarding arrangements for "
            "each transfer.",
            "transfers",
        ),
        (
            "We keep medical notes. / We need them for duties under employment and "
            "social security law.",
            "special-category-no-condition",
        ),
        ("Talk to your form tutor if a word is hard.", "child-version"),
    ],
)
def test_what_a_notice_says_in_other_words_is_found(said, rule):
    assert state(said, rule) == "found"


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ("To read about your rights, see our main notice.", "rights-erasure"),
        (
            "Please read this with the council's full privacy notice.",
            "rights-portability",
        ),
        ("We act under Article 6 and Article 9 of the UK GDPR.", "lawful-basis"),
        (
            "We keep health data. / We use Article 6 and Article 9 of the UK GDPR.",
            "special-category-no-condition",
        ),
        (
            "Say no to a use that causes harm or distress: you may object to that.",
            "rights-object",
        ),
        (
            "If you must answer, we will explain what may happen if you do not.",
            "statutory-or-contractual",
        ),
        (
            "For the purposes of research we rely on legitimate interests.",
            "legitimate-interests",
        ),
        ("You can ask us to stop using some of it.", "rights-restriction"),
        (
            "Any worries about your data? / Worries are best told to us: contact the "
            "school.",
            "complaint-controller",
        ),
    ],
)
def test_what_is_half_said_is_asked_about(said, rule):
    assert state(said, rule) == "look here"


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ("You can ask for a copy of our retention schedule.", "rights-access"),
        ("Only the people who need to can see your file.", "rights-access"),
        ("Our records are stored electronically.", "rights-portability"),
        ("You have the right to tell us things about school.", "source"),
        (
            "Our advisers provide guidance to families.",
            "recipients",
        ),
        (
            "We are the controller for the purposes of UK data protection law.",
            "purposes",
        ),
    ],
)
def test_what_only_sounds_like_it_is_not_found(said, rule):
    assert state(said, rule) != "found"


def test_an_officer_named_before_a_list_is_reached_by_the_address_in_it():
    blocks = [
        *paragraphs("Please contact our data protection officer:"),
        Block(
            kind="item",
            text="School Business Manager, office@hill.example",
            place=Place(line=2),
        ),
    ]

    _, evidence = checked(blocks, ["dpo-contact"])

    assert evidence[0].state == "found"


def test_an_item_is_not_quoted_for_what_its_list_is_introduced_with():
    blocks = [
        *paragraphs("We keep the following for ever:"),
        Block(kind="item", text="names", place=Place(line=2)),
        Block(kind="item", text="marks", place=Place(line=3)),
    ]

    findings, _ = checked(blocks, ["kept-permanently"])

    assert [len(one.quotes) for one in findings] == [1]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Review day: to be confirmed", True),
        ("The officer is to be confirmed.", True),
        ("We need some forms to be completed by parents.", False),
        ("This lets checks to be completed.", False),
    ],
)
def test_a_blank_is_told_from_a_task(said, found):
    findings, _ = checked(paragraphs(said), ["placeholder"])

    assert bool(findings) is found


def test_an_abbreviation_is_explained_where_its_words_stand():
    said = "Data may leave the European Economic Area. Outside the EEA we take care."

    findings, _ = checked(paragraphs(said), ["abbreviation-unexplained"])

    assert findings == []


def test_a_word_to_avoid_is_quoted_as_it_stands():
    findings, _ = checked(paragraphs("The school utilises apps."), ["words-to-avoid"])

    assert '"utilises", say "use"' in findings[0].message


def test_what_the_program_knows_by_name_is_a_rule():
    assert {*ANSWERS, *HITS, *OF_THE_FILE, *CHEAP} <= {*book().rules}


@pytest.mark.parametrize(
    ("name", "mend"),
    [
        ("long-sentence", 'did you mean "long-sentences"?'),
        (
            "our-own",
            'write "must-say" or "must-not-say", and the phrases it looks for.',
        ),
    ],
)
def test_a_rule_that_measures_nothing_is_told(name, mend, tmp_path):
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "ours.toml").write_text(
        f"""[{name}]
code = "Z1-01"
severity = "note"
way = "measured"
title = "Ours"
why = "So that it is plain."
example = "It is long."
mend = "write less."
""",
        encoding="utf-8",
    )

    with pytest.raises(FaultsError) as error:
        load_rulebook(load_catalogue(), tmp_path)

    assert str(error.value) == (
        f"{tmp_path}/rules/ours.toml:4: {name}.way: "
        f'the program measures nothing that is called "{name}".\n'
        "  A function of the program looks for what is measured, by the rule's name.\n"
        f"  To mend: {mend}"
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "\nus = [",
            '\nus = ["<us>",',
            'words.us: the phrase "say <us>": lists of words name each other without '
            "end, or brackets stand too deep.",
        ),
        (
            'ask = ["right*"',
            'ask = ["(right"',
            'words.ask: the phrase "( right": a bracket opens and never closes.',
        ),
        ('"formerly"', '"<gone>"', "past: <gone>: there is no such list of words."),
        (
            "[avoid]\n",
            '[avoid]\n"(prior" = "before"\n',
            'avoid."(prior": the phrase "( prior": a bracket opens and never closes.',
        ),
    ],
)
def test_a_phrase_that_cannot_be_read_is_told_once(old, new, said, tmp_path):
    text = (ROOT / "data/check.toml").read_text(encoding="utf-8")
    assert text.count(old) == 1
    (tmp_path / "check.toml").write_text(text.replace(old, new), encoding="utf-8")

    with pytest.raises(FaultsError) as error:
        load_rulebook(load_catalogue(), tmp_path)

    (fault,) = error.value.faults
    assert f"{fault.key}: {fault.what}" == said
    assert fault.line


def test_the_title_of_a_law_is_no_longer_than_laws_are():
    title = " ".join(["Education", "and", "Skills"] * 8)
    law = f"We do what the {title} Act 2018 asks of all of us, each day."
    not_one = f"We do what the {title} {title} {title} {title} Act 2018 asks of us."

    assert not checked(paragraphs(law), ["very-long-sentence"])[0]
    assert checked(paragraphs(not_one), ["very-long-sentence"])[0]


@pytest.mark.parametrize(
    "piece", ["Notice Of The ", "THE SCHOOL ", "Aa", "a.b", "a-", "DPO "]
)
def test_a_text_that_nobody_would_write_is_looked_through_once(piece):
    """It would take many minutes if each word were looked at from every other."""
    text = f"{'We have a privacy notice for you here ' * 6}{piece * 40_000}"

    findings, _ = checked(paragraphs(text), [*book().rules])

    assert {one.name for one in findings} >= {"very-long-sentence"}


@pytest.mark.parametrize(
    "name", ["Ysgol Gyf\u0175n", "\u0130\u011f", "B & D", "\u03b1\u03b2"]
)
def test_a_retired_name_is_found_in_any_script(name, tmp_path):
    retired = f"""[gone]
what = "term"
names = ["{name}"]
since = "2018"
why = "It has a new one."
"""
    (tmp_path / "retired.toml").write_text(retired, encoding="utf-8")
    rules = load_rulebook(load_catalogue(tmp_path))
    block = Block(kind="paragraph", text=f"We ask {name} for it.", place=Place())
    (found,), _ = check_text(
        text_of([block]), Context(on=date(2026, 11, 22)), rules, {"retired-term"}
    )

    assert f"{name}: it has a new one." in found.message


@pytest.mark.parametrize(
    ("word", "known"),
    [("ct-1", "CT-01"), ("datd", "dated"), ("undatd", "undated")],
)
def test_a_rule_that_there_is_not_meets_its_nearest_as_it_is_written(word, known):
    short = {**book().rules, "dated": book().rules["undated"]}
    rules = {name: replace(ready, name=name) for name, ready in short.items()}

    told = unknown_rule(word, replace(book(), rules=rules))

    assert told.endswith(f'did you mean "{known}"?')
