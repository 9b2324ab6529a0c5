"""Who issues a notice: profiles, their layers, and the school register."""

from notices.organisation.load import load_organisation, organisation_from
from notices.organisation.organisation import Organisation, Place

__all__ = ["Organisation", "Place", "load_organisation", "organisation_from"]
