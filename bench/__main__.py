"""`python -m bench`: time what is made here beside its peers, and write it down.

`python -m bench england` makes every school's notices, which takes a good while.
"""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import commands, england, machine, results, small
from bench.dask import lacks_dask
from bench.engines import lacking
from bench.lanes import Timed, Variant, in_turn
from bench.results import Goal, ratio
from bench.sample import KINDS, Printable, Sample, one_of_each_body, sample

_OURS = Variant(title="this, bodies laid out", engine="ours")
_COLD = Variant(title="this, nothing laid out", engine="ours", warm=False)
_OWN = Variant(
    title="this, eight suppliers of each school's own", engine="ours", suppliers=True
)
_LOOP = Variant(title="WeasyPrint, a warm loop", engine="weasyprint")
_COMMAND = Variant(
    title="WeasyPrint, a command each", engine="weasyprint-command", every=33
)
_CHROMIUM = Variant(
    title="Chromium, one browser (tagged, not PDF/UA)", engine="chromium"
)
_TYPST = Variant(title="Typst, one compiler", engine="typst")
_VARIANTS = (_OURS, _COLD, _OWN, _LOOP, _COMMAND, _CHROMIUM, _TYPST)
_WANTED = (
    ("cold, beside WeasyPrint's loop (x)", _LOOP, _COLD, 4.0),
    ("warm, beside WeasyPrint's loop (x)", _LOOP, _OURS, 12.0),
    ("warm, beside Chromium (x)", _CHROMIUM, _OURS, 2.5),
    ("warm, beside Typst (x)", _TYPST, _OURS, 1.2),
)


def main() -> None:
    """Measure, write bench/RESULTS.md and print what was written."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("what", nargs="?", choices=("all", "pdf", "england"))
    parser.add_argument("--schools", type=int, help="at most so many")
    parser.add_argument("--rounds", type=int, default=3, help="of whole commands")
    asked = parser.parse_args()
    if asked.what == "england":
        print(england.measure(asked.schools))
        return
    with TemporaryDirectory() as kept, sample(asked.schools) as found:
        if asked.what != "pdf":
            _say("Steps", _steps(found, asked.schools))
            _say("Whole runs", _runs(Path(kept), asked.schools, asked.rounds))
        _say("PDF", _pdf(found, Path(kept)))


def _say(title: str, paragraphs: Iterator[str]) -> None:
    print(results.save(title, paragraphs), flush=True)


def _pdf(found: Sample, kept: Path) -> Iterator[str]:
    plain = list(found.printables())
    supplied = list(found.printables(suppliers=True))
    before = one_of_each_body([*plain, *supplied])
    missing = [why for each in _VARIANTS if (why := lacking(each.engine))]
    variants = [each for each in _VARIANTS if not lacking(each.engine)]
    timed = in_turn(variants, list(zip(plain, supplied, strict=True)), before, kept)
    yield machine.told()
    yield (
        f"{len(found.organisations)} schools of Newcastle, {' and '.join(KINDS)}: "
        f"{len(plain)} notices with {_bodies(plain)} bodies, as PDF/UA-1, "
        "a process for each row."
    )
    yield results.pdfs(timed)
    yield results.goals(_goals({each.variant: each for each in timed}))
    yield from missing


def _bodies(them: Sequence[Printable]) -> int:
    return len({it.body for it in them})


def _goals(timed: dict[Variant, Timed]) -> Iterator[Goal]:
    for title, slow, fast, wanted in _WANTED:
        if slow in timed:
            yield Goal(title, ratio(timed[slow], timed[fast]), at_least=wanted)
    own = ratio(timed[_OWN], timed[_OURS])
    yield Goal("suppliers of one's own, beside none (x)", own, at_most=1.4)


def _steps(found: Sample, limit: int | None) -> Iterator[str]:
    them = small.steps(found)
    alone = small.texts(limit)
    yield results.parts(them, small.medians(them, rounds=9))
    yield results.alone(alone)
    yield results.goals(
        [Goal("Markdown and HTML alone, ms of CPU", alone.rendered, at_most=1.5)]
    )


def _runs(kept: Path, limit: int | None, rounds: int) -> Iterator[str]:
    found = commands.of_an_authority(kept, limit=limit, rounds=rounds)
    yield results.runs(found)
    yield results.goals(_parallel(found))
    if why := lacks_dask():
        yield why


def _parallel(found: commands.Runs) -> Iterator[Goal]:
    one, two, dask = (
        results.median(times) for times in (found.warm[1], found.warm[2], found.dask)
    )
    yield Goal("2 jobs, beside 1 (x)", one / two, at_least=1.8)
    if dask:
        yield Goal("Dask, beside the pool (x)", dask / two, at_most=1.25)
    yield Goal("files touched with nothing to do", len(found.touched), at_most=0)


if __name__ == "__main__":
    main()
