"""The app in a browser: who is let in, and the page that they get."""

from __future__ import annotations

import asyncio
import shlex
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tui.conftest import Ponder
from tui.serve import COOKIE, Door, command_line, make_server

DOOR = Door(8765, "secret")
HEADERS = {"Host": "127.0.0.1:8765"}


def test_the_address_that_was_printed_opens_and_so_does_its_cookie() -> None:
    assert DOOR.address == "http://127.0.0.1:8765/?session=secret"
    assert DOOR.admits(HEADERS, {"session": "secret"}, {})
    assert DOOR.admits(HEADERS | {"Origin": "http://127.0.0.1:8765"}, {}, {COOKIE: "secret"})


@pytest.mark.parametrize(
    ("headers", "query", "cookies"),
    [
        ({}, {}, {COOKIE: "secret"}),  # no name
        ({"Host": "evil.example:8765"}, {}, {COOKIE: "secret"}),  # a name that resolves to us
        (HEADERS | {"Origin": "http://evil.example"}, {}, {COOKIE: "secret"}),  # another site's page
        (HEADERS | {"Origin": "null"}, {}, {COOKIE: "secret"}),
        (HEADERS, {}, {}),
        (HEADERS, {"session": "Secret"}, {}),
    ],
)
def test_nobody_else_comes_in(headers: dict[str, str], query: dict[str, str], cookies: dict[str, str]) -> None:
    assert not DOOR.admits(headers, query, cookies)


@given(st.text())
def test_no_other_secret_opens(given_secret: str) -> None:
    assert DOOR.admits(HEADERS, {"session": given_secret}, {}) == (given_secret == "secret")


def test_the_command_is_quoted_for_the_shell() -> None:
    words = ["--policy", "a folder; rm x"]
    assert shlex.split(command_line(words)) == [sys.executable, "-m", "tui.cli", "tui", *words]


def test_without_the_extra_it_says_what_to_install(ponder: Ponder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "textual_serve.server", None)
    done = ponder("tui", "--serve")
    assert done.code == 2 and "pip install 'ponder[serve]'" in done.err


def test_a_page_is_served_and_its_terminal_shows_the_app(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server as it is, over a real socket; the app in it is a process of its own."""
    aiohttp = pytest.importorskip("aiohttp", reason="needs the extra `serve`")
    pytest.importorskip("textual_serve", reason="needs the extra `serve`")
    from aiohttp import web

    apps: list[asyncio.subprocess.Process] = []
    start = asyncio.create_subprocess_shell

    async def remembered(*args: Any, **kwargs: Any) -> asyncio.subprocess.Process:
        apps.append(await start(*args, **kwargs))
        return apps[-1]

    async def visit() -> tuple[int, str, int, str]:
        door = Door(0, "secret")
        server = make_server(["--ascii"], door)
        runner = web.AppRunner(await server._make_app())
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        port = runner.addresses[0][1]
        object.__setattr__(door, "port", port)
        server.public_url = door.origin
        try:
            async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as session:
                async with session.get(f"{door.origin}/") as refused:
                    status = refused.status
                async with session.get(door.address) as page:
                    html, rules = await page.text(), page.headers["Content-Security-Policy"]
                    found = page.status
                seen = b""
                async with session.ws_connect(f"{door.origin}/ws?width=80&height=24") as socket:
                    while b"Ponder" not in seen:
                        message = await socket.receive(timeout=60)
                        seen += message.data if isinstance(message.data, bytes) else str(message.data).encode()
        finally:
            await runner.cleanup()
            for app in apps:  # the library asks the app to quit and does not wait for its end
                await asyncio.wait_for(app.communicate(), 60)
        assert "default-src 'self'" in rules
        return status, html, found, seen.decode(errors="replace")

    monkeypatch.setattr(asyncio, "create_subprocess_shell", remembered)
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    status, html, found, seen = asyncio.run(visit())
    assert len(apps) == 1 and apps[0].returncode == 0
    assert (status, found) == (403, 200)
    assert "textual.js" in html and "Ponder" in seen
