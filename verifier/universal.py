"""The universal verifier: deterministic checks first, then the writer's calibrated confidence, and a reason for it."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

from tasks.task import Call, Observation, Solution, Step
from verifier.calibration import REFUTED_SCORE, SHIPPED, UNCHECKED_SCORE, UNKNOWN_CONFIDENCE, Calibration
from verifier.checks.follows import follows
from verifier.checks.grounding import grounding
from verifier.checks.recompute import recompute
from verifier.checks.sanity import sanity
from verifier.verdict import Check, Verdict

CHECKS: tuple[Callable[[str, Solution], Check], ...] = (recompute, grounding, follows, sanity)
MAX_FEEDBACK_CHARACTERS = 120


def _timed(check: Callable[[str, Solution], Check], question: str, solution: Solution) -> Check:
    started = time.perf_counter()
    return check(question, solution).model_copy(update={"seconds": round(time.perf_counter() - started, 6)})


def judge(
    question: str, solution: Solution, *, confidence: float | None = None, calibration: Calibration = SHIPPED
) -> Verdict:
    """Verdict on a solution. `confidence` is the policy's geometric-mean token probability, when it is known.

    A failed check refutes. An answer that passes and rests on a recomputed calculation is verified when its calibrated
    probability reaches the threshold (or when no confidence is known), and unsure below it. An answer that nothing
    could be checked about is unsure.
    """
    checks = [_timed(check, question, solution) for check in CHECKS]
    answer = solution.answer
    if any(check.status == "fail" for check in checks):
        return Verdict(status="refuted", score=REFUTED_SCORE, answer=answer, checks=tuple(checks))
    if checks[0].status != "pass":
        return Verdict(status="unsure", score=UNCHECKED_SCORE, answer=answer, checks=tuple(checks))
    if confidence is None:
        return Verdict(status="verified", score=UNKNOWN_CONFIDENCE, answer=answer, checks=tuple(checks))
    probability = calibration.probability(confidence)
    sure = probability >= calibration.accept_at
    evidence = f"the policy's tokens had a mean probability of {confidence:.3f}: right {probability:.0%} of the time."
    checks.append(Check(name="confidence", status="pass" if sure else "unknown", evidence=evidence))
    return Verdict(status="verified" if sure else "unsure", score=probability, answer=answer, checks=tuple(checks))


def feedback(verdict: Verdict) -> str:
    """What a retry is told: the first failed check's evidence. Empty when nothing failed; gold plays no part."""
    against = verdict.evidence_against
    return against[0].evidence[:MAX_FEEDBACK_CHARACTERS] if against else ""


_EQUALS = re.compile(r"=\s{0,3}(-?[0-9][0-9,]*(?:\.[0-9]+)?(?:/[0-9]+)?)")
_ARITHMETIC_CHARACTERS = frozenset("0123456789.,+-*/×÷−^%() ")
MAX_SOLUTION_CHARACTERS = 20_000
MAX_EXPRESSION_CHARACTERS = 200
MAX_EQUATIONS = 100


def read_solution(answer: str, text: str) -> Solution:
    """A written solution as steps: each `expression = number` in it is a call and what was observed."""
    text = text[:MAX_SOLUTION_CHARACTERS].replace("$", "")
    steps: list[Step] = []
    for match in _EQUALS.finditer(text):
        start = match.start()
        while start > max(0, match.start() - MAX_EXPRESSION_CHARACTERS) and text[start - 1] in _ARITHMETIC_CHARACTERS:
            start -= 1
        expression = text[start : match.start()].lstrip(" .,)%*/+×÷^").rstrip(" .,(")
        result = match.group(1).replace(",", "")
        result = result.rstrip("0").rstrip(".") if "." in result and "/" not in result else result
        if any(c in "+-*/×÷−^%" for c in expression[1:]) and len(steps) < 2 * MAX_EQUATIONS:
            steps += [Call(input=expression), Observation(text=result)]
    return Solution(steps=tuple(steps), answer=answer)


def judge_text(question: str, answer: str, solution_text: str | None = None) -> Verdict:
    """Verdict on an answer that anyone gave, with the written solution if there is one."""
    return judge(question, read_solution(answer, solution_text or ""))
