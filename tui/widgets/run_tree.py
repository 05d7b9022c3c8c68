"""A Run as tree nodes: question, attempts, steps, checks, updated in place as the run grows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text, TextType
from textual.widgets import Tree
from textual.widgets.tree import TreeNode

from tui.glyphs import Glyphs, Span
from tui.rows import attempt_row, node_row, plain, question_row
from tui.state import Attempt, Node, Run


@dataclass(frozen=True)
class Row:
    """What a tree node shows; `source` is the state's own object, by whose identity a change is seen."""

    key: str
    spans: tuple[Span, ...]
    source: object


class RunTree(Tree[Row]):
    """Shows a Run. Rows are Rich text: no label is read as markup."""

    ICON_NODE = "▸ "
    ICON_NODE_EXPANDED = "▾ "
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"trace--{style}" for style in ("plain", "strong", "quiet", "good", "bad", "doubt", "tool")
    }

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
        self.auto_expand = False
        self.guide_depth = 3
        self.root.expand()

    def update(self, run: Run) -> None:
        """The next state of the run that is shown."""
        self.run = run
        self._update()

    def rebuild(self, run: Run) -> None:
        """Another run, or the same one with other rows shown."""
        self.run = run
        self.clear()
        self._by_key = {}
        self._update()
        self.root.expand()

    def toggle_results(self) -> bool:
        """Unfold or fold what tools answered; whether it is shown now."""
        self.show_results = not self.show_results
        for _, step in self.run.nodes():
            node = self._by_key.get(step.key)
            if step.kind == "call" and node is not None:
                (node.expand if self.show_results else node.collapse)()
        return self.show_results

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

    def process_label(self, label: TextType) -> Text:
        """Rows are one line already, and never markup."""
        return label if isinstance(label, Text) else Text(label)

    def render_label(self, node: TreeNode[Row], base_style: Style, style: Style) -> Text:
        icon = (self.ICON_NODE_EXPANDED if node.is_expanded else self.ICON_NODE) if node.allow_expand else ""
        text = Text(icon, base_style + Style.from_meta({"toggle": True}))
        for name, words in node.data.spans if node.data is not None else ():
            own = self.get_component_rich_style(f"trace--{name}", partial=True)
            text.append(words, style if node is self.cursor_node else style + own)  # colours are for the plain ground
        return text

    def get_label_width(self, node: TreeNode[Row]) -> int:
        return cell_len(str(node.label)) + 2 * node.allow_expand
