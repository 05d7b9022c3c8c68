"""Attempts collected before training begins, with what gold and the verifier say of each; kept as JSON lines."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from agent.batch import right
from agent.errors import TrainingError
from agent.judging import confidence
from agent.policy import CoreModelPolicy
from agent.tools import Tool
from agent.training.attempts import DrawTask, Sampler, Tried, attempt, draw_problems, turned_attempts
from verifier.universal import judge
from verifier.verdict import Verdict

CHUNK = 64
"""Problems that are attempted together."""


class CollectConfig(BaseModel):
    """How many problems are attempted, how often, and how."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    problems: int = Field(256, ge=1)
    samples: int = Field(4, ge=1)
    min_level: int = Field(1, ge=1)
    """Problems below this level are passed over."""
    per_problem: int = Field(2, ge=1)
    """Documents, or pairs, that one problem gives at most: else the easy ones outnumber the rest."""
    temperature: float = Field(1.0, gt=0)
    top_p: float = Field(0.95, gt=0, le=1)
    max_tokens: int = Field(256, ge=1)
    max_steps: int = Field(8, ge=1)
    seed: int = 0
    turned: bool = False
    """The first attempt is greedy, and each other one leaves its way at another place where it was unsure; else all of
    them are sampled."""

    @property
    def sampler(self) -> Sampler:
        return Sampler(self.temperature, self.top_p, self.max_tokens, self.max_steps)


@dataclass(frozen=True)
class Judged:
    """An attempt, whether it equals gold, and what the verifier says without gold."""

    tried: Tried
    right: bool
    verdict: Verdict


def collect(
    policy: CoreModelPolicy,
    tools: Mapping[str, Tool],
    draws: Mapping[str, tuple[float, DrawTask]],
    config: CollectConfig,
    progress: Callable[[int, int], None] | None = None,
) -> Iterator[list[Judged]]:
    """The attempts at one problem after another; those of a problem whose gold cannot be read are left out."""
    tasks = draw_problems(draws, config.problems, f"collect:{config.seed}", config.min_level)
    for start in range(0, len(tasks), CHUNK):
        part = tasks[start : start + CHUNK]
        if config.turned:
            groups = turned_attempts(policy, tools, part, config.samples, config.sampler)
        else:
            groups = attempt(policy, tools, part, config.samples, config.sampler, config.seed * 1_000_003 + start)
        for group in groups:
            judged = [one for one in map(judge_tried, group) if one is not None]
            if judged:
                yield judged
        if progress is not None:
            progress(min(start + CHUNK, len(tasks)), len(tasks))


def judge_tried(tried: Tried) -> Judged | None:
    """None when the task's gold answer cannot be read."""
    correct = right(tried.task.answer, tried.solution.answer)
    if correct is None:
        return None
    verdict = judge(tried.task.question, tried.solution, confidence=confidence(tried.confidence))
    return Judged(tried, correct, verdict)


def write_lines(path: Path, lines: Iterable[Mapping[str, Any]]) -> None:
    """One JSON object a line; the file is there whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(path.name + ".new")
    with fresh.open("w", encoding="utf-8") as file:
        for line in lines:
            file.write(json.dumps(line) + "\n")
        file.flush()
        os.fsync(file.fileno())
    os.replace(fresh, path)


def read_lines(path: Path) -> list[dict[str, Any]]:
    """What `write_lines` wrote. Raises TrainingError when the file was changed since."""
    try:
        return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
    except ValueError as error:
        raise TrainingError(f"{path} is broken: {error}", "remove it, and the attempts are made again") from None
