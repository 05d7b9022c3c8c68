"""What holds for every shape of the model: parts add up, memory is not meaning, a small batch is learned by heart."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import Tensor

from core_model.errors import ConfigError
from core_model.training.config import TrainConfig
from core_model.training.device import bf16_dot_products, choose_device
from core_model.training.trainer import Trainer
from core_model.training.wrap import compile_block
from core_model.transcript import Rendered
from tests.core_model.conftest import make_model
from tests.core_model.counting import counting
from tests.core_model.golden import losses

CONFIG = TrainConfig(steps=8, rows=4, length=32, accumulate=1, warmup=2, threads=1, precision="fp32", device="cpu")
VARIANTS: dict[str, dict[str, Any]] = {
    "dense": {"moe_every": 0},
    "moe_top1": {"moe_every": 2, "experts": 4, "experts_per_token": 1},
    "moe_top2": {"moe_every": 1, "experts": 4, "experts_per_token": 2},
    "gqa": {"moe_every": 0, "heads": 4, "kv_heads": 2, "head_dim": 16},
    "mha": {"moe_every": 0, "heads": 4, "kv_heads": 4, "head_dim": 16},
}
variants = pytest.mark.parametrize("variant", VARIANTS)


def trainer(out: Path, variant: str, **changes: Any) -> Trainer:
    model = make_model(init_std=0.02, layers=2, d_model=64, **{"d_ff": 128, "d_expert": 64} | VARIANTS[variant])
    return Trainer(model, counting, CONFIG.model_copy(update=changes), out)


def gradients(run: Trainer) -> tuple[float, dict[str, Tensor]]:
    loss, *_ = run.accumulate(run._batch())
    return loss, {name: p.grad.clone() for name, p in run.model.named_parameters() if p.grad is not None}


@variants
@pytest.mark.parametrize("parts", [2, 4])
def test_accumulated_gradients_are_those_of_the_large_batch(tmp_path: Path, variant: str, parts: int) -> None:
    whole_loss, whole = gradients(trainer(tmp_path, variant))
    loss, summed = gradients(trainer(tmp_path, variant, accumulate=parts))
    assert loss == pytest.approx(whole_loss, rel=1e-6)
    assert summed.keys() == whole.keys()
    for name, gradient in whole.items():
        assert float((summed[name] - gradient).norm()) <= 1e-5 * float(gradient.norm()) + 1e-9, name


@variants
def test_recomputing_blocks_in_backward_gives_equal_gradients(tmp_path: Path, variant: str) -> None:
    kept_loss, kept = gradients(trainer(tmp_path, variant))
    loss, recomputed = gradients(trainer(tmp_path, variant, activation_checkpointing=True))
    assert loss == kept_loss
    assert all(torch.equal(recomputed[name], gradient) for name, gradient in kept.items())


@pytest.mark.parametrize("chunks", [{"loss_positions": 7}, {"loss_positions": 16, "loss_vocabulary": 100}])
def test_the_chunked_loss_trains_alike(tmp_path: Path, chunks: dict[str, int]) -> None:
    plain_loss, plain = gradients(trainer(tmp_path, "moe_top2"))
    loss, chunked = gradients(trainer(tmp_path, "moe_top2", **chunks))
    assert loss == pytest.approx(plain_loss, rel=1e-6)
    for name, gradient in plain.items():
        assert float((chunked[name] - gradient).abs().max()) < 1e-6, name


def test_a_measured_step_is_the_same_step(tmp_path: Path) -> None:
    bare, measured = trainer(tmp_path, "moe_top2"), trainer(tmp_path, "moe_top2")
    for _ in range(3):
        assert bare.train_step()["loss"] == measured.train_step(measured=True)["loss"]
    assert all(torch.equal(a, b) for a, b in zip(bare.model.parameters(), measured.model.parameters(), strict=True))


def one_batch(step: int) -> list[Rendered]:
    """Four documents that begin differently, so each token follows from those before it."""
    generator = torch.Generator().manual_seed(5)
    made = []
    for first in range(4):
        ids = (first, *torch.randint(4, 420, (15,), generator=generator).tolist())
        made.append(Rendered(ids, (0,) + (1,) * 15))
    return made


@variants
def test_one_small_batch_is_learned_by_heart(tmp_path: Path, variant: str) -> None:
    run = trainer(tmp_path, variant, steps=40, rows=4, length=16, warmup=5, adamw_lr=0.02)
    run.source = one_batch
    found = [run.train_step()["loss"] for _ in range(run.config.steps)]
    assert found[0] > 5.5 and found[-1] < 0.01


def test_the_processor_is_what_is_left_when_there_is_nothing_faster() -> None:
    if torch.cuda.is_available():
        expected = "cuda"
    else:
        expected = "mps" if torch.backends.mps.is_available() else "cpu"
    assert choose_device().type == expected
    assert choose_device("cpu") == torch.device("cpu")


@pytest.mark.parametrize("wanted", ["gpu", "cuda:99", "meta", ""])
def test_a_device_that_is_not_there_is_explained(wanted: str) -> None:
    with pytest.raises(ConfigError) as caught:
        choose_device(wanted)
    assert caught.value.exit_code == 2 and caught.value.hint


def test_bf16_is_not_chosen_where_it_is_not_known_to_be_fast() -> None:
    assert bf16_dot_products(torch.device("cuda"))
    assert not bf16_dot_products(torch.device("mps"))


@pytest.mark.parametrize("experts", [2, 8])
def test_a_mixture_is_compiled_around_its_experts(experts: int) -> None:
    """Graphs are few, and as many whatever the experts get; blocks of one kind share them."""
    torch._dynamo.reset()
    graphs: list[object] = []

    def backend(graph: torch.fx.GraphModule, inputs: list[Tensor]) -> Callable[..., Any]:
        graphs.append(inputs)
        return graph.forward

    model = make_model(layers=4, moe_every=1, experts=experts, d_model=32, d_expert=16).train()
    for block in model.blocks:
        compile_block(block, backend)
    counted = []
    for seed in range(3):
        ids = torch.randint(0, 420, (2, 9), generator=torch.Generator().manual_seed(seed))
        model.hidden(ids)[0].sum().backward()
        counted.append(len(graphs))
    assert counted == [counted[0]] * 3 and 0 < counted[0] <= 4


@pytest.mark.slow
@pytest.mark.skipif(not any(map(shutil.which, ("g++", "clang++", "cl"))), reason="torch.compile needs a C++ compiler")
def test_compiled_blocks_train_alike_and_the_warm_up_is_logged(tmp_path: Path) -> None:
    # A dense model: one graph for both of its blocks. Each expert's graph of a mixture costs as much again.
    run = trainer(tmp_path / "compiled", "dense", compile=True, steps=4, log_every=2)
    lines: list[dict[str, float]] = []
    run.run(lines.append)
    eager = trainer(tmp_path / "eager", "dense", steps=4)
    want = [eager.train_step()["loss"] for _ in range(4)]
    assert [line["loss"] for line in lines] == pytest.approx([want[1], want[3]], rel=1e-4)
    assert lines[0]["compile_seconds"] > 0 and "compile_seconds" not in lines[1]
    assert "residual_rms/1" in lines[0]


@pytest.mark.slow
def test_every_option_at_once_follows_the_golden_run() -> None:
    assert losses(loss_positions=32, loss_vocabulary=100, activation_checkpointing=True) == pytest.approx(
        losses(), rel=1e-4
    )
