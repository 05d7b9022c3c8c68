"""What a terminal shows that has no more than ASCII: every glyph that the app or Textual draws, as an ASCII one."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

TABLE = {
    "|": "│┃║╏▏▎▍▌▋▊▉▐▕",
    "-": "─━═╌╍┄▔▁▀▄–—",
    "+": "┌┐└┘┏┓┗┛╔╗╚╝╭╮╯╰├┤┬┴┼┡┩╇▖▗▘▙▛▜▝▟",
    "#": "█■▓",
    ".": "·•░▒",
    "~": "…",
    "x": "×✗✕",
    "v": "▼▾↓✓✔",
    "^": "▲▴↑",
    ">": "▶▸→❯",
    "<": "◀◂←⌫",
    "*": "●★",
    "o": "○◌",
}
"""ASCII glyphs, and what each stands for. All are one column wide."""
ASCII = str.maketrans({glyph: plain for plain, glyphs in TABLE.items() for glyph in glyphs} | {"🔎": "? "})
THUMB = Style(reverse=True)


class AsciiFilter(LineFilter):
    """Applied by Textual to every line that is drawn. Letters, which people and models write, stay as they are."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return [_plain(segment) for segment in segments]


def _plain(segment: Segment) -> Segment:
    text, style, control = segment
    if control or text.isascii():
        return segment
    if style is not None and style.meta.get("@mouse.down") == "grab":  # an end of a scroll bar's thumb: drawn whole
        return Segment(" " * len(text), style + THUMB)
    return Segment(text.translate(ASCII), style)
