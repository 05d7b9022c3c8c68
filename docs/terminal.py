"""The app in a terminal: `python docs/terminal.py` drives `ponder tui` in a tmux of its own by keys alone.

Needs tmux. Asserts what it expects to see on the way, and that the terminal is left as it was. Writes the four modes as
text: terminal-ask.txt, terminal-traces.txt, terminal-suites.txt and terminal-model.txt, into docs/app or the folder
that is given: `python docs/terminal.py FOLDER`. PONDER_PATIENCE is how many seconds a screen may take (60).
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

COLUMNS, LINES = 120, 36
QUESTION = "What is 15% of 240?"
SECONDS = int(os.environ.get("PONDER_PATIENCE", "60"))
LOOK_SECONDS = 0.1
"""Between two looks at the screen."""
FIELD = 12
"""Columns of a field in the form of a suite's run."""
TASKS = 4
LISTED = "s Status"
"""A key in the last line, where the list has the focus and not the search; what is typed too early goes elsewhere."""
OTHERS = ("TMUX", "TMUX_PANE", "PONDER_ASCII", "NO_COLOR")
"""What would change the looks, or the tmux, from outside."""
SHELL = """
echo 'what stood here before'
stty -g > before
{ponder}
code=$?
stty -g > after
echo "left with $code"
read -r _
"""


class Terminal:
    """A tmux server with one pane, and the keys to press on it."""

    def __init__(self, home: Path) -> None:
        self.home = home
        own = {"PONDER_HOME": str(home / "ponder"), "LC_ALL": "C.UTF-8", "TERM": "xterm-256color"}
        environment = {name: value for name, value in os.environ.items() if name not in OTHERS} | own
        self._how = {"env": environment, "cwd": home, "check": True, "text": True, "capture_output": True}
        shell = SHELL.format(ponder=shlex.join([sys.executable, "-m", "tui.cli", "tui"]))
        size = ("-x", str(COLUMNS), "-y", str(LINES))
        self.tmux("-u", "-f", os.devnull, "new-session", "-d", *size, shlex.join(["sh", "-c", shell]))

    def tmux(self, *words: str) -> str:
        done = subprocess.run(["tmux", "-S", str(self.home / "socket"), *words], **self._how)  # type: ignore[call-overload]
        return str(done.stdout)

    def close(self) -> None:
        self.tmux("kill-server")

    @property
    def text(self) -> str:
        return self.tmux("capture-pane", "-p")

    def press(self, *keys: str) -> None:
        """Keys by tmux's names."""
        self.tmux("send-keys", *keys)

    def type(self, text: str) -> None:
        self.tmux("send-keys", "-l", text)

    def search(self, words: str) -> None:
        self.press("/")
        self.until("/ Search", gone=LISTED)
        self.type(words)

    @property
    def cursor(self) -> tuple[int, int]:
        """Column and line; the app puts it where one types."""
        x, y = self.tmux("display-message", "-p", "#{cursor_x} #{cursor_y}").split()
        return int(x), int(y)

    def go_to(self, label: str, *keys: str) -> None:
        """Press keys that move the focus to the field under a label, and wait until it is there."""
        self.press(*keys)
        lines = self.text.splitlines()
        y = next(i for i, line in enumerate(lines) if label in line)
        x = lines[y].index(label)
        self._until(lambda: self.cursor[1] == y + 1 and x <= self.cursor[0] < x + FIELD, f"the field {label}")

    def until(self, *words: str, gone: str = "") -> None:
        """Wait until the screen has all these words, and no longer that one."""

        def holds() -> bool:
            text = self.text
            return all(word in text for word in words) and not (gone and gone in text)

        self._until(holds, ", ".join(words) + f", and no {gone}" * bool(gone))

    def settled(self) -> str:
        """The screen, once two looks at it show the same."""
        seen = [""]

        def still() -> bool:
            seen.append(self.text)
            return seen[-1] == seen[-2]

        self._until(still, "a screen that stands still")
        return seen[-1]

    def _until(self, holds: Callable[[], bool], what: str) -> None:
        end = time.monotonic() + SECONDS
        while not holds():
            if time.monotonic() > end:
                raise AssertionError(f"not seen in {SECONDS} s: {what}; the screen:\n{self.text}")
            time.sleep(LOOK_SECONDS)

    def state(self) -> str:
        """Of the terminal: whether a program has its other screen, hides its cursor, or takes its mouse."""
        return self.tmux("display-message", "-p", "#{alternate_on} #{cursor_flag} #{mouse_any_flag} #{keypad_flag}")


def ask(terminal: Terminal) -> None:
    terminal.until("Ask something", "F5 Model")
    terminal.type(QUESTION)
    terminal.press("Enter")
    terminal.until("✓ done", "✓ verified", "= answer  36")


def traces(terminal: Terminal) -> None:
    terminal.press("F3")
    terminal.until("1 trace", QUESTION, LISTED)
    terminal.search("status:refuted")
    terminal.until("No stored trace fits")
    terminal.press("Escape")
    terminal.until("1 trace", QUESTION, LISTED)
    terminal.search("240")
    terminal.until("▊  240")
    terminal.press("Enter")
    terminal.until("1 trace", QUESTION, LISTED)
    terminal.press("Enter")
    terminal.until("r replays", "= answer  36", QUESTION)


def suites(terminal: Terminal) -> None:
    terminal.press("F4")
    terminal.until("tasks", "showing all (0 of 0)")
    terminal.go_to("tasks", *["BTab"] * 5)  # back from the table
    terminal.type(str(TASKS))  # over what stands there
    terminal.press("Enter")
    terminal.until("✓ done", f"{TASKS}/{TASKS}", "verifier coverage", f"showing all ({TASKS} of {TASKS})")


def model(terminal: Terminal) -> None:
    terminal.press("F5")
    terminal.until("attempt 1 of 1", QUESTION, "sampled")
    terminal.press("x")
    terminal.until("read again", "entropy", "expert 1")


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="ponder-terminal-") as home:
        terminal = Terminal(Path(home))
        try:
            terminal.until("Ask something")
            assert terminal.state().startswith("1"), "the app has a screen of its own"
            for mode in (ask, traces, suites, model):
                mode(terminal)
                screen = "\n".join(line.rstrip() for line in terminal.settled().splitlines()).strip("\n")
                (folder / f"terminal-{mode.__name__}.txt").write_text(f"{screen}\n", encoding="utf-8")
            terminal.press("C-q")
            terminal.until("left with")
            last = terminal.text
            assert last.splitlines()[:2] == ["what stood here before", "left with 0"], last
            assert terminal.state().split() == ["0", "1", "0", "0"], terminal.state()
            before, after = (Path(home, name).read_text() for name in ("before", "after"))
            assert before == after, f"the terminal's modes were {before} and are {after}"
            written = ", ".join(sorted(path.name for path in folder.glob("terminal-*.txt")))
            print(f"asked, searched, ran {TASKS} tasks, looked inside, and quit: {written}")
        finally:
            terminal.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "app")
