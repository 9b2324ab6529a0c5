"""The logo and the colour of the front: looked at before anybody else sees them."""

from base64 import b64encode
from io import BytesIO

from notices.errors import Fault
from notices.organisation.layers import Layers, file_at
from notices.tomlfile.typed import shown

LARGEST_LOGO = 1_000_000
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
    folder = file.folder.resolve()
    root = layers.root(file).resolve()
    path, is_there = file_at(folder / named)
    if not path.is_relative_to(root):
        return "", [
            _fault(
                layers,
                named,
                "lies outside the folder of this profile",
                "move it beside the profile",
            )
        ]
    if not is_there:
        return "", [_fault(layers, named, "is not there", "check the name of the file")]
    data = path.read_bytes()
    if len(data) > LARGEST_LOGO:
        return "", [
            _fault(layers, named, "is larger than 1 MB", "save a smaller picture")
        ]
    kind = _picture(data)
    if kind not in {"PNG", "JPEG"}:
        return "", [
            _fault(layers, named, "is not a PNG or JPEG picture", "save it as PNG")
        ]
    return f"data:image/{kind.lower()};base64,{b64encode(data).decode()}", []


def _picture(data: bytes) -> str:
    """Return what kind of whole picture *data* is, or ""."""
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 - few have a logo

    try:
        with Image.open(BytesIO(data)) as picture:
            kind = picture.format or ""
            picture.load()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        return ""
    return kind


def _fault(layers: Layers, named: str, what: str, mend: str) -> Fault:
    return layers.fault(
        ("look", "logo"),
        f"{shown(named)} {what}.",
        why="A logo is a PNG or JPEG file beside the profile, or below its folder.",
        mend=f"{mend}.",
    )
