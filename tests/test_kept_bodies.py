"""Bodies that were laid out are kept, and keeping them changes no byte."""

import pytest

from notices.compose import Choices, compose
from notices.render import render_pdf
from notices.render.pdf import kept, press
from tests.conftest import TODAY


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Return an empty folder that bodies are kept in during the test."""
    monkeypatch.setenv(kept.FOLDER, str(tmp_path / "bodies"))
    _forget()
    yield tmp_path / "bodies"
    _forget()


def _forget():
    """Forget what this process knows, as a new one would."""
    kept.folder_of_bodies.cache_clear()
    press.forget()


@pytest.fixture
def pdf(catalogue, example):
    """Return a function that makes a PDF as a new process would."""
    notice = compose(
        catalogue, example("ashfield-nursery"), "pupils", TODAY, Choices(today=TODAY)
    )

    def made() -> bytes:
        _forget()
        return render_pdf(notice)

    return made


def test_a_kept_body_gives_the_same_bytes(folder, pdf, monkeypatch):
    first = pdf()
    monkeypatch.setattr(kept, "_write", lambda *_: pytest.fail("it was made again"))

    assert pdf() == first
    assert len(list(folder.iterdir())) == 1
    assert folder.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("damage", [b"", b"not a PDF", None])
def test_a_damaged_body_is_made_again(damage, folder, pdf):
    first = pdf()
    (file,) = folder.iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole[:-40] if damage is None else damage)

    assert pdf() == first
    assert file.read_bytes() == whole


def test_nothing_is_kept_where_nothing_should_be(folder, pdf, monkeypatch):
    first = pdf()
    monkeypatch.setenv(kept.FOLDER, "")

    assert pdf() == first
    assert len(list(folder.iterdir())) == 1


def test_a_place_that_cannot_be_written_costs_time_alone(folder, pdf, monkeypatch):
    first = pdf()
    (file,) = folder.iterdir()
    monkeypatch.setenv(kept.FOLDER, str(file / "no-folder"))

    assert pdf() == first


def test_another_style_sheet_finds_another_body(folder):
    keys = {
        kept.key_of("<p>a</p>", "p {}", ()),
        kept.key_of("<p>a</p>", "p { color: red }", ()),
        kept.key_of("<p>b</p>", "p {}", ()),
    }

    assert len(keys) == 3


def test_the_oldest_go_when_there_are_too_many(folder, monkeypatch):
    monkeypatch.setattr(kept, "_MOST", 2)
    for key in ("one", "two", "three"):
        kept.kept(key, key.encode)

    assert sorted(path.stem for path in folder.iterdir()) == ["three", "two"]
