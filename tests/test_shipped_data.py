"""The law that ships: complete, checked, and fit for every school of the register."""

import csv
import gzip
import re

import pytest

from notices.compose.from_catalogue import Telling
from notices.compose.selection import select
from notices.compose.shape import shape_of
from notices.vocabulary.entries import Citation
from tests.conftest import ROOT, TODAY


def test_every_type_of_the_register_is_a_type_of_the_catalogue(catalogue):
    with gzip.open(
        ROOT / "schools" / "register.csv.gz", "rt", encoding="utf-8"
    ) as text:
        types = {row["TypeOfEstablishment (name)"] for row in csv.DictReader(text)}

    assert len(types) == 22
    assert types <= set(catalogue.vocabulary.types.values())


def test_a_citation_is_printed_only_if_somebody_looked_it_up(catalogue, example):
    organisation = example("kenton-school")
    selection = select(catalogue, organisation, "pupils", TODAY)
    telling = Telling(catalogue, shape_of(selection))

    def told(evidence: str) -> str:
        citation = Citation(key="education-act-1996/s537A", evidence=evidence)
        return str(telling.citations([citation]))

    assert told("memory") == ""
    assert told("read") == told("cited") != ""


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
