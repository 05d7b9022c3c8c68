"""Percentages that a question asks for between two numbers: what part one is of the other, how far one rose or fell to
the other, and the whole of which one is a given percentage."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache

from tasks.numbers import format_number
from tasks.quantities import quantities
from verifier.answers import parse_answer
from verifier.checks import shown
from verifier.checks.answer_check import AnswerCheck, Finding, broken, held, undecided

_N = r"\$?(\d++(?:,\d{3})*+(?:\.\d+)?+)(?![\d/^*])(?! ?(?:%|per ?cent))"
_P = r"(\d+(?:\.\d+)?) ?(?:%|per ?cent)"
_OF_WHAT = r"per ?cent(?:age)?"
_END = rf"(?:,? in {_OF_WHAT})?[\s.?!]*$"
"""A question that goes on after its form may ask for something else."""
_ONE = r"(?:a|an|some|the|one) (?:whole |full |certain )?(?:number|quantity|total|amount|whole|sum|price|value)"
_EQUALS = r"(?:is|are|equals|gives|makes|comes to|amounts to)"

_PART_WHOLE = (
    rf"\b{_N} is (?:what|which|how many) {_OF_WHAT} of {_N}{_END}",
    rf"\b{_N} (?:out )?of {_N},? (?:in {_OF_WHAT}|(?:is|as) (?:(?:what|how many|an?) )?{_OF_WHAT}){_END}",
    rf"\b{_N} as an? {_OF_WHAT} of {_N}{_END}",
    rf"\b{_OF_WHAT} (?:that |does )?{_N} (?:is|makes?)(?: up)? of {_N}{_END}",
)
_WHOLE_PART = (
    rf"\b{_OF_WHAT} of {_N} {_EQUALS} {_N}{_END}",
    rf"\bwhat share of {_N} is {_N}{_END}",
    rf"\bas an? {_OF_WHAT} of {_N}, (?:how much|what) is {_N}{_END}",
)
_PART_SHARE = (rf"\b{_N} {_EQUALS} {_P} of (?:what|which) number{_END}",)
_SHARE_PART = (
    rf"\b{_P} of (?:what|which) number {_EQUALS} {_N}{_END}",
    rf"\bif {_P} of {_ONE} {_EQUALS} {_N}, (?:what|which) is (?:the|that) (?:number|quantity|total|amount|whole|sum|price){_END}",
    rf"\bthe (?:whole|total|number) if {_P} of it {_EQUALS} {_N}{_END}",
)
_FROM_TO = (
    rf"\bfrom {_N}(?: [a-z]+)? (?:up |down )?to {_N}",
    rf"\b{_N} (?:[a-z]+ ){{0,3}}(?:becomes|(?:up|down|raised|lowered|increased|reduced|decreased|climbs|climbed|slips|"
    rf"rises|rose|falls|fell|grows|grew|shrinks|shrank|drops|dropped|changes) to(?: give| reach)?) {_N}",
    rf"\bwas {_N}[a-z ]*, (?:and )?(?:now it is|it is now|is now) {_N}",
    rf"\bstarting at {_N} and ending at {_N}",
    rf"\bbought (?:at|for) {_N} (?:is|and|was) sold (?:at|for) {_N}",
    rf"\b{_OF_WHAT} (?:more|greater|larger|higher|bigger|less|smaller|lower) than {_N} is {_N}",
    rf"\bin {_OF_WHAT}, how much (?:more|greater|larger|higher|bigger|less|smaller|lower) than {_N} is {_N}",
    rf"\bold value {_N},(?: and)? new value {_N}",
    rf"\bhad {_N} and (?:now )?has {_N} (?:now|left)",
    rf"\b{_OF_WHAT} has to be (?:added to|taken off) {_N} to reach {_N}",
    rf"\brelative to {_N}, (?:how many|what) {_OF_WHAT} (?:more|less|larger|smaller|higher|lower) is {_N}",
)
_TO_FROM = (rf"{_OF_WHAT} (?:does )?{_N} (?:exceeds?|falls? short of) {_N}",)
_RISE = re.compile(
    r"\b(?:increas|rise|rising|rose|rais|gr[eo]w|gain|profit|climb|exceed|up\b|more\b|greater|larger|higher|bigger|added)",
    re.I,
)
_FALL = re.compile(
    r"\b(?:decreas|fall|fell|drop|cut|reduc|lower|shr[iau]nk|loss|los[te]|down\b|discount|slip|less\b|smaller|declin|off\b|left\b)",
    re.I,
)
_OTHERWISE = re.compile(
    rf"{_OF_WHAT} (?:of|points?)\b|\bper (?!cent)|\b(?:each|every|annual|average|yearly|monthly|compound|back|again)",
    re.I,
)
"""What else may be asked of a rise or a fall."""
_ASKED = re.compile(rf"{_OF_WHAT}\b", re.IGNORECASE)


class Percentage(AnswerCheck):
    """A pass shows that the answer is the percentage, or the whole, that two numbers of the question determine."""

    name = "percentage"
    subject = "percentage of two numbers is asked for"

    def examine(self, question: str, answer: str) -> Finding | None:
        text = " ".join(question.split())
        if (not _ASKED.search(text) and "%" not in text) or len(quantities(text)) != 2:
            return None
        parsed, expected = parse_answer(answer), _expected(text)
        if expected is None or parsed.kind != "number" or parsed.value is None:
            return None
        value, how = expected
        said = parsed.value * 100 if parsed.percent else parsed.value
        if re.search(r"\bchange\b", text, re.IGNORECASE):
            said = abs(said)  # a change may be told with its sign, or without
        if said == value:
            return held(f"{how} is {format_number(value)}.")
        if abs(said - value) < Fraction(1, 2):
            return undecided(f"{how} is {format_number(value)}, which {shown(answer)} may be rounded.")
        return broken(f"{how} cannot be {shown(answer)}.")


def _expected(question: str) -> tuple[Fraction, str] | None:
    """The value, and in words what it is; None where the question has no such form."""
    if pair := _two(question, _PART_WHOLE):
        return _part(*pair)
    if pair := _two(question, _WHOLE_PART):
        return _part(*reversed(pair))
    if pair := _two(question, _PART_SHARE):
        return _whole(*pair)
    if pair := _two(question, _SHARE_PART):
        return _whole(*reversed(pair))
    if pair := _two(question, _FROM_TO):
        return _change(question, *pair)
    if pair := _two(question, _TO_FROM):
        return _change(question, *reversed(pair))
    return None


@cache
def _compiled(patterns: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """At first use, as most runs have no percentages, and for good: the cache of `re` is small for all the checks."""
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


def _two(question: str, patterns: tuple[str, ...]) -> tuple[Fraction, Fraction] | None:
    for pattern in _compiled(patterns):
        if match := pattern.search(question):
            first, second = (Fraction(group.replace(",", "")) for group in match.groups())
            return first, second
    return None


def _part(part: Fraction, whole: Fraction) -> tuple[Fraction, str]:
    return part / whole * 100, f"{format_number(part)} in per cent of {format_number(whole)}"


def _whole(part: Fraction, share: Fraction) -> tuple[Fraction, str]:
    return part / share * 100, f"What {format_number(part)} is {format_number(share)} per cent of"


def _change(question: str, before: Fraction, after: Fraction) -> tuple[Fraction, str] | None:
    """How far, in per cent of what was before: only where all words of the question point where the numbers do."""
    rise, fall = (bool(words.search(question)) for words in (_RISE, _FALL))
    if rise == fall or rise != (after > before) or before == after or _OTHERWISE.search(question):
        return None
    return abs(after - before) / before * 100, f"{'The rise' if rise else 'The fall'} in per cent"
