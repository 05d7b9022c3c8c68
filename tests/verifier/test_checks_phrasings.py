"""Phrasings: in any wording a right answer stands, and where a wording is understood a wrong one is refuted."""

from __future__ import annotations

import random

import pytest

from tasks.families import TABLES
from tasks.task import Call, Observation, Solution
from verifier.checks.grounding import grounding
from verifier.checks.registry import ANSWER_CHECKS
from verifier.verdict import Check

CHECKS = {check.name: check for check in ANSWER_CHECKS}
EACH = 3
"""Tasks of a generator for each level, the second in a held-out phrasing: some 4 s on one core."""


def said(name: str, question: str, answer: str) -> Check:
    return CHECKS[name](question, Solution(answer=answer))


def refutations(question: str, answer: str) -> list[str]:
    """Of a right answer, by all checks; there should be none."""
    found = (check(question, Solution(answer=answer)) for check in ANSWER_CHECKS)
    return [f"{check.name}: {check.evidence}" for check in found if check.status == "fail"]


def test_no_right_answer_is_refuted_in_any_phrasing() -> None:
    wrongly, drawn = [], 0
    for table, generators in TABLES.items():
        for kind, generate in generators.items():
            for level in generate.levels:
                for i in range(EACH):
                    rng = random.Random(f"phrasings:{kind}:{level}:{i}")
                    task = generate(rng, level=level, unseen=i % 2 == 1)
                    drawn += 1
                    found = refutations(task.question, task.answer)
                    wrongly += [f"{table}/{kind}: {task.question!r}, {task.answer}: {line}" for line in found]
    assert drawn > 1000 and not wrongly, "\n".join(wrongly)


