"""The app in a browser: every page that opens runs an app of its own, on this machine and for it alone.

A terminal in a page is a way in. So the server listens on the loopback address, takes a request only under its own
name (which stops DNS rebinding), a socket only from its own page (which stops other sites), and only with the secret
of this session, which it prints as part of the address (which stops other users of the machine).
"""

from __future__ import annotations

import hmac
import secrets
import shlex
import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tui.errors import CommandError

HOST = "127.0.0.1"
COOKIE = "ponder-session"
POLICY = "default-src 'self' 'unsafe-inline' data:; connect-src 'self' ws://127.0.0.1:*"
"""Content-Security-Policy: the page fetches nothing from anywhere else, fonts included."""


@dataclass(frozen=True)
class Door:
    """Who may come in."""

    port: int
    secret: str

    @property
    def origin(self) -> str:
        return f"http://{HOST}:{self.port}"

    @property
    def address(self) -> str:
        """What a person opens."""
        return f"{self.origin}/?session={self.secret}"

    def admits(self, headers: Mapping[str, str], query: Mapping[str, str], cookies: Mapping[str, str]) -> bool:
        """Whether a request is ours: our name, our page if it says which, and our secret in address or cookie."""
        given = query.get("session") or cookies.get(COOKIE) or ""
        ours = headers.get("Host") == f"{HOST}:{self.port}" and headers.get("Origin", self.origin) == self.origin
        return ours and hmac.compare_digest(given.encode(), self.secret.encode())


def command_line(arguments: Sequence[str]) -> str:
    """The shell's words for `ponder tui` with these arguments, in this Python."""
    return shlex.join([sys.executable, "-m", "tui.cli", "tui", *arguments])


def serve(arguments: Sequence[str], port: int) -> None:
    """Serve until ctrl+c. Raises CommandError where the extra is missing, OSError where the port is taken."""
    door = Door(port, secrets.token_urlsafe(24))
    server = make_server(arguments, door)
    server.serve()


def make_server(arguments: Sequence[str], door: Door) -> Any:
    """A textual-serve server behind the door."""
    try:
        from aiohttp import web
        from textual_serve.server import Server
    except ImportError:
        raise CommandError("--serve needs the package textual-serve", "pip install 'ponder[serve]'") from None
    Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

    @web.middleware
    async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
        if not door.admits(request.headers, request.query, request.cookies):
            raise web.HTTPForbidden(text="Open the address that `ponder tui --serve` printed.")
        response = await handler(request)
        if not response.prepared:
            response.set_cookie(COOKIE, door.secret, httponly=True, samesite="Strict")
            response.headers["Content-Security-Policy"] = POLICY
            response.headers["Referrer-Policy"] = "no-referrer"
        return response

    class Guarded(Server):
        async def _make_app(self) -> web.Application:
            app = await super()._make_app()
            app.middlewares.append(guard)
            return app

        async def on_startup(self, app: web.Application) -> None:
            print(f"Ponder is at {door.address}\nctrl+c ends it.", file=sys.stderr, flush=True)

        def initialize_logging(self) -> None:
            """Its own would tell of every request."""

    return Guarded(command_line(arguments), host=HOST, port=door.port, title="Ponder")
