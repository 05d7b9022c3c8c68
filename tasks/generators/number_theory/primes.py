"""Primes and factors: numbers are multiplied out of primes, so that their factors are known."""

from __future__ import annotations

import math
import random

from tasks.generators.making import Draft, Generator, Move
from tasks.generators.number_theory.divisibility import operand
from tasks.generators.phrasing import pool
from tasks.symbolic.primes import is_prime

SMALL = tuple(n for n in range(2, 100) if is_prime(n))
MIDDLE = tuple(n for n in range(2, 3000) if is_prime(n))

PRIME = pool(
    "Is {n} prime?",
    "Is {n} a prime number?",
    "[Decide|Tell me] whether {n} is [prime|a prime number].",
    "Does {n} have exactly two divisors?",
    "True or false: {n} is [prime|a prime].",
    "Is {n} one of the primes?",
    "[Check|Find out] whether {n} is a prime.",
    "Can {n} only be divided by 1 and itself?",
)
COMPOSITE = pool(
    "Is {n} composite?",
    "Is {n} a composite number?",
    "[Decide|Tell me] whether {n} is [composite|a composite number].",
    "Does {n} have more than two divisors?",
    "True or false: {n} is composite.",
    "Is {n} the product of two smaller numbers?",
    "[Check|Find out] whether {n} is composite.",
    "Does {n} have a divisor other than 1 and itself?",
)


def _prime(rng: random.Random, level: int) -> Draft:
    most = (100, 5000, 10**8, 900, 10**11)[level - 1]
    n = rng.randint(4 if level < 5 else 10**8, most)
    if rng.random() < 0.8:
        n |= 1
    if rng.random() < 0.5:
        n |= 1
        while not is_prime(n):
            n += 2
    name, before, found = operand(rng, level, n)
    prime = is_prime(n)
    kind = "prime" if rng.random() < 0.6 else "composite"
    moves = (*found, ("Is it prime?", f"isprime({n})"))
    return Draft(str(prime == (kind == "prime")), moves, {"n": name}, kind, before=before)


FACTORS = pool(
    "[List|Give] the prime factors of {n}.",
    "What are the prime factors of {n}?",
    "[Which primes divide|By which primes can one divide] {n}?",
    "[Name|Find] the different primes that divide {n}.",
    "[Find|List] every prime factor of {n}[.|, each once.]",
    "What primes is {n} divisible by?",
    "{n} is divisible by which [primes|prime numbers]?",
    "[State|Write down] the distinct prime divisors of {n}.",
)
PRODUCT = pool(
    "[Factorise|Factorize|Factor] {n} into primes.",
    "Write {n} as a product of primes.",
    "What is the prime [factorization|factorisation] of {n}?",
    "Express {n} as a product of [prime powers|prime numbers].",
    "[Find|Give] the prime factorization of {n}.",
    "[Break|Split] {n} into its prime factors.",
    "Decompose {n} into primes.",
    "Which product of primes is {n}?",
)


def _factors(rng: random.Random, level: int) -> Draft:
    count, most = (3, 60) if level in (1, 4) else (4, 10**4) if level == 2 else (6, 10**7)
    powers: dict[int, int] = {}
    n = 1
    for _ in range(rng.randint(2, count)):
        p = rng.choice(SMALL[:6] if rng.random() < 0.6 else SMALL if level < 3 else MIDDLE)
        if n * p <= max(most, 2 * p):
            powers[p] = powers.get(p, 0) + 1
            n *= p
    name, before, found = operand(rng, level, n)
    ordered = sorted(powers.items())
    moves = (*found, ("Factor it.", f"factorint({n})"))
    if rng.random() < 0.6:
        return Draft(", ".join(str(p) for p, _ in ordered), moves, {"n": name}, "list", before=before)
    product = " * ".join(str(p) if k == 1 else f"{p}^{k}" for p, k in ordered)
    return Draft(product, moves, {"n": name}, "product", before=before)


NEXT = pool(
    "What is the [next|first] prime after {n}?",
    "[Find|Give] the smallest prime [greater|larger] than {n}.",
    "Which prime [comes|follows] after {n}?",
    "Counting up from {n}, what is the next prime?",
    "What is the smallest prime above {n}?",
    "[Name|State] the prime that comes next after {n}.",
    "[Start|Begin] at {n} and go up: which prime do you meet first after it?",
    "The first prime beyond {n} is what?",
)
BEFORE = pool(
    "What is the [last|largest] prime [before|below] {n}?",
    "[Find|Give] the largest prime smaller than {n}.",
    "Which prime comes right before {n}?",
    "Counting down from {n}, what is the first prime below it?",
    "What is the greatest prime less than {n}?",
    "[Name|State] the prime that comes just before {n}.",
    "Which is the biggest prime under {n}?",
    "Going down from {n}, which prime do you meet first?",
)


