"""DPO on the policy's own attempts: of each problem a right one is preferred over a wrong one."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch
from pydantic import Field

from agent.errors import TrainingError
from agent.training.collect import Judged
from core_model.gpt import GPT
from core_model.training.dpo import pair_losses
from core_model.training.logprobs import one_per_row, sequence_logprobs
from core_model.training.updates import Figures, Report, UpdateConfig, Updater
from core_model.transcript import Rendered


class DpoConfig(UpdateConfig):
    """Numbers of a run. A step sees `pairs` pairs."""

    pairs: int = Field(8, ge=1)
    beta: float = Field(0.1, gt=0)
    """How dear it is to leave the reference: small, and the policy moves far."""
    smoothing: float = Field(0.0, ge=0, lt=0.5)


@dataclass(frozen=True)
class Pair:
    """A right and a wrong attempt at one problem, and their log-probabilities under the policy before training."""

    question: str
    right: Rendered
    wrong: Rendered
    reference_right: float = 0.0
    reference_wrong: float = 0.0


def pairs_of(group: Sequence[Judged], most: int) -> list[Pair]:
    """Up to `most` pairs of the attempts at one problem, no attempt in two of them while there are others. The right
    side has been refuted by no check: a lucky answer is not to be preferred."""
    right = [one.tried for one in group if one.right and one.verdict.status != "refuted"]
    wrong = [one.tried for one in group if not one.right]
    rights = list({one.rendered.ids: one for one in right}.values())
    wrongs = list({one.rendered.ids: one for one in wrong}.values())
    count = min(most, max(len(rights), len(wrongs))) if rights and wrongs else 0
    return [
        Pair(rights[0].task.question, rights[i % len(rights)].rendered, wrongs[i % len(wrongs)].rendered)
        for i in range(count)
    ]


@torch.no_grad()
def with_reference(model: GPT, pairs: Sequence[Pair], rows: int) -> list[Pair]:
    """The pairs with what `model`, not yet trained, thinks of them: computed once, here."""
    done: list[Pair] = []
    for start in range(0, len(pairs), max(1, rows // 2)):
        part = pairs[start : start + max(1, rows // 2)]
        both = sequence_logprobs(model, one_per_row([*(p.right for p in part), *(p.wrong for p in part)])).tolist()
        done += [
            replace(pair, reference_right=both[i], reference_wrong=both[len(part) + i]) for i, pair in enumerate(part)
        ]
    return done


def lines_of(pairs: Iterable[Pair]) -> list[dict[str, Any]]:
    """Pairs as JSON objects; floats come back bit for bit."""
    return [
        {
            "question": pair.question,
            "right": [pair.right.ids, pair.right.mask],
            "wrong": [pair.wrong.ids, pair.wrong.mask],
            "reference": [pair.reference_right, pair.reference_wrong],
        }
        for pair in pairs
    ]


def pairs_from(lines: Iterable[dict[str, Any]]) -> list[Pair]:
    """What `lines_of` gave."""
    return [
        Pair(
            line["question"],
            Rendered(*map(tuple, line["right"])),
            Rendered(*map(tuple, line["wrong"])),
            *line["reference"],
        )
        for line in lines
    ]


class DpoTrainer:
    """Trains `model` on pairs that carry their reference."""

    def __init__(self, model: GPT, pairs: Sequence[Pair], config: DpoConfig, out: Path) -> None:
        if not pairs:
            raise TrainingError(
                "no problem has a right and a wrong attempt", "raise collect.problems, samples or min_level"
            )
        self.model, self.pairs, self.config = model, pairs, config
        self.updater = Updater(model, config, out)

    def run(self, report: Report | None = None) -> None:
        self.updater.run(self.step, report)

    def step(self, number: int) -> Figures:
        """One update; loss in nats, implicit rewards, their margin, and how often the right side has the larger one.
        Raises Diverged before any weight moves."""
        chosen = [self.pairs[i] for i in places(len(self.pairs), self.config.pairs, number, self.config.seed)]
        sums = dict.fromkeys(("loss", "pairs/right", "pairs/wrong", "pairs/margin", "pairs/preferred"), 0.0)
        half = max(1, self.config.rows // 2)
        for start in range(0, len(chosen), half):
            part = chosen[start : start + half]
            batch = one_per_row([*(p.right for p in part), *(p.wrong for p in part)])
            right, wrong = sequence_logprobs(self.model, batch).chunk(2)
            reference = right.new_tensor([[p.reference_right, p.reference_wrong] for p in part])
            made = pair_losses(right, wrong, reference[:, 0], reference[:, 1], self.config.beta, self.config.smoothing)
            (made.loss.sum() / len(chosen)).backward()
            for name, values in (
                ("loss", made.loss.detach()), ("pairs/right", made.right), ("pairs/wrong", made.wrong),
                ("pairs/margin", made.margin), ("pairs/preferred", made.margin > 0),
            ):  # fmt: skip
                sums[name] += float(values.double().sum()) / len(chosen)
        whole = one_per_row([*(p.right for p in chosen), *(p.wrong for p in chosen)])
        tokens = float(sum(sum(p.right.mask) + sum(p.wrong.mask) for p in chosen))
        return sums | self.updater.update(sums["loss"], whole) | {"tokens": tokens}


def places(n: int, count: int, number: int, seed: int) -> list[int]:
    """Which of `n` things step `number` sees, `count` a step: each once before any comes again."""
    out = []
    for place in range(number * count, (number + 1) * count):
        order = list(range(n))
        random.Random(f"{seed}:{place // n}").shuffle(order)
        out.append(order[place % n])
    return out
