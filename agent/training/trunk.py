"""The policy's trunk as a judge's training reads it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from torch import Tensor

from agent.letters import asking
from core_model.checkpoint import fingerprint, load_model, load_tokenizer, policy_folder
from core_model.gpt import GPT
from core_model.transcript import Transcript
from verifier.judge.features import features
from verifier.judge.reading import Reading, read


@dataclass(frozen=True)
class Trunk:
    """The policy whose states a probe reads."""

    model: GPT
    transcript: Transcript
    weights_hash: str

    @classmethod
    def load(cls, policy: str | Path | None = None) -> Trunk:
        """A shipped policy by name, or a folder. Raises WeightsError."""
        folder = policy_folder(policy)
        return cls(load_model(folder), Transcript(load_tokenizer(folder), asking(folder)), fingerprint(folder))

    def read(self, question: str, turn: Sequence[int], evidence: bool = True) -> Reading:
        """What is read of a question and a turn."""
        return read(self.transcript, question, turn, self.model.config.context, evidence)

    def features(self, readings: Sequence[Reading], layers: Sequence[int], surprise: bool = True) -> list[Tensor]:
        """Features of each reading's turn, in fp16: there are many."""
        return [found.half() for found in features(self.model, readings, layers, surprise)]