UNDERSTOOD = [
    ("root", "The square root of 22 lies closest to which integer?", "5", "4"),
    ("root", "Round the fourth root of 450 to the nearest whole number.", "5", "4"),
    ("function value", "Put t(z) into r, where r(n) = -8*n and t(j) = 3 - j. What do you get?", "8*z - 24", "3 - z"),
    ("function value", "Feed d(t) to p. With p(z) = z**2 and d(v) = v - 1, what comes out?", "t**2 - 2*t + 1", "t - 1"),
    ("coefficient", "When -50 - 35*p + 88 is brought to the form d + z*p, which number is d?", "38", "-35"),
    ("rewriting", "Collect the exponents in (v**(-1)/v)**(1/2), where v is positive.", "1/v", "v"),
    ("rewriting", "Reduce (v**(-1)/v)**(1/2) to one power of v, v > 0.", "1/v", "1/v**2"),
    ("rewriting", "My homework says: simplify (o**(-1)/o*o**(-4))**(-5/2) for positive o.", "o**15", "o**6"),
    ("stationary points", "What are the zeros of the derivative of -x**2 - 16*x - 15?", "-8", "8"),
    ("stationary points", "Differentiate -x**2 + 4*x + 8 and find the zeros of the result.", "2", "-2"),
    ("stationary points", "Name all p for which 3*p**2 + 24*p + 8, as a function, has derivative zero.", "-4", "4"),
    ("stationary points", "The graph of x**2 - 6*x has a gradient of 0 at which x?", "3", "6"),
    ("derivative", "For the function y(x) = -3*x**4 - x, what is the value of the derivative at 2?", "-97", "-96"),
    ("derivative", "What is the second derivative of x**3 at x = 2?", "12", "6"),
    ("definite integral", "Find ∫_0^2 (8 - 9*z) dz.", "-2", "2"),
    ("definite integral", "Evaluate ∫_-3^3 (9*n**3 + 5*n**2 + 5*n - 2) dn.", "78", "70"),
    ("definite integral", "Evaluate ∫_{0}^{1/2} (8*x) dx.", "1", "4"),
    ("definite integral", "Integral of 7*b**2 + 4*b + 3, limits -3 and 0?", "54", "-54"),
    ("definite integral", "int(2*x, x, 0, 3) = ?", "9", "6"),
    ("definite integral", "Integrate 2*x over the interval [0, 3].", "9", "6"),
    ("common divisor", "Let s = 148 - 56. Use Euclid's algorithm to find gcd(10787, s).", "23", "92"),
    ("common divisor", "gcd(12, 18) = ?", "6", "3"),
    ("remainder", "Tell me the remainder when 4 is divided into 41.", "1", "2"),
    ("remainder", "Suppose -8*c - 27 = -451. Name the remainder when c is divided into 692.", "3", "4"),
    ("remainder", "In arithmetic modulo 12, how much is 11^3?", "11", "7"),
    ("prime factors", "Which primes occur in the factorization of 3735?", "3, 5, 83", "3, 83"),
    ("truth table", "Knowing that W = False, X = True, tell me whether X implies W is True or False.", "False", "True"),
    ("next prime", "Starting at 16 + 1 and counting up, what prime comes first?", "17", "19"),
    ("next prime", "Starting at 18 and counting up, what prime comes first?", "19", "23"),
    ("prime factors", "Break 60 down and tell me the primes involved, no repeats.", "2, 3, 5", "2, 3"),
    ("derivative", "What is the gradient function of 4*x**2 - 10*x, as a function of x?", "8*x - 10", "-2"),
    ("derivative", "find a formula for the slope of the graph of 8*x**2 - 5*x at any x.", "16*x - 5", "251"),
    ("divisors", "Factor list for 16?", "1, 2, 4, 8, 16", "16"),
    ("divisibility", "Can you tell me if 89 divides 62389", "True", "False"),
    ("common divisor", "403 apples and 572 pears are put into equal bags, with none left over. What is the most bags "
     "possible?", "13", "403"),
    ("expression", "Okay, 4/7 ÷ 1/6 * 2/3 is what?", "16/7", "4/63"),
    ("expression", "How much is 20 + 18/25÷1/3 - 91*1", "-68.84", "-70.76"),
    ("expression", "Next question: find 3*4*4^4.", "3072", "768"),
    ("digit place", "Which digit of 3396274161 is in the ten thousands place?", "7", "2"),
    ("digit place", "The places of 264017 are units, tens and so on from the right. What digit belongs to hundred "
     "thousands?", "2", "0"),
    ("digit place", "Suppose 2*x = 84. What is the tens digit of x?", "4", "42"),
    ("units", "What would you answer if somebody asks how many seconds a minute has?", "60", "1000"),
    ("units", "What is the total of millilitres that you find for a litre?", "1000", "100"),
    ("taken away", "Ava packs 7 apples and then loses 35 of them. How many does Ava still have?",
     "This cannot be answered: it is not possible.", "28"),
    ("calendar names", "Today is Saturday. What day was yesterday?", "Friday", "Sunday"),
    ("calendar names", "It is Tuesday, isn't it? So which day was it yesterday?", "Monday", "Wednesday"),
    ("calendar names", "Of the seven days, which one is directly after Monday?", "Tuesday", "Monday"),
    ("calendar names", "Which month is right before November?", "October", "December"),
    ("calendar names", "The computer shows 7 as the month. What month is it now?", "July", "June"),
    ("calendar names", "in a list of the months, what is in place 7?", "July", "January"),
    ("matrix", "Kindly add the diagonal entries of [[5, -9], [-2, -6]].", "-1", "11"),
    ("matrix", "What is the determinant of [[1, 2], [3, 4]]?", "-2", "10"),
    ("matrix", "Consider the square matrix [[0, -2, -4], [-2, 9, -2], [-4, 7, -7]]. What is its determinant?", "-76", "-140"),
    ("sequence", "Kindly give me the number after 4, -8, 16.", "-32", "76"),
    ("sequence", "Look at the series -9, -6, -3, 0. Say what number must be next.", "3", "-2"),
    ("sequence", "Anyone know what number follows 3, 8, 18, 38, 78?", "158", "153"),
    ("sequence", "The numbers 8, 8, 16, 24, 40, 64 follow a rule. What number is next?", "104", "64"),
    ("sequence", "A number puzzle: -6138, -6116, -6100, -6114, -6182, and then?", "-6328", "-4*p**3 - 6142"),
    ("sequence", "We have 271, 135, 67, 33, 16 so far. What number do we write next?", "8", "7"),
    ("sequence", "What is the x'th term of 2, -11, -24?", "15 - 13*x", "2 - 13*x"),
    ("sequence", "Term a of 40, 56, 72 = ?", "16*a + 24", "16*a"),
    ("scientific notation", "In scientific notation, how is 99850 written?", "9.985*10^4", "998500000"),
    ("scientific notation", "I need 0.00068 in scientific notation.", "6.8*10^-4", "6.8*10^-5"),
]  # fmt: skip


@pytest.mark.parametrize("name, question, right, wrong", UNDERSTOOD, ids=[f"{c[0]}: {c[1][:40]}" for c in UNDERSTOOD])
def test_an_understood_phrasing_proves_the_right_answer_and_refutes_a_wrong_one(
    name: str, question: str, right: str, wrong: str
) -> None:
    assert said(name, question, right).status == "pass" and not refutations(question, right)
    assert said(name, question, wrong).status == "fail"


