"""Rejection sampling: the policy attempts training problems, and is fine-tuned on the attempts that hold.

Source: Yuan et al. 2023, Scaling Relationship on Learning Mathematical Reasoning (rejection-sampling fine-tuning).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Literal

from pydantic import Field

from agent.errors import TrainingError
from agent.training.collect import CollectConfig, Judged
from agent.training.correction import corrections
from core_model.transcript import Rendered, Transcript

Keep = Literal["gold", "verified", "both"]


class RejectionConfig(CollectConfig):
    """Which attempts are learned from."""

    keep: Keep = "both"
    """gold: the answer is right. verified: the verifier accepts it, and gold is not looked at. both: right, and no
    check refutes how it was come by."""
    corrections: int = Field(1, ge=0)
    """Transcripts of a corrected mistake that one problem gives at most."""
    own_share: float = Field(1.0, gt=0, le=1)
    """Share of a step's tokens that are the policy's own; the rest is drawn from [mixture]."""


def holds(one: Judged, keep: Keep) -> bool:
    """Whether an attempt is learned from."""
    if one.tried.stop != "answered":
        return False
    if keep == "verified":
        return one.verdict.status == "verified"
    return one.right and (keep == "gold" or one.verdict.status != "refuted")


def documents(transcript: Transcript, group: Sequence[Judged], config: RejectionConfig) -> list[dict[str, Any]]:
    """What the attempts at one problem give, as lines to keep: different attempts that hold, and corrections."""
    kept = list({one.tried.rendered.ids: one for one in group if holds(one, config.keep)}.values())
    # Ways that differ in their calls teach more than ways that differ in a word.
    kept = sorted(kept, key=lambda one: _seen_before(one, kept))[: config.per_problem]
    lines = [_line("attempt", one.tried.task.question, one.tried.rendered) for one in kept]
    question = group[0].tried.task.question
    lines += [_line("correction", question, made) for made in corrections(transcript, group, config.corrections)]
    return lines


def _seen_before(one: Judged, kept: Sequence[Judged]) -> bool:
    calls = [call.input for call in one.tried.solution.calls]
    before = kept[: kept.index(one)]
    return any([call.input for call in other.tried.solution.calls] == calls for other in before)


def _line(kind: str, question: str, rendered: Rendered) -> dict[str, Any]:
    return {"kind": kind, "question": question, "ids": list(rendered.ids), "mask": list(rendered.mask)}


class OwnAttempts:
    """The source of a fine-tuning run: the policy's own documents, and a share of a mixture beside them."""

    def __init__(
        self,
        lines: Iterable[dict[str, Any]],
        tokens_per_step: int,
        length: int,
        seed: int,
        own_share: float = 1.0,
        mixture: Callable[[int], Sequence[Rendered]] | None = None,
    ) -> None:
        every = [Rendered(tuple(line["ids"]), tuple(line["mask"])) for line in lines]
        self.own = [document for document in every if len(document.ids) <= length]
        if not self.own:
            raise TrainingError(
                f"none of {len(every)} attempts of the policy can be learned from",
                "collect more, or raise train.length",
            )
        if own_share < 1 and mixture is None:
            raise TrainingError("own_share is below 1 and there is no [mixture]", "add one, or set own_share = 1")
        self.tokens, self.seed, self.share, self.mixture = tokens_per_step * 1.03, seed, own_share, mixture

    def __call__(self, step: int) -> list[Rendered]:
        """Documents of a step, each of the policy's at most once."""
        rng = random.Random(f"own:{self.seed}:{step}")
        drawn = _up_to(rng.sample(self.own, len(self.own)), self.tokens * self.share)
        if self.mixture is not None and self.share < 1:
            drawn += _up_to(self.mixture(step), self.tokens * (1 - self.share))
        return drawn


def _up_to(documents: Sequence[Rendered], tokens: float) -> list[Rendered]:
    taken: list[Rendered] = []
    total = 0
    for document in documents:
        if total >= tokens:
            break
        taken.append(document)
        total += len(document.ids)
    return taken
