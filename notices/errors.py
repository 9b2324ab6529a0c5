"""What can go wrong that a user can mend, and how it is told.

The tree::

    NoticesError            str() is the whole message
    ├── FaultsError         faults in files, all at once
    ├── TemplateError       a template failed: its file and line
    ├── DayError            the law is not encoded for that day
    ├── OutputError         a file could not be written
    │   └── FullDiskError   nor could any other
    └── MissingError        this system lacks something that was asked for

Anything else that is raised is a bug of ours and shows its traceback.
"""

import traceback
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing wrong in one place: where, what, why, and how to mend it."""

    file: str
    line: int | None
    """Counted from 1; None where the file as a whole is meant."""
    key: str
    """The key as its author would write it, dotted; "" for the whole file."""
    what: str
    why: str
    mend: str

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        subject = f"{place}: {self.key}: " if self.key else f"{place}: "
        lines = [f"{subject}{self.what}"]
        if self.why:
            lines.append(f"  {self.why}")
        if self.mend:
            lines.append(f"  To mend: {self.mend}")
        return "\n".join(lines)


class NoticesError(Exception):
    """Something that the person at the keyboard can mend."""


class FaultsError(NoticesError):
    """One or more faults in the files that were read.

    `args` are the faults, so that the error crosses a process border whole.
    """

    def __init__(self, *faults: Fault) -> None:
        super().__init__(*faults)
        self.faults = faults

    def __str__(self) -> str:
        return "\n\n".join(str(fault) for fault in self.faults)


class TemplateError(NoticesError):
    """A template failed; the message begins with its file and line."""


class DayError(NoticesError):
    """The law is not encoded for the day that was asked about."""


class OutputError(NoticesError):
    """A file could not be written; nothing half-written is left."""


class FullDiskError(OutputError):
    """There is no room for any file, so whoever writes many should stop."""


class MissingError(NoticesError):
    """A library is missing here that the output asked for needs."""


def encoding_fault(name: str, error: UnicodeDecodeError) -> Fault:
    """Return the fault that a file is not UTF-8, where the first such byte stands."""
    # Places are counted in what was decoded, which a mark at its start is not.
    data, at = error.object, error.start
    is_wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    encoding = "UTF-16" if is_wide else "Windows-1252"
    return Fault(
        file=name,
        line=data.count(b"\n", 0, at) + 1,
        key="",
        what=f"the byte 0x{data[at]:02X} is not UTF-8 text.",
        why=f"The file was probably saved in {encoding}, "
        "as some editors and spreadsheets do.",
        mend='save it again with the encoding "UTF-8".',
    )


def our_mistake(error: Exception, mend: str) -> str:
    """Tell of an error that only we can mend, and where in the program it arose.

    *mend* is what its reader can do meanwhile, as the beginning of a sentence.
    """
    package = Path(__file__).parent
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if package in Path(frame.filename).parents]
    where = "".join(
        f", at {Path(frame.filename).relative_to(package).as_posix()}:{frame.lineno}"
        for frame in ours[-1:]
    )
    return (
        f"notices itself failed at this: {error!r}{where}.\n"
        "  This is a mistake in the program, not in what you wrote.\n"
        f"  To mend: {mend}, and send us this message."
    )


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word that *word* was probably meant to be, or "".

    >>> nearest("CCTV", ["cctv", "alumni"])
    'cctv'
    """
    near = get_close_matches(word.lower().replace("_", "-"), list(known), n=1)
    return near[0] if near else ""


def keys_named(word: str, titles: Mapping[str, str]) -> tuple[str, ...]:
    """Return the keys that *word* names: by their words, their titles or initials.

    >>> keys_named("school records", {"it": "School records system", "hr": "Staff"})
    ('it',)
    """
    asked, names = word.casefold().strip(), _names_of(titles)
    if asked in names:
        return (names[asked],)
    parts = asked.split()
    holding = {names[one] for one in names if all(part in one for part in parts)}
    return tuple(key for key in titles if key in holding)


def keys_meant(word: str, titles: Mapping[str, str]) -> tuple[str, ...]:
    """Return the few keys that *word* names, or the one that is nearest to it."""
    near = nearest(word, names := _names_of(titles))
    return keys_named(word, titles)[:3] or ((names[near],) if near else ())


def _names_of(titles: Mapping[str, str]) -> dict[str, str]:
    """Return each key by what people call it."""
    initials = {"".join(part[0] for part in key.split("-")): key for key in titles}
    titled = {title.casefold(): key for key, title in titles.items()}
    return {**initials, **titled, **{key: key for key in titles}}


def did_you_mean(word: str, known: Iterable[str], otherwise: str) -> str:
    """Return how to mend a word that is not known: the nearest, or *otherwise*.

    With "" for *otherwise*, whoever asks sees whether anything is near.

    >>> did_you_mean("CCTV", ["cctv", "alumni"], "use one of them.")
    'did you mean "cctv"?'
    """
    near = nearest(word, known)
    return f'did you mean "{near}"?' if near else otherwise
