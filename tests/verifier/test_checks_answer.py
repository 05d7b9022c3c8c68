"""Each check of an answer by itself: what it proves, what it refutes with which words, and when it does not apply."""

from __future__ import annotations

import time

import pytest

from tasks.task import Solution
from verifier.checks.answer_check import NOT_APPLICABLE, applies
from verifier.checks.registry import ANSWER_CHECKS, PROVING
from verifier.universal import judge
from verifier.verdict import Check

CHECKS = {check.name: check for check in ANSWER_CHECKS}
ISLAND = (
    "On an island knights always tell the truth and knaves always lie. "
    'Ava says: "Ben is a knave." Ben says: "Ava and I are of the same kind." What is each?'
)
ROW = "Ann is taller than Ben. Ben is taller than Cid. If they line up from the tallest to the shortest, who is second?"


def said(name: str, question: str, answer: str) -> Check:
    return CHECKS[name](question, Solution(answer=answer))


CASES = [
    ("expression", "What is 15% of 240?", "36", "37", "15/100*240 is 36, not 37."),
    ("expression", "What is 2/3 of 90?", "60", "45", "2/3*90 is 60, not 45."),
    ("sorting", "Sort 3, 1/4 and 2 in ascending order.", "0.25, 2, 3", "0.25, 3, 2", "3 is out of order."),
    ("substitution", "Solve 2*x + 3 = 7 for x.", "2", "3", "x = 3 put into 2*x + 3 = 7 gives 9 = 7."),
    ("substitution", "Let c be 14/2. Suppose c*p + 1 = -20. What is p?", "-3", "3", "c = 7, p = 3 put into c*p + 1 = -20 gives 22 = -20."),
    ("substitution", "Solve x**2 - 5*x + 6 = 0 for x.", "2, 3", "2", "Only 1 of 2 solutions are given."),
    ("substitution", "Solve x**2 = 2 for x.", "sqrt(2), -sqrt(2)", "sqrt(2), -sqrt(3)", "two different sides"),
    ("substitution", "Solve x + y = 3, x - y = 1.", "x = 2, y = 1", "x = 1, y = 2", "x = 1, y = 2 put into x - y = 1 gives -1 = 1."),
    ("substitution", "x + y = 3, x - y = 1. What is y?", "1", "2", "x = 2, y = 2 put into x + y = 3 gives 4 = 3."),
    ("inequality", "Solve -2*x + 4 > 10 for x.", "x < -3", "x > -3", "is the wrong side of"),
    ("inequality", "Solve 2*x <= 10 for x.", "x <= 5", "x < 5", "Whether x may be 5 itself"),
    ("rewriting", "Factor x**2 - 4.", "(x - 2)*(x + 2)", "(x - 2)*(x + 3)", "is not x**2 - 4 multiplied out."),
    ("rewriting", "Expand (x + 1)**2.", "x**2 + 2*x + 1", "x**2 + 1", "at other values of its unknowns"),
    ("rewriting", "Simplify sqrt(8) + sqrt(2).", "3*sqrt(2)", "2*sqrt(2)", "in value"),
    ("function value", "Let f(x) = x**2 - 1. What is f(-3)?", "8", "-10", "f(-3) is 8, not -10."),
    ("function value", "Let f(x) = 2*x. Let g(y) = y + 1. What is f(g(z))?", "2*z + 2", "2*z + 1", "is another formula"),
    ("coefficient", "Express 3*x + 4 - x in the form a*x + b and give a.", "2", "3", "The coefficient that a stands for is 2"),
    ("derivative", "What is the derivative of x**3 - x?", "3*x**2 - 1", "3*x**2", "is another formula"),
    ("derivative", "What is the slope of y = x**2 at x = 3?", "6", "9", "The derivative at x = 3 is 6, not 9."),
    ("antiderivative", "Find the integral of 2*x + 1 wrt x.", "x**2 + x + C", "x**2 + C", "is not the function to be integrated"),
    ("definite integral", "What is the integral of 2*x from 0 to 3?", "9", "6", "grows by 9, not by 6"),
    ("stationary points", "Find the stationary points of x**3 - 3*x.", "-1, 1", "0, 1", "At 0 the derivative is -3."),
    ("common divisor", "What is the greatest common divisor of 12 and 18?", "6", "3", "3 divides both, but so does 6."),
    ("common divisor", "What is the greatest common divisor of 12 and 18?", "6", "4", "4 does not divide 18."),
    ("common multiple", "Find the least common multiple of 4 and 6.", "12", "24", "is a multiple of both, but so is 12"),
    ("remainder", "What is the remainder when 17 is divided by 5?", "2", "7", "A remainder on division by 5 cannot be 7."),
    ("divisibility", "Is 91 divisible by 7?", "yes", "no", "91 divided by 7 leaves 0."),
    ("divisors", "List all divisors of 8.", "1, 2, 4, 8", "1, 2, 8", "1 divisor of 8 is not listed."),
    ("primality", "Is 91 a prime number?", "no", "yes", "91 is divisible by 7."),
    ("prime factors", "Write 12 as a product of primes.", "2^2 * 3", "2 * 6", "6 is not a prime number."),
    ("prime factors", "What are the prime factors of 12?", "2, 3", "2", "The primes listed leave 3 of 12."),
    ("next prime", "What is the next prime after 13?", "17", "19", "17 is a prime between 19 and 13."),
    ("expression", "Work out 3 × (4² – 1).", "45", "48", "3*(4**2 - 1) is 45, not 48."),
    ("percentage", "It was 50, now it is 70. How many percent has it gone up?", "40", "-40", "The rise in per cent cannot be -40."),
    ("percentage", "How many percent smaller than 308 is 154?", "50", "100", "The fall in per cent cannot be 100."),
    ("percentage", "Find the percent change from 2,000 to 1,500, a decrease.", "-25%", "33", "The fall in per cent"),
    ("percentage", "What share of 600 is 186, in percent?", "31%", "322.6", "186 in per cent of 600 cannot be 322.6."),
    ("percentage", "Find the whole if 150% of it equals 120.", "80", "180", "What 120 is 150 per cent of cannot be 180."),
    ("root", "What is the cube root of 27?", "3", "9", "9 to the power 3 is 729, not 27."),
    ("rounding", "Round 1070 to the nearest one hundred.", "1100", "1000", "is further from 1070"),
    ("sorting", "Sort 3, -1, 1/2 in descending order.", "3, 1/2, -1", "-1, 1/2, 3", "-1 is out of order."),
    ("nearest", "Which is the nearest to 2: 5, 1/2, 3?", "3", "5", "5 is 3 away, another only 1."),
    ("countdown", "Make 11 from 8, 7, 4 with + - * /, each number once.", "8 + 7 - 4", "8 + 7", "does not use each of"),
    ("truth table", "Is p or not p a tautology, a contradiction or neither?", "tautology", "neither", "is true on every line"),
    ("truth table", "A = True, B = False. What is A & ~B?", "True", "False", "the formula is true"),
    ("truth table", "Suppose that p -> q; p. Does it follow that q?", "yes", "no", "true wherever the premises are"),
    ("truth table", "Suppose that p -> q; q. Does it follow that p?", "no", "yes", "With p false, q true"),
    ("truth table", "Is p -> q logically equivalent to ~q -> ~p?", "yes", "no", "Both formulas agree on every line."),
    ("knights and knaves", ISLAND, "Ava is a knight, Ben is a knave", "Ava is a knave, Ben is a knave", 'Ava would be a knave whose "Ben is a knave" is true.'),
    ("order", ROW, "Ben", "Cid", "Cid is second in no order that the comparisons allow."),
]  # fmt: skip


