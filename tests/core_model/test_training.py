"""Training: packing, schedules, optimizers, and a resume that loses nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from core_model.checkpoint import load_model, load_tokenizer, save_policy
from core_model.errors import CheckpointError, WeightsError
from core_model.tokenizers.sentencepiece_bpe import SentencePieceTokenizer
from core_model.training.config import TrainConfig
from core_model.training.optim import Muon, orthogonalize, split_parameters
from core_model.training.packing import IGNORED, pack
from core_model.training.schedule import rate_factor
from core_model.training.trainer import Trainer
from core_model.transcript import Rendered
from tests.core_model.conftest import make_model
from tests.core_model.counting import counting

documents = st.lists(
    st.integers(1, 30).flatmap(
        lambda n: st.tuples(
            st.lists(st.integers(0, 419), min_size=n, max_size=n), st.lists(st.integers(0, 1), min_size=n, max_size=n)
        )
    ),
    max_size=12,
)


@settings(max_examples=150, deadline=None)
@given(docs=documents)
def test_packing_keeps_whole_documents_and_shifts_targets_inside_them(docs: list[tuple[list[int], list[int]]]) -> None:
    packed = pack([Rendered(tuple(i), tuple(m)) for i, m in docs], rows=2, length=24)
    found = []
    for row in range(2):
        for n in range(int(packed.documents[row].max()) + 1):
            at = packed.documents[row] == n
            ids, targets = packed.ids[row][at].tolist(), packed.targets[row][at].tolist()
            assert packed.positions[row][at].tolist() == list(range(len(ids)))
            found.append((ids, targets))
    wanted = [(i, [t if m else IGNORED for t, m in zip(i[1:], m[1:], strict=True)] + [IGNORED]) for i, m in docs]
    assert all(item in wanted for item in found)
    if sum(len(i) for i, _ in docs) <= 24:
        assert len(found) == len(docs)
    assert (packed.targets[packed.documents < 0] == IGNORED).all()


def test_schedules_warm_up_and_end_near_zero() -> None:
    trapezoid = [rate_factor(s, 100, 10, "trapezoid", 0.4) for s in range(100)]
    cosine = [rate_factor(s, 100, 10, "cosine", 0.4) for s in range(100)]
    assert trapezoid[0] == cosine[0] == pytest.approx(0.1)
    assert trapezoid[10:60] == [1.0] * 50 and trapezoid[-1] == pytest.approx(1 / 40)
    assert max(cosine) == 1.0 and cosine[-1] < 0.01
    assert sorted(trapezoid[10:], reverse=True) == trapezoid[10:]


@pytest.mark.parametrize("shape", [(12, 12), (8, 20), (20, 8), (3, 16, 8)])
def test_newton_schulz_brings_singular_values_near_one(shape: tuple[int, ...]) -> None:
    x = torch.randn(shape, generator=torch.Generator().manual_seed(0))
    values = torch.linalg.svdvals(orthogonalize(x))
    assert values.min() > 0.5 and values.max() < 1.3
    left, _, right = torch.linalg.svd(x, full_matrices=False)
    assert (left @ right * orthogonalize(x)).sum((-2, -1)).min() / min(shape[-2:]) > 0.8  # along the polar factor


@pytest.mark.parametrize("rank", [1, 7, 32])
@pytest.mark.parametrize("shape", [(32, 128), (2, 32, 200), (128, 32)])
def test_wide_matrices_are_orthogonalised_as_the_plain_iteration_has_it(shape: tuple[int, ...], rank: int) -> None:
    """Held against the formula in fp64, for gradients of low rank too: their other singular values are round-off."""
    generator = torch.Generator().manual_seed(rank)
    left = torch.randn(*shape[:-1], rank, generator=generator)
    matrix = left @ torch.randn(*shape[:-2], rank, shape[-1], generator=generator)
    x = matrix.double() / matrix.double().norm(dim=(-2, -1), keepdim=True)
    for _ in range(5):
        gram = x @ x.mT
        x = 3.4445 * x - 4.7750 * gram @ x + 2.0315 * gram @ gram @ x
    assert torch.allclose(orthogonalize(matrix).double(), x, atol=2e-3)


@pytest.mark.skipif(not hasattr(torch.optim, "Muon"), reason="torch has its own Muon since 2.9")
@pytest.mark.parametrize("iterate_in", [None, torch.bfloat16])
def test_muon_equals_torchs_own(iterate_in: torch.dtype | None) -> None:
    torch.manual_seed(0)
    start = torch.randn(10, 6)
    ours, theirs = torch.nn.Parameter(start.clone()), torch.nn.Parameter(start.clone())
    a = Muon([ours], lr=0.05, weight_decay=0.1, iterate_in=iterate_in)
    b = torch.optim.Muon([theirs], lr=0.05, weight_decay=0.1, momentum=0.95, nesterov=True, ns_steps=5)
    for step in range(5):
        grad = torch.randn(10, 6, generator=torch.Generator().manual_seed(step))
        ours.grad, theirs.grad = grad.clone(), grad.clone()
        a.step()
        b.step()
    assert torch.allclose(ours, theirs, atol=2e-2)  # torch's iteration runs in bf16
    assert not torch.allclose(ours, start, atol=1e-1)


@pytest.mark.parametrize("rank", [1, 7, 32])
@pytest.mark.parametrize("shape", [(32, 128), (2, 32, 200), (128, 32), (48, 48)])
def test_in_bf16_singular_values_end_in_the_same_band_and_low_rank_stays_low(shape: tuple[int, ...], rank: int) -> None:
    generator = torch.Generator().manual_seed(rank)
    left = torch.randn(*shape[:-1], rank, generator=generator)
    matrix = left @ torch.randn(*shape[:-2], rank, shape[-1], generator=generator)
    found, exact = (torch.linalg.svdvals(orthogonalize(m).float()) for m in (matrix.bfloat16(), matrix))
    assert found.max() < 1.25 and found[..., :rank].median() > 0.8 * exact[..., :rank].median()


def test_muon_takes_hidden_matrices_and_adamw_the_rest() -> None:
    model = make_model()
    matrices, others = split_parameters(model)
    assert all(p.dim() >= 2 for p in matrices)
    assert any(p is model.embedding.weight for p in others)
    assert len(matrices) + len(others) == len(list(model.parameters()))


CONFIG = TrainConfig(steps=8, rows=4, length=32, accumulate=2, warmup=2, threads=1, precision="fp32", log_every=1)


def test_an_interrupted_run_resumes_bit_for_bit(tmp_path: Path) -> None:
    whole = Trainer(make_model(init_std=0.02), counting, CONFIG, tmp_path / "whole")
    whole.run()
    first = Trainer(make_model(init_std=0.02), counting, CONFIG, tmp_path / "cut")
    for _ in range(3):
        first.train_step()
    first.save()
    second = Trainer(make_model(seed=9, init_std=0.02), counting, CONFIG, tmp_path / "cut")
    assert second.resume() is not None and second.step == 3
    second.run()
    for (name, a), b in zip(whole.model.state_dict().items(), second.model.state_dict().values(), strict=True):
        assert torch.equal(a, b), name
    assert whole.tokens == second.tokens


def test_training_learns(tmp_path: Path) -> None:
    trainer = Trainer(make_model(init_std=0.02), counting, CONFIG.model_copy(update={"steps": 40}), tmp_path)
    losses = [trainer.train_step()["loss"] for _ in range(40)]
    assert losses[0] > 5.5 and losses[-1] < 0.75 * losses[0]


def test_balancing_biases_are_gone_after_the_steps_that_say_so(tmp_path: Path) -> None:
    config = TrainConfig(steps=6, rows=2, length=32, balance_steps=4, balance_rate=0.1)
    trainer = Trainer(make_model().train(), counting, config, tmp_path)
    for step in range(1, 7):
        trainer.train_step()
        assert any(bool(router.balance.any()) for router in trainer.routers) == (step < 4)


def test_a_starving_expert_is_raised_by_the_rate_that_training_was_given(tmp_path: Path) -> None:
    after = []
    for rate in (0.0, 0.5):
        config = CONFIG.model_copy(update={"warmup": 0, "balance_rate": 0.0, "revive_rate": rate})
        trainer = Trainer(make_model(init_std=0.02).train(), counting, config, tmp_path / str(rate))
        for router in trainer.routers:
            router.balance[0] = -1  # the first is never chosen
        _, load, inputs = trainer.accumulate(trainer._batch())
        trainer.model.zero_grad(set_to_none=True)
        trainer.train_step()
        after.append([router.weight.detach().clone() for router in trainer.routers])
    starved = [one < one.float().mean() / 2 for one in load]
    assert all(s[0] for s in starved)
    for without, revived, which, mean in zip(*after, starved, inputs, strict=True):
        raised = (revived - without) @ mean  # in logits, for the mean token
        assert torch.allclose(raised, 0.5 * which.float(), atol=1e-3)


def test_accumulation_changes_the_memory_not_the_step(tmp_path: Path) -> None:
    steps = []
    for parts in (1, 4):
        trainer = Trainer(
            make_model(init_std=0.02),
            counting,
            CONFIG.model_copy(update={"accumulate": parts, "z_loss": 0.0}),
            tmp_path,
        )
        trainer.train_step()
        steps.append(trainer.model.state_dict())
    for name, a in steps[0].items():
        assert torch.allclose(a, steps[1][name], atol=2e-3), name


def test_resume_without_a_checkpoint_says_so(tmp_path: Path) -> None:
    assert not Trainer(make_model(), counting, CONFIG, tmp_path).resume()


def test_a_broken_checkpoint_is_explained(tmp_path: Path) -> None:
    trainer = Trainer(make_model(), counting, CONFIG, tmp_path)
    (trainer.save() / "model.safetensors").write_bytes(b"cut")
    with pytest.raises(CheckpointError, match="broken"):
        trainer.resume()


def test_a_policy_is_saved_and_loaded(tmp_path: Path, tokenizer: SentencePieceTokenizer) -> None:
    model = make_model()
    save_policy(tmp_path, model, tokenizer)
    loaded = load_model(tmp_path)
    assert all(
        torch.equal(a, b) for a, b in zip(model.state_dict().values(), loaded.state_dict().values(), strict=True)
    )
    assert load_tokenizer(tmp_path).model == tokenizer.model


@pytest.mark.parametrize(
    "file, says", [("model.safetensors", "weights"), ("config.json", "config"), ("tokenizer.model", "tokenizer")]
)
@pytest.mark.parametrize("damage", ["missing", "truncated", "rubbish"])
def test_damaged_weights_are_explained_in_one_line(
    tmp_path: Path, tokenizer: SentencePieceTokenizer, file: str, says: str, damage: str
) -> None:
    save_policy(tmp_path, make_model(), tokenizer)
    path = tmp_path / file
    if damage == "missing":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2] if damage == "truncated" else b"\x00rubbish")
    with pytest.raises(WeightsError) as caught:
        load_model(tmp_path)
        load_tokenizer(tmp_path)
    assert says in str(caught.value).lower() and "\n" not in str(caught.value) and caught.value.hint
