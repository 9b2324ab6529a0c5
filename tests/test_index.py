"""The page that lists a folder: true, safe whatever names it lists, and usable."""

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest

from notices.publish.batch.account import EARLIER, Account, Apart, state_of
from notices.publish.batch.index import NAME, index_page
from notices.publish.order import Order
from notices.publish.publish import Publisher
from notices.templating import SHIPPED
from tests.conftest import EXAMPLES, TODAY
from tests.test_hostile_names import NAMES
from tools.validate import html_faults


def record(urn=108427, name="Ashfield Nursery School", notice="pupils", **more):
    endings = ("md", "html", "fragment.html", "pdf")
    told = {
        "folder": f"{urn}-school",
        "notice": notice,
        "issuer": name,
        "urn": urn,
        "draft": False,
        "approved": None,
        "files": {f"{notice}.{ending}": "0" * 64 for ending in endings},
        "unanswered": [],
        "unconfirmed": [],
        "warnings": [],
        **more,
    }
    state = state_of(draft=told["draft"], approved=bool(told["approved"]))
    return {"state": state, **told}


def page_of(*records, not_made=(), skipped=(), stale=(), strays=()):
    """Return the page; *not_made* and *skipped* are labels, each with what is said."""
    account = Account(
        records=records,
        failed=[_apart(*one) for one in not_made],
        left_out=[_apart(*one) for one in skipped],
        old=stale,
        strays=strays,
    )
    return index_page(account, folders=SHIPPED).decode("utf-8")


def _apart(label, why):
    number = label.partition(" ")[0]
    urn = int(number) if number.isascii() and number.isdecimal() else 0
    return Apart(label=label, urn=urn, why=(why,))


class Page(HTMLParser):
    """What a reader gets: elements, addresses, texts, and the cells of each table."""

    def __init__(self, html):
        super().__init__()
        self.elements = []
        self.attributes = []
        self.tables = {}
        self.counts = {}
        self.texts = []
        self._table = ""
        self._in_cell = False
        self._term = None
        self._tag = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append(tag)
        self.attributes += attrs
        if tag == "table":
            self._table = dict(attrs)["class"].split()[0]
            self.tables.setdefault(self._table, [])
        elif tag == "tr":
            self.tables[self._table].append([])
        elif tag in {"td", "th"}:
            self.tables[self._table][-1].append("")
            self._in_cell = True
        elif tag == "dt":
            self._term = ""
        self._tag = tag

    def handle_endtag(self, tag):
        if tag == "table":
            self._table = ""
        if tag in {"td", "th", "tbody"}:
            self._in_cell = False
        if tag == "dd":
            self._term = None

    def handle_data(self, data):
        if self._in_cell:
            self.tables[self._table][-1][-1] += data
        elif self._term is not None and self._tag == "dd":
            self.counts[self._term] = data
        elif self._term is not None:
            self._term += data
        self.texts.append(data)

    @property
    def hrefs(self):
        return [value for key, value in self.attributes if key == "href"]


def rows_of(page):
    return [[cell.strip() for cell in row] for row in page.tables["notices"][1:]]


def test_each_notice_is_a_row_that_leads_to_its_files():
    page = Page(
        page_of(
            record(),
            record(2, "Mill", notice="workforce", draft=True, unanswered=["cctv"]),
        )
    )

    assert rows_of(page) == [
        [
            *("Ashfield Nursery School", "108427", "pupils", "Not approved"),
            *("0", "0", "Web page PDF Markdown"),
        ],
        ["Mill", "2", "workforce", "Draft", "1", "0", "Web page PDF Markdown"],
    ]
    assert [href for href in page.hrefs if "-school/" in href] == [
        *(f"108427-school/pupils.{ending}" for ending in ("html", "pdf", "md")),
        *(f"2-school/workforce.{ending}" for ending in ("html", "pdf", "md")),
    ]


