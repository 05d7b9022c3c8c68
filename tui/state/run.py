"""A run as a tree to look at: question, attempts, steps, checks and verdicts. Frozen data; no Textual and no I/O."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from agent.events import AnyEvent, AttemptFinished, AttemptStarted, Result, RunStarted, Statistics

Kind = Literal[
    "question", "attempt", "retry", "thought", "call", "observation", "answer", "failed", "stop", "budget", "verdict",
    "check",
]  # fmt: skip
Phase = Literal["idle", "thinking", "calling", "verifying", "retrying", "done", "interrupted"]


@dataclass(frozen=True)
class Node:
    """One row of the tree: what it is, what was said, and how it came out.

    `state` is a verdict's or check's status, or `ok` and `error` of an observation. While they come about, a thought is
    `writing` and a verdict `verifying`; where that broke off, the thought stays, `cut`, and so does the verdict,
    `interrupted`. `name` is the tool of a call, the check's name, the boundary that failed, the budget's kind.
    `children` hold a call's observation and a verdict's checks.
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
    statistics: Statistics | None = None
    parts: int = 0
    """Parts of thoughts that came with a time, and the seconds in which they were written: the speed so far."""
    writing_seconds: float = 0.0
    heard: float | None = None
    """When its last event happened, in seconds of the run; None where nobody recorded that."""

    @property
    def key(self) -> str:
        return f"a{self.number}"

    @property
    def feedback(self) -> str:
        return self.started.feedback if self.started else ""

    @property
    def retold(self) -> str:
        """The story as it was told for this attempt, where that was otherwise than it was asked."""
        return self.started.question if self.started else ""

    @property
    def turned_at(self) -> int | None:
        """The token from which on it went another way than the first attempt, counted from 1; None if it did not."""
        turn = self.started.turn if self.started else None
        return None if turn is None else turn.after + 1

    @property
    def answer(self) -> str | None:
        return next((node.text for node in reversed(self.nodes) if node.kind == "answer"), None)

    @property
    def score(self) -> float | None:
        """Of its verdict, in the light of the other attempts where that was told; None before there is one."""
        return next((node.score for node in reversed(self.nodes) if node.kind == "verdict"), None)

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
        if self.statistics is not None:
            return self.statistics.sampled_tokens
        return sum(self.finished.sampled) if self.finished else 0

    @property
    def seconds(self) -> float:
        """How long it took: without its tools where the agent says so, else all of it; 0 while nobody knows."""
        if self.statistics is not None:
            return self.statistics.seconds
        return self.finished.seconds if self.finished else 0.0

    @property
    def tokens_per_second(self) -> float | None:
        """Sampled ids over `seconds`; None without either."""
        return self.tokens / self.seconds if self.tokens and self.seconds > 0 else None


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
    """Key of the node that was added last, or that still grows."""
    current: int = 0
    """The attempt that `phase` speaks of."""
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
        said = [a for a in finished if a.answer == result.answer]
        return next((a for a in said if a.score == result.score), (said or finished)[0])

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
