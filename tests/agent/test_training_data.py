"""What the policy is trained on: readings, transcripts with the tool's own words, deterministic mixtures, real runs."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from agent.errors import DataMissing, TrainingError
from agent.training.mixture import Mixture
from agent.training.runs import read_config, run_pretrain, run_sft
from agent.training.transcripts import complete, render_task, segments, spoil
from agent.training.unfamiliar import unfamiliar
from core_model.checkpoint import load_model
from core_model.tokenizers.sentencepiece_bpe import SentencePieceTokenizer
from core_model.transcript import Transcript
from tasks.generators import arithmetic, word_problems
from tasks.quantities import quantities
from tasks.task import Call, Observation, Solution, Task, Thought
from tasks.wording import asked
from verifier.universal import feedback, judge

ROLLS = "A baker makes 48 rolls, sells 29 of them in the morning and bakes 15 more. How many rolls does he have?"


def test_an_unfamiliar_story_is_the_same_story() -> None:
    changed = 0
    for seed in range(200):
        rng = random.Random(seed)
        task = word_problems.generate(rng)
        told = unfamiliar(task, rng, ("aardvark", "zither"))
        assert told.solution is not None and task.solution is not None
        assert told.solution.calls == task.solution.calls and told.answer == task.answer
        assert [q.value for q in quantities(told.question) if not q.implied] == [
            q.value for q in quantities(task.question) if not q.implied
        ]
        changed += told.question != task.question
    assert changed > 150
    words = " ".join(
        unfamiliar(word_problems.generate(random.Random(s)), random.Random(s), ("aardvark",)).question
        for s in range(60)
    )
    assert "aardvarks" in words and " a aardvark" not in words


def test_the_asked_clause_of_a_long_condition_stands_alone() -> None:
    question = (
        "If a very long story goes on and on with many words about 5 apples and 3 pears, how many fruits are there?"
    )
    assert asked(question) == "how many fruits are there?"


@pytest.mark.parametrize(
    "question, clause",
    [
        ("Ann had 5 eggs. Bob asks how many eggs are left. What is the answer?", "how many eggs are left. What is the answer?"),
        ("She has 3 red and 5 blue hats. There are more blue ones. By how many?", "There are more blue ones. By how many?"),
        ("It weighs 3 pounds. Bob asks how heavy it is. What is it in ounces?", "how heavy it is. What is it in ounces?"),
        ("She had 5 eggs. How many eggs are left?", "How many eggs are left?"),
        ("She ate two. She had five before. How many is that?", "How many is that?"),  # what a sentence counts is listed
        ("What is it?", "What is it?"),
    ],
)  # fmt: skip
def test_a_clause_that_does_not_say_what_for_follows_the_sentence_that_does(question: str, clause: str) -> None:
    assert asked(question) == clause


@pytest.mark.parametrize("family", [arithmetic, word_problems])
def test_reference_solutions_are_verified_and_right(family: object) -> None:
    for seed in range(300):
        task = family.generate(random.Random(seed))  # type: ignore[attr-defined]
        solution = complete(task)
        assert solution is not None
        assert solution.steps and isinstance(solution.steps[-1], Observation) and solution.steps[-1].text == task.answer
        if task.family == "word_problems":
            verdict = judge(task.question, solution)
            assert verdict.status == "verified", (task.question, solution, verdict.evidence_against)


def test_a_sum_of_many_is_one_call() -> None:
    steps = (
        Thought(text="rolls so far"), Call(input="3+9"), Thought(text="rolls so far"), Call(input="12+8"),
        Thought(text="rolls in all"), Call(input="20+4.5"), Thought(text="rolls left"), Call(input="24.5-2"),
    )  # fmt: skip
    task = Task(
        id="x",
        question="How many?",
        answer="22.5",
        family="mawps",
        source="x",
        solution=Solution(steps=steps, answer="22.5"),
    )
    made = complete(task)
    assert made is not None and [c.input for c in made.calls] == ["3+9+8+4.5", "24.5-2"]
    bare = task.model_copy(update={"solution": Solution(steps=(Call(input="3+9"), Call(input="12+8")), answer="20")})
    made = complete(bare)
    assert made is not None and [c.input for c in made.calls] == ["3+9+8"]


def test_a_spoiled_solution_is_usually_refuted_with_feedback() -> None:
    refuted = 0
    for seed in range(100):
        rng = random.Random(seed)
        task = word_problems.generate(rng)
        solution = complete(task)
        assert solution is not None
        verdict = judge(task.question, spoil(solution, rng))
        refuted += verdict.status == "refuted" and bool(feedback(verdict))
    assert refuted > 80


def test_a_rendered_task_parses_back_to_its_dialogue(tokenizer: SentencePieceTokenizer) -> None:
    transcript = Transcript(tokenizer)
    task = word_problems.generate(random.Random(5))
    rendered = render_task(transcript, task, random.Random(0))
    solution = complete(task)
    assert rendered is not None and solution is not None
    assert transcript.parse(rendered.ids) == segments(task.question, solution)


def mixture(tokenizer: SentencePieceTokenizer, **changes: object) -> Mixture:
    settings: dict[str, object] = {
        "weights": {"arithmetic": 0.3, "word_problems": 0.7}, "transcript": Transcript(tokenizer), "tokens_per_step": 8000,
        "length": 400, "seed": 0, "loss_on_all": False, "retry_share": 0.2,
    }  # fmt: skip
    return Mixture(**(settings | changes))  # type: ignore[arg-type]


def test_a_mixture_is_a_pure_function_of_the_step(tokenizer: SentencePieceTokenizer) -> None:
    one, two = mixture(tokenizer), mixture(tokenizer)
    two(3)
    assert one(7) == two(7) and one(7) != one(8)
    assert mixture(tokenizer, seed=1)(7) != one(7)


def test_a_mixture_follows_its_weights_in_tokens(tokenizer: SentencePieceTokenizer) -> None:
    made = mixture(tokenizer)
    transcript = Transcript(tokenizer)
    words = sum(len(d.ids) for s in range(5) for d in made(s) if transcript.marker["<|thought|>"] in d.ids)
    total = sum(len(d.ids) for s in range(5) for d in made(s))
    assert 0.6 < words / total < 0.8


def test_text_sources_need_their_data(tokenizer: SentencePieceTokenizer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PONDER_DATA", raising=False)
    with pytest.raises(DataMissing, match="PONDER_DATA"):
        mixture(tokenizer, weights={"text:stories_train": 1.0})
    with pytest.raises(TrainingError, match="no source"):
        mixture(tokenizer, weights={"nonsense": 1.0})


def test_configurations_are_found_and_overridden() -> None:
    settings = read_config("sft", "micro", {"train.steps": "7", "init": "elsewhere"})
    assert settings["train"]["steps"] == 7 and settings["init"] == "elsewhere"
    with pytest.raises(TrainingError, match="no sft configuration"):
        read_config("sft", "nowhere", {})


def test_pretraining_and_fine_tuning_run_end_to_end(tmp_path: Path, tokenizer: SentencePieceTokenizer) -> None:
    (tmp_path / "tokenizer.model").write_bytes(tokenizer.model)
    common = {
        "train.steps": "2",
        "train.rows": "4",
        "train.length": "256",
        "train.log_every": "1",
        "train.threads": "1",
    }
    config = tmp_path / "tiny.toml"
    config.write_text(f'tokenizer = "{tmp_path}"\n[model]\npreset = "nano"\n[mixture]\nword_problems = 1.0\n')
    seen: list[dict[str, float]] = []
    run_pretrain(config, common, tmp_path / "base", report=seen.append)
    assert [line["step"] for line in seen] == [1, 2]
    config.write_text(
        f'init = "{tmp_path / "base"}"\nretry_share = 0.5\n[mixture]\narithmetic = 1.0\nword_problems = 1.0\n'
    )
    run_sft(config, common, tmp_path / "tuned")
    assert load_model(tmp_path / "tuned").config.name == "nano"
    with pytest.raises(TrainingError, match="holds a run already"):
        run_sft(config, common, tmp_path / "tuned")
    run_sft(config, common | {"train.steps": "3"}, tmp_path / "tuned", resume=True, report=seen.append)
    assert seen[-1]["step"] == 3


def test_a_router_that_could_not_be_trained_is_refused(tmp_path: Path, tokenizer: SentencePieceTokenizer) -> None:
    (tmp_path / "tokenizer.model").write_bytes(tokenizer.model)
    config = tmp_path / "tiny.toml"
    config.write_text(f'tokenizer = "{tmp_path}"\n[model]\npreset = "nano"\n[mixture]\nword_problems = 1.0\n')
    shape = {"model.moe_every": "2", "model.experts": "4", "model.experts_per_token": "1"}
    with pytest.raises(TrainingError, match="cannot reach the router"):
        run_pretrain(config, shape, tmp_path / "base")
