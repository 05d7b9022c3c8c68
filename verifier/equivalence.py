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
from verifier.comparing import worker
from verifier.dressing import plain_digits, strip_dressing
from verifier.extraction import MAX_TRANSCRIPT_CHARACTERS, boxes, last_answer, single_backslashes, without_reasoning
from verifier.forms import Comparison
from verifier.formula import formula
from verifier.numerals import numeral
from verifier.parsing.limits import ParseError
from verifier.policy import PRESETS, EquivalencePolicy
from verifier.shapes import calculation
from verifier.units import same_unit
from verifier.wording import same_list, same_text

GradeStatus = Literal["equal", "different", "unparsable", "gold_error"]


MACHINE_PLACES = 20
"""A decimal with more places was not printed by a machine's arithmetic: no noise is forgiven in it."""


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
    noise = max(rounded.places, other.places) <= MACHINE_PLACES and gap <= abs(other.value) / 10**9
    both = min(rounded.places, other.places) > MACHINE_PLACES
    return not both and (noise or gap <= scale * Fraction(1, 2 * 10**rounded.places))


def _terms(parsed: ParsedAnswer) -> tuple[int, int] | None:
    """Numerator and denominator as written, when the answer is a plain fraction."""
    match = re.fullmatch(r"[-+−]?\(?[-+−]?([0-9]{1,300})\)?\s*/\s*\(?([0-9]{1,300})\)?", parsed.text)
    return (int(match.group(1)), int(match.group(2))) if match else None


def _lowest(parsed: ParsedAnswer) -> bool:
    terms = _terms(parsed)
    return terms is None or math.gcd(*terms) == 1


def _numbers(gold: ParsedAnswer, answer: ParsedAnswer, policy: EquivalencePolicy) -> tuple[bool, str]:
    assert gold.value is not None and answer.value is not None
    if policy.units == "match" and not same_unit(gold.unit, answer.unit):
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
            if relative and max(one.places, other.places) <= MACHINE_PLACES:
                return True, "equal but for rounding"
    return False, "different values"


def _interval(text: str) -> str:
    """The brackets of two numbers of which one is square; "" for a pair, a set and a bare list."""
    ends = text[:1] + text[-1:]
    return ends if "[" in ends or "]" in ends else ""


def _equal(gold: ParsedAnswer, answer: ParsedAnswer, policy: EquivalencePolicy) -> tuple[bool, str]:
    if gold.kind == answer.kind == "number":
        return _numbers(gold, answer, policy)
    if gold.kind == answer.kind == "boolean":
        return gold.value == answer.value, "yes or no"
    if gold.kind == answer.kind == "list":
        if len(gold.items) != len(answer.items):
            return False, "lists of different lengths"
        if len(gold.items) == 2 and _interval(gold.text) != _interval(answer.text):
            return False, "an interval is no pair"
        ours, theirs = list(gold.items), list(answer.items)
        if not policy.ordered and not any(p.text.startswith("(") for p in (gold, answer)):
            ours, theirs = (sorted(items, key=lambda i: i.value or Fraction(0)) for items in (ours, theirs))
        pairs = (_numbers(a, b, policy)[0] for a, b in zip(ours, theirs, strict=True))
        return all(pairs), "element by element"
    if {gold.kind, answer.kind} == {"choice", "text"}:
        letter, words = (gold.text, answer.text) if gold.kind == "choice" else (answer.text, gold.text)
        match = re.match(r"\(?([A-J])\)?[.):]\s", words)
        return (match is not None and match.group(1) == letter), "the chosen letter"
    if same_text(gold.text, answer.text, policy.letter_case):
        return True, "the same text"
    if not policy.ordered and same_list(gold.text, answer.text, policy.letter_case):
        return True, "word by word"
    if policy.assignment_unwrap and "text" in (gold.kind, answer.kind):
        (gold_name, gold_value), (name, answer_value) = unwrap(gold), unwrap(answer)
        if gold_value.kind == answer_value.kind == "number" and (not gold_name or not name or gold_name == name):
            return _numbers(gold_value, answer_value, policy)
    return False, f"a {gold.kind} is not a {answer.kind}" if gold.kind != answer.kind else "different text"


_NAMED = re.compile(r"^\s*[A-Za-z]\s*=(?!=)\s*")
_CLOSING_LINE = re.compile(r"\n(?:####|A:|Answer:)[ \t]*([^\n]{1,200})\s*\Z")
"""The last line of a solution as GSM8K writes it."""
_NUMBER_IN_PROSE = re.compile(r"(?<![\w.])[-−]?(?:(?:\d+ )?\d+/\d+|\d[\d,]*(?:\.\d+)?)\s?%?(?!\w)")
_NOUN = re.compile(r"(?<=[0-9)])\s*[A-Za-z°][A-Za-z°. ]*\Z")
_DECIMAL_COMMA = re.compile(r"\s*[-−]?\d+,(?:\d{1,2}|\d{4,})\s*")


