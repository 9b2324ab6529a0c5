"""Jinja as we run it: sandboxed, strict, and what fails told in words."""

from notices.templating.faults import (
    SHIPPED,
    Folders,
    MistakeError,
    faults_told,
    place_of,
)
from notices.templating.sandbox import icon_path, sandbox

__all__ = [
    "SHIPPED",
    "Folders",
    "MistakeError",
    "faults_told",
    "icon_path",
    "place_of",
    "sandbox",
]
