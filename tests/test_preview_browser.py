"""The preview in a real browser: it follows what is saved, and keeps one's place."""

import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.conftest import EXAMPLES, ROOT, environment

pytestmark = pytest.mark.heavy
VIEWS = ("reads", "phone", "large", "print", "changes", "facts")
NARROW = ((320, 640), (640, 400))
"""A small phone, and a window of 1280 by 800 at a zoom of 200 %."""
CUT = """() => [...document.querySelectorAll("body *:not(.aloud, .aloud *, .skip)")]
  .filter((one) => one.checkVisibility() && one.clientWidth)
  .filter((one) => getComputedStyle(one).overflowX === "hidden"
    ? one.scrollWidth > one.clientWidth
    : one.getBoundingClientRect().right > innerWidth + 1 && !one.closest("pre, .wide"))
  .map((one) => one.outerHTML.slice(0, 120))"""
"""What stands beyond the window's edge, or does not show whole where it stands."""
COMPLAINING = "templates/sections/complaining.md.j2"


@dataclass(frozen=True)
class Running:
    address: str
    profile: Path
    wording: Path
    process: subprocess.Popen

    def view(self, name="reads"):
        return f"{self.address}notice/profile/pupils/{name}?on=2026-11-22"

    def edit(self, old, new, path=None):
        path = path or self.wording
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def running(tmp_path):
    """Start a preview of one school, over a wording set of its own."""
    shutil.copy(EXAMPLES / "kenton-school.toml", tmp_path / "profile.toml")
    shutil.copy(EXAMPLES / "trust.toml", tmp_path)
    wording = tmp_path / "ours" / COMPLAINING
    wording.parent.mkdir(parents=True)
    shutil.copy(ROOT / COMPLAINING, wording)
    command = [sys.executable, "-m", "notices", "preview", "profile.toml"]
    command += ["--no-open", "--wording", "ours", "--on", "2026-11-22"]
    with subprocess.Popen(
        [*command, "--against", "2026-06-18"],
        cwd=tmp_path,
        env=environment(PYTHONUNBUFFERED="1"),
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        address = process.stdout.readline().split()[2]
        yield Running(address, tmp_path / "profile.toml", wording, process)
        process.kill()


@pytest.fixture
def browse(chromium):
    """Return a function that opens a page, whose requests are looked at."""
    opened, asked = [], []

    def page(address, **options):
        context = chromium.new_context(viewport={"width": 1280, "height": 900})
        one = context.new_page()
        one.on("request", lambda request: asked.append(request.url))
        one.on("pageerror", lambda error: pytest.fail(str(error)))
        one.on("dialog", lambda _: pytest.fail("a script ran"))
        one.goto(address, wait_until="load")
        opened.append(context)
        return one

    yield page
    for context in opened:
        context.close()
    assert {urlsplit(url).hostname for url in asked} <= {"127.0.0.1", None}


def notice(page):
    return page.frame_locator("#frame")


def says(page, words):
    page.wait_for_function(
        "words => document.getElementById('said').textContent.includes(words)",
        arg=words,
        timeout=20_000,
    )


def test_what_is_saved_shows_and_scroll_and_focus_stay(running, browse):
    page = browse(running.view())
    notice(page).locator("#complaining").scroll_into_view_if_needed()
    notice(page).locator("#complaining a").first.focus()
    frame = page.frames[1]
    at = frame.evaluate("document.activeElement.getAttribute('href')")
    top = "document.getElementById('complaining').getBoundingClientRect().top"
    before = frame.evaluate(top)
    page.evaluate(
        "window.told = 0;"
        "new MutationObserver(seen => { window.told += seen.length })"
        ".observe(document.getElementById('said'), { childList: true })"
    )

    running.edit("It is your choice", "It is your own choice")
    says(page, "Saved. Changed: ")

    told = page.locator("#said").text_content()
    assert told == "Saved. Changed: If you are unhappy."
    assert page.evaluate("window.told") == 1
    assert (
        "It is your own choice" in notice(page).locator("#complaining").text_content()
    )
    assert frame.evaluate("document.activeElement.getAttribute('href')") == at
    assert abs(frame.evaluate(top) - before) < 40


@pytest.mark.parametrize("view", ["changes", "print"])
def test_where_no_words_are_looked_at_none_are_said_to_be_as_they_were(
    running, browse, view
):
    page = browse(running.view(view))

    running.edit("It is your choice", "It is your own choice")
    says(page, "Saved. This page shows what there is now.")


def test_a_fault_shows_over_the_last_good_page_until_it_is_mended(running, browse):
    page = browse(running.view())

    running.edit("{% section", "{% sektion")
    says(page, "A fault: ")

    fault = page.locator("#fault pre").text_content()
    assert f"ours/{COMPLAINING}:" in fault
    assert "To mend:" in fault
    assert notice(page).locator("#complaining").count() == 1

    running.edit("{% sektion", "{% section")
    says(page, "Saved. No words of this notice changed.")
    assert page.locator("#fault pre").count() == 0

    running.edit("trust.toml", "trusts.toml", running.profile)
    says(page, "A fault: profile.toml:3: extends: there is no file")


def test_two_browsers_end_on_the_right_page_after_200_saves(running, browse):
    pages = [browse(running.view()), browse(running.view("facts"))]

    for number in range(200):
        words = running.wording.read_text(encoding="utf-8")
        old = f"your choice {number}," if number else "your choice,"
        new = words.replace(old, f"your choice {number + 1},")
        running.wording.write_text(new, encoding="utf-8")

    for page in pages:
        page.wait_for_function(
            "() => [document, document.getElementById('frame')?.contentDocument]"
            ".some(one => one?.body.textContent.includes('your choice 200,'))",
            timeout=60_000,
        )


def test_the_law_of_another_day_and_what_if_are_a_form_away(running, browse):
    page = browse(running.view())
    page.get_by_label("Law as at").fill("2026-06-18")
    page.get_by_role("button", name="Show", exact=True).click()
    assert "Within 30 days" not in notice(page).locator("#complaining").text_content()

    page.get_by_label("Law as at").fill("2026-06-19")
    page.get_by_role("button", name="Show", exact=True).click()
    assert "Within 30 days" in notice(page).locator("#complaining").text_content()

    assert (
        "Security cameras" in notice(page).locator("#information-we-use").text_content()
    )
    before = running.profile.read_bytes()
    page.get_by_text("What if", exact=True).click()
    page.get_by_label("Do you film any part of the site?").select_option("no")
    page.get_by_role("button", name="Show what if").click()
    shown = notice(page).locator("#information-we-use").text_content()
    assert "Security cameras" not in shown
    assert page.get_by_text("This is not what the profile says.").is_visible()
    assert running.profile.read_bytes() == before


def test_the_keyboard_alone_reaches_a_fact(running, browse):
    page = browse(running.view("facts"))

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("F8")
    page.keyboard.press("F8")
    page.keyboard.press("Shift+F8")

    first = page.locator(".fact details").first
    assert first.evaluate("one => one.open")
    assert first.evaluate("one => one.contains(document.activeElement)")
    assert "templates/sections/who-we-are.md.j2:" in first.inner_text()


@pytest.mark.parametrize("view", [*VIEWS, "everybody", "what if", "fault"])
def test_every_view_is_accessible_and_fits_a_narrow_window(running, browse, axe, view):
    addresses = {
        "everybody": f"{running.address}everybody",
        "what if": f"{running.address}save/profile/pupils?use.biometrics=no",
        "fault": f"{running.address}notice/nobody/pupils/reads",
    }
    page = browse(addresses.get(view) or running.view(view))
    for details in page.locator("main details").all()[:40]:
        details.evaluate("one => { one.open = true }")

    assert axe(page) == []
    for width, height in NARROW:
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(CUT) == []


def test_no_script_of_a_hostile_profile_or_template_runs(running, browse):
    running.edit(
        "[organisation]",
        "[organisation]\n"
        'name = "<script>alert(1)</script><img src=x onerror=alert(2)>"',
        running.profile,
    )
    with running.wording.open("a", encoding="utf-8") as wording:
        wording.write('{% section "own", "Own", "front" %}<script>alert(3)</script>')
        wording.write("<img src=https://notices.example/x onerror=alert(4)>words")
        wording.write("{% endsection %}")

    for view in ("reads", "changes", "facts"):
        page = browse(running.view(view))
        page.wait_for_timeout(300)
        assert page.locator("script").count() == 1


def test_ctrl_c_ends_it_at_once_with_a_browser_listening(running, browse):
    browse(running.view())

    running.process.send_signal(signal.SIGINT)
    begun = time.monotonic()
    status = running.process.wait(timeout=10)

    assert status == 0
    assert time.monotonic() - begun < 8
