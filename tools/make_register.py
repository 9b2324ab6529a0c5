"""Make the register that ships from the Department's public files.

    python tools/make_register.py SCHOOLS.csv.gz TRUSTS.csv.gz DAY TRUSTS-DAY

SCHOOLS is the download of open state-funded schools, TRUSTS that of academies and
their trusts.  Columns that no notice needs are left out, names of people among them.
The same input gives the same bytes.
"""

import csv
import gzip
import io
import sys
from pathlib import Path

from notices.organisation.register import COLUMNS, read_row

FOLDER = Path(__file__).resolve().parent.parent / "schools"


def rows_of(path: Path, encoding: str) -> list[dict[str, str]]:
    """Read a table, packed or not."""
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode(encoding)
    return list(csv.DictReader(io.StringIO(text)))


def extract_of(schools: Path, trusts: Path) -> tuple[bytes, int]:
    """Return the packed extract and the number of its schools."""
    links = {
        row["Academy URN"]: row
        for row in rows_of(trusts, "utf-8-sig")
        if not row["Closed Date"]
    }
    rows = [
        read_row(row, links.get(row["URN"], {})) for row in rows_of(schools, "cp1252")
    ]
    rows.sort(key=lambda row: int(row["urn"]))
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", mtime=0, filename="") as file:
        file.write(text.getvalue().encode())
    return packed.getvalue(), len(rows)


def main() -> None:
    """Write the extract and what it says of itself."""
    schools, trusts, day, trusts_day = sys.argv[1:]
    packed, count = extract_of(Path(schools), Path(trusts))
    (FOLDER / "register.csv.gz").write_bytes(packed)
    (FOLDER / "register.toml").write_text(
        f"""# What the register that ships says of itself; made by tools/make_register.py.
day        = {day}
trusts-day = {trusts_day}
schools    = {count}
covers     = "every open state-funded school in England"
licence    = "Contains public sector information licensed under the Open Government Licence v3.0."
""",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
