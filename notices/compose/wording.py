"""The templates of a wording set, and what they mark while they are rendered.

Three tags of our own say what a run of Markdown is::

    {% section "your-rights", "Your rights", "body" %} … {% endsection %}
    {% section "who", "Who do we tell?", "front", "telling" %}    … with an icon
    {% entry sharing.key %} … {% endentry %}            a block that stays together
    {% requirement "rights_access" %} … {% endrequirement %}

What a template prints of a profile or the catalogue is `Told`, and stays so whatever a
filter makes of it, so that each block knows the facts behind it.
"""

from collections.abc import Callable, Mapping
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import nodes
from jinja2.ext import Extension
from jinja2.parser import Parser
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from notices.compose import filters, marking
from notices.compose.notice import Part, Section
from notices.compose.record import Record
from notices.compose.told import telling
from notices.errors import TemplateError
from notices.templating import SHIPPED, Folders, faults_told, sandbox

_WRITTEN = {
    "section": ((3, 4), 'section "its-key", "Its heading", "body"'),
    "entry": ((1,), "entry its.key"),
    "requirement": ((1,), 'requirement "its_key"'),
}
"""How many words stand in each tag, and how it is written."""


class _Marks(Extension):
    """The tags that mark what a run of Markdown is."""

    tags = {"section", "entry", "requirement"}  # noqa: RUF012 - Jinja's own declaration

    def parse(self, parser: Parser) -> nodes.Node:
        token = next(parser.stream)
        arguments: list[nodes.Expr] = []
        while parser.stream.current.type != "block_end":
            parser.stream.skip_if("comma")
            arguments.append(parser.parse_expression())
        counts, written = _WRITTEN[token.value]
        if len(arguments) not in counts:
            parser.fail(f"this tag is written {{% {written} %}}", token.lineno)
        if token.value == "section":
            place = (parser.filename or parser.name, token.lineno)
            arguments.insert(0, nodes.Const(place))
        body = parser.parse_statements((f"name:end{token.value}",), drop_needle=True)
        call = self.call_method(f"_{token.value}", arguments)
        return nodes.CallBlock(call, [], [], body).set_lineno(token.lineno)

    def _section(
        self,
        place: tuple[str, int],
        key: str,
        title: str,
        part: Part,
        icon: str = "",
        *,
        caller: Callable[[], str],
    ) -> str:
        empty = Section(key=key, title=str(title), part=part, blocks=(), icon=icon)
        return _RECORD.get().section(empty, place, caller)

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


def render(name: str, context: Mapping[str, Any], record: Record) -> str:
    """Render a template into *record*; return the text outside its sections.

    Raises TemplateError with the template's file and line.
    """
    running = _RECORD.set(record)
    jinja = environment(record.folders, marked=record.marked)
    try:
        with telling(record.tell), faults_told(jinja, name, names=context):
            return jinja.get_template(name).render(context)
    finally:
        _RECORD.reset(running)


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
