"""The system's own clipboard, for terminals that do not know OSC 52: whichever program of the platform is there."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence

PROGRAMS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("pbcopy",), ""), (("wl-copy",), "WAYLAND_DISPLAY"), (("xclip", "-selection", "clipboard"), "DISPLAY"),
    (("xsel", "--clipboard", "--input"), "DISPLAY"), (("clip.exe",), ""),
)  # fmt: skip
"""Each with the variable without which it has nowhere to put anything."""
SECONDS = 1.0


def program(environment: Mapping[str, str]) -> Sequence[str] | None:
    """The first one that can work here; over ssh none is used, as it would fill the clipboard of another machine."""
    if "SSH_CONNECTION" in environment:
        return None
    for words, needs in PROGRAMS:
        if (not needs or environment.get(needs)) and shutil.which(words[0], path=environment.get("PATH")):
            return words
    return None


def copy(text: str) -> bool:
    """Whether a program took the text. One that fails or hangs is let go of: the terminal has been asked as well."""
    words = program(os.environ)
    if words is None:
        return False
    try:
        done = subprocess.run(
            words,
            input=text.encode(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
