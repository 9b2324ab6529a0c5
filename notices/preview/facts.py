"""What a notice says, a paragraph or a recipient at a time, beside where it is from."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from notices.compare.tell import links, plain
from notices.explain import Behind, Explained
from notices.render.markup import settled, to_html

_ID = re.compile(r' id="[^"]*"')
_ITEM = re.compile(r"\s*(?:[-*]|\d+\.) ")
_FIRST = 6
"""Words of a paragraph that name its button."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One entry or value behind a paragraph."""

    key: str
    place: str
    told: tuple[tuple[str, str], ...]
    """What is known of it: a name and words each."""
    links: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    """The law and the source: what each is called, and its address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Sentences that stand together and have the same behind them."""

    html: Markup
    begins: str
    """Its first words."""
    templates: tuple[str, ...]
    origins: tuple[Origin, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Headed:
    """A section of the notice."""

    key: str
    title: str
    paragraphs: tuple[Paragraph, ...]


def headed(found: Iterable[Explained]) -> Iterator[Headed]:
    """Yield the sections with their paragraphs, in reading order."""
    for (key, title), together in groupby(found, lambda one: (one.section, one.title)):
        yield Headed(
            key=key,
            title=plain(title),
            paragraphs=tuple(
                _paragraph(tuple(sentences), behind)
                for behind, sentences in groupby(together, lambda one: one.behind)
            ),
        )


def _paragraph(
    sentences: tuple[Explained, ...], behind: tuple[Behind, ...]
) -> Paragraph:
    words = plain(_ITEM.sub("", sentences[0].text)).strip("#| ").split()
    markdown = "".join(_joined([one.text for one in sentences]))
    html = settled(_ID.sub("", to_html(markdown)))
    return Paragraph(
        html=Markup(html),  # noqa: S704 - it comes from notices.render.markup, cleaned
        begins=" ".join(words[:_FIRST]),
        templates=tuple(dict.fromkeys(at for one in sentences for at in one.templates)),
        origins=tuple(map(_origin, behind)),
    )


def _joined(texts: Iterable[str]) -> Iterator[str]:
    """Yield the sentences as Markdown that keeps lists and headings apart."""
    before = ""
    for text in texts:
        told = " · ".join(text.strip("| ").split(" | ")) if text[:1] == "|" else text
        if before:
            is_list = _ITEM.match(before) and _ITEM.match(told)
            starts_anew = _ITEM.match(before) or _ITEM.match(told) or "#" in before[:1]
            yield "\n" if is_list or not starts_anew else "\n\n"
        yield told
        before = told


def _origin(behind: Behind) -> Origin:
    told = {
        "says": " ".join(plain(behind.value).split()),
        "said by": behind.layer,
        "since": behind.since,
    }
    linked = {"law": behind.law, "source": behind.source}
    unlinked = {name: plain(text) for name, text in linked.items() if not links(text)}
    return Origin(
        key=behind.key,
        place=behind.place,
        told=tuple((name, said) for name, said in (told | unlinked).items() if said),
        links=tuple(
            (name, links(text)) for name, text in linked.items() if links(text)
        ),
    )
