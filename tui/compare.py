"""Two attempts side by side: what both did, and where they part."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from tui.glyphs import Glyphs, Span
from tui.rows import node_row, plain, question_row, scored
from tui.state import Attempt, Node, Run
from tui.text import one_line


def sides(left: tuple[Run, Attempt], right: tuple[Run, Attempt], glyphs: Glyphs) -> tuple[list[Span], list[Span]]:
    """What each pane says; steps that only one side has are marked."""
    steps = [_steps(attempt) for _, attempt in (left, right)]
    shared = _shared([_said(n) for n in steps[0]], [_said(n) for n in steps[1]])
    return (_side(left, steps[0], shared[0], glyphs), _side(right, steps[1], shared[1], glyphs))


def _steps(attempt: Attempt) -> list[Node]:
    return [each for node in attempt.nodes for each in (node, *node.children)]


def _said(node: Node) -> tuple[str, ...]:
    """What makes two steps the same: not how long they took."""
    return (node.kind, node.name, node.state, one_line(node.text))


def _shared(left: Sequence[tuple[str, ...]], right: Sequence[tuple[str, ...]]) -> tuple[set[int], set[int]]:
    """Places of the steps that both have, in the same order."""
    found: tuple[set[int], set[int]] = (set(), set())
    for block in SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks():
        found[0].update(range(block.a, block.a + block.size))
        found[1].update(range(block.b, block.b + block.size))
    return found


def _side(of: tuple[Run, Attempt], steps: Sequence[Node], shared: set[int], glyphs: Glyphs) -> list[Span]:
    run, attempt = of
    mark = "! " if glyphs.ascii else "≠ "
    spans: list[Span] = [
        ("strong", f"{plain(question_row(run, glyphs))}\n"),
        ("quiet", f"attempt {attempt.number + 1}"),
    ]
    if attempt.finished is not None:
        verdict = attempt.finished.verdict
        spans += [("plain", "   "), scored(glyphs, verdict.status, verdict.score)]
    spans += [("plain", "\n")]
    if attempt.feedback:
        spans += [("doubt", f"told: {one_line(attempt.feedback)}\n")]
    spans += [("plain", "\n")]
    for place, node in enumerate(steps):
        indent = "  " * (node.key.count(".") - 1)
        if place in shared:
            spans += [("quiet", f"  {indent}{plain(node_row(node, glyphs))}\n")]
        else:
            spans += [("doubt", mark), ("plain", indent), *node_row(node, glyphs), ("plain", "\n")]
    return spans
