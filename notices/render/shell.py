"""The templates and style sheets around a notice, and what happens if one fails."""

import traceback
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from jinja2 import (
    FileSystemLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.exceptions import TemplateRuntimeError
from jinja2.sandbox import SandboxedEnvironment

from notices.errors import NoticesError, TemplateError
from notices.shipped import shipped

Folders = tuple[Path, ...]
"""Where templates and style sheets are looked for; the first that has one wins."""
SHIPPED: Folders = (shipped("templates"),)

_MEND = "  To mend: compare it with the template of that name that is shipped."
_OF_THE_TEMPLATE = (TemplateRuntimeError, TypeError, ValueError, LookupError)
"""What a template's own expressions raise while they are worked out."""


def fill(name: str, folders: Folders, **values: object) -> str:
    """Return the template filled in; raise TemplateError with its file and line."""
    return _told(name, lambda: _environment(folders).get_template(name).render(values))


def fill_macro(name: str, macro: str, folders: Folders, value: object) -> str:
    """Return what one macro of a template makes of a value.

    Raises TemplateError with the template's file and line.
    """

    def filled() -> str:
        module = _environment(folders).get_template(name).module
        if not hasattr(module, macro):
            raise TemplateRuntimeError(f"it has no macro {macro}")
        return str(getattr(module, macro)(value))

    return _told(name, filled)


def style_sheet(name: str, folders: Folders) -> str:
    """Return the first style sheet of that name.

    Raises NoticesError where no folder has it.
    """
    for folder in folders:
        if (path := folder / name).is_file():
            return path.read_text(encoding="utf-8")
    raise NoticesError(
        f"templates/{name}: there is no such style sheet.\n"
        "  Every page is dressed by it.\n"
        "  To mend: put the templates folder that is shipped last."
    )


def _told(name: str, filled: Callable[[], str]) -> str:
    try:
        return filled()
    except TemplateSyntaxError as error:
        place = f"templates/{error.name or name}:{error.lineno}"
        raise TemplateError(f"{place}: {error.message}\n{_MEND}") from None
    except TemplateNotFound as error:
        words = f"templates/{error.name}: there is no such template."
        raise TemplateError(f"{words}\n{_MEND}") from None
    except _OF_THE_TEMPLATE as error:
        place = _last_line(error) or f"templates/{name}"
        raise TemplateError(f"{place}: {error}.\n{_MEND}") from error


def _last_line(error: Exception) -> str:
    """Return the file and line of the last template in a traceback; "" for none."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        path = Path(frame.filename)
        if path.suffix == ".j2":
            return f"templates/{path.name}:{frame.lineno}"
    return ""


@lru_cache(maxsize=8)
def _environment(folders: Folders) -> SandboxedEnvironment:
    return SandboxedEnvironment(
        loader=FileSystemLoader(folders),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
