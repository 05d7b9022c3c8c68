"""The universal verifier: deterministic checks first, then calibrated signals where they cannot decide, and a reason.

The signals are the writer's confidence, the probability that a learned judge gives, where there is one, and beside
them the share of the question's numbers that was used.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice
from typing import Literal

from tasks.lettering import is_story
from tasks.numbers import format_number
from tasks.task import Call, Observation, Solution, Step
from verifier.calculator import CalculatorError, evaluate
from verifier.calibration import SHIPPED, Belief, Calibration, Stage, weigh
from verifier.checks import ALSO
from verifier.checks.answer_check import applies
from verifier.checks.copied_words import copied_words
from verifier.checks.coverage import coverage, use
from verifier.checks.examples import examples
from verifier.checks.execution import execution
from verifier.checks.follows import follows
from verifier.checks.grounding import grounding
from verifier.checks.naming import naming
from verifier.checks.recompute import recompute
from verifier.checks.rederivation import rederivation, rederivation_in_sandbox
from verifier.checks.registry import ANSWER_CHECKS, PROVING
from verifier.checks.relevance import relevance_of
from verifier.checks.sanity import sanity
from verifier.learned_judge import Known, LearnedJudge, absent, opinion
from verifier.verdict import Check, CheckStatus, Status, Verdict

CHECKS: tuple[Callable[[str, Solution], Check], ...] = (
    naming,
    recompute,
    grounding,
    follows,
    sanity,
    coverage,
)
WHERE_APPLICABLE: tuple[Callable[[str, Solution], Check], ...] = (relevance_of, copied_words, examples, *ANSWER_CHECKS)
"""These are told of only where they have something to say."""
SUPPORTING = frozenset({"recompute", "grounding", "follows"})
"""An answer is verified only when these pass; unknown from one of them leaves it unsure."""
PROVED_SCORE = 0.99
"""Score of an answer that a check proves by itself; docs/verifier.md tells how often wrong ones pass."""
MAX_FEEDBACK_CHARACTERS = 120
_ARITHMETIC = re.compile(r"[\d\s.,+*/^%()-]+")


def _timed(check: Callable[[str, Solution], Check], question: str, solution: Solution) -> Check:
    started = time.perf_counter()
    return check(question, solution).model_copy(update={"seconds": round(time.perf_counter() - started, 6)})


def findings(question: str, solution: Solution) -> Iterator[Check]:
    """The deterministic checks, each as soon as it is made."""
    ran = any(call.tool == "python" for call in solution.calls)
    of_solution = (_timed(check, question, solution) for check in CHECKS)
    where_applicable = (_timed(check, question, solution) for check in WHERE_APPLICABLE)
    failed = False
    for found in chain(of_solution, filter(applies, where_applicable)):
        failed = failed or found.status == "fail"
        yield found
    if not failed:
        again = _timed(rederivation_in_sandbox if ran else rederivation, question, solution)
        if applies(again):
            yield again
    if ran:
        yield _timed(execution, question, solution)


def settled(checks: Sequence[Check], question: str, solution: Solution) -> Literal["refuted", "proved"] | Stage:
    """What the deterministic checks settle: a failed one refutes; an answer that one proves by itself holds, however it
    was come by; a recomputed calculation supports, and where its numbers were picked from a story, it was read: they
    were named by their letters, or it calculates plainly with what a story tells."""
    states = {check.name: check.status for check in checks}
    if states.get("execution") == "pass" and states["recompute"] == "unknown":
        states["recompute"] = "pass"  # all that was calculated was calculated by programs, which were run again
    if any(check.status == "fail" for check in checks):
        return "refuted"
    if any(check.status == "pass" and check.name in PROVING for check in checks):
        return "proved"
    if any(states[name] != "pass" for name in SUPPORTING) or states.get("execution", "pass") != "pass":
        return "unchecked"
    picked = states["naming"] == "pass" or (is_story(question) and _plain(solution))
    return "read" if picked else "supported"


def _plain(solution: Solution) -> bool:
    """Whether all that was called is arithmetic: no function, no program, no other tool."""
    return all(call.tool == "calculator" and _ARITHMETIC.fullmatch(call.input) for call in solution.calls)


def examine(question: str, solution: Solution) -> tuple[list[Check], Literal["refuted", "proved"] | Stage]:
    """All deterministic checks, and what they settle."""
    checks = list(findings(question, solution))
    return checks, settled(checks, question, solution)


def judge(
    question: str,
    solution: Solution,
    *,
    confidence: float | None = None,
    calibration: Calibration = SHIPPED,
    learned: LearnedJudge | None = None,
    sampled: bool = False,
) -> Verdict:
    """Verdict on a solution. `confidence` is the policy's geometric-mean token probability, when it is known.

    A failed check refutes, and no signal is asked. Otherwise the status follows from the calibrated probability and its
    thresholds (`verifier.calibration.weigh`); an answer that passes and has no signal is verified by its checks, and
    one that nothing could be checked about is unsure unless a fitted curve says more. Of an answer that a model
    `sampled` checks alone verify nothing but what they prove: its steps can follow and still misread the question.
    """
    *_, verdict = judging(
        question, solution, confidence=confidence, calibration=calibration, learned=learned, sampled=sampled
    )
    assert isinstance(verdict, Verdict)
    return verdict


def judging(
    question: str,
    solution: Solution,
    *,
    confidence: float | None = None,
    calibration: Calibration = SHIPPED,
    learned: LearnedJudge | None = None,
    sampled: bool = False,
) -> Iterator[Check | Verdict]:
    """As `judge`, telling of each check as soon as it is made; the verdict, which holds them all, comes last."""
    checks: list[Check] = []
    for check in findings(question, solution):
        checks.append(check)
        yield check
    stage, answer = settled(checks, question, solution), solution.answer
    if isinstance(learned, Known) and learned.unusual:
        checks.append(Check(name="familiarity", status="unknown", evidence=learned.unusual))
        yield checks[-1]
    if stage == "refuted":
        yield Verdict(status="refuted", score=calibration.refuted, answer=answer, checks=tuple(checks))
        return
    if stage == "proved":
        yield Verdict(status="verified", score=PROVED_SCORE, answer=answer, checks=tuple(checks))
        return
    judged = None if learned is None else opinion(learned, question, solution)
    signals = signals_of(question, solution, confidence, judged)
    belief = weigh(stage, signals, calibration, sampled)
    if learned is None:
        checks.append(absent())
    else:
        remark = learned.remark if isinstance(learned, Known) else ""
        known = calibration.curve(stage, signals.keys() - {"confidence"}) is not None
        checks.append(_judged(learned.name, signals["judge"], belief, known, remark))
    yield checks[-1]
    if confidence is not None and belief.curve is not None:
        share = f"right {belief.probability:.0%} of the time{_needed(belief)}"
        evidence = f"the policy's tokens had a mean probability of {confidence:.3f}: {share}."
        checks.append(Check(name="confidence", status=_AS_CHECK[belief.status], evidence=evidence))
        yield checks[-1]
    elif belief.curve is None and sampled:
        checks.append(Check(name="confidence", status="unknown", evidence=UNCALIBRATED))
        yield checks[-1]
    yield Verdict(status=belief.status, score=belief.probability, answer=answer, checks=tuple(checks))


def signals_of(question: str, solution: Solution, confidence: float | None, judged: float | None) -> dict[str, float]:
    """The signals that a calibration weighs: those of confidence and judge that are known, and beside them the use of
    the question's numbers, which by itself would say too little."""
    known = {"confidence": confidence, "judge": judged}
    signals = {name: value for name, value in known.items() if value is not None}
    return signals | {"use": use(question, solution)} if signals else {}


