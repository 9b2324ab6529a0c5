"""Listen on loopback until Ctrl-C: the pages, the watch, and the processes behind."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType

import uvicorn
from starlette.applications import Starlette

from notices.errors import NoticesError
from notices.preview.answers import Answers
from notices.preview.app import app_of
from notices.preview.asked import Asked, Brief
from notices.preview.bench import Bench
from notices.preview.desk import Desk
from notices.preview.jobs import Job
from notices.preview.watch import folders_of, watch

_ADDRESS = "127.0.0.1"
_PORTS = 50
"""How many ports are tried, from the first on."""
_QUICKLY, _LATER = 10.0, 180.0
"""Seconds: for a page; for a PDF, or what changes for everybody."""


def run(brief: Brief, port: int, ready: Callable[[str], None]) -> None:
    """Serve until somebody stops it; *ready* is told the address.

    Where *port* is in use, the next that is free is taken.  Raises NoticesError if
    none is.
    """
    with listening_at(port) as listening, TemporaryDirectory() as scratch:
        port = listening.getsockname()[1]
        desk = Desk(Bench(brief, scratch, _QUICKLY), Bench(brief, scratch, _LATER))
        watching = _Watching(brief, desk)
        app = app_of(Answers(brief, desk), port=port, lifespan=watching.lifespan)
        config = uvicorn.Config(
            app,
            log_level="error",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=1,
        )
        desk.quick.begin()
        server = _Server(config, watching.end)
        ready(f"http://{_ADDRESS}:{port}/")
        with suppress(KeyboardInterrupt):
            server.run(sockets=[listening])
        desk.close()


def listening_at(first: int) -> socket.socket:
    """Return a socket on loopback, at the first port from *first* on that is free.

    Raises NoticesError if none is.
    """
    for port in range(first, min(first + _PORTS, 65536)):
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            listening.bind((_ADDRESS, port))
            listening.listen()  # so that whoever is told the address can wait there
        except OSError:
            listening.close()
        else:
            return listening
    raise NoticesError(
        f"--port: {first} and the ports after it are all in use.\n"
        "  To mend: name another, such as --port 9000."
    )


class _Server(uvicorn.Server):
    """Ends what browsers wait for as soon as somebody stops it."""

    def __init__(self, config: uvicorn.Config, end: Callable[[], None]) -> None:
        super().__init__(config)
        self.end = end

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self.end()
        super().handle_exit(sig, frame)


@dataclass(slots=True)
class _Watching:
    """The watch over the files, as long as the server runs."""

    brief: Brief
    desk: Desk
    _stop: asyncio.Event = field(default_factory=asyncio.Event)
    _loop: asyncio.AbstractEventLoop | None = None
    _folders: tuple[Path, ...] = ()

    @asynccontextmanager
    async def lifespan(self, _: Starlette) -> AsyncIterator[None]:
        """Watch while the application runs."""
        self._loop = asyncio.get_running_loop()
        task = asyncio.create_task(watch(self.folders, self.desk.changed, self._stop))
        yield
        self._stop.set()
        self.desk.close()
        await task

    async def folders(self) -> tuple[Path, ...]:
        """Return what to watch; while a profile is broken, also what it was before."""
        shown = await self.desk.ask(Job(name="folders", asked=Asked(on=self.brief.on)))
        self._folders = shown.value or self._folders
        return folders_of(self.brief, self._folders)

    def end(self) -> None:
        """Stop the watch, the processes and the streams; may interrupt anything."""
        if self._loop:
            self._loop.call_soon_threadsafe(self._stop.set)
            self._loop.call_soon_threadsafe(self.desk.close)
