"""The tree of a run: question, attempts, steps, checks. It follows the newest node until the user moves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.reactive import var
from textual.widgets import Tree
from textual.widgets.tree import TreeNode

from tui.glyphs import Glyphs, Span
from tui.rows import attempt_row, node_row, plain, question_row, searchable
from tui.state import Attempt, Node, Run


@dataclass(frozen=True)
class Row:
    """What a tree node shows; `source` is the state's own object, by whose identity a change is seen."""

    key: str
    spans: tuple[Span, ...]
    source: object


class TraceTree(Tree[Row]):
    """Shows a Run, updated in place. Rows are Rich text: no label is read as markup."""

    ICON_NODE = "▸ "
    ICON_NODE_EXPANDED = "▾ "
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"trace--{style}" for style in ("plain", "strong", "quiet", "good", "bad", "doubt", "tool")
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "cursor_down", "Down", show=False, id="tree.down"),
        Binding("k", "cursor_up", "Up", show=False, id="tree.up"),
        Binding("g", "scroll_home", "First", show=False, id="tree.first"),
        Binding("G", "follow", "Newest", show=False, id="tree.last"),
        Binding("f,end", "follow", "Follow", show=False, id="tree.follow", tooltip="Go on with the newest node"),
        Binding("left_square_bracket", "attempt(-1)", "Attempt before", show=False, id="tree.attempt_before"),
        Binding("right_square_bracket", "attempt(1)", "Next attempt", show=False, id="tree.attempt_next"),
    ]

    following: var[bool] = var(True)

    def __init__(self, glyphs: Glyphs, id: str | None = None) -> None:
        super().__init__(Text(" "), id=id)
        self.glyphs = glyphs
        if glyphs.ascii:
            self.ICON_NODE, self.ICON_NODE_EXPANDED = "+ ", "- "
            self.show_guides = False
        self.run = Run()
        self.show_thoughts = True
        self.show_results = True
        self._by_key: dict[str, TreeNode[Row]] = {}
        self._expected: set[str] = set()
        self.auto_expand = False
        self.guide_depth = 3
        self.root.expand()

    # What is shown

    def sync(self, run: Run) -> None:
        """Show the next state of the same run, or another run from its beginning."""
        again = len(run.events) < len(self.run.events)  # a replay has less than what was shown before
        fresh = again or run.started is not self.run.started or not self._by_key
        self.run = run
        if fresh:
            self._rebuild()
            self.following = True
        else:
            self._update()
        if self.following:
            self._go(run.newest if run.result is None else "q")

    def toggle_thoughts(self) -> bool:
        """Show or hide thoughts; whether they are shown now."""
        self.show_thoughts = not self.show_thoughts
        self._rebuild()
        return self.show_thoughts

    def toggle_results(self) -> bool:
        """Unfold or fold what tools answered; whether it is shown now."""
        self.show_results = not self.show_results
        for _, step in self.run.nodes():
            node = self._by_key.get(step.key)
            if step.kind == "call" and node is not None:
                (node.expand if self.show_results else node.collapse)()
        return self.show_results

    def _rebuild(self) -> None:
        key = self.selected
        self.clear()
        self._by_key = {}
        self._update()
        self.root.expand()
        self._go(key if key in self._by_key else "q")

    def _update(self) -> None:
        if self._by_key.get("q") is not self.root or self._stale(self.root, self.run):
            self._by_key["q"] = self.root
            self._label(self.root, Row("q", tuple(question_row(self.run, self.glyphs)), self.run.result))
        for place, attempt in enumerate(self.run.attempts):
            node = self._by_key.get(attempt.key)
            if node is None:
                node = self._add(self.root, self._attempt(attempt), place, expand=True)
            elif node.data is not None and node.data.source is attempt:
                continue
            else:
                self._label(node, self._attempt(attempt))
            for step in attempt.nodes:
                self._step(node, step)

    def _stale(self, node: TreeNode[Row], run: Run) -> bool:
        return node.data is None or node.data.source is not run.result

    def _attempt(self, attempt: Attempt) -> Row:
        return Row(attempt.key, tuple(attempt_row(attempt, self.glyphs)), attempt)

    def _step(self, parent: TreeNode[Row], step: Node) -> None:
        if step.kind == "thought" and not self.show_thoughts:
            return
        node = self._by_key.get(step.key)
        if node is not None and node.data is not None and node.data.source is step:
            return
        row = Row(step.key, tuple(node_row(step, self.glyphs)), step)
        if node is None:
            opened = self.show_results if step.kind == "call" else True
            node = self._add(parent, row, None, expand=opened, leaf=not step.children)
        else:
            self._label(node, row)
            node.allow_expand = bool(step.children)
        for child in step.children:
            self._step(node, child)

    def _add(
        self, parent: TreeNode[Row], row: Row, place: int | None, *, expand: bool, leaf: bool = False
    ) -> TreeNode[Row]:
        before = place if place is not None and place < len(parent.children) else None
        node = parent.add(Text(plain([*row.spans])), row, before=before, expand=expand, allow_expand=not leaf)
        self._by_key[row.key] = node
        return node

    def _label(self, node: TreeNode[Row], row: Row) -> None:
        node.data = row
        node.set_label(Text(plain([*row.spans]) or " "))

    def render_label(self, node: TreeNode[Row], base_style: Style, style: Style) -> Text:
        icon = (self.ICON_NODE_EXPANDED if node.is_expanded else self.ICON_NODE) if node.allow_expand else ""
        text = Text(icon, base_style + Style.from_meta({"toggle": True}))
        for name, words in node.data.spans if node.data is not None else ():
            own = self.get_component_rich_style(f"trace--{name}", partial=True)
            text.append(words, style + own if not (style.bgcolor and style.reverse) else style)
        return text

    def get_label_width(self, node: TreeNode[Row]) -> int:
        return cell_len(str(node.label)) + 2 * node.allow_expand

    # Where the cursor is

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
        wanted = text.lower()
        return [step.key for _, step in self.run.nodes() if wanted in searchable(step)] if wanted else []
