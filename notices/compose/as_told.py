"""Of all that a notice could tell, what it tells: by the facts behind its words."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from notices.compose.notice import Matter, Section, Text

Texts = frozenset[Text]
"""What was told, by the facts behind it."""
_IN_WORDS = frozenset(
    {"article-6", "article-9", "law", "name", "says", "telephone", "title", "website"}
)
"""Facts that a template can leave out, as it can any text.

What kind of sharing something is, say, stands in no words that could be left out.
"""


def told_in(sections: Iterable[Section]) -> Texts:
    """Return what some sections tell."""
    return frozenset(
        (fact.key, fact.text) for section in sections for fact in section.told
    )


def as_told(
    matters: Iterable[Matter], told: Texts, *, besides: Collection[str] = ()
) -> Iterator[Matter]:
    """Yield the matters that are told, each knowing what is left out of it.

    Those of the kinds *besides* are yielded, told or not.
    """
    texts: defaultdict[str, set[str]] = defaultdict(set)
    for key, text in told:
        texts[key].add(text)
    for matter in matters:
        name = f"{matter.kind}/{matter.key}"
        if name in texts:
            yield replace(matter, untold=tuple(_untold(matter, texts[name])))
        elif matter.kind in besides:
            yield matter


def _untold(matter: Matter, told: Collection[str]) -> Iterator[str]:
    names = (
        *(name for name, _ in matter.facts if name in _IN_WORDS),
        *dict(matter.texts),
    )
    yield from (name for name in names if name not in told)
