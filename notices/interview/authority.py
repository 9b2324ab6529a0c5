"""The files of an authority's project: a base, a table of its schools, what to do."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from string import Template

from notices.catalogue import Catalogue
from notices.dated import in_words
from notices.errors import NoticesError
from notices.organisation.register import Authority, Register, School
from notices.organisation.table import template_csv
from notices.vocabulary.entries import is_told_in

_TEXTS = Path(__file__).with_name("project")
_FILES = {
    "base.toml": "base.toml",
    "profiles/README.md": "profiles.md",
    "README.md": "README.md",
}


def project(
    authority: Authority, register: Register, catalogue: Catalogue
) -> dict[str, str]:
    """Return the files of a project by name.

    Raises NoticesError where the register has no school of the authority.
    """
    schools = register.of_authority(authority.code)
    if not schools:
        raise NoticesError(
            f"--la: the register has no school of {authority.code} {authority.name}.\n"
            f"  It covers {register.covers} on {in_words(register.day)}.\n"
            "  To mend: check the number, or name another register with --register."
        )
    told = {
        "authority": authority.name,
        "schools": len(schools),
        "day": in_words(register.day),
        "licence": register.licence,
        "urn": schools[0].urn,
    }
    texts = {
        name: Template((_TEXTS / text).read_text(encoding="utf-8")).substitute(told)
        for name, text in _FILES.items()
    }
    header = template_csv(catalogue.vocabulary, uses=_asked(catalogue))
    return {"schools.csv": _table(header, schools), **texts}


def _asked(catalogue: Catalogue) -> list[str]:
    """Return the questions for the notices of pupils that state schools are asked."""
    uses = {key: dated.entries[-1].entry for key, dated in catalogue.uses.items()}
    return [
        key
        for key, use in uses.items()
        if is_told_in("pupils", use.notices) and not use.applies.types
    ]


def _table(header: str, schools: Sequence[School]) -> str:
    """Return the table with a row a school; its name is there for the eye."""
    urn, *rest = header.strip().split(",")
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow([urn, "EstablishmentName", *rest])
    for school in schools:
        writer.writerow([school.urn, school.name, *("" for _ in rest)])
    return written.getvalue()
