"""Tell when a file changes that a notice is made from."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator
from pathlib import Path

from watchfiles import Change, awatch

from notices.preview.asked import Brief
from notices.shipped import shipped

_MADE_FROM = frozenset(
    {
        *(
            ".toml",
            ".csv",
            ".xlsx",
            ".j2",
            ".css",
            ".ttf",
            ".svg",
            ".png",
            ".jpg",
            ".jpeg",
        ),
    }
)
_TOGETHER = 200
"""Milliseconds: files saved at once are one change."""
_STEP = 50


def folders_of(brief: Brief, besides: Iterable[Path]) -> tuple[Path, ...]:
    """Return the folders to watch: those of the law, the words and the profiles.

    Each by itself: what lies below a profile's folder may be a whole disk.
    """
    sets = [*brief.wording, Path(brief.against)] if brief.against else brief.wording
    roots = [shipped("data"), shipped("templates")]
    found = [*sets]
    roots += [folder / part for folder in sets for part in ("data", "templates")]
    found += [below for root in roots for below in _all_below(root)]
    found += [source.parent for source in brief.sources]
    found += [brief.base.parent] if brief.base else []
    found += besides
    return tuple(dict.fromkeys(one.resolve() for one in found if one.is_dir()))


def _all_below(root: Path) -> Iterator[Path]:
    if root.is_dir():
        yield root
        yield from (path for path in root.rglob("*") if path.is_dir())


async def watch(
    folders: Callable[[], Awaitable[tuple[Path, ...]]],
    changed: Callable[[], Awaitable[None]],
    stop: asyncio.Event,
) -> None:
    """Await *changed* each time a file is saved, until *stop* is set.

    *folders* is asked anew after each change, as a change may bring new ones.
    """
    while not stop.is_set():
        watched = await folders()
        async for _ in awatch(
            *watched,
            watch_filter=is_ours,
            debounce=_TOGETHER,
            step=_STEP,
            stop_event=stop,
            recursive=False,
        ):
            await changed()
            if await folders() != watched:
                break


def is_ours(change: Change, path: str) -> bool:
    """Say whether a notice may be made from it, or from what a new folder holds."""
    name = Path(path)
    if change == Change.added and name.is_dir():
        return not name.name.startswith(".")
    return name.suffix.lower() in _MADE_FROM and not name.name.startswith(".")
