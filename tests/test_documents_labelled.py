"""The labels of tests/documents agree with the documents and with each other."""

import tomllib
from datetime import date
from typing import Any

import pytest

from notices.catalogue import Catalogue
from tests.conftest import ROOT

DOCUMENTS = ROOT / "tests" / "documents"
LISTS = ("fires", "look-here", "silent")
KEYS = {"file", "notice", "type", "on", *LISTS}
LABELS: list[dict[str, Any]] = tomllib.loads(
    (DOCUMENTS / "labels.toml").read_text(encoding="utf-8")
)["document"]
BESIDE_REQUIREMENTS = {
    "optional-items",
    "census-npd",
    "daily-attendance",
    "child-version",
    "legitimate-interests-public-authority",
    "recognised-legitimate-interests-public-authority",
    "consent-for-task",
    "special-category-no-condition",
    "right-without-limit",
    "policy-document",
    "retired-body",
    "retired-act",
    "eu-gdpr",
    "retired-term",
    "regulator-address",
    "never-share",
    "consent-beside-public-task",
    "kept-permanently",
    "complain-first",
    "answered-in-30-days",
    "fixed-age",
    "educational-record-academy",
    "biometrics-without-consent",
    "council-as-controller",
    "long-sentences",
    "very-long-sentence",
    "long-section",
    "words-to-avoid",
    "abbreviation-unexplained",
    "undated",
    "review-overdue",
    "placeholder",
    "empty-heading",
    "dead-link",
    "dpo-no-address",
    "unreadable",
}


@pytest.fixture(scope="module")
def names(catalogue: Catalogue) -> set[str]:
    requirements = {key.replace("_", "-") for key in catalogue.requirements}
    return requirements | BESIDE_REQUIREMENTS


def named(label: dict[str, Any]) -> list[str]:
    return [name for kind in LISTS for name in label.get(kind, [])]


def test_every_document_is_labelled_and_every_label_has_its_document():
    there = {
        path.name
        for path in DOCUMENTS.iterdir()
        if path.is_file() and path.name not in {"README.md", "labels.toml"}
    }
    assert {label["file"] for label in LABELS} == there


def test_every_source_has_the_document_made_from_it():
    sources = (DOCUMENTS / "sources").iterdir()
    assert [path.name for path in sources if not (DOCUMENTS / path.stem).exists()] == []


def test_a_document_stands_once_for_each_day():
    entries = [(label["file"], label["on"]) for label in LABELS]
    assert len(set(entries)) == len(entries)


@pytest.mark.parametrize(
    "label", LABELS, ids=lambda label: f"{label['file']}-{label['on']}"
)
def test_a_label_uses_known_words_once(label, names):
    assert label.keys() <= KEYS
    assert isinstance(label["on"], date)
    assert label.get("type") in {
        None,
        "maintained",
        "academy",
        "independent",
        "authority",
    }
    assert set(named(label)) <= names
    assert len(set(named(label))) == len(named(label))


def test_every_rule_is_labelled_both_ways(names):
    def documents(name: str, kind: str) -> int:
        return len({label["file"] for label in LABELS if name in label.get(kind, [])})

    few = {
        name: (documents(name, "fires"), documents(name, "silent"))
        for name in sorted(names)
        if documents(name, "fires") < 2 or documents(name, "silent") < 3
    }
    assert few == {}


def test_no_label_asks_for_a_right_before_its_law_began():
    assert not [
        label["file"]
        for label in LABELS
        if "complaint-controller" in label["fires"] and label["on"] < date(2026, 6, 19)
    ]


def test_there_are_documents_of_every_format():
    formats = {label["file"].rpartition(".")[2] for label in LABELS}
    assert formats == {"md", "html", "txt", "docx", "odt", "pdf"}
