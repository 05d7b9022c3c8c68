"""Training by the tools that are called by name: their calls give what the reference solution gives."""

from __future__ import annotations

import random
import re
from collections import Counter

import pytest

from agent.tools.calls import read_call, write_call
from agent.tools.registry import default_tools
from agent.training.named_calls import by_name
from agent.training.transcripts import complete
from tasks.families import TABLES
from tasks.task import Call


@pytest.mark.parametrize("table", ["algebra", "calculus"])
def test_a_call_by_name_says_the_same_answer(table: str) -> None:
    tools, seen = default_tools(), Counter[str]()
    for generator in TABLES[table].values():
        for seed in range(8):
            task = generator(random.Random(seed), level=generator.levels[seed % len(generator.levels)])
            assert task.solution is not None and task.solution.answer is not None
            steps = by_name(task.solution.steps, task.solution.answer)
            if steps is None:
                continue
            call = steps[-1]
            assert isinstance(call, Call) and read_call(*write_call(call.tool, call.input), tools) == (
                call.tool,
                call.input,
            )
            said = tools[call.tool].run(call.input)
            assert said.ok and task.answer in (said.text, said.text.split(" ")[0]), (task.question, call, said)
            seen[call.tool] += 1
    assert set(seen) == {"solve"} and seen["solve"] >= 5, seen


def test_measurement_asks_units_and_the_calendar_with_what_the_question_says() -> None:
    tools, seen = default_tools(), Counter[str]()
    for generator in TABLES["measurement"].values():
        for seed in range(8):
            task = generator(random.Random(seed), seed % 2 == 1)
            assert task.solution is not None
            call = task.solution.calls[-1]
            if call.tool not in ("units", "calendar"):
                continue
            assert tools[call.tool].run(call.input).text == task.answer, (task.question, call)
            numbers = re.findall(r"\d+(?:[.-]\d+)*", call.input)
            assert all(number in task.question for number in numbers), (task.question, call)
            seen[call.tool] += 1
    assert seen["units"] >= 32 and seen["calendar"] >= 48, seen


def test_some_transcripts_ask_a_tool_by_its_name() -> None:
    generator, found = TABLES["calculus"]["derivative"], 0
    for seed in range(100):
        task = generator(random.Random(seed))
        solution = complete(task, random.Random(seed))
        assert solution is not None and solution.answer == task.answer
        found += [step.tool for step in solution.steps if isinstance(step, Call)][-1] == "solve"
    assert 2 <= found <= 25
