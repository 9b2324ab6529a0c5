"""Print how well `notices check` finds what labelled documents hold, rule by rule.

Precision: which part of what it says is right.  Recall: which part of what it should
say it says.  `tests/documents/labels.toml` has the labels, and
`tests/check-misses.toml` what we know that it gets wrong.
"""

import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal

from notices.catalogue import load_catalogue
from notices.check.checking import check_document
from notices.check.findings import Report
from notices.check.load import load_rulebook
from notices.check.looking import Context
from notices.check.rulebook import Rulebook
from notices.reading import Document, read

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = ROOT / "tests" / "documents"

Said = Literal["fires", "look here", "silent"]


@dataclass(frozen=True, slots=True)
class Case:
    """What one rule says, and should say, of one document on one day."""

    file: str
    on: date
    rule: str
    should: Said
    says: Said

    @property
    def is_right(self) -> bool:
        """Say whether the rule says what it should."""
        return self.says == self.should


def cases(folder: Path = DOCUMENTS) -> Iterator[Case]:
    """Yield every labelled case of a folder, in the order of its labels."""
    labels = tomllib.loads((folder / "labels.toml").read_text(encoding="utf-8"))
    for label in labels["document"]:
        report = _report(folder / label["file"], label)
        says = _says(report)
        kinds: Iterable[tuple[str, Said]] = (
            ("fires", "fires"),
            ("look-here", "look here"),
            ("silent", "silent"),
        )
        for key, should in kinds:
            for rule in label.get(key, ()):
                yield Case(
                    label["file"],
                    label["on"],
                    rule,
                    should,
                    says.get(rule, "silent"),
                )


def _says(report: Report) -> dict[str, Said]:
    says: dict[str, Said] = {}
    for finding in report.findings:
        said: Said = "look here" if finding.weak else "fires"
        if says.get(finding.name) != "fires":
            says[finding.name] = said
    return says


def _report(path: Path, label: dict) -> Report:
    context = Context(
        on=label["on"], notice=label.get("notice", ""), kind=label.get("type", "")
    )
    return check_document(_document(path), context, book(), set(book().rules))


@lru_cache(maxsize=8)
def _document(path: Path) -> Document:
    return read(path)


@lru_cache(maxsize=1)
def book() -> Rulebook:
    """Return the shipped rules."""
    return load_rulebook(load_catalogue())


def main() -> None:
    """Print a line a rule, and the whole."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DOCUMENTS
    found = list(cases(folder))
    heads = f"{'right':>6} {'false':>6} {'missed':>7} {'precision':>10} {'recall':>7}"
    print(f"{'rule':50} {heads}")
    for name in book().rules:
        _line(name, [case for case in found if case.rule == name])
    _line("all", found)
    weak = [case for case in found if case.should == "look here"]
    asked = sum(case.is_right for case in weak)
    print(f"\nAsked about, as labelled: {asked} of {len(weak)}.")
    for case in found:
        if not case.is_right:
            print(
                f"  {case.file} {case.on} {case.rule}: {case.says}, not {case.should}"
            )


def _line(name: str, found: list[Case]) -> None:
    """Print how often a rule is right; what it only asks about is no finding."""
    tally = Counter((case.should, case.says) for case in found)
    right = tally["fires", "fires"]
    false = tally["silent", "fires"] + tally["silent", "look here"]
    missed = tally["fires", "silent"] + tally["fires", "look here"]
    print(
        f"{name:50} {right:6} {false:6} {missed:7} "
        f"{_share(right, right + false):>10} {_share(right, right + missed):>7}"
    )


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "-"


if __name__ == "__main__":
    main()
