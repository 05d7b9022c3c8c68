"""A pane of spans that scrolls: the detail of a node, the numbers of a run, one side of a comparison."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

from tui.glyphs import Span
from tui.widgets.spans import content


class Pane(ScrollView, can_focus=True):
    """Shows spans, redrawn only when they change. Text in them is never markup.

    It wraps and draws its lines itself: a child widget of changing height would have the whole screen laid out anew
    each time (docs/app.md, "How quick it is").
    """

    DEFAULT_CSS = """
    Pane { padding: 0 1; overflow-x: hidden; overflow-y: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "scroll_down", "Down", show=False, id="pane.down", tooltip="Scroll down"),
        Binding("k", "scroll_up", "Up", show=False, id="pane.up", tooltip="Scroll up"),
    ]

    def __init__(self, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.spans: list[Span] = []
        self._content = Content("")
        self._width = 0
        self._strips: list[Strip] | None = None
        """The wrapped lines; None when they have to be drawn again."""

    def show(self, spans: list[Span], *, top: bool = False) -> None:
        """Show these; `top` scrolls back to the beginning."""
        if spans != self.spans:
            self.spans, self._content = spans, content(spans)
            self._forget_lines()
            self._measure()
        if top:
            self.scroll_home(animate=False)

    @property
    def words(self) -> str:
        """What is shown, without its looks."""
        return "".join(text for _, text in self.spans)

    def render(self) -> Content:
        """The whole content, from which Textual takes what is selected with the mouse."""
        return self._content

    def render_line(self, y: int) -> Strip:
        strips, row = self._lines(), y + self.scroll_offset.y
        return strips[row] if row < len(strips) else Strip([])

    def _lines(self) -> list[Strip]:
        """The content, wrapped; anew only when it, the width or the looks have changed."""
        width = self.scrollable_content_region.width
        if self._strips is None or width != self._width:
            self._width = width
            self._strips = Visual.to_strips(self, self._content, width, None, self.visual_style) if width else []
        return self._strips

    def _forget_lines(self) -> None:
        self._strips = None
        self.refresh()

    def _measure(self) -> None:
        """How far it scrolls. Not by assigning `virtual_size`, which has the screen laid out anew."""
        for _ in range(2):  # a scroll bar that comes or goes leaves other room for the lines
            size = Size(self.scrollable_content_region.width, len(self._lines()))
            if size != self.virtual_size:
                self.set_reactive(Widget.virtual_size, size)
                self._scroll_update(size)

    def on_resize(self) -> None:
        self._forget_lines()
        self._measure()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._strips = None

    def selection_updated(self, selection: Selection | None) -> None:
        self._forget_lines()
