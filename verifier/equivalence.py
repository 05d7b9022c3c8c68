"""Are two answers equal? Under a policy that is written down, and with a reason.

Exact numbers compare exactly; a tolerance applies only where one side is visibly rounded (a decimal with many places).
"""

from __future__ import annotations

import math
import re
from fractions import Fraction
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from verifier.answers import MAX_ANSWER_CHARACTERS, ParsedAnswer, parse_answer, unwrap

GradeStatus = Literal["equal", "different", "unparsable", "gold_error"]


class EquivalencePolicy(BaseModel):
    """What counts as the same answer."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = "custom"
    percent: bool = True
    """50 % equals 0.5 and 1/2."""
    percent_as_number: bool = False
    """10 % equals 10: the sign is read as a unit."""
    units: Literal["ignore", "match"] = "ignore"
    """ignore: 34 rolls equals 34, and 3 cm equals 3 m. match: units that both sides write must be the same."""
    letter_case: bool = False
    """Whether letter case matters in text."""
    float_digits: int | None = Field(default=6, ge=1)
    """A decimal with this many places or more counts as rounded and equals what rounds to it; None: none does."""
    reduced_fraction: bool = False
    """Whether 4/6 for 2/3 is wrong: a fraction must be in lowest terms, or written as gold writes it."""
    assignment_unwrap: bool = True
    """x = 5 equals 5, and so does 2 + 3 = 5; a false chain (2 + 2 = 5) stays text."""
    ordered: bool = True
    """Whether the order of a bare list or a set matters; that of a tuple, (3, 1), always does."""


PRESETS: dict[str, EquivalencePolicy] = {
    p.name: p
    for p in (
        EquivalencePolicy(name="default"),
        EquivalencePolicy(
            name="strict",
            percent=False,
            units="match",
            letter_case=True,
            float_digits=None,
            reduced_fraction=True,
            assignment_unwrap=False,
        ),
        EquivalencePolicy(name="gsm8k", percent_as_number=True, float_digits=None),
        EquivalencePolicy(name="math", percent_as_number=True, ordered=False),
        EquivalencePolicy(name="reward", units="match", float_digits=None),
    )
}
"""default: values, whatever the dressing. strict: as written. gsm8k: bare numbers, units dropped. math: sets have no
order, 10 % is 10. reward: default without roundings, and with units that must not contradict, for training."""


class Grade(BaseModel):
    """The outcome of a comparison: whether equal, the kind of outcome, and why."""

    model_config = ConfigDict(frozen=True)

    equal: bool
    status: GradeStatus
    reason: str
    gold: str = Field(max_length=MAX_ANSWER_CHARACTERS)
    answer: str = Field(max_length=MAX_ANSWER_CHARACTERS)


def _rounds_to(rounded: ParsedAnswer, other: ParsedAnswer) -> bool:
    """Whether `other` lies within half a unit of the last written place of `rounded`, or 1e-9 of it."""
    assert rounded.value is not None and other.value is not None
    gap = abs(rounded.value - other.value)
    scale = Fraction(1, 100) if rounded.percent else Fraction(1)
    return gap <= scale * Fraction(1, 2 * 10**rounded.places) or gap <= abs(other.value) / 10**9


def _terms(parsed: ParsedAnswer) -> tuple[int, int] | None:
    """Numerator and denominator as written, when the answer is a plain fraction."""
    match = re.fullmatch(r"[-+−]?\(?[-+−]?([0-9]{1,300})\)?\s*/\s*\(?([0-9]{1,300})\)?", parsed.text)
    return (int(match.group(1)), int(match.group(2))) if match else None


def _lowest(parsed: ParsedAnswer) -> bool:
    terms = _terms(parsed)
    return terms is None or math.gcd(*terms) == 1


def _numbers(gold: ParsedAnswer, answer: ParsedAnswer, policy: EquivalencePolicy) -> tuple[bool, str]:
    assert gold.value is not None and answer.value is not None
    if policy.units == "match" and gold.unit and answer.unit and gold.unit != answer.unit:
        return False, f"the units differ: {gold.unit} and {answer.unit}"
    if policy.reduced_fraction and _terms(gold) != _terms(answer) and not (_lowest(gold) and _lowest(answer)):
        return False, "a fraction is not in lowest terms"
    if gold.value == answer.value and (policy.percent or gold.percent == answer.percent):
        return True, "the same value"
    if policy.percent_as_number and gold.percent != answer.percent:
        as_number = gold.value * (100 if gold.percent else 1) == answer.value * (100 if answer.percent else 1)
        if as_number:
            return True, "the same number, the percent sign aside"
    both_plain = gold.percent == answer.percent or policy.percent
    if policy.float_digits is not None and both_plain:
        relative = abs(gold.value - answer.value) <= max(abs(gold.value), abs(answer.value)) / 10**9
        for one, other in ((gold, answer), (answer, gold)):
            if one.places < policy.float_digits:
                continue
            if (other.places == 0 or other.places >= policy.float_digits) and _rounds_to(one, other):
                return True, f"equal to the {one.places} places written"
            if relative:
                return True, "equal but for rounding"
    return False, "different values"


def _same_text(gold: str, answer: str, policy: EquivalencePolicy) -> bool:
    def squeeze(text: str) -> str:
        text = re.sub(r"\s+", " ", re.sub(r"\s*([-+*/^<>=(),])\s*", r"\1", text)).strip().strip("'\"")
        return text if policy.letter_case else text.lower()

    return squeeze(gold) == squeeze(answer)


def _equal(gold: ParsedAnswer, answer: ParsedAnswer, policy: EquivalencePolicy) -> tuple[bool, str]:
    if gold.kind == answer.kind == "number":
        return _numbers(gold, answer, policy)
    if gold.kind == answer.kind == "boolean":
        return gold.value == answer.value, "yes or no"
    if gold.kind == answer.kind == "list":
        if len(gold.items) != len(answer.items):
            return False, "lists of different lengths"
        ours, theirs = list(gold.items), list(answer.items)
        if not policy.ordered and not any(p.text.startswith("(") for p in (gold, answer)):
            ours, theirs = (sorted(items, key=lambda i: i.value or Fraction(0)) for items in (ours, theirs))
        pairs = (_numbers(a, b, policy)[0] for a, b in zip(ours, theirs, strict=True))
        return all(pairs), "element by element"
    if gold.kind == "choice" and answer.kind == "text":
        match = re.match(r"\(?([A-J])\)?[.):]\s", answer.text)
        return (match is not None and match.group(1) == gold.text), "the chosen letter"
    if _same_text(gold.text, answer.text, policy):
        return True, "the same text"
    if policy.assignment_unwrap and "text" in (gold.kind, answer.kind):
        (gold_name, gold_value), (name, answer_value) = unwrap(gold), unwrap(answer)
        if gold_value.kind == answer_value.kind == "number" and (not gold_name or not name or gold_name == name):
            return _numbers(gold_value, answer_value, policy)
    return False, f"a {gold.kind} is not a {answer.kind}" if gold.kind != answer.kind else "different text"


def compare(gold: str, answer: str, policy: EquivalencePolicy | None = None) -> Grade:
    """Grade an answer against gold; never raises for what they hold.

    gold_error: gold itself says nothing that could be compared, so the answer is not to blame. unparsable: the answer
    is empty or too long to be one.
    """
    policy = policy or PRESETS["default"]
    shown = {"gold": gold[:200], "answer": answer[:200]}
    gold_parsed, parsed = parse_answer(gold), parse_answer(answer)
    if gold_parsed.kind == "none":
        return Grade(equal=False, status="gold_error", reason="gold is empty or too long", **shown)
    if parsed.kind == "none":
        reason = "the answer is empty" if not answer.strip() else f"longer than {MAX_ANSWER_CHARACTERS} characters"
        return Grade(equal=False, status="unparsable", reason=reason, **shown)
    equal, reason = _equal(gold_parsed, parsed, policy)
    return Grade(equal=equal, status="equal" if equal else "different", reason=reason, **shown)


__all__ = ["PRESETS", "EquivalencePolicy", "Grade", "ParsedAnswer", "compare", "parse_answer"]
