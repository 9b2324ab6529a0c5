"""The tag tree put right: what a screen reader walks through.

WeasyPrint builds the tree page by page. What a page break cuts comes as two elements,
the head of a table once a page, each column of a list as a list in that list, and a box
without an element of its own as NonStruct.
"""

import re
from collections.abc import Iterable, Iterator

from pikepdf import Array, Dictionary, Name, Object, Pdf

from notices.render.pdf.lines import unwrap_lines

_HEADINGS = frozenset({"/H1", "/H2", "/H3", "/H4", "/H5", "/H6"})
_OPENED_BY_HEADINGS = frozenset({"/Sect", "/Div", "/Part", "/Art", "/BlockQuote"})
_RUNNING_ON = frozenset({"/L", "/LBody", "/TBody"})
_MARKED = re.compile(rb"/\w+\s*<<\s*/MCID (\d+)\s*>>\s*BDC")
_DRAWN = re.compile(rb"/MCID (\d+)\s*>>\s*BDC\s(.*?)\sEMC", re.DOTALL)
_LETTERS = re.compile(rb"\[.*?\] TJ", re.DOTALL)


def tidy(pdf: Pdf) -> None:
    """Mend the tag tree of a document that was just laid out."""
    document = pdf.Root.StructTreeRoot.K[0]
    _lift(document)
    _silence(pdf, document)
    _join_pages(pdf, document)
    _name_headers(document, heading="")
    unwrap_lines(pdf)


def elements(parent: Object) -> Iterator[Object]:
    """Yield the elements right below *parent*, without marked content and links."""
    for kid in _kids(parent):
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid


