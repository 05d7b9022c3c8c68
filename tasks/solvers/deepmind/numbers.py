"""Divisibility, primes, remainders, common divisors and multiples."""

from __future__ import annotations

import math

from tasks.solvers.deepmind.registry import asks
from tasks.solvers.deepmind.work import Unsolved, Work, whole
from tasks.symbolic.primes import factorint, is_prime


@asks(
    r"(?:What is|Calculate) the (?:highest|greatest) common (?:divisor|factor) of (.+?) and (.+)[.?]",
)
def common_divisor(work: Work, a: str, b: str) -> str:
    x, y = (whole(work.number(text, "Calculate.")) for text in (a, b))
    work.step("Greatest common divisor.", f"gcd({x}, {y})")
    return str(math.gcd(x, y))


@asks(r"(?:What is|Calculate) the (?:least|lowest|smallest) common multiple of (.+?) and (.+)[.?]")
def common_multiple(work: Work, a: str, b: str) -> str:
    x, y = (whole(work.number(text, "Calculate.")) for text in (a, b))
    work.step("Least common multiple.", f"lcm({x}, {y})")
    return str(math.lcm(x, y))


@asks(r"(?:What is|Calculate|Find) the common denominator of (.+?) and (.+)[.?]")
def common_denominator(work: Work, a: str, b: str) -> str:
    x, y = (work.number(text, "Calculate.").denominator for text in (a, b))
    work.step("Least common multiple of the denominators.", f"lcm({x}, {y})")
    return str(math.lcm(x, y))


@asks(r"(?:What is|Calculate) the remainder when (.+?) is divided by (.+)[.?]")
def remainder(work: Work, a: str, b: str) -> str:
    x, y = (whole(work.number(text, "Calculate.")) for text in (a, b))
    if y == 0:
        raise Unsolved("division by zero")
    work.step("The remainder.", f"mod({x}, {y})")
    return str(x % y)


@asks(r"Is (.+) a factor of (.+)\?", r"Does (.+) divide (.+)\?")
def divides(work: Work, a: str, b: str) -> str:
    x, y = (whole(work.number(text, "Calculate.")) for text in (a, b))
    if x == 0:
        raise Unsolved("division by zero")
    work.step("Is the remainder zero?", f"mod({y}, {x}) = 0")
    return str(y % x == 0)


@asks(r"Is (.+) a multiple of (.+)\?")
def is_multiple(work: Work, a: str, b: str) -> str:
    return divides(work, b, a)


@asks(r"Is (.+) even\?")
def is_even(work: Work, a: str) -> str:
    return divides(work, "2", a)


@asks(r"Is (.+?)( a)? (prime|composite)( number)?\?")
def prime_or_composite(work: Work, text: str, _: str, kind: str, __: str) -> str:
    n = whole(work.number(text, "Calculate."))
    work.step("Is it prime?", f"isprime({n})")
    return str(is_prime(n) if kind == "prime" else n > 3 and not is_prime(n))


@asks(r"(?:List|What are) the prime factors of (.+)[.?]")
def prime_factors(work: Work, text: str) -> str:
    n = whole(work.number(text, "Calculate."))
    if n < 2:
        raise Unsolved("no prime factors")
    work.step("The primes that divide it.", f"primefactors({n})")
    return ", ".join(str(p) for p in factorint(n))
