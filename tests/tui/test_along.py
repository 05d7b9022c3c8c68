"""What is drawn along the tokens of an attempt, over rows as the transcript renders them."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.events import AttemptFinished
from core_model.checkpoint import load_tokenizer, policy_folder
from core_model.transcript import Rendered, Segment, Transcript
from tests.tui.conftest import events
from tui.along import lines, step_ends
from tui.detail import attempt_detail, numbers
from tui.glyphs import Glyphs
from tui.inside.views import text
from tui.state import Attempt, fold
from tui.tokens import TokenRow, columns, token_rows
from verifier.judge.reading import policy_turn, read

QUESTION = "What is 48 - 29?"
DIALOGUE = [
    Segment("user", QUESTION), Segment("thought", "Take away."), Segment("calculator", "48 - 29"),
    Segment("result", "19"), Segment("answer", "19"),
]  # fmt: skip


@cache
def rendered() -> tuple[Transcript, Rendered]:
    transcript = Transcript(load_tokenizer(policy_folder()))
    return transcript, transcript.render(DIALOGUE)


def judged() -> AttemptFinished:
    """The attempt of `events` as a row, with a made-up value for each id of the turn: 0.01, 0.02 and so on."""
    transcript, row = rendered()
    turn = policy_turn(transcript, row.ids)
    values = tuple((i + 1) / 100 for i in range(len(turn)))
    steps = tuple(values[end] for end in read(transcript, QUESTION, turn, 1024, evidence=False).steps)
    made = events()[-2]
    assert isinstance(made, AttemptFinished)
    return made.model_copy(
        update={"token_ids": row.ids, "sampled": row.mask, "logprobs": (-0.5,) * sum(row.mask), "values": values,
                "step_values": steps}
    )  # fmt: skip


def attempt(finished: AttemptFinished) -> Attempt:
    made = events()
    made[-2] = finished
    return fold(made).attempts[0]


def test_each_value_stands_at_its_own_token_after_a_tools_result_too() -> None:
    finished = judged()
    rows = token_rows(finished, None)
    start = finished.sampled.index(1)
    assert sum(finished.sampled) < len(finished.values) == len(rows) - start  # the result was given, and judged too
    assert [row.value for row in rows] == [None] * start + list(finished.values)
    given = [row for row in rows[start:] if row.probability is None]
    assert len(given) >= 3 and all(row.value is not None for row in given)
    assert rows[-1].value == finished.values[-1] and "value" in columns(rows)


@pytest.mark.parametrize("off", [-1, 1])
def test_values_that_do_not_fit_the_row_stand_at_no_token(off: int) -> None:
    finished = judged()
    values = finished.values[:-1] if off < 0 else (*finished.values, 0.5)
    assert "value" not in columns(token_rows(finished.model_copy(update={"values": values}), None))


def test_steps_are_marked_where_the_judge_reads_that_they_end() -> None:
    transcript, row = rendered()
    finished = judged()
    steps = read(transcript, QUESTION, policy_turn(transcript, row.ids), 1024, evidence=False).steps
    assert step_ends(finished.values, finished.step_values) == steps
    drawn = lines(attempt(finished), 1000, Glyphs())
    assert [i for i, mark in enumerate(drawn["steps"]) if mark != " "] == list(steps)
    assert drawn["steps"].split() == ["·", "→", "←", "="]
    assert len(drawn["p(token)"]) == len(drawn["value"]) == len(finished.values)
    given = [i for i, own in enumerate(finished.sampled[-len(finished.values) :]) if not own]
    assert [i for i, bar in enumerate(drawn["p(token)"]) if bar == " "] == given


@given(st.data(), st.lists(st.sampled_from([0.1, 0.2, 0.3]), min_size=1, max_size=30))
def test_step_ends_have_the_steps_values_in_their_order(data: st.DataObject, values: list[float]) -> None:
    ends = sorted({*data.draw(st.sets(st.integers(0, len(values) - 1))), len(values) - 1})
    found = step_ends(values, [values[end] for end in ends])
    assert [values[end] for end in found] == [values[end] for end in ends]
    assert list(found) == sorted(set(found)) and found[-1] == len(values) - 1
    assert all(one >= other for one, other in zip(found, ends, strict=True))
    assert step_ends(range(len(values)), ends) == tuple(ends)  # no value twice: no doubt
    assert step_ends(values, [0.9]) == ()


@given(st.integers(1, 60), st.booleans())
def test_the_lines_are_as_long_as_each_other_and_the_last_step_ends_both(columns: int, ascii: bool) -> None:
    finished = judged()
    drawn = lines(attempt(finished), columns, Glyphs(ascii=ascii))
    n = min(columns, len(finished.values))
    assert len(drawn["value"]) == len(drawn["p(token)"]) == len(drawn["steps"]) == n
    assert drawn["value"][-1] == Glyphs(ascii=ascii).bar(finished.values[-1])
    assert not ascii or all(line.isascii() for line in drawn.values())


def test_the_detail_of_an_attempt_draws_the_judges_curve_under_the_probabilities() -> None:
    one = attempt(judged())
    shown = "".join(words for _, words in attempt_detail(one, Glyphs()))
    drawn = lines(one, 48, Glyphs())
    n = len(judged().values)
    assert f"value        {n / 100:.2f}, least 0.01\n" in shown
    steps = judged().step_values
    assert f"after steps  · {steps[0]:.2f}  → {steps[1]:.2f}  ← {steps[2]:.2f}  = {steps[3]:.2f}\n" in shown
    assert shown.index(drawn["p(token)"]) < shown.index(f"{drawn['value']}\n{drawn['steps']}\n")


def test_without_a_judge_nothing_is_said_of_one() -> None:
    plain = attempt(judged().model_copy(update={"values": (), "step_values": ()}))
    assert list(lines(plain, 48, Glyphs())) == ["p(token)"]
    assert "value" not in "".join(words for _, words in numbers(plain, Glyphs()))


@pytest.mark.parametrize(
    ("ascii_only", "row"),
    [(False, "given  ab\nsampled  c\u2039d\u203a\u00abe\u00bb"), (True, "given  ab\nsampled  c{d}{{e}}")],
)
def test_how_sure_the_policy_was_is_marked_without_colour(ascii_only: bool, row: str) -> None:
    sure = {"a": None, "b": None, "c": 0.95, "d": 0.6, "e": 0.3}
    rows = [TokenRow(i, i, name, p) for i, (name, p) in enumerate(sure.items())]
    shown = "".join(words for _, words in text(rows, Glyphs(ascii=ascii_only)))
    assert shown.endswith(row)
    assert (
        "{below} 0.9 and {{below}} 0.5" if ascii_only else "\u2039below\u203a 0.9 and \u00abbelow\u00bb 0.5"
    ) in shown
