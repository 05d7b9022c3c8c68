"""A curve drawn with characters: braille dots where the terminal has them, else stars."""

from __future__ import annotations

from collections.abc import Sequence

from tui.glyphs import Glyphs, Span

DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""Bits of a braille cell, by line and column; Unicode 15.0, block 2800."""
MARGIN = 10
"""Columns of the scale."""


def curve(title: str, points: Sequence[tuple[int, float]], width: int, height: int, glyphs: Glyphs) -> list[Span]:
    """A title with the last value, then `height` lines of a plot over the steps, with its scale on the left."""
    if not points:
        return [("strong", title), ("quiet", "  nothing yet\n")]
    steps, values = [step for step, _ in points], [value for _, value in points]
    low, high = min(values), max(values)
    range_ = f"  least {short(low)}, most {short(high)}, steps {steps[0]:,} to {steps[-1]:,}\n"
    spans: list[Span] = [("strong", title), ("plain", f"  {short(values[-1])}"), ("quiet", range_)]
    lines = plotted(points, max(8, width - MARGIN), height, glyphs)
    for i, line in enumerate(lines):
        scale = short(high) if i == 0 else short(low) if i == height - 1 else ""
        spans += [("quiet", f"{scale:>{MARGIN - 2}}  "), ("tool", f"{line}\n")]
    return spans


def plotted(points: Sequence[tuple[int, float]], width: int, height: int, glyphs: Glyphs) -> list[str]:
    """The lines, highest values first. Each column of dots shows the range of the values that fall into it."""
    fine, tall = (1, 1) if glyphs.ascii else (2, 4)
    columns, rows = width * fine, height * tall
    first, last = points[0][0], points[-1][0]
    values = [value for _, value in points]
    low, high = min(values), max(values)
    dots: set[tuple[int, int]] = set()
    before: int | None = None
    at = -1
    for step, value in points:
        x = 0 if last == first else round((step - first) / (last - first) * (columns - 1))
        y = rows - 1 if high == low else round((high - value) / (high - low) * (rows - 1))
        start = y if before is None else before
        if x != at and before is not None:
            start = before + (1 if y > before else -1 if y < before else 0)  # joined to the column before
        dots |= {(x, line) for line in range(min(start, y), max(start, y) + 1)}
        before, at = y, x
    return [_line(dots, line, width, fine, tall) for line in range(height)]


def _line(dots: set[tuple[int, int]], line: int, width: int, fine: int, tall: int) -> str:
    if fine == 1:
        return "".join("*" if (x, line) in dots else " " for x in range(width))
    cells = (
        sum(DOTS[j][i] for i in range(fine) for j in range(tall) if (x * fine + i, line * tall + j) in dots)
        for x in range(width)
    )
    return "".join(chr(0x2800 + bits) if bits else " " for bits in cells)


def short(value: float) -> str:
    """Four digits that matter."""
    return f"{value:.4g}"
