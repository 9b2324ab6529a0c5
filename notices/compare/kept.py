"""Composed notices kept as data beside the files that were built from them.

A body that many schools share is kept once, under the digest of what it says:

    composed/108427-ashfield-nursery-school/pupils.json
    composed/bodies/0a1b2c….json
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from notices.compare.seen import Seen, seen_of
from notices.compose.notice import Block, Fact, Matter, Notice, Section
from notices.errors import NoticesError

FOLDER = "composed"
_BODIES = "bodies"
_SCHEMA = 2
_OWN = "own-"


def kept(notice: Notice, out: Path) -> dict[Path, bytes]:
    """Return the files that keep *notice* in *out*, but for a body that is there."""
    body = tuple(section for section in notice.sections if section.part == "body")
    shared = tuple(one for one in notice.matters if not one.kind.startswith(_OWN))
    digest, shared_file = _shared(body, shared)
    own = {
        "schema": _SCHEMA,
        "kind": notice.name,
        "title": notice.title,
        "on": notice.on.isoformat(),
        "draft": notice.draft,
        "body": digest,
        "order": [section.key for section in notice.sections],
        "sections": [
            asdict(section) for section in notice.sections if section.part != "body"
        ],
        "matters": [asdict(one) for one in notice.matters if one.kind.startswith(_OWN)],
        "requirements": sorted({one.requirement for one in notice.passages}),
    }
    folder = out / FOLDER
    body_path = folder / _BODIES / f"{digest}.json"
    files = {} if body_path.is_file() else {body_path: shared_file}
    return {**files, kept_at(out, notice.folder, notice.name): _json(own)}


def kept_at(out: Path, folder: str, name: str) -> Path:
    """Return where a notice is kept: the edition of that *name*, as its files have."""
    return out / FOLDER / folder / f"{name}.json"


def unused_bodies(out: Path) -> Iterator[Path]:
    """Yield the bodies that no notice has which is kept there; none behind a link.

    Raises NoticesError for a kept notice that cannot be read.
    """
    bodies = out / FOLDER / _BODIES
    if not bodies.is_symlink():
        used = {_read(path).get("body") for path in _own(out)}
        yield from (one for one in bodies.glob("*.json") if one.stem not in used)


def _own(out: Path) -> list[Path]:
    paths = sorted((out / FOLDER).glob("*/*.json"))
    return [path for path in paths if path.parent.name != _BODIES]


@lru_cache(maxsize=64)
def _shared(
    body: tuple[Section, ...], matters: tuple[Matter, ...]
) -> tuple[str, bytes]:
    told = {
        "sections": [asdict(section) for section in body],
        "matters": [asdict(matter) for matter in matters],
    }
    text = _json(told)
    return sha256(text).hexdigest()[:32], text


def read_kept(out: Path) -> Mapping[tuple[str, str], Seen]:
    """Return the notices that a folder keeps, by folder and name.

    Raises NoticesError for a folder that keeps none, or in another schema.
    """
    own = _own(out)
    if not own:
        raise NoticesError(_keeps_none(out))
    shared = (out / FOLDER / _BODIES).glob("*.json")
    bodies = {path.stem: _read(path) for path in shared}
    return {
        (path.parent.name, path.stem): _seen(path, _read(path), bodies) for path in own
    }


def _keeps_none(out: Path) -> str:
    if not out.is_dir():
        return f"built:{out}: there is no such folder.\n  To mend: check the name."
    return (
        f"built:{out}: it keeps no composed notices.\n"
        f"  They are compared as data, which stands in {FOLDER}/ beside the manifest.\n"
        "  To mend: build it again with --keep, which leaves them there."
    )


def _read(path: Path) -> dict[str, Any]:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        told = None
    if not isinstance(told, dict):
        raise NoticesError(_cannot_read(path))
    return told


def _cannot_read(path: Path) -> str:
    return (
        f"{path}: it cannot be read as a kept notice.\n"
        "  To mend: build the notices of this folder again."
    )


def _seen(
    path: Path, own: dict[str, Any], bodies: Mapping[str, dict[str, Any]]
) -> Seen:
    if own.get("schema") != _SCHEMA:
        raise NoticesError(
            f"{path}: its schema is {own.get('schema')}, and this version reads "
            f"{_SCHEMA}.\n"
            "  To mend: build the notices again with this version."
        )
    try:
        body = bodies[own["body"]]
        sections = {
            section.key: section
            for section in map(_section, (*own["sections"], *body["sections"]))
        }
        return seen_of(
            kind=own["kind"],
            title=own["title"],
            sections=tuple(sections[key] for key in own["order"]),
            requirements=own["requirements"],
            matters=_matters((*body["matters"], *own["matters"])),
            is_draft=own["draft"],
        )
    except (LookupError, TypeError):
        raise NoticesError(_cannot_read(path)) from None


def _section(told: dict[str, Any]) -> Section:
    return Section(
        **{
            **told,
            "blocks": tuple(
                Block(**{**block, "facts": _facts(block["facts"])})
                for block in told["blocks"]
            ),
            "facts": _facts(told["facts"]),
        }
    )


def _facts(told: Iterable[dict[str, Any]]) -> tuple[Fact, ...]:
    return tuple(Fact(**fact) for fact in told)


def _matters(told: Iterable[dict[str, Any]]) -> tuple[Matter, ...]:
    pairs = ("facts", "texts")
    return tuple(
        Matter(
            **{
                **one,
                **{name: tuple(map(tuple, one[name])) for name in pairs},
                "untold": tuple(one["untold"]),
            }
        )
        for one in told
    )


def _json(told: Mapping[str, Any]) -> bytes:
    return (json.dumps(told, ensure_ascii=False, sort_keys=True) + "\n").encode()