def test_the_links_of_a_real_folder_lead_somewhere(tmp_path):
    order = Order(on=TODAY, today=TODAY, out=tmp_path, formats=("md", "html"))
    nursery = EXAMPLES / "ashfield-nursery.toml"
    built = [
        {"state": "Approved", **one.record}
        for one in Publisher.prepare(order).publish(nursery)
    ]
    (tmp_path / "report.csv").touch()

    hrefs = Page(page_of(*built)).hrefs

    places = [href for href in hrefs if not href.startswith("#")]
    assert len(places) == 3
    assert all((tmp_path / place).is_file() for place in places)


def test_a_format_that_was_not_made_has_no_link():
    page = Page(page_of(record(files={"pupils.md": ""})))

    assert rows_of(page)[0][-1] == "Markdown"


def test_it_counts_what_an_officer_asks_about():
    page = Page(
        page_of(
            record(1, draft=True, unanswered=["cctv", "alumni"]),
            record(1, notice="workforce", approved="2026-08-20"),
            record(2, unconfirmed=["organisation.name", "uses.cctv"]),
            not_made=[("3 Hill", "schools.csv:4: organisation.email: no.")],
            skipped=[("4 Mill", "is closed, and was left out.")],
            stale=["5-old"],
        )
    )

    assert page.counts == {
        "Notices": "3",
        "Organisations": "2",
        "Drafts": "1",
        "Not approved": "1",
        "Approved": "1",
        EARLIER: "0",
        "With questions not answered": "1",
        "With answers that others gave": "1",
        "Could not be made": "1",
        "Warnings": "0",
        "Left out": "1",
        "Laid over nothing": "0",
        "No longer asked for": "1",
    }
    assert page.tables["questions"][1:] == [["cctv", "1", "1"], ["alumni", "1", "0"]]


def test_what_could_not_be_made_is_told_in_the_words_of_the_fault():
    fault = (
        'a.csv:3: organisation.email: "x" is not one.\n  To mend: write name@domain.'
    )

    page = Page(page_of(not_made=[("2 Mill", fault), ("1 Hill", "why")]))

    assert page.tables["said"][1:] == [["1 Hill", "why"], ["2 Mill", fault]]
    assert [row[:4] for row in rows_of(page)] == [
        ["Hill", "1", "", "Could not be made"],
        ["Mill", "2", "", "Could not be made"],
    ]


def test_what_is_so_of_many_is_told_once():
    law, own = "The law was last looked at long ago.", "It has passed."
    schools = [record(urn, f"School {urn}", warnings=[law]) for urn in range(1, 31)]
    schools[0]["warnings"] = [law, own]
    fault = "base.toml:3: look.colour: no."

    page = Page(
        page_of(
            *schools,
            record(40, "Earlier", state=EARLIER, warnings=["What it said then."]),
            not_made=[(f"{urn} Hill", fault) for urn in (51, 52)],
        )
    )

    warnings = [row for row in page.tables["said"] if row[1] in {law, own}]
    assert page.texts.count(law) == page.texts.count(fault) == 1
    assert warnings[0][0].startswith("1 School 1, 10 School 10, ")
    assert warnings[0][0].endswith(" and 20 more")
    assert warnings[1] == ["1 School 1", own]
    assert "51 Hill, 52 Hill" in [row[0] for row in page.tables["said"]]
    assert "What it said then." not in page.texts


def test_what_was_left_out_and_what_is_left_over_is_listed():
    page = Page(
        page_of(
            skipped=[("4 Mill", "is closed.")], stale=["5-old"], strays=["x.toml: no"]
        )
    )

    assert "4 Mill is closed." in page.texts
    assert "5-old" in page.texts
    assert "x.toml: no" in page.texts


def test_nothing_is_headed_that_there_is_none_of():
    html = page_of(record())

    for words in (
        'id="not-made"',
        'id="left-out"',
        'id="stale"',
        'id="questions"',
        'id="warnings"',
        'id="strays"',
    ):
        assert words not in html


