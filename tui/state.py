"""A run as a tree to look at: the reducer from events to question, attempts, steps, checks and verdicts.

No Textual and no I/O. `reduce` never changes a Run: it gives the next one, and whatever did not change is the same
object as before, so that a screen finds what to redraw by identity. A node's key is never given to another node.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from agent.events import AnyEvent, AttemptFinished, AttemptStarted, Result, RunStarted

Kind = Literal["question", "attempt", "thought", "call", "observation", "answer", "failed", "stop", "verdict", "check"]
Phase = Literal["idle", "thinking", "calling", "verifying", "retrying", "done", "interrupted"]


@dataclass(frozen=True)
class Node:
    """One row of the tree: what it is, what was said, and how it came out.

    `state` is a verdict's or check's status, or `ok` and `error` of an observation; empty while open. `name` is the
    tool of a call, the check's name, the boundary that failed. `children` hold a call's observation and a verdict's
    checks.
    """

    key: str
    kind: Kind
    text: str
    name: str = ""
    state: str = ""
    score: float | None = None
    seconds: float = 0.0
    children: tuple[Node, ...] = ()


@dataclass(frozen=True)
class Attempt:
    """One attempt as far as it has come; `finished` is None while it runs."""

    number: int
    started: AttemptStarted | None = None
    nodes: tuple[Node, ...] = ()
    finished: AttemptFinished | None = None
    phase: Phase = "thinking"

    @property
    def key(self) -> str:
        return f"a{self.number}"

    @property
    def feedback(self) -> str:
        return self.started.feedback if self.started else ""

    @property
    def answer(self) -> str | None:
        return next((node.text for node in reversed(self.nodes) if node.kind == "answer"), None)

    @cached_property
    def by_key(self) -> dict[str, Node]:
        """Its steps and theirs, by key; in order."""
        return {one.key: one for node in self.nodes for one in (node, *node.children)}

    @cached_property
    def kinds(self) -> Counter[Kind]:
        """How many steps of each kind it has."""
        return Counter(node.kind for node in self.nodes)

    @property
    def tokens(self) -> int:
        """Ids that the policy chose."""
        return sum(self.finished.sampled) if self.finished else 0

    @property
    def tokens_per_second(self) -> float | None:
        """Sampled ids over the attempt's whole time, tools included; None without either."""
        if self.finished is None or not self.tokens or self.finished.seconds <= 0:
            return None
        return self.tokens / self.finished.seconds


@dataclass(frozen=True)
class Run:
    """A question and everything that has happened to it so far."""

    started: RunStarted | None = None
    attempts: tuple[Attempt, ...] = ()
    result: Result | None = None
    phase: Phase = "idle"
    asked: str = ""
    """The question before the agent has begun."""
    newest: str = "q"
    """Key of the node that was added last."""
    events: tuple[AnyEvent, ...] = field(default=(), repr=False)

    @property
    def running(self) -> bool:
        return self.phase not in ("idle", "done", "interrupted")

    @property
    def question(self) -> str:
        if self.started is not None:
            return self.started.question
        return self.result.question if self.result else self.asked

    def attempt(self, number: int) -> Attempt | None:
        return next((a for a in self.attempts if a.number == number), None)

    @property
    def best(self) -> Attempt | None:
        """The attempt whose answer was given; before the result, the newest."""
        finished = [a for a in self.attempts if a.finished is not None]
        if self.result is None or not finished:
            return self.attempts[-1] if self.attempts else None
        result = self.result
        given = (a for a in finished if a.finished and a.finished.verdict.score == result.score)
        return next((a for a in given if a.answer == result.answer), finished[0])

    def nodes(self) -> Iterator[tuple[Attempt, Node]]:
        """Every step, depth first, with its attempt."""
        for attempt in self.attempts:
            for node in attempt.nodes:
                yield attempt, node
                yield from ((attempt, child) for child in node.children)

    def find(self, key: str) -> tuple[Attempt, Node | None] | None:
        """The attempt and the node of that key; (attempt, None) for an attempt's own key; None for no such key."""
        number = key.partition(".")[0][1:]
        attempt = self.attempt(int(number)) if key.startswith("a") and number.isdigit() else None
        if attempt is None:
            return None
        if attempt.key == key:
            return attempt, None
        node = attempt.by_key.get(key)
        return None if node is None else (attempt, node)


def fold(events: Iterable[AnyEvent]) -> Run:
    """The run that a trace amounts to."""
    run = Run()
    for event in events:
        run = reduce(run, event)
    return run


