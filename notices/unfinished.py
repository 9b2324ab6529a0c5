"""Find where a merge was left unfinished in a text: the marks that git leaves too."""

BEGINS, BASE, BETWEEN, ENDS = "<<<<<<< ", "||||||| ", "=======", ">>>>>>> "

FAULT = {
    "what": "a merge is unfinished here.",
    "why": "The lines between <<<<<<< and >>>>>>> stand in more than one version.",
    "mend": "keep the lines that should stand, and delete the marks around them.",
}
"""How it is told."""


def unfinished(text: str) -> tuple[int, ...]:
    r"""Return the lines, from 1, on which something was left for a person to choose.

    A mark that lost its beginning counts by itself.

    >>> unfinished("a\n<<<<<<< yours\nb\n=======\nc\n>>>>>>> theirs\n")
    (2,)
    >>> unfinished("a\nb\n=======\nc\n")
    (3,)
    """
    found: list[int] = []
    is_open = False
    for number, line in enumerate(text.split("\n"), start=1):
        is_mark = line.startswith((BASE, ENDS)) or line.rstrip() == BETWEEN
        if line.startswith(BEGINS) or (is_mark and not is_open):
            found.append(number)
        if line.startswith((BEGINS, BASE, ENDS)):
            is_open = not line.startswith(ENDS)
    return tuple(found)
