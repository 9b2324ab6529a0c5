"""Write "what if" into a profile: shown first, and written as it was shown."""

from collections.abc import Iterator
from difflib import ndiff
from hashlib import sha256
from pathlib import Path

from notices.errors import OutputError
from notices.interview.written import closed, opened, with_answers
from notices.preview.asked import WhatIf
from notices.preview.pages import Proposal
from notices.publish.write import write_whole
from notices.tomlfile import read_toml

_KEPT = {"  ": "same", "- ": "out", "+ ": "in"}
_AROUND = 2
"""Lines shown on either side of a change."""


def proposal(path: Path, what_if: WhatIf, *, action: str, back: str) -> Proposal:
    """Return what saving would do to the profile; nothing is written.

    Raises FaultsError for a profile that is no TOML.
    """
    old = _read(path)
    text = opened(old)
    return Proposal(
        file=str(path),
        lines=tuple(_shown(text, _with(text, what_if))),
        digest=_digest(old),
        action=action,
        back=back,
    )


def save(path: Path, what_if: WhatIf, digest: str) -> None:
    """Write it, unless the profile changed since it was shown.

    Raises OutputError, and FaultsError for a profile that is no TOML.
    """
    old = _read(path)
    if _digest(old) != digest:
        raise OutputError(
            f"{path}: it was changed since this was shown.\n"
            "  Nothing was written.\n"
            "  To mend: go back, and look at the change again."
        )
    write_whole({path: closed(_with(opened(old), what_if), old)})


def _with(text: str, what_if: WhatIf) -> str:
    answers: dict[tuple[str | int, ...], bool | tuple[int, ...]] = {
        ("uses", key): answer for key, answer in what_if.answers
    }
    if what_if.ages:
        answers["organisation", "ages"] = what_if.ages
    return with_answers(text, answers)


def _read(path: Path) -> bytes:
    """Return the profile's bytes; raise FaultsError for what cannot be read as one."""
    read_toml(path)
    return path.read_bytes()


def _digest(raw: bytes) -> str:
    return sha256(raw).hexdigest()


def _shown(old: str, new: str) -> Iterator[tuple[str, str]]:
    """Yield the lines that change, and a few around them."""
    told = [
        (_KEPT[line[:2]], line[2:].rstrip("\r\n"))
        for line in ndiff(old.splitlines(), new.splitlines())
        if line[:2] in _KEPT
    ]
    changed = [at for at, (kept, _) in enumerate(told) if kept != "same"]
    for at, line in enumerate(told):
        if any(abs(at - other) <= _AROUND for other in changed):
            yield line
