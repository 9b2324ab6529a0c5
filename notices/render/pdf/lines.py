"""Words told as part of what they stand in: a paragraph, a heading, a cell.

WeasyPrint puts each line of words into a Span of its own, which says nothing and makes
half of all that the file holds.
"""

from collections.abc import Mapping

from pikepdf import Array, Dictionary, Object, Pdf

_OF_WORDS = frozenset(
    {"/P", "/LBody", "/Lbl", "/TH", "/TD", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6"}
)
_PLAIN = frozenset({"/Type", "/S", "/P", "/Pg", "/K"})


def unwrap_lines(pdf: Pdf) -> None:
    """Give the words of each Span that only holds a line to what it stands in."""
    for parents in list(pdf.Root.StructTreeRoot.ParentTree.Nums)[1::2]:
        if isinstance(parents, Array):
            _unwrap(parents)


def _unwrap(parents: Object) -> None:
    """Unwrap the lines of a page; *parents* stand by the numbers of their words."""
    numbers: dict[tuple[int, int], int] = {}
    above: dict[tuple[int, int], Object] = {}
    for number, line in enumerate(parents):
        if _is_line(line):
            parent = line.P
            numbers[line.objgen] = number
            above[parent.objgen] = parent
            parents[number] = parent
    for parent in above.values():
        parent.K = Array([_unwrapped(kid, numbers) for kid in parent.K])


def _is_line(element: Object | None) -> bool:
    if not isinstance(element, Dictionary) or element.S != "/Span":
        return False
    parent = element.P
    return (
        str(parent.S) in _OF_WORDS
        and element.keys() == _PLAIN
        and len(element.K) == 1
        and element.Pg.objgen == parent.Pg.objgen
    )


def _unwrapped(kid: Object | int, numbers: Mapping[tuple[int, int], int]) -> object:
    return kid if isinstance(kid, int) else numbers.get(kid.objgen, kid)
