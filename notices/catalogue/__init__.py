"""Law as dated data: loading it, cross-checking it, asking it."""

from notices.catalogue.load import load_catalogue
from notices.catalogue.model import Catalogue, Dated, Found

__all__ = ["Catalogue", "Dated", "Found", "load_catalogue"]
