"""Each calculator call is computed again and must give what was observed.

Exact arithmetic is done here; what that refuses is asked of the symbolic calculator, in a worker that is killed when it
overruns.
"""

from __future__ import annotations

import functools
import re

from tasks.task import Call, Observation, Solution
from verifier.calculator import CalculatorError, calculate
from verifier.checks import shown, together
from verifier.parsing.grammar import parse
from verifier.parsing.limits import ParseError
from verifier.parsing.vocabulary import FUNCTIONS, OPERATIONS
from verifier.verdict import Check
from verifier.worker import SymbolicPool

MAX_SYMBOLIC = 12
"""Symbolic calls computed again for one solution; of a longer one nothing is said."""
SYMBOLIC_SECONDS = 5.0
_MAYBE_SYMBOLIC = re.compile(r"[a-z=<>!{\[]")
_BASE = re.compile(r"\s*base\(", re.IGNORECASE)
_UNSETTLED = re.compile(r"took longer|did not start|worker died")


@functools.cache
def _pool() -> SymbolicPool:
    """Costs nothing until the first symbolic call."""
    return SymbolicPool()


def _symbolic(text: str) -> bool:
    """Whether the symbolic calculator may know what exact arithmetic refuses."""
    if not _MAYBE_SYMBOLIC.search(text):
        return False
    try:
        return bool(_BASE.match(text)) or parse(text, FUNCTIONS | OPERATIONS, whole_words=True) is not None
    except ParseError:
        return False


def _again(text: str, room: bool) -> tuple[str | None, str]:
    """The result of a call, and why there is none. Neither, when there is no room for another symbolic call, or its
    worker ran out of time: the call is then neither right nor wrong."""
    try:
        return calculate(text), ""
    except CalculatorError as error:
        if not _symbolic(text):
            return None, str(error)
    if not room:
        return None, ""
    answer, ok = _pool().run(text, timeout_seconds=SYMBOLIC_SECONDS)
    return (answer, "") if ok else (None, "" if _UNSETTLED.search(answer) else answer)


def recompute(question: str, solution: Solution) -> Check:
    """fail when an observation is not its call's value, naming each such call; unknown when nothing was calculated."""
    done, unsettled, wrong = 0, 0, list[str]()
    pending: Call | None = None
    for step in solution.steps:
        if isinstance(step, Call) and step.tool == "calculator":
            pending = step
        elif isinstance(step, Observation) and pending is not None:
            call, pending = pending, None
            if not step.ok:
                continue
            value, why = _again(call.input, done + unsettled < MAX_SYMBOLIC)
            if value is None and why:
                wrong.append(f"{shown(call.input)} cannot be computed: {why}.")
            elif value is not None and value != step.text.strip():
                wrong.append(f"{shown(call.input)} is {shown(value)}, not {shown(step.text)}.")
            unsettled += value is None
            done += value is not None
    if wrong:
        return Check(name="recompute", status="fail", evidence=together(wrong))
    if unsettled:
        return Check(name="recompute", status="unknown", evidence=f"{unsettled} calls could not be computed again.")
    if not done:
        return Check(name="recompute", status="unknown", evidence="nothing was calculated.")
    return Check(name="recompute", status="pass", evidence=f"{done} calculation{'s' * (done > 1)} recomputed.")
