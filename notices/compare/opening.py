"""The two sides of a comparison, as somebody names them.

A side is a day (`2026-06-18`), a revision that git keeps (`git:HEAD`), a wording folder
laid over what ships (`ours`), or a folder that was built (`built:out`).
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from notices.catalogue import Catalogue, load_catalogue
from notices.catalogue.assume import assume
from notices.compare.git import export, uncommitted
from notices.compare.kept import FOLDER as BUILT
from notices.compare.kept import read_kept
from notices.compare.side import Composed, Kept
from notices.compose.overlay import wording_folders
from notices.compose.wording import shipped_templates
from notices.dated import in_words
from notices.errors import Fault, FaultsError, NoticesError
from notices.organisation.register import Register

_GIT, _BUILT = "git:", "built:"
_WHOLE = ("catalogue.toml", "sections.md.j2")
"""What a set has that is not laid over another: in data/, and in templates/."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A side as it was named."""

    kind: Literal["day", "git", "folder", "built"]
    text: str
    day: date | None = None

    @property
    def revision(self) -> str:
        """Return what git calls the side: `HEAD`, or `HEAD:ours`."""
        return self.text.removeprefix(_GIT)

    def in_words(self, on: date) -> str:
        """Return what a reader calls it."""
        if self.kind == "day":
            return in_words(on)
        return self.text if self.kind == "built" else f"{self.text} on {in_words(on)}"


def named(text: str, today: date) -> Named:
    """Read a side; raise NoticesError for what is none."""
    if text.startswith(_GIT):
        return Named(kind="git", text=text)
    if text == _BUILT:
        raise NoticesError(
            f"{text} names no folder.\n  To mend: write its name too: built:out"
        )
    if text.startswith(_BUILT):
        return Named(kind="built", text=text)
    if text == "today":
        return Named(kind="day", text=text, day=today)
    try:
        return Named(kind="day", text=text, day=date.fromisoformat(text))
    except ValueError:
        pass
    if (Path(text) / BUILT).is_dir():
        raise NoticesError(
            f"{text}: this is a folder that was built, not a wording folder.\n"
            f"  To mend: write built:{text}"
        )
    if text and Path(text).is_dir():
        return Named(kind="folder", text=text)
    raise NoticesError(
        f'"{text}" is no day, and there is no such folder.\n'
        "  A side is a day, a git revision, a wording folder or a folder that was "
        "built.\n"
        "  To mend: write a day as 2026-06-18, a revision as git:HEAD, "
        "or the name of a folder."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What opening sides needs, and what it leaves to be cleared away."""

    register: Register
    root: Path
    """The folder whose repository `git:` speaks of."""
    overlays: tuple[Path, ...] = ()
    """Wording sets laid over both sides."""
    assumed: Mapping[str, date] = field(default_factory=dict)
    """Expected entries that both sides treat as begun, and on which day."""
    clearing: ExitStack = field(default_factory=ExitStack)

    def open_both(
        self, old: tuple[Named, date], new: tuple[Named, date]
    ) -> tuple[Composed | Kept, Composed | Kept]:
        """Read both sides; those that are days share one catalogue."""
        first = self.open(*old)
        if isinstance(first, Composed) and old[0].kind == new[0].kind == "day":
            return first, replace(first, on=new[1], label=new[0].in_words(new[1]))
        second = self.open(*new)
        if isinstance(first, Composed) and isinstance(second, Kept):
            first = replace(first, as_issued=False)
        if isinstance(first, Kept) and isinstance(second, Composed):
            second = replace(second, as_issued=False)
        if isinstance(first, Composed) and isinstance(second, Composed):
            kinds = (*second.catalogue.notices, *first.catalogue.notices)
            first, second = (replace(one, kinds=kinds) for one in (first, second))
        return first, second

    def composing(
        self, sides: tuple[Composed | Kept, Composed | Kept], on: date
    ) -> Composed:
        """Return the later of the sides that composes; what ships, if none does."""
        for side in reversed(sides):
            if isinstance(side, Composed):
                return side
        return self._composed("", on, self.overlays)

    def open(self, side: Named, on: date) -> Composed | Kept:
        """Read what a side is made of.

        Raises NoticesError for a side that cannot be had, FaultsError for its faults.
        """
        if side.kind == "built":
            folder = Path(side.text.removeprefix(_BUILT))
            return Kept(label=side.text, notices=read_kept(folder))
        if side.kind == "git":
            return self._revision(side.text, on)
        own = (Path(side.text),) if side.kind == "folder" else ()
        return self._composed(side.in_words(on), on, (*self.overlays, *own))

    def _revision(self, text: str, on: date) -> Composed:
        folder = Path(self.clearing.enter_context(TemporaryDirectory()))
        export(text.removeprefix(_GIT), self.root, folder)
        places = (folder / "data", folder / "templates")
        is_whole = all(
            (place / name).is_file() for place, name in zip(places, _WHOLE, strict=True)
        )
        overlays = self.overlays if is_whole else (folder, *self.overlays)
        base = folder if is_whole else None
        names = {} if is_whole else {places[0]: f"{text}:data"}
        try:
            side = self._composed(text, on, overlays, base=base, names=names)
        except FaultsError as error:
            raise FaultsError(*_of(error.faults, text, folder)) from None
        except NoticesError as error:
            told = str(error).replace(f"{folder}/", f"{text}:")
            raise NoticesError(told) from None
        return replace(side, folder=str(folder))

    def _composed(
        self,
        label: str,
        on: date,
        overlays: tuple[Path, ...],
        *,
        base: Path | None = None,
        names: Mapping[Path, str] | None = None,
    ) -> Composed:
        data, templates = wording_folders(overlays)
        folders = shipped_templates(*templates)
        if base is not None:
            folders = (*reversed(templates), base / "templates")
        return Composed(
            label=label,
            on=on,
            catalogue=assume(
                load_catalogue(*data, base=base and base / "data", names=names),
                self.assumed,
            ),
            templates=folders,
            register=self.register,
        )


def _of(faults: Iterable[Fault], side: str, folder: Path) -> Iterator[Fault]:
    """Say of faults that they are in what git keeps, not in the files that are here."""
    for fault in faults:
        name = fault.file.removeprefix(f"{folder}/")
        is_there = name != fault.file or name.startswith("data/")
        mend = "name another revision; git keeps this one as it is."
        yield replace(fault, file=f"{side}:{name}", mend=mend) if is_there else fault


def uncommitted_files(sides: tuple[Named, Named], root: Path) -> tuple[str, ...]:
    """Return what to know of the sides: what git does not keep yet of their folders."""
    revisions = [side.revision for side in sides if side.kind == "git"]
    files = sorted({file for one in revisions for file in uncommitted(one, root)})
    if not files:
        return ()
    return (f"Not committed, and so not in any git: side: {', '.join(files)}.",)


def beyond(on: date, catalogue: Catalogue) -> tuple[str, ...]:
    """Return what to know of a day up to which nobody has looked at the law."""
    known = catalogue.about.checked_to
    if on <= known:
        return ()
    return (
        f"The law was looked at to {in_words(known)}. "
        "What changes after that day is not told here.",
    )
