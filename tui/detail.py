"""What the detail pane says of the selected node, as spans; and its raw text, for the clipboard."""

from __future__ import annotations

import math
from collections.abc import Sequence

from agent.letters import put
from tui.along import lines, step_marks
from tui.glyphs import Glyphs, Span
from tui.rows import STOPS, duration, node_row, scored
from tui.state import Attempt, Node, Run
from tui.text import one_line, printable

SHOWN_CHARS = 8_000
"""More of one text would make the pane slow; copying and exporting take all of it."""
SHOWN_STEPS = 200
"""Of an attempt at once, for the same reason."""
CURVE_COLUMNS = 48
SHOWN_VALUES = 24
"""Of steps at once: the last ones."""


def detail(run: Run, key: str, glyphs: Glyphs) -> list[Span]:
    """The pane for the node of that key; for the question when there is no such node."""
    found = run.find(key)
    if found is None:
        return question_detail(run, glyphs)
    attempt, node = found
    return attempt_detail(attempt, glyphs) if node is None else node_detail(attempt, node, glyphs)


def raw_text(run: Run, key: str) -> str:
    """What was said, to the letter: the text of a node, an attempt's steps, or the question."""
    found = run.find(key)
    if found is None:
        return run.question
    attempt, node = found
    if node is not None:
        return _raw(node)
    return "\n".join(_raw(each) for step in attempt.nodes for each in (step, *step.children))


def question_detail(run: Run, glyphs: Glyphs) -> list[Span]:
    spans: list[Span] = [("quiet", "question\n"), ("strong", f"{shown(run.question)}\n")]
    result, started = run.result, run.started
    if started is not None and (asked := put(started)) != started.question:
        spans += [("quiet", "\nasked as\n"), ("plain", f"{shown(asked)}\n")]
    if result is not None:
        answer = "no answer" if result.answer is None else shown(result.answer)
        spans += [("quiet", "\nanswer\n"), ("strong", answer), ("plain", "   ")]
        spans += [scored(glyphs, result.status, result.score), ("plain", "\n")]
        spans += _table([("attempts", str(result.attempts)), ("tokens", f"{result.tokens:,}"),
                         ("time", duration(result.seconds))])  # fmt: skip
    if started is not None:
        limit = "none" if started.max_seconds is None else duration(started.max_seconds)
        spans += [("quiet", "\nsettings\n")]
        spans += _table([("policy", one_line(started.policy)), ("seed", str(started.seed)),
                         ("attempts", f"up to {started.attempts}"), ("steps", f"up to {started.max_steps}"),
                         ("tokens", f"up to {started.max_tokens}"), ("time limit", limit),
                         ("trace", one_line(started.trace_id))])  # fmt: skip
    return spans


def attempt_detail(attempt: Attempt, glyphs: Glyphs) -> list[Span]:
    spans: list[Span] = [("quiet", f"attempt {attempt.number + 1}   ")]
    if attempt.finished is None:
        spans += [glyphs.named(attempt.phase), ("plain", "\n")]
    else:
        verdict = attempt.finished.verdict
        spans += [scored(glyphs, verdict.status, verdict.score), ("plain", "\n")]
    if attempt.feedback:
        spans += [("quiet", "told after the one before: "), ("doubt", f"{shown(attempt.feedback)}\n")]
    if attempt.retold:
        spans += [("quiet", "told otherwise: "), ("plain", f"{shown(attempt.retold)}\n")]
    if attempt.turned_at is not None:
        spans += [("quiet", f"another way from token {attempt.turned_at} on\n")]
    spans += [("plain", "\n")]
    left_out = len(attempt.nodes) - SHOWN_STEPS
    for node in attempt.nodes[:SHOWN_STEPS]:
        spans += _line(node, glyphs)
        for child in node.children:
            spans += [("plain", "  "), *_line(child, glyphs)]
    if left_out > 0:
        spans += [("quiet", f"[{left_out:,} more steps; the tree has them]\n")]
    if attempt.finished is not None:
        spans += [("plain", "\n"), *numbers(attempt, glyphs)]
    return spans