def _needed(belief: Belief) -> str:
    """What an unsure answer lacks."""
    accept_at = None if belief.curve is None else belief.curve.accept_at
    return f", verified from {accept_at:.0%} on" if belief.status == "unsure" and accept_at is not None else ""


UNCALIBRATED = "How sure the model was is not known, or was never calibrated: only a proof would verify this."
_AS_CHECK: dict[Status, CheckStatus] = {"verified": "pass", "unsure": "unknown", "refuted": "fail"}
SIGNALS = frozenset({"judge", "confidence"})
"""Checks of what is believed. A retry is not told of them: it could do nothing about it."""


def _judged(name: str, p: float, belief: Belief, known: bool, remark: str = "") -> Check:
    """What the learned judge said, and whether the score rests on it."""
    if belief.curve is not None and "judge" not in belief.curve.signals:
        why = "beside the policy's confidence it told nothing more" if known else "it was never calibrated"
        return Check(name="judge", status="unknown", evidence=f"{name} says {p:.0%}; not used: {why}.")
    how = "calibrated" if belief.curve is not None else "not calibrated"
    return Check(name="judge", status=_AS_CHECK[belief.status], evidence=f"{name} says {p:.0%} ({how}).{remark}")


def feedback(verdict: Verdict) -> str:
    """What a retry is told: the first thing that the first failed check found. Empty without one; no word of gold."""
    against = [check for check in verdict.evidence_against if check.name not in SIGNALS]
    return against[0].evidence.partition(ALSO)[0][:MAX_FEEDBACK_CHARACTERS] if against else ""


