"""Training by the tools that are called by name: their calls give what the reference solution gives."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from agent.tools.calls import read_call, write_call
from agent.tools.registry import default_tools
from agent.training.named_calls import by_name
from agent.training.transcripts import complete
from tasks.families import TABLES
from tasks.task import Call, Observation


@pytest.mark.parametrize("table", ["measurement", "algebra", "calculus"])
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
    wanted = {"measurement": {"units", "calendar"}}.get(table, {"solve"})
    assert set(seen) == wanted and min(seen.values()) >= 5, seen


def test_some_transcripts_ask_a_tool_by_its_name_and_end_with_what_it_says() -> None:
    generator, found = TABLES["measurement"]["conversion"], 0
    for seed in range(40):
        task = generator(random.Random(seed))
        solution = complete(task, random.Random(seed))
        assert solution is not None and solution.answer == task.answer
        calls = [step for step in solution.steps if isinstance(step, Call)]
        if calls[-1].tool == "units":
            found += 1
            last = solution.steps[-1]
            assert isinstance(last, Observation) and last.text.split(" ")[0] == task.answer
    assert 4 <= found <= 25
