"""The pane wraps and draws by itself: as a plain Static does, and its text can be selected with the mouse."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Static

from tests.tui.stage import pilot_test
from tui.glyphs import Span
from tui.widgets.pane import Pane
from tui.widgets.spans import content

WORDS = "A baker makes 48 rolls, sells 29 of them and bakes 15 more. How many rolls does he have? "


class Beside(App[None]):
    """The same spans in a pane and in Textual's own."""

    CSS = """
    Pane, VerticalScroll { width: 1fr; padding: 0 1; overflow-x: hidden; }
    VerticalScroll Static { width: 1fr; height: auto; }
    """

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Pane()
            with VerticalScroll():
                yield Static(markup=False)

    def both(self) -> tuple[list[str], list[str]]:
        """What is on the left half of the screen, and on the right, without the scroll bar."""
        half = self.size.width // 2
        strips = self.screen._compositor.render_strips()
        lines = ["".join(segment.text for segment in strip) for strip in strips]
        return [line[: half - 2] for line in lines], [line[half : 2 * half - 2] for line in lines]


async def alike(spans: list[Span], size: tuple[int, int] = (60, 10), down: int = 0) -> None:
    app = Beside()
    app.animation_level = "none"
    async with app.run_test(size=size) as pilot:
        pane, static = app.query_one(Pane), app.query_one(Static)
        pane.show([("plain", "before")])
        await pilot.pause()
        pane.show(spans)
        static.update(content(spans))
        await pilot.pause()
        pane.scroll_to(y=down, animate=False)
        app.query_one(VerticalScroll).scroll_to(y=down, animate=False)
        await pilot.pause()
        left, right = app.both()
        assert left == right
        assert pane.virtual_size.height == static.size.height
        assert pane.max_scroll_y == app.query_one(VerticalScroll).max_scroll_y


@pilot_test
async def test_long_text_is_wrapped_beside_its_scroll_bar() -> None:
    await alike([("strong", WORDS * 12)], down=3)


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(["plain", "strong", "bad"]), st.text(" abcé→\n12", max_size=120)), max_size=8),
    st.integers(0, 5),
)
def test_any_text_is_drawn_as_a_static_draws_it(spans: list[Span], down: int) -> None:
    @pilot_test
    async def drawn() -> None:
        await alike(spans, (44, 6), down)

    drawn()


@pilot_test
async def test_text_is_selected_with_the_mouse_where_it_is_scrolled_to() -> None:
    app = Beside()
    app.animation_level = "none"
    async with app.run_test(size=(60, 10)) as pilot:
        pane = app.query_one(Pane)
        pane.show([("plain", "\n".join(f"line {i}" for i in range(40)))])
        await pilot.pause()
        pane.scroll_to(y=20, animate=False)
        await pilot.pause()
        await pilot.mouse_down(pane, offset=(1, 1))
        await pilot.hover(pane, offset=(8, 2))
        await pilot.mouse_up(pane, offset=(8, 2))
        assert app.screen.get_selected_text() == "line 21\nline 22"
