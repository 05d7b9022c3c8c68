"""Stories with several questions as the policy is trained on them: told once, and each question its own steps."""

from __future__ import annotations

import random
import re

import pytest

from agent.training.sources import TALKS, drawing, source
from agent.training.transcripts import render_talk
from core_model.tokenizers.protocol import Tokenizer
from core_model.transcript import Transcript
from tasks.lettering import lettered
from tasks.stories.talk import talk
from tasks.wording import entries


@pytest.fixture
def transcript(tokenizer: Tokenizer) -> Transcript:
    return Transcript(tokenizer, lettered)


@pytest.mark.parametrize("seed", range(12))
def test_letters_go_on_from_those_before(transcript: Transcript, seed: int) -> None:
    asked = talk(random.Random(seed))
    rendered = render_talk(transcript, asked, random.Random(seed), length=10_000)
    assert rendered is not None
    segments = transcript.parse(rendered.ids)
    users = [segment.text for segment in segments if segment.role == "user"]
    told, said = len(entries(asked[0].task.question)), [lettered(asked[0].task.question)]
    for asking in asked[1:]:
        said.append(lettered(asking.ask, told))
        told += len(entries(asking.ask, told))
    assert users == said
    assert [s.text for s in segments if s.role == "answer"] == [asking.task.answer for asking in asked]
    named = [
        name for s in segments if s.role == "thought" for name in re.findall(r"(?<=[.;] )[A-Z]: \S+(?=[.;])", s.text)
    ]
    assert all(any(f" {name}" in f" {text}" for text in users) for name in named)


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
