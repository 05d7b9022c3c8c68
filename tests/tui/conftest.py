"""Runs the command line in this process, with a scripted agent where a model would be."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pytest

import agent
from agent.events import (
    Answered,
    AnyEvent,
    AttemptFinished,
    AttemptStarted,
    CallMade,
    Observed,
    Result,
    RunStarted,
    StopReason,
    ThoughtWritten,
)
from agent.strategies.protocol import Strategy
from tui import cli
from verifier.verdict import Check, Status, Verdict

TRACE_ID = "0123456789ab"


@dataclass(frozen=True)
class Outcome:
    """What a command line left behind."""

    code: int
    out: str
    err: str


Ponder = Callable[..., Outcome]


class Input(io.TextIOWrapper):
    """Standard input: bytes from a pipe, or a terminal that nobody types at."""

    def __init__(self, data: bytes | None) -> None:
        super().__init__(io.BytesIO(data or b""), encoding="utf-8")
        self.terminal = data is None

    def isatty(self) -> bool:
        return self.terminal


@pytest.fixture
def ponder(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Ponder:
    """`ponder("ask", "...", stdin=b"...")`; without `stdin` a terminal is there."""

    def run(*args: str, stdin: bytes | None = None) -> Outcome:
        monkeypatch.setattr(sys, "stdin", Input(stdin))
        capsys.readouterr()
        code = cli.run(list(args))
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    return run


def events(
    question: str = "What is 48 - 29?",
    answer: str | None = "19",
    status: Status = "verified",
    *,
    stop: StopReason = "answered",
    thought: str = "Take away.",
    attempts: int = 3,
    max_seconds: float | None = None,
    seconds: float = 0.5,
) -> list[AnyEvent]:
    """A run of one attempt."""
    score = {"verified": 0.98, "unsure": 0.5, "refuted": 0.02}[status]
    check = Check(name="recomputation", status="pass", evidence="48 - 29 = 19 again")
    made: list[AnyEvent] = [
        RunStarted(trace_id=TRACE_ID, question=question, policy="fake", seed=0, attempts=attempts, max_steps=8,
                   max_tokens=256, max_seconds=max_seconds),
        AttemptStarted(attempt=0, temperature=0.0, seed=0),
        ThoughtWritten(attempt=0, text=thought),
        CallMade(attempt=0, tool="calculator", input="48 - 29"),
        Observed(attempt=0, text="19", ok=True),
    ]  # fmt: skip
    if answer is not None:
        made.append(Answered(attempt=0, text=answer))
    verdict = Verdict(status=status, score=score, answer=answer, checks=(check,))
    made.append(AttemptFinished(attempt=0, stop=stop, verdict=verdict))
    made.append(
        Result(question=question, answer=answer, status=status, score=score, attempts=1, tokens=12, seconds=seconds,
               trace_id=TRACE_ID)
    )  # fmt: skip
    return made


class ScriptedAgent:
    """Gives the scripted events, and remembers what it was asked."""

    def __init__(self, script: Sequence[AnyEvent], during: Callable[[], None] | None = None) -> None:
        self.script, self.during = script, during
        self.policy: str | None = None
        self.strategy: Strategy | None = None
        self.question = ""
        self.settings: dict[str, Any] = {}

    def default(
        self, policy: str | None = None, *, stream: bool = False, strategy: Strategy | None = None
    ) -> ScriptedAgent:
        self.policy, self.strategy = policy, strategy
        return self

    def stream(self, question: str, **settings: Any) -> Iterator[AnyEvent]:
        self.question, self.settings = question, settings
        yield from self.script[:-1]
        if self.during is not None:
            self.during()
        yield self.script[-1]


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> Callable[..., ScriptedAgent]:
    """`script(events(...))` puts a scripted agent in the place of the model."""

    def install(made: Sequence[AnyEvent], during: Callable[[], None] | None = None) -> ScriptedAgent:
        scripted = ScriptedAgent(made, during)
        monkeypatch.setattr(agent, "Agent", scripted, raising=False)
        return scripted

    return install
