"""What a template does wrong is told where it stands, and nothing of it is printed."""

import pytest

from notices.compose import Choices, compose
from notices.compose.wording import shipped_templates
from notices.errors import FaultsError, NoticesError, TemplateError
from tests.conftest import EXAMPLES, TODAY

CHANGES = "sections/changes.md.j2"
FRONT = '{% section "changes", "When this notice changes", "front" %}\n'
END = "\n{% endsection %}\n"


@pytest.fixture
def told(tmp_path, example, catalogue):
    """Compose with a section of one's own; return what is said of it."""

    def compose_with(text, error=TemplateError):
        path = tmp_path / CHANGES
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        choices = Choices(templates=shipped_templates(tmp_path))
        with pytest.raises(error) as raised:
            compose(catalogue, example("byker-primary"), "pupils", TODAY, choices)
        return str(raised.value).replace(f"{tmp_path.as_posix()}/", "")

    return compose_with


MARKS = {
    "a key that is another section's": (
        '{% section "complaining", "When this notice changes", "body" %}Now.',
        'the section "complaining" stands in '
        "templates/sections/complaining.md.j2:1 already.",
        "Of two sections with one key, one would be lost.",
        "give this one a key of its own.",
    ),
    "a key that is no address": (
        '{% section "Changes now!", "When this notice changes", "front" %}Now.',
        '"Changes now!" cannot be the key of a section.',
        "Its place on a page has this name, in addresses too.",
        "use small letters, digits and single hyphens.",
    ),
    "a part that there is not": (
        '{% section "changes", "When this notice changes", "bdy" %}Now.',
        'there is no part "bdy" of a notice.',
        'did you mean "body"?',
    ),
    "a tag too short": (
        '{% section "changes", "When this notice changes" %}Now.',
        'this tag is written {% section "its-key", "Its heading", "body" %}.',
        "correct the template; docs/templates.md lists what one can use.",
    ),
    "a requirement that there is not": (
        FRONT + '{% requirement "complaint_controler" %}Complain.{% endrequirement %}',
        'there is no requirement "complaint_controler".',
        "The build says which are met, so each is one of the data's.",
        'did you mean "complaint_controller"?',
    ),
    "a script": (
        FRONT + "Now.<script>alert(1)</script>",
        "it says <script>.",
        "The Markdown would keep it, and every page leave it out.",
        "say it in Markdown, or leave it out.",
    ),
    "an attribute that no page has": (
        FRONT + '<span onerror="alert(1)">Now.</span>',
        "<span> has onerror here.",
        "The Markdown would keep it, and every page leave it out.",
        "leave it out.",
    ),
    "a link that is a script": (
        FRONT + "[Now](javascript:alert(1)).",
        "a link here leads to javascript:.",
        "The Markdown would keep it, and every page leave it out.",
        "link to https:, http: or mailto:.",
    ),
    "a tag that stays open": (
        FRONT + "<strong>Now.",
        "<strong> stands here without </strong>.",
        "The Markdown would keep it, and every page leave it out.",
        "write </strong> too.",
    ),
    "a loop that hardly ends": (
        FRONT + "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}"
        "{% endfor %}Now.",
        "the ranges here have more than 100,000 numbers.",
        "A template that hardly ends would stop all the others.",
        "loop over less.",
    ),
    "far too much": (
        FRONT + "{{ 'x' * 100000000 }}",
        "this prints more than 2,000,000 letters.",
        "The longest section of ours has a hundredth of them.",
        "print less.",
    ),
    "a bracket that stays open": (
        FRONT + "{{ regulator say }}",
        '"say" stands where "}}" belongs.',
        "close what was opened before it, or take out what is too much.",
    ),
    "a name that something has not": (
        FRONT + "{{ regulator.nme }}",
        'Regulator: there is no "nme" in it.',
        'did you mean "name"?',
    ),
    "a name nearly right": (
        FRONT + "{{ regulatr }}",
        'there is nothing called "regulatr" here.',
        'did you mean "regulator"?',
    ),
    "a filter that there is not": (
        FRONT + "{{ 'x' | onelin }}",
        'there is no filter "onelin".',
        'did you mean "oneline"?',
    ),
}


@pytest.mark.parametrize("case", MARKS.values(), ids=MARKS)
def test_what_a_section_must_not_do(told, case):
    text, what, *why, mend = case
    place, *said = told(text + END).splitlines()

    assert place.partition(": ")[2] == what
    assert place.startswith(f"{CHANGES}:")
    assert said == [*(f"  {one}" for one in why), f"  To mend: {mend}"]


def test_a_template_that_is_not_utf_8_is_named(told):
    said = told((FRONT + "At the caf\u00e9." + END).encode("cp1252"), FaultsError)

    assert said == (
        f"{CHANGES}:2: the byte 0xE9 is not UTF-8 text.\n"
        "  The file was probably saved in Windows-1252, "
        "as some editors and spreadsheets do.\n"
        '  To mend: save it again with the encoding "UTF-8".'
    )


def test_a_mark_of_the_encoding_is_no_text(tmp_path, example, catalogue):
    path = tmp_path / CHANGES
    path.parent.mkdir()
    path.write_text(f"{FRONT}Now.{END}", encoding="utf-8-sig")
    choices = Choices(templates=shipped_templates(tmp_path))
    notice = compose(catalogue, example("byker-primary"), "pupils", TODAY, choices)

    (section,) = (one for one in notice.sections if one.key == "changes")
    assert [block.markdown for block in section.blocks] == ["Now."]


def test_the_middle_mark_of_a_merge_is_a_mark(told):
    said = told(f"{FRONT}Ours.\n=======\nTheirs.{END}")

    assert said.startswith(f"{CHANGES}:3: a merge is unfinished here.\n")


def test_html_that_no_page_shows_is_told_of_a_profile(tmp_path, load, catalogue):
    text = (EXAMPLES / "ashfield-nursery.toml").read_text(encoding="utf-8")
    own = '\n[sections.complaining]\nafter = "<iframe>A map</iframe>"\n'
    path = tmp_path / "own.toml"
    path.write_text(text + own, encoding="utf-8")
    with pytest.raises(NoticesError) as raised:
        compose(catalogue, load(path), "pupils", TODAY)

    line = len(f"{text}{own}".splitlines())
    assert f"own.toml:{line}: sections.complaining.after: it says <iframe>." in str(
        raised.value
    )
