"""Every school in England that the register has, in one run, and then once more."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import machine, results
from bench.commands import Run, batch, changed, stamps
from bench.sample import NEWCASTLE
from notices.organisation.register import load_register

TITLE = "Whole England"
_KINDS = ("pupils",)
_NEWCASTLE = ("--la", NEWCASTLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Nation:
    """What the runs did; Newcastle's, before and after, are the yardstick."""

    schools: int
    first: Run
    again: Run
    touched: Sequence[str]
    files: Mapping[str, int]
    """How many there are of each format."""
    bodies: int
    newcastle: float
    """Seconds a notice, those of a run with nothing to do taken off."""

    @property
    def a_notice(self) -> float:
        """Return seconds a notice, those of a run with nothing to do taken off."""
        return (self.first.seconds - self.again.seconds) / self.schools

    @property
    def untrue(self) -> int:
        """Return how many figures of the reports differ from what is there."""
        made, failed = (int(self.first.report[key]) for key in ("made", "failed"))
        told = (
            made + failed,
            self.again.report["already there"],
            self.again.report["made"],
        )
        wrong = sum(a != b for a, b in zip(told, (self.schools, made, 0), strict=True))
        return wrong + sum(number != made for number in self.files.values())


def measure(limit: int | None) -> str:
    """Build the pupils' notices of all schools with two jobs; return the section."""
    with TemporaryDirectory() as name:
        folder, yardstick = Path(name) / "england", Path(name) / "newcastle"
        kept = Path(name) / "kept"
        for each in (folder, yardstick, kept):
            each.mkdir()
        schools = _write_table(folder / "schools.csv", limit)
        newcastle = [_a_notice(yardstick, kept)]
        first = batch(folder, kept, "schools.csv", kinds=_KINDS)
        before = stamps(folder / "out")
        again = batch(folder, kept, "schools.csv", kinds=_KINDS)
        touched = changed(before, stamps(folder / "out"))
        newcastle.append(_a_notice(yardstick, kept))
        bodies = len(list(kept.glob("*.pdf")))
        files = {
            ending: len(list((folder / "out").glob(f"*/pupils.{ending}")))
            for ending in ("md", "html", "pdf")
        }
    nation = _Nation(
        schools=schools,
        first=first,
        again=again,
        touched=touched,
        files=files,
        bodies=bodies,
        newcastle=sum(newcastle) / len(newcastle),
    )
    return results.save(TITLE, _told(nation))


def _a_notice(folder: Path, kept: Path) -> float:
    """Return what one of an authority's notices takes once its bodies are kept."""
    batch(folder, kept, *_NEWCASTLE, kinds=_KINDS)
    made = batch(folder, kept, *_NEWCASTLE, "--force", kinds=_KINDS)
    again = batch(folder, kept, *_NEWCASTLE, kinds=_KINDS)
    return (made.seconds - again.seconds) / int(made.report["made"])


def _write_table(path: Path, limit: int | None) -> int:
    """Write a table of the schools, by their numbers alone; return how many."""
    urns = [str(school.urn) for school in load_register()]
    if limit:
        urns = urns[:: max(1, len(urns) // limit)][:limit]
    path.write_text("\n".join(["organisation.urn", *urns, ""]), encoding="utf-8")
    return len(urns)


def _told(nation: _Nation) -> Iterator[str]:
    yield machine.told()
    yield results.goals(
        [
            results.Goal(
                "a notice, bodies and all, beside Newcastle's once they are kept (x)",
                nation.a_notice / nation.newcastle,
                at_most=1.15,
            ),
            results.Goal("the first process, MB", nation.first.parent, at_most=400),
            results.Goal("the largest worker, MB", nation.first.worker, at_most=350),
            results.Goal(
                "once more, nothing to do, s", nation.again.seconds, at_most=4
            ),
            results.Goal("files touched by that", len(nation.touched), at_most=0),
            results.Goal(
                "figures of the report that are untrue", nation.untrue, at_most=0
            ),
        ]
    )
    hours, minutes = divmod(round(nation.first.seconds / 60), 60)
    counted = ", ".join(f"{number} {ending}" for ending, number in nation.files.items())
    yield (
        f"{nation.schools} schools, pupils' notices, two jobs: "
        f"{hours} h {minutes} min, {nation.a_notice * 1000:.0f} ms a notice "
        f"(Newcastle {nation.newcastle * 1000:.0f}).\n"
        f"Files there: {counted}. Bodies kept: {nation.bodies}.\n"
        f'It said: "{nation.first.said}"\n'
        f'Once more, it said: "{nation.again.said}"'
    )
