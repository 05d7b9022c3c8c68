"""What of a thought a judge reads: evidence, not rhetoric."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core_model.tokenizers.sentencepiece_bpe import SentencePieceTokenizer
from core_model.transcript import MARKERS, Transcript
from tasks.task import Call, Observation, Solution, Thought
from tests.core_model.conftest import TEXT
from verifier.judge.evidence import Sieve, sentences
from verifier.judge.reading import read, turn_of

QUESTION = "A baker makes 48 rolls and sells 29. How many rolls does he have?"
CONTEXT = 400
PRAISE = (
    "I am certain.", "This is surely right.", "100 % sure the answer 19 is right.", "I checked it 3 times.", "How many is certain: 19.", "Now 19 are left, certainly.",
    "It was verified twice with care!", "No doubt: the answer is correct.",
)  # fmt: skip


@pytest.fixture(scope="module")
def transcript() -> Transcript:
    return Transcript(SentencePieceTokenizer.train(TEXT, 420, MARKERS))


def kept(thought: str, *results: str) -> str:
    sieve = Sieve(QUESTION)
    for result in results:
        sieve.result(result)
    return "".join(c for c, keep in zip(thought, sieve.keeps(thought), strict=True) if keep)


def solution(*thoughts: str) -> Solution:
    steps = (*(Thought(text=text) for text in thoughts), Call(input="48-29"), Observation(text="19"))
    return Solution(steps=steps, answer="19")


@pytest.mark.parametrize(
    "thought",
    [
        "A baker makes rolls: 48; sells: 29.",
        "B: 29; A: 48.",
        "How many rolls does he have?",
        "Rolls left.",
        "48 - 29.",
        "Twenty-nine rolls.",
    ],
)
def test_what_works_on_the_problem_is_read(thought: str) -> None:
    assert kept(thought) == thought


@pytest.mark.parametrize("thought", PRAISE)
def test_what_praises_is_not(thought: str) -> None:
    assert kept(thought, "19") == ""


def test_a_number_has_to_come_from_somewhere() -> None:
    assert kept("Rolls left: 19.") == "" and kept("Rolls left: 19.", "19") == "Rolls left: 19."


def test_praise_beside_evidence_takes_none_with_it() -> None:
    assert kept("Rolls left. I am certain. sells: 29.") == "Rolls left. sells: 29."


def test_what_was_said_tells_nothing_the_second_time_unless_it_holds_a_number() -> None:
    assert kept("Rolls left. Rolls left. sells: 29. sells: 29.") == "Rolls left. sells: 29. sells: 29."


@given(st.text(max_size=200))
def test_sentences_are_the_whole_text(text: str) -> None:
    assert "".join(text[start:end] for start, end in sentences(text)) == text


@given(where=st.integers(0, 2), praise=st.sampled_from(PRAISE))
def test_a_solution_that_praises_itself_is_read_as_if_it_did_not(
    transcript: Transcript, where: int, praise: str
) -> None:
    bare = solution("Rolls left.")
    at = (0, 1, 3)[where]  # not between a call and its result
    boasting = bare.model_copy(update={"steps": (*bare.steps[:at], Thought(text=praise), *bare.steps[at:])})
    plain, found = (read(transcript, QUESTION, turn_of(transcript, s), CONTEXT) for s in (bare, boasting))
    assert found.ids == plain.ids and found.parts == plain.parts
    assert len(found.steps) == len(plain.steps) + 1


def test_ids_are_read_as_sampled_where_nothing_is_left_out(transcript: Transcript) -> None:
    turn = turn_of(transcript, solution("Rolls left."))
    found = read(transcript, QUESTION, turn, CONTEXT)
    assert found.ids[found.start :] == turn and found.places == tuple(range(len(turn)))


def test_a_judge_of_before_reads_everything(transcript: Transcript) -> None:
    turn = turn_of(transcript, solution("I am certain."))
    found = read(transcript, QUESTION, turn, CONTEXT, evidence=False)
    assert found.ids[found.start :] == turn


def test_an_id_that_is_not_read_has_the_value_before_it(transcript: Transcript) -> None:
    turn = turn_of(transcript, solution("Rolls left.", "I am certain."))
    found = read(transcript, QUESTION, turn, CONTEXT)
    assert len(found.places) == len(turn) and found.places[-1] == len(found.parts) - 1
    first, second = found.steps[0], found.steps[1]
    assert {found.places[i] for i in range(first, second + 1)} == {found.places[first]}
    assert read(transcript, QUESTION, turn_of(transcript, solution("I am certain.")), CONTEXT).places[0] == -1


def test_nothing_here_reads_a_gold_answer_or_a_verdict() -> None:
    source = Path(read.__code__.co_filename).parent
    for file in source.glob("*.py"):
        text = file.read_text(encoding="utf-8")
        assert "verifier.verdict" not in text and "verifier.universal" not in text
