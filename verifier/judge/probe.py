"""The judge that ships: a probe over features of the policy's trunk. It costs one reading of the attempt."""

from __future__ import annotations

from collections.abc import Sequence

import torch

from core_model.gpt import GPT
from core_model.heads import ValueProbe
from core_model.transcript import Transcript
from tasks.task import Solution
from verifier.judge.features import Seen, see
from verifier.judge.reading import Reading, read, turn_of
from verifier.learned_judge import DOUBT, Values


class ProbeJudge:
    """P(right) of an attempt and of its every beginning, from a trunk that it shares with the policy."""

    def __init__(
        self,
        model: GPT,
        transcript: Transcript,
        probe: ValueProbe,
        layers: Sequence[int],
        surprise: bool = True,
        name: str = "the judge",
        *,
        parts: bool = False,
        evidence: bool = True,
        unusual_below: float | None = None,
    ) -> None:
        self.model, self.transcript, self.probe = model, transcript, probe.eval()
        self.layers, self.surprise, self._name = tuple(layers), surprise, name
        self.parts, self.evidence, self.unusual_below = parts, evidence, unusual_below

    @property
    def name(self) -> str:
        return self._name

    def probability(self, question: str, solution: Solution) -> float:
        """P(right) of a solution, whoever wrote it."""
        return self.values(question, solution).probability

    def values(self, question: str, solution: Solution, ids: Sequence[int] = ()) -> Values:
        """P(right) after each id and each step; `ids` are the policy's turn as sampled, where there is one."""
        return self.values_of([self.reading(question, ids or turn_of(self.transcript, solution))])[0]

    def reading(self, question: str, turn: Sequence[int]) -> Reading:
        """What is read of a turn."""
        return read(self.transcript, question, turn, self.model.config.context, self.evidence)

    @torch.inference_mode()
    def values_of(self, readings: Sequence[Reading]) -> list[Values]:
        """The same of many readings at once, in order."""
        found = []
        for reading, seen in zip(readings, self._see(readings), strict=True):
            read = [
                *(self.probe(seen.features).sigmoid().tolist() if len(seen.features) else ()),
                DOUBT,
            ]  # before anything is read: even
            tokens = tuple(read[place] for place in reading.places)  # place -1 is the last of the list
            found.append(Values(tokens, tuple(tokens[end] for end in reading.steps), self._unusual(seen)))
        return found

    def _see(self, readings: Sequence[Reading]) -> list[Seen]:
        return see(self.model, readings, self.layers, self.surprise, self.parts)

    def _unusual(self, seen: Seen) -> str:
        """What there is to say of a question unlike those of training; empty of others."""
        if seen.question is None or self.unusual_below is None or seen.question >= self.unusual_below:
            return ""
        return (
            f"the question is unlike those of training: its mean log-probability is {seen.question:.2f}, "
            f"below {self.unusual_below:.2f}, which 1 in 100 of those are."
        )
