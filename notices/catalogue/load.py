"""Read `data/` into a catalogue: all faults at once, or none.

A wording set of one's own is a second folder: what it says of a key stands in place
of what the folder before it said.
"""

from collections.abc import Mapping
from pathlib import Path

from notices.catalogue.crosscheck import crosscheck
from notices.catalogue.files import Reading
from notices.catalogue.model import Catalogue
from notices.errors import FaultsError
from notices.shipped import shipped
from notices.vocabulary import entries
from notices.vocabulary import tables as flat


def load_catalogue(
    *overlays: Path, base: Path | None = None, names: Mapping[Path, str] | None = None
) -> Catalogue:
    """Load the shipped `data/`, or *base* in its place, then each overlay's over it.

    *names* are what to call folders whose paths say nothing to their author.
    Raises FaultsError with every fault of every file.
    """
    reading = Reading(folders=(base or shipped("data"), *overlays), names=names or {})
    reading.refuse_other_schemas()
    catalogue = Catalogue(
        bodies=reading.things("recipients", entries.Body),
        sharings=reading.things("sharings", entries.Sharing),
        purposes=reading.things("purposes", entries.Purpose),
        retention=reading.things("retention", entries.Retention),
        rights=reading.things("rights", entries.Right),
        requirements=reading.things("requirements", entries.Requirement),
        types=reading.things("organisation-types", entries.OrganisationType),
        notices=_in_order(reading.tables("notices", flat.KindOfNotice)),
        uses=reading.things("uses", entries.Use),
        categories=reading.tables("categories", flat.Category),
        services=reading.tables("services", flat.Service),
        laws=reading.tables("legislation", flat.Law),
        retired=reading.tables("retired", flat.Retired),
        grounds=reading.tables("bases", flat.Ground),
        mentions=reading.tables("source-pages", flat.Mention),
        homes=reading.placed,
        about=reading.whole("catalogue", flat.About),
    )
    reading.faults.extend(reading.unread())
    if not reading.faults:
        reading.faults.extend(crosscheck(catalogue, reading.placed))
    if reading.faults:
        raise FaultsError(*reading.faults)
    return catalogue


def _in_order(
    notices: dict[str, flat.KindOfNotice],
) -> dict[str, flat.KindOfNotice]:
    return dict(sorted(notices.items(), key=lambda item: item[1].order))
