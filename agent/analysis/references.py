"""The reference solution of a task: its own, or one made from what a data set says of it."""

from __future__ import annotations

import random

from agent.training.public import SOLVED, worked_out
from tasks.readers.equations import calls
from tasks.readers.gsm8k import gsm8k_steps
from tasks.task import Call, Solution, Task


def reference(task: Task) -> Solution | None:
    """The solution that came with the task, or that its equation, its annotated rationale or our solver of its set
    gives; None where nothing does."""
    if task.solution is not None:
        return task.solution
    equation, rationale = (task.metadata.get(key) for key in ("equation", "rationale"))
    if isinstance(rationale, str):
        steps = gsm8k_steps(task.question, rationale, task.answer)
        if steps:
            return Solution(steps=steps, answer=task.answer)
    if isinstance(equation, str):
        # ASDiv writes 7+2=9: what is calculated stands before the sign.
        inputs = calls(task.question, equation.split("=")[0], task.answer)
        if inputs:
            return Solution(steps=tuple(Call(input=text) for text in inputs), answer=task.answer)
    for kind in SOLVED:
        if task.source.startswith(kind):
            told = worked_out(task.model_copy(update={"family": kind}), random.Random(0))
            return told.solution if told is not None else None
    return None
