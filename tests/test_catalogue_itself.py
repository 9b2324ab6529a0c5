"""The law that ships, looked at as a whole: each test names every offender at once.

The keys are pinned in `golden/catalogue-keys.txt`, so that none is lost unseen;
`--bless` writes that list anew.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from datetime import date

import pytest

from notices.catalogue.model import DATED, Dated
from notices.compose.selection import Selection, select
from notices.dated import Start
from tests.conftest import ROOT, TODAY

KEYS = ROOT / "tests" / "golden" / "catalogue-keys.txt"
FLAT = ("categories", "services", "laws", "retired", "grounds")
GDPR = date(2018, 5, 25)
BY_SCHEDULE = {"9(2)(b)", "9(2)(g)", "9(2)(h)", "9(2)(i)", "9(2)(j)"}
"""Conditions that need a paragraph of Schedule 1 (section 10, Act of 2018)."""


# Keys


def _keys(catalogue) -> list[str]:
    keys = [
        f"{kind}/{key}" for kind in DATED + FLAT for key in getattr(catalogue, kind)
    ]
    keys += [
        f"laws/{law}/{name}"
        for law, entry in catalogue.laws.items()
        for name in entry.provisions
    ]
    return sorted(keys)


def test_all_that_changes_from_day_to_day_is_told_as_such(catalogue):
    dated = {
        name
        for name in catalogue.__slots__
        if isinstance(things := getattr(catalogue, name), Mapping)
        and isinstance(next(iter(things.values())), Dated)
    }

    assert {kind for kind, _ in catalogue.dated()} == dated


def test_no_key_is_lost_unseen(catalogue, request):
    keys = _keys(catalogue)
    if request.config.getoption("--bless"):
        KEYS.write_text("".join(f"{key}\n" for key in keys), encoding="utf-8")
    pinned = KEYS.read_text(encoding="utf-8").split()

    assert sorted(set(pinned) - set(keys)) == [], "lost"
    assert sorted(set(keys) - set(pinned)) == [], "new: renew with --bless"
    assert [key for key, times in Counter(keys).items() if times > 1] == []


def _entries(catalogue, *kinds):
    """Yield kind, what was found, and its entry; with all that carries on in it."""
    for kind in kinds or DATED:
        for dated in getattr(catalogue, kind).values():
            for found in dated.entries:
                yield kind, found, found.entry


def _holding(catalogue, *kinds):
    """Yield what holds today, and what is expected and will."""
    for kind in kinds or DATED:
        for dated in getattr(catalogue, kind).values():
            if found := dated.on(TODAY):
                yield kind, found, found.entry
            yield from (
                (kind, one, one.entry) for one in dated.entries if one.entry.expected
            )


def _citations(entry):
    yield from getattr(entry, "law", ())
    for basis in getattr(entry, "bases", ()):
        yield from basis.law


def _at(kind, found) -> str:
    return f"{kind}/{found.key} from {found.entry.begins}"


UNUSED = {
    "digital-economy-act-2017": "its section 64 is said to be the law of "
    "department-to-justice; nobody has read that yet",
    "digital-economy-act-2017/s64": "the same",
    "statistics-and-registration-service-act-2007": "the Act under which the cited "
    "Regulations of 2009 were made",
    "data-protection-act-2018/sch1": "printed by the catalogue's `schedule`",
}
"""Laws and provisions that nothing cites, and why they are kept."""


def test_every_body_is_named_by_something(catalogue):
    used = {catalogue.about.regulator, "school"}
    for _, _, entry in _entries(catalogue, "sharings"):
        used |= {entry.from_, entry.to}
    for _, _, entry in _entries(catalogue, "bodies"):
        used |= set(entry.successor)
    for retired in catalogue.retired.values():
        used |= set(retired.say_now)
    texts = " ".join(line for _, line in _texts(catalogue, _entries(catalogue)))
    told = {
        key
        for key, dated in catalogue.bodies.items()
        if any(found.entry.name in texts for found in dated.entries)
    }

    assert sorted(set(catalogue.bodies) - used - told) == []


def test_every_kind_of_data_and_every_purpose_is_used(catalogue):
    data = {
        key
        for _, _, entry in _entries(catalogue, "sharings", "purposes", "retention")
        for key in entry.data
    }
    data |= {key for service in catalogue.services.values() for key in service.data}
    purposes = {
        key for _, _, entry in _entries(catalogue, "sharings") for key in entry.purposes
    }
    alone = {
        key
        for key, dated in catalogue.purposes.items()
        if not any(found.entry.data for found in dated.entries)
    }

    assert sorted(set(catalogue.categories) - data) == []
    assert sorted(alone - purposes) == []


def test_every_kind_of_data_in_use_has_a_purpose_in_the_same_notice(catalogue):
    lacking = []
    for _, found, sharing in _holding(catalogue, "sharings"):
        for kind in sharing.in_:
            if kind == "who-we-share-with":
                continue
            told = [catalogue.purposes[key].on(TODAY) for key in sharing.purposes]
            if not any(one and kind in one.entry.in_ for one in told):
                lacking.append(f"{_at('sharings', found)}: {kind}")

    assert lacking == []


def test_every_law_and_provision_is_cited(catalogue):
    cited = {
        citation.key
        for _, _, entry in _entries(catalogue)
        for citation in _citations(entry)
    }
    used = cited | {key.partition("/")[0] for key in cited} | set(UNUSED)
    used |= {*catalogue.about.regulation, catalogue.about.schedule}
    for retired in catalogue.retired.values():
        used |= set(retired.say_now)
    for law in catalogue.laws.values():
        used |= set(law.replaced_by)
    laws = set(catalogue.laws)
    provisions = {
        f"{key}/{name}"
        for key, law in catalogue.laws.items()
        for name in law.provisions
    }

    assert sorted((laws | provisions) - used) == []
    assert sorted(set(UNUSED) - (laws | provisions) | set(UNUSED) & cited) == []


def test_every_question_and_service_leads_somewhere(catalogue):
    asked = {
        key
        for _, _, entry in _entries(catalogue)
        for key in getattr(getattr(entry, "applies", None), "uses", ())
    }
    asked |= {service.uses for service in catalogue.services.values()}
    asked |= {key for key, dated in catalogue.uses.items() if _speaks(dated)}
    services = {
        key: service.uses
        for key, service in catalogue.services.items()
        if service.uses and service.uses not in catalogue.uses
    }
    data = {
        key: unknown
        for key, service in catalogue.services.items()
        if (unknown := set(service.data) - set(catalogue.categories))
    }

    assert sorted(set(catalogue.uses) - asked) == []
    assert services == {}
    assert data == {}


def _speaks(dated) -> bool:
    return any(one.entry.says_yes or one.entry.says_no for one in dated.entries)


def test_names_of_keys_that_flat_files_give_lead_somewhere(catalogue):
    known = {*catalogue.bodies, *catalogue.laws}
    retired = {
        key: unknown
        for key, one in catalogue.retired.items()
        if (unknown := set(one.say_now) - known)
    }
    laws = {
        key: unknown
        for key, law in catalogue.laws.items()
        if (unknown := set(law.replaced_by) - set(catalogue.laws))
    }

    assert retired == {}
    assert laws == {}


# Entries over time


def _written():
    """Yield place, key and the entries of a thing as they are written."""
    for path in sorted((ROOT / "data").rglob("*.toml")):
        for key, entries in tomllib.loads(path.read_text(encoding="utf-8")).items():
            if isinstance(entries, list) and entries and isinstance(entries[0], dict):
                yield path.relative_to(ROOT), key, entries


OWN = {"begins", "seen", "not-before", "ended", "expected", "source", "checked", "note"}
"""What each entry says for itself."""


def test_entries_repeat_nothing_that_carries_on():
    repeated = []
    for path, key, entries in _written():
        before: dict = {}
        for entry in entries:
            repeated += [
                f"{path} {key} from {entry.get('begins')}: {name}"
                for name in entry.keys() - OWN
                if name in before and before[name] == entry[name]
            ]
            before |= entry

    assert repeated == []


def test_entries_stand_in_the_order_of_their_days(catalogue):
    wrong = []
    for kind in DATED:
        for key, dated in getattr(catalogue, kind).items():
            days = [
                found.entry.start.latest
                for found in dated.entries
                if not found.entry.expected and found.entry.start.latest
            ]
            if days != sorted(days) or len(days) != len(set(days)):
                wrong.append(f"{kind}/{key}: {[str(day) for day in days]}")

    assert wrong == []


def test_each_entry_names_its_source_and_the_day_it_was_opened():
    lacking = [
        f"{path} {key} from {entry.get('begins')}"
        for path, key, entries in _written()
        for entry in entries
        if not entry.get("source", {}).get("title")
        or not entry.get("source", {}).get("url", "").startswith("http")
        or not isinstance(entry.get("checked"), date)
        or entry["checked"] > date(2026, 11, 29)
    ]

    assert lacking == []


def test_each_sharing_and_period_has_law_or_says_why_it_needs_none(catalogue):
    lacking = [
        _at(kind, found)
        for kind, found, entry in _entries(catalogue, "sharings", "retention", "rights")
        if not entry.law and not entry.no_law and not entry.ended
    ]
    both = [
        _at(kind, found)
        for kind, found, entry in _holding(catalogue, "sharings", "retention")
        if entry.law and entry.no_law
    ]
    by_law = [
        _at(kind, found)
        for kind, found, entry in _holding(catalogue, "sharings")
        if entry.happens == "required" and not entry.law
    ]

    assert lacking == []
    assert both == []
    assert by_law == []


# Bases


def test_special_data_has_a_condition_on_every_basis(catalogue):
    lacking = []
    for kind, found, purpose in _entries(catalogue, "purposes"):
        special = [key for key in purpose.data if catalogue.categories[key].special]
        if not special or purpose.ended:
            continue
        lacking += [
            f"{_at(kind, found)}, for {', '.join(basis.for_)}: {', '.join(special)}"
            for basis in purpose.bases
            if not basis.article_9
        ]

    assert lacking == []


def test_a_condition_that_needs_a_paragraph_of_schedule_1_has_one(catalogue):
    wrong = []
    for kind, found, purpose in _entries(catalogue, "purposes"):
        for basis in purpose.bases:
            needed = bool(BY_SCHEDULE.intersection(basis.article_9))
            # Data about crime needs a paragraph too (section 11).
            lacks = (needed or basis.article_10) and not basis.schedule_1
            idle = basis.schedule_1 and not needed and not basis.article_10
            if lacks or idle:
                wrong.append(f"{_at(kind, found)}, for {', '.join(basis.for_)}")

    assert wrong == []


def _authorities(catalogue) -> set[str]:
    """Return the types and groups in which a public authority is."""
    held = [entry for _, _, entry in _holding(catalogue, "types")]
    keys = {
        found.key
        for _, found, entry in _holding(catalogue, "types")
        if entry.public_authority
    }
    return keys | {
        group for entry in held if entry.public_authority for group in entry.groups
    }


NOT_TASKS: set[tuple[str, str]] = set()
"""Purposes and points outside the tasks of a public authority, if there are any."""


def test_no_public_authority_rests_its_tasks_on_interests(catalogue):
    private = {
        group
        for _, _, entry in _holding(catalogue, "types")
        if not entry.public_authority
        for group in entry.groups
    }
    authorities = _authorities(catalogue)
    families = authorities - private
    wrong = [
        f"{_at(kind, found)}, for {name}: {point}"
        for kind, found, purpose in _entries(catalogue, "purposes")
        for basis in purpose.bases
        for name in basis.for_
        if name in families
        for point in basis.article_6
        if not catalogue.grounds[point].for_public_tasks
        and (found.key, point) not in NOT_TASKS
    ]
    shared = [
        f"{_at(kind, found)}, for {name}"
        for kind, found, purpose in _entries(catalogue, "purposes")
        for basis in purpose.bases
        for name in basis.for_
        if name in authorities & private
        and any(not catalogue.grounds[one].for_public_tasks for one in basis.article_6)
    ]

    assert wrong == []
    assert shared == []


def test_bases_of_the_regulation_begin_with_it(catalogue):
    early = [
        _at(kind, found)
        for kind, found, entry in _entries(catalogue, "purposes")
        if isinstance(entry.begins, date) and entry.begins < GDPR
    ]
    recognised = [
        _at(kind, found)
        for kind, found, entry in _entries(catalogue, "purposes")
        if any("6(1)(ea)" in basis.article_6 for basis in entry.bases)
        and entry.begins != date(2026, 2, 5)
    ]

    assert early == []
    assert recognised == []


# What holds today


def test_nothing_that_holds_rests_on_law_that_has_ended(catalogue):
    ended = {
        key
        for key, law in catalogue.laws.items()
        if law.ends is not None and Start.parse(law.ends).latest < TODAY
    }
    wrong = []
    for kind, found, entry in _holding(catalogue):
        lists = [basis.law for basis in getattr(entry, "bases", ())]
        for law in (getattr(entry, "law", ()), *lists):
            named = {citation.key.partition("/")[0] for citation in law}
            # A basis may name old law and new: the one in force on the day is told.
            wrong += [
                f"{_at(kind, found)}: {key}"
                for key in named & ended
                if named.isdisjoint(catalogue.laws[key].replaced_by)
            ]

    assert wrong == []


def test_nothing_that_happens_goes_to_or_from_a_body_that_has_ended(catalogue):
    wrong = [
        f"{_at(kind, found)}: {key}"
        for kind, found, entry in _holding(catalogue, "sharings")
        for key in (entry.from_, entry.to)
        if catalogue.bodies[key].on(TODAY) is None
    ]

    assert wrong == []


# Words


def _texts(catalogue, entries):
    """Yield place and line of what a notice may print."""
    names = (
        "says",
        "why",
        "choice",
        "says_short",
        "applies_here",
        "not_here",
        "title",
        "question",
        "help",
        "needs",
        "says_yes",
        "says_no",
    )
    for kind, found, entry in entries:
        if kind in {"bodies", "types", "requirements"}:
            continue
        for name in names:
            for line in getattr(entry, name, "").strip().splitlines():
                yield f"{_at(kind, found)} {name}", line.strip()
        for basis in getattr(entry, "bases", ()):
            yield f"{_at(kind, found)} because", basis.because
    for kind in ("categories", "services", "grounds"):
        for key, one in getattr(catalogue, kind).items():
            yield f"{kind}/{key}", one.says


def _bare(line: str) -> str:
    return re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", line)


def test_the_short_why_is_a_phrase(catalogue):
    wrong = {
        _at(kind, found): entry.says_short
        for kind, found, entry in _entries(catalogue, "sharings")
        if not entry.says_short
        or entry.says_short.endswith((".", ",", ";"))
        or not entry.says_short[0].islower()
        or "\n" in entry.says_short
        or len(entry.says_short.split()) > 14
    }

    assert wrong == {}


def test_every_sentence_ends_and_has_at_most_25_words(catalogue):
    wrong = [
        f"{place}: {line}"
        for place, line in _texts(catalogue, _entries(catalogue))
        for sentence in re.split(r"(?<=[.?]) ", _bare(line))
        if len(sentence.split()) > 25
    ]
    open_ended = [
        f"{place}: {line}"
        for place, line in _texts(catalogue, _entries(catalogue))
        if place.endswith((" says", " why", " choice", " because"))
        and not _bare(line).endswith((".", "?", ":"))
    ]

    assert wrong == []
    assert open_ended == []


AVOID = (
    r"may share",
    r"such purposes",
    r"pursuant",
    r"in accordance with",
    r"in order to",
    r"data subjects?",
    r"utilis\w+",
    r"from time to time",
    r"etc",
    r"as appropriate",
    r"and/or",
    r"hereby",
    r"aforementioned",
    r"commence[sd]?",
    r"prior to",
    r"in respect of",
    r"with regard to",
    r"endeavour\w*",
    r"facilitat\w+",
    r"stakeholders?",
    r"third part(y|ies)",
    r"anonym\w*",
    r"complian(t|ce)",
    r"inter alia",
    r"aggregate[ds]?",
    r"disclos(e|es|ed|ure)",
    r"shall",
)


@pytest.mark.parametrize("words", AVOID)
def test_no_text_uses_a_word_to_avoid(words, catalogue):
    pattern = re.compile(rf"\b{words}\b", re.IGNORECASE)
    names = re.compile(
        "|".join(
            re.escape(found.entry.name) for _, found, _ in _entries(catalogue, "bodies")
        )
    )
    wrong = [
        f"{place}: {line}"
        for place, line in _texts(catalogue, _entries(catalogue))
        if pattern.search(names.sub("", _bare(line)))
    ]

    assert wrong == []


def test_texts_are_typed_in_one_way(catalogue):
    wrong = [
        f"{place}: {line}"
        for place, line in _texts(catalogue, _entries(catalogue))
        if re.search("[\u2018\u2019\u201c\u201d;\u2014]|  |\\.\\.", line)
    ]

    assert wrong == []


def test_what_holds_names_nothing_that_is_retired(catalogue):
    longer = [found.entry.name for _, found, _ in _holding(catalogue, "bodies")] + [
        law.title for law in catalogue.laws.values()
    ]
    retired = {
        name: (key, set(one.allowed_in))
        for key, one in catalogue.retired.items()
        for name in one.names
        if Start.parse(one.since).latest <= TODAY
    }
    wrong = []
    for place, line in _texts(catalogue, _holding(catalogue)):
        # The longest name that is used today wins; titles of law are names too.
        text = _bare(line)
        for name in sorted(longer, key=len, reverse=True):
            text = text.replace(name, "·")
        wrong += [
            f"{place}: {name}"
            for name, (_, allowed) in retired.items()
            if re.search(rf"\b{re.escape(name)}\b", text)
            and place.split()[0].partition("/")[2] not in allowed
        ]

    assert wrong == []


def test_no_body_of_today_bears_a_retired_name(catalogue):
    names = {
        name: one
        for one in catalogue.retired.values()
        for name in one.names
        if Start.parse(one.since).latest <= TODAY
    }
    wrong = [
        f"{found.key}: {found.entry.name}"
        for _, found, _ in _holding(catalogue, "bodies")
        if found.entry.name in names
    ]

    assert wrong == []


# Who is told what


def test_independent_schools_are_told_of_no_use_of_the_school_census(catalogue):
    """Nothing of the department's that comes from a census they do not send.

    Whom the law permits to have facts is told: section 537A names their pupils too.
    """
    their_own = {
        "learning-record-readers": "the records of learners are of all schools",
        "learning-record-schools": "the same",
        "learning-record-boards": "the same",
        "results-to-researchers": "grades only, which boards send for all schools",
        "earnings-study": "it uses results and learner records of all schools",
        "examination-results": "boards send results of all schools",
        "vaccination-record": "no use of the department's",
        "measuring-results": "not told to them, by its types",
    }
    wrong = []
    for _, found, sharing in _holding(catalogue, "sharings"):
        if (
            sharing.from_ != "department-for-education"
            or "school" not in sharing.told_by
            or "pupils" not in sharing.in_
            or sharing.happens == "permitted"
            or found.key in their_own
        ):
            continue
        only = sharing.applies.types
        if "independent" in sharing.applies.not_types:
            continue
        if only and "independent" not in only:
            continue
        wrong.append(found.key)

    assert wrong == []


def test_no_page_names_a_body_twice_among_what_is_permitted(catalogue):
    twice = {}
    for issuer in ("department", "local-authority"):
        told = Counter(
            (sharing.to, sharing.about)
            for _, _, sharing in _holding(catalogue, "sharings")
            if sharing.happens == "permitted"
            and issuer in sharing.told_by
            and "who-we-share-with" in sharing.in_
        )
        twice[issuer] = [who for who, times in told.items() if times > 1]

    assert twice == {"department": [], "local-authority": []}


# What each type of organisation is told


KINDS = {
    "school": ("pupils", "workforce", "governors"),
    "local-authority": (
        "authority-pupils",
        "children-in-need-or-looked-after",
        "childrens-social-care-workforce",
    ),
}
"""The notices of one organisation; a trust's are those of its schools."""
AGES = {"nursery": (2, 4), "sixteen-plus": (16, 19)}
"""Whom a type teaches, by its groups; the rest is taken to teach everybody."""


