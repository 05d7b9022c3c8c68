"""Training the judge: from folders of rollouts to a file, and what it must not learn from."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from pathlib import Path

import pytest
import torch

from agent.errors import TrainingError
from agent.rollouts import sample_rollouts
from agent.training.judge import train_judge, unusual_below
from agent.training.judge_baselines import BagOfWords, checks_alone, majority
from agent.training.judge_data import Attempt, another_answer, augmented, balanced, read_folder
from agent.training.judge_fit import ProbeSettings, fit_probe
from agent.training.judge_praise import measure, praised
from agent.training.judge_report import worth
from agent.training.judge_trunk import TrunkSettings, finetune_trunk, trunk_scores
from agent.training.trunk import Trunk
from core_model.checkpoint import fingerprint, save_policy
from core_model.heads import ValueProbe
from core_model.tokenizers.sentencepiece_bpe import SentencePieceTokenizer
from core_model.transcript import Transcript
from tasks.task import Call, Observation, Solution, Task
from tests.agent.conftest import Stage
from tests.core_model.conftest import make_model
from verifier.judge.features import features, width
from verifier.judge.probe import ProbeJudge
from verifier.judge.reading import turn_of
from verifier.judge.storage import read_card
from verifier.metrics import auroc
from verifier.verdict import Check, Verdict

SETTINGS = ProbeSettings(layers=(1,), epochs=30, batch=512, hidden=8, rate=0.02)


@pytest.fixture(scope="module")
def trunk(tokenizer: SentencePieceTokenizer) -> Trunk:
    return Trunk(make_model(), Transcript(tokenizer), "a" * 64)


def attempt(transcript: Transcript, n: int, answer: str, right: bool) -> Attempt:
    question = f"Tom has {n} apples. He gives 5 of them to Ann. How many apples are left?"
    solution = Solution(steps=(Call(input=f"{n}-5"), Observation(text=str(n - 5))), answer=answer)
    verdict = Verdict(status="unsure", score=0.5, answer=answer)
    return Attempt(question, "test", question, solution, turn_of(transcript, solution), right, verdict, 0.5)


def attempts(transcript: Transcript, count: int, seed: int) -> list[Attempt]:
    """Two at a problem; the wrong one answers with words of another kind."""
    rng = random.Random(seed)
    made = []
    for _ in range(count):
        n = rng.randint(6, 99)
        made += [attempt(transcript, n, str(n - 5), True), attempt(transcript, n, "a red ball", False)]
    return made


def seen_by(trunk: Trunk, attempts: Sequence[Attempt]) -> list[torch.Tensor]:
    readings = [trunk.read(a.question, a.turn) for a in attempts]
    return features(trunk.model, readings, SETTINGS.layers, parts=True)


def fitted_auroc(trunk: Trunk, labels: Sequence[bool], train: Sequence[Attempt], test: Sequence[Attempt]) -> float:
    seen = seen_by(trunk, train)
    probe = fit_probe(seen, labels, balanced(train), SETTINGS)
    unseen = seen_by(trunk, test)
    with torch.no_grad():
        scores = [float(probe(f.float())[-1]) for f in unseen]
    found = auroc([int(a.right) for a in test], scores)
    assert found is not None
    return found


def test_a_probe_learns_what_tells_right_from_wrong_and_nothing_of_shuffled_labels(trunk: Trunk) -> None:
    train, test = attempts(trunk.transcript, 40, 1), attempts(trunk.transcript, 40, 2)
    labels = [a.right for a in train]
    assert fitted_auroc(trunk, labels, train, test) > 0.95
    # Shuffled within each problem: what is left to learn is nothing. A single draw may correlate with the truth by
    # chance, either way, so several are averaged.
    found = []
    for seed in range(4):
        rng = random.Random(seed)
        shuffled = [label for _ in range(len(train) // 2) for label in rng.sample([True, False], 2)]
        found.append(fitted_auroc(trunk, shuffled, train, test))
    assert 0.3 < sum(found) / len(found) < 0.7


def test_a_ridge_learns_from_few_problems(trunk: Trunk) -> None:
    train, test = attempts(trunk.transcript, 40, 1), attempts(trunk.transcript, 20, 2)
    ridge = ProbeSettings(layers=(1,), components=32, ridge=0.01)
    seen = seen_by(trunk, train)
    probe = fit_probe(seen, [a.right for a in train], balanced(train), ridge)
    unseen = seen_by(trunk, test)
    with torch.no_grad():
        p = [float(probe(f.float())[-1].sigmoid()) for f in unseen]
    assert (auroc([int(a.right) for a in test], p) or 0) > 0.8
    assert sum((value - a.right) ** 2 for value, a in zip(p, test, strict=True)) / len(p) < 0.25  # 0.25 knows nothing


def test_problems_weigh_alike(trunk: Trunk) -> None:
    one, *rest = attempts(trunk.transcript, 1, 1)
    other = attempt(trunk.transcript, 100, "95", True)
    weights = balanced([one, *rest, *rest, other])
    assert weights[:3] == pytest.approx([1 / 3] * 3) and weights[3] == 1


def test_what_is_made_of_attempts_has_a_known_label(trunk: Trunk) -> None:
    made = augmented(attempts(trunk.transcript, 10, 3), trunk.transcript, 0, share=1)
    assert made and not any(a.right for a in made)
    assert all(turn_of(trunk.transcript, a.solution) == a.turn for a in made)


def test_another_answer_is_never_equal(trunk: Trunk) -> None:
    one = attempt(trunk.transcript, 12, "7", True)
    assert another_answer(one, ["7", "7.0", "14/2"], random.Random(0)) is None


def test_praise_that_is_left_out_moves_nothing_and_other_praise_is_measured(trunk: Trunk) -> None:
    torch.manual_seed(0)
    judge = ProbeJudge(trunk.model, trunk.transcript, ValueProbe(width(trunk.model, (1,)), 0), (1,))
    one = attempt(trunk.transcript, 12, "7", True)
    silent, heard = measure(judge, [one], ("I am sure of this answer.", "{asked} Apples left: {answer}."))
    assert silent.read == 0 and silent.moves == (0.0,)
    assert heard.read == 1 and heard.moves[0] != 0
    steps = praised(one.question, one.solution, "{asked} Certainly {answer}.").steps
    assert [step.kind for step in steps] == ["call", "observation", "thought"]
    assert steps[-1].kind == "thought" and steps[-1].text == "How many apples are left? Certainly 7."


def test_the_unusual_are_the_rarest_of_the_questions_each_counted_once(trunk: Trunk) -> None:
    made = [attempt(trunk.transcript, n, "7", True) for n in range(200) for _ in range(2)]
    assert unusual_below(made, [-float(i // 2) for i in range(400)]) == -197.0
    assert unusual_below(made[:40], [-1.0] * 40) is None


def test_a_copy_of_the_trunk_learns_and_the_trunk_stays(trunk: Trunk) -> None:
    train, test = attempts(trunk.transcript, 30, 1), attempts(trunk.transcript, 15, 2)
    before = [p.clone() for p in trunk.model.parameters()]
    readings = [trunk.read(a.question, a.turn) for a in train]
    settings = TrunkSettings(rate=2e-3, epochs=4, tokens=1024)
    copy, head = finetune_trunk(trunk.model, 0, readings, [a.right for a in train], balanced(train), settings)
    scores = trunk_scores(copy, head, [trunk.read(a.question, a.turn) for a in test])
    assert (auroc([int(a.right) for a in test], scores) or 0) > 0.9
    assert all(torch.equal(a, b) for a, b in zip(before, trunk.model.parameters(), strict=True))


def test_baselines(trunk: Trunk) -> None:
    train, test = attempts(trunk.transcript, 30, 1), attempts(trunk.transcript, 15, 2)
    words = BagOfWords(420)
    words.fit([((), a.turn) for a in train], [a.right for a in train], balanced(train))
    assert (auroc([int(a.right) for a in test], words.scores([((), a.turn) for a in test])) or 0) > 0.95
    assert majority([train[0], train[0], train[1]]) == pytest.approx([2 / 3, 2 / 3, 1 / 3])
    failed = Verdict(status="refuted", score=0.1, answer="7", checks=(Check(name="kind", status="fail", evidence=""),))
    assert checks_alone(train[0]) > checks_alone(Attempt(**{**vars(train[0]), "verdict": failed}))


def test_a_comparison_is_paired() -> None:
    labels = [True, False] * 30
    judge, weak = [0.9, 0.1] * 30, [0.9, 0.1, 0.1, 0.9] * 15
    row = worth("weak", [str(i // 2) for i in range(60)], labels, weak, judge=judge)
    assert row.auroc == 0.5 and row.less == 0.5 and row.less_ci is not None and row.less_ci[0] > 0.2


@pytest.fixture
def rollouts(stage: Stage, tmp_path: Path) -> tuple[Path, Path]:
    """Rollouts of a scripted policy, and a policy's folder whose tokenizer is the same."""
    tasks = [
        Task(id=str(n), question=f"A grid is {n} by 2. How many cells has it?", answer=str(2 * n), family="test")
        for n in range(3, 51)
    ]
    scripts = {
        task.question: [f"call:{n}{'*+'[n % 2]}2", f"answer:{(2 * n, n + 2)[n % 2]}"]
        for n, task in enumerate(tasks, start=3)
    }
    sample_rollouts(tasks, stage.agent(scripts), suite="test", out=tmp_path / "r", samples=1, split="train")
    save_policy(tmp_path / "policy", make_model(), stage.tokenizer)
    return tmp_path / "r", tmp_path / "policy"


