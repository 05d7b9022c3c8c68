"""Stories with several questions as the policy is trained on them: one reading, and each question its own steps."""

from __future__ import annotations

import itertools
import random

import pytest

from agent.reading import entries, reading
from agent.training.sources import TALKS, drawing, source
from agent.training.transcripts import render_talk
from core_model.tokenizers.protocol import Tokenizer
from core_model.transcript import Transcript
from tasks.stories.talk import talk


@pytest.fixture
def transcript(tokenizer: Tokenizer) -> Transcript:
    return Transcript(tokenizer)


@pytest.mark.parametrize("seed", range(12))
def test_the_story_is_read_once(transcript: Transcript, seed: int) -> None:
    asked = talk(random.Random(seed))
    rendered = render_talk(transcript, asked, random.Random(seed), length=10_000)
    assert rendered is not None
    segments = transcript.parse(rendered.ids)
    users = [segment.text for segment in segments if segment.role == "user"]
    assert users == [asked[0].task.question, *(asking.ask for asking in asked[1:])]
    assert [s.text for s in segments if s.role == "answer"] == [asking.task.answer for asking in asked]
    after_user = [b.text for a, b in itertools.pairwise(segments) if a.role == "user"]
    told = 0
    for asking, question, thought in zip(asked, users, after_user, strict=True):
        assert thought.startswith(reading(question, told)), asking  # letters go on from those before
        told += len(entries(question))


def test_what_the_user_says_is_not_trained(transcript: Transcript) -> None:
    asked = talk(random.Random(1))
    rendered = render_talk(transcript, asked, random.Random(1), length=10_000)
    assert rendered is not None
    trained = [i for i, m in zip(rendered.ids, rendered.mask, strict=True) if m]
    assert transcript.marker["<|user|>"] not in trained and transcript.marker["<|assistant|>"] not in trained
    assert trained.count(transcript.end) == len(asked)


def test_questions_that_do_not_fit_are_left_out(transcript: Transcript) -> None:
    asked = talk(random.Random(2))
    whole = render_talk(transcript, asked, random.Random(2), length=10_000)
    assert whole is not None
    shorter = render_talk(transcript, asked, random.Random(2), length=len(whole.ids) - 1)
    assert shorter is not None
    assert len(shorter.ids) < len(whole.ids) and whole.ids[: len(shorter.ids)] == shorter.ids
    assert shorter.ids[-1] == transcript.end
    assert render_talk(transcript, asked, random.Random(2), length=5) is None


def test_a_mixture_knows_them(transcript: Transcript) -> None:
    drawn = source(TALKS, transcript, 432, retry_share=0.0).draw(random.Random(3))
    assert drawn is not None and len(drawn.ids) <= 432
    task = drawing(TALKS)
    assert task is not None and task(random.Random(3)) is not None
