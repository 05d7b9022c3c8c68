"""The mixture: named sources of documents, drawn by weight, as a pure function of the step's number."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from agent.errors import TrainingError
from agent.training.curriculum import Allotment, Schedule
from agent.training.sources import source
from core_model.transcript import Rendered, Transcript

Dropped = Literal["", "no solution", "too long"]


@dataclass(frozen=True)
class Drawn:
    """A document, the source it came from, and why it is left out; "" for one that is trained on."""

    source: str
    document: Rendered | None
    dropped: Dropped = ""


class Mixture:
    """Draws documents so that each source's share of tokens follows its weight.

    A weight is a number, or points over the `steps` of training (`curriculum.Schedule`); `cap` says how often a row
    of a public source may be drawn in all of them; with `clean_text` lines that give a test away are left out of text.
    """

    def __init__(
        self,
        weights: Mapping[str, object],
        transcript: Transcript,
        tokens_per_step: int,
        length: int,
        seed: int,
        loss_on_all: bool,
        retry_share: float = 0.0,
        practice: Mapping[str, float] | None = None,
        steps: int = 1,
        cap: Mapping[str, int] | None = None,
        clean_text: bool = False,
        preface_share: float = 0.0,
    ) -> None:
        self.tokens_per_step, self.length, self.seed, self.loss_on_all = tokens_per_step, length, seed, loss_on_all
        self.steps = steps
        self.schedules = {name: Schedule.of(name, value) for name, value in weights.items()}
        for progress in {0.0, *(at for schedule in self.schedules.values() for at, _ in schedule.points)}:
            if sum(schedule.at(progress) for schedule in self.schedules.values()) <= 0:
                at = f" at {progress:g} of the training" if progress else ""
                raise TrainingError(f"the mixture has no weight{at}", "give at least one source a weight above 0")
        self.sources = {
            name: source(name, transcript, length, retry_share, practice, clean_text, preface_share)
            for name, schedule in self.schedules.items()
            if schedule.used
        }
        self.allotments = {name: self._allotment(name, times) for name, times in (cap or {}).items()}

    def _allotment(self, name: str, times: int) -> Allotment:
        if name not in self.sources or not self.sources[name].rows:
            capped = ", ".join(n for n, origin in self.sources.items() if origin.rows) or "none here"
            raise TrainingError(f"[cap] names {name}, which has no rows to count", f"sources with rows: {capped}")
        if not isinstance(times, int) or isinstance(times, bool) or times < 1:
            raise TrainingError(f"[cap] {name} is {times!r}", "say how often a row may be drawn: 1, 2, 3, ...")
        shares = [self.weights(step).get(name, 0.0) for step in range(self.steps)]
        return Allotment(self.sources[name].rows, times, shares, f"{self.seed}:{name}")

    def weights(self, step: int) -> dict[str, float]:
        """The share of tokens that each source is to have at a step; sources without a share are left out."""
        progress = min(1.0, step / self.steps)
        weights = {name: schedule.at(progress) for name, schedule in self.schedules.items()}
        total = sum(weights.values())
        return {name: weight / total for name, weight in weights.items() if weight > 0}

    def drawn(self, step: int) -> list[Drawn]:
        """What is drawn for a step, with what is left out of it. Raises TrainingError when nothing is left."""
        rng = random.Random(f"{self.seed}:{step}")
        weights = self.weights(step)
        allotted = {name: allotment.of(step)[::-1] for name, allotment in self.allotments.items()}
        used = dict.fromkeys(weights, 0.0)
        drawn: list[Drawn] = []
        while sum(used.values()) < self.tokens_per_step * 1.03:
            for name in [name for name in weights if name in allotted and not allotted[name]]:
                del weights[name]  # its rows of this step are used up
            if not weights:
                break
            # A random tie-break, or every step would open with the same source.
            name = min(weights, key=lambda n: (used[n] + rng.random() * 64) / weights[n])
            origin = self.sources[name]
            if name in allotted and origin.tell is not None:
                document = origin.tell(allotted[name].pop(), rng)
            else:
                document = origin.draw(rng)
            if document is None or len(document.ids) > self.length:
                used[name] += 1  # an impossible source must not spin for ever
                drawn.append(Drawn(name, document, "no solution" if document is None else "too long"))
                continue
            used[name] += len(document.ids)
            if self.loss_on_all:
                document = Rendered(document.ids, (0,) + (1,) * (len(document.ids) - 1))
            drawn.append(Drawn(name, document))
        if all(d.dropped for d in drawn):
            raise TrainingError(
                f"nothing is left to train on at step {step}: none of {len(drawn)} documents fits {self.length} tokens",
                "raise train.length or the caps, or add another source",
            )
        return drawn

    def __call__(self, step: int) -> list[Rendered]:
        """Documents of a step, a few more than fit, so that packing has small ones to fill up with."""
        return [d.document for d in self.drawn(step) if d.document is not None and not d.dropped]
