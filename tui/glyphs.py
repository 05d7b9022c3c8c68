"""Glyph, word and colour of whatever a screen shows: one table, with an ASCII set. Colour never says it alone."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from typing import Literal

Style = Literal["plain", "strong", "quiet", "good", "bad", "doubt", "tool"]
Span = tuple[Style, str]
"""A piece of text and how it looks; the text is safe to show."""


@dataclass(frozen=True)
class Mark:
    """How one kind of thing is marked."""

    glyph: str
    ascii: str
    word: str
    style: Style


MARKS: dict[str, Mark] = {
    "question": Mark("?", "?", "question", "strong"),
    "attempt": Mark("○", "o", "attempt", "strong"),
    "thought": Mark("·", ".", "thought", "quiet"),
    "call": Mark("→", ">", "call", "tool"),
    "observation": Mark("←", "<", "result", "plain"),
    "answer": Mark("=", "=", "answer", "strong"),
    "stop": Mark("■", "#", "stopped", "bad"),
    "budget": Mark("■", "#", "budget", "bad"),
    "retry": Mark("↻", "^", "retry", "doubt"),
    "failed": Mark("✗", "x", "failed", "bad"),
    "verdict": Mark("★", "*", "verdict", "plain"),
    "check": Mark("☐", "-", "check", "plain"),
    # states
    "ok": Mark("←", "<", "result", "plain"),
    "error": Mark("✗", "x", "error", "bad"),
    "pass": Mark("✓", "+", "pass", "good"),
    "fail": Mark("✗", "x", "fail", "bad"),
    "unknown": Mark("?", "?", "undecided", "doubt"),
    "verified": Mark("✓", "+", "verified", "good"),
    "unsure": Mark("?", "?", "unsure", "doubt"),
    "refuted": Mark("✗", "x", "refuted", "bad"),
    "right": Mark("✓", "+", "right", "good"),
    "wrong": Mark("✗", "x", "wrong", "bad"),
    "unscored": Mark("?", "?", "unscored", "doubt"),
    # what a run, or the model, is at
    "idle": Mark("●", "o", "ready", "good"),
    "loading": Mark("◌", "~", "loading the model", "doubt"),
    "thinking": Mark("●", "*", "thinking", "tool"),
    "calling": Mark("→", ">", "calling a tool", "tool"),
    "verifying": Mark("★", "*", "verifying", "tool"),
    "retrying": Mark("↻", "^", "retrying", "doubt"),
    "stopping": Mark("■", "#", "stopping", "doubt"),
    "done": Mark("✓", "+", "done", "good"),
    "interrupted": Mark("■", "#", "interrupted", "doubt"),
    "running": Mark("●", "*", "running", "tool"),
    "replaying": Mark("▷", ">", "replaying", "tool"),
    "paused": Mark("■", "#", "paused", "doubt"),
    "broken": Mark("✗", "x", "failed", "bad"),
}
BARS = " ▁▂▃▄▅▆▇█"
ASCII_BARS = " .:-=+*#%@"


@dataclass(frozen=True)
class Glyphs:
    """The set in use: Unicode, or ASCII for a terminal that has no more."""

    ascii: bool = False

    def of(self, name: str) -> str:
        """The glyph of a kind or state."""
        mark = MARKS[name]
        return mark.ascii if self.ascii else mark.glyph

    def named(self, name: str) -> Span:
        """Glyph and word, in their colour."""
        return MARKS[name].style, f"{self.of(name)} {MARKS[name].word}"

    @property
    def dash(self) -> str:
        return "-" if self.ascii else "–"

    def bar(self, share: float) -> str:
        """One column whose height is a share between 0 and 1; anything above nothing can be seen."""
        bars = ASCII_BARS if self.ascii else BARS
        steps = len(bars) - 1
        return bars[max(share > 0, min(steps, round(share * steps)))]

    def line(self, share: float, width: int) -> str:
        """A bar that lies down, `width` columns long when share is 1."""
        full = round(max(0.0, min(1.0, share)) * width)
        return ("#" if self.ascii else "█") * full + ("." if self.ascii else "░") * (width - full)


def preferred() -> Glyphs:
    """ASCII where PONDER_ASCII is set or the terminal's encoding is not Unicode."""
    encoding = (getattr(sys.__stdout__, "encoding", None) or "utf-8").lower().replace("-", "")
    return Glyphs(ascii=os.environ.get("PONDER_ASCII", "") not in ("", "0") or not encoding.startswith("utf"))
