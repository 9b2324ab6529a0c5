"""The preview shows what `build` writes, to this machine alone, and survives edits."""

import shutil
import socket
import sys
import tempfile
from codecs import BOM_UTF8
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient
from watchfiles import Change

from notices import cli
from notices.preview.answers import Answers
from notices.preview.app import app_of
from notices.preview.asked import Brief
from notices.preview.bench import Bench
from notices.preview.desk import Desk
from notices.preview.server import listening_at
from notices.preview.watch import folders_of, is_ours
from tests.conftest import EXAMPLES, TODAY

PORT = 8600
HOME = f"http://127.0.0.1:{PORT}"
OWN = {"Origin": HOME}


@dataclass(frozen=True)
class Preview:
    client: TestClient
    desk: Desk

    def get(self, path, **options):
        return self.client.get(path, **options)

    def changed(self):
        """Do what the watch does when a file was saved."""
        self.client.portal.call(self.desk.changed)


@pytest.fixture(scope="module")
def start():
    """Return a function that starts a preview without a watch over its files."""
    running = []
    scratch = tempfile.TemporaryDirectory()

    def started(*sources, seconds=60, **more):
        brief = Brief(sources=sources, on=TODAY, today=TODAY, root=EXAMPLES, **more)
        benches = (Bench(brief, scratch.name, seconds) for _ in range(2))
        desk = Desk(*benches)
        client = TestClient(app_of(Answers(brief, desk), port=PORT), base_url=HOME)
        client.__enter__()
        running.append((client, desk))
        return Preview(client, desk)

    yield started
    for client, desk in running:
        desk.close()
        client.__exit__(None, None, None)
    scratch.cleanup()


@pytest.fixture(scope="module")
def examples(start):
    names = ("kenton-school", "newcastle-council", "department")
    return start(*(EXAMPLES / f"{name}.toml" for name in names))


@pytest.fixture
def own(tmp_path):
    """A profile that a test may break, and the wording over which it is built."""
    profile = tmp_path / "profile.toml"
    for name in ("kenton-school.toml", "trust.toml"):
        shutil.copy(EXAMPLES / name, tmp_path / name)
    (tmp_path / "kenton-school.toml").rename(profile)
    sections = tmp_path / "ours" / "templates" / "sections"
    sections.mkdir(parents=True)
    shipped = EXAMPLES.parent / "templates" / "sections" / "changes.md.j2"
    shutil.copy(shipped, sections / "changes.md.j2")
    return profile


