"""The rules, ready to look with, and how they are chosen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from notices.catalogue import Catalogue
from notices.check.phrases import Phrase
from notices.errors import NoticesError, nearest
from notices.vocabulary.rules import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """A rule and its phrases, compiled."""

    name: str
    rule: Rule
    when: tuple[Phrase, ...]
    when_not: tuple[Phrase, ...]
    says: tuple[Phrase, ...]
    hints: tuple[Phrase, ...]
    says_not: tuple[Phrase, ...]
    says_too: tuple[Phrase, ...]
    only_hints: tuple[Phrase, ...]
    under: tuple[Phrase, ...]
    says_under: tuple[Phrase, ...]
    title_not: tuple[Phrase, ...]

    @property
    def family(self) -> str:
        """Return the letters that its code begins with."""
        return self.rule.code.partition("-")[0]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rulebook:
    """All rules in the order of their codes, and what they share."""

    rules: Mapping[str, Ready]
    """By name."""
    titles: Mapping[str, tuple[Phrase, ...]]
    """Phrases in a title that tell which notice it is; the first that fits counts."""
    past: tuple[Phrase, ...]
    avoid: tuple[tuple[str, str, Phrase], ...]
    """A phrase as it is written, what to say instead, and the phrase to look for."""
    abbreviations: frozenset[str]
    catalogue: Catalogue


def unknown_rule(word: str, book: Rulebook) -> str:
    """Return what to tell of a code, family or name that there is not."""
    shown = {
        known.lower(): known
        for ready in book.rules.values()
        for known in (ready.family, ready.rule.code, ready.name)
    }
    near = shown.get(nearest(word, shown), "")
    mend = f'did you mean "{near}"?' if near else "notices rules lists them."
    return f'There is no rule "{word}".\n  To mend: {mend}'


def chosen(book: Rulebook, select: Iterable[str], ignore: Iterable[str]) -> set[str]:
    """Return the names of the rules that *select* and *ignore* leave.

    Each word is a code, a family or a name; without *select* all are selected.
    Raises NoticesError for a word that means no rule.
    """
    wanted, left_out = list(select), list(ignore)
    for word in (*wanted, *left_out):
        if not any(_means(word, ready) for ready in book.rules.values()):
            raise NoticesError(unknown_rule(word, book))
    return {
        ready.name
        for ready in book.rules.values()
        if (not wanted or any(_means(word, ready) for word in wanted))
        and not any(_means(word, ready) for word in left_out)
    }


def _means(word: str, ready: Ready) -> bool:
    return word.lower() == ready.name or word.upper() in {
        ready.rule.code,
        ready.family,
    }
