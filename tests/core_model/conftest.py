"""Small real models and a tokenizer trained on the spot: no test here needs the shipped weights."""

from __future__ import annotations

import pytest

from core_model.config import model_config
from core_model.gpt import GPT
from core_model.tokenizers.sentencepiece_bpe import SentencePieceTokenizer
from core_model.transcript import MARKERS, Transcript

TEXT = [
    "A baker makes 48 rolls, sells 29 of them in the morning and bakes 15 more. How many rolls does he have?",
    "Tom has 12 apples. He gives 5 of them to Ann. How many apples are left?",
    "What is 15% of 240? Work out (17 + 5) * 3 - 8/4, then add 3.5 to it.",
    "One day a little girl found a red ball in the garden, and she was very happy.",
] * 20


@pytest.fixture(scope="session")
def tokenizer() -> SentencePieceTokenizer:
    return SentencePieceTokenizer.train(TEXT, 420, MARKERS)


@pytest.fixture(scope="session")
def transcript(tokenizer: SentencePieceTokenizer) -> Transcript:
    return Transcript(tokenizer)


def make_model(seed: int = 0, **changes: object) -> GPT:
    """A nano model, with weights wide enough that its choices differ from token to token."""
    shape = {"vocab_size": 420, "context": 160, "init_std": 0.2} | changes
    model = GPT(model_config("nano", **shape))
    model.init_weights(seed)
    return model.eval()


@pytest.fixture(scope="session")
def model() -> GPT:
    return make_model()