def test_an_empty_folder_has_a_page():
    assert Page(page_of()).counts["Notices"] == "0"


def test_the_same_records_give_the_same_bytes_in_any_order():
    records = [record(urn, name) for urn in (3, 1, 2) for name in ("B", "A", "a")]
    faults = [("2 Mill", "b"), ("1 Hill", "a")]

    assert page_of(*records, not_made=faults) == page_of(
        *reversed(records), not_made=reversed(faults)
    )


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_name_is_text_wherever_it_stands(name):
    def told(it):
        return Page(
            page_of(
                record(name=it, unanswered=[it], unconfirmed=[f"uses.{it}"]),
                record(notice=it, files={}),
                not_made=[(it, it)],
                skipped=[("", it)],
                stale=[it],
            )
        )

    page, plain = told(name), told("plain")

    assert sorted(page.elements) == sorted(plain.elements)
    assert name in [row[0] for row in rows_of(page)]
    assert [[name, name]] == page.tables["said"][1:]
    assert page.texts.count(name) >= 5
    for key, value in page.attributes:
        assert not key.startswith("on")
        if key == "href":
            assert re.fullmatch(r"#[a-z-]+|report\.csv|[0-9]+-school/[a-z.]+", value)


@pytest.mark.parametrize(
    "folder", ["..", "../..", "/etc", "javascript:alert(1)", "//example.org", "a b", ""]
)
def test_no_link_leads_out_of_the_folder(folder):
    page = Page(page_of(record(folder=folder)))

    assert not [href for href in page.hrefs if "pupils" in href]
    assert rows_of(page)[0][-1] == ""


def test_it_is_one_file_and_runs_no_script_but_its_own():
    html = page_of(record())
    (script,) = re.findall("<script>(.*?)</script>", html, re.DOTALL)
    digest = b64encode(sha256(script.encode()).digest()).decode()

    assert f"script-src 'sha256-{digest}'" in html
    assert not re.findall(r"(?:src|srcset|action)=|<link|@import|url\(", html)


@pytest.fixture(scope="module")
def many(tmp_path_factory) -> Path:
    """A folder with the page of some 1,200 notices, with something of everything."""
    records = [
        record(
            100000 + number,
            f"École St Mary\u2019s {number}" if number % 3 else "A & B <School>",
            notice="pupils" if number % 2 else "workforce",
            draft=number % 5 == 0,
            approved="2026-08-20" if number % 7 == 0 else None,
            unanswered=["cctv"] if number % 4 == 0 else [],
            unconfirmed=["uses.cctv"] if number % 100 == 0 else [],
        )
        for number in range(1200)
    ]
    page = page_of(
        *records,
        not_made=[("3 Hill", "schools.csv:4: organisation.email: no.\n  To mend: …")],
        skipped=[("4 Mill", "is closed, and was left out.")],
        stale=["5-old"],
    )
    folder = tmp_path_factory.mktemp("folder")
    (folder / NAME).write_text(page, encoding="utf-8")
    return folder


@pytest.fixture
def visit(chromium, many):
    """Return a function that opens the page from its folder, as an officer would."""
    contexts = []
    odd: list[str] = []

    def visited(width=1280, **options):
        size = {"width": width, "height": 800}
        context = chromium.new_context(viewport=size, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: odd.append(str(error)))
        page.on("console", lambda message: odd.append(message.text))
        page.goto((many / NAME).as_uri())
        return page

    yield visited
    for context in contexts:
        context.close()
    assert odd == []


def told(page, words):
    page.locator("#told", has_text=words).wait_for(timeout=5000)


def visible(page):
    return page.locator("#table tbody tr:visible").count()


@pytest.mark.heavy
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing(width, scheme, visit, axe):
    page = visit(width, color_scheme=scheme, bypass_csp=True)
    page.fill("#words", "10010")
    told(page, "10 of 1,201 rows.")

    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.heavy
