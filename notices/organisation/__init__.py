"""Who issues a notice: profiles, their layers, and the school register.

The names below are read when they are first asked for: whoever asks the register alone
does not wait for the schema of a profile.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from notices.organisation.load import load_organisation, organisation_from
    from notices.organisation.organisation import Organisation, Place

__all__ = ["Organisation", "Place", "load_organisation", "organisation_from"]


_MODULES = {
    "Organisation": "organisation",
    "Place": "organisation",
    "load_organisation": "load",
    "organisation_from": "load",
}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