def build(profile, out, *options):
    argv = ["build", str(profile), "--on", TODAY.isoformat(), "--out", str(out)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1795305600")  # 22 November 2026
        patch.setattr("sys.argv", ["notices", *argv, *options])
        try:
            cli.main()
        except SystemExit as end:
            assert end.code in {0, 1}  # noqa: PT017 - how a command ends
    return next(path for path in out.iterdir() if path.is_dir())


def fault_of(profile, capsys):
    """Return what `build` says of a profile with a fault."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.argv", ["notices", "build", str(profile)])
        with pytest.raises(SystemExit):
            cli.main()
    return capsys.readouterr().err.strip()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("kenton-school", "pupils"),
        ("newcastle-council", "children-in-need-or-looked-after"),
        ("department", "who-we-share-with"),
    ],
)
def test_the_notice_is_what_build_writes_byte_for_byte(examples, tmp_path, name, kind):
    built = build(EXAMPLES / f"{name}.toml", tmp_path, "--format", "html")

    shown = examples.get(f"/made/{name}/{kind}/notice.html")

    assert shown.content == (built / f"{kind}.html").read_bytes()


@pytest.mark.heavy
def test_the_pdf_is_what_build_writes_and_its_pages_can_be_looked_at(
    examples, tmp_path
):
    built = build(EXAMPLES / "kenton-school.toml", tmp_path, "--format", "pdf")

    shown = examples.get("/made/kenton-school/pupils/notice.pdf")
    view = examples.get("/notice/kenton-school/pupils/print").text

    assert shown.content == (built / "pupils.pdf").read_bytes()
    pages = view.count("<img ")
    last = examples.get(f"/made/kenton-school/pupils/{pages}.png")
    after = examples.get(f"/made/kenton-school/pupils/{pages + 1}.png")
    assert last.content.startswith(b"\x89PNG")
    assert after.status_code == 404


def test_one_can_read_without_a_script(examples):
    first = examples.get("/")
    view = examples.get("/notice/newcastle-council/authority-pupils/reads").text

    assert str(first.url).endswith("/notice/kenton-school/pupils/reads?on=2026-11-22")
    assert '<iframe id="frame"' in view
    assert "/notice/newcastle-council/children-in-need-or-looked-after/reads" in view
    assert "Kenton School" in view


def test_a_search_finds_by_any_words(examples):
    found = examples.get("/everybody", params={"q": "council newcastle"}).text

    assert "Newcastle City Council" in found
    assert "Kenton School" not in found


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "notices.example"},
        {"Host": "127.0.0.1"},
        {"Host": f"127.0.0.1.notices.example:{PORT}"},
        {"Origin": "https://notices.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9000"},
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"},
        {"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "cors"},
        {
            "Sec-Fetch-Site": "cross-site",
            "Sec-Fetch-Mode": "navigate",
            "Sec-Fetch-Dest": "iframe",
        },
    ],
    ids=str,
)
@pytest.mark.parametrize("path", ["/", "/made/kenton-school/pupils/notice.html"])
def test_another_host_or_origin_is_refused(examples, path, headers):
    answer = examples.get(path, headers=headers, follow_redirects=False)

    assert answer.status_code == 403
    assert "Kenton" not in answer.text


def test_a_page_may_load_nothing_from_elsewhere_and_a_notice_runs_nothing(examples):
    page = examples.get("/notice/kenton-school/pupils/reads")
    notice = examples.get("/made/kenton-school/pupils/notice.html")
    changes = examples.get("/made/kenton-school/pupils/changes.html?against=2026-06-18")

    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert "script-src 'self'" in page.headers["Content-Security-Policy"]
    for framed in (notice, changes):
        policy = framed.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "script-src" not in policy
        assert "sandbox" in policy
        assert "allow-scripts" not in policy


@pytest.mark.parametrize(
    "path",
    [
        "/pyproject.toml",
        "/examples/kenton-school.toml",
        "/made/kenton-school/pupils/profile.toml",
        "/made/kenton-school/pupils/..%2f..%2f..%2fpyproject.toml",
        "/made/..%2fkenton-school/pupils/notice.html",
        "/made/kenton-school/..%2f..%2fpyproject/notice.html",
        "/made/nobody/pupils/notice.html",
        "/made/kenton-school/pupils/0.png",
        "/made/kenton-school/pupils/99999999999999999999.png",
        "/notice/kenton-school/pupils/everything",
        "/templates/preview.css",
    ],
)
def test_nothing_is_served_but_what_was_rendered(examples, path):
    answer = examples.get(path)

    assert answer.status_code in {404, 422}
    assert "[project]" not in answer.text
    assert "[organisation]" not in answer.text


def test_the_day_that_is_chosen_is_the_day_whose_law_is_shown(examples):
    before, after = (
        examples.get(f"/made/kenton-school/pupils/notice.html?on=2026-06-{day}").text
        for day in (18, 19)
    )

    assert "Within 30 days we tell you that we have your complaint" not in before
    assert "Within 30 days we tell you that we have your complaint" in after


def test_what_changes_is_told_for_one_notice_and_for_everybody(examples):
    one = examples.get(
        "/made/kenton-school/pupils/changes.html?on=2026-06-19&against=2026-06-18"
    ).text
    everybody = examples.get("/everybody?on=2026-06-19&against=2026-06-18").text

    assert "From 18 June 2026 to 19 June 2026" in one
    assert "Changed right: Complaining to us" in one
    assert "Changed right: Complaining to us" in everybody
    assert (
        "/notice/kenton-school/pupils/changes?on=2026-06-19&amp;against=2026-06-18"
        in everybody
    )


def test_what_if_shows_beside_another_day_too(examples):
    asked = f"?on={TODAY}&against={TODAY}&use.biometrics=yes&use.cctv=no"
    page = examples.get(f"/made/kenton-school/pupils/changes.html{asked}").text

    assert "Nothing changes" not in page
    assert "Changed answer: Do you film any part of the site?" in page


def test_a_folder_of_a_wording_set_that_is_new_is_watched(tmp_path):
    ours = tmp_path / "ours"
    (ours / "templates").mkdir(parents=True)
    brief = Brief(sources=(), on=TODAY, today=TODAY, root=tmp_path, wording=(ours,))

    assert ours.resolve() in folders_of(brief, ())
    (ours / "data").mkdir()
    assert is_ours(Change.added, str(ours / "data"))
    assert not is_ours(Change.modified, str(ours / "data"))
    assert ours.resolve() / "data" in folders_of(brief, ())


def test_without_another_side_it_says_how_to_name_one(examples):
    view = examples.get("/notice/kenton-school/pupils/changes").text

    assert "Nothing says what to compare with." in view
    assert "To mend: choose a day" in view


def test_facts_tell_the_template_the_entry_and_the_law_of_each_paragraph(examples):
    view = examples.get("/notice/kenton-school/pupils/facts").text

    assert "rights/complaint-controller" in view
    assert "templates/sections/complaining.md.j2:" in view
    assert ">Data Protection Act 2018, section 164A</a>" in view
    assert "examples/trust.toml:4" in view


def test_what_if_changes_the_page_and_no_file(start, own):
    preview = start(own)
    before = own.read_bytes()
    page = "/made/profile/pupils/notice.html"

    as_is = preview.get(page).raise_for_status().text
    supposed = preview.get(f"{page}?use.cctv=no").raise_for_status().text
    younger = preview.get(f"{page}?ages=3-5").raise_for_status().text
    view = preview.get("/notice/profile/pupils/changes?use.cctv=no").text
    told = preview.get("/made/profile/pupils/changes.html?use.cctv=no").text

    assert "Security cameras" in as_is
    assert "Security cameras" not in supposed
    assert "cctv: no" in view
    assert as_is != younger != supposed
    assert "From what the profile says to what if" in told
    assert own.read_bytes() == before


@pytest.mark.parametrize(("mark", "end"), [(b"", b"\n"), (BOM_UTF8, b"\r\n")])
def test_what_if_is_saved_as_it_was_shown_or_not_at_all(start, own, mark, end):
    own.write_bytes(mark + own.read_bytes().replace(b"\n", end))
    preview = start(own)
    before = own.read_bytes()
    address = "/save/profile/pupils?use.cctv=no"

    shown = preview.get(address).text
    digest = shown.partition('name="digest" value="')[2].partition('"')[0]
    foreign = preview.client.post(address, data={"digest": digest})
    other = preview.client.post(address, data={"digest": "0" * 64}, headers=OWN)

    assert foreign.status_code == 403
    assert other.status_code == 422
    assert "it was changed since this was shown" in other.text
    assert own.read_bytes() == before

    done = preview.client.post(
        address, data={"digest": digest}, headers=OWN, follow_redirects=False
    )

    after = own.read_bytes()
    changed = set(after.split(end)) ^ set(before.split(end))
    assert done.status_code == 303
    assert {line.split()[0] for line in changed} == {b"cctv"}


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (b"[organisation\nurn = 1\n", "this line cannot be read"),
        (b'[organisation]\nname = "\xe9"\n', "the byte 0xE9 is not UTF-8 text"),
    ],
)
def test_nothing_is_saved_to_a_profile_that_cannot_be_read(start, own, written, said):
    preview = start(own)
    address = "/save/profile/pupils?use.cctv=no"
    preview.get(address).raise_for_status()
    own.write_bytes(written)

    shown = preview.get(address)
    saved = preview.client.post(address, data={"digest": "0" * 64}, headers=OWN)

    assert (shown.status_code, saved.status_code) == (422, 422)
    assert said in shown.text
    assert said in saved.text
    assert own.read_bytes() == written


def test_a_fault_is_told_as_a_command_does_and_what_was_good_stays(start, own, capsys):
    preview = start(own)
    good = preview.get("/made/profile/pupils/notice.html").content
    sound = own.read_text(encoding="utf-8")
    own.write_text(f"{sound}\n[colour]\n", encoding="utf-8")
    said = fault_of(own, capsys)

    preview.changed()
    view = preview.get("/notice/profile/pupils/reads").text

    assert "profile.toml:" in said
    assert said.splitlines()[0] in view.replace("&#34;", '"').replace("&#39;", "'")
    assert "Below is what was good last." in view
    assert preview.get("/made/profile/pupils/notice.html").content == good

    own.write_text(sound.replace("office@", "desk@"), encoding="utf-8")
    preview.changed()

    assert "A fault" not in preview.get("/notice/profile/pupils/reads").text
    assert b"desk@" in preview.get("/made/profile/pupils/notice.html").content


def test_a_template_without_end_is_stopped_and_told(start, own):
    ours = own.parent / "ours"
    endless = (
        "{% set s = 'x' * 99999 %}"
        "{% for a in s %}{% for b in s %}{% endfor %}{% endfor %}"
    )
    preview = start(own, wording=(ours,))
    assert preview.get("/made/profile/pupils/notice.html").status_code == 200
    changes = ours / "templates" / "sections" / "changes.md.j2"
    changes.write_text(changes.read_text(encoding="utf-8") + endless, encoding="utf-8")

    preview.desk.quick.seconds = 2
    preview.changed()
    view = preview.get("/notice/profile/pupils/reads").text

    assert "took longer than 2 seconds" in view
    assert '<iframe id="frame"' in view


def test_what_is_hostile_in_a_profile_is_shown_and_does_nothing(start, own):
    text = own.read_text(encoding="utf-8")
    hostile = 'name = "<script>alert(1)</script><img src=//x onerror=alert(1)>"'
    own.write_text(
        text.replace("[organisation]", f"[organisation]\n{hostile}"), "utf-8"
    )
    preview = start(own)

    for address in ("reads", "facts"):
        page = preview.get(f"/notice/profile/pupils/{address}").text
        assert "<script>alert" not in page
        assert "<img src=//x" not in page
    assert "<script" not in preview.get("/made/profile/pupils/notice.html").text


def test_a_table_lists_its_schools_and_a_broken_row_does_not_hide_the_others(
    start, tmp_path
):
    table = tmp_path / "schools.csv"
    table.write_text("urn,uses.cctv\n108427,yes\nseven,yes\n", encoding="utf-8")
    preview = start(table, draft=True)
    view = preview.get("/everybody").text

    assert view.count('<li><bdi><a href="/notice/') == 2
    page = preview.get("/notice/108427-ashfield-nursery-school", follow_redirects=True)
    assert '<iframe id="frame"' in page.text


def test_every_school_of_the_register_can_be_found_and_looked_at(start):
    preview = start(la="all", draft=True)

    view = preview.get("/notice/100000-the-aldgate-school").text
    assert "more. Search to see them." in view
    found = preview.get("/everybody?q=kenton+school").text
    assert 'href="/notice/138120-kenton-school?' in found
    assert "100000" not in found
    page = preview.get("/made/138120-kenton-school/pupils/notice.html")
    assert "Kenton School" in page.text


def test_of_an_authority_in_the_register_schools_alike_are_one_group(start):
    preview = start(la="391")

    view = preview.get("/everybody?on=2026-06-19&against=2026-06-18").text

    assert "99 pupils notices, " in view
    assert view.count("<h3 id=") == 1
    assert "108427-ashfield-nursery-school" in view


def test_the_command_takes_the_register_as_compare_does(monkeypatch):
    briefs = []
    monkeypatch.setattr("notices.preview.server.run", lambda *all_: briefs.append(all_))

    for argv in (["register"], ["--la", "391"], ["register", "--la", "391"], []):
        monkeypatch.setattr("sys.argv", ["notices", "preview", *argv])
        with pytest.raises(SystemExit):
            cli.main()

    assert [brief.la for brief, *_ in briefs] == ["all", "391", "391", ""]
    assert [bool(brief.sources) for brief, *_ in briefs] == [False, False, False, True]
    # The register knows no e-mail address, so nothing but drafts can be shown of it.
    assert [brief.draft for brief, *_ in briefs] == [True, True, True, False]


def test_two_of_one_name_are_told_apart(start, own):
    below = own.parent / "below"
    below.mkdir()
    for name in ("profile.toml", "trust.toml"):
        shutil.copy(own.parent / name, below / name)
    preview = start(own, below / "profile.toml")

    view = preview.get("/").text

    assert 'href="/notice/profile?on=2026-11-22"' in view
    assert 'href="/notice/profile-2?on=2026-11-22"' in view
    assert "Kenton School 2" in view


def test_where_a_port_is_in_use_the_next_is_taken():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        with listening_at(port) as listening:
            address, found = listening.getsockname()

    assert address == "127.0.0.1"
    assert found > port


WORDS = st.text(st.characters(codec="utf-8"), max_size=12)
PARTS = st.sampled_from(
    [
        *("kenton-school", "department", "pupils", "who-we-share-with", "reads"),
        *("facts", "changes", "notice.html", "changes.html", "made", "notice"),
        *("save", "everybody"),
    ]
)
KEYS = st.sampled_from(
    [
        *("on", "against", "ages", "youngest", "oldest", "assume", "begins", "q"),
        *("use.biometrics", "use.nothing", "use."),
    ]
)
VALUES = st.sampled_from(
    ["2026-06-18", "9999-12-31", "0001-01-01", "3-11", "yes", "a="]
)


@given(
    path=st.lists(PARTS | WORDS, max_size=4),
    query=st.lists(st.tuples(KEYS | WORDS, VALUES | WORDS), max_size=3),
    method=st.sampled_from(["GET", "POST", "HEAD", "DELETE"]),
)
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_nothing_that_is_asked_for_brings_it_down(examples, path, query, method):
    from urllib.parse import quote

    host = str(examples.client.base_url).rstrip("/")  # else // would be another host
    address = f"{host}/{'/'.join(quote(part, safe='') for part in path)}"

    answer = examples.client.request(
        method, address, params=query, headers=OWN, follow_redirects=False
    )

    assert answer.status_code < 500


def test_without_its_libraries_the_command_says_how_to_get_them(monkeypatch, capsys):
    monkeypatch.delitem(sys.modules, "notices.preview.server", raising=False)
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    monkeypatch.setattr("sys.argv", ["notices", "preview", "--no-open"])

    with pytest.raises(SystemExit) as end:
        cli.main()

    assert end.value.code == 3
    assert 'To mend: pip install "notices[preview]"' in capsys.readouterr().err
