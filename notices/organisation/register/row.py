"""One row of the Department's own file, in whichever of its layouts."""

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from notices.errors import NoticesError
from notices.organisation.register.contact import (
    address_of,
    authority_name_of,
    spaced,
    telephone_of,
    website_of,
)
from notices.organisation.register.school import School, Trust, TrustSchools
from notices.organisation.values import OLDEST

NEEDED = (
    "URN",
    "EstablishmentName",
    "TypeOfEstablishment (name)",
    "StatutoryLowAge",
    "StatutoryHighAge",
)
"""The columns without which a row tells too little to write a notice."""

NO_DAY = date(1900, 1, 1)
"""The register writes this for a day that it does not know."""

_YES_OR_NO = {
    "Has a sixth form": True,
    "Does not have a sixth form": False,
    "Boarding school": True,
    "College / FE residential accommodation": True,
    "No boarders": False,
}

_ACADEMY_TRUSTS: dict[str, TrustSchools] = {
    "Multi-academy trust": "multi",
    "Single-academy trust": "single",
    "Supported by a multi-academy trust": "multi",
    "Supported by a single-academy trust": "single",
}
"""As the trusts' file and the 140-column layout put it.

A foundation school "supported by a trust" is not an academy, and its trust is not the
controller of its data.
"""


class _Said(Protocol):
    def __call__(self, header: str, /) -> str: ...


def read_row(row: Mapping[str, str | None], trust: Trust | None = None) -> School:
    """Make a school of a row whose keys are the Department's headers.

    Columns may come in any order; beyond NEEDED, one that is missing counts as empty.
    *trust* is told where the row's own layout has no trusts.

    Raises NoticesError if a needed column is missing or the URN is not a number.
    """
    _check_columns(row)

    def said(header: str) -> str:
        return spaced(row.get(header) or "")

    trust = trust or _trust_of(said)
    return School(
        urn=_urn(said("URN")),
        name=said("EstablishmentName"),
        register_type=said("TypeOfEstablishment (name)"),
        status=said("EstablishmentStatus (name)"),
        phase=said("PhaseOfEducation (name)"),
        low_age=_age(said("StatutoryLowAge")),
        high_age=_age(said("StatutoryHighAge")),
        sixth_form=_YES_OR_NO.get(said("OfficialSixthForm (name)")),
        boarders=_YES_OR_NO.get(said("Boarders (name)")),
        gender=_told(said("Gender (name)")),
        religious_character=_told(said("ReligiousCharacter (name)")),
        address=_address(said),
        town=said("Town"),
        postcode=said("Postcode"),
        website=website_of(said("SchoolWebsite")),
        telephone=telephone_of(said("TelephoneNum")),
        la_code=said("LA (code)"),
        la_name=authority_name_of(said("LA (name)")),
        opened=_day(said("OpenDate")),
        trust=trust.name if trust else None,
        trust_uid=trust.uid if trust else None,
        trust_company_number=trust.company_number if trust else None,
        trust_schools=trust.schools if trust else None,
    )


def trust_from(row: Mapping[str, str | None]) -> Trust:
    """Make a trust of a row of the trusts' file."""

    def said(header: str) -> str:
        return spaced(row.get(header) or "")

    return Trust(
        uid=said("Group UID"),
        name=said("Group Name"),
        company_number=_told(said("Companies House Number")),
        schools=_ACADEMY_TRUSTS.get(said("Group Type")),
    )


def _trust_of(said: _Said) -> Trust | None:
    schools = _ACADEMY_TRUSTS.get(said("TrustSchoolFlag (name)"))
    if schools is None or not said("Trusts (name)"):
        return None
    return Trust(
        uid=said("Trusts (code)"),
        name=said("Trusts (name)"),
        company_number=None,
        schools=schools,
    )


def _check_columns(row: Mapping[str, str | None]) -> None:
    missing = [f'"{header}"' for header in NEEDED if header not in row]
    if missing:
        raise NoticesError(
            f"the table has no column {' and no column '.join(missing)}.\n"
            "  A school is read by the headers of the Department's register.\n"
            "  To mend: add the column, with this header in the first row."
        )


def _urn(text: str) -> int:
    if text.isascii() and text.isdigit():
        return int(text)
    raise NoticesError(
        f'the URN "{text}" is not a number.\n'
        "  A school's unique reference number (URN) has six digits.\n"
        "  To mend: write the digits only, such as 108427."
    )


def _address(said: _Said) -> tuple[str, ...]:
    # Royal Mail has no use for a county, unless there is no town to go by.
    headers = ("Street", "Locality", "Address3", "Town")
    lines = [*map(said, headers), "" if said("Town") else said("County (name)")]
    return address_of(lines)


def _age(text: str) -> int | None:
    # A higher one stands for "no limit", and says nothing of who is at the school.
    known = text.isascii() and text.isdigit() and len(text) <= 2
    return int(text) if known and int(text) <= OLDEST else None


def _told(text: str) -> str | None:
    return None if text in {"", "None", "Does not apply", "Not applicable"} else text


def _day(text: str) -> str | None:
    # With dashes as the Department writes it, with strokes once a spreadsheet has.
    try:
        day, month, year = map(int, text.replace("/", "-").split("-"))
        opened = date(year, month, day)
    except (ValueError, OverflowError):
        return None
    return None if opened == NO_DAY else opened.isoformat()
