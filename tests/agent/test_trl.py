"""TRL's GRPO trains an exported policy in our environment."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from agent.gym import Environment
from agent.letters import asking
from agent.tools import Calculator
from core_model.checkpoint import load_tokenizer, policy_folder
from core_model.transcript import Transcript
from tasks.suites import suite
from tasks.task import Solution, Task, Thought
from verifier.verdict import Verdict

pytestmark = pytest.mark.slow


def brief(task: Task, solution: Solution, verdict: Verdict) -> float:
    """Right answers in few words: no two attempts are alike, so that there is something to learn from two steps."""
    words = sum(len(step.text) for step in solution.steps if isinstance(step, Thought))
    return float(solution.answer == task.answer) - 0.01 * words - 0.1 * len(solution.calls)


def test_two_steps_of_grpo(tmp_path: Path) -> None:
    trl = pytest.importorskip("trl", reason="needs the `peers` extra")
    torch = pytest.importorskip("torch")
    from datasets import Dataset
    from transformers import AutoModelForCausalLM, AutoTokenizer

    from agent.training.trl_rollouts import Rollouts
    from core_model.interop.export_hf import export_hf

    os.environ["TRL_EXPERIMENTAL_SILENCE"] = "1"
    folder, exported = policy_folder(None), tmp_path / "hf"
    export_hf(folder, exported, without_balance=True)  # what `ponder model export --to hf --drop-balance` does
    calculator = Calculator()
    environment = Environment(
        suite("arithmetic").sample(4, split="train"), Transcript(load_tokenizer(folder), asking(folder)),
        tools={"calculator": calculator}, reward=brief, max_tokens=48, context=256,
    )  # fmt: skip
    model = AutoModelForCausalLM.from_pretrained(exported, dtype=torch.float32)
    before = {name: tensor.clone() for name, tensor in model.state_dict().items()}
    rollouts = Rollouts(environment)
    seen: list[dict[str, list[object]]] = []

    def kept(prompts: list[str], trainer: object) -> dict[str, list[object]]:
        seen.append(rollouts(prompts, trainer))
        return dict(seen[-1])

    trainer = trl.GRPOTrainer(
        model=model,
        processing_class=AutoTokenizer.from_pretrained(exported, pad_token="<|pad|>", eos_token="<|end|>"),
        reward_funcs=Rollouts.reward,
        rollout_func=kept,
        train_dataset=Dataset.from_list(rollouts.rows()),
        args=trl.GRPOConfig(
            output_dir=str(tmp_path / "run"), max_steps=2, per_device_train_batch_size=4, num_generations=4,
            max_completion_length=200, learning_rate=1e-4, logging_steps=1, use_cpu=True, bf16=False,
            gradient_checkpointing=False, report_to="none", save_strategy="no", seed=1,
        ),
    )  # fmt: skip
    trainer.train()
    calculator.pool.close()
    assert trainer.state.global_step == 2
    assert any(not torch.equal(before[name], now) for name, now in trainer.model.state_dict().items())
    logged = [row["reward"] for row in trainer.state.log_history if "reward" in row]
    rewards = [sum(batch["env_reward"]) / len(batch["env_reward"]) for batch in seen]  # type: ignore[arg-type]
    assert logged == pytest.approx(rewards, rel=1e-3)
    for batch in seen:
        for ids, mask, logprobs in zip(batch["completion_ids"], batch["env_mask"], batch["logprobs"], strict=True):
            assert len(ids) == len(mask) == len(logprobs)  # type: ignore[arg-type]
            assert all(p == 0.0 for p, own in zip(logprobs, mask, strict=True) if not own)  # type: ignore[call-overload]
