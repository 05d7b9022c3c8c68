"""A chart with two linear axes, written as SVG.

No plotting library: three plots of lines, bars and intervals need little, and a folder of plots should not need a
second installation. Elements are built as a tree, so whatever a suite is called is text and never markup.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from xml.etree import ElementTree

WIDTH, HEIGHT = 640, 440
LEFT, RIGHT, TOP, BOTTOM = 70, 24, 64, 56
"""Margins around the axes, in pixels."""
BLUE, ORANGE, GREEN, GREY = "#0072b2", "#d55e00", "#009e73", "#767676"
"""Told apart with any colour vision, from the palette of Okabe and Ito 2008; lines differ in their dashes as well."""
INK, PALE = "#222222", "#e0e0e0"
_TICKS_ABOUT = 5
_MAX_TEXT = 120
"""Characters of a text: about a line."""

Point = tuple[float, float]


@dataclass(frozen=True)
class Axis:
    """What an axis shows, from where to where, and whether its numbers are shares to be written in per cent."""

    label: str
    low: float
    high: float
    percent: bool = True

    def ticks(self) -> list[float]:
        """Round numbers within the axis, about five of them; whole ones where the axis counts."""
        rough = (self.high - self.low) / _TICKS_ABOUT
        size: float = 10 ** math.floor(math.log10(rough))
        step = next(size * m for m in (1, 2, 5, 10) if size * m >= rough * 0.999)
        step = step if self.percent else max(1.0, step)
        first, last = math.ceil(self.low / step - 1e-9), math.floor(self.high / step + 1e-9)
        return [i * step for i in range(first, last + 1)]

    def text(self, value: float) -> str:
        return f"{100 * value:.4g} %" if self.percent else f"{value:g}"


def element(tag: str, text: str = "", /, **attributes: str | float) -> ElementTree.Element:
    """An SVG element: `stroke_width=2` becomes `stroke-width="2"`; positions are written to a hundredth of a pixel."""
    made = ElementTree.Element(tag)
    for name, value in attributes.items():
        made.set(name.replace("_", "-"), value if isinstance(value, str) else f"{value:.2f}".rstrip("0").rstrip("."))
    if text:
        made.text = "".join(c for c in text if c.isprintable())[:_MAX_TEXT]  # XML cannot hold control characters
    return made


@dataclass
class Chart:
    """Collects marks, then draws them. Points are in the axes' units; what lies outside the axes is cut to them."""

    title: str
    subtitle: str
    x: Axis
    y: Axis
    marks: list[ElementTree.Element] = field(default_factory=list)
    legend: list[tuple[str, str, str]] = field(default_factory=list)

    def line(self, points: Sequence[Point], colour: str, label: str, *, dashes: str = "", dots: bool = False) -> None:
        """A line through the points, with its entry in the legend; `dots` marks each, with its numbers as tooltip."""
        self.legend.append((label, colour, dashes))
        places = " ".join(f"{self._x(x):.2f},{self._y(y):.2f}" for x, y in points)
        self.marks.append(
            element("polyline", points=places, fill="none", stroke=colour, stroke_width=2, **_dashed(dashes))
        )
        for x, y in points if dots else ():
            dot = element("circle", cx=self._x(x), cy=self._y(y), r=3.5, fill=colour)
            dot.append(element("title", f"{label}: {self.x.text(x)}, {self.y.text(y)}"))
            self.marks.append(dot)

    def interval(self, x: float, ends: Sequence[float], colour: str) -> None:
        """A vertical bar between the two ends: the interval of a point."""
        place, low, high = self._x(x), self._y(ends[0]), self._y(ends[1])
        self.marks.append(
            element("line", x1=place, x2=place, y1=low, y2=high, stroke=colour, stroke_width=1.5, stroke_opacity=0.6)
        )

    def bar(self, low: float, high: float, height: float, colour: str, tooltip: str) -> None:
        """A pale bar on the x axis from `low` to `high`."""
        x, y, bottom = self._x(low) + 1, self._y(height), self._y(self.y.low)
        bar = element("rect", x=x, y=y, width=self._x(high) - 1 - x, height=bottom - y, fill=colour, fill_opacity=0.15)
        bar.append(element("title", tooltip))
        self.marks.append(bar)

    def note(self, text: str) -> None:
        """Words in the middle of the chart, where there is nothing to draw."""
        x, y = (LEFT + WIDTH - RIGHT) / 2, (TOP + HEIGHT - BOTTOM) / 2
        self.marks.append(element("text", text, x=x, y=y, fill=GREY, text_anchor="middle", font_size=14))

    def to_svg(self) -> str:
        """The whole file; the same marks give the same bytes."""
        root = element(
            "svg", xmlns="http://www.w3.org/2000/svg", width=WIDTH, height=HEIGHT, viewBox=f"0 0 {WIDTH} {HEIGHT}",
            role="img", font_family="system-ui, sans-serif", font_size=12, fill=INK,
        )  # fmt: skip
        root.append(element("title", f"{self.title}: {self.subtitle}"))
        root.append(element("rect", width="100%", height="100%", fill="#ffffff"))
        root.append(element("text", self.title, x=LEFT, y=24, font_size=16))
        root.append(element("text", self.subtitle, x=LEFT, y=42, fill=GREY))
        root.extend([*self._axes(), *self.marks, *self._legend()])
        ElementTree.indent(root)
        return ElementTree.tostring(root, encoding="unicode") + "\n"

    def _axes(self) -> Iterator[ElementTree.Element]:
        bottom, right = HEIGHT - BOTTOM, WIDTH - RIGHT
        for tick in self.x.ticks():
            x = self._x(tick)
            yield element("line", x1=x, y1=TOP, x2=x, y2=bottom, stroke=PALE)
            yield element("text", self.x.text(tick), x=x, y=bottom + 18, text_anchor="middle")
        for tick in self.y.ticks():
            y = self._y(tick)
            yield element("line", x1=LEFT, y1=y, x2=right, y2=y, stroke=PALE)
            yield element("text", self.y.text(tick), x=LEFT - 8, y=y + 4, text_anchor="end")
        yield element("text", self.x.label, x=(LEFT + right) / 2, y=HEIGHT - 16, text_anchor="middle")
        place = f"translate(18 {(TOP + bottom) // 2}) rotate(-90)"
        yield element("text", self.y.label, transform=place, text_anchor="middle")

    def _legend(self) -> Iterator[ElementTree.Element]:
        x = float(WIDTH - RIGHT)
        for label, colour, dashes in reversed(self.legend):
            x -= 7 * len(label) + 34  # about the width of the words, and of the sample before them
            yield element("line", x1=x, x2=x + 22, y1=54, y2=54, stroke=colour, stroke_width=2, **_dashed(dashes))
            yield element("text", label, x=x + 27, y=58)

    def _x(self, value: float) -> float:
        share = (min(max(value, self.x.low), self.x.high) - self.x.low) / (self.x.high - self.x.low)
        return LEFT + share * (WIDTH - LEFT - RIGHT)

    def _y(self, value: float) -> float:
        share = (min(max(value, self.y.low), self.y.high) - self.y.low) / (self.y.high - self.y.low)
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)


def _dashed(dashes: str) -> dict[str, str]:
    return {"stroke_dasharray": dashes} if dashes else {}
