"""Values: how promising is a solution that is not finished yet?"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tasks.task import Solution
from verifier.learned_judge import LearnedJudge, opinion

Value = Callable[[str, Solution, Sequence[float]], float]
"""(question, the solution so far, log-probabilities of its sampled ids) -> higher is better."""


def mean_logprob(question: str, solution: Solution, logprobs: Sequence[float]) -> float:
    """How sure the policy was of what it wrote, per id: the value when nobody has learned a better one."""
    return sum(logprobs) / len(logprobs) if logprobs else float("-inf")


def judged(judge: LearnedJudge) -> Value:
    """The learned judge's probability that the solution is, or becomes, right."""

    def value(question: str, solution: Solution, logprobs: Sequence[float]) -> float:
        return opinion(judge, question, solution)

    return value