def _kids(parent: Object) -> list[Object | int]:
    kids = parent.get("/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, Array) else [kids]


def _lift(parent: Object) -> None:
    """Put what stands in a box without meaning in that box's place."""
    kids: list[Object | int] = []
    lifted = False
    for kid in _kids(parent):
        if not (isinstance(kid, Dictionary) and "/S" in kid):
            kids.append(kid)
            continue
        _lift(kid)
        if _means_nothing(kid, parent):
            lifted = True
            kids += _adopted(parent, elements(kid))
        else:
            kids.append(kid)
    if lifted:
        parent.K = Array(kids)


def _means_nothing(box: Object, parent: Object) -> bool:
    """Say whether a box holds elements and adds nothing: a span, a column of a list.

    Where a list has no items of its own, the lists in it are its columns.
    """
    if len(list(elements(box))) != len(_kids(box)):
        return False
    is_column = box.S == parent.S == "/L"
    return box.S == "/NonStruct" or (
        is_column and all(kid.S == "/L" for kid in elements(parent))
    )


def _adopted(parent: Object, kids: Iterable[Object]) -> Iterator[Object]:
    for kid in kids:
        kid.P = parent
        yield kid


def _join_pages(pdf: Pdf, document: Object) -> None:
    """Join what a page break cut; only neighbours on two pages can be its pieces."""
    joined: list[Object] = []
    page = None
    for piece in list(elements(document)):
        turned = joined and piece.Pg.objgen != page
        page = piece.Pg.objgen
        if not (turned and _join(pdf, joined[-1], piece)):
            joined.append(piece)
    document.K = Array(joined)


def _join(pdf: Pdf, first: Object, second: Object) -> bool:
    """Add *second* to *first* if it is the rest of it, and say whether it was."""
    if not _continues(first, second):
        return False
    rest = list(elements(second))
    if first.S == "/Table":
        rest = [part for part in rest if not _repeats(pdf, part)]
    before = list(elements(first))
    if before and rest and _join(pdf, before[-1], rest[0]):
        rest = rest[1:]
    first.K = Array([*_kids(first), *_adopted(first, rest)])
    return True


def _continues(first: Object, second: Object) -> bool:
    """Say whether an element that begins a page goes on from the one before it."""
    kind = str(second.S)
    if kind != str(first.S):
        return False
    if kind in _OPENED_BY_HEADINGS:
        heading = _first_kind(second)
        return heading not in _HEADINGS or heading > _first_kind(first)
    if kind == "/Table":
        return _head(first) == _head(second)
    if kind == "/LI":
        return _first_kind(first) == "/Lbl" != _first_kind(second)
    return kind in _RUNNING_ON


def _first_kind(parent: Object) -> str:
    return next((str(kid.S) for kid in elements(parent)), "")


def _head(table: Object) -> list[bytes]:
    """Return the letters drawn in the head of a table: the pieces of one share them."""
    head = next((part for part in elements(table) if part.S == "/THead"), None)
    if head is None:
        return []
    contents = _contents(head)
    drawn = _DRAWN.findall(head.Pg.Contents.read_bytes())
    return [
        letters
        for number, drawing in drawn
        if int(number) in contents
        for letters in _LETTERS.findall(drawing)
    ]


def _contents(parent: Object) -> set[int]:
    """Return the numbers of the marked content somewhere in *parent*."""
    return {number for element in _below(parent) for number in _own_contents(element)}


def _own_contents(element: Object) -> set[int]:
    return {int(kid) for kid in _kids(element) if isinstance(kid, int)}


def _below(parent: Object) -> Iterator[Object]:
    for kid in elements(parent):
        yield kid
        yield from _below(kid)


def _repeats(pdf: Pdf, part: Object) -> bool:
    """Take a repeated table head out of what is read; it is printed all the same."""
    if part.S != "/THead":
        return False
    _as_artifacts(pdf, part.Pg, _contents(part))
    return True


def _silence(pdf: Pdf, parent: Object) -> None:
    """Take pictures that nobody described out of what is read: words say the same."""
    kept: list[Object | int] = []
    for kid in (before := _kids(parent)):
        if not (isinstance(kid, Dictionary) and "/S" in kid):
            kept.append(kid)
        elif kid.S == "/Figure" and "/Alt" not in kid:
            _as_artifacts(pdf, kid.Pg, _own_contents(kid))
        else:
            _silence(pdf, kid)
            kept.append(kid)
    if len(kept) != len(before):
        parent.K = Array(kept)


def untag_page(pdf: Pdf, page: Object) -> None:
    """Take all that is on *page* out of what is read; it is printed all the same."""
    document = pdf.Root.StructTreeRoot.K[0]
    kept = [kid for kid in elements(document) if kid.Pg.objgen != page.objgen]
    document.K = Array(kept)
    page.Contents.write(_MARKED.sub(b"/Artifact BMC", page.Contents.read_bytes()))
    at = _place_of(pdf, page)
    nums = pdf.Root.StructTreeRoot.ParentTree.Nums
    del nums[at], nums[at - 1]


def _as_artifacts(pdf: Pdf, page: Object, contents: set[int]) -> None:
    def unmarked(found: re.Match[bytes]) -> bytes:
        return b"/Artifact BMC" if int(found[1]) in contents else found[0]

    stream = page.Contents
    stream.write(_MARKED.sub(unmarked, stream.read_bytes()))
    parents = pdf.Root.StructTreeRoot.ParentTree.Nums[_place_of(pdf, page)]
    for content in contents:
        parents[content] = None


def _place_of(pdf: Pdf, page: Object) -> int:
    """Return where the tag tree keeps the elements of a page."""
    nums = pdf.Root.StructTreeRoot.ParentTree.Nums
    return list(nums)[::2].index(page.StructParents) * 2 + 1


def _name_headers(parent: Object, *, heading: str) -> None:
    """Say of each header cell what it heads, and drop WeasyPrint's lists of headers.

    Those repeat the same names on every page that a table runs over.
    """
    for kid in elements(parent):
        kind = str(kid.S)
        if kind == "/TH":
            scope = Name.Column if heading == "/THead" else Name.Row
            kid.A = Dictionary({**dict(kid.A.items()), "/Scope": scope})
            if "/ID" in kid:
                del kid.ID
        elif kind == "/TD" and "/Headers" in kid.A:
            del kid.A.Headers
        _name_headers(kid, heading=kind if kind in {"/THead", "/TBody"} else heading)