def _formulas(gold: str, answer: str, policy: EquivalencePolicy) -> tuple[bool, str] | None:
    """Two answers as trees; None when one of them is none."""
    ours, theirs = formula(gold), formula(answer)
    if ours is None or theirs is None:
        return None
    try:
        equal = Comparison(policy, worker().ask, _numbers).same(ours, theirs)
    except (ParseError, RecursionError):
        return False, "an answer beyond the limits"
    return equal, "the same expression" if equal else "different expressions"


def _calculation(text: str) -> bool:
    bare = _NAMED.sub("", strip_dressing(text))
    nodes = (formula(written) for written in (bare, _NOUN.sub("", bare), text))
    return any(node is not None and calculation(node) for node in nodes)


def _read(text: str, policy: EquivalencePolicy) -> str:
    """The answer within a text, as the policy reads it."""
    if policy.reading == "last":
        answer = last_answer(text)
        plain = policy.decimal_comma and "\\" not in text and not text.strip().startswith("$")
        return answer.replace(",", ".") if plain and _DECIMAL_COMMA.fullmatch(answer) else answer
    if policy.reading == "answer" and (match := _CLOSING_LINE.search(text)) is not None:
        return match.group(1)
    return single_backslashes(without_reasoning(text) if "<think>" in text else text)


def _prose(gold: str, answer: str) -> bool:
    """Whether some number in the text is one that gold allows."""
    allowed = [parse_answer(part).value for part in gold.split(" | ")]
    said = [parse_answer(plain_digits(m.group())) for m in _NUMBER_IN_PROSE.finditer(plain_digits(answer))]
    values = [v for s in said if s.value is not None for v in ([s.value, s.value * 100] if s.percent else [s.value])]
    return any(a is not None and a in values for a in allowed)


def _grade(gold: str, answer: str, policy: EquivalencePolicy) -> tuple[bool, str]:
    if policy.reading == "numeral":
        ours, theirs = numeral(gold), numeral(answer)
        if ours is None or theirs is None:
            return False, "no single numeral"
        return abs(ours - theirs) <= max(abs(ours), abs(theirs)) / 10**9, "numerals"
    if policy.reading == "any_number":
        return _prose(gold, answer), "a number in the text"
    ours_parsed, parsed = parse_answer(gold), parse_answer(answer)
    if policy.worked_out and _calculation(answer) and not _calculation(gold):
        return False, "a calculation, and not its result"
    equal, reason = _equal(ours_parsed, parsed, policy)
    if equal or "boolean" in (ours_parsed.kind, parsed.kind):
        return equal, reason
    if ours_parsed.kind == parsed.kind == "number":
        return equal, reason
    if len(boxes(answer)) > 1 and policy.reading == "answer" and len({tuple(r) for r in boxes(answer)}) > 1:
        return False, "several boxes that contradict each other"
    found = _formulas(strip_dressing(gold), strip_dressing(answer), policy)
    if found is None or not found[0]:
        raw = _formulas(gold, answer, policy)
        found = raw if raw is not None else found
    return found if found is not None else (equal, reason)


def compare(gold: str, answer: str, policy: EquivalencePolicy | None = None) -> Grade:
    """Grade an answer against gold; never raises for what they hold.

    gold_error: gold itself says nothing that could be compared, so the answer is not to blame. unparsable: the answer
    is empty or too long to be one.
    """
    policy = policy or PRESETS["default"]
    gold, answer = (text.encode("utf-8", "replace").decode() for text in (gold, answer))  # half a character is none
    shown = {"gold": gold[:200], "answer": answer[:200]}
    most = MAX_ANSWER_CHARACTERS if policy.reading in ("answer", "numeral") else MAX_TRANSCRIPT_CHARACTERS
    if policy.reading == "answer" and len(answer) <= MAX_TRANSCRIPT_CHARACTERS:
        answer = _read(answer, policy)
    if not gold.strip() or len(gold) > most:
        reason = "gold is empty" if not gold.strip() else f"gold is longer than {most} characters"
        return Grade(equal=False, status="gold_error", reason=reason, **shown)
    if not answer.strip() or len(answer) > most:
        reason = "no answer was found" if not answer.strip() else f"longer than {most} characters"
        return Grade(equal=False, status="unparsable", reason=reason, **shown)
    gold, answer = _read(gold, policy), _read(answer, policy)
    if not answer.strip() or (policy.reading == "answer" and parse_answer(answer).kind == "none"):
        return Grade(equal=False, status="unparsable", reason="no answer was found", **shown)
    if not gold.strip() or (policy.reading == "answer" and parse_answer(gold).kind == "none"):
        return Grade(equal=False, status="gold_error", reason="gold holds no answer", **shown)
    equal, reason = _grade(gold, answer, policy)
    return Grade(equal=equal, status="equal" if equal else "different", reason=reason, **shown)


__all__ = ["PRESETS", "EquivalencePolicy", "Grade", "ParsedAnswer", "compare", "parse_answer"]
