"""The next number of a sequence, and the formula of its terms: by rules that explain more numbers than they need."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from tasks.numbers import format_number
from verifier.answers import parse_answer
from verifier.checks import shown
from verifier.checks.answer_check import AnswerCheck, Finding, broken, held, undecided
from verifier.checks.polynomial import constant, names, polynomial, substitute, value
from verifier.equivalence import strip_dressing
from verifier.parsing.grammar import parse

_ROW = re.compile(r"(?<![\w.,/*^(\[{-])-?\d{1,30}(?:, -?\d{1,30}){2,30}(?![\w/*^)\]}]|\.\d|, ?-?\d)")
_ABOUT = re.compile(
    r"\b(?:sequence|pattern|series|next|continue[sd]?|go(?:es|ing)? on|carr(?:y|ied) on|then|terms?|so far|rule|"
    r"follow(?:s|ing)?|after|one more|one step|one number|due|starts like|formula|expression|polynomial|place)\b",
    re.IGNORECASE,
)
_ELSE = re.compile(
    r"\b(?:sort|order|smallest|largest|greatest|least|sum|mean|average|median|mode|range|how many|common|input|base|"
    r"primes?|total|altogether|in all|scores?|points|costs?|money|dollars|how much|how long|left|each|per|every|doubled?|half|"
    r"halved?|two|both|second|third|\w+th|which (?:term|place)|(?:what|which|name|find|state|tell|describe)(?: is)?(?: the)? (?:rule|pattern)|closest|nearest|bigger|smaller|product|from these|each once|use|make|differences?|even|odd|missing number)\b",
    re.IGNORECASE,
)
_FORMULA = re.compile(
    r"\b(?:formula|general|expression|polynomial|position|index|closed form)\b|(?<![\w'’])[a-z](?:['’]?th)?(?![\w'’])",
    re.IGNORECASE,
)
_PLACES = re.compile(r"\b1, 2, 3,? (?:and so on|\.\.\.)")
_WORD = re.compile(r"\b(?:a|I) (?!of\b|is\b)(?=[a-z])", re.IGNORECASE)


class NextTerm(AnswerCheck):
    """A pass shows that the answer continues the sequence by every simple rule that explains the numbers given, or that
    a formula gives all of them from place 1 on. A rule explains them when it is fixed by fewer than there are: constant
    differences of some order, a constant ratio, a number times the last and another added, the sum of the last two."""

    name = "sequence"
    subject = "sequence is to be continued"

    def examine(self, question: str, answer: str) -> Finding | None:
        question = _PLACES.sub(" ", question)
        rows = _ROW.findall(question)
        if len(rows) != 1 or not _ABOUT.search(question) or _ELSE.search(question):
            return None
        terms = [Fraction(term) for term in rows[0].split(", ")]
        rest = _WORD.sub("", question.replace(rows[0], " "))
        if _FORMULA.search(rest):
            return _formula(terms, answer)
        if re.search(r"\d", rest):
            return None
        expected = set(_continued(terms))
        if all(term.denominator == 1 for term in terms):  # 134, 67 goes on with 33, where whole numbers are halved
            expected = {term for term in expected if term.denominator == 1} or expected
        said = parse_answer(answer)
        if not expected:
            return None
        if said.kind != "number" or said.value is None:
            formula = polynomial(parse(strip_dressing(answer)))
            return broken(f"A number was asked for, and {shown(answer)} is a formula.") if formula is not None else None
        if said.value not in expected:
            right = " or ".join(sorted(shown(format_number(term)) for term in expected))
            return broken(f"The sequence goes on with {right}, not {shown(answer)}.")
        if len(expected) > 1:
            return undecided(f"the sequence may go on with {shown(answer)}, or otherwise.")
        return held(f"the rule of the numbers given goes on with {shown(answer)}.")


def _formula(terms: Sequence[Fraction], answer: str) -> Finding | None:
    found = polynomial(parse(strip_dressing(answer)))
    letters = names(found) if found is not None else set()
    if found is None or len(letters) != 1:
        return None
    (letter,) = letters
    for place, term in enumerate(terms, 1):
        given = value(substitute(found, {letter: constant(Fraction(place))}))
        if given != term:
            return broken(
                f"For {letter} = {place} the formula gives {'-' if given is None else format_number(given)}, not {term}."
            )
    return held(f"for {letter} = 1 to {len(terms)} the formula gives the numbers of the question.")


def _continued(terms: Sequence[Fraction]) -> Iterator[Fraction]:
    """What comes next by each rule that has a number to spare."""
    rows = [list(terms)]
    while len(rows[-1]) > 2 and len(set(rows[-1])) > 1:
        rows.append([b - a for a, b in pairwise(rows[-1])])
    if len(set(rows[-1])) == 1 and len(rows[-1]) > 1:
        yield sum((row[-1] for row in rows), Fraction(0))
    pairs = list(pairwise(terms))
    if all(a for a, _ in pairs) and len({b / a for a, b in pairs}) == 1:
        yield terms[-1] * terms[-1] / terms[-2]
    if len(terms) > 3 and terms[0] != terms[1]:
        times = (terms[2] - terms[1]) / (terms[1] - terms[0])
        added = terms[1] - times * terms[0]
        if all(b == times * a + added for a, b in pairs):
            yield times * terms[-1] + added
    if len(terms) > 3 and all(b == a // 2 for a, b in pairs):
        yield Fraction(terms[-1] // 2)
    if len(terms) > 3 and all(c == a + b for a, b, c in zip(terms, terms[1:], terms[2:], strict=False)):
        yield terms[-2] + terms[-1]
