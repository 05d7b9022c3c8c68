"""Suites: pick one, run it, watch how it goes, open the trace of any task."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from pydantic import ValidationError
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Button, DataTable, Input, Static

from agent.errors import AgentError
from tui.palette import SuitesCommands
from tui.plots import plots
from tui.scores import COLUMNS, FILTERS, ORDERS, accuracy, against_gold, chosen, progress
from tui.screens.base import TooSmall
from tui.screens.listed import ListScreen
from tui.screens.past_runs import PastRunsScreen
from tui.services.background import DRAIN_SECONDS
from tui.services.past_runs import begun_with, past_runs
from tui.services.suite_run import SuiteRun
from tui.widgets.bars import ModeBar
from tui.widgets.item_table import ItemTable
from tui.widgets.key_line import KeyLine
from tui.widgets.opened_trace import OpenedTrace
from tui.widgets.pane import Pane
from tui.widgets.run_form import RunForm
from tui.widgets.spans import content

FIELDS = ("limit", "attempts", "temperature", "seed")


class SuitesScreen(ListScreen):
    """The run is `services.suites`; this shows it."""

    mode = "suites"
    CSS_PATH = "suites.tcss"
    OF_LIST = frozenset({"run", "past", "plots", "filter", "order", "training"})
    COMMANDS = {SuitesCommands}  # noqa: RUF012 - as Textual declares it
    HELP = (
        "Suites: questions with known answers. The run is kept in a folder that `ponder eval` reads; one that was "
        "stopped goes on with the same settings. A disagreement is a verified wrong answer or a refuted right one. "
        "Coverage is the share of answers that the verifier accepts, precision the share of those that is right. "
        "p lists earlier runs: open one, or mark one with m and compare another with it by c."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "run", "Run", id="suites.run", tooltip="Run the suite, or go on with it"),
        Binding("escape", "leave", "Stop, back", id="suites.back", tooltip="Out of a trace; else stop the run"),
        Binding("v", "plots", "Plots", id="suites.plots", tooltip="Reliability, risk and coverage of the verifier"),
        Binding("p", "past", "Past runs", id="suites.past", tooltip="Look at an earlier run, or compare two"),
        Binding("t", "training", "Training", id="suites.training", tooltip="Loss and reward curves of training runs"),
        Binding("f", "filter", "Filter", id="suites.filter", tooltip="All, failed, disagreements, errors"),
        Binding("o", "order", "Order", id="suites.order", tooltip="By place, score, attempts or time"),
    ]

    def compose(self) -> ComposeResult:
        from tasks.suites import FAMILY_SUITES, SUITES

        services = self.services
        yield ModeBar(self.mode)
        yield RunForm(services.choices, FIELDS, [*SUITES, *FAMILY_SUITES], "Run")
        yield Static(id="progress", markup=False)
        yield Static(id="accuracy", markup=False)
        yield Static(id="which", markup=False)
        yield ItemTable(services.glyphs, id="items")
        yield Pane(id="plots")
        yield Static(id="gold", markup=False)
        yield OpenedTrace(services.glyphs, services.playback, id="opened")
        yield KeyLine()
        yield TooSmall()

    def on_mount(self) -> None:
        self.which, self.order, self._hindrance = "all", "#", ""
        self.query_one(OpenedTrace).display = self.query_one("#plots").display = False
        self.query_one("#gold").display = False
        self.table.focus()
        self._rebuild()
        self.set_interval(DRAIN_SECONDS, self.tick)

    def on_screen_resume(self) -> None:
        self.show_policy()
        self.query_one(RunForm).follow(self.services.choices)

    @property
    def table(self) -> ItemTable:
        return self.query_one(ItemTable)

    @property
    def run_(self) -> SuiteRun:
        return self.services.suites

    # The run

    def tick(self) -> None:
        was_busy, hindrance = self.run_.busy, self.run_.hindrance
        fresh = self.run_.tick()
        if fresh:
            last = max((item.index for item in self.run_.items[: -len(fresh)]), default=-1)
            if self.order == "#" and self.which == "all" and min(item.index for item in fresh) > last:
                self.table.extend(sorted(fresh, key=lambda item: item.index))
            else:
                self._rebuild()
        if was_busy and not self.run_.busy and self.run_.warning is not None:
            self.notify(f"Not stored for F3: {self.run_.warning.message}", severity="warning", markup=False)
        if was_busy or hindrance != self._hindrance:
            self._hindrance = hindrance
            self._tell()

    def on_resize(self, event: events.Resize) -> None:  # after the one of every mode
        self._tell()

    @on(Button.Pressed, "#run")
    def _pressed(self) -> None:
        self.action_run()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        if event.input.id in FIELDS:
            self.action_run()

    def action_run(self) -> None:
        services = self.services
        if self.run_.hindrance:
            again = " It is loaded again now: press r once it is there." if services.model.failure else ""
            self.notify(self.run_.hindrance + again, severity="warning", markup=False)
            services.model.start()  # again, after a failure
            return
        try:
            services.choose(**self.query_one(RunForm).values)
            self.run_.start(services.choices)
        except (ValidationError, AgentError) as error:
            self.tell(error)
            return
        self.table.focus()
        self._rebuild()

    def action_past(self) -> None:
        found = past_runs(self.run_.folder())
        if not found:
            self.notify("No suite has been run yet: r runs one.", severity="warning")
        else:
            self.app.push_screen(PastRunsScreen(found), self._open_past)

    def action_training(self) -> None:
        from tui.screens.training import TrainingScreen

        self.app.push_screen(TrainingScreen((self.run_.folder(), Path("runs"), Path()), self.services.glyphs))

    def _open_past(self, folder: Path | None) -> None:
        """Show the run, and its settings in the form: so r goes on with an unfinished one."""
        if folder is None:
            return
        if self.services.model.user is not None:
            self.notify("Something is running: Esc stops it, then p opens a run.", severity="warning")
            return
        try:
            policy, begun = begun_with(folder, self.services.choices)
        except (ValidationError, AgentError) as error:
            self.tell(error)
            return
        self.query_one(RunForm).load(begun)
        self.run_.open(folder, policy)
        self._rebuild()

    # The table

    def _rebuild(self, *, top: bool = False) -> None:
        self.table.show(chosen(self.run_.items, self.which, self.order))
        if top:
            self.table.move_cursor(row=0)
        self._tell()

    def _tell(self) -> None:
        glyphs, run = self.services.glyphs, self.run_
        self.query_one("#progress", Static).update(content(progress(run, glyphs)))
        self.query_one("#accuracy", Static).update(content(accuracy(run, self.size.width)))
        if self.query_one("#plots").display:
            self.query_one("#plots", Pane).show(plots(run.items, glyphs))
        shown = f"showing {self.which} ({self.table.row_count} of {len(run.items)}), by {self.order}"
        where = f"   kept in runs/{run.out.name}" if run.out is not None else ""
        self.query_one("#which", Static).update(shown + where)

    def action_plots(self) -> None:
        """The plots in the place of the table, and back."""
        pane = self.query_one("#plots", Pane)
        pane.display = not pane.display
        self.table.display = not pane.display
        (pane if pane.display else self.table).focus()
        self._tell()

    def action_filter(self) -> None:
        self.which = _after(self.which, list(FILTERS))
        self._rebuild(top=True)

    def action_order(self) -> None:
        self.order = _after(self.order, list(ORDERS))
        self._rebuild(top=True)

    @on(DataTable.HeaderSelected, "#items")
    def _order_by(self, event: DataTable.HeaderSelected) -> None:
        name = COLUMNS[event.column_index]
        if name in ORDERS:
            self.order = name
            self._rebuild(top=True)

    # One trace

    @on(DataTable.RowSelected, "#items")
    def _open(self, event: DataTable.RowSelected) -> None:
        item = next(item for item in self.run_.items if str(item.index) == event.row_key.value)
        self.switch(opened=True)
        self.query_one("#gold", Static).update(content(against_gold(item, self.services.glyphs)))
        self.query_one(OpenedTrace).show(item.trace.events)
        self.services.looked_at = self.query_one(OpenedTrace).whole

    def switch(self, *, opened: bool) -> None:
        self.query_one("#gold").display = opened
        for widget in (self.query_one(RunForm), self.table, self.query_one("#which")):
            widget.display = not opened
        super().switch(opened=opened)

    def action_leave(self) -> None:
        """Esc: a step back in the opened trace, out of it, or stop the run. It never quits."""
        if self.leave_trace():
            return
        if self.query_one("#plots").display:
            self.action_plots()
        elif not self.table.has_focus:
            self.table.focus()
        elif self.run_.busy:
            self.run_.stop()
            self._tell()


def _after(name: str, names: list[str]) -> str:
    return names[(names.index(name) + 1) % len(names)]