def _issuing(catalogue):
    """Yield the key of each type and each of its notices."""
    for key, kind in catalogue.types.items():
        found = kind.on(TODAY)
        for notice in KINDS.get(found.entry.issuer if found else "", ()):
            yield key, notice


@pytest.fixture
def chosen(catalogue, load, tmp_path):
    """Return a function that chooses what a type's notice tells, by its answers."""

    def choose(kind: str, notice: str, *yes: str) -> Selection:
        entry = catalogue.types[kind].on(TODAY).entry
        low, high = next(
            (AGES[group] for group in entry.groups if group in AGES), (2, 19)
        )
        taught = f"ages = [{low}, {high}]" if entry.issuer == "school" else ""
        path = tmp_path / "profile.toml"
        path.write_text(
            f'[organisation]\ntype = "{kind}"\nname = "Somewhere"\n{taught}\n'
            '[data-protection-officer]\nemail = "dpo@example.org"\n[uses]\n'
            + "".join(f"{use} = true\n" for use in yes),
            encoding="utf-8",
        )
        return select(catalogue, load(path), notice, TODAY)

    return choose


def _with_everything(chosen, kind: str, notice: str) -> Selection:
    return chosen(kind, notice, *chosen(kind, notice).uses)


def test_a_question_that_is_answered_with_yes_is_told_to_every_type(catalogue, chosen):
    """Nobody is asked in vain: a yes adds a recipient, a purpose or a sentence.

    What adds a recipient at one type adds one at each that is asked.
    """
    adds: dict[tuple[str, str], dict[str, bool]] = {}
    lost = []
    for kind, notice in _issuing(catalogue):
        before = chosen(kind, notice)
        for use, found in before.uses.items():
            after = chosen(kind, notice, use)
            recipients = len(after.sharings) > len(before.sharings)
            adds.setdefault((use, notice), {})[kind] = recipients
            if not (
                recipients
                or len(after.purposes) > len(before.purposes)
                or found.entry.says_yes
            ):
                lost.append(f"{kind} {notice}: {use}")
    lost += [
        f"{kind} {notice}: {use} names nobody"
        for (use, notice), types in adds.items()
        if any(types.values())
        for kind, told in types.items()
        if not told
    ]

    assert lost == []


