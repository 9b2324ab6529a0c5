"""What a notice tells, as data: so that facts can be compared apart from words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from notices.catalogue import Found
from notices.compose.as_told import Texts
from notices.compose.from_catalogue import Telling
from notices.compose.notice import Matter
from notices.compose.selection import Selection
from notices.dated import in_words
from notices.organisation.layers import identity_of
from notices.organisation.organisation import Organisation
from notices.vocabulary.entries import Body, Entry

_TO_CHILDREN = ("to_children", "to_young_children")
_TEXTS: Mapping[str, tuple[str, ...]] = {
    "sharings": ("title", "says", "says_short", "why", "choice", *_TO_CHILDREN),
    "purposes": ("title", "says", *_TO_CHILDREN),
    "retention": ("title",),
    "rights": ("title", "says", "applies_here", "not_here", *_TO_CHILDREN),
}
"""What is wording; how long something is kept is said in words, and is a fact."""
_FACTS: Mapping[str, tuple[str, ...]] = {
    "sharings": (
        *("from_", "to", "about", "happens", "identifies", "reach"),
        *("data", "purposes", "no_law"),
    ),
    "purposes": ("data",),
    "retention": ("says", "kind"),
    "rights": ("article",),
}


def matters_of(telling: Telling) -> tuple[Matter, ...]:
    """Return what the catalogue says to organisations of one shape."""
    return (
        *_type(telling),
        *_law(telling),
        *_regulator(telling),
        *_sharings(telling),
        *_recipients(telling),
        *_purposes(telling),
        *_data(telling),
        *_kept(telling),
        *_rights(telling),
        *_answers(telling),
    )


def own_matters(
    organisation: Organisation,
    selection: Selection,
    told: Texts,
) -> tuple[Matter, ...]:
    """Return what the organisation says of itself, as far as a notice told of it."""
    own = selection.own
    indexed: Mapping[str, Iterable[tuple[int, Any]]] = {
        "suppliers": selection.suppliers,
        "sharings": own.sharings,
        "purposes": own.purposes,
        "retention": own.retention,
        "transfers": own.transfers,
        "automated-decisions": own.automated_decisions,
    }
    told_of = {key.rpartition(".")[0] for key, _ in told}
    return tuple(
        _own(organisation, table, index, entry)
        for table, entries in indexed.items()
        for index, entry in entries
        if f"profile/{table}.{index}" in told_of
    )


def _own(organisation: Organisation, table: str, index: int, entry: Any) -> Matter:
    written = entry.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    origin = organisation.layers.origin(table, index)
    key = ", ".join(map(str, identity_of(written)))
    return Matter(
        kind=f"own-{table}",
        key=key,
        title=str(written.get("title", key)),
        facts=_plain(written),
        file=origin.file.name if origin else "",
        line=origin.line if origin else None,
    )


def _plain(values: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name.rstrip("_").replace("_", "-"), _said(value))
        for name, value in values.items()
        if value not in (None, "", (), [])
    )


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (tuple, list)):
        return ", ".join(map(str, value))
    return str(value).strip()


def _matter(
    kind: str,
    found: Found[Entry],
    *,
    facts: Mapping[str, Any],
    texts: Mapping[str, Any] | None = None,
    law: str = "",
) -> Matter:
    entry = found.entry
    begins = entry.begins if isinstance(entry.begins, str) else in_words(entry.begins)
    return Matter(
        kind=kind,
        key=found.key,
        title=str(getattr(entry, "title", "") or found.key),
        begins=begins,
        facts=_plain({**facts, "law": law}),
        texts=_plain(texts or {}),
        law=law,
        source=f"[{entry.source.title}]({entry.source.url})",
        file=found.file,
        line=found.line,
    )


def _fields(kind: str, entry: Entry) -> tuple[dict[str, Any], dict[str, Any]]:
    facts = {name: getattr(entry, name) for name in _FACTS[kind]}
    return facts, {name: getattr(entry, name) for name in _TEXTS[kind]}


def _sharings(telling: Telling) -> Iterator[Matter]:
    only_in = dict(telling.shape.only_in)
    things = telling.catalogue.sharings
    for found in telling.found(things, telling.shape.sharings):
        facts, texts = _fields("sharings", found.entry)
        facts["only-in"] = only_in.get(found.key, ())
        law = telling.citations(found.entry.law)
        told = _matter("sharings", found, facts=facts, texts=texts, law=law)
        body = telling.catalogue.bodies[found.entry.to].on(telling.on)
        to = f", to {body.entry.in_a_sentence}" if body else ""
        yield replace(told, title=f"{told.title}{to}")


def _recipients(telling: Telling) -> Iterator[Matter]:
    catalogue, shape = telling.catalogue, telling.shape
    sharings = telling.found(catalogue.sharings, shape.sharings)
    keys = dict.fromkeys(found.entry.to for found in sharings)
    for found in telling.found(catalogue.bodies, keys):
        yield _body("recipients", found, ("name",))


def _regulator(telling: Telling) -> Iterator[Matter]:
    bodies, about = telling.catalogue.bodies, telling.catalogue.about
    for found in telling.found(bodies, [about.regulator]):
        yield _body("regulator", found, ("name", "website", "telephone"))


def _body(kind: str, found: Found[Body], names: tuple[str, ...]) -> Matter:
    body = found.entry
    return Matter(
        kind=kind,
        key=found.key,
        title=body.name[0].upper() + body.name[1:],
        facts=_plain({name: getattr(body, name) for name in names}),
        source=f"[{body.source.title}]({body.source.url})",
        file=found.file,
        line=found.line,
    )


def _purposes(telling: Telling) -> Iterator[Matter]:
    things = telling.catalogue.purposes
    for found in telling.found(things, telling.shape.purposes):
        facts, texts = _fields("purposes", found.entry)
        for basis in telling.bases(found.entry):
            facts |= {
                "article-6": basis.article_6,
                "article-9": basis.article_9,
                "schedule-1": basis.schedule_1,
            }
            texts["because"] = basis.because
            law = telling.citations(basis.law)
            yield _matter("purposes", found, facts=facts, texts=texts, law=law)


def _data(telling: Telling) -> Iterator[Matter]:
    for key in telling.shape.categories:
        category = telling.catalogue.categories[key]
        home = telling.catalogue.homes["categories", key]
        yield Matter(
            kind="data",
            key=key,
            title=category.title,
            file=home.name,
            line=home.line(key),
            facts=_plain(
                {
                    "says": category.says,
                    "special": category.special,
                    "criminal": category.criminal,
                    "given": category.given,
                    "source": category.source,
                }
            ),
            texts=(("title", category.title),),
        )


def _kept(telling: Telling) -> Iterator[Matter]:
    for found in telling.found(telling.catalogue.retention, telling.shape.retention):
        facts, texts = _fields("retention", found.entry)
        law = telling.citations(found.entry.law)
        yield _matter("retention", found, facts=facts, texts=texts, law=law)


def _rights(telling: Telling) -> Iterator[Matter]:
    for found in telling.found(telling.catalogue.rights, telling.shape.rights):
        facts, texts = _fields("rights", found.entry)
        law = telling.citations(found.entry.law)
        yield _matter("rights", found, facts=facts, texts=texts, law=law)


def _answers(telling: Telling) -> Iterator[Matter]:
    answers = dict(telling.shape.answers)
    for found in telling.found(telling.catalogue.uses, answers):
        answer = answers[found.key]
        if answer is not None:
            entry = found.entry
            yield Matter(
                kind="uses",
                key=found.key,
                title=entry.question,
                facts=_plain({"answer": answer}),
                texts=_plain({"says": entry.says_yes if answer else entry.says_no}),
            )


def _type(telling: Telling) -> Iterator[Matter]:
    types = telling.catalogue.types
    for found in telling.found(types, [telling.shape.type]):
        kind = found.entry
        facts = {
            "controller": kind.controller,
            "public-authority": kind.public_authority,
            "officer": kind.officer,
            "parental-record": kind.parental_record,
        }
        yield _matter("types", found, facts=facts, law=telling.citations(kind.law))


def _law(telling: Telling) -> Iterator[Matter]:
    yield Matter(
        kind="laws",
        key="regulation",
        title="The law that protects information",
        facts=(("name", str(telling.regulation())),),
    )
