"""A comparison as a Word document, its changes tracked: to accept or reject one by one.

The marks are those that every other output shows; no second comparison is made.
Written by hand, because the libraries at hand write no tracked changes
(ECMA-376 Part 1, 17.13.5).
"""

import io
import re
from collections.abc import Iterator
from itertools import count
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from markupsafe import escape

from notices.compare import tell
from notices.compare.align import Run, Runs
from notices.compare.comparison import Change, Comparison
from notices.compare.facts import FactChange
from notices.compare.words import WordChange

_AUTHOR = "notices compare"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MARKED = {"out": ("w:del", "w:delText"), "in": ("w:ins", "w:t")}

_PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_KIND}'
        '.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{_KIND}.styles+xml"/>'
        "</Types>"
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" '
        'Target="word/document.xml"/></Relationships>'
    ),
    "word/_rels/document.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/>'
        "</Relationships>"
    ),
}


def as_docx(comparison: Comparison) -> bytes:
    """Write it as a .docx; its changes bear the comparison's day, and no clock."""
    parts = {
        **_PARTS,
        "word/styles.xml": _styles(),
        "word/document.xml": _document(comparison),
    }
    file = io.BytesIO()
    with ZipFile(file, "w") as package:
        for name, text in parts.items():
            info = ZipInfo(name)
            info.compress_type = ZIP_DEFLATED
            package.writestr(info, f"{_HEAD}{text}")
    return file.getvalue()


def _styles() -> str:
    sizes = {"Heading1": 36, "Heading2": 28, "Heading3": 24}
    headings = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}">'
        f'<w:name w:val="heading {name[-1]}"/><w:basedOn w:val="Normal"/>'
        f'<w:pPr><w:keepNext/><w:spacing w:before="240" w:after="80"/>'
        f'<w:outlineLvl w:val="{int(name[-1]) - 1}"/></w:pPr>'
        f'<w:rPr><w:b/><w:sz w:val="{size}"/></w:rPr></w:style>'
        for name, size in sizes.items()
    )
    return (
        f'<w:styles xmlns:w="{_W}"><w:docDefaults><w:rPrDefault><w:rPr>'
        '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:sz w:val="24"/>'
        '<w:lang w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
        '<w:name w:val="Normal"/><w:pPr><w:spacing w:after="120"/></w:pPr></w:style>'
        f"{headings}</w:styles>"
    )


def _document(comparison: Comparison) -> str:
    stamp = f'w:author="{_AUTHOR}" w:date="{comparison.on.isoformat()}T00:00:00Z"'
    body = "".join(_paragraphs(comparison, stamp))
    return f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'


def _paragraphs(comparison: Comparison, stamp: str) -> Iterator[str]:
    ids = count(1)
    yield _plain(tell.heading(comparison), "Heading1")
    yield from (_plain(sentence) for sentence in tell.summary(comparison))
    if comparison.facts:
        yield _plain("Facts", "Heading2")
    for change in comparison.facts:
        yield from _fact(change, stamp, ids)
    if comparison.words:
        yield _plain("Words", "Heading2")
    for change in comparison.words:
        yield from _heading(change)
        if isinstance(change.what, WordChange):
            yield _paragraph(_tracked(tell.shown(change.what.runs), stamp, ids))


def _heading(change: Change) -> Iterator[str]:
    yield _plain(tell.title_of(change), "Heading3")
    notices = tell.counted(change.notices, "notice")
    told = (tell.graded(change), f"in {notices}", change.id, tell.reviewed(change))
    yield _plain(" · ".join(word for word in told if word))


def _fact(change: Change, stamp: str, ids: Iterator[int]) -> Iterator[str]:
    yield from _heading(change)
    fact = change.what
    if not isinstance(fact, FactChange):
        return
    for field in fact.fields:
        name, old, new = tell.field_of(field)
        runs = (Run("same", f"{name}: "), Run("out", old), Run("in", new))
        yield _paragraph(_tracked(runs, stamp, ids))
    told = {"Why": fact.why, "Law": fact.law, "Source": fact.source}
    for name, text in told.items():
        if text:
            yield _plain(f"{name}: {tell.plain(text)}")


def _tracked(runs: Runs, stamp: str, ids: Iterator[int]) -> str:
    told = []
    for run in runs:
        if run.kept == "same":
            told.append(_run(run.text, "w:t"))
        else:
            mark, text = _MARKED[run.kept]
            inner = _run(run.text, text)
            told.append(f'<{mark} w:id="{next(ids)}" {stamp}>{inner}</{mark}>')
    return "".join(told)


def _run(text: str, element: str) -> str:
    lines = (escape(line) for line in _NOT_XML.sub("", text).split("\n"))
    written = (
        f'<{element} xml:space="preserve">{line}</{element}>' if line else ""
        for line in lines
    )
    return f"<w:r>{'<w:br/>'.join(written)}</w:r>"


def _paragraph(runs: str, style: str = "") -> str:
    dress = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{dress}{runs}</w:p>"


def _plain(text: str, style: str = "") -> str:
    return _paragraph(_run(text, "w:t"), style)