SIX = {
    "community-school",
    "voluntary-aided-school",
    "voluntary-controlled-school",
    "foundation-school",
    "community-special-school",
    "foundation-special-school",
}
NURSERY = {"local-authority-nursery-school"}
UNIT = {"pupil-referral-unit"}
SIXTEEN = {
    "academy-16-19-converter",
    "academy-16-to-19-sponsor-led",
    "free-schools-16-to-19",
}
ACADEMIES = {
    "academy-converter",
    "academy-sponsor-led",
    "free-schools",
    "studio-schools",
    "university-technical-college",
    "academy-special-converter",
    "academy-special-sponsor-led",
    "free-schools-special",
    "academy-alternative-provision-converter",
    "academy-ap-sponsor-led",
    "free-schools-alternative-provision",
}
INDEPENDENT = {"other-independent-school", "other-independent-special-school"}
NOT_MAINTAINED_SPECIAL = {"non-maintained-special-school"}
COLLEGE = {"further-education-college"}
STANDARDS = "education-independent-school-standards-regulations-2014/"
REACH = {
    "academies-act-2010": ACADEMIES | SIXTEEN,
    "companies-act-2006": ACADEMIES | SIXTEEN,
    "education-act-1996/s538": SIX,
    "education-act-1997/s42A": SIX | UNIT,
    "education-act-2002/s21": SIX | NURSERY,
    "education-act-2002/s87": SIX,
    "education-act-2005/s48": {
        "voluntary-aided-school",
        "voluntary-controlled-school",
        "foundation-school",
    },
    "education-and-skills-act-2008/s72": SIX | UNIT | ACADEMIES | SIXTEEN | COLLEGE,
    "education-independent-educational-provision-": INDEPENDENT,
    f"{STANDARDS}sch-para3": INDEPENDENT,
    f"{STANDARDS}sch-para4": INDEPENDENT,
    STANDARDS: INDEPENDENT | ACADEMIES,
    "education-pupil-information-england-regulations-2005": (
        SIX | NURSERY | UNIT | NOT_MAINTAINED_SPECIAL
    ),
    "education-pupil-information-england-regulations-2005/reg5": (
        SIX | NOT_MAINTAINED_SPECIAL
    ),
    "education-supply-of-information-about-the-school-workforce-no2-england-"
    "regulations-2007/reg5": SIX | NURSERY | UNIT,
    "education-supply-of-information-about-the-school-workforce-no2-england-"
    "regulations-2007/reg7": ACADEMIES | SIXTEEN,
    "children-and-families-act-2014/s100": SIX | UNIT | ACADEMIES,
    "further-and-higher-education-act-1992": COLLEGE,
    "non-maintained-special-schools-england-regulations-2015": NOT_MAINTAINED_SPECIAL,
    "school-discipline-pupil-exclusions-and-reviews-": SIX | UNIT | ACADEMIES,
    "school-governance-constitution-": SIX | NURSERY,
    "school-staffing-england-regulations-2009": SIX | NURSERY,
}
"""Types that a law names, by how its citation begins, as it was read."""


