"""Training runs: the curves of a run's log, live while it is trained."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Input, OptionList, Static

from tui.curves import curve
from tui.errors import describe
from tui.glyphs import Glyphs, Span
from tui.palette import TrainingCommands
from tui.screens.base import RoomScreen, TooSmall
from tui.services.training_log import TrainingLog, training_runs
from tui.text import one_line
from tui.widgets.key_line import KeyLine
from tui.widgets.pane import Pane

READ_SECONDS = 0.5
"""Between two looks at the log."""
LINES = 8
"""Of a plot."""


class TrainingScreen(RoomScreen):
    """A list of runs, a field for any other folder, and the curves."""

    CSS_PATH = "training.tcss"
    COMMANDS = {TrainingCommands}  # noqa: RUF012 - as Textual declares it
    HELP = (
        "Training runs: loss, reward and whatever else `ponder train` writes into a run's log.jsonl. The curves grow "
        "while the run goes on. Runs are looked for under `runs` in Ponder's home and where the app was started."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Back", id="training.back", tooltip="Back to the suites"),
        Binding("slash", "folder", "Another folder", id="training.folder", tooltip="Type the folder of a run"),
        Binding("a", "all", "All figures", id="training.all", tooltip="All that the log has, or the first four"),
    ]

    def __init__(self, places: Sequence[Path], glyphs: Glyphs) -> None:
        super().__init__()
        self.glyphs, self.every = glyphs, False
        self.folders = training_runs(*places)
        self.log_: TrainingLog | None = None

    def compose(self) -> ComposeResult:
        yield Static("Training runs", id="title", markup=False)
        yield Input(placeholder="the folder of a run, then Enter", id="folder", compact=True)
        with Horizontal():
            yield OptionList(*(Text(one_line(folder.name, 28)) for folder in self.folders), id="runs")
            yield Pane(id="curves")
        yield KeyLine()
        yield TooSmall()

    def on_mount(self) -> None:
        self.query_one("#runs").focus()
        if not self.folders:
            words = "No run is here. `ponder train sft --config micro --out runs/NAME` makes one; / opens any folder."
            self.query_one("#curves", Pane).show([("quiet", words)])
        self.set_interval(READ_SECONDS, self.tick)

    @on(OptionList.OptionHighlighted, "#runs")
    def _chosen(self, event: OptionList.OptionHighlighted) -> None:
        self.open(self.folders[event.option_index])

    @on(Input.Submitted, "#folder")
    def _typed(self, event: Input.Submitted) -> None:
        self.open(Path(event.value.strip()).expanduser())

    def open(self, folder: Path) -> None:
        self.log_ = TrainingLog(folder)
        self.tick()

    def tick(self) -> None:
        """Take what the log has got since."""
        if self.log_ is None:
            return
        try:
            if self.log_.read():
                self._show()
        except OSError as error:
            self.log_ = None
            self.query_one("#curves", Pane).show(
                [self.glyphs.named("broken"), ("plain", f"  {describe(error).message}")]
            )

    def _show(self) -> None:
        log, pane = self.log_, self.query_one("#curves", Pane)
        assert log is not None
        names = log.names if self.every else log.names[:4]
        done = max((points[-1][0] for points in log.curves.values()), default=0)
        of = "" if log.steps is None else f" of {log.steps:,}"
        spans: list[Span] = [("strong", one_line(log.folder.name)), ("quiet", f"   step {done:,}{of}")]
        left = len(log.names) - len(names)
        spans += [("quiet", f"   {left} more figures: a" if left else ""), ("plain", "\n\n")]
        for name in names:
            width = max(20, pane.scrollable_content_region.width)
            spans += [*curve(one_line(name), log.curves[name], width, LINES, self.glyphs), ("plain", "\n")]
        pane.show(spans)

    def on_resize(self, event: events.Resize) -> None:
        if self.log_ is not None:
            self.call_after_refresh(self._show)

    def action_folder(self) -> None:
        self.query_one("#folder").focus()

    def action_all(self) -> None:
        self.every = not self.every
        if self.log_ is not None:
            self._show()
