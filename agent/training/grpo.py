"""GRPO with verifiable rewards: the policy attempts training problems in groups, with its tools, and learns which of
its own attempts were better than the others.

Everything that a step does follows from the weights, the seed and the step's number, so a resumed run goes on bit for
bit. What the loss is made of: `core_model.training.grpo`; what an attempt earns: `agent.training.rewards`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from pydantic import Field
from torch import Tensor

from agent.policy import CoreModelPolicy
from agent.tools import Tool
from agent.training.attempts import DrawTask, Sampler, Tried, attempt, draw_problems
from agent.training.rewards import Reward, RewardConfig, reward, reward_figures
from agent.training.validation import ValidationConfig, validate, validation_tasks
from core_model.gpt import GPT
from core_model.training.grpo import Surrogate, group_advantages, importance_weights, token_losses, with_variance
from core_model.training.logprobs import one_per_row, rows_of, token_logprobs
from core_model.training.updates import Figures, Report, UpdateConfig, Updater


class GrpoConfig(UpdateConfig):
    """Numbers of a run. A step makes `samples` attempts at each of `problems` problems."""

    problems: int = Field(8, ge=1)
    samples: int = Field(8, ge=2)
    min_level: int = Field(1, ge=1)
    """Problems below this level are passed over: groups that are all right teach nothing."""
    updates: int = Field(1, ge=1)
    """Optimizer steps on one batch of attempts; with more than one, ratios leave 1 and are clipped."""
    temperature: float = Field(1.0, gt=0)
    top_p: float = Field(0.95, gt=0, le=1)
    max_tokens: int = Field(256, ge=1)
    max_steps: int = Field(8, ge=1)
    scale_advantages: bool = False
    """Divide by the group's standard deviation: that weighs problems up which are nearly always or never solved."""
    clip_low: float = Field(0.2, ge=0, lt=1)
    clip_high: float = Field(0.28, ge=0)
    kl: float = Field(0.0, ge=0)
    """Weight of the divergence from the policy that the run began with."""
    weight_cap: float = Field(2.0, gt=0)
    """Largest importance weight of a token."""

    @property
    def sampler(self) -> Sampler:
        return Sampler(self.temperature, self.top_p, self.max_tokens, self.max_steps)

    @property
    def surrogate(self) -> Surrogate:
        return Surrogate(self.clip_low, self.clip_high, self.kl)


@dataclass(frozen=True)
class Lesson:
    """An attempt that is learned from, and its advantage over its group."""

    tried: Tried
    advantage: float


