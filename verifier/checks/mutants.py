"""Wrong solutions made of right ones, one kind for each check: what a measurement counts as caught or let through."""

from __future__ import annotations

import random
import re
from fractions import Fraction

from tasks.numbers import format_number
from tasks.task import Call, Observation, Solution
from verifier.answers import parse_answer
from verifier.calculator import CalculatorError, calculate
from verifier.equivalence import compare

OTHER_KINDS = ("yes", "Monday", "3:15 PM", "2021-03-04", "17", "March")
_NAME = re.compile(r"(?<=[a-z,.:] )[A-Z][a-z]+\b")
_SWAPPED = {
    "True": "False", "False": "True", "yes": "no", "no": "yes", "Yes": "No", "No": "Yes", "tautology": "neither",
    "contradiction": "tautology", "neither": "contradiction", "Unknown": "True",
}  # fmt: skip
_INEQUALITY = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}


def wrong_answer(question: str, answer: str, rng: random.Random) -> str | None:
    """Another answer of the same kind, as a slip would give it; None when none is known or it would be right as well."""
    for _ in range(4):
        found = _slip(question, answer, rng)
        if found is not None and found != answer and not compare(answer, found).equal:
            return found
    return None


def _slip(question: str, answer: str, rng: random.Random) -> str | None:
    if answer in _SWAPPED:
        return _SWAPPED[answer]
    if "knight" in answer or "knave" in answer:
        kinds = [m.start() for m in re.finditer(r"knight|knave", answer)]
        at = rng.choice(kinds)
        other = "knave" if answer.startswith("knight", at) else "knight"
        return answer[:at] + other + answer[at:].removeprefix("knight").removeprefix("knave")
    if match := re.search(r" (<=|>=|<|>) ", answer):
        if rng.random() < 0.5:
            return answer.replace(match.group(), f" {_INEQUALITY[match.group(1)]} ")
        return _changed_numeral(answer, rng)
    parsed = parse_answer(answer)
    if parsed.kind == "number" and parsed.value is not None and not parsed.unit:
        value = parsed.value
        slips = (
            value + 1,
            value - 1,
            -value,
            value * 2,
            value / 2,
            value + 10,
            value * 10,
            1 / value if value else value,
        )
        return format_number(Fraction(rng.choice(slips)))
    if parsed.kind == "list" and rng.random() < 0.5:
        parts = re.split(r",\s*", answer)
        del parts[rng.randrange(len(parts))]
        return ", ".join(parts)
    names = sorted(set(_NAME.findall(question)) - {answer})
    if answer in question and re.fullmatch(r"[A-Z][a-z]+", answer) and names:
        return rng.choice(names)
    return _changed_numeral(answer, rng)


def _changed_numeral(text: str, rng: random.Random) -> str | None:
    """The text with one of its whole numbers a little larger or smaller, or one sign turned."""
    places = list(re.finditer(r"(?<![\w.])\d+(?![\w.])", text))
    signs = list(re.finditer(r" [-+] ", text))
    if signs and rng.random() < 0.3:
        m = rng.choice(signs)
        return text[: m.start()] + (" + " if "-" in m.group() else " - ") + text[m.end() :]
    if not places:
        return None
    m = rng.choice(places)
    return text[: m.start()] + str(int(m.group()) + rng.choice((1, 1, 2, 9))) + text[m.end() :]


def wrong_kind(answer: str, rng: random.Random) -> str:
    """An answer of another kind: a day where a number was asked, a number where yes or no was."""
    kind = parse_answer(answer).kind
    others = [
        o for o in OTHER_KINDS if parse_answer(o).kind != kind or (kind == "text" and ("-" in o) != ("-" in answer))
    ]
    return rng.choice([o for o in others if o.lower() != answer.lower()])


def implausible(answer: str, rng: random.Random, bounded: bool) -> str | None:
    """A number out of all bounds: below zero or, where there is a bound above, far too large."""
    value = parse_answer(answer).value
    if value is None or parse_answer(answer).kind != "number":
        return None
    below = (-abs(value) - 1, -abs(value) - Fraction(1, 2))
    return format_number(rng.choice((*below, abs(value) * 1000 + Fraction(1001, 2)) if bounded else below))


def misobserved(solution: Solution, tool: str, rng: random.Random) -> Solution | None:
    """With one result of a tool misread."""
    at = [
        i
        for i, (call, seen) in enumerate(zip(solution.steps, solution.steps[1:], strict=False), 1)
        if isinstance(call, Call) and call.tool == tool and isinstance(seen, Observation)
    ]
    if not at:
        return None
    i = rng.choice(at)
    seen = solution.steps[i]
    assert isinstance(seen, Observation)
    other = wrong_answer("", seen.text, rng)
    if other is None:
        return None
    steps = (*solution.steps[:i], Observation(text=other), *solution.steps[i + 1 :])
    return Solution(steps=steps, answer=solution.answer)


def ungrounded(solution: Solution, rng: random.Random) -> Solution | None:
    """With a number in a call that came from nowhere, and that call's own value as its result."""
    at = [i for i, step in enumerate(solution.steps) if isinstance(step, Call) and step.tool == "calculator"]
    rng.shuffle(at)
    for i in at:
        call = solution.steps[i]
        assert isinstance(call, Call)
        places = list(re.finditer(r"(?<![\w.])\d+(?![\w.])", call.input))
        if not places:
            continue
        m = rng.choice(places)
        text = call.input[: m.start()] + str(rng.randrange(211, 997, 2) * 10 + 3) + call.input[m.end() :]
        try:
            value = calculate(text)
        except CalculatorError:
            continue
        return Solution(steps=(*solution.steps[:i], Call(input=text), Observation(text=value)), answer=value)
    return None
