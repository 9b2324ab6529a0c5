"""The templates and style sheets around a notice."""

from functools import lru_cache
from pathlib import Path

from jinja2.sandbox import SandboxedEnvironment

from notices.errors import FaultsError, NoticesError, encoding_fault
from notices.templating import Folders, MistakeError, faults_told, place_of, sandbox
from notices.vocabulary.lists import Edition


def fill(name: str, folders: Folders, **values: object) -> str:
    """Return the template filled in; raise TemplateError with its file and line."""
    environment = _environment(folders)
    with faults_told(environment, name, names=values):
        return environment.get_template(name).render(values)


def fill_macro(name: str, macro: str, folders: Folders, value: object) -> str:
    """Return what one macro of a template makes of a value.

    Raises TemplateError with the template's file and line.
    """
    environment = _environment(folders)
    with faults_told(environment, name):
        module = environment.get_template(name).module
        if not hasattr(module, macro):
            raise MistakeError(f'there is no macro "{macro}" in it.')
        return str(getattr(module, macro)(value))


def dress_of(name: str, edition: Edition, folders: Folders) -> str:
    """Return a style sheet with what an edition adds to it, if it adds something.

    Raises as `style_sheet` does.
    """
    own = f"editions/{edition}/{name}"
    sheets = [style_sheet(name, folders)]
    if any((folder / own).is_file() for folder in folders):
        sheets.append(style_sheet(own, folders))
    return "\n".join(sheets)


def style_sheet(name: str, folders: Folders) -> str:
    """Return the first style sheet of that name.

    Raises NoticesError where no folder has it, FaultsError if it is not UTF-8.
    """
    path = first_of(name, folders)
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise FaultsError(encoding_fault(place_of(path, folders), error)) from None


def first_of(name: str, folders: Folders) -> Path:
    """Return the first file of that name.

    Raises NoticesError where no folder has it.
    """
    for folder in folders:
        if (path := folder / name).is_file():
            return path
    raise NoticesError(
        f"templates/{name}: there is no such file.\n"
        "  It gives notices their look.\n"
        "  To mend: put the templates folder that is shipped last."
    )


@lru_cache(maxsize=8)
def _environment(folders: Folders) -> SandboxedEnvironment:
    return sandbox(folders)
