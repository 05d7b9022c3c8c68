"""Model: what was recorded of the policy while it answered, token by token, and what the policy is."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import DataTable, Footer, Static

from tui.detail import curve
from tui.glyphs import Span
from tui.screens.base import ModeScreen, TooSmall
from tui.services.background import DRAIN_SECONDS
from tui.state import Attempt, Run
from tui.text import one_line
from tui.tokens import TokenRow, joined, least_sure, token_cells, token_rows, visible
from tui.widgets.bars import ModeBar
from tui.widgets.pane import Pane
from tui.widgets.spans import content

COLUMNS = ("#", "id", "token", "by", "p", "")


class ModelScreen(ModeScreen):
    """The attempt of the trace that was looked at last; `[` and `]` take its other attempts."""

    mode = "model"
    CSS_PATH = "model.tcss"
    HELP = (
        "Model: every token of an attempt, given or sampled, with the probability that the policy gave it. The trace "
        "is the one that was asked or opened last. Doubtful tokens are coloured, and the least sure ones are listed."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left_square_bracket", "attempt(-1)", "Attempt before", id="model.before"),
        Binding("right_square_bracket", "attempt(1)", "Next attempt", id="model.next"),
        Binding("l", "doubt", "Least sure", id="model.doubt", tooltip="To the next of the least sure tokens"),
        Binding("escape", "leave", "Back", show=False, id="model.back", tooltip="To the Ask mode"),
    ]

    def compose(self) -> ComposeResult:
        yield ModeBar(self.mode)
        yield Static(id="which", markup=False)
        yield Static(id="curve", markup=False)
        with Horizontal(id="panes"):
            yield DataTable(id="tokens", cursor_type="row", zebra_stripes=True)
            yield Pane(id="text")
            yield Pane(id="card")
        yield Footer()
        yield TooSmall()

    def on_mount(self) -> None:
        self.number: int | None = None
        self.rows: list[TokenRow] = []
        for name in COLUMNS:
            self.table.add_column(name)
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

    def _attempt(self, run: Run) -> Attempt | None:
        return run.best if self.number is None else run.attempt(self.number)

    def _show(self) -> None:
        run, inside, policy = self.services.looked_at, self.services.inside, self._policy()
        attempt = self._attempt(run)
        self.query_one("#card", Pane).show(self._card(policy), top=True)
        self.table.clear()
        self.rows = []
        if attempt is None or attempt.finished is None or not attempt.finished.token_ids:
            words = "No tokens are recorded yet: ask a question (F2), or open a trace (F3), and come back."
            self.query_one("#which", Static).update(words)
            self.query_one("#curve", Static).update("")
            self.query_one("#text", Pane).show([])
            return
        glyphs, finished = self.services.glyphs, attempt.finished
        self.rows = token_rows(finished, inside.spellers.get(policy))
        for row in self.rows:
            self.table.add_row(*(Text(text) for _, text in token_cells(row, glyphs)))
        first = next((row.place for row in self.rows if row.probability is not None), 0)
        self.table.move_cursor(row=first)
        self.call_after_refresh(self.table.scroll_to, y=max(0, first - 2), animate=False)
        of = f"attempt {attempt.number + 1} of {len(run.attempts)}"
        self.query_one("#which", Static).update(f"{of}   {one_line(run.question, 100)}")
        line: list[Span] = [("quiet", "p(token) "), ("tool", curve(finished.logprobs, self.size.width - 14, glyphs))]
        self.query_one("#curve", Static).update(content(line if finished.logprobs else []))
        self.query_one("#text", Pane).show(self._text(), top=True)

    def _text(self) -> list[Span]:
        spans: list[Span] = [("quiet", "least sure\n")]
        for row in least_sure(self.rows):
            sure = (row.probability or 0.0) >= 0.9
            spans += [("plain" if sure else "doubt", f"{row.probability:.3f}  ")]
            spans += [("strong", visible(row.text) or str(row.id)), ("quiet", f"  at {row.place}\n")]
        return [*spans, ("quiet", "\nthe row, sampled tokens below 0.9 coloured\n"), *joined(self.rows)]

    def _card(self, policy: str) -> list[Span]:
        from tui.commands.model import flatten

        inside = self.services.inside
        if policy in inside.failures:
            failure = inside.failures[policy]
            return [self.services.glyphs.named("broken"), ("plain", f"  {failure.message} ({failure.hint})")]
        if policy not in inside.cards:
            return [self.services.glyphs.named("loading")] if policy else []
        pairs = list(flatten(inside.cards[policy]))
        return [span for name, value in pairs for span in _pair(name, value)]

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

    async def action_leave(self) -> None:
        await self.app.run_action("app.mode('ask')")


def _pair(name: str, value: str) -> list[Span]:
    return [("quiet", f"{name}\n"), ("plain", f"  {one_line(value)}\n")]
