"""The answer is what the last result says."""

from __future__ import annotations

import re

from tasks.task import Call, Observation, Solution
from verifier.checks import shown
from verifier.equivalence import compare, parse_answer
from verifier.parsing.grammar import parse
from verifier.parsing.limits import ParseError
from verifier.verdict import Check

_PERCENT = re.compile(r"\bper ?cent|%", re.IGNORECASE)
_NEAREST = re.compile(r"\b(?:nearest|closest|which of|among|one of)\b", re.IGNORECASE)
_COMPLEX = re.compile(r"\bcomplex\b|\bimaginary\b|\d ?i\b")
_POWER_OF_LETTER = re.compile(r"\b[a-z](?:\*\*|\^)\(?-?\d")
_CONSTANT = re.compile(r"\s*\+\s*[cCkK]\s*$")
_POWER_OF_TEN = re.compile(r"(.+?)\s*(?:\*|x|×)\s*10\s*(?:\^|\*\*).+")


def _as_percentage(question: str, result: str, answer: str) -> bool:
    """Whether a question about per cent has 20 for an answer to a result of 0.2."""
    value, said = parse_answer(result), parse_answer(answer)
    asked = _PERCENT.search(question) is not None and value.kind == said.kind == "number" and not said.percent
    return asked and value.value is not None and value.value * 100 == said.value


def _is_read_from(question: str, result: str, answer: str) -> bool:
    """Whether the answer may be read off a result that it does not repeat: things of two kinds (`x = 7, y = 5` and 5,
    `7 < 5` and the smaller number), a choice among what the question lists, a number's part or power of ten."""
    value, said = parse_answer(result), parse_answer(answer)
    if value.kind != said.kind or value.kind in ("boolean", "list") or (value.kind == "text" and len(result) > 12):
        if value.kind == "number" and said.kind in ("text", "none"):
            return not any(c.isdigit() for c in answer) or _is_formula(answer)
        return value.kind != "text" or said.kind != "number" or any(c.isdigit() for c in result)
    if value.kind == "number":
        if _COMPLEX.search(question) or _POWER_OF_LETTER.search(question) or any(c in result for c in "^*"):
            return True  # the last result is one of two parts, an exponent, or a product of primes
        return bool(_NEAREST.search(question)) and answer.strip() in question
    return False


def _is_formula(answer: str) -> bool:
    """Whether an answer is a formula or a matrix of which a result may be a part: `r**9`, `-52 - 49i`."""
    try:
        return any(node.kind in ("symbol", "constant", "matrix", "bracket") for node in parse(answer).walk())
    except ParseError:
        return False


def _repeats(question: str, result: str, answer: str) -> bool:
    """Whether the answer is the result, perhaps as a percentage, with a constant of integration or a power of ten."""
    if compare(result, answer).equal or _as_percentage(question, result, answer):
        return True
    bare = _CONSTANT.sub("", answer)
    if bare != answer and "integra" in question.lower() + answer.lower():
        return compare(result, bare).equal
    match = _POWER_OF_TEN.fullmatch(answer.strip())
    return match is not None and compare(result, match.group(1)).equal


def follows(question: str, solution: Solution) -> Check:
    """fail when the answer differs from the last result, or that was an error; unknown when nothing was calculated or
    the last result is only stated, without a call."""
    if solution.answer is None or not solution.answer.strip():
        return Check(name="follows", status="fail", evidence="No answer was given.")
    results = [step for step in solution.steps if isinstance(step, Observation)]
    if not results:
        return Check(name="follows", status="unknown", evidence="the answer rests on no calculation.")
    if not results[-1].ok:
        return Check(name="follows", status="fail", evidence="The last calculation failed.")
    last, answer = shown(results[-1].text), shown(solution.answer)
    if _repeats(question, results[-1].text, solution.answer):
        position = max(i for i, step in enumerate(solution.steps) if step is results[-1])
        if not position or not isinstance(solution.steps[position - 1], Call):
            return Check(name="follows", status="unknown", evidence=f"the last result, {last}, was not calculated.")
        return Check(name="follows", status="pass", evidence=f"the answer is the last result, {last}.")
    if _is_read_from(question, results[-1].text, solution.answer):
        evidence = f"the answer {answer} does not repeat the last result {last}; it may have been read from it."
        return Check(name="follows", status="unknown", evidence=evidence)
    return Check(name="follows", status="fail", evidence=f"The answer {answer} is not the last result {last}.")
