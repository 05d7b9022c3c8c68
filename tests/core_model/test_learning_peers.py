"""GRPO's and DPO's losses against TRL's own, over the same log-probabilities."""

from __future__ import annotations

from collections import defaultdict
from types import SimpleNamespace
from typing import Any

import pytest
import torch
from torch import Tensor

from core_model.training.dpo import pair_losses
from core_model.training.grpo import Surrogate, importance_weights, token_losses

pytestmark = pytest.mark.slow
ROWS, LENGTH = 6, 9


def alone() -> SimpleNamespace:
    """An accelerator of one process."""

    def same(x: Tensor, **_how: Any) -> Tensor:
        return x

    return SimpleNamespace(
        device=torch.device("cpu"), num_processes=1, gather=same, gather_for_metrics=same, reduce=same
    )


def drawn(*names: str, length: int = LENGTH) -> dict[str, Tensor]:
    generator = torch.Generator().manual_seed(3)
    return {name: -2 * torch.rand(ROWS, length, generator=generator, dtype=torch.float64) for name in names}


def test_grpo_is_trls() -> None:
    trainer = pytest.importorskip("trl.trainer.grpo_trainer", reason="needs the extra peers").GRPOTrainer
    tables = drawn("new", "old", "sampler", "reference")
    new, theirs = tables["new"].clone().requires_grad_(), tables["new"].clone().requires_grad_()
    mask = (torch.arange(LENGTH) < torch.tensor([9, 4, 7, 1, 5, 8])[:, None]).long()
    tool = torch.ones_like(mask)
    tool[:, 3] = 0  # what a tool said
    advantages = torch.tensor([1.0, -1.0, 0.5, -0.5, 0.2, -0.2], dtype=torch.float64)
    weights = importance_weights(tables["old"], tables["sampler"], cap=2.0)
    stand_in = SimpleNamespace(
        _get_per_token_logps_and_entropies=lambda *_a, **_k: (theirs, torch.zeros_like(theirs), None),
        aux_loss_enabled=False, top_entropy_quantile=1.0, off_policy_mask_threshold=None,
        importance_sampling_level="token", beta=0.05, loss_type="bnpo", epsilon_low=0.2, epsilon_high=0.28,
        args=SimpleNamespace(delta=None, use_bias_correction_kl=False), use_vllm=True,
        vllm_importance_sampling_correction=True, current_gradient_accumulation_steps=1, _entropy_bonus_enabled=False,
        model=SimpleNamespace(training=True), accelerator=alone(), _metrics={"train": defaultdict(list)},
    )  # fmt: skip
    inputs = {
        "prompt_ids": torch.ones(ROWS, 2).long(), "prompt_mask": torch.ones(ROWS, 2).long(),
        "completion_ids": torch.ones(ROWS, LENGTH).long(), "completion_mask": mask, "tool_mask": tool,
        "advantages": advantages, "old_per_token_logps": tables["old"], "ref_per_token_logps": tables["reference"],
        "importance_sampling_ratio": weights,
    }  # fmt: skip
    expected = trainer._compute_loss(stand_in, None, inputs)
    expected.backward()
    kept = (mask * tool).bool()
    made = token_losses(
        new[kept], tables["old"][kept], advantages[:, None].expand(ROWS, LENGTH)[kept], weights[kept],
        Surrogate(0.2, 0.28, 0.05), tables["reference"][kept],
    )  # fmt: skip
    loss = made.loss.mean()
    loss.backward()
    assert loss.item() == pytest.approx(expected.item(), rel=1e-9)
    assert new.grad is not None and theirs.grad is not None
    torch.testing.assert_close(new.grad, theirs.grad)
    region = stand_in._metrics["train"]["clip_ratio/region_mean"][0]
    assert float(made.clipped.double().mean()) == pytest.approx(region, rel=1e-6)


def test_dpo_is_trls() -> None:
    trainer = pytest.importorskip("trl.trainer.dpo_trainer", reason="needs the extra peers").DPOTrainer
    tables = drawn("new", "reference")
    pairs = ROWS // 2
    mask = torch.ones(ROWS, LENGTH + 1).long()
    theirs = tables["new"].clone().requires_grad_()
    reference = tables["reference"].sum(dim=1)
    outputs = SimpleNamespace(
        log_probs=theirs, entropy=torch.zeros_like(theirs), mean_logits=torch.zeros_like(theirs),
        is_top1=torch.zeros_like(theirs).bool(),
    )  # fmt: skip
    stand_in = SimpleNamespace(
        accelerator=alone(), aux_loss_enabled=False, ld_alpha=None, precompute_ref_logps=True,
        f_divergence_type="reverse_kl", loss_types=["sigmoid"], loss_weights=[1.0], beta=0.1, use_weighting=False,
        model=SimpleNamespace(training=True), _metrics={"train": defaultdict(list)}, _total_train_tokens=0, _tp_size=1,
    )  # fmt: skip
    inputs = {
        "input_ids": torch.ones(ROWS, LENGTH + 1).long(), "attention_mask": mask, "completion_mask": mask,
        "ref_chosen_logps": reference[:pairs], "ref_rejected_logps": reference[pairs:],
    }  # fmt: skip
    expected = trainer._compute_loss(stand_in, lambda **_k: outputs, inputs, return_outputs=False)
    new = tables["new"].clone().requires_grad_()
    made = pair_losses(*new.sum(dim=1).chunk(2), reference[:pairs], reference[pairs:], beta=0.1)
    loss = made.loss.mean()
    assert loss.item() == pytest.approx(expected.item(), rel=1e-9)
    expected.backward()
    loss.backward()
    assert new.grad is not None and theirs.grad is not None
    torch.testing.assert_close(new.grad, theirs.grad)
    assert float(made.margin.mean()) == pytest.approx(stand_in._metrics["train"]["rewards/margins"][0], rel=1e-6)
