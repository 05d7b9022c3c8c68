"""A long number is copied whole, brackets match: what a row is held to as it writes."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.policies.writing import Spelling, Writing, bracketed
from agent.training.families import generate
from core_model.tokenizers.sentencepiece_bpe import SentencePieceTokenizer
from core_model.transcript import Transcript
from tasks.families import TABLES
from tasks.task import Call
from tests.agent.conftest import Stage

SIXTH = "There is 0.166666666667 cup of oil, and 1,234,567 drops."


@pytest.fixture(scope="module")
def spelling(tokenizer: SentencePieceTokenizer) -> Spelling:
    return Spelling(Transcript(tokenizer))


def after(spelling: Spelling, tokenizer: SentencePieceTokenizer, given: str, text: str, call: bool = False) -> Writing:
    """What is known once a row that was given a question has written this text."""
    writing = Writing(spelling, given)
    writing.read([*([min(spelling.calls)] if call else []), *tokenizer.encode(text)])
    return writing


@pytest.mark.parametrize(
    "text, rest",
    [
        ("oil: 0.1666", "66666667"),
        ("oil: 0.16666666666", "7"),
        ("0.1666", "66666667"),
        ("drops: 12345", "67"),  # as a calculation writes it
        ("oil: 0.166", ""),  # too little to tell
        ("oil: 0.166666666667", ""),
        ("oil: 0.1667", ""),  # another number
        ("10.1666", ""),
        ("oil: 0.1666 and", ""),
    ],
)
def test_the_rest_of_a_long_number_is_put_in(
    spelling: Spelling, tokenizer: SentencePieceTokenizer, text: str, rest: str
) -> None:
    assert tokenizer.decode(after(spelling, tokenizer, SIXTH, text).rest()) == rest


@pytest.mark.parametrize(
    "question, text, rest",
    [
        ("Add 123456789 and 123457000.", "12345", ""),  # two ways to go on
        ("Add 123456789 and 123456000.", "12345", "6"),
        ("How many zeros has 1000000?", "10000", ""),  # begins many numbers
        ("Is 12345 less than 1234567?", "12345", ""),  # one at hand, already
        ("12345678", "012345", ""),
        ("Version 1.2.345678", "2.3456", ""),
    ],
)
def test_where_it_could_be_another_number_nothing_is_put_in(
    spelling: Spelling, tokenizer: SentencePieceTokenizer, question: str, text: str, rest: str
) -> None:
    assert tokenizer.decode(after(spelling, tokenizer, question, text).rest()) == rest


def test_behind_a_whole_copy_stands_no_digit(spelling: Spelling, tokenizer: SentencePieceTokenizer) -> None:
    digits = {tokenizer.encode(f"a{d}")[-1] for d in "0123456789"}
    assert digits <= after(spelling, tokenizer, SIXTH, "oil: 0.166666666667").barred()
    assert not digits & after(spelling, tokenizer, SIXTH, "oil: 0.166666666667 and").barred()
    assert not digits & after(spelling, tokenizer, "48 and 481", "48").barred()  # short ones are nobody's business


def test_a_result_is_at_hand_as_well(spelling: Spelling, tokenizer: SentencePieceTokenizer) -> None:
    writing = after(spelling, tokenizer, "7 / 9", "0.7777")
    assert writing.rest() == ()
    writing.know("0.777777777778")
    assert tokenizer.decode(writing.rest()) == "77777778"


def test_brackets_of_a_calculation_match(spelling: Spelling, tokenizer: SentencePieceTokenizer) -> None:
    close = tokenizer.encode("a)")[-1]
    for text, may_close, may_end in (
        ("(3+4", True, False),
        ("(3+4)", False, True),
        ("3+4", False, True),
        ("", False, True),
    ):
        barred = after(spelling, tokenizer, "", text, call=True).barred()
        assert (close not in barred, spelling.run not in barred) == (may_close, may_end), text
    assert not after(spelling, tokenizer, "", "a) the first", call=False).barred()  # words are free


@pytest.mark.parametrize(
    "text, state",
    [
        ("f(x[1], {2: 3", ")}"),
        ("print('(', \")\", x)", ""),
        ("x = 'it is", "'"),
        ("x = 'it\\'s (", "'"),
        ("a = 1  # (not closed", "#"),
        ("a = 1  # (\nb = (2", ")"),
        ("(3]", None),
        ("3)", None),
    ],
)
def test_what_is_open_in_a_call(text: str, state: str | None) -> None:
    assert bracketed("", text) == state


def test_no_call_of_the_reference_solutions_is_in_the_way() -> None:
    rng = random.Random(0)
    for family in TABLES:
        for _ in range(60):
            task = generate(family, rng, practice=None)
            for step in task.solution.steps if task.solution else ():
                if isinstance(step, Call):
                    assert bracketed("", step.input) == "", step.input


def test_an_id_may_not_close_what_is_not_open(spelling: Spelling) -> None:
    for i, text in enumerate(spelling.texts):
        for state in ("", ")", "))", "]", ")'"):
            assert (i in spelling.closing(state)) == (bracketed(state, text) is None), (text, state)


@given(st.data())
def test_any_way_of_cutting_the_ids_comes_to_the_same(
    spelling: Spelling, tokenizer: SentencePieceTokenizer, data: st.DataObject
) -> None:
    text = data.draw(st.text(alphabet="0123456789.,()[]'+ ab", max_size=30))
    ids = [min(spelling.calls), *tokenizer.encode(text)]
    whole, parts = Writing(spelling, SIXTH), Writing(spelling, SIXTH)
    whole.read(ids)
    for end in sorted(data.draw(st.lists(st.integers(0, len(ids)), max_size=4))):
        parts.read(ids[:end])
    parts.read(ids)
    assert (whole.number, whole.state, whole.rest(), whole.barred()) == (
        parts.number, parts.state, parts.rest(), parts.barred(),
    )  # fmt: skip


def test_a_policy_that_copies_wrongly_is_put_right(stage: Stage) -> None:
    wrong = "oil: 0.166666666666 cups"  # ids that were put in count as said
    trace = stage.agent({SIXTH: [f"thought:{wrong}", "answer:1"]}).ask(SIXTH, attempts=1)
    (thought,) = [event for event in trace.events if event.type == "thought"]
    assert thought.text == "oil: 0.166666666667 cups"
    finished = next(event for event in trace.events if event.type == "attempt_finished")
    put_in = [i for i, sampled in zip(finished.token_ids, finished.sampled, strict=True) if not sampled]
    assert stage.tokenizer.decode(put_in).endswith("66666667")
