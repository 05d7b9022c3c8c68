"""Ponder in Inspect (inspect_ai): suites as tasks, the agent as a solver, the verifier and gold as a scorer.

    inspect eval ponder/arithmetic --model none --limit 20
    inspect eval ponder/arithmetic --model openai/gpt-4o --solver ponder/generate

Needs the extra `inspect`. Everything is registered under `ponder/`, wherever the package lies.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Literal, TypeVar

from inspect_ai import Task as InspectTask
from inspect_ai import task
from inspect_ai.dataset import MemoryDataset, Sample
from inspect_ai.scorer import (
    CORRECT,
    INCORRECT,
    NOANSWER,
    Metric,
    SampleScore,
    Score,
    Scorer,
    Target,
    accuracy,
    metric,
    scorer,
    stderr,
)
from inspect_ai.solver import Generate, Solver, TaskState, solver

from agent.batch import right
from agent.interop.inspect_trace import ask_in_thread, tell
from agent.loop import Agent
from agent.trace import Trace
from tasks.suites import FAMILY_SUITES, SUITES, suite
from tasks.task import Task
from verifier.extraction import last_answer
from verifier.universal import judge_text
from verifier.verdict import Verdict

TRACE = "ponder_trace"
"""Where a sample's store keeps the trace of our agent, as JSON."""
INSTRUCTION = "\n\nThink step by step. End with one line: final answer: ANSWER"
F = TypeVar("F", bound=Callable[..., Any])


def ours(function: F) -> F:
    """Keep the name that is given. Inspect puts the import package in front of it where that is installed as a copy,
    and nothing where it is a checkout; a function of no loaded module has no package."""
    function.__module__ = "ponder"
    return function


def sample(question: Task) -> Sample:
    """A task of ours as a sample of Inspect's; its gold answer is the target, for the scorer alone."""
    about = {"family": question.family, "level": question.level, "split": question.split, "source": question.source}
    return Sample(input=question.question, target=question.answer, id=question.id, metadata=about)


def as_task(
    name: str, n: int | None = None, seed: int = 0, split: Literal["train", "valid", "test"] = "test", attempts: int = 3
) -> InspectTask:
    """A suite, or whatever else `ponder eval` takes, as a task of Inspect's: our agent answers it."""
    found = suite(name)
    samples = [sample(question) for question in found.sample(n or found.size, seed, split)]
    data = MemoryDataset(samples, name=name, location=f"ponder:{name}")
    return InspectTask(dataset=data, solver=agent(attempts=attempts), scorer=graded(), metadata={"suite": name})


@task(name="ponder/suite")
@ours
def suite_task(suite: str = "core", n: int = 0, seed: int = 0, split: str = "test", attempts: int = 3) -> InspectTask:
    """Any suite by name, or a JSONL file: `inspect eval ponder/suite -T suite=my.jsonl`."""
    return as_task(suite, n or None, seed, split, attempts)  # type: ignore[arg-type]


def _register(name: str) -> None:
    @task(name=f"ponder/{name}")
    @ours
    def one(n: int = 0, seed: int = 0, split: str = "test", attempts: int = 3) -> InspectTask:
        return as_task(name, n or None, seed, split, attempts)  # type: ignore[arg-type]


for _name in (*SUITES, *FAMILY_SUITES):
    _register(_name)


@lru_cache(maxsize=4)
def _agent(policy: str | None) -> Agent:
    return Agent.default(policy)


@solver(name="ponder/agent")
@ours
def agent(policy: str | None = None, attempts: int = 3, temperature: float = 0.7, seed: int = 0) -> Solver:
    """Our agent answers, with its own policy and tools; Inspect's model is not asked. Its steps become messages with
    tool calls, each attempt a span, and the whole trace is in the sample's store."""

    async def solve(state: TaskState, generate: Generate) -> TaskState:
        made = await ask_in_thread(
            _agent(policy), state.input_text, attempts=attempts, temperature=temperature, seed=seed
        )
        state.store.set(TRACE, made.to_json())
        await tell(made, state)
        return state

    return solve


@solver(name="ponder/generate")
@ours
def generate_answer() -> Solver:
    """Inspect's model answers in one turn, told only how to end; for comparing any model on our suites."""

    async def solve(state: TaskState, generate: Generate) -> TaskState:
        state.user_prompt.text += INSTRUCTION
        return await generate(state)

    return solve


@metric(name="ponder/verified")
@ours
def verified() -> Metric:
    """The share of answers that the verifier accepts."""

    def share(scores: list[SampleScore]) -> float:
        return _share([_status(one) == "verified" for one in scores])

    return share


@metric(name="ponder/verified_right")
@ours
def verified_right() -> Metric:
    """Of the answers that the verifier accepts, the share that is right; nan when it accepts none."""

    def share(scores: list[SampleScore]) -> float:
        return _share([one.score.as_str() in (CORRECT, "1.0", "1") for one in scores if _status(one) == "verified"])

    return share


def _share(held: list[bool]) -> float:
    return sum(held) / len(held) if held else float("nan")


def _status(one: SampleScore) -> str:
    return str(((one.score.metadata or {}).get("verdict") or {}).get("status", ""))


@scorer(name="ponder/graded", metrics=[accuracy(), stderr(), verified(), verified_right()])
@ours
def graded() -> Scorer:
    """Right or wrong by the gold answer, as `ponder eval` grades; the verifier's verdict and its checks beside it.

    A gold answer that cannot be read leaves its sample unscored. The verdict never sees gold.
    """

    async def score(state: TaskState, target: Target) -> Score:
        answer, verdict = verdict_of(state)
        correct = right(target.text, answer)
        told = {"verdict": verdict.model_dump(mode="json")}
        checks = "\n".join(f"{check.status}: {check.name}: {check.evidence}" for check in verdict.checks)
        explanation = f"{verdict.status}, score {verdict.score:.2f}\n{checks}"
        if correct is None:
            return Score.unscored(reason="target_parse_error", answer=answer, explanation=explanation, metadata=told)
        value = NOANSWER if answer is None else CORRECT if correct else INCORRECT
        return Score(value=value, answer=answer, explanation=explanation, metadata=told)

    return score


def verdict_of(state: TaskState) -> tuple[str | None, Verdict]:
    """The answer of a sample and the verdict on it: our agent's own, or what another solver wrote, judged as text."""
    kept = state.store.get(TRACE)
    if kept:
        made = Trace.from_json(kept)
        given = (made.answer, made.result.status, made.result.score)
        verdicts = (attempt.verdict for attempt in made.attempts)
        return made.answer, next(v for v in verdicts if (v.answer, v.status, v.score) == given)
    written = state.output.completion
    answer = last_answer(written) or None
    if answer is None:
        return None, Verdict(status="refuted", score=0.0, answer=None)
    return answer, judge_text(state.input_text, answer, written, sampled=True)