def node_detail(attempt: Attempt, node: Node, glyphs: Glyphs) -> list[Span]:
    spans: list[Span] = [("quiet", f"attempt {attempt.number + 1}   "), glyphs.named(node.kind)]
    if node.name:
        spans += [("tool", f"   {one_line(node.name)}")]
    if node.kind in ("verdict", "check", "observation"):
        spans += [("plain", "   "), scored(glyphs, node.state, node.score)]
    if node.seconds:
        spans += [("quiet", f"   {duration(node.seconds)}")]
    body = STOPS.get(node.text, node.text) if node.kind == "stop" else node.text
    if body or node.kind != "verdict":
        spans += [("plain", "\n\n"), ("strong" if node.kind in ("answer", "verdict") else "plain", shown(body))]
    spans += [("plain", "\n")]
    for child in node.children:
        spans += [("plain", "\n"), *_line(child, glyphs)]
    return spans


def numbers(attempt: Attempt, glyphs: Glyphs, columns: int = CURVE_COLUMNS) -> list[Span]:
    """Tokens, speed, how sure the policy was of each token, and what the learned judge thought after it."""
    finished = attempt.finished
    if finished is None:
        return []
    speed = attempt.tokens_per_second
    rows = [("temperature", f"{attempt.started.temperature:.2f}" if attempt.started else "?"),
            ("tokens", f"{attempt.tokens} (row {len(finished.token_ids)})"),
            ("time", duration(finished.seconds)),
            ("speed", glyphs.dash if speed is None else f"{speed:.0f} tokens/s")]  # fmt: skip
    if finished.logprobs:
        least = math.exp(min(finished.logprobs))
        mean = math.exp(sum(finished.logprobs) / len(finished.logprobs))
        rows += [("p(token)", f"{mean:.2f}, least {least:.2f}")]
    drawn = lines(attempt, columns, glyphs)
    spans = _table(rows)
    if "p(token)" in drawn:
        spans += [("tool", drawn["p(token)"]), ("plain", "\n")]
    if "value" in drawn:
        spans += [*_judged(attempt, glyphs), ("tool", drawn["value"]), ("plain", "\n")]
    if "steps" in drawn:
        spans += [("quiet", drawn["steps"]), ("plain", "\n")]
    return spans


def _judged(attempt: Attempt, glyphs: Glyphs) -> list[Span]:
    """The learned judge's P(right) in numbers: at the end, at least, and after each step."""
    finished = attempt.finished
    if finished is None or not finished.values:
        return []
    rows = [("value", f"{finished.values[-1]:.2f}, least {min(finished.values):.2f}")]
    pairs = zip(step_marks(attempt, glyphs), finished.step_values, strict=True)
    told = [f"{mark} {value:.2f}" for mark, value in pairs][-SHOWN_VALUES:]
    left_out = len(finished.step_values) - len(told)
    if told:
        rows.append(("after steps", (f"[{left_out:,} before] " if left_out else "") + "  ".join(told)))
    return _table(rows)


def shown(text: str) -> str:
    """`text` safe to show, and not endless."""
    if len(text) <= SHOWN_CHARS:
        return printable(text)
    return f"{printable(text[:SHOWN_CHARS])}\n[{len(text) - SHOWN_CHARS:,} more characters; y copies all of them]"


def _line(node: Node, glyphs: Glyphs) -> list[Span]:
    if node.kind in ("verdict", "check", "stop"):
        spans = [*node_row(node, glyphs)]
        return [*spans, ("plain", "\n")]
    style, mark = glyphs.named(node.state if node.kind == "observation" else node.kind)
    name: list[Span] = [("tool", f"  {one_line(node.name)}")] if node.kind in ("call", "failed") else []
    body: Span = ("quiet" if node.kind == "thought" else "plain", f"  {shown(node.text)}\n")
    return [(style, mark), *name, body]


def _table(rows: Sequence[tuple[str, str]]) -> list[Span]:
    width = max(len(name) for name, _ in rows)
    spans: list[Span] = []
    for name, value in rows:
        spans += [("quiet", f"{name:<{width}}  "), ("plain", f"{value}\n")]
    return spans


def _raw(node: Node) -> str:
    return f"{node.name}: {node.text}" if node.name and node.kind != "observation" else node.text
