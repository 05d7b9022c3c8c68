"""A trace to look at: the tree, the detail of the selected node, numbers where there is room, and a search in it.

One of these serves every mode. `show(run)` is all it needs; it neither knows where the run comes from nor that it is
live.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input, Static, Tree

from tui.detail import detail, raw_text
from tui.facts import facts
from tui.glyphs import Glyphs
from tui.state import Run
from tui.widgets.pane import Pane
from tui.widgets.run_tree import Row
from tui.widgets.trace_tree import TraceTree


class TraceView(Vertical):
    """Tree, detail and facts of one Run. Narrow screens show one pane: Enter opens the detail, Esc goes back."""

    HELP = "The trace: what was thought, called, seen, answered and checked, with the detail of the selected row."
    DEFAULT_CSS = """
    TraceView { height: 1fr; }
    TraceView > Horizontal { height: 1fr; }
    TraceView TraceTree { width: 4fr; height: 1fr; padding: 0 1; background: $surface;
                          overflow-x: hidden; scrollbar-size-vertical: 1; }
    TraceView #detail { width: 5fr; height: 1fr; border-left: solid $panel; }
    TraceView #facts { width: 34; height: 1fr; border-left: solid $panel; }
    TraceView #facts.-maximized { width: 1fr; }
    TraceView > #finding { display: none; height: 1; background: $panel; }
    TraceView > #finding.-open { display: block; }
    TraceView #find { width: 1fr; height: 1; border: none; padding: 0 1; background: $panel; }
    TraceView #place { width: 16; height: 1; padding: 0 1; text-align: right; color: $text-muted; }
    TraceView TraceTree:focus { background-tint: $foreground 3%; }
    TraceView #detail:focus { border-left: solid $accent; }
    .trace--strong { text-style: bold; }
    .trace--quiet { text-style: dim; }
    .trace--good { color: $text-success; text-style: bold; }
    .trace--bad { color: $text-error; text-style: bold; }
    .trace--doubt { color: $text-warning; text-style: bold; }
    .trace--tool { color: $text-accent; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+o", "fold_results", "Results", id="trace.results", tooltip="Fold or unfold what tools answered"),
        Binding("ctrl+t", "fold_thoughts", "Thoughts", id="trace.thoughts", tooltip="Show or hide thoughts"),
        Binding("slash", "find", "Find", id="trace.find", tooltip="Search in this trace"),
        Binding("n", "match(1)", "Next match", show=False, id="trace.next", tooltip="The next match of the search"),
        Binding(
            "N", "match(-1)", "Match before", show=False, id="trace.previous", tooltip="The match of the search before"
        ),
        Binding("y", "copy", "Copy", id="trace.copy", tooltip="Copy the selected node's text"),
        Binding("e", "want('export')", "Export", id="trace.export", tooltip="Write this trace to a file"),
        Binding("c", "want('compare')", "Compare", id="trace.compare", tooltip="Two attempts side by side"),
        Binding("z", "zoom", "Zoom", show=False, id="trace.zoom", tooltip="The focused pane alone, or all again"),
    ]

    @dataclass
    class Wanted(Message):
        """Something is to be done with the trace that needs a screen of its own: `export` or `compare`."""

        what: str
        run: Run
        selected: str

    def __init__(self, glyphs: Glyphs, id: str | None = None) -> None:
        super().__init__(id=id)
        self.glyphs = glyphs
        self.run = Run()

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield TraceTree(self.glyphs, id="tree")
            yield Pane(id="detail")
            yield Pane(id="facts")
        with Horizontal(id="finding"):
            words = "search in this trace, Enter for the next match, Esc to close"
            yield Input(placeholder=words, id="find", compact=True)
            yield Static(id="place", markup=False)

    @property
    def tree_widget(self) -> TraceTree:
        return self.query_one(TraceTree)

    def show(self, run: Run) -> None:
        """Show the next state of the run, or another run."""
        self.run = run
        self.tree_widget.sync(run)
        self._refresh_panes()

    def _refresh_panes(self, *, moved: bool = False) -> None:
        key = self.tree_widget.selected
        self.query_one("#detail", Pane).show(detail(self.run, key, self.glyphs), top=moved)
        self.query_one("#facts", Pane).show(facts(self.run, key, self.glyphs))

    @on(Tree.NodeHighlighted)
    def _moved(self, event: Tree.NodeHighlighted[Row]) -> None:
        event.stop()
        self._refresh_panes(moved=True)

    @on(Tree.NodeSelected)
    def _chosen(self, event: Tree.NodeSelected[Row]) -> None:
        """Where one pane is shown at a time, open the detail; else fold or unfold the node."""
        event.stop()
        if self.screen.has_class("-narrow"):
            self.add_class("-opened")
            self.query_one("#detail").focus()
        elif event.node.allow_expand:
            event.node.toggle()

    def back(self) -> bool:
        """One step back: out of the search, or from the detail to the tree. False when there is nothing to leave."""
        finding = self.query_one("#finding")
        if finding.has_class("-open"):
            finding.remove_class("-open")
            self.tree_widget.focus()
            return True
        if self.screen.maximized is not None:
            self.screen.minimize()
            return True
        if self.has_class("-opened") and self.query_one("#detail").has_focus:
            self.remove_class("-opened")
            self.tree_widget.focus()
            return True
        return False

    def action_zoom(self) -> None:
        if self.screen.maximized is not None:
            self.screen.minimize()
        else:
            panes = (self.query_one("#detail"), self.query_one("#facts"))
            self.screen.maximize(next((pane for pane in panes if pane.has_focus), self.tree_widget))

    # Folding, searching, copying

    def action_fold_results(self) -> None:
        shown = self.tree_widget.toggle_results()
        self.notify(f"Tool results are {'unfolded' if shown else 'folded'}.", timeout=2)

    def action_fold_thoughts(self) -> None:
        shown = self.tree_widget.toggle_thoughts()
        self.notify(f"Thoughts are {'shown' if shown else 'hidden'}.", timeout=2)

    def action_find(self) -> None:
        self.query_one("#finding").add_class("-open")
        self.screen.set_focus(
            self.query_one("#find")
        )  # at once: `focus()` would wait a turn, and the next letter with it

    @on(Input.Changed, "#find")
    def _search(self, event: Input.Changed) -> None:
        event.stop()
        self._to_match(0)

    @on(Input.Submitted, "#find")
    def _search_on(self, event: Input.Submitted) -> None:
        event.stop()
        self._to_match(1)

    def action_match(self, by: int) -> None:
        self._to_match(by)

    def _to_match(self, by: int) -> None:
        """The match `by` places on from the selected one; with 0, the first at or after it."""
        tree = self.tree_widget
        text = self.query_one("#find", Input).value
        keys, place = tree.matches(text), self.query_one("#place", Static)
        if not keys:
            place.update("no match" if text else "", layout=False)
            if by:
                self.notify("No match in this trace.", severity="warning", timeout=2)
            return
        if tree.selected in keys:
            key = keys[(keys.index(tree.selected) + by) % len(keys)]
        else:
            key = keys[0 if by >= 0 else -1]
        tree.select(key)
        place.update(f"{keys.index(key) + 1:,} of {len(keys):,}", layout=False)
        self._refresh_panes(moved=True)

    def action_want(self, what: str) -> None:
        self.post_message(self.Wanted(what, self.run, self.tree_widget.selected))

    def action_copy(self) -> None:
        text = raw_text(self.run, self.tree_widget.selected)
        self.app.copy_to_clipboard(text)
        self.notify(f"Copied {len(text):,} characters.", timeout=2)
