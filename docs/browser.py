"""The app in a browser: `python docs/browser.py` drives `ponder tui --serve` in headless Chromium by keys alone.

Needs the extra `serve`, playwright, and a Chromium: `python docs/browser.py PATH-OF-CHROMIUM`. Writes
docs/app/browser-ask.png and docs/app/browser-model.png.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

FOLDER = Path(__file__).parent / "app"
PORT = "8766"
QUESTION = "What is 15% of 240?"
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


def settled(page: Page, seconds: float) -> None:
    page.wait_for_timeout(seconds * 1000)


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
            page.goto(address)
            page.wait_for_selector(".xterm", timeout=SECONDS * 1000)
            settled(page, SECONDS / 3)  # the canvas tells nobody when the app is up
            page.mouse.click(500, 655)  # the page has the keys once it was clicked
            page.keyboard.type(QUESTION, delay=20)
            page.keyboard.press("Enter")
            settled(page, SECONDS / 3)
            page.screenshot(path=FOLDER / "browser-ask.png")
            page.keyboard.press("F5")
            settled(page, SECONDS / 10)
            page.keyboard.press("x")
            settled(page, SECONDS / 6)
            page.screenshot(path=FOLDER / "browser-model.png")
            print("asked of other machines, and refused by the page's policy:", outside or "nothing")
            browser.close()
    finally:
        server.terminate()
        server.wait(SECONDS)


if __name__ == "__main__":
    main()