def test_one_command_makes_the_file_and_the_figures(rollouts: tuple[Path, Path], tmp_path: Path) -> None:
    folder, policy = rollouts
    out = tmp_path / "judge.safetensors"
    said: list[str] = []
    made = train_judge([folder], out, policy=policy, tests=[folder], settings=SETTINGS, report=said.append)
    card = read_card(out)
    assert card.trunk == fingerprint(policy) and card.runs[0].attempts == 48 and card.runs[0].right == 24
    (rows,) = made["tests"].values()
    assert {row["scorer"] for row in rows} >= {"judge", "mean log-probability", "bag of words", "checks alone"}
    assert rows[0]["auroc"] > 0.9 and said[0] == "48 attempts at 48 problems, 24 right"
    json.dumps(made)


def test_questions_that_measure_are_not_trained_on(rollouts: tuple[Path, Path], stage: Stage, tmp_path: Path) -> None:
    config = rollouts[0] / "config.toml"
    config.write_text(config.read_text().replace('split = "train"', 'split = "test"'))
    with pytest.raises(TrainingError, match="the test split"):
        train_judge([rollouts[0]], tmp_path / "j", policy=rollouts[1])
    assert len(read_folder(rollouts[0], stage.transcript).attempts) == 48  # to measure on they will do


def test_too_few_attempts_and_no_folder_are_errors_for_people(rollouts: tuple[Path, Path], tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match="0 right and 0 wrong"):
        train_judge([rollouts[0]], tmp_path / "j", policy=rollouts[1], hold_out=["test"])
    with pytest.raises(TrainingError, match="holds no run"):
        train_judge([tmp_path / "none"], tmp_path / "j", policy=rollouts[1])