def reduce(run: Run, event: AnyEvent) -> Run:
    """The run after one more event. Events of one attempt come in their order; attempts may interleave at will. An
    event of a type that this version does not know is kept and changes nothing else."""
    run = replace(run, events=(*run.events, event))
    if event.type == "run_started":
        return replace(run, started=event, phase="thinking")
    if event.type == "result":
        stopped = any(a.finished is not None and a.finished.stop == "stopped" for a in run.attempts)
        return replace(run, result=event, phase="interrupted" if stopped else "done")
    number = getattr(event, "attempt", None)
    if not isinstance(number, int):
        return run
    before = run.attempt(number) or Attempt(number)
    after = _step(before, event)
    if after is before:
        return run
    others = [a for a in run.attempts if a is not before]
    attempts = tuple(sorted((*others, after), key=lambda a: a.number))
    return replace(run, attempts=attempts, phase=_phase(after, others), newest=_newest(before, after))


def _step(attempt: Attempt, event: AnyEvent) -> Attempt:
    if event.type == "attempt_started":
        phase: Phase = "retrying" if attempt.number else "thinking"
        return replace(attempt, started=event, phase=phase)
    if event.type == "attempt_finished":
        return _finish(attempt, event)
    if event.type == "observation":
        return replace(_observe(attempt, event.text, event.ok, event.seconds), phase="thinking")
    key = f"{attempt.key}.{len(attempt.nodes)}"
    if event.type == "thought":
        return _add(attempt, Node(key, "thought", event.text), "thinking")
    if event.type == "call":
        return _add(attempt, Node(key, "call", event.input, name=event.tool), "calling")
    if event.type == "answer":
        return _add(attempt, Node(key, "answer", event.text), "verifying")
    if event.type == "failed":
        return _add(attempt, Node(key, "failed", event.message, name=event.boundary, state="error"), attempt.phase)
    return attempt


def _add(attempt: Attempt, node: Node, phase: Phase) -> Attempt:
    return replace(attempt, nodes=(*attempt.nodes, node), phase=phase)


def _observe(attempt: Attempt, text: str, ok: bool, seconds: float) -> Attempt:
    """Put an observation under the call that waits for it; one that nobody asked for stands alone."""
    state = "ok" if ok else "error"
    for i in range(len(attempt.nodes) - 1, -1, -1):
        call = attempt.nodes[i]
        if call.kind == "call":
            if call.children:
                break
            seen = Node(f"{call.key}.0", "observation", text, call.name, state, seconds=seconds)
            answered = replace(call, children=(seen,), state=state, seconds=seconds)
            return replace(attempt, nodes=(*attempt.nodes[:i], answered, *attempt.nodes[i + 1 :]))
    key = f"{attempt.key}.{len(attempt.nodes)}"
    return replace(attempt, nodes=(*attempt.nodes, Node(key, "observation", text, "", state, seconds=seconds)))


def _finish(attempt: Attempt, event: AttemptFinished) -> Attempt:
    nodes = attempt.nodes
    if event.stop != "answered":
        nodes = (*nodes, Node(f"{attempt.key}.{len(nodes)}", "stop", event.stop, state="error"))
    key = f"{attempt.key}.{len(nodes)}"
    checks = tuple(
        Node(f"{key}.{i}", "check", check.evidence, check.name, check.status, seconds=check.seconds)
        for i, check in enumerate(event.verdict.checks)
    )
    verdict = event.verdict
    seconds = sum(check.seconds for check in verdict.checks)
    node = Node(key, "verdict", verdict.answer or "", "", verdict.status, verdict.score, seconds, checks)
    return replace(attempt, nodes=(*nodes, node), finished=event, phase="done")


def _phase(after: Attempt, others: Iterable[Attempt]) -> Phase:
    """What the run is at: the attempt that just moved, or one that still runs; judged until the next event says."""
    if after.finished is None:
        return after.phase
    return next((a.phase for a in others if a.finished is None), "verifying")


def _newest(before: Attempt, after: Attempt) -> str:
    """The key that `after` has and `before` had not; an observation counts, a verdict stands for its checks."""
    if len(after.nodes) > len(before.nodes):
        return after.nodes[-1].key
    for old, new in zip(reversed(before.nodes), reversed(after.nodes), strict=True):
        if len(new.children) > len(old.children):
            return new.children[-1].key
    return after.key
