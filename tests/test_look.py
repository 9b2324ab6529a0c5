"""A logo is somebody else's file: it is looked at with care, or not at all."""

from pathlib import Path

import pytest
from PIL import EpsImagePlugin

from notices.errors import FaultsError
from notices.organisation.layers import read_layers, within
from notices.organisation.table import Row
from notices.organisation.table.grid import Place
from notices.publish.inputs import common_of
from notices.publish.order import Order
from tests.conftest import TODAY

PROFILE = """
[organisation]
urn = 108427
[data-protection-officer]
email = "dpo@ashfield.example.org"
[look]
logo = "logo.png"
"""


@pytest.fixture
def said_of(load, tmp_path):
    """Return a function that tells what is said of a logo."""

    def said(data: bytes) -> str:
        (tmp_path / "logo.png").write_bytes(data)
        profile = tmp_path / "profile.toml"
        profile.write_text(PROFILE, encoding="utf-8")
        with pytest.raises(FaultsError) as error:
            load(profile)
        return str(error.value).partition("look.logo: ")[2].splitlines()[0]

    return said


def test_no_other_program_is_started_to_look_at_a_logo(said_of, monkeypatch):
    def started(*_):
        pytest.fail("Ghostscript is asked to run what a stranger wrote")

    monkeypatch.setattr(EpsImagePlugin, "Ghostscript", started)
    drawing = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 8 8\n%%EndComments\n%%EOF\n"

    assert said_of(drawing) == '"logo.png" is not a PNG or JPEG picture.'


@pytest.fixture
def no_logo_is_opened(monkeypatch):
    opened = Path.open

    def refused(path, *how, **more):
        if path.name == "logo.png" and how == ("rb",):
            raise PermissionError(13, "Permission denied")
        return opened(path, *how, **more)

    monkeypatch.setattr(Path, "open", refused)


@pytest.mark.usefixtures("no_logo_is_opened")
def test_a_logo_that_nobody_may_read_is_told(said_of):
    assert said_of(b"") == '"logo.png" cannot be read: Permission denied.'


@pytest.mark.usefixtures("no_logo_is_opened")
def test_a_logo_that_nobody_may_read_stops_no_batch(catalogue, tmp_path):
    (tmp_path / "logo.png").write_bytes(b"")
    profile = tmp_path / "profile.toml"
    profile.write_text(PROFILE, encoding="utf-8")
    layers = read_layers(profile)
    order = Order(on=TODAY, today=TODAY, out=tmp_path)

    common = common_of(order, catalogue=catalogue, base=layers, read={})

    place = Place(file="t.csv", line=2, key="")
    assert common.with_row(Row(place=place, urn=108427), layers.own)["row"]


@pytest.mark.parametrize("named", ["//server/share/logo.png", "/etc/passwd", "../x"])
def test_what_lies_outside_by_its_name_is_not_even_looked_for(
    named, tmp_path, monkeypatch
):
    def looked(path):
        pytest.fail(f"{path} is looked for")

    monkeypatch.setattr(Path, "is_file", looked)

    assert within(tmp_path, tmp_path, named) is None
