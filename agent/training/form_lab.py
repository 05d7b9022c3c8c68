"""The lab of forms: one nano GPT a form and seed, on the same word problems, and how many unseen ones it then solves.

All get the same optimizer steps and the same tokens a step, so that a longer form sees fewer problems: that is the
trade it stands for. Problems are those of a few kinds of the grammar with whole numbers, which a model of that size
can begin to learn in minutes.
"""

from __future__ import annotations

import math
import random
import statistics
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from agent.batch import right
from agent.errors import TrainingError
from agent.policies.core_model import CoreModelPolicy
from agent.tools import default_tools
from agent.training.attempts import Sampler, attempt
from agent.training.forms import FORMS, written
from core_model.config import model_config
from core_model.gpt import GPT
from core_model.tokenizers.protocol import Tokenizer
from core_model.training.config import TrainConfig
from core_model.training.trainer import Trainer
from core_model.transcript import Rendered, Transcript
from tasks.generators import word_problems
from tasks.lettering import is_story
from tasks.quantities import quantities
from tasks.task import Task
from verifier.metrics import wilson_interval

KINDS = (
    "result", "change_unknown", "start_unknown", "needed", "kinds", "two_kinds", "equal", "divide", "sets", "two_sizes",
)  # fmt: skip
"""Schemas of the grammar that the lab draws from."""
MOST_TOKENS, MOST_STEPS = 240, 6


@dataclass(frozen=True)
class Learned:
    """What one form came to: accuracy in per cent over all seeds with a 95 % interval (Wilson), and a seed's own."""

    form: str
    tokens_a_problem: float
    problems_seen: int
    """In one training."""
    accuracy: float
    low: float
    high: float
    each_seed: tuple[float, ...]
    deviation: float
    """Sample standard deviation between seeds; NaN of one."""
    loss: float
    """Mean over seeds of the last step's loss, in nats a target token: over other targets in each form."""


def problem(rng: random.Random, kinds: Sequence[str] = KINDS) -> Task:
    """A word problem of one of `kinds` with whole numbers alone, of which it has at least two."""
    while True:
        task = word_problems.generate(rng)
        whole = task.answer.isdigit() and all(q.value.denominator == 1 for q in quantities(task.question))
        if task.template.partition(":")[0] in kinds and whole and is_story(task.question):
            return task


def compare(
    tokenizer: Tokenizer,
    config: TrainConfig,
    seeds: Sequence[int],
    tested: int = 300,
    forms: Sequence[str] = tuple(FORMS),
    report: Callable[[str], None] | None = None,
) -> Iterator[Learned]:
    """Each form's figures, as they are there. `tested` problems are the same for all; training draws others of the
    same kinds. Raises TrainingError for a form that there is not."""
    unknown = [name for name in forms if name not in FORMS]
    if unknown:
        raise TrainingError(f"there is no form {unknown[0]!r}", f"forms: {', '.join(FORMS)}")
    drawn = random.Random("forms, tested")
    tests = [problem(drawn) for _ in range(tested)]
    asked = {task.question for task in tests}
    for name in forms:
        shares, losses, count, ids = [], [], 0, 0
        for seed in seeds:
            source = _Source(name, Transcript(tokenizer), config.model_copy(update={"seed": seed}), asked)
            model, loss = _trained(source, tokenizer.vocab_size)
            shares.append(_solved(model, tokenizer, name, tests))
            losses.append(loss)
            count, ids = count + source.problems, ids + source.ids
            if report is not None:
                report(f"{name}, seed {seed}: {shares[-1]:.1%} of {tested}, loss {loss:.3f}")
        low, high = wilson_interval(round(sum(shares) * tested), tested * len(seeds)) or (0.0, 1.0)
        yield Learned(
            form=name,
            tokens_a_problem=ids / max(1, count),
            problems_seen=count // len(seeds),
            accuracy=100 * statistics.fmean(shares),
            low=100 * low,
            high=100 * high,
            each_seed=tuple(100 * share for share in shares),
            deviation=100 * statistics.stdev(shares) if len(shares) > 1 else math.nan,
            loss=statistics.fmean(losses),
        )


class _Source:
    """Problems of a step in one form, as many as its rows have room for; counts what was trained on."""

    def __init__(self, form: str, transcript: Transcript, config: TrainConfig, left_out: set[str]) -> None:
        self.form, self.transcript, self.config, self.left_out = form, transcript, config, left_out
        self.problems = self.ids = 0

    def __call__(self, step: int) -> list[Rendered]:
        rng, made, room = random.Random(f"{self.config.seed}:{step}"), [], self.config.rows * self.config.length
        while room > 0:
            task = problem(rng)
            dialogue = None if task.question in self.left_out else written(self.form, task)
            rendered = self.transcript.render(dialogue) if dialogue else None
            if rendered is None or len(rendered.ids) > self.config.length:
                continue
            made.append(rendered)
            room -= len(rendered.ids)
            self.problems, self.ids = self.problems + 1, self.ids + len(rendered.ids)
        return made


def _trained(source: _Source, vocab_size: int) -> tuple[GPT, float]:
    config = source.config
    model = GPT(model_config("nano", vocab_size=vocab_size, context=max(config.length, MOST_TOKENS * 2)))
    model.init_weights(config.seed)
    seen: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        Trainer(model, source, config, Path(folder)).run(lambda line: seen.append(line["loss"]))
    return model.eval(), seen[-1] if seen else math.nan


def _solved(model: GPT, tokenizer: Tokenizer, form: str, tests: Sequence[Task]) -> float:
    """Part of the tests that greedy decoding answers rightly, with the tools of `ponder ask`."""
    told = [(task, written(form, task)) for task in tests]
    asked = [task.model_copy(update={"question": dialogue[0].text}) for task, dialogue in told if dialogue]
    policy = CoreModelPolicy(model, tokenizer)
    sampler = Sampler(temperature=0.0, top_p=1.0, max_tokens=MOST_TOKENS, max_steps=MOST_STEPS)
    tried = attempt(policy, default_tools(), asked, 1, sampler, seed=0)
    return sum(bool(right(one.task.answer, one.solution.answer)) for group in tried for one in group) / len(tests)
