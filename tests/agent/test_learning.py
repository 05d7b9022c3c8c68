"""Learning from attempts: what is learned from, that it helps, and that a resumed run is the same run."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path

import pytest
import torch

from agent.errors import TrainingError
from agent.policy import CoreModelPolicy
from agent.tools import Tool
from agent.tools.calls import banned_ids
from agent.training.attempts import Tried, attempt, draw_problems, problem_sources
from agent.training.grpo import GrpoConfig, GrpoTrainer
from agent.training.learning_runs import run_grpo
from agent.training.rewards import RewardConfig, reward, reward_figures
from agent.training.validation import ValidationConfig, validate
from core_model.errors import Diverged
from core_model.gpt import GPT
from core_model.sampling import Sampling, distribution
from core_model.transcript import Rendered
from tasks.task import Call, Observation, Solution
from tests.agent.learner import DRAWS, GOLD, SAMPLER

Tools = dict[str, Tool]
FAST = {"problems": 4, "samples": 6, "max_tokens": 12, "max_steps": 2, "muon_lr": 0.01, "adamw_lr": 0.01, "warmup": 0}


def config(**changes: object) -> GrpoConfig:
    return GrpoConfig.model_validate(FAST | changes)


def weights(model: GPT) -> list[torch.Tensor]:
    return [tensor.clone() for tensor in model.state_dict().values()]


def equal(a: list[torch.Tensor], b: list[torch.Tensor]) -> bool:
    return all(map(torch.equal, a, b))


def tried(answer: str | None, **changes: object) -> Tried:
    task = draw_problems(DRAWS, 1, "x")[0]
    made = Tried(task, Solution(answer=answer), "answered", Rendered((1, 2, 3), (0, 1, 1)), confidence=(-0.1, -0.2))
    return Tried(**(vars(made) | changes))


# --- attempts ------------------------------------------------------------------------------------------------------


def test_problems_are_different_and_a_function_of_the_seed() -> None:
    one, other = draw_problems(DRAWS, 20, "a"), draw_problems(DRAWS, 20, "a")
    assert one == other and len({task.question for task in one}) == 20
    assert draw_problems(DRAWS, 20, "b") != one


def test_a_source_without_enough_problems_says_so() -> None:
    same = draw_problems(DRAWS, 1, "a")[0]
    with pytest.raises(TrainingError, match="1 different problems of the 2 wanted"):
        draw_problems({"same": (1.0, lambda _rng: same)}, 2, "a")


@pytest.mark.parametrize("problems", [None, {}, {"word_problems": 0}, {"no such": 1.0}, {"text:a": 1.0}])
def test_problem_sources_that_cannot_be(problems: object) -> None:
    with pytest.raises(TrainingError):
        problem_sources(problems)


def test_what_tools_say_is_masked_and_the_stop_token_is_not(learner: CoreModelPolicy, calculator: Tools) -> None:
    made = [one for group in attempt(learner, calculator, draw_problems(DRAWS, 3, "a"), 4, SAMPLER, 0) for one in group]
    answered = [one for one in made if one.stop == "answered" and one.solution.calls]
    assert answered
    marker = learner.transcript.marker
    for one in answered:
        ids, mask = one.rendered.ids, one.rendered.mask
        assert ids[-1] == marker["<|end|>"] and mask[-1] == 1
        begins, ends = ids.index(marker["<|result|>"]), ids.index(marker["<|end_result|>"])
        assert not any(mask[begins : ends + 1])
        assert sum(mask) == len(one.drawn) == len(one.confidence)


def test_what_was_drawn_with_is_the_samplers_distribution(learner: CoreModelPolicy, calculator: Tools) -> None:
    banned = torch.tensor(sorted(banned_ids(learner.transcript, calculator)))
    for one in attempt(learner, calculator, draw_problems(DRAWS, 2, "a"), 3, SAMPLER, 0)[0]:
        with torch.no_grad():
            table = learner.model(torch.tensor([one.rendered.ids]))[0]
        found = []
        for t, i in enumerate(one.rendered.ids):
            if one.rendered.mask[t]:
                allowed = table[t - 1].index_fill(0, banned, float("-inf"))
                found.append(float(distribution(allowed, Sampling(temperature=1.0, top_p=0.95))[i].log()))
        assert list(one.drawn) == pytest.approx(found, abs=1e-3)


# --- rewards -------------------------------------------------------------------------------------------------------


def test_parts_of_a_reward_stand_apart() -> None:
    settings = RewardConfig(length=0.5, free_tokens=0)
    good = reward(tried(GOLD, tool_errors=1), settings, max_tokens=4)
    assert good is not None
    assert (good.gold, good.format, good.tool_error, good.length) == (1.0, 1.0, 1.0, 0.5)
    assert good.total == pytest.approx(1 + 0.1 - 0.1 - 0.25)
    cut = reward(tried(None, stop="tokens"), settings, max_tokens=4)
    assert cut is not None and cut.total == pytest.approx(-0.25)
    figures = reward_figures([good, cut])
    assert figures["reward/gold"] == 0.5 and figures["reward"] == pytest.approx((good.total + cut.total) / 2)


def test_the_verifier_as_signal_never_looks_at_gold() -> None:
    # The answer follows from a call that the question does not ask for: whatever the verifier thinks, gold is unlike.
    steps = (Call(input="5+4"), Observation(text="9"))
    one = tried("9", solution=Solution(steps=steps, answer="9"))
    by_gold, by_verifier = (reward(one, RewardConfig(signal=s, format=0), 9) for s in ("gold", "verifier"))
    assert by_gold is not None and by_verifier is not None
    assert by_gold.total == 0 and by_verifier.total == by_verifier.verdict.score > 0
    other = reward(
        tried("9", solution=one.solution, task=one.task.model_copy(update={"answer": "9"})),
        RewardConfig(signal="verifier", format=0),
        9,
    )
    assert other is not None and other.total == by_verifier.total


def test_gold_that_cannot_be_read_is_no_reward() -> None:
    broken = tried(GOLD)
    assert reward(tried(GOLD, task=broken.task.model_copy(update={"answer": ""})), RewardConfig(), 9) is None


# --- GRPO ----------------------------------------------------------------------------------------------------------


def test_grpo_raises_the_reward(learner: CoreModelPolicy, calculator: Tools, tmp_path: Path) -> None:
    trainer = GrpoTrainer(learner, calculator, DRAWS, config(steps=8, problems=6, muon_lr=0.005), tmp_path)
    trainer.run()
    lines = [json.loads(line) for line in (tmp_path / "log.jsonl").read_text().splitlines()]
    shares = [line["reward/gold"] for line in lines]
    assert shares[0] < 0.5
    assert sum(shares[-2:]) / 2 > 0.85


def test_several_updates_on_a_batch_leave_ratio_one(
    learner: CoreModelPolicy, calculator: Tools, tmp_path: Path
) -> None:
    trainer = GrpoTrainer(
        learner, calculator, DRAWS, config(updates=3, kl=0.05), tmp_path, reference=deepcopy(learner.model)
    )
    figures = trainer.step(0)
    assert figures["policy/ratio"] != 1.0 and figures["policy/clipped"] > 0 and figures["policy/kl"] > 0


def test_groups_that_teach_nothing_move_no_weight(learner: CoreModelPolicy, calculator: Tools, tmp_path: Path) -> None:
    before = weights(learner.model)
    nothing = RewardConfig(right=0, format=0, tool_error=0)
    figures = GrpoTrainer(learner, calculator, DRAWS, config(), tmp_path, nothing).step(0)
    assert figures["groups/filtered"] == 1.0 and figures["updates"] == 0
    assert equal(before, weights(learner.model))


def test_a_resumed_run_is_the_same_bit_for_bit(learner: CoreModelPolicy, calculator: Tools, tmp_path: Path) -> None:
    numbers = config(steps=4, updates=2, save_every_seconds=0)
    cut = CoreModelPolicy(deepcopy(learner.model), learner.transcript.tokenizer, slots=16)
    resumed = CoreModelPolicy(deepcopy(learner.model), learner.transcript.tokenizer, slots=16)
    whole = GrpoTrainer(learner, calculator, DRAWS, numbers, tmp_path / "whole")
    whole.run()

    def kill(line: dict[str, float]) -> None:
        if line["step"] == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        GrpoTrainer(cut, calculator, DRAWS, numbers, tmp_path / "cut").run(kill)
    again = GrpoTrainer(resumed, calculator, DRAWS, numbers, tmp_path / "cut")
    assert again.updater.resume() is not None and again.updater.step == 2
    again.run()
    assert equal(weights(learner.model), weights(resumed.model))
    for one, other in ((whole.updater.muon, again.updater.muon), (whole.updater.adamw, again.updater.adamw)):
        a, b = one.state_dict()["state"], other.state_dict()["state"]
        assert a.keys() == b.keys() and a
        assert all(torch.equal(torch.as_tensor(a[i][k]), torch.as_tensor(b[i][k])) for i in a for k in a[i])
    logs = [
        [{k: v for k, v in json.loads(line).items() if "seconds" not in k} for line in path.read_text().splitlines()]
        for path in (tmp_path / "whole" / "log.jsonl", tmp_path / "cut" / "log.jsonl")
    ]
    assert logs[0] == logs[1]


def test_a_loss_that_is_not_finite_ends_the_run_before_a_weight_moves(
    learner: CoreModelPolicy, calculator: Tools, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trainer = GrpoTrainer(learner, calculator, DRAWS, config(), tmp_path)
    groups = trainer._groups(0)
    before = weights(learner.model)
    lessons, _ = trainer._lessons(groups)
    broken = [type(one)(one.tried, float("nan")) for one in lessons]
    with pytest.raises(Diverged, match="diverged at step 0"):
        trainer._learn(broken)
    assert equal(before, weights(learner.model))
    assert (tmp_path / "diverged" / "step-00000000.safetensors").is_file()


def test_validation_counts_greedy_and_sampled_attempts(learner: CoreModelPolicy, calculator: Tools) -> None:
    found = validate(learner, calculator, draw_problems(DRAWS, 8, "v"), 4, SAMPLER)
    assert found["validation/greedy_low"] <= found["validation/greedy"] <= found["validation/greedy_high"]
    assert 0 < found["validation/pass@1"] < found["validation/pass@4"] <= 1


@pytest.mark.parametrize("step, due", [(0, True), (3, False), (5, True), (7, True)])
def test_validation_comes_now_and_then_and_at_the_end(step: int, due: bool) -> None:
    assert ValidationConfig(every=5).due(step, steps=7) is due


@pytest.mark.parametrize(
    "change, words",
    [
        ({"train.samples": "1"}, r"\[train\] samples"),
        ({"train.nonsense": "1"}, r"\[train\] nonsense"),
        ({"reward.signal": "fame"}, r"\[reward\] signal"),
        ({"rewards.right": "1"}, "nothing reads 'rewards'"),
        ({"save_as": "fp8"}, "save_as is 'fp8'"),
    ],
)
def test_a_configuration_that_cannot_be_is_explained(tmp_path: Path, change: dict[str, str], words: str) -> None:
    with pytest.raises(TrainingError, match=words):
        run_grpo("micro", change, tmp_path)
