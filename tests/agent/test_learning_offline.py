"""Rejection sampling, corrections and DPO: what is kept of collected attempts, and that it is learned."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path

import pytest
import torch

from agent.errors import TrainingError
from agent.policy import CoreModelPolicy
from agent.tools import Tool
from agent.training.attempts import Tried, draw_problems
from agent.training.collect import CollectConfig, Judged, collect, read_lines, write_lines
from agent.training.correction import corrections
from agent.training.dpo import DpoConfig, DpoTrainer, Pair, lines_of, pairs_from, pairs_of, places, with_reference
from agent.training.rejection import OwnAttempts, RejectionConfig, documents, holds
from agent.training.transcripts import segments
from core_model.transcript import Rendered, Transcript
from tasks.task import Call, Observation, Solution, Task
from tests.agent.learner import DRAWS
from verifier.universal import judge

Tools = dict[str, Tool]
QUESTION = "Tom has 12 apples. He gives 5 of them to Ann. How many apples are left?"
TASK = Task(id="t", question=QUESTION, answer="7", family="word_problems")
RIGHT = Solution(steps=(Call(input="12-5"), Observation(text="7")), answer="7")
WRONG = Solution(steps=(Call(input="48-5"), Observation(text="43")), answer="43")


def judged(transcript: Transcript, solution: Solution, right: bool) -> Judged:
    rendered = transcript.render(segments(QUESTION, solution))
    return Judged(Tried(TASK, solution, "answered", rendered), right, judge(QUESTION, solution))


@pytest.fixture
def group(learner: CoreModelPolicy) -> list[Judged]:
    t = learner.transcript
    return [judged(t, WRONG, False), judged(t, RIGHT, True), judged(t, RIGHT, True)]


def test_a_correction_has_the_form_of_a_retry(learner: CoreModelPolicy, group: list[Judged]) -> None:
    (made,) = corrections(learner.transcript, group, most=2)
    roles = [segment.role for segment in learner.transcript.parse(made.ids)]
    assert roles == ["user", "feedback", "calculator", "result", "answer"]
    evidence = learner.transcript.parse(made.ids)[1].text
    assert "48" in evidence and list(made.ids[: len(learner.transcript.prompt(QUESTION, evidence))]) == (
        learner.transcript.prompt(QUESTION, evidence)
    )
    assert made == learner.transcript.render(segments(QUESTION, RIGHT, evidence))


def test_without_a_right_attempt_nothing_is_corrected(learner: CoreModelPolicy, group: list[Judged]) -> None:
    assert corrections(learner.transcript, group[:1], most=2) == []


def test_attempts_that_hold_are_kept_once(learner: CoreModelPolicy, group: list[Judged]) -> None:
    lines = documents(learner.transcript, group, RejectionConfig())
    assert [line["kind"] for line in lines] == ["attempt", "correction"]
    assert tuple(lines[0]["ids"]) == group[1].tried.rendered.ids


def test_a_refuted_attempt_with_the_right_answer_holds_by_gold_alone(learner: CoreModelPolicy) -> None:
    lucky = judged(learner.transcript, WRONG, True)
    assert lucky.verdict.status == "refuted"
    assert [holds(lucky, keep) for keep in ("gold", "verified", "both")] == [True, False, False]


def test_a_step_sees_no_attempt_twice_and_the_mixture_has_its_share() -> None:
    lines = [{"ids": [1, 2, i], "mask": [0, 1, 1]} for i in range(200)]
    other = Rendered((9, 9, 9), (0, 1, 1))
    source = OwnAttempts(lines, 300, 64, seed=0, own_share=0.5, mixture=lambda _step: [other] * 200)
    drawn = source(3)
    own = [document for document in drawn if document != other]
    assert len(set(own)) == len(own)
    assert len(own) == pytest.approx(len(drawn) / 2, abs=1)
    assert drawn == source(3) != source(4)


def test_nothing_to_learn_from_is_an_error() -> None:
    with pytest.raises(TrainingError, match="none of 0 attempts"):
        OwnAttempts([], 300, 64, seed=0)


def test_lines_come_back_as_they_were_written(tmp_path: Path) -> None:
    pairs = [Pair("q", Rendered((1, 2), (0, 1)), Rendered((3,), (1,)), -0.1 - 0.2, -1 / 3)]
    write_lines(tmp_path / "pairs.jsonl", lines_of(pairs))
    assert pairs_from(read_lines(tmp_path / "pairs.jsonl")) == pairs
    (tmp_path / "pairs.jsonl").write_text("{")
    with pytest.raises(TrainingError, match="is broken"):
        read_lines(tmp_path / "pairs.jsonl")


def test_a_pair_is_a_right_and_a_wrong_attempt(group: list[Judged]) -> None:
    (pair,) = pairs_of(group, most=4)
    assert (pair.right, pair.wrong) == (group[1].tried.rendered, group[0].tried.rendered)
    assert pairs_of(group[1:], most=4) == pairs_of(group[:1], most=4) == []


def test_every_pair_comes_once_before_any_comes_again() -> None:
    seen = [place for step in range(5) for place in places(10, 4, step, seed=1)]
    assert sorted(seen[:10]) == sorted(seen[10:]) == list(range(10)) and seen[:10] != seen[10:]


def collected(learner: CoreModelPolicy, calculator: Tools) -> list[Pair]:
    how = CollectConfig(problems=12, samples=6, max_tokens=12, max_steps=2)
    groups = list(collect(learner, calculator, DRAWS, how))
    assert [one.tried.task for group in groups for one in group[:1]] == draw_problems(DRAWS, 12, "collect:0")
    return [pair for group in groups for pair in pairs_of(group, most=2)]


def test_dpo_raises_the_margin_and_resumes_bit_for_bit(
    learner: CoreModelPolicy, calculator: Tools, tmp_path: Path
) -> None:
    pairs = with_reference(learner.model, collected(learner, calculator), rows=4)
    numbers = DpoConfig(steps=12, pairs=4, rows=4, muon_lr=0.01, adamw_lr=0.005, warmup=0, save_every_seconds=0)
    cut, resumed = deepcopy(learner.model), deepcopy(learner.model)
    DpoTrainer(learner.model, pairs, numbers, tmp_path / "whole").run()
    lines = [json.loads(line) for line in (tmp_path / "whole" / "log.jsonl").read_text().splitlines()]
    assert lines[0]["loss"] == pytest.approx(0.693147, abs=1e-4)  # the policy is still its reference
    assert lines[-1]["pairs/margin"] > 0.3 and lines[-1]["pairs/preferred"] > 0.8

    def kill(line: dict[str, float]) -> None:
        if line["step"] == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        DpoTrainer(cut, pairs, numbers, tmp_path / "cut").run(kill)
    again = DpoTrainer(resumed, pairs_from(lines_of(pairs)), numbers, tmp_path / "cut")
    assert again.updater.resume() is not None and again.updater.step == 4
    again.run()
    for a, b in zip(learner.model.state_dict().values(), resumed.state_dict().values(), strict=True):
        assert torch.equal(a, b)


def test_dpo_without_a_pair_is_an_error(learner: CoreModelPolicy, tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match="no problem has a right and a wrong attempt"):
        DpoTrainer(learner.model, [], DpoConfig(), tmp_path)
