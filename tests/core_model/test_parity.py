"""Held against Hugging Face transformers: the same weights give the same logits and the same greedy tokens."""

from __future__ import annotations

import pytest
import torch

from core_model.engine import Engine, Request
from core_model.errors import ConfigError
from core_model.gpt import GPT
from core_model.interop.qwen3 import qwen3_config, to_qwen3
from core_model.layers.moe import MoE
from tests.core_model.conftest import make_model

transformers = pytest.importorskip("transformers", reason="needs the `peers` extra")
pytestmark = pytest.mark.slow  # the import alone takes seconds

SHAPES = [
    {"moe_every": 0},
    {"moe_every": 0, "layers": 3, "heads": 4, "kv_heads": 2, "head_dim": 16, "rope_theta": 1e6},
    {"moe_every": 2, "experts": 4, "experts_per_token": 2},
    {"moe_every": 1, "experts": 6, "experts_per_token": 1, "layers": 2, "heads": 4, "kv_heads": 4},
    {"moe_every": 2, "experts": 8, "experts_per_token": 4, "d_expert": 48, "norm_eps": 1e-5},
]


def pair(seed: int, shape: dict[str, int | float]) -> tuple[GPT, torch.nn.Module]:
    ours = make_model(seed, **shape)
    with torch.no_grad():  # gains away from 1, or a forgotten one would not show
        for name, p in ours.named_parameters():
            if "norm" in name:
                p.add_(torch.randn(p.shape, generator=torch.Generator().manual_seed(seed)) * 0.1)
    moe = bool(ours.config.moe_every)
    kind, settings = ("Qwen3Moe", "Qwen3MoeConfig") if moe else ("Qwen3", "Qwen3Config")
    config = getattr(transformers, settings)(**qwen3_config(ours.config))
    theirs = getattr(transformers, f"{kind}ForCausalLM")(config).eval()
    fused = any("gate_up_proj" in name for name in theirs.state_dict())
    theirs.load_state_dict(to_qwen3(ours, fused_experts=fused), strict=True)
    return ours, theirs


@pytest.mark.parametrize("seed, shape", list(enumerate(SHAPES)))
def test_logits_equal_those_of_transformers(seed: int, shape: dict[str, int | float]) -> None:
    ours, theirs = pair(seed, shape)
    ids = torch.randint(0, 420, (3, 40), generator=torch.Generator().manual_seed(seed))
    with torch.no_grad():
        expected = theirs(input_ids=ids).logits
        assert expected.abs().max() > 1  # wide enough that a tolerance of 1e-4 means something
        assert torch.allclose(ours(ids), expected, atol=1e-4, rtol=1e-4)


@pytest.mark.parametrize("seed, shape", list(enumerate(SHAPES)))
def test_greedy_generation_equals_that_of_transformers(seed: int, shape: dict[str, int | float]) -> None:
    ours, theirs = pair(seed, shape)
    prompt = torch.randint(0, 420, (1, 12), generator=torch.Generator().manual_seed(100 + seed))
    mask = torch.ones_like(prompt)  # without it, transformers takes id 0 in the prompt for padding
    expected = theirs.generate(
        prompt, attention_mask=mask, max_new_tokens=24, do_sample=False, eos_token_id=None, pad_token_id=0
    )
    engine = Engine(ours, slots=2)
    row = engine.add(Request(tuple(prompt[0].tolist()), 24, frozenset({-1})))
    while row.state != "done":
        engine.step()
    assert row.ids == expected[0].tolist()


def test_a_balancing_bias_is_not_dropped_in_silence() -> None:
    ours = make_model()
    next(m for m in ours.modules() if isinstance(m, MoE)).router.balance[0] = 0.1
    with pytest.raises(ConfigError, match="balancing bias"):
        to_qwen3(ours)
