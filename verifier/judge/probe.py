"""The judge that ships: a probe over features of the policy's trunk. It costs one reading of the attempt."""

from __future__ import annotations

from collections.abc import Sequence

import torch

from core_model.gpt import GPT
from core_model.heads import ValueProbe
from core_model.transcript import Transcript
from tasks.task import Solution
from verifier.judge.features import features
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
    ) -> None:
        self.model, self.transcript, self.probe = model, transcript, probe.eval()
        self.layers, self.surprise, self._name = tuple(layers), surprise, name

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
        return read(self.transcript, question, turn, self.model.config.context)

    @torch.inference_mode()
    def values_of(self, readings: Sequence[Reading]) -> list[Values]:
        """The same of many readings at once, in order."""
        found = []
        for reading, seen in zip(readings, features(self.model, readings, self.layers, self.surprise), strict=True):
            read = [*(self.probe(seen).sigmoid().tolist() if len(seen) else ()), DOUBT]  # before anything is read: even
            tokens = tuple(read[place] for place in reading.places)  # place -1 is the last of the list
            found.append(Values(tokens, tuple(tokens[end] for end in reading.steps)))
        return found
