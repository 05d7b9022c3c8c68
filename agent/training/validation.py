"""pass@1 and pass@k of a policy in training, on problems that it is not trained on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pydantic import BaseModel, ConfigDict, Field

from agent.batch import right
from agent.policy import CoreModelPolicy
from agent.tools import Tool
from agent.training.attempts import Sampler, Tried, attempt
from tasks.suites import suite
from tasks.task import Task
from verifier.metrics import pass_at_k, wilson_interval


class ValidationConfig(BaseModel):
    """What is measured while training goes on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    suite: str = "word_problems"
    problems: int = Field(48, ge=0)
    """Of the suite's `valid` split, or of a file; 0 measures nothing."""
    samples: int = Field(4, ge=0)
    """Sampled attempts at each problem, for pass@k; 0 measures the greedy attempt alone."""
    every: int = Field(10, ge=1)
    """Steps between measurements; the first step and the last one are measured as well."""

    def due(self, step: int, steps: int) -> bool:
        """Whether it is measured before step `step`, counted from 0; `steps` itself is after the last."""
        return self.problems > 0 and (step % self.every == 0 or step == steps)


def validation_tasks(config: ValidationConfig) -> list[Task]:
    """The problems, the same for every run. Raises SuiteError for a suite that there is not."""
    return suite(config.suite).sample(config.problems, split="valid") if config.problems else []


def validate(
    policy: CoreModelPolicy, tools: Mapping[str, Tool], tasks: Sequence[Task], samples: int, sampler: Sampler
) -> dict[str, float]:
    """pass@1 of one greedy attempt a problem with its 95 % interval (Wilson); pass@1 and pass@k, without bias, of
    `samples` sampled ones."""
    greedy = Sampler(0.0, 1.0, sampler.max_tokens, sampler.max_steps)
    n = max(1, len(tasks))
    first = sum(_count(group) for group in attempt(policy, tools, tasks, 1, greedy, seed=0))
    low, high = wilson_interval(first, n) or (0.0, 1.0)
    figures = {"validation/greedy": first / n, "validation/greedy_low": low, "validation/greedy_high": high}
    if samples:
        drawn = [_count(group) for group in attempt(policy, tools, tasks, samples, sampler, seed=1)]
        figures["validation/pass@1"] = sum(drawn) / samples / n
        figures[f"validation/pass@{samples}"] = sum(pass_at_k(samples, count, samples) or 0.0 for count in drawn) / n
    return figures


def _count(group: Sequence[Tried]) -> int:
    return sum(bool(right(one.task.answer, one.solution.answer)) for one in group)
