"""The app in a browser: `python docs/browser.py` drives `ponder tui --serve` in headless Chromium by keys alone.

Needs the extra `serve`, playwright, and a Chromium: `python docs/browser.py PATH-OF-CHROMIUM`. Writes the four modes:
docs/app/browser-ask.png, browser-traces.png, browser-suites.png and browser-model.png. PONDER_PATIENCE is how many
seconds the slowest step may take (60): a suite's run.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

FOLDER = Path(__file__).parent / "app"
PORT = "8766"
QUESTION = "What is 15% of 240?"
TASKS = "12"
ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
SETTLED_MS = 1500
"""For the canvas to draw what the app wrote, and for a field to have the keys."""
SECONDS = int(os.environ.get("PONDER_PATIENCE", "60"))


def start() -> tuple[subprocess.Popen[str], str]:
    """The server in a home of its own, and the address that it prints."""
    environment = os.environ | {"PONDER_HOME": tempfile.mkdtemp(prefix="ponder-browser-")}
    server = subprocess.Popen(
        [sys.executable, "-m", "tui.cli", "tui", "--serve", "--port", PORT],
        stderr=subprocess.PIPE, text=True, env=environment,
    )  # fmt: skip
    assert server.stderr is not None
    words = server.stderr.readline().split()
    if not words or not words[-1].startswith("http"):
        raise SystemExit(" ".join(words) + server.stderr.read())
    return server, words[-1]


class Watched:
    """The page, and what the app wrote to it: the canvas tells nobody what it shows."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._told = b""
        page.on("websocket", lambda socket: socket.on("framereceived", self._hear))

    def _hear(self, payload: str | bytes) -> None:
        self._told += payload.encode() if isinstance(payload, str) else payload

    def press(self, *keys: str) -> None:
        """Press keys, and forget what was written before."""
        self._told = b""
        for key in keys:
            self.page.keyboard.press(key)

    def until(self, *words: str) -> None:
        """Wait until the app has written each of these words since the last key, and then for the canvas."""
        for _ in range(SECONDS * 10):
            text = ESCAPE.sub("", self._told.decode(errors="replace"))
            if all(word in text for word in words):
                break
            self.page.wait_for_timeout(100)
        else:
            raise SystemExit(f"the app did not write {words} in {SECONDS} s")
        self.page.wait_for_timeout(SETTLED_MS)

    def keep(self, mode: str) -> None:
        self.page.screenshot(path=FOLDER / f"browser-{mode}.png")


def drive(app: Watched) -> None:
    """Through the four modes by keys, a picture of each."""
    app.until("Ask something")
    app.page.mouse.click(500, 655)  # the page has the keys once it was clicked
    app.page.keyboard.type(QUESTION, delay=20)
    app.press("Enter")
    app.until("done", "verified")
    app.keep("ask")
    app.press("F5")
    app.until("sampled")
    app.press("x")
    app.until("as recorded", "entropy")
    app.keep("model")
    app.press("F4")
    app.until("showing all")
    app.press(*["Shift+Tab"] * 5)  # back from the table to the number of tasks
    app.page.wait_for_timeout(SETTLED_MS)
    app.page.keyboard.type(TASKS)  # over what stands there
    app.page.wait_for_timeout(SETTLED_MS)
    app.press("Enter")
    app.until(f"{TASKS}/{TASKS}", "done")
    app.keep("suites")
    app.press("F3")
    app.until("traces")
    app.keep("traces")


def main() -> None:
    chromium = sys.argv[1] if len(sys.argv) > 1 else None
    server, address = start()
    try:
        with sync_playwright() as play:
            browser = play.chromium.launch(executable_path=chromium)
            page = browser.new_page(viewport={"width": 1180, "height": 720})
            outside: list[str] = []
            page.on("request", lambda asked: outside.append(asked.url) if "127.0.0.1" not in asked.url else None)
            page.on("console", lambda told: print(told.text, file=sys.stderr) if told.type == "error" else None)
            app = Watched(page)
            page.goto(address)
            page.wait_for_selector(".xterm", timeout=SECONDS * 1000)
            drive(app)
            print("asked of other machines, and refused by the page's policy:", outside or "nothing")
            browser.close()
    finally:
        server.terminate()
        server.wait(SECONDS)


if __name__ == "__main__":
    main()
