"""The addresses of a preview, and what each answers."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import (
    HTMLResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Route

from notices.errors import NoticesError
from notices.preview.answers import Answers
from notices.preview.asked import Asked, asked_from
from notices.preview.guard import FRAMED, Guard
from notices.preview.jobs import Listed, Name
from notices.preview.pages import VIEWS, Shell, notice_of, page_of
from notices.preview.saving import proposal, save
from notices.render.shell import style_sheet
from notices.templating import SHIPPED

_UNKNOWN = "There is no such page here.\n  To mend: choose a notice from the list."
_MADE: Mapping[str, tuple[Name, str]] = {
    "notice.html": ("page", "text/html; charset=utf-8"),
    "changes.html": ("changes", "text/html; charset=utf-8"),
    "notice.pdf": ("pdf", "application/pdf"),
}
"""What is made of a notice, by the last part of its address."""
_FAULTY = 422
_SEEN_LATER = 303
_MOST_SHEETS = 999
_LARGEST = 1000
"""Bytes of a form: it holds one digest."""
Lifespan = Callable[[Starlette], AbstractAsyncContextManager[None]]


def app_of(
    answers: Answers, *, port: int, lifespan: Lifespan | None = None
) -> Starlette:
    """Return the application that answers on 127.0.0.1 at *port*."""
    one = _Preview(answers)
    return Starlette(
        routes=[
            Route("/", one.first),
            Route("/notice/{who}", one.member),
            Route("/notice/{who}/{kind}/{view}", one.notice),
            Route("/made/{who}/{kind}/{number:int}.png", one.sheet),
            Route("/made/{who}/{kind}/{name}", one.made),
            Route("/save/{who}/{kind}", one.save, methods=["GET", "POST"]),
            Route("/everybody", one.everybody),
            Route("/events", one.events),
            Route("/preview.css", one.style),
            Route("/preview.js", one.script),
        ],
        middleware=[Middleware(Guard, port=port)],
        exception_handlers={NoticesError: one.faulty, HTTPException: one.unknown},
        lifespan=lifespan,
    )


@dataclass(frozen=True, slots=True)
class _Preview:
    """Each method is one address."""

    answers: Answers

    async def first(self, request: Request) -> Response:
        """Lead to the first of the list."""
        asked = self._read(request)
        listed = await self.answers.listed()
        if not listed.value:
            return _page(await self.answers.shell(asked))
        return _led(f"/notice/{listed.value[0].id}{asked.query}")

    async def member(self, request: Request) -> Response:
        """Lead to somebody's first notice, or tell why there is none."""
        asked, _ = await self._asked(request)
        kinds = await self.answers.kinds(asked)
        if not kinds.value:
            shell = await self.answers.shell(asked, _search(request), kinds.fault)
            return _page(shell)
        return _led(notice_of(replace(asked, kind=kinds.value[0])))

    async def notice(self, request: Request) -> Response:
        """Show a view of a notice."""
        asked, _ = await self._asked(request)
        view = request.path_params["view"]
        if view not in VIEWS:
            raise HTTPException(404)
        return _page(await self.answers.notice(asked, view, _search(request)))

    async def everybody(self, request: Request) -> Response:
        """Show what changes for everybody."""
        asked = self._read(request)
        return _page(await self.answers.everybody(asked, _search(request)))

    async def made(self, request: Request) -> Response:
        """Return what was made of a notice, and nothing else."""
        asked, _ = await self._asked(request)
        found = _MADE.get(request.path_params["name"])
        if found is None:
            raise HTTPException(404)
        name, media_type = found
        shown = await self.answers.ask(name, asked)
        if shown.value is None:
            raise NoticesError(shown.fault)
        policy = {"Content-Security-Policy": FRAMED} if "html" in media_type else {}
        return Response(shown.value, media_type=media_type, headers=policy)

    async def sheet(self, request: Request) -> Response:
        """Return the picture of a printed page."""
        asked, _ = await self._asked(request)
        number = request.path_params["number"]
        if not 1 <= number <= _MOST_SHEETS:
            raise HTTPException(404)
        shown = await self.answers.ask("sheet", asked, number)
        if shown.value is None:
            raise NoticesError(shown.fault)
        if not shown.value:
            raise HTTPException(404)
        return Response(shown.value, media_type="image/png")

    async def save(self, request: Request) -> Response:
        """Show what saving would change; write it when that is asked for."""
        asked, member = await self._asked(request)
        if not (member.profile and asked.what_if.is_of_profile):
            raise HTTPException(404)
        path, back = Path(member.profile), notice_of(asked)
        if request.method == "POST":
            save(path, asked.what_if, await _digest(request))
            plain = replace(asked.what_if, answers=(), ages=None)
            return _led(notice_of(replace(asked, what_if=plain)))
        action = f"{request.url.path}{asked.query}"
        shell = await self.answers.shell(asked)
        shown = proposal(path, asked.what_if, action=action, back=back)
        return _page(replace(shell, title=f"Save to {path.name}", proposal=shown))

    async def events(self, _: Request) -> Response:
        """Tell a browser each time a file has changed."""

        async def stream() -> AsyncIterator[str]:
            async for number in self.answers.desk.changes():
                yield f"event: state\ndata: {number}\n\n"

        return StreamingResponse(stream(), media_type="text/event-stream")

    async def style(self, _: Request) -> Response:
        """Return the style sheet of the pages around notices."""
        return Response(style_sheet("preview.css", SHIPPED), media_type="text/css")

    async def script(self, _: Request) -> Response:
        """Return the script that refreshes them."""
        words = style_sheet("preview.js", SHIPPED)
        return Response(words, media_type="text/javascript")

    async def faulty(self, _: Request, error: Exception) -> Response:
        """Tell what is wrong, as a command would."""
        asked = Asked(on=self.answers.brief.on)
        shell = await self.answers.shell(asked, fault=str(error))
        return _page(shell, _FAULTY)

    async def unknown(self, _: Request, error: Exception) -> Response:
        """Tell that there is no such page."""
        status = error.status_code if isinstance(error, HTTPException) else 404
        asked = Asked(on=self.answers.brief.on)
        return _page(await self.answers.shell(asked, fault=_UNKNOWN), status)

    def _read(self, request: Request, who: str = "", kind: str = "") -> Asked:
        pairs = request.query_params.multi_items()
        return asked_from(pairs, self.answers.brief, who=who, kind=kind)

    async def _asked(self, request: Request) -> tuple[Asked, Listed]:
        """Read the address; only those who are in the list can be asked for."""
        who = request.path_params["who"]
        member = await self.answers.knows(who)
        if member is None:
            raise HTTPException(404)
        kind = request.path_params.get("kind", "")
        return self._read(request, who, kind), member


def _search(request: Request) -> str:
    return request.query_params.get("q", "")[:200]


async def _digest(request: Request) -> str:
    """Return what a form of ours sends; "" for any other."""
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > _LARGEST:
            return ""
    return body.decode("ascii", "replace").removeprefix("digest=")


def _page(shell: Shell, status: int = 200) -> Response:
    return HTMLResponse(page_of(shell), status)


def _led(address: str) -> Response:
    return RedirectResponse(address, _SEEN_LATER)
