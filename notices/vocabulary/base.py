"""What every model at the border has in common."""

import re
from typing import Annotated, TypeAlias, TypeVar

from pydantic import BaseModel, ConfigDict, Field

T = TypeVar("T")

Many = Annotated[tuple[T, ...], Field(strict=False)]
"""A list in TOML, a tuple here; only the list is lax, not what it holds."""

NoticeKind: TypeAlias = str
"""The key of a notice, one of `notices.toml`; checked where all keys are known."""

KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
"""A key that can stand in the name of a file and in an address."""


def _kebab(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


class Strict(BaseModel):
    """A table of known keys, each of its own kind; written kebab-case, never changed.

    A name that Python keeps for itself is written with a trailing underscore.
    """

    model_config = ConfigDict(
        alias_generator=_kebab, extra="forbid", frozen=True, strict=True
    )
