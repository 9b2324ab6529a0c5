"""Jinja as we run it: sandboxed, strict, and what fails told with its file and line."""

import traceback
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jinja2 import (
    BytecodeCache,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.bccache import Bucket
from jinja2.exceptions import TemplateRuntimeError
from jinja2.ext import Extension
from jinja2.sandbox import SandboxedEnvironment

from notices.errors import TemplateError, did_you_mean
from notices.shipped import shipped
from notices.unfinished import FAULT, unfinished

Folders = tuple[Path, ...]
"""Where templates and style sheets are looked for; the first that has one wins."""
SHIPPED: Folders = (shipped("templates"),)

_MEND = "  To mend: correct the template; docs/templates.md lists what one can use."
_OF_THE_TEMPLATE = (
    *(TemplateRuntimeError, TypeError, ValueError, LookupError),
    *(ArithmeticError, AttributeError, MemoryError, RuntimeError),
)
"""What a template's own expressions raise while they are worked out."""
_IN_OUR_WORDS: Mapping[type[Exception], str] = {
    MemoryError: "this would take more memory than there is",
    RecursionError: "this includes or calls itself, and never ends",
}


class _Loader(FileSystemLoader):
    """Loads templates, but none in which a merge was left unfinished."""

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        source, path, is_fresh = super().get_source(environment, template)
        for line in unfinished(source):
            place = f"{place_of(Path(path), tuple(map(Path, self.searchpath)))}:{line}"
            told = f"{place}: {FAULT['what']}\n  {FAULT['why']}"
            raise TemplateError(f"{told}\n  To mend: {FAULT['mend']}")
        return source, path, is_fresh


class _Compiled(BytecodeCache):
    """Keeps what was compiled; Jinja takes it for the very same source alone.

    It outlives an environment, and processes that are forked have it too.
    """

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if found := self.kept.get(bucket.key):
            bucket.bytecode_from_string(found)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key] = bucket.bytecode_to_string()


_COMPILED: defaultdict[tuple[object, ...], _Compiled] = defaultdict(_Compiled)
"""By what the environment adds to Jinja, as that is compiled in."""


def sandbox(
    folders: Folders, *, extensions: Sequence[type[Extension]] = (), **options: Any
) -> SandboxedEnvironment:
    """Return an environment for the templates of *folders*."""
    return SandboxedEnvironment(
        loader=_Loader(folders),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_COMPILED[tuple(extensions) + tuple(options.items())],
        extensions=extensions,
        **options,
    )


@contextmanager
def faults_told(name: str, folders: Folders) -> Iterator[None]:
    """Raise TemplateError, with file and line, for what goes wrong in a template."""
    try:
        yield
    except TemplateSyntaxError as error:
        path = Path(error.filename) if error.filename else Path(error.name or name)
        place = f"{place_of(path, folders)}:{error.lineno}"
        raise TemplateError(f"{place}: {error.message}\n{_MEND}") from None
    except TemplateNotFound as error:
        words = f"templates/{error.name}: there is no such template."
        raise TemplateError(f"{words}\n{_MEND}") from None
    except _OF_THE_TEMPLATE as error:
        place = _last_line(error, folders) or f"templates/{name}"
        what = _IN_OUR_WORDS.get(type(error), str(error)).removesuffix(".")
        end = "" if what.endswith("?") else "."
        raise TemplateError(f"{place}: {what}{end}\n{_MEND}") from error


def _last_line(error: Exception, folders: Folders) -> str:
    """Return the file and line of the last template in a traceback; "" for none."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        path = Path(frame.filename)
        if path.suffix == ".j2":
            return f"{place_of(path, folders)}:{frame.lineno}"
    return ""


def icon_path(name: str, folders: Folders) -> Path:
    """Return the first drawing `icons/NAME.svg`.

    Raises LookupError, with the name that was probably meant, where there is none.
    """
    paths = [path for folder in folders for path in sorted(folder.glob("icons/*.svg"))]
    for path in paths:
        if path.stem == name:
            return path
    known = dict.fromkeys(path.stem for path in paths)
    others = did_you_mean(name, known, f"there are {', '.join(known)}")
    raise LookupError(f'there is no icon "{name}"; {others}')


def place_of(path: Path, folders: Folders) -> str:
    """Name a template as its author finds it: ours from `templates/` on."""
    for folder in folders:
        if path.is_relative_to(folder) and folder not in SHIPPED:
            return path.as_posix()
    ours = next((one for one in SHIPPED if path.is_relative_to(one)), None)
    return f"templates/{(path.relative_to(ours) if ours else path).as_posix()}"
