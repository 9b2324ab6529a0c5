"""What the base of many schools may say: only what they have in common."""

from collections.abc import Iterator
from pathlib import Path

from notices.catalogue import Catalogue
from notices.errors import Fault, FaultsError
from notices.organisation.layers import Layers, read_layers
from notices.organisation.organisation import Organisation

_OF_ONE = ("urn", "name", "address", "telephone", "website")
_APPROVED = ("notice", "approved")
_TRUST = "trust"


def read_base(path: Path) -> Layers:
    """Return what schools have in common.

    Raises FaultsError where it cannot be read, or says what only one school can say.
    """
    layers = read_layers(path)
    if faults := [*_of_one_school(layers), *_approval(layers)]:
        raise FaultsError(*layers.in_order(faults))
    return layers


def _of_one_school(layers: Layers) -> Iterator[Fault]:
    for key in _OF_ONE:
        if layers.knows(("organisation", key)):
            yield layers.fault(
                ("organisation", key),
                f"every school would have this {key}.",
                why="A base says what all schools have in common.",
                mend="delete it here; a school's row or its own file can say it.",
            )


def _approval(layers: Layers) -> Iterator[Fault]:
    if layers.knows(_APPROVED) and not layers.knows((_TRUST, "name")):
        yield layers.fault(
            _APPROVED,
            "it would approve the notices of every school.",
            why="Each school approves its own; only a trust does so for its schools.",
            mend="delete it here, and write it into the file of each school that has "
            "approved its notices. A trust says its name under [trust] too.",
        )


def check_approver(organisation: Organisation, catalogue: Catalogue) -> None:
    """Raise FaultsError where a trust approves for a school that it does not run."""
    origin = organisation.layers.origin(*_APPROVED)
    if organisation.profile.notice.approved is None or origin is None or origin.own:
        return
    if catalogue.types[organisation.type].entries[-1].entry.controller != _TRUST:
        raise FaultsError(
            organisation.layers.fault(
                _APPROVED,
                "it would approve the notices of a school that no trust runs.",
                why="Each school approves its own; a trust does so for its academies.",
                mend="write it into the file of each school that has approved its "
                "notices.",
            )
        )