LEFT_ALONE = [
    ("Let h(x) = 7*x + 1170. Let z be h(1). Write z = Q*41 + R with 0 <= R < 41. What is R?", "29"),
    ("Which letter is a in 2*x + 3 = a*x + 4*b? What is b?", "3/4"),
    ("Put 2 for x in the derivative of x**3. What comes out?", "12"),
    ("How often does the digit 1 occur in 511038 in binary?", "12"),
    ("Is there a way from * to #? If so, give the length of the shortest; if not, write infeasible.\n* O #", "2"),
    ("The square root of 22 lies between which integers?", "4, 5"),
    ("What is the square root of 22 to the nearest tenth?", "4.7"),
    ("Simplify (x**2)**(1/2).", "x"),
    ("What is the average value of 2*x from 0 to 3?", "3"),
    ("What is the average of the integral of 2*x from 0 to 3?", "3"),
    ("Find the equation of the tangent with the slope of x**2 at x = 1.", "2*x - 1"),
    ("What is the derivative of x**2, taken 3 units right of the origin?", "6"),
    ("What is the smallest prime not less than 17?", "17"),
    ("What is the first prime that is at least 17?", "17"),
    ("What is the remainder when 41 sweets are divided into 4 equal parts?", "1"),
    ("What is the next number: 2, 7, 1?", "8"),
    ("Tom's scores so far are 3, 6, 9. What is his total?", "18"),
    ("What number is next after 2, 4, 6 if the last one is doubled?", "12"),
    ("What are the next two numbers: 2, 4, 6?", "8 and 10"),
    ("What is the tenth term of the sequence 2, 4, 6, 8?", "20"),
    ("What rule does the sequence 2, 5, 8, 11 follow?", "Add 3 each time"),
    ("After lessons 1, 2, 3 the test follows. What is next?", "the test"),
    ("What is the exponent when 45000 is written in scientific notation?", "4"),
    ("Express 5 million in scientific notation.", "5 x 10^6"),
    ("What is the mantissa of 3400 in scientific notation?", "3.4"),
    ("A box has 3 trays with 12 of those muffins. How many are left?", "36"),
    ("In 2 hours 30 of them left. How many remain?", "0"),
    ("If yesterday was Monday, what day is it?", "Tuesday"),
    ("How many minutes are there in one fifth of a day?", "288"),
    ("How many months are in the third century?", "1200"),
    ("Ann had 7 apples and bought more. She ate 35 of them. How many are left, if she bought 40?", "12"),
    ("Monday comes right after which day?", "Sunday"),
    ("What day is it two days after Monday?", "Wednesday"),
    ("What is the trace of [[1, 2], [3, 4]] times [[1, 0], [0, 1]]?", "5"),
    ("What is twice the trace of [[1, 2], [3, 4]]?", "10"),
    ("A list begins 3, 1, 4. What is the sum of its terms?", "8"),
    ("Tom has 3, 6, 9 and then 20 coins in his pockets. How many is that?", "38"),
    ("In how many ways can the digits of 27 thousands and 3 tens be ordered?", "24"),
    ("Write 3.4*10^3, which is in scientific notation, as a plain decimal.", "3400"),
    ("What is the tens digit of the sum of 38 and 47?", "8"),
    ("Suppose 7*d - 10 = 20311. Break d down and tell me the primes involved, no repeats.", "2903"),
]


@pytest.mark.parametrize("question, right", LEFT_ALONE)
def test_another_shape_than_the_checks_know_is_not_refuted(question: str, right: str) -> None:
    assert not refutations(question, right)


@pytest.mark.parametrize(
    "name, question, wrong",
    [
        ("kind", "Is 7 odd?", "7"),
        ("kind", "Can you tell me if 53 is prime?", "59"),
        ("kind", "Is there a way from A to B? Answer yes or no.", "4"),
        ("plausibility", "What is the last digit of 7**5?", "16807"),
        ("rewriting", "Simplify (x**2)**(1/2).", "x**2"),
        ("antiderivative", "Find ∫ (2*x + 1) dx.", "x**2"),
        ("derivative", "What is the derivative of x**3?", "3"),
        ("remainder", "What is the remainder when 41 sweets are divided into 4 equal parts?", "2"),
    ],
)
def test_what_is_plainly_wrong_is_refuted_as_before(name: str, question: str, wrong: str) -> None:
    assert said(name, question, wrong).status == "fail"


BAG = "From qvvvqvqqkkvqk, I pull four letters and put none back. What is the probability that I hold 2 q and 2 v?"


def test_counts_of_letters_are_grounded_in_a_string_of_letters() -> None:
    def of(call: str, question: str = BAG) -> str:
        return grounding(
            question, Solution(steps=(Call(input=call), Observation(text="20/143")), answer="20/143")
        ).status

    assert of("comb(5,2)*comb(5,2)/comb(13,4)") == "pass"
    assert of("comb(57,2)*comb(5,2)/comb(13,4)") == "fail"
    assert of("5*3", "She sends 3 letters to each of 4 friends.") == "fail"


def test_a_dash_between_numbers_is_a_minus() -> None:
    question = "(5*6.3^2–(711+13^2))*3–9909 = x. What is x?"
    for answer, right in (("-11953.65", True), ("-9909", False)):
        found = {check.name: check(question, Solution(answer=answer)).status for check in ANSWER_CHECKS}
        assert (found["substitution"] == "fail") is not right and ("fail" in found.values()) is not right
