"""The templates of a wording set, and what they mark while they are rendered.

Three tags of our own say what a run of Markdown is::

    {% section "your-rights", "Your rights", "body" %} … {% endsection %}
    {% section "who", "Who do we tell?", "front", "telling" %}    … with an icon
    {% entry sharing.key %} … {% endentry %}            a block that stays together
    {% requirement "rights_access" %} … {% endrequirement %}

What a template prints of a profile or the catalogue is `Told`, and stays so whatever a
filter makes of it, so that each block knows the facts behind it.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import nodes
from jinja2.ext import Extension
from jinja2.parser import Parser
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from notices.compose import filters, marking
from notices.compose.notice import Block, Fact, Part, Passage, Section, Text
from notices.compose.told import telling
from notices.errors import TemplateError
from notices.templating import SHIPPED, Folders, faults_told, icon_path, sandbox

_ENTRY = re.compile("\x02(\\d+)\x03")
_BLANK_LINES = re.compile(r"\n{3,}")
_SPACES = re.compile(r"[ \t]+\n")


@dataclass
class Record:
    """What one rendering marked.

    Sections of other parts than *parts* are not rendered, but taken from *given*.
    """

    parts: frozenset[Part]
    given: Mapping[str, Section] = field(default_factory=dict)
    folders: Folders = SHIPPED
    marked: bool = False
    """Leave marks of the fact that words tell before them."""
    sections: list[Section] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    _section: str = ""
    _entries: list[Block] = field(default_factory=list)
    _facts: list[dict[Text, Fact]] = field(default_factory=lambda: [{}])

    @property
    def rendered(self) -> tuple[Section, ...]:
        """Return the sections that were not given."""
        return tuple(one for one in self.sections if one.key not in self.given)

    def tell(self, fact: Fact) -> str:
        """Note that the passage being rendered tells *fact*; return a mark of it."""
        self._facts[-1].setdefault((fact.key, fact.text), fact)
        return marking.fact_mark(fact.key) if self.marked else ""

    @contextmanager
    def _gathering(self) -> Iterator[dict[Text, Fact]]:
        facts: dict[Text, Fact] = {}
        self._facts.append(facts)
        yield facts
        self._facts.pop()

    def section(self, empty: Section, body: Callable[[], str]) -> str:
        """Record a section; one that says nothing is left out.

        Raises LookupError for an icon that there is not.
        """
        if empty.icon:
            icon_path(empty.icon, self.folders)
        key = empty.key
        if empty.part not in self.parts:
            if key in self.given:
                self.sections.append(self.given[key])
            return ""
        self._section, self._entries = key, []
        with self._gathering() as facts:
            blocks = tuple(_blocks(body(), self._entries))
        if blocks:
            self.sections.append(
                replace(empty, blocks=blocks, facts=tuple(facts.values()))
            )
        return ""

    def entry(self, key: str, body: Callable[[], str]) -> str:
        """Record a block and leave its place in the text around it."""
        with self._gathering() as facts:
            text = tidy(body())
        told = tuple(facts.values())
        self._entries.append(Block(key=key, markdown=text, facts=told))
        return f"\n\n\x02{len(self._entries) - 1}\x03\n\n"

    def requirement(self, key: str, body: Callable[[], str]) -> str:
        """Record a passage that meets a requirement, if it says anything."""
        text = body()
        words = _ENTRY.sub(lambda at: self._entries[int(at[1])].markdown, text)
        if words.strip():
            passage = Passage(
                requirement=key, section=self._section, markdown=tidy(words)
            )
            self.passages.append(passage)
        return text


def _blocks(text: str, entries: list[Block]) -> Iterator[Block]:
    """Split a section's text at the places of its entries."""
    for index, piece in enumerate(_ENTRY.split(text)):
        if index % 2:
            yield entries[int(piece)]
        elif words := tidy(piece):
            yield Block(key="", markdown=words)


def tidy(text: str) -> str:
    """Leave single blank lines only, and no spaces at the ends of lines."""
    text = marking.settled(text)
    return _BLANK_LINES.sub("\n\n", _SPACES.sub("\n", text)).strip()


class _Marks(Extension):
    """The tags that mark what a run of Markdown is."""

    tags = {"section", "entry", "requirement"}  # noqa: RUF012 - Jinja's own declaration

    def parse(self, parser: Parser) -> nodes.Node:
        token = next(parser.stream)
        arguments: list[nodes.Expr] = []
        while parser.stream.current.type != "block_end":
            parser.stream.skip_if("comma")
            arguments.append(parser.parse_expression())
        body = parser.parse_statements((f"name:end{token.value}",), drop_needle=True)
        call = self.call_method(f"_{token.value}", arguments)
        return nodes.CallBlock(call, [], [], body).set_lineno(token.lineno)

    def _section(
        self,
        key: str,
        title: str,
        part: Part,
        icon: str = "",
        *,
        caller: Callable[[], str],
    ) -> str:
        empty = Section(key=key, title=str(title), part=part, blocks=(), icon=icon)
        return _RECORD.get().section(empty, caller)

    def _entry(self, key: str, caller: Callable[[], str]) -> Markup:
        return Markup(_RECORD.get().entry(str(key), caller))

    def _requirement(self, key: str, caller: Callable[[], str]) -> Markup:
        return Markup(_RECORD.get().requirement(key, caller))


_RECORD: ContextVar[Record] = ContextVar("_RECORD")
"""The rendering under way; templates that are imported have no context of their own."""


@lru_cache(maxsize=8)
def environment(folders: Folders, *, marked: bool = False) -> SandboxedEnvironment:
    """Return the environment of a wording set: its folders, the first wins.

    One that is *marked* leaves marks of the line that each word came from.
    """
    environment = sandbox(
        folders,
        extensions=[_Marks, marking.Lines] if marked else [_Marks],
        finalize=filters.printed,
        keep_trailing_newline=True,
    )
    environment.filters |= filters.FILTERS
    environment.tests["has"] = filters.has
    return environment


def shipped_templates(*overlays: Path) -> Folders:
    """Return the folders of a wording set, the last overlay first."""
    return (*reversed(overlays), *SHIPPED)


def fields(seen: Any) -> dict[str, Any]:
    """Return the fields of a view by name, for a template's context."""
    return {name: getattr(seen, name) for name in seen.__slots__}


def render(
    name: str,
    folders: Folders,
    context: Mapping[str, Any],
    *,
    parts: frozenset[Part],
    given: Mapping[str, Section] | None = None,
    marked: bool = False,
) -> tuple[str, Record]:
    """Render a template; return the text outside its sections, and what it marked.

    Only sections of *parts* are rendered; *given* holds the others that stand.
    Raises TemplateError with the template's file and line.
    """
    record = Record(parts=parts, given=given or {}, folders=folders, marked=marked)
    running = _RECORD.set(record)
    try:
        with telling(record.tell), faults_told(name, folders):
            template = environment(folders, marked=marked).get_template(name)
            text = template.render(context)
    finally:
        _RECORD.reset(running)
    return text, record


def title_of(heading: str, template: str) -> str:
    """Return the title: the one line that a notice's template says itself.

    Raises TemplateError for a template that says something else there.
    """
    line = marking.unmarked(heading).strip()
    if not line.startswith("# ") or "\n" in line:
        raise TemplateError(
            f"templates/{template}: outside its sections it says {line[:60]!r}.\n"
            "  A notice's template says its title there, and nothing else.\n"
            "  To mend: write one line, # and the title, "
            "and put all other text into sections."
        )
    return line.removeprefix("# ")