def _is_of(law: str, start: str) -> bool:
    """Say whether a citation is *start*, or one of those that it begins."""
    return law.startswith(start) and (
        start[-1] in "-/" or law[len(start) :][:1] in {"", "/"}
    )


def _cited(selection: Selection) -> set[str]:
    """Return the citations that a notice prints for its type."""
    cited = {
        law.key
        for found in (*selection.sharings, *selection.retention, *selection.rights)
        for law in found.entry.law
    }
    for found in selection.purposes:
        basis = next(
            basis
            for basis in found.entry.bases
            if not selection.groups.isdisjoint(basis.for_)
        )
        cited |= {law.key for law in basis.law}
    return cited


def test_no_type_is_told_of_a_law_that_does_not_name_it(catalogue, chosen):
    wrong = [
        f"{kind} {notice}: {law}"
        for kind, notice in _issuing(catalogue)
        if notice in KINDS["school"]
        for law in sorted(_cited(_with_everything(chosen, kind, notice)))
        for start, types in REACH.items()
        if _is_of(law, start) and kind not in types
    ]

    assert wrong == []


def test_each_kind_of_data_that_a_notice_names_has_a_period(catalogue, chosen):
    lacking = []
    for kind, notice in _issuing(catalogue):
        selection = _with_everything(chosen, kind, notice)
        kept = {key for found in selection.retention for key in found.entry.data}
        lacking += [
            f"{kind} {notice}: {key}" for key in selection.categories if key not in kept
        ]

    assert lacking == []


