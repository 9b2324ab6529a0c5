"""A model notice: nobody's yet, with its blanks marked and explained."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from notices.catalogue import Catalogue
from notices.compose.composing import Choices, compose
from notices.compose.modelwords import Blank, Words, read_words
from notices.compose.notice import Block, Notice, Section
from notices.organisation.organisation import Organisation
from notices.vocabulary.entries import Use

_QUESTIONS = "questions"
_RULE = "|--"
"""How the line under the header of a table begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """What a model notice is made of: a notice of which next to nothing is known."""

    catalogue: Catalogue
    organisation: Organisation
    """One that says its kind and ages, and nothing else."""
    choices: Choices
    is_family: bool
    """It stands for every kind of school like it."""

    def notice(self, plain: Notice) -> Notice:
        """Return the *plain* notice of the organisation as a model.

        Raises what `compose` raises, and FaultsError for faults in the words.
        """
        words = read_words(self.choices.templates)
        sections = plain.sections
        if self.is_family:
            sections = tuple(self._of_a_family(sections, plain, words))
        asked = tuple(self._asked(plain, words))
        if asked:
            sections = (*_completed(sections, words), _questions(asked, words))
        nobody = words.marked(words.issuer).strip("*")
        return replace(
            plain,
            issuer=nobody,
            marks=(words.mark, *plain.marks[1:]),
            footer=f"{words.footer} · {plain.footer}",
            sections=tuple(_explained(sections, words)),
            warnings=(),
        )

    def _of_a_family(
        self, sections: Iterable[Section], plain: Notice, words: Words
    ) -> Iterator[Section]:
        """Leave blank which kind of school it is, where the notice says it first."""
        found = self.catalogue.types[self.organisation.type].on(plain.on)
        kind = f"{found.entry.article} {found.entry.title}" if found else ""
        for section in sections:
            first, *rest = section.blocks
            told = first.markdown.replace(kind, words.marked(words.family), 1)
            is_said = section.key == "who-we-are" and kind
            blocks = (replace(first, markdown=told), *rest)
            yield replace(section, blocks=blocks) if is_said else section

    def _asked(self, plain: Notice, words: Words) -> Iterator[Block]:
        """Yield a block for each question that nobody answered."""
        for key in plain.unanswered:
            found = self.catalogue.uses[key].on(plain.on)
            if found is None:
                continue
            told = [*_question(found.entry, words)]
            for answer, says in (
                (True, words.questions.yes),
                (False, words.questions.no),
            ):
                answered = self._answered(key, plain, answer=answer)
                told += _added(plain, answered, says)
            yield Block(key=key, markdown="\n\n".join(told))

    def _answered(self, key: str, plain: Notice, *, answer: bool) -> Notice:
        profile = self.organisation.profile.model_copy(update={"uses": {key: answer}})
        organisation = replace(self.organisation, profile=profile)
        return compose(self.catalogue, organisation, plain.kind, plain.on, self.choices)


def _question(use: Use, words: Words) -> Iterator[str]:
    said = words.questions
    needs = f"{use.needs[:1].lower()}{use.needs[1:]}"
    yield f"### {use.question}"
    yield words.marked(said.answer)
    yield said.note.format(
        means=f"{use.help}{said.needs.format(needs=needs) if needs else ''}"
    )


def _questions(asked: tuple[Block, ...], words: Words) -> Section:
    intro = Block(key="", markdown=words.questions.intro.strip())
    return Section(
        key=_QUESTIONS,
        title=words.questions.title,
        part="annex",
        blocks=(intro, *asked),
    )


def _added(plain: Notice, answered: Notice, says: str) -> Iterator[str]:
    """Yield what an answer adds to a notice, section by section."""
    before = {section.key: section.blocks for section in plain.sections}
    for section in answered.sections:
        known = before.get(section.key, ())
        new = [told for block in section.blocks if (told := _new(block, known))]
        if new:
            yield says.format(section=section.title)
            yield "\n\n".join(new)


def _new(block: Block, known: tuple[Block, ...]) -> str:
    """Return what *known* blocks do not say: a new block whole, else its new lines.

    Headings go a level down, and rows become items.
    """
    if not known or (block.key and block.key not in {one.key for one in known}):
        return re.sub(r"^###", "####", block.markdown, flags=re.MULTILINE)
    said = {line for one in known for line in one.markdown.splitlines()}
    lines = block.markdown.splitlines()
    return "\n".join(
        _out_of_a_table(line)
        for line, after in zip(lines, [*lines[1:], ""], strict=True)
        if line not in said and not line.startswith(_RULE) and after[:3] != _RULE
    ).strip()


def _out_of_a_table(line: str) -> str:
    if not line.startswith("| "):
        return line
    first, *rest = (cell.strip() for cell in line.strip("| ").split(" | "))
    return f"- **{first}:** {'; '.join(rest)}"


def _completed(sections: Iterable[Section], words: Words) -> Iterator[Section]:
    """Yield the sections with a blank for each thing that nobody has said yet."""
    labelled = [one for one in words.blanks if one.label]
    sections = tuple(sections)
    there = {section.key for section in sections}
    for section in sections:
        own = [one for one in labelled if one.section == section.key]
        yield _with_blanks(section, own, words)
        yield from _lacking(section.key, labelled, there, words)


def _lacking(
    after: str, labelled: list[Blank], there: set[str], words: Words
) -> Iterator[Section]:
    """Yield the sections that belong behind another, and that a notice lacks."""
    for one in labelled:
        if one.after == after and one.section not in there:
            new = Section(key=one.section, title=one.title, part="front", blocks=())
            yield _with_blanks(new, [one], words)
            yield from _lacking(one.section, labelled, there, words)


def _with_blanks(section: Section, own: list[Blank], words: Words) -> Section:
    if not own:
        return section
    lines = [line for block in section.blocks for line in block.markdown.splitlines()]
    labels = tuple(f"- **{one.label}:**" for one in own)
    kept = [line for line in lines if not line.startswith(labels)]
    kept += [
        f"{label} {words.marked(one.blank)}"
        for label, one in zip(labels, own, strict=True)
    ]
    return replace(section, blocks=(Block(key="", markdown="\n".join(kept)),))


def _explained(sections: Iterable[Section], words: Words) -> Iterator[Section]:
    """Yield the sections with a note behind each block that holds blanks."""
    means = {one.blank: one.means for one in words.blanks}
    for section in sections:
        blocks = tuple(_with_notes(block, means, words) for block in section.blocks)
        yield replace(section, blocks=blocks)


def _with_notes(block: Block, means: dict[str, str], words: Words) -> Block:
    notes = [
        words.noted(what, text)
        for what, text in means.items()
        if words.marked(what) in block.markdown
    ]
    return replace(block, markdown="\n\n".join((block.markdown, *notes)))
