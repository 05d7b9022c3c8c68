"""GGUF both ways: what is written is read back the same, llama.cpp computes the same, broken files are explained."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch

from core_model.checkpoint import load_model, load_tokenizer, policy_folder, save_policy
from core_model.engine import Engine, Request
from core_model.errors import ConfigError, WeightsError
from core_model.gpt import GPT
from core_model.interop.all_moe import with_experts_everywhere
from core_model.interop.export_gguf import export_gguf
from core_model.interop.import_gguf import import_gguf, load_gguf
from core_model.layers.moe import MoE
from core_model.tokenizers.sentencepiece_bpe import SentencePieceTokenizer
from core_model.transcript import MARKERS, Transcript
from tests.core_model.conftest import make_model
from tests.core_model.llama_cpp import llama_cpp_logits

gguf = pytest.importorskip("gguf", reason="needs the `gguf` extra")

SHAPES: list[dict[str, Any]] = [
    {"moe_every": 0, "tied_embeddings": False, "rope_theta": 1e6},
    {"moe_every": 2, "experts": 4, "experts_per_token": 2, "d_expert": 160},
    {"moe_every": 1, "experts": 3, "experts_per_token": 1, "d_expert": 64},
]


def ids_of(n: int, seed: int = 0) -> torch.Tensor:
    return torch.randint(14, 420, (1, n), generator=torch.Generator().manual_seed(seed))


@pytest.mark.parametrize("seed, shape", list(enumerate(SHAPES)))
def test_a_file_is_read_back_as_the_same_function(
    seed: int, shape: dict[str, Any], tmp_path: Path, tokenizer: SentencePieceTokenizer
) -> None:
    ours = make_model(seed, layers=2, **shape)
    save_policy(tmp_path / "policy", ours, tokenizer)
    export_gguf(tmp_path / "policy", tmp_path / "m.gguf")
    with torch.no_grad():
        torch.testing.assert_close(load_gguf(tmp_path / "m.gguf")(ids_of(40)), ours(ids_of(40)), atol=1e-4, rtol=1e-4)


def test_experts_in_every_layer_compute_the_same() -> None:
    ours = make_model(5, d_ff=96, d_expert=160)
    uniform = with_experts_everywhere(ours)
    assert all(uniform.config.is_moe(layer) for layer in range(uniform.config.layers))
    with torch.no_grad():
        torch.testing.assert_close(uniform(ids_of(40)), ours(ids_of(40)), atol=1e-4, rtol=1e-4)


def test_q8_0_rounds_every_block_to_its_scale(tmp_path: Path, tokenizer: SentencePieceTokenizer) -> None:
    ours = make_model(1, layers=2, moe_every=0)
    save_policy(tmp_path / "policy", ours, tokenizer)
    export_gguf(tmp_path / "policy", tmp_path / "m.gguf", q8_0=True)
    theirs = dict(load_gguf(tmp_path / "m.gguf").named_parameters())
    for name, weight in ours.named_parameters():
        if weight.dim() < 2:
            assert torch.equal(theirs[name], weight)
            continue
        blocks, rounded = weight.reshape(-1, 32), theirs[name].reshape(-1, 32)
        step = blocks.abs().amax(dim=-1, keepdim=True) / 127
        assert bool(((blocks - rounded).abs() <= step * (0.5 + 127 / 1024)).all())  # the scale is fp16


def test_the_vocabulary_comes_back(tmp_path: Path, tokenizer: SentencePieceTokenizer) -> None:
    pytest.importorskip("tokenizers", reason="needs the `hf` extra")
    save_policy(tmp_path / "policy", make_model(layers=1, moe_every=0), tokenizer)
    export_gguf(tmp_path / "policy", tmp_path / "m.gguf")
    import_gguf(tmp_path / "m.gguf", tmp_path / "out", context=64)
    back = load_tokenizer(tmp_path / "out")
    text = "Tom has 12 apples. <|answer|> ¡olé!"
    assert back.encode(text) == tokenizer.encode(text) and back.decode(back.encode(text)) == text
    assert [back.control(m) for m in MARKERS] == [tokenizer.control(m) for m in MARKERS]
    assert load_model(tmp_path / "out").config.context == 64


def test_a_balancing_bias_is_refused(tmp_path: Path, tokenizer: SentencePieceTokenizer) -> None:
    model = make_model()
    next(m for m in model.modules() if isinstance(m, MoE)).router.balance[0] = 0.1
    save_policy(tmp_path / "policy", model, tokenizer)
    with pytest.raises(ConfigError, match="balancing bias"):
        export_gguf(tmp_path / "policy", tmp_path / "m.gguf")
    assert not (tmp_path / "m.gguf").exists()


def test_broken_files_are_explained(tmp_path: Path, tokenizer: SentencePieceTokenizer) -> None:
    save_policy(tmp_path / "policy", make_model(layers=1, moe_every=0), tokenizer)
    export_gguf(tmp_path / "policy", tmp_path / "m.gguf")
    whole = (tmp_path / "m.gguf").read_bytes()
    other = whole.replace(b"qwen3", b"gpt22")
    huge = whole[:16] + (2**62).to_bytes(8, "little") + whole[24:]
    for content in (b"", b"GGUF", b"not a file of this kind", whole[:500], whole[: len(whole) // 2], other, huge):
        (tmp_path / "m.gguf").write_bytes(content)
        with pytest.raises(WeightsError):
            load_gguf(tmp_path / "m.gguf")
    with pytest.raises(WeightsError, match="cannot be read"):
        load_gguf(tmp_path / "absent.gguf")


QUESTIONS = (
    "What is 15% of 240?",
    "Solve 3x + 5 = 20 for x.",
    "Is 91 a prime number?",
    "Mia makes A: 48 rolls and sells B: 29 of them. How many rolls has she left?",
    "What is the capital of France?",
)


def greedy(model: GPT, prompt: list[int], n: int) -> list[int]:
    engine = Engine(model, slots=1)
    row = engine.add(Request(tuple(prompt), n, frozenset({-1})))
    while row.state != "done":
        engine.step()
    return row.ids


@pytest.mark.slow
@pytest.mark.parametrize("seed, shape", list(enumerate(SHAPES)))
@pytest.mark.parametrize("q8_0", [False, True])
def test_llama_cpp_computes_the_same(
    seed: int, shape: dict[str, Any], q8_0: bool, tmp_path: Path, tokenizer: SentencePieceTokenizer
) -> None:
    save_policy(tmp_path / "policy", make_model(seed, **shape), tokenizer)
    export_gguf(tmp_path / "policy", tmp_path / "m.gguf", q8_0=q8_0)
    ours = load_gguf(tmp_path / "m.gguf")  # of Q8_0 too: the same rounded weights
    ids = ids_of(60, seed)
    theirs = llama_cpp_logits(tmp_path / "m.gguf", 420, ids[0].tolist())
    with torch.no_grad():
        expected = ours(ids)[0]
    if q8_0:  # llama.cpp rounds activations to 8 bits as well; a token near a router's tie then goes elsewhere
        error = (theirs - expected).square().mean(dim=-1) / expected.square().mean(dim=-1)
        assert float(error.median()) < 1e-3
    else:
        torch.testing.assert_close(theirs, expected, atol=1e-4, rtol=1e-4)


@pytest.mark.slow
@pytest.mark.parametrize("q8_0", [False, True])
def test_llama_cpp_generates_the_same_tokens_from_the_shipped_weights(q8_0: bool, tmp_path: Path) -> None:
    """Teacher-forced: at each of our greedy tokens, llama.cpp's first choice is the same token."""
    export_gguf(policy_folder("micro"), tmp_path / "m.gguf", q8_0=q8_0)
    ours = load_model(policy_folder("micro"))
    transcript = Transcript(load_tokenizer(policy_folder("micro")))
    compared = 0
    for question in QUESTIONS:
        prompt = transcript.prompt(question)
        ids = greedy(ours, prompt, 80)
        # after an answer or a call the loop goes on: what the policy alone would write there was never trained
        stop = next(i for i, token in enumerate(ids) if i >= len(prompt) and token in (transcript.end, transcript.run))
        ids = ids[: stop + 1]
        choices = llama_cpp_logits(tmp_path / "m.gguf", 4096, ids).argmax(dim=-1).tolist()
        assert choices[len(prompt) - 1 : -1] == ids[len(prompt) :], question
        compared += len(ids) - len(prompt)
    assert compared >= 40  # not one short call after another
