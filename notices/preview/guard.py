"""Answer nobody but this machine's own pages, and let them load nothing from elsewhere.

A page of another site can make a browser ask a server on loopback, and a name of its
own can be made to lead there; so Host and Origin are looked at with every request.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_SHELL = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; frame-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
FRAMED = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'; "
    "sandbox allow-same-origin"
)
"""What a notice's page may do: be looked at.  No script of it runs."""
_HEADERS = {
    "Content-Security-Policy": _SHELL,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}
_READING = frozenset({"GET", "HEAD"})


@dataclass(frozen=True, slots=True)
class Guard:
    """Refuses what does not come from the preview's own pages."""

    app: ASGIApp
    port: int

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        why = self._refused(scope["method"], Headers(scope=scope))
        if why:
            await PlainTextResponse(f"{why}\n", 403)(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, with_headers)

    def _refused(self, method: str, headers: Mapping[str, str]) -> str:
        """Return why a request is refused, or ""."""
        hosts = {f"{name}:{self.port}" for name in ("127.0.0.1", "localhost")}
        host = headers.get("host", "").lower()
        if host not in hosts:
            return "The preview answers to 127.0.0.1 and localhost alone."
        origin = headers.get("origin", "").lower()
        is_own = origin == f"http://{host}"
        if (origin and not is_own) or (method not in _READING and not is_own):
            return "The preview answers its own pages alone."
        site = headers.get("sec-fetch-site", "none")
        is_visit = headers.get("sec-fetch-mode") == "navigate" and (
            headers.get("sec-fetch-dest") == "document"
        )
        if site not in {"none", "same-origin"} and not is_visit:
            return "The preview answers its own pages alone."
        return ""
