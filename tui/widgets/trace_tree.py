"""The tree of a trace: it follows the newest node until the user moves, folds, and is searched."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.reactive import var
from textual.widgets import Tree

from tui.glyphs import Glyphs
from tui.searched import Searched
from tui.state import Run
from tui.widgets.row_keys import row_keys
from tui.widgets.run_tree import Row, RunTree


class TraceTree(RunTree):
    """`sync(run)` shows a run and keeps the cursor where it belongs."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *row_keys("tree", "scroll_home", ("follow", "Newest", "To the newest node, and follow")),
        Binding("f,end", "follow", "Follow", show=False, id="tree.follow", tooltip="Go on with the newest node"),
        Binding(
            "left_square_bracket",
            "attempt(-1)",
            "Attempt before",
            show=False,
            id="tree.attempt_before",
            tooltip="To the attempt before",
        ),
        Binding(
            "right_square_bracket",
            "attempt(1)",
            "Next attempt",
            show=False,
            id="tree.attempt_next",
            tooltip="To the next attempt",
        ),
    ]

    following: var[bool] = var(True)

    def __init__(self, glyphs: Glyphs, id: str | None = None) -> None:
        super().__init__(glyphs, id=id)
        self._expected: set[str] = set()
        self._searched = Searched()

    def sync(self, run: Run) -> None:
        """Show the next state of the same run, or another run from its beginning."""
        again = len(run.events) < len(self.run.events)  # a replay has less than what was shown before
        if again or run.started is not self.run.started or not self._by_key:
            self.rebuild(run)
            self.following = True
        else:
            self.update(run)
        if self.following:
            self._go(run.newest if run.result is None else "q")

    def toggle_thoughts(self) -> bool:
        """Show or hide thoughts; whether they are shown now."""
        self.show_thoughts = not self.show_thoughts
        key = self.selected
        self.rebuild(self.run)
        self._go(key)
        return self.show_thoughts

    @property
    def selected(self) -> str:
        """Key of the node under the cursor; the question's when there is none."""
        node = self.cursor_node
        return node.data.key if node is not None and node.data is not None else "q"

    def select(self, key: str) -> None:
        """Put the cursor on a node, unfolding what it is in. The tree no longer follows."""
        self.following = False
        self._go(key)

    def _go(self, key: str) -> None:
        node = self._by_key.get(key)
        while node is None and "." in key:  # hidden: its attempt is not
            key = key.rpartition(".")[0]
            node = self._by_key.get(key)
        if node is None:
            return
        parent = node.parent
        while parent is not None:
            if not parent.is_expanded:
                if self.following:
                    node = parent
                else:
                    parent.expand()
            parent = parent.parent
        if self.cursor_node is node or self.last_line < 0:  # last_line lays the lines out
            return
        assert node.data is not None
        self._expected.add(node.data.key)
        self.move_cursor(node)

    def on_tree_node_highlighted(self, event: Tree.NodeHighlighted[Row]) -> None:
        row = event.node.data
        if row is None:
            return
        if row.key in self._expected:
            self._expected.discard(row.key)
        else:
            self.following = False

    def action_follow(self) -> None:
        self.following = True
        self._go(self.run.newest)

    def action_attempt(self, by: int) -> None:
        """To the attempt before or after the one the cursor is in."""
        found = self.run.find(self.selected)
        attempts = self.run.attempts
        if attempts:
            here = attempts.index(found[0]) if found else (-1 if by > 0 else len(attempts))
            self.select(attempts[max(0, min(len(attempts) - 1, here + by))].key)

    def matches(self, text: str) -> list[str]:
        """Keys of the nodes whose text holds `text`, in order; letter case does not matter."""
        return self._searched.matches(self.run, text)
