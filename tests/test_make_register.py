"""Making the register from files as the Department writes them."""

import csv
import gzip
import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from notices.organisation.register import load_register
from notices.organisation.register.files import SCHOOL_COLUMNS

MAKER = Path(__file__).resolve().parent.parent / "tools" / "make_register.py"


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_register", MAKER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def make(maker: ModuleType, folder: Path) -> dict[str, bytes]:
    """Make a register of two made-up schools, as the Department writes files."""
    heads = ["HeadTitle (name)", "HeadFirstName", "HeadLastName"]
    columns = [*heads, *reversed(SCHOOL_COLUMNS), "LA (name)"]
    common = dict.fromkeys(columns, "") | {"LA (code)": "801"}
    rows = [
        common | {"URN": "100002", "EstablishmentName": "St  Thomas à Becket\u2019s"},
        common | {"URN": "100001", "EstablishmentName": "The A/B School, X"},
        common | dict.fromkeys(heads, "SECRET") | {"URN": "99", "LA (code)": "201"},
    ]
    schools = folder / "schools.csv.gz"
    with gzip.open(schools, "wt", encoding="cp1252", newline="") as file:
        writer = csv.DictWriter(file, columns, quoting=csv.QUOTE_ALL)
        writer.writeheader()
        writer.writerows(rows)
    links = folder / "links.csv"
    links.write_bytes(
        "Group UID,Group Name,Companies House Number,Group Type,Closed Date,"
        "Academy URN\r\n"
        "7,ARETÉ  TRUST,01234567,Multi-academy trust,,100002\r\n"
        "8,CLOSED TRUST,,Multi-academy trust,31/08/2015,100001\r\n"
        "9,TRUST OF NOBODY HERE,,Single-academy trust,,555555\r\n".encode("utf-8-sig")
    )
    places = folder / "places.csv"
    places.write_text(
        ",".join(maker.SOURCE_COLUMNS.values()) + "\n"
        '801,"Bristol, City of",Unitary,South West,College Green,,,Bristol,BS1 5TR\n'
        "201,City of London,London,London,Guildhall,,,London,EC2P 2EJ\n",
        encoding="utf-8",
    )
    made = folder / "made"
    made.mkdir(exist_ok=True)
    days = ["--day", "2025-07-17", "--trusts-day", "2025-09-01"]
    maker.main([str(schools), str(links), str(places), *days, "--folder", str(made)])
    return {path.name: path.read_bytes() for path in made.iterdir()}


def test_the_maker_takes_what_the_department_gives(maker: ModuleType, tmp_path: Path):
    make(maker, tmp_path)
    found = load_register(tmp_path / "made").find(100002)

    assert found is not None
    assert found.name == "St Thomas à Becket\u2019s"
    assert found.la_name == "Bristol"
    assert (found.trust, found.trust_company_number) == ("ARETÉ TRUST", "01234567")


def test_the_maker_leaves_out_closed_trusts(maker: ModuleType, tmp_path: Path):
    make(maker, tmp_path)
    found = load_register(tmp_path / "made").find(100001)

    assert found is not None
    assert found.name == "The A/B School, X"
    assert found.trust is None


def test_the_maker_leaves_out_what_is_said_of_heads(maker: ModuleType, tmp_path: Path):
    made = make(maker, tmp_path)
    text = gzip.decompress(made["register.csv.gz"])

    assert b"Head" not in text
    assert b"SECRET" not in text


def test_the_maker_keeps_only_trusts_of_schools_that_it_has(
    maker: ModuleType, tmp_path: Path
):
    assert make(maker, tmp_path)["trusts.csv"].count(b"\n") == 2


def test_the_maker_sorts_by_authority_and_number(maker: ModuleType, tmp_path: Path):
    make(maker, tmp_path)

    assert [school.urn for school in load_register(tmp_path / "made")] == [
        99,
        100001,
        100002,
    ]


def test_the_maker_gives_the_same_bytes_again(maker: ModuleType, tmp_path: Path):
    first = make(maker, tmp_path)

    assert make(maker, tmp_path) == first
    assert first["register.csv.gz"][3:10] == bytes([0, 0, 0, 0, 0, 2, 255])