def test_the_nu_checker_finds_nothing_in_it(many):
    assert html_faults([many / NAME]) == {many / NAME: ""}


@pytest.mark.heavy
def test_a_long_list_is_shown_piece_by_piece(visit):
    page = visit()
    told(page, "The first 500 of 1,201 rows.")
    assert visible(page) == 500

    page.click("#more")
    told(page, "The first 1,000 of 1,201 rows.")
    row = page.locator("#table tbody tr").nth(500)
    assert row.locator("a:focus").count() == 1, "the keyboard goes on where it was"

    page.click("#more")
    told(page, "1,201 of 1,201 rows.")
    assert visible(page) == 1201
    assert page.locator("#more").is_hidden()


@pytest.mark.heavy
@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("100004", 1),
        ("ECOLE st marys 1199", 1),
        ("marys ecole", 800),
        ("st mary", 800),
        ("St.", 800),
        ("hill", 1),
        ("cole", 0),
        ("a & b <school>", 400),
        ("nowhere", 0),
    ],
)
def test_search_finds_where_words_of_names_and_numbers_begin(words, found, visit):
    page = visit()
    page.fill("#words", words)

    first = "The first 500 of 800" if found > 500 else f"{found} of 1,201"
    told(page, first if found else "None of 1,201")
    assert visible(page) == min(found, 500)


@pytest.mark.heavy
@pytest.mark.parametrize("width", [1040, 1200, 1280, 1600])
def test_no_header_is_broken_inside_a_word(width, visit):
    page = visit(width)
    heights = page.evaluate(
        """() => [...document.querySelectorAll("#table thead th")].map((cell) => {
          const range = document.createRange();
          range.selectNodeContents(cell);
          const lines = new Set([...range.getClientRects()].map((one) => one.top));
          return [cell.textContent, lines.size];
        })"""
    )

    assert [(text, lines) for text, lines in heights if lines > len(text.split())] == []


@pytest.mark.heavy
def test_filters_work_together_and_are_taken_back(visit):
    page = visit()
    page.select_option("#notice", "workforce")
    told(page, "The first 500 of 600")
    page.select_option("#state", "Draft")
    told(page, "120 of 1,201")
    page.check("#unanswered")
    told(page, "60 of 1,201")
    page.check("#others")
    told(page, "12 of 1,201")
    assert visible(page) == 12
    assert set(
        page.locator("#table tbody tr:visible td:nth-child(4)").all_inner_texts()
    ) == {"Draft"}

    page.get_by_role("button", name="Show all again").click()
    told(page, "The first 500 of 1,201")


@pytest.mark.heavy
def test_it_works_by_keyboard_alone(visit):
    page = visit()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.hash") == "#main"
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "words":
            break
    page.keyboard.type("100008")
    page.keyboard.press("Enter")
    told(page, "1 of 1,201")
    for _ in range(6):
        page.keyboard.press("Tab")

    focused = page.evaluate("document.activeElement.getAttribute('href')")
    assert focused == "100008-school/workforce.html"


@pytest.mark.heavy
def test_without_script_it_is_a_plain_table(visit):
    page = visit(java_script_enabled=False)

    assert page.locator("#filters").is_hidden()
    assert visible(page) == 1201


@pytest.mark.heavy
def test_a_screen_reader_hears_how_many_are_shown_and_what_a_cell_is(visit):
    page = visit(320)
    page.fill("#words", "100008")
    told(page, "1 of 1,201")

    assert page.get_by_role("status").inner_text() == "1 of 1,201 rows."
    assert page.get_by_role("search", name="Notices").is_visible()
    table = page.get_by_role("table", name="Notices")
    assert table.get_by_role("rowheader").inner_text().startswith("École")
    assert table.get_by_role("cell").count() == 6
    assert table.get_by_role("columnheader").count() == 7
