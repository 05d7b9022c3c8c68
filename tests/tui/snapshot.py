"""Snapshots of the screen as text: its letters, and under them the styles that each line has, from left to right.

`PONDER_SNAPSHOTS=update pytest tests/tui/test_snapshots.py -m ""` writes them anew. They hold for one version of
Textual, whose first two numbers stand in the file: another one draws frames and bars in its own way.
"""

from __future__ import annotations

import difflib
import os
from itertools import groupby, zip_longest
from pathlib import Path
from xml.etree import ElementTree

import pytest
import textual
from rich.style import Style

from tui.app import PonderApp

FOLDER = Path(__file__).parent / "snapshots"
VERSION = ".".join(textual.__version__.split(".")[:2])


def drawn(app: PonderApp) -> str:
    """What the terminal would show. Styles are named in the order in which they come."""
    names: dict[str, str] = {}
    lines, looks = [], []
    for strip in app.screen._compositor.render_strips():
        segments = [segment for segment in strip if not segment.control]
        lines.append("".join(segment.text for segment in segments).rstrip())
        cells = [named(segment.style, names) for segment in segments for _ in segment.text]
        looks.append(" ".join(f"{name}{len(list(group))}" for name, group in groupby(cells)))
    legend = [f"{name} = {look}" for look, name in names.items()]
    return "\n".join([f"textual {VERSION}", "", *lines, "", "styles", *looks, "", *legend, ""])


def named(style: Style | None, names: dict[str, str]) -> str:
    """A short name for a style, whatever meta data it carries."""
    look = str((style or Style()).clear_meta_and_links())
    return names.setdefault(look, letters(len(names)))


def letters(n: int) -> str:
    """a, b, ... z, aa, ab, ..."""
    return (letters(n // 26 - 1) if n >= 26 else "") + chr(97 + n % 26)


def svg_lines(picture: str) -> list[str]:
    """The letters of each line of an exported SVG, without blanks. Raises ParseError where it is not well formed."""
    lines: dict[str, str] = {}
    for text in ElementTree.fromstring(picture).iter("{http://www.w3.org/2000/svg}text"):
        if "clip-path" in text.attrib:  # the title of the picture has none
            lines[text.attrib["y"]] = lines.get(text.attrib["y"], "") + "".join((text.text or "").split())
    return [lines[y] for y in sorted(lines, key=float) if lines[y]]


def check(name: str, app: PonderApp) -> None:
    """Fails with the lines that differ; and where the screen's SVG is not well formed, or has other letters."""
    path, new = FOLDER / f"{name}.txt", drawn(app)
    height = app.size.height
    shown = ["".join(line.split()) for line in new.splitlines()[2 : 2 + height]]
    wrong = [
        pair for pair in zip_longest(svg_lines(app.export_screenshot()), filter(None, shown)) if pair[0] != pair[1]
    ]
    assert not wrong, f"{name}: the SVG has another text: {wrong[:3]}"
    if os.environ.get("PONDER_SNAPSHOTS") == "update":
        FOLDER.mkdir(exist_ok=True)
        path.write_text(new, encoding="utf-8")
        return
    old = path.read_text(encoding="utf-8")
    if old.splitlines()[0] != new.splitlines()[0]:
        pytest.skip(f"the snapshots are of {old.splitlines()[0]}, this is {new.splitlines()[0]}")
    if old != new:
        difference = "\n".join(
            difflib.unified_diff(old.splitlines(), new.splitlines(), "kept", "drawn", lineterm="", n=1)
        )
        pytest.fail(f"{name} looks different; PONDER_SNAPSHOTS=update keeps the new look\n{difference}", pytrace=False)
