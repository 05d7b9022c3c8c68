"""ReAct as text: which move a reply is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.policies.protocol import Move, read, system_text
from agent.tools import Calculator, Python

TOOLS = ("calculator", "python")


@pytest.mark.parametrize(
    ("text", "move"),
    [
        ("Thought: sold\ncalculator: 48 - 29", Move("sold", "calculator", "48 - 29")),
        ("Thought: sold\ncalculator: 48 - 29\nObservation: 7\nAnswer: 7", Move("sold", "calculator", "48 - 29")),
        ("calculator: 48 - 29 = 7", Move("", "calculator", "48 - 29")),
        ("Action: calculator\nInput: 48 - 29", Move("", "calculator", "48 - 29")),
        ("Action: calculator\nAction Input: 48 - 29", Move("", "calculator", "48 - 29")),
        ("Action: calculator[48 - 29]", Move("", "calculator", "48 - 29")),
        ("Action: calculator(3 * (4 + 1))", Move("", "calculator", "3 * (4 + 1)")),
        ("Action: search\nInput: rolls", Move("", "search", "rolls")),
        ("python:\n```python\nx = 1\nprint(x)\n```\nAnswer: 1", Move("", "python", "x = 1\nprint(x)")),
        ("python: x = 1\nprint(x)\nAnswer: 1", Move("", "python", "x = 1\nprint(x)")),
        ("Thought: 19 are left.\nAnswer: **19**", Move("19 are left.", answer="19")),
        ("Final Answer: 19 rolls", Move("", answer="19 rolls")),
        ("She has 4 + 3 = 7. The answer is 7.", Move("She has 4 + 3 = 7. The answer is 7.", answer="7")),
        ("I cannot tell.", Move("I cannot tell.")),
        ("", Move("")),
    ],
)
def test_the_move_of_a_reply(text: str, move: Move) -> None:
    assert read(text, TOOLS) == move


def test_words_that_were_cut_off_hold_no_answer() -> None:
    assert read("So 12 rows of 8 are 9", TOOLS, ended=False).answer is None
    assert read("Thought: so\nAnswer: 9", TOOLS, ended=False).answer is None
    assert read("Answer: 96\nThought: as 12", TOOLS, ended=False).answer == "96"


def test_a_tool_that_is_not_offered_is_no_call_in_one_line() -> None:
    assert read("python: print(1)\nAnswer: 1", ("calculator",)).tool is None


@given(
    st.lists(
        st.sampled_from(
            ["Thought: a", "calculator: 1+1", "Observation: 99", "Answer: 5", "Action: python", "Input: x", "```", ""]
        )
        | st.text(max_size=20),
        max_size=8,
    ),
    st.booleans(),
)
def test_a_reply_is_one_move_and_never_a_made_up_observation(lines: list[str], ended: bool) -> None:
    move = read("\n".join(lines), TOOLS, ended)
    assert move.tool is None or move.answer is None
    assert "Observation: 99" not in "\n".join((move.thought, move.input, move.answer or "")).split("\n")


def test_the_instructions_name_the_tools_that_are_there() -> None:
    tools = {"calculator": Calculator(), "python": Python()}
    text = system_text("text", tools)
    assert "calculator: Exact arithmetic" in text and "python: A program in the sandbox" in text
    assert "python" not in system_text("text", {"calculator": Calculator()})
    assert "calculator" not in system_text("plain", tools)