REGULATION_3 = {
    "(1)(c)": "permitted-database-users",
    "(1)(d)": "permitted-other-authorities",
    "(5)(a)": "permitted-joint-council-for-qualifications",
    "(5)(b)": "department-to-ofsted",
    "(5)(c)": "permitted-higher-education-funding-council",
    "(5)(d)": "department-to-authorities",
    "(5)(e)": "department-to-schools",
    "(5)(f)": "department-to-schools",
    "(5)(g)": "permitted-training-and-development-agency",
    "(5)(h)": "permitted-guernsey-education",
    "(5)(i)": "permitted-jersey-education",
    "(5)(j)": "permitted-isle-of-man-education",
    "(5)(k)": "permitted-welsh-ministers",
    "(5)(l)": "permitted-wjec",
    "(5)(m)": "permitted-student-loans-company",
    "(5)(n)": "permitted-ucas",
    "(5)(o)": "permitted-higher-education-statistics-agency",
    "(5)(p)": "permitted-ufi",
    "(5)(q)": "permitted-becta",
    "(5)(r)": "permitted-support-providers",
    "(5)(s)": "permitted-recognised-awarding-bodies",
    "(5)(t)": "permitted-learning-and-skills-council",
    "(5)(u)": "permitted-curriculum-agency",
    "(6)(a)": "permitted-further-education",
    "(6)(b)": "permitted-local-health-bodies",
    "(6)(c)": "permitted-work-based-providers",
    "(6)(d)": "permitted-prescribed-researchers",
    "(6)(e)": "permitted-registered-providers",
    "(6)(f)": "permitted-higher-education",
}
"""Each person of regulation 3 of SI 2009/1563 as made, and who stands for it."""


