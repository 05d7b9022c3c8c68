"""A policy that was trained on letters is put stories with letters; its user asks as ever."""

from __future__ import annotations

from pathlib import Path

import pytest

from agent.export_html import page
from agent.letters import LETTERS_FILE, asking, mark, marked, put
from agent.loop import Agent
from agent.policy import CoreModelPolicy
from core_model.tokenizers.sentencepiece_bpe import SentencePieceTokenizer
from tasks.lettering import lettered
from tests.agent.conftest import Stage

ROLLS = "A baker makes 48 rolls, sells 29 of them in the morning and bakes 15 more. How many rolls does he have?"


@pytest.mark.parametrize("letters", [True, False])
def test_a_story_is_put_with_letters_to_a_policy_that_knows_them(stage: Stage, letters: bool) -> None:
    told = stage.policy({ROLLS: ["call:48-29+15", "answer:34"], lettered(ROLLS): ["call:48-29+15", "answer:34"]})
    policy = CoreModelPolicy(told.model, told.transcript.tokenizer, letters=letters)
    trace = Agent(policy).ask(ROLLS, attempts=1)
    assert trace.started.question == ROLLS
    asked = policy.transcript.parse(trace.attempts[0].token_ids)[0].text
    assert asked == (lettered(ROLLS) if letters else ROLLS) and asked.count("A: 48") == letters
    assert trace.result.answer == "34"
    assert put(trace.started) == asked and ("asked as: A baker makes A: 48" in page([trace])) == letters


def test_the_mark_is_of_one_form_of_letters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not marked(tmp_path) and asking(tmp_path)(ROLLS) == ROLLS
    mark(tmp_path)
    assert marked(tmp_path) and asking(tmp_path)(ROLLS) == lettered(ROLLS)
    monkeypatch.setattr("agent.letters.FORM", 99)
    assert not marked(tmp_path)
    (tmp_path / LETTERS_FILE).write_text("{", encoding="utf-8")
    assert not marked(tmp_path)


def test_the_shipped_policy_is_asked_so() -> None:
    policy = CoreModelPolicy.load()
    assert isinstance(policy.transcript.tokenizer, SentencePieceTokenizer)
    put = policy.transcript.tokenizer.decode(policy.transcript.prompt(ROLLS))
    assert "A: 48 rolls A, sells B: 29" in put