@pytest.mark.parametrize("name, question, right, wrong, told", CASES, ids=[f"{c[0]}: {c[1][:40]}" for c in CASES])
def test_a_right_answer_is_proved_and_a_wrong_one_refuted(
    name: str, question: str, right: str, wrong: str, told: str
) -> None:
    passed, failed = said(name, question, right), said(name, question, wrong)
    assert passed.status == "pass" and name in PROVING, passed
    assert failed.status == "fail" and told in failed.evidence, failed


@pytest.mark.parametrize(
    "question",
    [
        "A fee of 60 becomes 0.5 percent lower. What is the fee now?",  # one percentage, one number, nothing between
        "From 20 to 30 people came, 5 of them late. What percent were late?",
        "Prices rose from 30 to 20. What is the increase in percent?",  # words and numbers disagree
        "What percent increase is it if 20 doubles?",
        "12 is 20% of the class. How many are not in the class?",
        "A wage rose from 20 to 30. What percent of the new wage is the rise?",
        "A town grew from 20 to 30. What was the average increase in percent?",
        "If 20% of a number is 30, what is the square of the number?",
        "What percent of 50 is 20 squared?",
    ],
)
def test_percentages_that_are_not_read_whole_are_left_alone(question: str) -> None:
    assert said("percentage", question, "7").status == "unknown"


def test_a_rounded_percentage_is_neither_proved_nor_refuted() -> None:
    assert said("percentage", "What percent of 3 is 1?", "33.33").status == "unknown"


KINDS = [
    ("How many apples are left?", "7", "yes"), ("How many minutes is that?", "30 minutes", "2 hours"),
    ("Starting at 2:21 PM, go 46 minutes forward. What time is it?", "3:07 PM", "187"),
    ("At 9:00 it begins and takes an hour. What time is it then?", "10:00", "10:75"),
    ("On which weekday does it fall?", "Monday", "5"), ("What date is that?", "2021-03-04", "Monday"),
    ("Name the month before January.", "December", "12"), ("How much money does she have?", "$4.50", "yes"),
    ("How much money does she have?", "4.50", "3 hours"), ("Is 7 odd?", "yes", "7"), ("True or false: 3 divides 30.", "True", "10"),
    ("Is it True, False or Unknown that Sam is red?", "Unknown", "maybe"), ("Which is smaller: 3 or 7?", "3", "5"),
    ("Ann and Ben and Cid race. Who is first?", "Ben", "Zoe"), ("Which is it?  (a) 3  (b) 4", "b", "c"),
    ("Give the probability as a reduced fraction.", "1/12", "Monday"),
]  # fmt: skip


