"""The checks of an answer by itself, in the order in which they are run: cheap ones first."""

from __future__ import annotations

from verifier.checks.answer_check import AnswerCheck
from verifier.checks.asked import AnswerKind
from verifier.checks.calculus import Antiderivative, DefiniteIntegral, Derivative, StationaryPoints
from verifier.checks.digit_place import DigitPlace, ScientificNotation
from verifier.checks.divisibility import CommonDivisor, CommonMultiple, Divides, Divisors, Remainder
from verifier.checks.expression import Countdown, Expression, Root
from verifier.checks.inequality import InequalitySolution
from verifier.checks.magnitude import Nearest, Ordered, Rounded
from verifier.checks.matrix import Matrix
from verifier.checks.neighbours import Neighbours
from verifier.checks.people import KnightsAndKnaves, Order
from verifier.checks.percentage import Percentage
from verifier.checks.plausibility import Plausibility
from verifier.checks.primes import NextPrime, Primality, PrimeFactors
from verifier.checks.rewriting import Coefficient, FunctionValue, Rewriting
from verifier.checks.sequence import NextTerm
from verifier.checks.substitution import Substitution
from verifier.checks.taken import Taken
from verifier.checks.truth_table import TruthTable
from verifier.checks.unit_facts import UnitFacts

ANSWER_CHECKS: tuple[AnswerCheck, ...] = (
    AnswerKind(),
    Plausibility(),
    Expression(),
    Percentage(),
    Rounded(),
    Ordered(),
    Nearest(),
    Countdown(),
    Substitution(),
    InequalitySolution(),
    Rewriting(),
    FunctionValue(),
    Coefficient(),
    Derivative(),
    Antiderivative(),
    DefiniteIntegral(),
    StationaryPoints(),
    CommonDivisor(),
    CommonMultiple(),
    Remainder(),
    Divides(),
    Divisors(),
    Primality(),
    PrimeFactors(),
    NextPrime(),
    DigitPlace(),
    ScientificNotation(),
    NextTerm(),
    Matrix(),
    Neighbours(),
    UnitFacts(),
    Taken(),
    Root(),
    TruthTable(),
    KnightsAndKnaves(),
    Order(),
)
PROVING = frozenset(check.name for check in ANSWER_CHECKS if check.proves)
"""Checks whose pass shows the answer itself to be right, however it was come by."""
