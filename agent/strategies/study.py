"""Accuracy against tokens: every strategy at every budget on the same questions, replayed over one sample of attempts.

Strategies run in the agent itself, over a policy that remembers; so a figure is what the agent would have answered.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from agent.batch import right
from agent.events import Answered
from agent.judging import Judge, WeighingJudge, verdict_of
from agent.loop import Agent
from agent.policy import Policy
from agent.settings import Settings, check_question
from agent.strategies.best_of import BestOf
from agent.strategies.draws import RememberingPolicy
from agent.strategies.majority import Majority
from agent.strategies.protocol import Strategy
from agent.tools import Tool
from agent.trace import Trace
from tasks.task import Solution, Task
from verifier.learned_judge import Known
from verifier.verdict import Verdict

CHUNK = 32
"""Questions drawn together; draws reach the file as they end."""


@dataclass(frozen=True)
class Spent:
    """One question under one strategy and budget: was the answer right, and what did it cost in sampled ids."""

    right: bool
    tokens: int


@dataclass(frozen=True)
class Cell:
    """A strategy at a budget of `n` attempts, question by question in the order of the study."""

    strategy: str
    n: int
    spent: tuple[Spent, ...]


@dataclass(frozen=True)
class Study:
    """Everything measured. `majority` holds the vote at every N up to the largest: what others are compared with at
    equal tokens; `oracle` whether any of the first N attempts is right, for the same N."""

    questions: int
    unscored: int
    first: tuple[Spent, ...]
    cells: tuple[Cell, ...]
    majority: tuple[Cell, ...]
    oracle: Mapping[int, tuple[bool, ...]]


def run_study(
    tasks: Sequence[Task],
    policy: Policy,
    tools: Mapping[str, Tool],
    judge: Judge,
    strategies: Sequence[Strategy],
    budgets: Sequence[int],
    *,
    temperature: float = 0.7,
    seed: int = 0,
    draws: Path | None = None,
    known: Sequence[Trace] = (),
    progress: Callable[[int, int], None] | None = None,
) -> Study:
    """Run every strategy at every budget on every task. `draws` keeps the attempts, so that a study that was ended
    goes on where it was; attempts of `known` traces need not be drawn. Raises QuestionError and DrawsError."""
    remembering = RememberingPolicy(policy, draws)
    for trace in known:
        remembering.remember(trace)
    judge = remembered(judge)
    most = max(budgets)
    sizes = sorted(set(budgets))
    wanted = [(s, n) for s in strategies for n in sizes if s.name != "single" or n == sizes[0]]
    votes: dict[int, list[Spent]] = {n: [] for n in range(1, most + 1)}
    spent: list[list[Spent]] = [[] for _ in wanted]
    oracle: dict[int, list[bool]] = {n: [] for n in range(1, most + 1)}
    unscored = 0
    for start in range(0, len(tasks), CHUNK):
        part = tasks[start : start + CHUNK]
        questions = [check_question(task.question) for task in part]

        def run(strategy: Strategy, n: int, questions: Sequence[str] = questions) -> list[Trace]:
            agent = Agent(remembering, tools, judge, strategy)
            return agent.answer_all(questions, Settings(n, 1, temperature, seed))

        base = run(BestOf(), most)  # the widest first: everything without feedback is drawn in one batch
        voted = {n: run(Majority(), n) for n in votes}
        traces = [run(strategy, n) for strategy, n in wanted]
        for i, task in enumerate(part):
            if right(task.answer, base[i].answer) is None:
                unscored += 1
                continue
            tried = _right_attempts(task, base[i])
            for n in oracle:
                oracle[n].append(any(tried[:n]))
                votes[n].append(_spent(task, voted[n][i]))
            for cell, made in zip(spent, traces, strict=True):
                cell.append(_spent(task, made[i]))
        if progress is not None:
            progress(start + len(part), len(tasks))
    return Study(
        questions=len(votes[1]),
        unscored=unscored,
        first=tuple(votes[1]),
        cells=tuple(Cell(s.name, n, tuple(own)) for (s, n), own in zip(wanted, spent, strict=True)),
        majority=tuple(Cell("majority", n, tuple(own)) for n, own in votes.items()),
        oracle={n: tuple(own) for n, own in oracle.items()},
    )


def remembered(judge: Judge) -> Judge:
    """The same judge, asked once for each attempt: its verdict is a function of what it is given."""
    return _RememberingTogether(judge) if isinstance(judge, WeighingJudge) else _Remembering(judge)


class _Remembering:
    def __init__(self, judge: Judge) -> None:
        self.judge = judge
        self.kept: dict[tuple[str, Solution, float | None, Known | None], Verdict] = {}

    def __call__(
        self, question: str, solution: Solution, confidence: float | None, /, *, learned: Known | None = None
    ) -> Verdict:
        given = (question, solution, confidence, learned)
        if given not in self.kept:
            self.kept[given] = verdict_of(self.judge, question, solution, confidence, learned)
        return self.kept[given]


class _RememberingTogether(_Remembering):
    judge: WeighingJudge

    def together(
        self, question: str, solutions: Sequence[Solution], verdicts: Sequence[Verdict], /
    ) -> Sequence[Verdict]:
        return self.judge.together(question, solutions, verdicts)


def _spent(task: Task, trace: Trace) -> Spent:
    return Spent(bool(right(task.answer, trace.answer)), trace.result.tokens)


def _right_attempts(task: Task, trace: Trace) -> list[bool]:
    said = {e.attempt: e.text for e in trace.events if isinstance(e, Answered)}
    return [bool(right(task.answer, said.get(i))) for i in range(len(trace.attempts))]
