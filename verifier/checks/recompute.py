"""Each calculator call is computed again and must give what was observed."""

from __future__ import annotations

from tasks.task import Call, Observation, Solution
from verifier.calculator import CalculatorError, calculate
from verifier.checks import shown, together
from verifier.verdict import Check


def recompute(question: str, solution: Solution) -> Check:
    """fail when an observation is not its call's value, naming each such call; unknown when nothing was calculated."""
    done, wrong = 0, list[str]()
    pending: Call | None = None
    for step in solution.steps:
        if isinstance(step, Call) and step.tool == "calculator":
            pending = step
        elif isinstance(step, Observation) and pending is not None:
            try:
                value = calculate(pending.input)
            except CalculatorError as error:
                if step.ok:
                    wrong.append(f"{shown(pending.input)} cannot be computed: {error}.")
            else:
                if step.ok and value != step.text.strip():
                    wrong.append(f"{shown(pending.input)} is {shown(value)}, not {shown(step.text)}.")
                done += step.ok
            pending = None
    if wrong:
        return Check(name="recompute", status="fail", evidence=together(wrong))
    if not done:
        return Check(name="recompute", status="unknown", evidence="nothing was calculated.")
    return Check(name="recompute", status="pass", evidence=f"{done} calculation{'s' * (done > 1)} recomputed.")
