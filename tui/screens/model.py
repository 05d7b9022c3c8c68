"""Model: an attempt token by token, as recorded, and what happened inside, from reading it again."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import DataTable, Static

from tui.along import lines
from tui.glyphs import Span
from tui.inside.knobs import STEPS, TOP_P, Knobs, Name
from tui.inside.look import Spot
from tui.inside.lookout import Angle
from tui.inside.routed import recorded
from tui.inside.views import absent, policy_card, text
from tui.palette import ModelCommands
from tui.screens.base import ModeScreen, TooSmall
from tui.services.background import DRAIN_SECONDS
from tui.state import Attempt, Run
from tui.text import one_line
from tui.tokens import TokenRow, columns, least_sure, token_cells, token_rows
from tui.widgets.bars import ModeBar
from tui.widgets.key_line import KeyLine
from tui.widgets.knob_bar import Knob, KnobBar
from tui.widgets.pane import Pane
from tui.widgets.spans import content
from tui.widgets.view_bar import VIEWS, ViewBar, ViewTab

WINDOWS = (None, 128, 64, 32, 16)
"""Caches to look through: the one that the attempt had, then smaller and smaller windows."""


class ModelScreen(ModeScreen):
    """The attempt of the trace that was looked at last; `[` and `]` take its other attempts."""

    mode = "model"
    CSS_PATH = "model.tcss"
    COMMANDS = {ModelCommands}  # noqa: RUF012 - as Textual declares it
    HELP = (
        "Model: every token of an attempt, given or sampled, with the probability that the policy gave it. The trace "
        "is the one that was asked or opened last. The views beside it are of the selected token: the experts it went "
        "to, where each head looks, what the cache holds, and what else might have been sampled."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left_square_bracket", "attempt(-1)", "Attempt before", id="model.before",
                tooltip="Look at the attempt before"),
        Binding("right_square_bracket", "attempt(1)", "Next attempt", id="model.next",
                tooltip="Look at the next attempt"),
        Binding("l", "doubt", "Least sure", id="model.doubt", tooltip="To the next of the least sure tokens"),
        *(Binding(key, f"view('{view}')", name, show=False, id=f"model.{view}", tooltip=f"The {name} view")
          for view, (key, name) in VIEWS.items()),
        Binding("comma", "head(-1, 0)", "Layer before", show=False, id="model.layer_before",
                tooltip="Attention of the layer before"),
        Binding("full_stop", "head(1, 0)", "Next layer", show=False, id="model.layer_next",
                tooltip="Attention of the next layer"),
        Binding("less_than_sign", "head(0, -1)", "Head before", show=False, id="model.head_before",
                tooltip="Attention of the head before"),
        Binding("greater_than_sign", "head(0, 1)", "Next head", show=False, id="model.head_next",
                tooltip="Attention of the next head"),
        Binding("w", "window", "Window", show=False, id="model.window", tooltip="Read through a smaller window"),
        Binding("plus,equals_sign", "turn(1)", "More", show=False, id="model.more", tooltip="Turn the knob up"),
        Binding("minus", "turn(-1)", "Less", show=False, id="model.less", tooltip="Turn the knob down"),
        Binding("semicolon", "knob", "Next knob", show=False, id="model.knob", tooltip="Take the next knob in hand"),
        Binding("0", "as_drawn", "As drawn", show=False, id="model.as_drawn", tooltip="The knobs of the attempt"),
        Binding("escape", "leave", "Back", show=False, id="model.back", tooltip="To the tokens, then to the Ask mode"),
    ]  # fmt: skip

    def compose(self) -> ComposeResult:
        yield ModeBar(self.mode)
        yield Static(id="which", markup=False)
        yield Static(id="curve", markup=False)
        with Horizontal(id="panes"):
            yield DataTable(id="tokens", cursor_type="row", zebra_stripes=True)
            with Vertical(id="inside"):
                yield ViewBar()
                yield KnobBar(self.services.glyphs)
                yield Pane(id="view")
        yield KeyLine()
        yield TooSmall()

    def on_mount(self) -> None:
        self.number: int | None = None
        self.rows: list[TokenRow] = []
        self.view = "text"
        self.window: int | None = None
        self.knob: Name = "temperature"
        self.knobs, self.at_layer, self.at_head = Knobs(), 0, 0
        self.table.focus()
        self.set_interval(DRAIN_SECONDS, self.tick)

    def on_screen_resume(self) -> None:
        self.show_policy()
        self.number = None
        self.services.inside.ask(self._policy())
        self.call_after_refresh(self._show)

    @property
    def table(self) -> DataTable[Text]:
        return self.query_one("#tokens", DataTable)

    def _policy(self) -> str:
        started = self.services.looked_at.started
        return started.policy if started is not None else self.services.model.name

    def tick(self) -> None:
        if self.services.inside.tick():
            self._show()
        elif self.is_current and not self.services.inside.busy:
            self.services.inside.ask(self._policy())
        if self.services.rereading.tick():
            self._show_view()

    def _attempt(self, run: Run) -> Attempt | None:
        return run.best if self.number is None else run.attempt(self.number)

    # The tokens

    def _show(self) -> None:
        run, inside, policy = self.services.looked_at, self.services.inside, self._policy()
        attempt = self._attempt(run)
        self.table.clear(columns=True)
        self.rows = []
        if attempt is None or attempt.finished is None or not attempt.finished.token_ids:
            words = "No tokens are recorded yet: ask a question (F2), or open a trace (F3), and come back."
            self.query_one("#which", Static).update(words)
            self.query_one("#curve", Static).update("")
            self._show_view()
            return
        glyphs, finished = self.services.glyphs, attempt.finished
        self.rows = token_rows(finished, inside.spellers.get(policy))
        names = columns(self.rows)
        self.table.add_columns(*names)
        for row in self.rows:
            self.table.add_row(*(Text(cell) for _, cell in token_cells(row, glyphs, valued="value" in names)))
        first = next((row.place for row in self.rows if row.probability is not None), 0)
        self.table.move_cursor(row=first)
        self.call_after_refresh(self.table.scroll_to, y=max(0, first - 2), animate=False)
        of = f"attempt {attempt.number + 1} of {len(run.attempts)}"
        self.query_one("#which", Static).update(f"{of}   {one_line(run.question, 100)}")
        drawn = lines(attempt, self.size.width - 14, glyphs)
        curves: list[Span] = []
        for name, line in drawn.items():
            curves += [("quiet", f"{chr(10) * bool(curves)}{name:<8} "), ("tool", line)]
        self.query_one("#curve", Static).update(content(curves))
        self.action_as_drawn()

    @on(DataTable.RowHighlighted, "#tokens")
    def _moved(self) -> None:
        self._show_view()

    @on(DataTable.RowSelected, "#tokens")
    def _chosen(self) -> None:
        """Where there is room for one pane alone, Enter opens the view."""
        if self.has_class("-narrow"):
            self.add_class("-opened")
            self.query_one("#view").focus()

    def action_attempt(self, by: int) -> None:
        run = self.services.looked_at
        attempt = self._attempt(run)
        if attempt is not None:
            place = (run.attempts.index(attempt) + by) % len(run.attempts)
            self.number = run.attempts[place].number
            self._show()

    def action_doubt(self) -> None:
        """To the least sure token, then to the next one."""
        places = [row.place for row in least_sure(self.rows)]
        if places:
            here = self.table.cursor_row
            self.table.move_cursor(row=places[(places.index(here) + 1) % len(places)] if here in places else places[0])

    # The views

    def on_resize(self, event: object) -> None:
        self.call_after_refresh(self._show_view)

    def _show_view(self) -> None:
        """The view of the selected token. Reads the attempt again where a view needs that."""
        services, run, pane = self.services, self.services.looked_at, self.query_one("#view", Pane)
        self.query_one(ViewBar).show(self.view)
        bar = self.query_one(KnobBar)
        bar.display = self.view == "sampling"
        bar.show(self.knobs, self.knob)
        attempt = self._attempt(run)
        if self.view == "policy":
            pane.show(policy_card(services.inside, self._policy(), services.glyphs))
        elif attempt is None or attempt.finished is None or run.started is None or not self.rows:
            pane.show([])
        elif self.view == "text":
            pane.show(text(self.rows, services.glyphs))
        else:
            rereading = services.rereading
            rereading.ask(run.started, attempt.finished, self.window)
            width, place = pane.scrollable_content_region.width, min(self.table.cursor_row, len(self.rows) - 1)
            spans = rereading.look(
                Angle(self.view, place, self.at_layer, self.at_head, self.knobs, width, self.window,
                      services.glyphs.ascii)
            )  # fmt: skip
            if rereading.failure is not None or rereading.shape is None:
                told = recorded(attempt.finished) if self.window is None else ()
                spot = Spot(self.rows, place, width, services.glyphs, told)
                pane.show(absent(rereading.failure, self.view, spot))
            elif spans is not None:  # else what was seen last stays, until what is seen from here has come
                pane.show(spans)

    def action_view(self, view: str) -> None:
        self.view = view
        if self.has_class("-narrow"):
            self.add_class("-opened")
        self._show_view()
        self.query_one("#view", Pane).scroll_home(animate=False)

    @on(ViewTab.Wanted)
    def _wanted_view(self, event: ViewTab.Wanted) -> None:
        self.action_view(event.view)

    def action_head(self, layers: int, heads: int) -> None:
        shape = self.services.rereading.shape
        if shape is not None:
            self.at_layer, self.at_head = shape.turned(self.at_layer + layers, self.at_head + heads)
            self._show_view()

    def action_window(self) -> None:
        self.window = WINDOWS[(WINDOWS.index(self.window) + 1) % len(WINDOWS)]
        self._show_view()

    def action_knob(self) -> None:
        names = list(STEPS)
        self.knob = names[(names.index(self.knob) + 1) % len(names)]
        self._show_view()

    def action_turn(self, by: int) -> None:
        self.knobs = self.knobs.turned(self.knob, by)
        self._show_view()

    @on(Knob.Turned)
    def _turned(self, event: Knob.Turned) -> None:
        self.knob = event.name
        self.action_turn(event.by)

    def action_as_drawn(self) -> None:
        """The knobs as the attempt was sampled."""
        attempt = self._attempt(self.services.looked_at)
        started = attempt.started if attempt is not None else None
        self.knobs = Knobs(temperature=started.temperature if started else 1.0, top_p=TOP_P)
        self._show_view()

    async def action_leave(self) -> None:
        if self.has_class("-opened"):
            self.remove_class("-opened")
            self.table.focus()
        else:
            await self.app.run_action("app.mode('ask')")
