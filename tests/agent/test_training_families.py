"""Every family of tasks can be trained on: its calls run, and what the tools answered stands in the transcript."""

from __future__ import annotations

import random

import pytest

from agent.errors import TrainingError
from agent.training.families import generate
from agent.training.mixture import Mixture
from agent.training.mixture_file import from_settings
from agent.training.observe import observe
from agent.training.transcripts import complete, segments
from core_model.tokenizers.sentencepiece_bpe import SentencePieceTokenizer
from core_model.training.config import TrainConfig
from core_model.transcript import Transcript
from tasks.families import TABLES
from tasks.task import Call, Observation


@pytest.mark.parametrize("family", TABLES)
def test_every_generator_of_a_family_gives_a_transcript(family: str) -> None:
    for name, generator in TABLES[family].items():
        task = generator(random.Random(name))
        solution = complete(task)
        assert solution is not None, task
        for call, seen in zip(solution.steps, solution.steps[1:], strict=False):
            if isinstance(call, Call):
                assert isinstance(seen, Observation) and seen.text == observe(call.tool, call.input)
        assert task.solution is not None and solution.answer == task.solution.answer


def test_a_program_is_rendered_as_a_call_of_python() -> None:
    task = next(t for i in range(99) if (t := generate("programs", random.Random(i))).solution.calls)  # type: ignore[union-attr]
    solution = complete(task)
    assert solution is not None and "python" in [segment.role for segment in segments(task.question, solution)]


@pytest.mark.parametrize(
    ("tool", "text", "seen"),
    [
        ("calculator", "48-29", "19"),
        ("calculator", "solve(2*x + 3 = 7, x)", "2"),
        ("calculator", "48-", None),
        ("python", "print(6 * 7)", "42"),
        ("python", "1/0", None),
    ],
)
def test_observations_are_the_tool_s_own_words(tool: str, text: str, seen: str | None) -> None:
    assert observe(tool, text) == seen


def test_an_unknown_tool_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="hammer"):
        observe("hammer", "1")


def test_practice_draws_a_generator_more_often() -> None:
    def capitals(practice: dict[str, float] | None) -> int:
        rng = random.Random(0)
        return sum(generate("plain", rng, practice).source == "plain/capitals" for _ in range(300))

    assert capitals({"plain/capitals": 4.0}) > 2 * capitals(None) > 0
    assert capitals({"algebra/next_term": 9.0}) == capitals(None)


@pytest.mark.parametrize(("name", "told"), [("plain/capital", "capitals"), ("plane/capitals", "plain")])
def test_practice_of_a_generator_that_there_is_not_is_an_error(
    tokenizer: SentencePieceTokenizer, name: str, told: str
) -> None:
    settings = {"mixture": {"plain": 1.0}, "practice": {name: 2.0}}
    with pytest.raises(TrainingError, match=name) as raised:
        from_settings(settings, Transcript(tokenizer), TrainConfig(), loss_on_all=False)
    assert told in raised.value.hint


def test_a_mixture_draws_from_every_family(tokenizer: SentencePieceTokenizer) -> None:
    mixture = Mixture(dict.fromkeys(TABLES, 1.0), Transcript(tokenizer), 6000, 1024, 0, loss_on_all=False)
    assert len(mixture(0)) > 20 and mixture(3) == mixture(3)
