"""Parts that were laid out apart, made into one tagged document."""

from collections.abc import Iterator
from itertools import pairwise

from pikepdf import Array, Dictionary, Object, Pdf, String


def join(pdf: Pdf, part: Pdf, *, before: bool) -> None:
    """Put the pages of *part* before those of *pdf*, or after them.

    What a screen reader walks through, the bookmarks and the targets of links become
    one of each.
    """
    # Pages first: what is copied afterwards then points at the copies.
    _join_pages(pdf, part, before=before)
    _join_trees(pdf, part, before=before)
    _join_targets(pdf, part)
    _join_bookmarks(pdf, part, before=before)


def _join_pages(pdf: Pdf, part: Pdf, *, before: bool) -> None:
    start = 0 if before else len(pdf.pages)
    offset = _free_key(pdf)
    for at, page in enumerate(part.pages, start):
        pdf.pages.insert(at, page)
        copy = pdf.pages[at].obj
        copy.StructParents = int(copy.StructParents) + offset
        for link in copy.get("/Annots", ()):
            link.StructParent = int(link.StructParent) + offset


def _free_key(pdf: Pdf) -> int:
    """Return the first key that no page and no link has in the tag tree."""
    nums = pdf.Root.StructTreeRoot.ParentTree.Nums
    return int(nums[len(nums) - 2]) + 1


def _join_trees(pdf: Pdf, part: Pdf, *, before: bool) -> None:
    tree, theirs = pdf.Root.StructTreeRoot, part.Root.StructTreeRoot
    offset = _free_key(pdf)
    document = tree.K[0]
    added = [_copied(pdf, part, kid) for kid in theirs.K[0].K]
    for kid in added:
        kid.P = document
    own = list(document.K)
    document.K = Array([*added, *own] if before else [*own, *added])
    for key, parents in _pairs(theirs.ParentTree.Nums):
        tree.ParentTree.Nums.append(int(key) + offset)
        tree.ParentTree.Nums.append(_copied(pdf, part, parents))


def _copied(pdf: Pdf, part: Pdf, thing: Object) -> Object:
    return pdf.copy_foreign(thing if thing.is_indirect else part.make_indirect(thing))


def _pairs(flat: Object) -> Iterator[tuple[Object, Object]]:
    things = list(flat)
    return zip(things[::2], things[1::2], strict=True)


def _join_targets(pdf: Pdf, part: Pdf) -> None:
    if "/Names" not in part.Root:
        return
    theirs = part.Root.Names.Dests.Names
    if "/Names" not in pdf.Root:
        pdf.Root.Names = Dictionary(Dests=Dictionary(Names=Array()))
    targets = {bytes(key): place for key, place in _pairs(pdf.Root.Names.Dests.Names)}
    targets |= {bytes(key): _copied(pdf, part, place) for key, place in _pairs(theirs)}
    flat = [thing for key in sorted(targets) for thing in (String(key), targets[key])]
    pdf.Root.Names.Dests.Names = Array(flat)


def _join_bookmarks(pdf: Pdf, part: Pdf, *, before: bool) -> None:
    outlines = pdf.Root.Outlines
    own = list(_bookmarks(outlines))
    added = [pdf.copy_foreign(one) for one in _bookmarks(part.Root.Outlines)]
    _hang(outlines, [*added, *own] if before else [*own, *added])


def hang_below_first(pdf: Pdf) -> None:
    """Hang all bookmarks below the first, which is the title of the whole."""
    first, *others = _bookmarks(pdf.Root.Outlines)
    _hang(first, [*_bookmarks(first), *others])
    _hang(pdf.Root.Outlines, [first])


def _bookmarks(parent: Object) -> Iterator[Object]:
    """Yield the bookmarks right below *parent*."""
    one = parent.get("/First")
    while one is not None:
        yield one
        one = one.get("/Next")


def _hang(parent: Object, bookmarks: list[Object]) -> None:
    """Hang *bookmarks* below *parent*, in place of those that it has."""
    for one in bookmarks:
        one.Parent = parent
        for key in ("/Prev", "/Next"):
            if key in one:
                del one[key]
    for one, following in pairwise(bookmarks):
        one.Next, following.Prev = following, one
    parent.First, parent.Last = bookmarks[0], bookmarks[-1]
    parent.Count = sum(1 + int(one.get("/Count", 0)) for one in bookmarks)
