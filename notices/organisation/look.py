"""The logo and the colour of the front: looked at before anybody else sees them."""

import warnings
from base64 import b64encode
from io import BytesIO

from notices.errors import Fault
from notices.organisation.layers import Layers, within
from notices.tomlfile.typed import shown

LARGEST_LOGO = 1_000_000
"""In bytes."""
_KINDS = ("PNG", "JPEG")
_LEAST_CONTRAST = 4.5
"""WCAG 2.2 AA, success criterion 1.4.3: text of ordinary size."""


def contrast_with_white(colour: str) -> float:
    """Return the contrast ratio of `#rrggbb` with white, from 1 to 21.

    >>> round(contrast_with_white("#000000"))
    21
    """
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in channels
    )
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def colour_faults(layers: Layers, colour: str) -> list[Fault]:
    """Return a fault if white on *colour* would be hard to read."""
    ratio = contrast_with_white(colour)
    if ratio >= _LEAST_CONTRAST:
        return []
    return [
        layers.fault(
            ("look", "colour"),
            f'"{colour}" is too light: its contrast with white is {ratio:.1f} to 1.',
            why="People with low vision need at least 4.5 to 1 (WCAG 2.2 AA).",
            mend="choose a darker shade.",
        )
    ]


def read_logo(layers: Layers, named: str) -> tuple[str, list[Fault]]:
    """Return the logo as a `data:` address, and what is wrong with it."""
    origin = layers.origin("look", "logo")
    file = origin.file if origin else layers.own
    found = within(layers.root(file), file.folder, named)
    if found is None:
        return "", [
            _fault(
                layers,
                named,
                "lies outside the folder of this profile",
                "move it beside the profile",
            )
        ]
    path, is_there = found
    if not is_there:
        return "", [_fault(layers, named, "is not there", "check the name of the file")]
    try:
        with path.open("rb") as picture:
            data = picture.read(LARGEST_LOGO + 1)
    except OSError as error:
        what = f"cannot be read: {error.strerror}"
        return "", [_fault(layers, named, what, "check who may read it")]
    kind, wrong = _picture(data)
    if wrong:
        return "", [_fault(layers, named, *wrong)]
    return f"data:image/{kind};base64,{b64encode(data).decode()}", []


def _picture(data: bytes) -> tuple[str, tuple[str, str] | None]:
    """Return what kind of picture *data* is, or what is wrong with it and the mend."""
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 - few have a logo

    smaller = "save a smaller picture"
    if len(data) > LARGEST_LOGO:
        return "", ("is larger than 1 MB", smaller)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            # Of other kinds some are opened by other programs, which nobody asked for.
            with Image.open(BytesIO(data), formats=_KINDS) as picture:
                picture.load()
                return (picture.format or "").lower(), None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return "", ("has too many pixels for a logo", smaller)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        return "", ("is not a PNG or JPEG picture", "save it as PNG")


def _fault(layers: Layers, named: str, what: str, mend: str) -> Fault:
    return layers.fault(
        ("look", "logo"),
        f"{shown(named)} {what}.",
        why="A logo is a PNG or JPEG file beside the profile, or below its folder.",
        mend=f"{mend}.",
    )