_EQUALS = re.compile(r"=\s{0,3}(-?(?:[0-9][0-9,]*(?:\.[0-9]+)?(?:/[0-9]+)?|\.[0-9]+)%?)")
_TIMES = re.compile(r"([0-9%)]) ?[xX] ?(?=[(0-9.])")
_CLAUSE_END = re.compile(r"[.,]\s")
_ARITHMETIC_CHARACTERS = frozenset("0123456789.,+-–*/×·÷−^%() ")
_OPERATORS = frozenset("+-–*/×·÷−^%")
MAX_SOLUTION_CHARACTERS = 20_000
MAX_EXPRESSION_CHARACTERS = 200
MAX_EQUATIONS = 100


def _observed(expression: str, written: str) -> str:
    """The right side of a written equation as the calculator would have put it.

    `20%` is the value of `4/20*100%` and, as people write it, of `4/20*100`; a machine's float noise (1e-9 of the
    value) is taken for the value. Anything else stays what was written, so that it can be found wrong.
    """
    try:
        value, right = evaluate(expression), evaluate(written)
        bare = evaluate(written.rstrip("%"))
    except CalculatorError:
        return written
    if value in (right, bare) or abs(value - right) <= abs(value) / 10**9:
        return format_number(value)
    return format_number(right)


def read_solution(answer: str, text: str) -> Solution:
    """A written solution as steps: each `expression = number` in it is a call and what was observed.

    Of `2*x - 5 = 45` or `8 wearers * 100% = 50%` only a part is arithmetic: the result is kept as stated:
    an observation without a call, which supports nothing.
    """
    text = _TIMES.sub(r"\1*", text[:MAX_SOLUTION_CHARACTERS].replace("$", ""))
    steps: list[Step] = []
    for match in islice(_EQUALS.finditer(text), MAX_EQUATIONS):
        start = match.start()
        while start > max(0, match.start() - MAX_EXPRESSION_CHARACTERS) and text[start - 1] in _ARITHMETIC_CHARACTERS:
            start -= 1
        start = max([start, *(end.end() + start for end in _CLAUSE_END.finditer(text[start : match.start()]))])
        span = text[start : match.start()].strip(" .,")
        expression = span.lstrip(" .,)%*/+×÷^").rstrip(" .,(")
        after_word = span[:1] in _OPERATORS and text[start - 1 : start].isalnum()
        if span and (after_word or span[-1] in _OPERATORS - {"%"}):
            steps.append(Observation(text=match.group(1).rstrip(",")))
            continue
        if any(c in _OPERATORS for c in expression[1:]):
            steps += [Call(input=expression), Observation(text=_observed(expression, match.group(1).rstrip(",")))]
    return Solution(steps=tuple(steps), answer=answer)


def judge_text(question: str, answer: str, solution_text: str | None = None, *, sampled: bool = False) -> Verdict:
    """Verdict on an answer that anyone gave, with the written solution if there is one; `sampled` as for `judge`."""
    return judge(question, read_solution(answer, solution_text or ""), sampled=sampled)
