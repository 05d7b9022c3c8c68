"""What each node says in one row of the tree: glyph, word, text and number, as spans."""

from __future__ import annotations

from tui.glyphs import MARKS, Glyphs, Span
from tui.state import Attempt, Node, Run
from tui.text import one_line

ROW_CHARS = 160
"""No row shows more of a text; the detail pane does."""
GROWING_CHARS = 30
"""Of a thought that is still written a row shows the end, and no more of it than a narrow tree has room for."""
STOPS = {
    "steps": "too many steps",
    "tokens": "the token budget ran out",
    "seconds": "the time ran out",
    "context": "the context is full",
    "stopped": "on request",
    "malformed": "the reply does not parse",
    "tool_seconds": "the time for tools ran out",
    "failed": "the policy failed",
}


def duration(seconds: float) -> str:
    """A short time as a person reads it: 0.4 ms, 12 ms, 3.20 s, 2:05 min."""
    if seconds < 0.001:
        return f"{seconds * 1000:.1f} ms"
    if seconds < 1:
        return f"{seconds * 1000:.0f} ms"
    if seconds < 60:
        return f"{seconds:.2f} s"
    return f"{int(seconds // 60)}:{int(seconds % 60):02d} min"


def scored(glyphs: Glyphs, state: str, score: float | None) -> Span:
    """A verdict's glyph, word and number."""
    style, words = glyphs.named(state)
    return style, words if score is None else f"{words} {score:.2f}"


def question_row(run: Run, glyphs: Glyphs) -> list[Span]:
    question: Span = ("strong", f"{glyphs.of('question')} {one_line(run.question, ROW_CHARS)}")
    if run.result is None:
        return [question]
    return [scored(glyphs, run.result.status, run.result.score), ("plain", "  "), question]


def attempt_row(attempt: Attempt, glyphs: Glyphs) -> list[Span]:
    name = f"attempt {attempt.number + 1}" + (" (retry)" if attempt.number else "")
    spans: list[Span] = [("strong", f"{glyphs.of('attempt')} {name}  ")]
    if attempt.finished is None:
        return [*spans, glyphs.named(attempt.phase)]
    verdict = attempt.finished.verdict
    return [*spans, scored(glyphs, verdict.status, verdict.score), ("quiet", f"  {duration(attempt.finished.seconds)}")]


def node_row(node: Node, glyphs: Glyphs) -> list[Span]:
    """A step, a verdict or a check."""
    text = one_line(node.text, ROW_CHARS)
    if node.kind == "verdict" and node.score is None:  # it is on its way, or broke off there
        return [scored(glyphs, node.state, None), ("plain", f"  {text}")]
    if node.kind == "verdict":
        answer: list[Span] = [("strong", f"  {text}")] if text else []
        return [("plain", f"{glyphs.of('verdict')} "), scored(glyphs, node.state, node.score), *answer]
    if node.kind == "check":
        return [glyphs.named(node.state), ("plain", f"  {one_line(node.name)}: "), ("quiet", text)]
    if node.kind == "observation":
        return [glyphs.named(node.state), ("plain", f"  {text}"), ("quiet", f"  {duration(node.seconds)}")]
    if node.kind == "stop":
        return [glyphs.named("stop"), ("plain", f"  {STOPS.get(node.text, text)}")]
    if node.kind == "call":
        return [("tool", f"{glyphs.of('call')} {one_line(node.name)}"), ("plain", f"  {text}")]
    if node.kind == "failed":
        return [glyphs.named("failed"), ("plain", f"  {one_line(node.name)}: {text}")]
    if node.kind == "budget":
        return [glyphs.named("budget"), ("plain", f"  {text}")]
    if node.kind == "retry":
        return [glyphs.named("retry"), ("quiet", f"  {text}")]
    if node.kind == "thought":
        return [glyphs.named("thought"), *_thought(node, text)]
    return [glyphs.named(node.kind), ("strong", f"  {text}")]


def _thought(node: Node, text: str) -> list[Span]:
    """A thought that is still written shows that it grows, one that broke off that it did."""
    if node.state == "writing" and len(node.text) > GROWING_CHARS:
        return [("doubt", "  ... "), ("quiet", one_line(node.text[-GROWING_CHARS:]))]
    told: list[Span] = [("quiet", f"  {text}")]
    more = {"writing": " ...", "cut": "  (cut off)"}.get(node.state)
    return told if more is None else [*told, ("doubt", more)]


def plain(spans: list[Span]) -> str:
    """The row's words alone."""
    return "".join(text for _, text in spans)


def searchable(node: Node) -> str:
    """What a search looks through: the whole text, not only what the row shows."""
    words = f"{MARKS[node.kind].word} {node.name} {node.state} {node.text}"
    return f"{words} {STOPS.get(node.text, '')}".lower() if node.kind == "stop" else words.lower()
