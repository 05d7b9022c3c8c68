"""A run that is killed goes on as if it had not been; a damaged checkpoint costs minutes, not the run."""

from __future__ import annotations

import json
import logging
import random
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from safetensors.torch import save_file

from core_model.errors import CheckpointError
from core_model.training.ahead import Ahead
from core_model.training.config import TrainConfig
from core_model.training.randomness import random_states, restore_random_states
from core_model.training.resume import checkpoints
from core_model.training.trainer import Trainer
from core_model.transcript import Rendered
from tests.core_model.conftest import make_model
from tests.core_model.counting import counting
from tests.core_model.killed_run import LAST, trainer

ROOT = Path(__file__).parents[2]


def assert_same(a: Trainer, b: Trainer) -> None:
    """Weights, balancing biases and both optimizers are equal bit for bit."""
    for (name, x), y in zip(a.model.state_dict().items(), b.model.state_dict().values(), strict=True):
        assert torch.equal(x, y), name
    for one, other in ((a.adamw, b.adamw), (a.muon, b.muon)):
        states, others = one.state_dict()["state"], other.state_dict()["state"]
        assert states.keys() == others.keys() and states
        for index, values in states.items():
            for key, value in values.items():
                assert torch.equal(torch.as_tensor(value), torch.as_tensor(others[index][key])), (index, key)
    assert (a.step, a.tokens) == (b.step, b.tokens)


def logged(out: Path) -> list[tuple[int, float]]:
    lines = [json.loads(line) for line in (out / "log.jsonl").read_text().splitlines()]
    return [(line["step"], line["loss"]) for line in lines]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize(
    "shape, moment",
    [
        pytest.param("dense", "between", marks=pytest.mark.slow),
        pytest.param("moe", "between", marks=pytest.mark.slow),
        ("moe", "writing"),
    ],
)
def test_kill_and_resume_equal_an_unbroken_run_bit_for_bit(tmp_path: Path, shape: str, moment: str) -> None:
    command = [sys.executable, "-m", "tests.core_model.killed_run", str(tmp_path / "cut"), shape, moment]
    killed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    whole, resumed = trainer(tmp_path / "whole", shape), trainer(tmp_path / "cut", shape, seed=9)
    whole.run()
    assert resumed.resume() is not None and resumed.step == LAST - 1
    resumed.run()
    assert_same(whole, resumed)
    assert logged(tmp_path / "whole") == logged(tmp_path / "cut")
    assert not list((tmp_path / "cut" / "checkpoints").glob("*.partial"))


CONFIG = TrainConfig(steps=8, rows=2, length=24, accumulate=1, warmup=2, threads=1, precision="fp32", device="cpu")


def small(out: Path, seed: int = 0) -> Trainer:
    model = make_model(seed, init_std=0.02, layers=1, d_model=16, heads=1, head_dim=8, d_ff=16, d_expert=8, moe_every=1)
    return Trainer(model, counting, CONFIG, out)


@pytest.fixture(scope="module")
def two_saved(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[int, Trainer]]:
    """A run's folder with the checkpoints of steps 1 and 2, and a trainer as it was at each."""
    out = tmp_path_factory.mktemp("run")
    made = small(out)
    at = {}
    for step in (1, 2):
        made.train_step()
        made.save()
        at[step] = small(out, seed=step)
        at[step].resume()
    return out, at


FILES = ("model.safetensors", "optimizer.safetensors", "random.safetensors", "state.json", "manifest.json")


@given(
    name=st.sampled_from(FILES),
    where=st.floats(0, 1, exclude_max=True),
    damage=st.sampled_from(["cut", "flip", "gone"]),
)
def test_a_damaged_newest_checkpoint_gives_way_to_the_older_one(
    two_saved: tuple[Path, dict[int, Trainer]], tmp_path_factory: pytest.TempPathFactory,
    name: str, where: float, damage: str,
) -> None:  # fmt: skip
    source, at = two_saved
    out = tmp_path_factory.mktemp("damaged")
    shutil.copytree(source, out, dirs_exist_ok=True)
    path = out / "checkpoints" / "step-00000002" / name
    data = bytearray(path.read_bytes())
    place = int(where * len(data))
    if damage == "gone":
        path.unlink()
    elif damage == "cut":
        path.write_bytes(data[:place])
    else:
        data[place] ^= 0x5A  # turns no JSON space into another space, which would be no damage
        path.write_bytes(data)
    other = small(out, seed=7)
    resumed = other.resume()
    assert resumed is not None and resumed.folder.name == "step-00000001"
    assert len(resumed.skipped) == 1 and "step-00000002" in resumed.skipped[0]
    assert_same(other, at[1])
    shutil.rmtree(out)