class GrpoTrainer:
    """Trains the model of `policy`. `reference` is a copy of what it began with, wanted when `config.kl` is above 0."""

    def __init__(
        self,
        policy: CoreModelPolicy,
        tools: Mapping[str, Tool],
        draws: Mapping[str, tuple[float, DrawTask]],
        config: GrpoConfig,
        out: Path,
        rewards: RewardConfig | None = None,
        validation: ValidationConfig | None = None,
        reference: GPT | None = None,
    ) -> None:
        if config.kl and reference is None:
            raise ValueError("a divergence from the reference needs the reference")
        self.policy, self.tools, self.draws, self.config = policy, tools, draws, config
        policy.in_turn = True  # a resumed run is the same bit for bit
        self.rewards = rewards or RewardConfig()
        self.validation = validation or ValidationConfig(problems=0)
        self.reference = reference if config.kl else None
        self.valid = validation_tasks(self.validation)
        self.updater = Updater(policy.model, config, out)

    def run(self, report: Report | None = None) -> None:
        self.updater.run(self.step, report)

    def step(self, number: int) -> Figures:
        """Attempt, reward, update; the figures of the step. Raises Diverged before any weight moves."""
        figures = self._validated(number)
        groups = self._groups(number)
        lessons, told = self._lessons(groups)
        figures |= told | self._learn(lessons)
        if number + 1 == self.config.steps:
            figures |= self._validated(self.config.steps)  # the last line has the trained policy's
        return figures

    def _validated(self, number: int) -> Figures:
        if not self.validation.due(number, self.config.steps):
            return {}
        return validate(self.policy, self.tools, self.valid, self.validation.samples, self.config.sampler)

    def _groups(self, number: int) -> list[list[Tried]]:
        config = self.config
        tasks = draw_problems(self.draws, config.problems, f"{config.seed}:{number}", config.min_level)
        seed = config.seed * 1_000_003 + number
        return attempt(self.policy, self.tools, tasks, config.samples, config.sampler, seed)

    def _lessons(self, groups: Sequence[Sequence[Tried]]) -> tuple[list[Lesson], Figures]:
        """The attempts with their advantages, of the groups that teach something, and what all of them earned."""
        config = self.config
        kept: list[Lesson] = []
        every: list[Reward] = []
        counted = same = solved = unsolved = 0
        for group in groups:
            earned = [reward(tried, self.rewards, config.max_tokens) for tried in group]
            scored = [one for one in earned if one is not None]
            every += scored
            if len(scored) < 2 or len(scored) < len(group):
                continue  # gold that cannot be read, or a question that does not fit
            counted += 1
            solved += all(one.gold for one in scored)
            unsolved += not any(one.gold for one in scored)
            totals = torch.tensor([[one.total for one in scored]], dtype=torch.float64)
            if not bool(with_variance(totals)):
                same += 1
                continue
            advantages = group_advantages(totals, config.scale_advantages)[0].tolist()
            kept += [Lesson(tried, advantage) for tried, advantage in zip(group, advantages, strict=True)]
        figures = reward_figures(every) | {
            "groups": float(counted),
            "groups/filtered": same / max(1, counted),
            "groups/all_right": solved / max(1, counted),
            "groups/none_right": unsolved / max(1, counted),
            "tokens": float(sum(tried.tokens for group in groups for tried in group)),
            "tokens_per_attempt": _mean([tried.tokens for group in groups for tried in group]),
        }
        return kept, figures

    def _learn(self, lessons: Sequence[Lesson]) -> Figures:
        """Updates on a batch. Without a lesson no weight moves: momentum alone would carry it on."""
        if not lessons:
            return {"loss": 0.0, "updates": 0.0}
        ordered = sorted(lessons, key=lambda lesson: len(lesson.tried.rendered.ids))  # alike in length: little padding
        old: list[Tensor] = []
        figures: Figures = {}
        for _ in range(self.config.updates):
            loss, measured = self._gradient(ordered, old)
            moved = self.updater.update(loss, one_per_row([lesson.tried.rendered for lesson in ordered]))
            figures = measured | moved | {"loss": loss, "updates": float(self.config.updates)}
        return figures

    def _gradient(self, lessons: Sequence[Lesson], old: list[Tensor]) -> tuple[float, Figures]:
        """Add the gradient of the mean loss a token. `old` holds the log-probabilities before the first update; it is
        filled by the first call."""
        config, model = self.config, self.policy.model
        tokens = sum(lesson.tried.tokens for lesson in lessons)
        first = not old
        sums = dict.fromkeys(("loss", "clipped", "kl", "weight", "capped", "ratio"), 0.0)
        for part, start in enumerate(range(0, len(lessons), config.rows)):
            piece = lessons[start : start + config.rows]
            batch = one_per_row([lesson.tried.rendered for lesson in piece])
            logprobs = token_logprobs(model, batch)
            if first:
                old.append(logprobs.detach())
            drawn = torch.tensor([x for lesson in piece for x in lesson.tried.drawn])
            advantages = torch.tensor([lesson.advantage for lesson in piece], dtype=logprobs.dtype)[rows_of(batch)]
            weights = importance_weights(old[part], drawn, config.weight_cap)
            reference = None
            if self.reference is not None:
                with torch.no_grad():
                    reference = token_logprobs(self.reference, batch)
            made = token_losses(logprobs, old[part], advantages, weights, config.surrogate, reference)
            loss = made.loss.sum() / tokens
            loss.backward()
            sums["loss"] += float(loss.detach())
            for name, values in (
                ("clipped", made.clipped), ("kl", made.kl), ("weight", weights),
                ("capped", weights >= config.weight_cap), ("ratio", (logprobs.detach() - old[part]).exp()),
            ):  # fmt: skip
                sums[name] += float(values.double().sum()) / tokens
        return sums.pop("loss"), {f"policy/{name}": value for name, value in sums.items()}


def _mean(values: Sequence[float]) -> float:
    return sum(values) / max(1, len(values))
