"""A scripted model: the real engine, transcript and policy, with logits that spell out what a test wants said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
import torch
from torch import Tensor

from agent.judging import Judge, default_judge
from agent.loop import Agent
from agent.policy import CoreModelPolicy
from core_model.cache import CacheView
from core_model.config import ModelConfig
from core_model.gpt import GPT
from core_model.layers.moe import RouterStats
from core_model.tokenizers.sentencepiece_bpe import SentencePieceTokenizer
from core_model.transcript import MARKERS, Transcript
from tasks.task import Solution
from tests.agent.learner import calculator, learner, taught_model  # noqa: F401  (fixtures)
from tests.core_model.conftest import TEXT
from verifier import universal
from verifier.learned_judge import Known
from verifier.verdict import Verdict

Script = Sequence[str | tuple[str, str]]


@pytest.fixture(scope="session")
def tokenizer() -> SentencePieceTokenizer:
    return SentencePieceTokenizer.train(TEXT, 420, MARKERS)


class ScriptedGPT(GPT):
    """Says, for each prompt that it knows, the ids of its script, whatever else is in the batch.

    A script is the ids that the policy samples; ids that the driver forces in between do not count. The row
    is read back from the cache, and its place in the script is how many of its ids were not forced.
    """

    def __init__(self, transcript: Transcript, scripts: dict[str, list[int]], context: int = 400) -> None:
        super().__init__(
            ModelConfig(
                vocab_size=420, d_model=8, heads=1, kv_heads=1, head_dim=8, layers=1, moe_every=0, context=context
            )
        )
        self.transcript, self.scripts = transcript, scripts

    def hidden(
        self, ids: Tensor, positions: Tensor | None = None, mask: Tensor | None = None, view: CacheView | None = None
    ) -> tuple[Tensor, list[RouterStats]]:
        assert view is not None
        k = torch.zeros(*ids.shape, 1, 8)
        k[..., 0, 0] = ids.float()
        (held,) = view.extend(0, k, k)  # the cache keeps the ids as first channel of the keys
        wanted = torch.zeros(*ids.shape, 1)
        for r in range(len(ids)):
            for i, place in enumerate(view.positions[r].tolist()):
                if place < held.keys.shape[2]:
                    wanted[r, i] = self._next(held.keys[r, 0, : place + 1, 0].long().tolist())
        return wanted, []

    def head(self, h: Tensor) -> Tensor:
        return torch.nn.functional.one_hot(h[..., 0].long(), 420).float() * 50

    def _next(self, row: list[int]) -> int:
        segments = self.transcript.parse(row)
        question = segments[0].text if segments else ""
        hint = segments[1].text if len(segments) > 1 and segments[1].role == "feedback" else ""
        script = self.scripts.get(f"{question}|{hint}") or self.scripts.get(question) or [self.transcript.end]
        start = len(self.transcript.prompt(question, hint))
        said, inside = 0, False
        observing = {self.transcript.marker["<|result|>"], self.transcript.marker["<|error|>"]}
        for i in row[start:]:
            inside = inside or i in observing
            said += not inside
            inside = inside and i != self.transcript.marker["<|end_result|>"]
        return script[said] if said < len(script) else self.transcript.end


class Stage:
    """Builds agents that act out scripts: `call:48-29` is a calculator call, `answer:34`, `thought:...`, `raw:<|run|>`."""

    def __init__(self, tokenizer: SentencePieceTokenizer) -> None:
        self.transcript = Transcript(tokenizer)
        self.tokenizer = tokenizer
        self.agents: list[Agent] = []

    def ids(self, lines: Sequence[str]) -> list[int]:
        marker, found = self.transcript.marker, []
        for line in lines:
            kind, _, text = line.partition(":")
            if kind == "raw":
                found += [marker[text]]
                continue
            found += [marker[{"call": "<|calculator|>"}.get(kind, f"<|{kind}|>")], *self.tokenizer.encode(text)]
            found += {"call": [self.transcript.run], "answer": [self.transcript.end]}.get(kind, [])
        return found

    def policy(self, scripts: dict[str, Sequence[str]], slots: int = 8, context: int = 400) -> CoreModelPolicy:
        model = ScriptedGPT(self.transcript, {q: self.ids(lines) for q, lines in scripts.items()}, context)
        return CoreModelPolicy(model, self.tokenizer, "scripted", slots)

    def agent(
        self, scripts: dict[str, Sequence[str]], slots: int = 8, context: int = 400, judge: Judge = default_judge
    ) -> Agent:
        self.agents.append(Agent(self.policy(scripts, slots, context), judge=judge))
        return self.agents[-1]


def by_checks(
    question: str, solution: Solution, confidence: float | None, /, *, learned: Known | None = None
) -> Verdict:
    """The verdict of the checks alone, however sure a scripted model is of what it says."""
    return universal.judge(question, solution)


@pytest.fixture
def stage(tokenizer: SentencePieceTokenizer) -> Iterator[Stage]:
    made = Stage(tokenizer)
    yield made
    for agent in made.agents:
        agent.tools["calculator"].pool.close()  # type: ignore[attr-defined]