def _neighbour(rng: random.Random, level: int) -> Draft:
    n = rng.randint((5, 5, 5, 10**6 + 1)[level - 1], (60, 2000, 10**6, 10**9)[level - 1])
    up = rng.random() < 0.6
    prime = n + (1 if up else -1)
    while not is_prime(prime):
        prime += 1 if up else -1
    call = f"nextprime({n})" if up else f"prevprime({n})"
    thought = "The next prime." if up else "The prime before it."
    return Draft(str(prime), ((thought, call),), {"n": n}, "next" if up else "before")


PLACE = pool(
    "What is the {p} digit of {n}?",
    "[Which digit stands|What digit is] in the {p} place of {n}?",
    "[Give|Name] the {p} digit of {n}.",
    "In {n}, which digit is the {p} digit?",
    "[Find|State] the digit in the {p} place of {n}.",
    "The {p} digit of {n} is what?",
    "Look at {n}: what is its {p} digit?",
    "Of {n}, tell me the {p} digit.",
)
PLACES = ("units", "tens", "hundreds", "thousands", "ten thousands", "hundred thousands", "millions", "ten millions",
          "hundred millions", "billions", "ten billions", "hundred billions", "trillions")  # fmt: skip


def _place(rng: random.Random, level: int) -> Draft:
    digits = rng.randint(2 if level < 5 else 11, (4, 7, 10, 4, 13)[level - 1])
    n = rng.randint(10 ** (digits - 1), 10**digits - 1)
    k = rng.randrange(digits)
    name, before, found = operand(rng, level, n)
    call = f"mod(floor({n}/{10**k}), 10)" if k else f"mod({n}, 10)"
    moves = (*found, (f"The {PLACES[k]} digit.", call))
    return Draft(str(n // 10**k % 10), moves, {"n": name, "p": PLACES[k]}, before=before)


DIGITS = pool(
    "What is the sum of the digits of {n}?",
    "[Add up|Sum] the digits of {n}.",
    "[Find|Calculate] the digit sum of {n}.",
    "What do the digits of {n} add up to?",
    "[Work out|Give] the digit sum of {n}.",
    "What is the total of the digits in {n}?",
    "If one adds all digits of {n}, [what is the sum?|what comes out?]",
    "The digits of {n}, added together, give what?",
)
DIGITS_PRODUCT = pool(
    "What is the product of the digits of {n}?",
    "Multiply the digits of {n}.",
    "[Find|Calculate] the product of all digits of {n}.",
    "What do the digits of {n} give when multiplied?",
    "[Work out|Give] the digit product of {n}.",
    "The digits of {n} multiplied together make what?",
    "If one multiplies all digits of {n}, what comes out?",
    "Take the digits of {n}. What is their product?",
)


def _digits(rng: random.Random, level: int) -> Draft:
    size = rng.randint((2, 2, 2, 13)[level - 1], (4, 7, 12, 20)[level - 1])
    n = rng.randint(10 ** (size - 1), 10**size - 1)
    digits = [int(d) for d in str(n)]
    if rng.random() < 0.7:
        moves: tuple[Move, ...] = (("Add the digits.", "+".join(map(str, digits))),)
        return Draft(str(sum(digits)), moves, {"n": n}, "sum")
    moves = (("Multiply the digits.", "*".join(map(str, digits))),)
    return Draft(str(math.prod(digits)), moves, {"n": n}, "product")


PRIMALITY = Generator(
    "number_theory", "is_prime", (1, 2, 3, 4), {"prime": PRIME, "composite": COMPOSITE}, _prime, beyond=(5,)
)
FACTORIZATION = Generator(
    "number_theory", "prime_factors", (1, 2, 3, 4), {"list": FACTORS, "product": PRODUCT}, _factors
)
NEIGHBOURS = Generator("number_theory", "next_prime", (1, 2, 3), {"next": NEXT, "before": BEFORE}, _neighbour, (4,))
PLACE_VALUE = Generator("number_theory", "place_value", (1, 2, 3, 4), {"": PLACE}, _place, beyond=(5,))
DIGIT_SUMS = Generator(
    "number_theory", "digit_sum", (1, 2, 3), {"sum": DIGITS, "product": DIGITS_PRODUCT}, _digits, (4,)
)
