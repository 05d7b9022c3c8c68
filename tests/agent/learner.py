"""A small model that can learn: it has been taught the form of an answer, and not which answer is right."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from pathlib import Path

import pytest

from agent.policy import CoreModelPolicy
from agent.tools import Calculator, Tool
from agent.training.attempts import DrawTask, Sampler
from agent.training.transcripts import segments
from core_model.gpt import GPT
from core_model.tokenizers.sentencepiece_bpe import SentencePieceTokenizer
from core_model.training.config import TrainConfig
from core_model.training.trainer import Trainer
from core_model.transcript import Rendered, Transcript
from tasks.task import Call, Observation, Solution, Task
from tests.core_model.conftest import make_model

GOLD = "3"
SAMPLER = Sampler(temperature=1.0, top_p=0.95, max_tokens=12, max_steps=2)


def pick(rng: random.Random) -> Task:
    """A question whose answer is always the same; nothing but the reward says which."""
    n = rng.randrange(10_000)
    return Task(id=f"pick-{n}", question=f"Tom has {n} apples. How many?", answer=GOLD, family="pick")


DRAWS: Mapping[str, tuple[float, DrawTask]] = {"pick": (1.0, pick)}


def solution(answer: str) -> Solution:
    return Solution(steps=(Call(input=answer), Observation(text=answer)), answer=answer)


def taught(tokenizer: SentencePieceTokenizer, out: Path) -> GPT:
    """A model that calls the calculator with one of 1 to 4, as likely, and answers something of 1 to 4 as well."""
    transcript = Transcript(tokenizer)

    def source(step: int) -> Sequence[Rendered]:
        rng = random.Random(step)
        return [transcript.render(segments(pick(rng).question, solution(rng.choice("1234")))) for _ in range(24)]

    model = make_model(d_model=32, heads=2, kv_heads=1, head_dim=16, layers=1, moe_every=0, d_ff=64)
    config = TrainConfig(
        steps=45, rows=8, length=96, accumulate=1, warmup=2, adamw_lr=0.01, save_every_seconds=1e9, precision="fp32"
    )
    Trainer(model, source, config, out).run()
    return model


@pytest.fixture(scope="session")
def taught_model(tokenizer: SentencePieceTokenizer, tmp_path_factory: pytest.TempPathFactory) -> GPT:
    return taught(tokenizer, tmp_path_factory.mktemp("taught"))


@pytest.fixture
def learner(taught_model: GPT, tokenizer: SentencePieceTokenizer) -> CoreModelPolicy:
    """A copy of its own for each test."""
    return CoreModelPolicy(deepcopy(taught_model), tokenizer, "learner", slots=16)


@pytest.fixture(scope="session")
def calculator() -> Iterator[dict[str, Tool]]:
    tool = Calculator()
    yield {"calculator": tool}
    tool.pool.close()
