"""How long one notice takes, beside peers on the same machine in the same run.

Times drift with the machine, so read the ratios: each row against the row it names.
Every variant runs once a round, in turn, and the median of its rounds counts.
"""

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from jinja2 import Environment
from markdown import markdown
from weasyprint import HTML

from notices.catalogue import load_catalogue
from notices.compose import Choices, compose
from notices.compose.body import body_of
from notices.organisation import load_organisation
from notices.organisation.register import load_register
from notices.render import render_markdown, render_page, render_pdf
from notices.render.markup import to_html

ROOT = Path(__file__).resolve().parent.parent
PROFILE = ROOT / "examples" / "kenton-school.toml"
ON = date(2026, 11, 22)


def variants() -> Mapping[str, tuple[Callable[[], object], str]]:
    """Return what is timed, and the name of what each is measured against."""
    catalogue = load_catalogue()
    organisation = load_organisation(
        PROFILE, vocabulary=catalogue.vocabulary, register=load_register()
    )

    def composed():
        return compose(catalogue, organisation, "pupils", ON, Choices(today=ON))

    def composed_anew():
        body_of.cache_clear()
        return composed()

    def paged_anew():
        to_html.cache_clear()
        return render_page(notice)

    notice = composed()
    text, page = render_markdown(notice), render_page(notice)
    plain = Environment(autoescape=True).from_string("{{ text }}")
    help_of = [sys.executable, "-m", "notices", "--help"]
    return {
        "peer: Jinja prints the finished text": (
            lambda: plain.render(text=text),
            "",
        ),
        "peer: python-markdown, the whole notice": (
            lambda: markdown(text, extensions=["tables"]),
            "",
        ),
        "peer: WeasyPrint, the finished page": (
            lambda: HTML(string=page).write_pdf(pdf_variant="pdf/ua-1"),
            "",
        ),
        "peer: python starts": (
            lambda: subprocess.run([sys.executable, "-c", ""], check=True),
            "",
        ),
        "load and check the catalogue": (
            load_catalogue,
            "peer: python-markdown, the whole notice",
        ),
        "compose, the first of its shape": (
            composed_anew,
            "peer: python-markdown, the whole notice",
        ),
        "compose, the next of its shape": (
            composed,
            "peer: python-markdown, the whole notice",
        ),
        "HTML page, every block new": (
            paged_anew,
            "peer: python-markdown, the whole notice",
        ),
        "HTML page, blocks known": (
            lambda: render_page(notice),
            "peer: python-markdown, the whole notice",
        ),
        "PDF": (lambda: render_pdf(notice), "peer: WeasyPrint, the finished page"),
        "notices --help": (
            lambda: subprocess.run(help_of, check=True, capture_output=True, cwd=ROOT),
            "peer: python starts",
        ),
    }


def main() -> None:
    """Time every variant in turn and print medians and ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    timed = variants()
    seconds: dict[str, list[float]] = {name: [] for name in timed}
    for _ in range(rounds):
        for name, (call, _) in timed.items():
            begun = time.perf_counter()
            call()
            seconds[name].append(time.perf_counter() - begun)
    medians = {name: statistics.median(times) for name, times in seconds.items()}
    for name, (_, base) in timed.items():
        ratio = f"{medians[name] / medians[base]:8.2f} x {base}" if base else ""
        print(f"{name:42} {medians[name] * 1000:9.2f} ms {ratio}")


if __name__ == "__main__":
    main()
