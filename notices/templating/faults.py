"""What goes wrong in a template, told with its file and line, and in plain words."""

import re
import traceback
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import TemplateRuntimeError

from notices.errors import TemplateError, did_you_mean
from notices.shipped import shipped

Folders = tuple[Path, ...]
"""Where templates and style sheets are looked for; the first that has one wins."""
SHIPPED: Folders = (shipped("templates"),)

_LISTED = "docs/templates.md lists what one can use"
_MEND = f"correct the template; {_LISTED}."
_OF_THE_TEMPLATE = (
    *(TemplateRuntimeError, TypeError, ValueError, LookupError),
    *(ArithmeticError, AttributeError, MemoryError, RuntimeError),
)
"""What a template's own expressions raise while they are worked out."""
_IN_OUR_WORDS: Mapping[type[Exception], str] = {
    MemoryError: "this would take more memory than there is.",
    RecursionError: "this includes or calls itself, and never ends.",
}


class MistakeError(TemplateRuntimeError):
    """Something that a template does and must not; its place is found where it stands.

    `args` are those of the constructor, so that it crosses a process border whole.
    """

    def __init__(self, what: str, why: str = "", mend: str = "") -> None:
        super().__init__(what)
        self.args = (what, why, mend)
        self.what, self.why, self.mend = what, why, mend


@dataclass(slots=True)
class Rendering:
    """What one rendering sees, and how much it has done."""

    names: Collection[str] = ()
    rounds: int = 0
    """Of all its ranges together."""


RENDERING: ContextVar[Rendering] = ContextVar("RENDERING")


@contextmanager
def faults_told(
    environment: Environment, name: str, *, names: Collection[str] = ()
) -> Iterator[None]:
    """Raise TemplateError, with file and line, for what goes wrong in a template.

    *names* are those that the template *name* sees, so that a misspelt one is told
    with the nearest.
    """
    folders = tuple(map(Path, getattr(environment.loader, "searchpath", ())))
    before = RENDERING.set(Rendering(names))
    try:
        yield
    except TemplateSyntaxError as error:
        path = Path(error.filename or error.name or name)
        place = f"{place_of(path, folders)}:{error.lineno}"
        raise TemplateError(_told(place, _of_syntax(error, environment))) from None
    except TemplateNotFound as error:
        place = _last_line(error, folders) or f"templates/{name}"
        raise TemplateError(_told(place, _missing(error, environment))) from None
    except _OF_THE_TEMPLATE as error:
        place = _last_line(error, folders) or f"templates/{name}"
        raise TemplateError(_told(place, _mistake_of(error))) from error
    finally:
        RENDERING.reset(before)


def place_of(path: Path, folders: Folders) -> str:
    """Name a template as its author finds it: ours from `templates/` on."""
    for folder in folders:
        if path.is_relative_to(folder) and folder not in SHIPPED:
            return path.as_posix()
    ours = next((one for one in SHIPPED if path.is_relative_to(one)), None)
    return f"templates/{(path.relative_to(ours) if ours else path).as_posix()}"


def _told(place: str, mistake: MistakeError) -> str:
    lines = [f"{place}: {mistake.what}"]
    lines += [f"  {mistake.why}"] if mistake.why else []
    return "\n".join([*lines, f"  To mend: {mistake.mend or _MEND}"])


def _mistake_of(error: Exception) -> MistakeError:
    if isinstance(error, MistakeError):
        return error
    return MistakeError(_IN_OUR_WORDS.get(type(error)) or f"{str(error).rstrip('.')}.")


def _missing(error: TemplateNotFound, environment: Environment) -> MistakeError:
    known = environment.list_templates(extensions=["j2"])
    otherwise = "check the name, or add the file to your set."
    return MistakeError(
        f'there is no template "{error.name}".',
        mend=did_you_mean(str(error.name), known, otherwise),
    )


def _last_line(error: Exception, folders: tuple[Path, ...]) -> str:
    """Return the file and line of the last template in a traceback; "" for none."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        path = Path(frame.filename)
        if path.suffix == ".j2":
            return f"{place_of(path, folders)}:{frame.lineno}"
    return ""


_BRACKETS = {"end of print statement": "}}", "end of statement block": "%}"}
_EXPECTED = re.compile(r"expected token '(.+?)', got '(.+)'")
_TAG = re.compile(r"Encountered unknown tag '(\w+)'")
_OPEN = re.compile(r"The innermost block that needs to be closed is '(\w+)'")
_NAMELESS = re.compile(r"No (filter|test) named '(.+)'")
_LETTER = re.compile(r"unexpected (?:char )?'(.+?)'")


def _of_syntax(error: TemplateSyntaxError, environment: Environment) -> MistakeError:
    """Return what Jinja says of the form of a template, in plain words."""
    message = str(error.message)
    if found := _EXPECTED.search(message):
        wanted, got = (_BRACKETS.get(one, one) for one in found.groups())
        return MistakeError(
            f'"{got}" stands where "{wanted}" belongs.',
            mend="close what was opened before it, or take out what is too much.",
        )
    if found := _OPEN.search(message):
        return _unclosed(found[1], _TAG.search(message))
    if found := _TAG.search(message):
        return _unknown("tag", found[1], _tags(environment))
    if found := _NAMELESS.search(message):
        known: Mapping[str, Any] = getattr(environment, f"{found[1]}s")
        return _unknown(found[1], found[2], known)
    if found := _LETTER.search(message):
        mend = "between {{ and }}, or {% and %}, stand names, texts in quotes, numbers."
        return MistakeError(f'"{found[1]}" cannot stand here.', mend=mend)
    return MistakeError(f"{message.rstrip('.')}.")


def _unclosed(block: str, closing: re.Match[str] | None) -> MistakeError:
    here = f"{{% {closing[1]} %}} stands here" if closing else "the file ends"
    return MistakeError(
        f"{here}, and {{% {block} %}} was not closed.",
        mend=f"write {{% end{block} %}} where it ends.",
    )


def _unknown(thing: str, name: str, known: Iterable[str]) -> MistakeError:
    mend = did_you_mean(name, list(known), f"{_LISTED}.")
    return MistakeError(f'there is no {thing} "{name}".', mend=mend)


def _tags(environment: Environment) -> list[str]:
    own = [tag for one in environment.iter_extensions() for tag in one.tags]
    return [*own, "if", "for", "set", "include", "from", "macro", "call", "import"]
