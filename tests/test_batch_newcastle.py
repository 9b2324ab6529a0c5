"""One authority's 99 schools, from the register's own file to published notices."""

import csv
import io
import json
import re
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import page as checker
import pikepdf
import pypdfium2
import pytest

from tests.conftest import BASE, ROOT, run_notices

TABLE = ROOT / "tests" / "tables" / "newcastle-2025-07-17.csv"


@pytest.fixture
def batch(tmp_path):
    """Return a function that runs `notices batch` on a table in an empty folder."""
    base = f'notices = ["pupils", "workforce"]\n{BASE}'
    (tmp_path / "base.toml").write_text(base, encoding="utf-8")
    options = ("--base", "base.toml", "--on", "2026-11-22", "--accept-unanswered")
    return partial(run_notices, tmp_path, "batch", *options)


def _rows():
    text = TABLE.read_bytes().decode("windows-1252")
    return list(csv.reader(io.StringIO(text)))


def _written(rows, path):
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    path.write_bytes(text.getvalue().encode("windows-1252"))
    return path


PLANTED = [
    (3, {"URN": "10842A"}, '4: URN: "10842A" is not a URN.'),
    (5, {"URN": ""}, "6: URN: this row has no URN."),
    (8, {"StatutoryLowAge": "five"}, '9: StatutoryLowAge: "five" is not an age.'),
    (11, {"StatutoryHighAge": "eleven"}, '12: StatutoryHighAge: "eleven" is not an'),
    (
        15,
        {"StatutoryLowAge": "11", "StatutoryHighAge": "2"},
        "16: StatutoryLowAge: the lowest age, 11, is above the highest, 2.",
    ),
    (
        20,
        {"TypeOfEstablishment (name)": "Comunitie school"},
        "21: TypeOfEstablishment (name): the catalogue has no kind of organisation",
    ),
    (30, {"StatutoryLowAge": "-4"}, '31: StatutoryLowAge: "-4" is not an age.'),
    (40, {"URN": "999999"}, "41: trust.name: missing."),
    (50, {"URN": "108427"}, "51: URN: 108427 stands in line 2 too."),
]


def test_ten_planted_faults_are_told_by_line_and_column(batch, tmp_path):
    rows = _rows()
    for at, cells, _ in PLANTED:
        for head, value in cells.items():
            rows[at][rows[0].index(head)] = value

    done = batch(_written(rows, tmp_path / "schools.csv"), "--format", "md")

    assert done.returncode == 1
    for _, _, told in PLANTED:
        (fault,) = [
            each for each in done.stderr.split("\n\n") if f"schools.csv:{told}" in each
        ]
        assert "To mend: " in fault
    report = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))
    # Two rows of one number are one fault, and neither is used.
    assert (report["made"], report["failed"]) == (89 * 2, 9)
    assert len(list(tmp_path.glob("out/*/pupils.md"))) == 89


def test_a_wrong_header_is_one_message(batch, tmp_path):
    rows = _rows()
    rows[0][0] = "Number"

    done = batch(_written(rows, tmp_path / "schools.csv"))

    assert done.returncode == 3
    assert done.stderr == (
        "schools.csv:1: no column is headed URN.\n"
        "  Each row is a school, known by its number; the first column is headed "
        '"Number".\n'
        "  To mend: head the column of six-digit numbers URN, or add it.\n"
    ).replace("schools.csv", str(tmp_path / "schools.csv"))
    assert not (tmp_path / "out").exists()


@pytest.mark.heavy
def test_every_pdf_is_whole(batch, tmp_path):
    done = batch(TABLE, "--format", "html,pdf")
    paths = sorted(tmp_path.glob("out/*/*.pdf"))

    assert (done.returncode, done.stderr.count("To mend")) == (0, 0)
    assert len(paths) == 99 * 2
    with ThreadPoolExecutor(2) as pool:
        verdicts = dict(zip(paths, pool.map(_verdict, paths), strict=True))
    assert [path.parent.name for path, sound in verdicts.items() if not sound] == []
    for path in paths:
        _check(path)


def _verdict(path):
    return checker.validate_pdf(str(path), profile="ua1").is_compliant


def _check(path):
    page = path.with_suffix(".html").read_text(encoding="utf-8")
    headings = re.findall(r'<h[12] id="[^"]*">(.*?)</h[12]>', page)
    with pikepdf.open(path) as pdf:
        with pdf.open_outline() as outline:
            (top,) = outline.root
            marked = [top.title, *(below.title for below in top.children)]
        names = pikepdf.NameTree(pdf.Root.Names.Dests)
        targets = [
            str(link.Dest)
            for sheet in pdf.pages
            for link in sheet.obj.get("/Annots", ())
            if "/Dest" in link
        ]
        assert all(target in names for target in targets)
    assert [_squeezed(one) for one in marked] == [_squeezed(one) for one in headings]
    document = pypdfium2.PdfDocument(path)
    for at, sheet in enumerate(document, 1):
        text = sheet.get_textpage().get_text_bounded()
        assert f"page {at} of {len(document)}" in text
    document.close()


def _squeezed(text):
    plain = re.sub(r"<[^>]*>|&#39;|&quot;|['\"\u2019]|&amp;|&", "", text)
    return "".join(plain.split())
