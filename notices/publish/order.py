"""What is to be built, for whichever organisation."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from notices.errors import NoticesError, did_you_mean
from notices.vocabulary.lists import FULL, Edition

USUAL = ("md", "html", "pdf")
"""What is made unless formats are asked for."""
FORMATS = (*USUAL, "docx", "odt", "txt")


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be built, for whichever organisation."""

    on: date
    today: date
    out: Path
    kinds: tuple[str, ...] = ()
    """Which notices; () for those that each profile asks for."""
    formats: tuple[str, ...] = ()
    """() for the usual ones."""
    editions: tuple[Edition, ...] = (FULL,)
    """Each is made where the notice has it and the ages of the pupils fit."""
    large_print: bool = False
    """Make each PDF in large print too."""
    wording: tuple[Path, ...] = ()
    register: Path | None = None
    """A folder with a register of one's own; None for the one that ships."""
    draft: bool = False
    accept_unanswered: bool = False
    keep: bool = False
    """Keep what was composed beside the files, for later comparisons."""
    require_approval: bool = False
    """Make no notice that nobody approved."""


def check_formats(formats: tuple[str, ...]) -> None:
    """Raise NoticesError for a format that is not known."""
    for form in formats:
        if form not in FORMATS:
            raise NoticesError(
                f'The format "{form}" is not known.\n'
                f"  Formats that can be made: {', '.join(FORMATS)}.\n"
                f"  To mend: {did_you_mean(form, FORMATS, 'name one of them.')}"
            )
