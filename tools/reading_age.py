"""Print how hard each notice of the examples is to read, beside what it may be.

The age is that of the Automated Readability Index (Smith and Senter, 1967), which is a
school grade of the United States, and five years.  It counts letters, words and
sentences, which are there to be counted.  Measures by syllables, such as Flesch and
Kincaid's, guess those; the library that knows them brings a dictionary to download.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from notices.catalogue import load_catalogue
from notices.check.notice import text_of_notice
from notices.check.text import Sentence
from notices.compose import Choices, Notice, compose
from notices.compose.editions import EDITIONS, fitting
from notices.compose.wording import shipped_templates
from notices.organisation.load import load_organisation
from notices.organisation.register import load_register
from notices.vocabulary.lists import Edition

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
SCHOOLS = ("ashfield-nursery", "kenton-school", "thomas-bewick-school")
_ADDRESS = re.compile(r"https?://\S+|[\w.+-]+@[\w.-]+")
_WORD = re.compile(r"[^\W_]\S*")
_SAID = frozenset({"paragraph", "item"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """How much, and how hard, an edition may be; None for no limit."""

    words: int | None = None
    average: int | None = None
    """Words in a sentence, on average."""
    longest: int | None = None
    """Words in a sentence."""
    age: int | None = None


BUDGETS: Mapping[Edition, Budget] = {
    "full": Budget(average=15, age=12),
    "summary": Budget(words=650, average=15, age=12),
    "ages-5-8": Budget(words=250, average=9, longest=20, age=7),
    "ages-9-11": Budget(words=600, average=11, longest=20, age=9),
    "ages-12-15": Budget(words=1000, average=13, longest=20, age=11),
    "ages-16-plus": Budget(words=2100, average=15, age=12),
    "snippet": Budget(words=120, average=15, age=12),
}


@dataclass(frozen=True)
class Measured:
    """The words that a notice says under its headings."""

    sentences: tuple[str, ...]
    headings: tuple[str, ...]

    @cached_property
    def words(self) -> int:
        """Return how many words there are, those of headings too."""
        return sum(map(_count, (*self.sentences, *self.headings)))

    @cached_property
    def average(self) -> float:
        """Return how many words a sentence has."""
        return sum(map(_count, self.sentences)) / len(self.sentences)

    @cached_property
    def longest(self) -> str:
        """Return the sentence that has most words."""
        return max(self.sentences, key=_count)

    @cached_property
    def age(self) -> float:
        """Return the age at which most people can read it, in years."""
        words = [word for one in self.sentences for word in _WORD.findall(one)]
        letters = sum(sum(map(str.isalnum, word)) for word in words)
        return 4.71 * letters / len(words) + 0.5 * self.average - 21.43 + 5


def measured(notice: Notice) -> Measured:
    """Measure a notice, without its title and what marks it as an example."""
    text = text_of_notice(notice)
    under = [one for one in text.sentences if text.sections[one.section].level > 1]
    return Measured(
        sentences=tuple(
            part
            for one in under
            if one.kind in _SAID
            for part in _plain(one).split("; ")  # a list that is written as a line
        ),
        headings=tuple(_plain(one) for one in under if one.kind == "heading"),
    )


def _plain(sentence: Sentence) -> str:
    return _ADDRESS.sub("address", sentence.text)


def _count(sentence: str) -> int:
    return len(_WORD.findall(sentence))


def notices(on: date) -> Iterator[tuple[str, Notice]]:
    """Yield each edition of each school of the examples, with the school's name."""
    catalogue, register = load_catalogue(), load_register()
    templates = shipped_templates()
    for name in SCHOOLS:
        school = load_organisation(
            EXAMPLES / f"{name}.toml",
            vocabulary=catalogue.vocabulary,
            register=register,
        )
        for edition in fitting(school, "pupils", EDITIONS, templates):
            choices = Choices(today=on, edition=edition)
            yield name, compose(catalogue, school, "pupils", on, choices)


def main() -> None:
    """Print a line for each."""
    on = load_catalogue().about.checked_to
    print(f"{'':36} {'words':>12} {'a sentence':>12} {'longest':>12} {'age':>12}")
    for name, notice in notices(on):
        found, budget = measured(notice), BUDGETS[notice.edition]
        print(
            f"{name + ' ' + notice.edition:36} "
            f"{_beside(found.words, budget.words):>12} "
            f"{_beside(round(found.average, 1), budget.average):>12} "
            f"{_beside(_count(found.longest), budget.longest):>12} "
            f"{_beside(round(found.age, 1), budget.age):>12}"
        )


def _beside(found: float, most: int | None) -> str:
    return f"{found:g}" if most is None else f"{found:g} of {most}"


if __name__ == "__main__":
    main()