def test_the_log_says_which_checkpoint_was_passed_over(
    two_saved: tuple[Path, dict[int, Trainer]], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    shutil.copytree(two_saved[0], tmp_path, dirs_exist_ok=True)
    (tmp_path / "checkpoints" / "step-00000002" / "model.safetensors").write_bytes(b"cut")
    with caplog.at_level(logging.WARNING):
        small(tmp_path).resume()
    assert "step-00000002" in caplog.text and "going on from step-00000001" in caplog.text


def test_all_checkpoints_damaged_is_an_error_that_names_them(
    two_saved: tuple[Path, dict[int, Trainer]], tmp_path: Path
) -> None:
    shutil.copytree(two_saved[0], tmp_path, dirs_exist_ok=True)
    for folder in (tmp_path / "checkpoints").iterdir():
        (folder / "state.json").write_bytes(b"")
    with pytest.raises(CheckpointError, match=r"broken.*step-00000002.*step-00000001") as caught:
        small(tmp_path).resume()
    assert caught.value.hint and caught.value.exit_code == 3


def test_a_checkpoint_of_another_model_is_not_passed_over(
    two_saved: tuple[Path, dict[int, Trainer]],
) -> None:
    other = Trainer(make_model(layers=2), counting, CONFIG, two_saved[0])
    with pytest.raises(CheckpointError, match="does not fit"):
        other.resume()


def test_the_last_two_are_kept_and_nothing_half_written(tmp_path: Path) -> None:
    run = small(tmp_path)
    (tmp_path / "checkpoints" / "step-00000001.partial").mkdir(parents=True)
    for _ in range(4):
        run.train_step()
        run.save()
    run.save()  # the same step twice
    assert sorted(p.name for p in (tmp_path / "checkpoints").iterdir()) == ["step-00000003", "step-00000004"]


def test_going_on_from_an_older_one_leaves_the_later_line_behind(tmp_path: Path) -> None:
    run = small(tmp_path)
    run.step = 5
    run.save()
    run.step = 3
    run.save()
    assert [c.step for c in checkpoints(tmp_path)] == [3]


def test_a_checkpoint_in_the_format_before_manifests_still_loads(tmp_path: Path) -> None:
    run = small(tmp_path)
    run.train_step()
    folder = tmp_path / "checkpoint"
    folder.mkdir()
    save_file(run.model.state_dict(), folder / "model.safetensors")
    save_file(
        {
            f"{label}.{index}.{key}": torch.as_tensor(value)
            for label, one in (("adamw", run.adamw), ("muon", run.muon))
            for index, values in one.state_dict()["state"].items()
            for key, value in values.items()
        },
        folder / "optimizer.safetensors",
    )
    (folder / "state.json").write_text(json.dumps({"step": 1, "tokens": run.tokens, "seconds": 0.5}))
    other = small(tmp_path, seed=3)
    resumed = other.resume()
    assert resumed is not None and resumed.folder == folder
    assert_same(other, run)


def test_random_states_come_back() -> None:
    def draws() -> list[float]:
        return [random.gauss(0, 1), random.random(), np.random.normal(), np.random.rand(), float(torch.randn(()))]

    random.gauss(0, 1)  # leaves a second value waiting
    np.random.normal()
    states = random_states()
    first = draws()
    draws()
    restore_random_states(states)
    assert draws() == first


def test_a_checkpoint_restores_the_random_states(tmp_path: Path) -> None:
    run = small(tmp_path)
    run.save()
    wanted = torch.rand(3)
    small(tmp_path).resume()
    assert torch.equal(torch.rand(3), wanted)


def test_lines_that_were_logged_after_the_checkpoint_are_dropped(tmp_path: Path) -> None:
    run = small(tmp_path)
    (tmp_path / "log.jsonl").write_text('{"step": 1}\n{"step": 2}\n{"step": 3}\n{"st')
    run.step = 2
    run.save()
    again = small(tmp_path)
    again.resume()
    again.run()
    steps = [json.loads(line)["step"] for line in (tmp_path / "log.jsonl").read_text().splitlines()]
    assert steps == [1, 2, 8]


def test_documents_drawn_ahead_are_those_of_the_step_and_its_errors_too() -> None:
    asked: list[int] = []

    def source(step: int) -> list[Rendered]:
        asked.append(step)
        if step == 3:
            raise ValueError("no documents of step 3")
        return [Rendered((step,), (1,))]

    with Ahead(source, 6) as ahead:
        assert [ahead(step)[0].ids for step in (0, 1, 2)] == [(0,), (1,), (2,)]
        with pytest.raises(ValueError, match="step 3"):
            ahead(3)
        assert ahead(5)[0].ids == (5,)
    assert asked == [0, 1, 2, 3, 5]  # each once, and none beyond the last
