"""Spans to what Textual draws. Text in them is never read as markup."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

from tui.glyphs import Span

STYLES = {
    "plain": "",
    "strong": "bold",
    "quiet": "$foreground-muted",
    "good": "bold $text-success",
    "bad": "bold $text-error",
    "doubt": "bold $text-warning",
    "tool": "$text-accent",
}


def content(spans: Iterable[Span]) -> Content:
    """The spans, styled with the theme's colours."""
    return Content.assemble(*((text, STYLES[style]) for style, text in spans))
