"""Ask: a composer, and the trace of the answer as it comes about."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import OptionList, Static

from tui.palette import AskCommands
from tui.screens.base import ModeScreen, TooSmall
from tui.services.background import DRAIN_SECONDS
from tui.status import status
from tui.widgets.bars import ModeBar
from tui.widgets.composer import Composer
from tui.widgets.key_line import KeyLine
from tui.widgets.spans import content
from tui.widgets.trace_view import TraceView
from tui.widgets.welcome import EXAMPLES, Welcome


class AskScreen(ModeScreen):
    """Everything that happens is in `services.asking`; this shows it and hands on what the user wants."""

    mode = "ask"
    CSS_PATH = "ask.tcss"
    COMMANDS = {AskCommands}  # noqa: RUF012 - as Textual declares it
    HELP = (
        "Ask: write a question and watch how the answer comes about. A doubtful answer is tried again: "
        "each attempt is a branch of the tree, with its verdict and score."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Interrupt", id="ask.interrupt", tooltip="Stop the run; what there is is kept"),
        Binding("ctrl+n", "fresh", "New", id="ask.new", tooltip="An empty screen with examples"),
    ]

    def compose(self) -> ComposeResult:
        yield ModeBar(self.mode)
        yield Welcome()
        yield TraceView(self.services.glyphs, id="trace")
        yield Static(id="pill", markup=False)
        yield Composer(self.services.keeper.history(), id="composer")
        yield KeyLine()
        yield TooSmall()

    def on_mount(self) -> None:
        self.query_one(TraceView).display = False
        self.query_one(Composer).focus()
        self._shown: object = None
        self.tick()
        self.set_interval(DRAIN_SECONDS, self.tick)

    def tick(self) -> None:
        """Fetch what has happened, and show what changed."""
        asking = self.services.asking
        if asking.tick():
            self.query_one(TraceView).show(asking.run)
            self.services.looked_at = asking.run
            if asking.warning is not None and not asking.busy:
                warning, asking.warning = asking.warning, None
                self.notify(f"The trace could not be kept: {warning.message}", severity="warning", markup=False)
        pill = status(asking, self.services.glyphs)
        if pill != self._shown:
            self._shown = pill
            self.query_one("#pill", Static).update(content(pill))
            self.show_policy()

    @on(Composer.Asked)
    def _asked(self, event: Composer.Asked) -> None:
        services = self.services
        if services.asking.busy:
            self.notify("One question at a time: Esc interrupts the one that runs.", severity="warning")
            return
        if services.model.user is not None:
            self.notify("A suite is running: F4 shows it, and Esc there stops it.", severity="warning")
            return
        composer = self.query_one(Composer)
        composer.remember(event.question)
        services.keeper.remember(composer.asked)
        services.asking.ask(event.question, services.choices)
        self.query_one(Welcome).display = False
        view = self.query_one(TraceView)
        view.display = True
        view.show(services.asking.run)
        self.tick()

    @on(OptionList.OptionSelected, "#examples")
    def _example(self, event: OptionList.OptionSelected) -> None:
        composer = self.query_one(Composer)
        composer.fill(EXAMPLES[event.option_index])
        composer.focus()

    def action_leave(self) -> None:
        """Esc: out of a search or a pane, else interrupt the run, else to the composer. It never quits."""
        view, composer = self.query_one(TraceView), self.query_one(Composer)
        if view.display and view.back():
            return
        if self.services.asking.busy:
            self.services.asking.interrupt()
            self.tick()
        else:
            composer.focus()

    def action_fresh(self) -> None:
        if self.services.asking.busy:
            self.notify("Esc interrupts the question that runs.", severity="warning")
            return
        self.services.asking.forget()
        self.query_one(Welcome).display = True
        self.query_one(TraceView).display = False
        self.query_one(Composer).focus()