def test_each_person_of_the_regulation_on_pupil_information_is_here(catalogue):
    law = (
        "education-individual-pupil-information-prescribed-persons-"
        "england-regulations-2009/reg3"
    )
    missing = [
        place
        for place, key in REGULATION_3.items()
        if not any(
            law in {one.key for one in found.entry.law}
            for found in catalogue.sharings[key].entries
        )
    ]

    assert missing == []


def _twice(sharings) -> list[str]:
    """Return the headings that stand more than once; staff have their own."""
    told = Counter(
        (sharing.title, "workforce" in sharing.about)
        for sharing in sharings
        if sharing.happens != "permitted" and not sharing.expected
    )
    return [title for (title, _), times in told.items() if times > 1]


def test_headings_of_what_is_shared_tell_apart(catalogue, chosen, example):
    twice = {
        issuer: _twice(
            sharing
            for _, _, sharing in _holding(catalogue, "sharings")
            if issuer in sharing.told_by and "who-we-share-with" in sharing.in_
        )
        for issuer in ("department", "local-authority")
    }
    twice |= {
        f"{kind} {notice}": _twice(
            found.entry for found in _with_everything(chosen, kind, notice).sharings
        )
        for kind, notice in _issuing(catalogue)
    }
    trust = example("north-star-trust")
    twice |= {
        f"trust {notice}": _twice(
            found.entry for found in select(catalogue, trust, notice, TODAY).sharings
        )
        for notice in KINDS["school"]
    }

    assert {at: titles for at, titles in twice.items() if titles} == {}


def test_the_department_speaks_of_itself_as_we(catalogue):
    """On its own page; what it tells with schools is printed as a name alone."""
    others = [
        f"{_at('sharings', found)}: {line}"
        for found, sharing in (
            (found, found.entry)
            for dated in catalogue.sharings.values()
            for found in dated.entries
        )
        if sharing.told_by == ("department",)
        for text in (sharing.says, sharing.why, sharing.choice)
        for line in text.splitlines()
        if re.search(r"\b[Tt]he Department(?! (?:of|for) )", line)
    ]

    assert others == []
