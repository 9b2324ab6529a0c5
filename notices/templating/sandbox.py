"""The environment that templates run in."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

from jinja2 import (
    BytecodeCache,
    Environment,
    FileSystemLoader,
    StrictUndefined,
)
from jinja2.bccache import Bucket
from jinja2.ext import Extension
from jinja2.sandbox import MAX_RANGE, SandboxedEnvironment
from jinja2.utils import missing

from notices.errors import (
    Fault,
    FaultsError,
    TemplateError,
    did_you_mean,
    encoding_fault,
)
from notices.templating.faults import RENDERING, Folders, MistakeError, place_of
from notices.unfinished import FAULT, unfinished


class _Loader(FileSystemLoader):
    """Loads templates, but none in which a merge was left unfinished."""

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """Return a template's text and where it stands.

        Raises TemplateNotFound, FaultsError for one that is not UTF-8, TemplateError
        for one in which something was left for a person to choose.
        """
        try:
            source, path, is_fresh = super().get_source(environment, template)
        except UnicodeDecodeError:
            raise FaultsError(*self._no_text(template)) from None
        for line in unfinished(source):
            told = f"{place_of(Path(path), self.folders)}:{line}: {FAULT['what']}"
            mend = f"  {FAULT['why']}\n  To mend: {FAULT['mend']}"
            raise TemplateError(f"{told}\n{mend}")
        return source, path, is_fresh

    @property
    def folders(self) -> Folders:
        return tuple(map(Path, self.searchpath))

    def _no_text(self, template: str) -> Iterator[Fault]:
        """Yield the fault of the file that was read: Jinja's does not name it."""
        path = next(
            one for folder in self.folders if (one := folder / template).is_file()
        )
        try:
            path.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            yield encoding_fault(place_of(path, self.folders), error)


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


class _Unknown(StrictUndefined):
    """A name, or a part of something, that is not there: told with the nearest."""

    def __init__(
        self, hint: Any = None, obj: Any = missing, name: Any = None, exc: Any = None
    ) -> None:
        super().__init__(hint, obj, name, exc or self._mistake)  # type: ignore[arg-type]  # Jinja calls it

    @property
    def _undefined_message(self) -> str:
        name, found = self._undefined_name, self._undefined_obj
        if self._undefined_hint:
            return str(self._undefined_hint)
        if found is missing:
            return f'there is nothing called "{name}" here.'
        if found is None:
            return f'nothing is there that could have "{name}".'
        of = (
            ""
            if isinstance(found, (dict, list, tuple))
            else f"{type(found).__name__}: "
        )
        return f'{of}there is no "{name}" in it.'

    def _mistake(self, what: str) -> MistakeError:
        if self._undefined_hint:
            return MistakeError(what)
        if self._undefined_obj is None:
            mend = "ask first, with {% if … %}, whether it is there."
            return MistakeError(what, mend=mend)
        known = _known(self._undefined_obj)
        otherwise = "docs/templates.md lists what one can use."
        return MistakeError(
            what, mend=did_you_mean(str(self._undefined_name), known, otherwise)
        )


def _known(found: Any) -> Collection[str]:
    """Return the names of what something has; of nothing, those of what is seen."""
    if found is missing:
        return RENDERING.get().names
    if isinstance(found, dict):
        return [str(key) for key in found]
    return [name for name in dir(found) if not name.startswith("_")]


def _range(*bounds: int) -> range:
    """Return a range, of which one rendering has so many rounds and no more."""
    found = range(*bounds)
    rendering = RENDERING.get()
    rendering.rounds += len(found)
    if rendering.rounds > MAX_RANGE:
        raise MistakeError(
            f"the ranges here have more than {MAX_RANGE:,} numbers.",
            why="A template that hardly ends would stop all the others.",
            mend="loop over less.",
        )
    return found


def sandbox(
    folders: Folders, *, extensions: Sequence[type[Extension]] = (), **options: Any
) -> SandboxedEnvironment:
    """Return an environment for the templates of *folders*."""
    environment = SandboxedEnvironment(
        loader=_Loader(folders, encoding="utf-8-sig"),
        undefined=_Unknown,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_COMPILED[tuple(extensions) + tuple(options.items())],
        extensions=extensions,
        **options,
    )
    environment.globals |= {"range": _range}
    del environment.globals["lipsum"]
    return environment


def icon_path(name: str, folders: Folders) -> Path:
    """Return the first drawing `icons/NAME.svg`.

    Raises MistakeError, with the name that was probably meant, where there is none.
    """
    paths = [path for folder in folders for path in sorted(folder.glob("icons/*.svg"))]
    for path in paths:
        if path.stem == name:
            return path
    known = dict.fromkeys(path.stem for path in paths)
    raise MistakeError(
        f'there is no icon "{name}".',
        mend=did_you_mean(name, known, f"name one of {', '.join(known)}."),
    )
