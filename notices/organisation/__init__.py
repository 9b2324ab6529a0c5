"""Who issues a notice: profiles, their layers, and the school register."""

from notices.organisation.load import load_organisation, organisation_from
from notices.organisation.organisation import Organisation

__all__ = ["Organisation", "load_organisation", "organisation_from"]
