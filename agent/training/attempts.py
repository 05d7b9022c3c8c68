"""Attempts of the policy at training problems, many at once, as what learning needs of them: ids, mask, likelihoods."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from agent.errors import TrainingError
from agent.events import Observed, StopReason
from agent.policy import Ask, CoreModelPolicy, Rollout, StepEvent
from agent.strategies.turns import along, turns
from agent.tools import Tool
from agent.trace import fold
from agent.training.sources import drawing
from core_model.transcript import Rendered
from tasks.task import Solution, Task

DrawTask = Callable[[random.Random], Task | None]
TRIES = 50
"""Draws for one problem before a source is given up: a public row may have no fresh numbers."""


@dataclass(frozen=True)
class Sampler:
    """How attempts are drawn, and their budgets."""

    temperature: float = 1.0
    top_p: float = 0.95
    max_tokens: int = 256
    max_steps: int = 8
    turn_below: float = 0.9
    """An id that is more probable is nothing to turn off at."""


@dataclass(frozen=True)
class Tried:
    """One attempt: the row as the engine saw it, and what it says."""

    task: Task
    solution: Solution
    stop: StopReason
    rendered: Rendered
    """Its ids; 1 where the policy sampled them, the token that ends it included, 0 where they were put in."""
    drawn: tuple[float, ...] = ()
    """Log-probabilities of the sampled ids under the sampler: after bans, temperature and filters."""
    confidence: tuple[float, ...] = ()
    """The same under the model's own distribution, as the verifier's confidence wants them."""
    tool_errors: int = 0
    feedback: str = ""
    """The evidence against an earlier attempt that it was told."""

    @property
    def tokens(self) -> int:
        """Sampled ids."""
        return sum(self.rendered.mask)


def attempt(
    policy: CoreModelPolicy,
    tools: Mapping[str, Tool],
    tasks: Sequence[Task],
    samples: int,
    sampler: Sampler,
    seed: int,
    feedback: Sequence[str] | None = None,
) -> list[list[Tried]]:
    """`samples` attempts at each task, in order; attempt j at task i depends on the weights, `seed`, i and j alone.
    An attempt whose prompt does not fit the context is left out."""
    asks = [
        Ask(
            question=task.question,
            feedback=feedback[i] if feedback else "",
            temperature=sampler.temperature,
            top_p=sampler.top_p,
            seed=random.Random(f"{seed}:{i}:{j}").getrandbits(62),
            max_steps=sampler.max_steps,
            max_tokens=sampler.max_tokens,
        )
        for i, task in enumerate(tasks)
        for j in range(samples)
    ]
    groups = iter(_made(policy, tools, asks))
    return [[one for one in (_tried(task, *next(groups)) for _ in range(samples)) if one] for task in tasks]


def turned_attempts(
    policy: CoreModelPolicy, tools: Mapping[str, Tool], tasks: Sequence[Task], samples: int, sampler: Sampler
) -> list[list[Tried]]:
    """The greedy attempt at each task, in order, and up to `samples - 1` that turn off its way (agent.strategies.turns)
    where it took an id of a probability below `sampler.turn_below`."""
    asks = [Ask(task.question, max_steps=sampler.max_steps, max_tokens=sampler.max_tokens) for task in tasks]
    made = _made(policy, tools, asks)
    firsts = [_tried(task, *one) for task, one in zip(tasks, made, strict=True)]
    others: list[tuple[int, Ask]] = []
    for i, first in enumerate(firsts):
        if first is not None:
            unsure = sum(math.exp(logprob) < sampler.turn_below for logprob in first.confidence)
            count = min(samples - 1, unsure)
            ids, mask = first.rendered.ids, first.rendered.mask
            others += [(i, along(asks[i], turn, ids, mask)) for turn in turns(ids, mask, first.confidence, count)]
    groups = [[first] if first else [] for first in firsts]
    for (i, _), way in zip(others, _made(policy, tools, [way for _, way in others]), strict=True):
        if (tried := _tried(tasks[i], *way)) is not None:
            groups[i].append(tried)
    return groups


def _made(
    policy: CoreModelPolicy, tools: Mapping[str, Tool], asks: Sequence[Ask]
) -> Iterator[tuple[Ask, list[StepEvent], Rollout]]:
    """What came of each ask, in order."""
    steps: list[list[StepEvent]] = [[] for _ in asks]
    ends: dict[int, Rollout] = {}
    for index, event in policy.attempts(asks, tools):
        if isinstance(event, Rollout):
            ends[index] = event
        else:
            steps[index].append(event)
    return ((ask, steps[i], ends[i]) for i, ask in enumerate(asks))


def _tried(task: Task, ask: Ask, events: Sequence[StepEvent], end: Rollout) -> Tried | None:
    """None of an attempt whose prompt did not fit."""
    if not any(end.sampled):
        return None
    return Tried(
        task=task,
        solution=fold(events),
        stop=end.stop,
        rendered=Rendered(end.token_ids, end.sampled),
        drawn=end.drawn,
        confidence=end.logprobs,
        tool_errors=sum(isinstance(event, Observed) and not event.ok for event in events),
        feedback=ask.feedback,
    )


def draw_problems(draws: Mapping[str, tuple[float, DrawTask]], count: int, seed: str, min_level: int = 1) -> list[Task]:
    """`count` different problems of at least that level, of sources drawn by weight: a function of `seed`, so that a
    resumed run sees the same ones. Raises TrainingError when the sources do not have that many."""
    rng = random.Random(seed)
    names = list(draws)
    weights = [draws[name][0] for name in names]
    tasks: dict[str, Task] = {}
    for _ in range(TRIES * count):
        task = draws[rng.choices(names, weights)[0]][1](rng)
        if task is not None and task.level >= min_level:
            tasks.setdefault(task.question, task)
        if len(tasks) == count:
            return list(tasks.values())
    raise TrainingError(
        f"the sources gave {len(tasks)} different problems of the {count} wanted", "ask for fewer, or add a source"
    )


def problem_sources(problems: object) -> dict[str, tuple[float, DrawTask]]:
    """What `[problems]` of a configuration names, each with its weight. Raises TrainingError."""
    if not isinstance(problems, Mapping) or not problems:
        raise TrainingError("the configuration has no [problems]", "e.g. word_problems = 1.0 under [problems]")
    draws: dict[str, tuple[float, DrawTask]] = {}
    for name, weight in problems.items():
        draw = drawing(name)
        if draw is None:
            raise TrainingError(f"{name} is text: it has no problems", "name a source with questions and answers")
        if not isinstance(weight, int | float) or isinstance(weight, bool) or not weight > 0:
            raise TrainingError(f"the weight of {name} is {weight!r}", "give a number above 0, or leave it out")
        draws[name] = (float(weight), draw)
    return draws
