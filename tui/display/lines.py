"""What each event says to a person: lines of (style, text), the same words in every human display."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.text import one_line, printable

if TYPE_CHECKING:
    from agent.events import AnyEvent, AttemptFinished, AttemptStarted, Result, RunStarted
    from verifier.verdict import Check

Line = tuple[str, str]
"""A style's name and text that is safe to print."""

MARKS = {"pass": "ok", "fail": "fails", "unknown": "undecided"}
STOPS = {
    "steps": "stopped: too many steps",
    "tokens": "stopped: the token budget ran out",
    "seconds": "stopped: the time ran out",
    "context": "stopped: the context is full",
    "stopped": "stopped on request",
    "malformed": "stopped: the reply does not parse",
    "tool_seconds": "stopped: the time for tools ran out",
    "failed": "stopped: the policy failed",
}


class Narrator:
    """Turns events into lines; while several attempts run at once, each line names its own."""

    def __init__(self) -> None:
        self._running: set[int] = set()

    def lines(self, event: AnyEvent) -> list[Line]:
        """The lines of one event; none for events that only matter to machines."""
        if event.type == "run_started":
            return _run_started(event)
        if event.type == "result":
            return [_result(event)]
        if event.type == "attempt_started":
            self._running.add(event.attempt)
            return _attempt_started(event)
        mark = f"  {event.attempt + 1}|" if len(self._running) > 1 else "  "
        if event.type == "attempt_finished":
            self._running.discard(event.attempt)
        return [(style, f"{mark}{text}") for style, text in _step(event)]


def _step(event: AnyEvent) -> list[Line]:
    if event.type == "thought":
        return [("thought", line) for line in printable(event.text).splitlines()]
    if event.type == "call":
        return [("call", f"{one_line(event.tool)}: {one_line(event.input)}")]
    if event.type == "observation":
        return [("observation" if event.ok else "bad", f"  = {one_line(event.text)}")]
    if event.type == "answer":
        return [("answer", f"answer: {one_line(event.text)}")]
    if event.type == "failed":
        return [("bad", f"{event.boundary}: {one_line(event.message)}")]
    if event.type == "attempt_finished":
        return _attempt_finished(event)
    if event.type == "check" and event.check.name == "agreement":  # of all attempts: none of them ends with it
        return [_check(event.check)]
    return []


def _run_started(event: RunStarted) -> list[Line]:
    """The question where it is put otherwise than it was asked: steps name its quantities by letters."""
    from agent.letters import put

    asked = put(event)
    return [] if asked == event.question else [("dim", f"asked as: {one_line(asked)}")]


def _attempt_started(event: AttemptStarted) -> list[Line]:
    lines = [("heading", f"attempt {event.attempt + 1}")]
    if event.feedback:
        lines.append(("dim", f"  told: {one_line(event.feedback)}"))
    if event.question:
        lines.append(("dim", f"  told otherwise: {one_line(event.question)}"))
    if event.turn is not None:
        lines.append(("dim", f"  another way from token {event.turn.after + 1} on"))
    return lines


def _attempt_finished(event: AttemptFinished) -> list[Line]:
    lines: list[Line] = []
    if event.stop != "answered":
        lines.append(("bad", STOPS.get(event.stop, event.stop)))
    return [*lines, *map(_check, event.verdict.checks)]


def _check(check: Check) -> Line:
    return check.status, f"[{MARKS[check.status]}] {one_line(check.name)}: {one_line(check.evidence)}"


def _result(event: Result) -> Line:
    answer = "no answer" if event.answer is None else event.status
    tries = f"{event.attempts} attempt" + ("s" if event.attempts != 1 else "")
    text = f"{answer}, score {event.score:.2f}, {tries}, {event.tokens} tokens, {event.seconds:.1f} s"
    return event.status, f"{text} (trace {one_line(event.trace_id)})"
