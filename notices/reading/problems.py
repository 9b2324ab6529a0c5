"""The problems that files have, in words."""

from notices.reading.document import Problem


class UnreadableError(Exception):
    """A file cannot or should not be read; `problem` says why.

    It stays inside this package.
    """

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


EMPTY = Problem(
    key="not-a-document",
    text="The file is empty. To mend: save the document again, or leave the file out.",
)
NO_TEXT = Problem(
    key="not-a-document",
    text="Nothing in the file can be read as text. "
    "To mend: open it in the program that wrote it, and save it again.",
)
SCANNED = Problem(
    key="scanned",
    text="The pages are pictures of text, so neither we nor a screen reader can read "
    "them. To mend: publish the document that was printed, not a scan of it.",
)
ENCRYPTED = Problem(
    key="encrypted",
    text="The file asks for a password, so most readers cannot open it. "
    "To mend: save it without a password.",
)
TOO_SLOW = Problem(
    key="too-slow",
    text="Reading the file took too long, so it was stopped. "
    "To mend: save it again in the program that wrote it, or cut it in parts.",
)
TOO_MUCH_MEMORY = Problem(
    key="too-much-memory",
    text="Reading the file took too much memory, so it was stopped. "
    "To mend: save it again in the program that wrote it, or cut it in parts.",
)
STOPPED = Problem(
    key="broken",
    text="The file is so broken that it stopped the program that reads it. "
    "To mend: save it again in the program that wrote it.",
)
DECLARES = Problem(
    key="broken",
    text="The file declares names that stand for other text, as no document needs. "
    "To mend: save it again in the program that wrote it.",
)
NESTED = Problem(
    key="broken",
    text="Parts of the file stand inside one another hundreds deep, so we did not read "
    "on. To mend: save the page again in the program that wrote it.",
)
UNPACKS_TOO_BIG = Problem(
    key="too-big",
    text="The file unpacks to far more than a notice holds, so it was not opened. "
    "To mend: save it again in the program that wrote it, without large pictures.",
)

LOOP = Problem(
    key="link-loop",
    text="This link leads back to where it stands, so it is not followed. "
    "To mend: delete the link.",
)
LEADS_OUT = Problem(
    key="link-loop",
    text="This link leads out of the folder, so it is not followed. "
    "To mend: name what it leads to, or copy it into the folder.",
)


def broken(kind: str) -> Problem:
    """Return the problem of a file that ends early or holds nonsense."""
    return Problem(
        key="broken",
        text=f"The file cannot be read as a {kind} file: part of it is missing "
        "or wrong. To mend: download it again, or save it again in the program that "
        "wrote it.",
    )


def cannot_open(reason: str) -> Problem:
    """Return the problem of a file that the system does not hand out."""
    return Problem(
        key="broken",
        text=f"The file cannot be opened: {reason}. "
        "To mend: look whether it is there and who may read it.",
    )


def too_big(size: int, most: int) -> Problem:
    """Return the problem of a file that was not opened for its *size* in bytes."""
    return Problem(
        key="too-big",
        text=f"The file has {size // 1_000_000} MB, and we read up to "
        f"{most // 1_000_000} MB. To mend: save it with smaller pictures.",
    )


def lost_pages(pages: list[int]) -> Problem:
    """Return the problem of a PDF some of whose *pages* cannot be read."""
    which = ", ".join(map(str, pages[:10])) + (" and more" if pages[10:] else "")
    return Problem(
        key="broken",
        text=f"These pages of the file cannot be read: {which}. "
        "To mend: save it again in the program that wrote it.",
    )


def too_many_pages(pages: int, most: int) -> Problem:
    """Return the problem of a PDF that was read in part."""
    return Problem(
        key="too-big",
        text=f"The file has {pages} pages, and we read the first {most}. "
        "To mend: check the notice in a file of its own.",
    )


def other_kind(name: str, mend: str) -> Problem:
    """Return the problem of a file that we do not read; *name* says what it is."""
    return Problem(key="not-a-document", text=f"The file is {name}. To mend: {mend}.")
