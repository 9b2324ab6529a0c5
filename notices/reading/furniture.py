"""What a web page holds besides its document: menus, banners, what is not shown."""

import re
from collections.abc import Iterable, Iterator

from lxml.etree import _Element as Element

_NO_TEXT = re.compile(
    r"script|style|noscript|template|svg|math|iframe|object|embed|audio|video|"
    r"canvas|select|button|input|textarea|datalist|map|head"
)
_ROLES = re.compile(
    r"navigation|banner|contentinfo|complementary|search|menu|menubar|"
    r"alertdialog|dialog"
)
_HELD = re.compile(r"html|body|main|article|table|h1|h2|h3|h4|h5|h6")
"""Never left out for a name: themes write names of menus on what holds everything."""

_COOKIES = (
    r"cookies?-?(?:banner|bar|notice|popup|consent|message|modal|overlay|wrapper|law|"
    r"control|settings|alert|info|warning|container|dialog|prompt|tray)|"
    r"consent-?(?:banner|bar|popup|manager|modal|overlay|dialog)|"
    r"^(?:onetrust|cookiebot|cybot|cky|cmplz|usercentrics|iubenda|termly|ccc)\b"
)
_MENUS = (
    r"(?:^|-)(?:menu|nav|navbar|navigation|breadcrumbs?|side-?bar|skip(?:-?links?)?|"
    r"skip-to-[a-z-]+|(?:site|page)-header|footer(?:-(?:wrapper|container|area))?|masthead|pagination|pager|"
    r"social(?:-?(?:media|links|icons|share|sharing))?|related-?(?:posts|pages|links)|"
    r"share-?(?:buttons?|links|bar|icons|this)|search-?(?:form|box|bar)|top-?bar|"
    r"back-to-top|newsletter)$|^(?:header|share|addtoany.*|sharedaddy|goog-te-.*)$"
)
_NAMES = re.compile(f"{_COOKIES}|{_MENUS}")
_STATES = ("has-", "with-", "no-", "is-")
"""How names begin that say what a page is like, not what the element is."""

_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NOT_SHOWN = re.compile(r"display:none|visibility:hidden")
_OPENS = re.compile(
    r"accordion|collapse|collapsible|panel|tab|toggle|expand|faq|answer|content"
)
"""Names of what a click opens: its text is the page's, though it is not shown yet."""

_SKIPS = re.compile(
    r"skip (?:to|navigation)|jump to|back to (?:the )?top", re.IGNORECASE
)
_FOOTER = re.compile(r"(?:^|-)footer(?:-(?:wrapper|container|area))?$")
_LONGEST_HEADER = 60
"""Words; a header with the page's title and few more belongs to the document."""


def clear_unseen(page: Element) -> None:
    """Clear what nobody sees on *page*, and what is no text."""
    for element in list(page.iter()):
        if (
            _NO_TEXT.fullmatch(str(element.tag))
            or _is_hidden(element)
            or _skips(element)
        ):
            element.clear(keep_tail=True)


def footers_in(page: Element) -> list[Element]:
    """Return the outermost footers of *page*."""
    return [
        one
        for one in page.iter()
        if _is_footer(one) and not any(map(_is_footer, one.iterancestors()))
    ]


def document_in(page: Element) -> list[Element]:
    """Return the elements of *page* that are its document; clear what is left out.

    What is left out stays if less than a fifth of the words would remain.
    """
    everything = words(page)
    roots = _roots(page, everything)
    left_out = [one for root in roots for one in _furniture(root, everything)]
    remaining = sum(map(words, roots)) - sum(map(words, left_out))
    if remaining * 5 < everything:
        return [page]
    for element in left_out:
        element.clear(keep_tail=True)
    return roots


def words(element: Element) -> int:
    """Return how many words are in *element*."""
    return len(" ".join(element.itertext()).split())


def _roots(page: Element, everything: int) -> list[Element]:
    for tag in ("main", "article"):
        found = [
            one
            for one in page.iter()
            if (one.tag == tag or one.get("role") == tag)
            and not any(above.tag == tag for above in one.iterancestors())
        ]
        if sum(map(words, found)) * 5 >= everything and found:
            return [*_title_before(page, found), *found]
    return [page]


def _title_before(page: Element, roots: Iterable[Element]) -> Iterator[Element]:
    """Give the header above the document, if the page's title stands in it alone."""
    if any(root.find(".//h1") is not None for root in roots):
        return
    for header in page.iter("header"):
        for menu in _furniture(header, words(page)):
            menu.clear(keep_tail=True)
        if _holds_title(header):
            yield header
            return


def _furniture(root: Element, everything: int) -> Iterator[Element]:
    """Give the outermost elements that are no part of the document."""
    for child in root:
        if (
            _is_furniture(child)
            and not _holds_title(child)
            and words(child) * 2 <= everything
        ):
            yield child
        else:
            yield from _furniture(child, everything)


def _is_furniture(element: Element) -> bool:
    if element.tag in {"header", "footer"}:
        return not any(
            above.tag in {"main", "article", "section"}
            for above in element.iterancestors()
        )
    if element.tag in {"nav", "aside"} or _ROLES.fullmatch(element.get("role", "")):
        return True
    return not _HELD.fullmatch(str(element.tag)) and any(
        map(_NAMES.search, _names(element))
    )


def _is_footer(element: Element) -> bool:
    if element.tag == "footer" or element.get("role") == "contentinfo":
        return True
    return not _HELD.fullmatch(str(element.tag)) and any(
        map(_FOOTER.search, _names(element))
    )


def _holds_title(element: Element) -> bool:
    """Say whether the page's only title stands here, with little else."""
    titles = list(element.getroottree().iter("h1"))
    return (
        len(titles) == 1
        and element in titles[0].iterancestors()
        and words(element) <= _LONGEST_HEADER
    )


def _names(element: Element) -> list[str]:
    written = f"{element.get('class', '')} {element.get('id', '')}"
    names = _HUMP.sub("-", written).lower().replace("_", "-").split()
    return [name for name in names if not name.startswith(_STATES)]


def _is_hidden(element: Element) -> bool:
    style = element.get("style", "").replace(" ", "").lower()
    is_hidden = not _HELD.fullmatch(str(element.tag)) and (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or bool(_NOT_SHOWN.search(style))
    )
    if not is_hidden or element.get("role") in {"tabpanel", "region"}:
        return False
    return not any(map(_OPENS.search, _names(element)))


def _skips(element: Element) -> bool:
    return element.tag == "a" and bool(_SKIPS.match((element.text or "").strip()))
