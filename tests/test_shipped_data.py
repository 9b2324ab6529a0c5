"""The law that ships: complete, checked, and fit for every school of the register."""

import csv
import gzip
import re

import pytest

from notices.compose import compose
from notices.render import render_markdown
from tests.conftest import ROOT, TODAY

CITED_OF_MEMORY = "memory"


def test_every_type_of_the_register_is_a_type_of_the_catalogue(catalogue):
    with gzip.open(
        ROOT / "schools" / "register.csv.gz", "rt", encoding="utf-8"
    ) as text:
        types = {row["TypeOfEstablishment (name)"] for row in csv.DictReader(text)}

    assert len(types) == 22
    assert types <= set(catalogue.vocabulary.types.values())


def test_no_citation_of_memory_is_printed(catalogue, example):
    notice = render_markdown(
        compose(catalogue, example("kenton-school"), "pupils", TODAY)
    )
    of_memory = {
        citation.key
        for dated in catalogue.sharings.values()
        for found in dated.entries
        for citation in found.entry.law
        if citation.evidence == CITED_OF_MEMORY
    }
    read = {
        citation.key
        for kind in (catalogue.sharings, catalogue.purposes, catalogue.retention)
        for dated in kind.values()
        for found in dated.entries
        for citation in _citations(found.entry)
        if citation.evidence != CITED_OF_MEMORY
    }
    titles = [_provision(catalogue, key) for key in of_memory - read]

    assert [title for title in titles if f"[{title}]" in notice] == []


def _citations(entry):
    yield from getattr(entry, "law", ())
    for basis in getattr(entry, "bases", ()):
        yield from basis.law


def _provision(catalogue, key: str) -> str:
    law, _, name = key.partition("/")
    title = catalogue.laws[law].title
    return f"{title}, {catalogue.laws[law].provisions[name].cite}" if name else title


def _sentences(catalogue):
    kinds = ("sharings", "purposes", "retention", "rights", "uses")
    for kind in kinds:
        for dated in getattr(catalogue, kind).values():
            for found in dated.entries:
                for name in ("says", "why", "choice", "applies_here", "not_here"):
                    text = getattr(found.entry, name, "")
                    for line in text.strip().splitlines():
                        yield f"{kind}/{found.key}.{name}", line.strip()


def test_a_sentence_has_at_most_25_words_and_a_line_to_itself(catalogue):
    long = {
        place: line
        for place, line in _sentences(catalogue)
        if len(re.sub(r"\(https?://[^)]*\)", "", line).split()) > 25
    }

    assert long == {}


@pytest.mark.parametrize(
    "words",
    [
        "from time to time",
        "may share",
        "such purposes",
        "pursuant",
        "in accordance with",
        "in order to",
        "data subject",
        "utilise",
    ],
)
def test_nothing_is_said_in_officialese(words, catalogue):
    found = [place for place, line in _sentences(catalogue) if words in line.lower()]

    assert found == []
