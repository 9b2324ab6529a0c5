"""HTML that stands in Markdown: what of it a page shows, and what would be lost."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

_SHOWN = """
    a abbr b blockquote br caption cite code dd del details dfn div dl dt em h1 h2 h3 h4
    h5 h6 hr i ins kbd li ol p pre q s section small span strong sub summary sup table
    tbody td tfoot th thead time tr u ul
"""
TAGS = frozenset(_SHOWN.split())
ATTRIBUTES = {
    "*": {"id", "lang", "dir", "class", "title"},
    "a": {"href"},
    "details": {"open"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"abbr", "colspan", "rowspan", "scope"},
}
SCHEMES = frozenset({"http", "https", "mailto"})
_NEVER_CLOSED = frozenset({"br", "hr"})
_ESCAPED = re.compile(r"\\[^\w\s]|\\_")
_CODE = re.compile(r"(`+).*?\1", re.DOTALL)
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)((?:\s[^<>]*)?)/?>")
_ATTRIBUTE = re.compile(r"""([^\s=/"']+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"']+))?""")
_LINK = re.compile(r"(?:\]\(\s*<?|href\s*=\s*[\"']?\s*)([A-Za-z][A-Za-z0-9+.-]*):")


WHY_LOST = "The Markdown would keep it, and every page leave it out."


def lost_in(markdown: str) -> Iterator[tuple[str, str]]:
    """Yield what Markdown keeps and a page would leave out, and how to mend it."""
    text = _CODE.sub("", _ESCAPED.sub("", markdown))
    for scheme in _LINK.findall(text):
        if scheme.lower() not in SCHEMES:
            yield (
                f"a link here leads to {scheme}:.",
                "link to https:, http: or mailto:.",
            )
    found = [
        (name.lower(), closing, rest) for closing, name, rest in _TAG.findall(text)
    ]
    for tag, closing, rest in found:
        if tag not in TAGS:
            yield f"it says <{closing}{tag}>.", "say it in Markdown, or leave it out."
        for name, _ in _ATTRIBUTE.findall(rest):
            if name.lower() not in ATTRIBUTES["*"] | ATTRIBUTES.get(tag, set()):
                yield f"<{tag}> has {name} here.", "leave it out."
    shown = ((tag, closing) for tag, closing, _ in found if tag in TAGS)
    yield from _unclosed(shown)


def _unclosed(tags: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield each tag that was not closed, or not opened; *tags* are named, and `/`."""
    still_open: Counter[str] = Counter()
    for tag, closing in tags:
        still_open[tag] += -1 if closing else 1
    for tag, count in still_open.items():
        if count and tag not in _NEVER_CLOSED:
            has, lacks = (tag, f"/{tag}") if count > 0 else (f"/{tag}", tag)
            yield f"<{has}> stands here without <{lacks}>.", f"write <{lacks}> too."