@pytest.mark.parametrize("question, fits, does_not", KINDS)
def test_the_answer_is_of_the_kind_asked_for(question: str, fits: str, does_not: str) -> None:
    assert said("kind", question, fits).status == "pass"
    assert said("kind", question, does_not).status == "fail"


BOUNDS = [
    ("What is the probability of two heads?", "1/4", "1.5"), ("How many people came?", "12", "2.5"),
    ("How many children are there?", "3", "-3"), ("How old is Ann?", "40", "-2"), ("How old is Ann?", "40", "900"),
    ("How much does it cost?", "4", "-4"), ("What is the mean of 3, 5, 10?", "6", "11"), ("What is the mode of 3, 5, 5, 9?", "5", "4"),
    ("What percentage of the students are girls?", "40", "140"), ("What is the last digit of 7**5?", "7", "16807"),
]  # fmt: skip


@pytest.mark.parametrize("question, possible, impossible", BOUNDS)
def test_what_cannot_be_is_refuted(question: str, possible: str, impossible: str) -> None:
    assert said("plausibility", question, possible).status == "pass"
    assert said("plausibility", question, impossible).status == "fail"


def test_do_you_know_is_no_yes_or_no_question() -> None:
    assert said("kind", "Do you know the value of four fifths of 3,330", "2664").status != "fail"


def test_kind_and_plausibility_prove_nothing() -> None:
    assert not {"kind", "plausibility"} & PROVING
    assert judge("How many people came to the party of 12 and 5?", Solution(answer="17")).status == "unsure"


@pytest.mark.parametrize("check", ANSWER_CHECKS, ids=lambda c: c.name)
def test_a_check_that_does_not_apply_says_so(check: object) -> None:
    assert callable(check)
    found = check("Tell me a story about the sea.", Solution(answer="Once there was a ship"))
    assert found.status == "unknown" and found.evidence.startswith(NOT_APPLICABLE) and not applies(found)
    assert check.__doc__ and check.__doc__.startswith("A pass shows")


@pytest.mark.parametrize(
    "name, question, answer",
    [
        ("remainder", "He has 18 rolls and 9 bars and nothing left over. How many kits?", "9"),  # a story
        ("prime factors", "Let n be g(3). Let b = n + 25. What are the prime factors of b?", "11"),  # g is not known
        ("rewriting", "Simplify 3sqrt(75y^2) + 8ysqrt(48).", "1"),  # a part of the formula is not read
        ("substitution", "Solve 2/3x = 1/4 - 1/6x.", "10/3"),  # 2/(3x) or (2/3)x
        ("derivative", "Let p(i) be the first derivative of i**2. What is p(3)?", "6"),  # two steps
        (
            "knights and knaves",
            ISLAND.replace("Ben is a knave.", "The sea is deep."),
            "Ava is a knight, Ben is a knave",
        ),
        ("truth table", "p and q or r; p. Does p follow?", "yes"),  # brackets are missing
    ],
)
def test_what_is_not_read_whole_is_left_alone(name: str, question: str, answer: str) -> None:
    assert said(name, question, answer).status == "unknown"


def test_more_unknowns_than_equations_prove_nothing() -> None:
    found = said("substitution", "Suppose x + y = 3. What is x?", "2")
    assert found.status == "unknown" and not found.evidence.startswith(NOT_APPLICABLE)


def test_a_proved_answer_is_verified_without_steps_and_a_refuted_one_is_not() -> None:
    assert judge("Solve 2*x + 3 = 7 for x.", Solution(answer="2")).status == "verified"
    assert judge("Solve 2*x + 3 = 7 for x.", Solution(answer="3")).status == "refuted"


@pytest.mark.parametrize(
    "text", ["x+" * 2000, "(" * 3900, "x^" * 1900, "p and " * 600, "9" * 3900, "1, " * 1300, "a = b " * 600]
)
def test_hostile_questions_and_answers_are_read_quickly(text: str) -> None:
    started = time.process_time()
    for question, answer in ((f"Solve {text} for x.", "2"), ("Solve x = 2 for x.", text), (f"Sort {text}", text[:500])):
        for check in ANSWER_CHECKS:
            check(question, Solution(answer=answer))
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    "question, answer",
    [
        ("Do (3725 - 78 - 38) / 2 × 5.", "9022.5"),
        ("how much does 4 - 85 come to?", "-81"),
        ("We start at 93. We subtract 353, add 92 and then subtract 4. How much do we have?", "-172"),
    ],
)
def test_a_calculation_is_no_amount_and_no_yes_or_no(question: str, answer: str) -> None:
    assert said("kind", question, answer).status != "fail" and said("plausibility", question, answer).status != "fail"
