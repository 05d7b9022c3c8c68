"""Number theory by definitions: a common divisor divides both, a remainder is below its divisor, factors multiply."""

from __future__ import annotations

import math
import re
from fractions import Fraction

from tasks.numbers import format_number
from verifier.answers import parse_answer
from verifier.checks import shown
from verifier.checks.answer_check import AnswerCheck, Finding, broken, held, undecided
from verifier.checks.formulas import Reading, number, read
from verifier.parsing.exact import rational
from verifier.parsing.grammar import parse

MAX_TRIAL = 10**12
"""Numbers up to this are tested for factors by division: a million steps at most."""
MAX_GAP = 5_000
"""Numbers between two primes that are looked at one by one."""
_GCD = re.compile(
    r"\b(?:greatest|highest|largest|biggest) (?:common )?(?:divisor|factor)\b|\bgcd\b|\bhcf\b|\bgcf\b|"
    r"\b(?:largest|biggest|greatest) number (?:that|which) (?:divides|is a factor of)|\bis a factor of .+ and of\b|"
    r"\bat most can one divide\b|\bdivides both\b",
    re.IGNORECASE,
)
_LCM = re.compile(
    r"\b(?:least|lowest|smallest) common multiple\b|\blcm\b|\b(?:smallest|lowest|first)\b.*\b(?:multiple of|both .+ divide\b|"
    r"tables of)",
    re.IGNORECASE,
)
_REMAINDER = re.compile(r"\bremainder\b|\bmodulo\b|\bmod\b|\bleft over\b|\bremains when\b", re.IGNORECASE)
_FRACTIONS = re.compile(r"\bdenominators?\b", re.IGNORECASE)
_YES_NO = re.compile(
    r"\btrue or false\b|^\W*(?:is|are|does|do|can|has)\b|[.;] (?:is|are|does|do|can)\b|\bwhether\b", re.IGNORECASE
)
_LIST = re.compile(
    r"\b(?:divisors|factors) of\b|\b(?:numbers|positive numbers) (?:divide|can)\b|\bmultiple of\?|\bevery positive divisor",
    re.IGNORECASE,
)
_PRIME_PARTS = re.compile(r"\bprime (?:factor|divisor)|\bprimes\b.*\bdivi|\bdivi.*\bprimes?\b", re.IGNORECASE)
_PRODUCT = re.compile(
    r"\bfactori[sz]ation\b|\binto (?:its )?prime|\bproduct of prime|\bfactori[sz]e\b|\bprimes multiply\b|\bprime powers\b"
    r"|\bdecompose\b",
    re.IGNORECASE,
)
_PRIME = re.compile(r"\bprimes?\b|\bcomposite\b", re.IGNORECASE)
_NEXT = re.compile(
    r"\b(?:next|first|smallest) prime\b|\bprime (?:comes|follows)\b|\bcomes next after\b|\bnext after\b|\bmeet first\b",
    re.IGNORECASE,
)
_DOWN = re.compile(r"\b(?:below|before|smaller than|less than|under|down|last prime)\b", re.IGNORECASE)
_COUNTED = re.compile(r"\bhow many\b|\bnumber of\b|\bcount\b|\bsum of\b|\bproduct of the\b|\bdigits?\b", re.IGNORECASE)


def _operands(reading: Reading) -> list[Fraction]:
    """The numbers that a question names at last, by digits or by letters that it defines, without its definitions."""
    defined = {id(f) for f, _ in reading.equations}
    found: list[Fraction] = []
    for formula in reading.formulas:
        if id(formula) in defined or formula.node.kind in ("relation", "applied"):
            continue
        letters = {n.name for n in formula.node.walk() if n.kind == "symbol"}
        if not letters <= set(reading.values):
            continue
        value = number(formula.text, reading)
        if value is not None:
            found.append(value)
    return found


def operands(question: str, count: int) -> list[int] | None:
    """The last `count` whole numbers that the question's own sentence names; None when there are others in number.

    A letter that the question defines counts as its value; its definition does not count.
    """
    reading = read(question)
    found = _operands(reading)
    if reading.values or reading.functions:
        sentence = question.rstrip(" .?!")
        start = max(sentence.rfind(". "), 0)
        within = [f for f in reading.formulas if f.start >= start and f.node.kind not in ("relation", "applied")]
        found = [v for f in within if (v := number(f.text, reading)) is not None]
    if len(found) != count or any(v.denominator != 1 for v in found):
        return None
    return [v.numerator for v in found]


def whole(answer: str) -> int | None:
    """The whole number that an answer is."""
    parsed = parse_answer(answer)
    if parsed.kind != "number" or parsed.value is None or parsed.percent or parsed.value.denominator != 1:
        return None
    return parsed.value.numerator


def smallest_factor(n: int) -> int | None:
    """The smallest factor above 1; None when n is too large to tell by division."""
    if n < 2 or n > MAX_TRIAL:
        return None
    for d in (2, 3, 5):
        if n % d == 0:
            return d
    step, d = (4, 2, 4, 2, 4, 6, 2, 6), 7
    for i in range(MAX_TRIAL):
        if d * d > n:
            return n
        if n % d == 0:
            return d
        d += step[i % 8]
    return None


def prime(n: int) -> bool | None:
    """None: too large to tell."""
    return False if n < 2 else None if (factor := smallest_factor(n)) is None else factor == n


class CommonDivisor(AnswerCheck):
    """A pass shows that the answer divides both numbers and that what is left of them has no common factor."""

    name = "common divisor"
    subject = "greatest common divisor is asked for"

    def examine(self, question: str, answer: str) -> Finding | None:
        if not _GCD.search(question) or _PRIME.search(question):
            return None
        numbers, said = operands(question, 2), whole(answer)
        if numbers is None or said is None or 0 in numbers:
            return None
        a, b = numbers
        if said < 1:
            return broken(f"A greatest common divisor cannot be {said}.")
        for n in (a, b):
            if n % said:
                return broken(f"{said} does not divide {n}.")
        if (common := math.gcd(a // said, b // said)) > 1:
            return broken(f"{said} divides both, but so does {said * common}.")
        return held(f"{said} divides {a} and {b}, and the quotients have no common factor.")


class CommonMultiple(AnswerCheck):
    """A pass shows that both numbers (or denominators) divide the answer and that no smaller number would do."""

    name = "common multiple"
    subject = "least common multiple is asked for"

    def examine(self, question: str, answer: str) -> Finding | None:
        fractions = _FRACTIONS.search(question) is not None
        if not (_LCM.search(question) or fractions):
            return None
        said, numbers = whole(answer), None if fractions else operands(question, 2)
        if fractions:
            reading = read(question)
            values = [v for v in _operands(reading) if v.denominator > 1]
            numbers = [v.denominator for v in values] if len(values) == 2 and len(_operands(reading)) == 2 else None
        if numbers is None or said is None or 0 in numbers:
            return None
        if said < 1:
            return broken(f"A least common multiple cannot be {said}.")
        for n in numbers:
            if said % n:
                return broken(f"{said} is no multiple of {n}.")
        if (common := math.gcd(*(said // n for n in numbers))) > 1:
            return broken(f"{said} is a multiple of both, but so is {said // abs(common)}.")
        return held(f"{said} is a multiple of {numbers[0]} and {numbers[1]}, and no smaller number is.")


class Remainder(AnswerCheck):
    """A pass shows that the answer is below the divisor and that the divisor divides what the answer leaves."""

    name = "remainder"
    subject = "remainder is asked for"

    def examine(self, question: str, answer: str) -> Finding | None:
        said = whole(answer)
        if not _REMAINDER.search(question) or _YES_NO.search(question) or said is None or _PRIME.search(question):
            return None
        if _LIST.search(question) or _GCD.search(question) or "power" in question:
            return None
        numbers = operands(question, 2)
        if numbers is None:
            return None
        a, b = numbers
        if b < 1:
            return None
        if not 0 <= said < b:
            return broken(f"A remainder on division by {b} cannot be {said}.")
        if (a - said) % b:
            return broken(f"{shown(str(a))} less {said} is not a multiple of {b}.")
        return held(f"{shown(str(a))} less {said} is a multiple of {b}, and {said} is below {b}.")


class Divisors(AnswerCheck):
    """A pass shows that each number listed divides the question's, and that none that does is left out."""

    name = "divisors"
    subject = "list of divisors is asked for"

    def examine(self, question: str, answer: str) -> Finding | None:
        if (
            not _LIST.search(question)
            or _PRIME.search(question)
            or _COUNTED.search(question)
            or _YES_NO.search(question)
        ):
            return None
        numbers, parsed = operands(question, 1), parse_answer(answer)
        said = [p.value for p in parsed.items] if parsed.kind == "list" else [parsed.value]
        if numbers is None or not 0 < numbers[0] <= MAX_TRIAL or None in said or _GCD.search(question):
            return None
        n, values = numbers[0], [v for v in said if v is not None]
        for v in values:
            if v.denominator != 1 or v < 1 or n % v.numerator:
                return broken(f"{format_number(v)} does not divide {n}.")
        missing = _divisor_count(n) - len(set(values))
        if missing:
            return broken(f"{missing} divisor{'s' * (missing > 1)} of {n} {'are' if missing > 1 else 'is'} not listed.")
        return held(f"each number divides {n}, and no divisor is left out.")


def _divisor_count(n: int) -> int:
    count = 1
    while n > 1:
        factor, power = smallest_factor(n) or n, 0
        while n % factor == 0:
            n, power = n // factor, power + 1
        count *= power + 1
    return count


class PrimeFactors(AnswerCheck):
    """A pass shows that the factors are primes and multiply to the question's number, or, where only the primes are
    asked for, that nothing is left of the number when it is divided by them."""

    name = "prime factors"
    subject = "prime factorisation is asked for"

    def examine(self, question: str, answer: str) -> Finding | None:
        product, parts = _PRODUCT.search(question) is not None, _PRIME_PARTS.search(question) is not None
        if not (product or parts) or _COUNTED.search(question) or _YES_NO.search(question):
            return None
        numbers = operands(question.split("(")[0], 1) or operands(question, 1) or _first_whole(question)
        if numbers is None or not 1 < numbers[0] <= MAX_TRIAL:
            return None
        text = re.sub(r"[×·]", "*", answer)
        powers = re.findall(r"(\d+)(?:(?:\^|\*\*)(\d{1,2}))?", text)
        if not powers or re.sub(r"[\d\s*^,;x]|and", "", text):
            return None
        listed = "," in text or ";" in text or (parts and not product)
        n, rest, value = numbers[0], numbers[0], 1
        for base, power in powers:
            p = int(base[:20])
            if prime(p) is False and not (p == 1 and n == 1):
                return broken(f"{p} is not a prime number.")
            if n % p:
                return broken(f"{p} does not divide {n}.")
            value *= p ** int(power or 1)
            while rest % p == 0:
                rest //= p
        if listed and parts:
            if rest > 1:
                return broken(f"The primes listed leave {rest} of {n}.")
            return held(f"each is a prime, and nothing is left of {n} when it is divided by them.")
        if value != n:
            return broken(f"The factors multiply to {value}, not to {n}.")
        return held(f"each is a prime, and they multiply to {n}.")


def _first_whole(question: str) -> list[int] | None:
    match = re.search(r"(?<![\d.,])\d{1,15}(?![\d.,]*\d)", question)
    return [int(match.group())] if match and not read(question).values else None


class Primality(AnswerCheck):
    """A pass shows by division that the number is, or is not, a prime as the answer says."""

    name = "primality"
    subject = "number is asked to be prime or composite"

    _about = re.compile(
        r"\bprimes?\b|\bcomposite\b|\bexactly two divisors|\bmore than two divisors|\bonly be divided by 1 and itself|"
        r"\bdivisor other than 1 and itself|\bproduct of two smaller numbers",
        re.IGNORECASE,
    )
    _opposite = re.compile(
        r"\bcomposite\b|\bmore than two\b|\bother than 1\b|\bproduct of two smaller|\bnot (?:a )?prime", re.IGNORECASE
    )

    def examine(self, question: str, answer: str) -> Finding | None:
        parsed = parse_answer(answer)
        if parsed.kind != "boolean" or not self._about.search(question) or not _YES_NO.search(question):
            return None
        numbers = operands(re.sub(r"\b1 and itself", "one and itself", question), 1)
        if numbers is None or _LIST.search(question):
            return None
        n = numbers[0]
        is_prime = prime(n)
        if is_prime is None:
            return undecided(f"{n} is too large to be tested by division.")
        factor = smallest_factor(n)
        fact = f"{n} is a prime" if is_prime else f"{n} is divisible by {factor}" if n > 1 else f"{n} is below 2"
        opposite = self._opposite.search(question) is not None
        if opposite and n < 2:
            return undecided(f"{n} is neither prime nor composite.")
        right = (is_prime != opposite) == bool(parsed.value)
        return held(f"{fact}.") if right else broken(f"{fact[:1].upper()}{fact[1:]}.")


class Divides(AnswerCheck):
    """A pass shows by division that one number divides the other, or does not, as the answer says."""

    name = "divisibility"
    subject = "number is asked to divide another"

    _about = re.compile(
        r"\bdivisible\b|\bdivides?\b|\bfactor of\b|\bmultiple of\b|\bdivided by\b|\bdivisor of\b|\bgo into\b", re.I
    )
    _small_first = re.compile(r"\bfactor of\b|\bdivides?\b|\bdivisor of\b|\bgo into\b", re.IGNORECASE)

    def examine(self, question: str, answer: str) -> Finding | None:
        parsed = parse_answer(answer)
        if parsed.kind != "boolean" or not self._about.search(question) or not _YES_NO.search(question):
            return None
        numbers = operands(question, 2)
        if numbers is None or _PRIME.search(question) or _GCD.search(question):
            return None
        small, large = numbers if self._small_first.search(question) else reversed(numbers)
        if small == 0 or re.search(r"\bnot\b", question):
            return None
        fact = f"{large} divided by {small} leaves {large % small}."
        return held(fact) if (large % small == 0) == bool(parsed.value) else broken(fact)


class NextPrime(AnswerCheck):
    """A pass shows that the answer is a prime beyond the number on the side asked for, with none in between."""

    name = "next prime"
    subject = "prime next to a number is asked for"

    def examine(self, question: str, answer: str) -> Finding | None:
        said, numbers = whole(answer), operands(question, 1)
        down = _DOWN.search(question) is not None
        if said is None or numbers is None or not _PRIME.search(question) or _COUNTED.search(question):
            return None
        if not (down or _NEXT.search(question)) or _PRIME_PARTS.search(question) or numbers[0] > MAX_TRIAL // 10**3:
            return None
        n = numbers[0]
        if not (said < n if down else said > n):
            return broken(f"{said} is not {'below' if down else 'above'} {n}.")
        if prime(said) is False:
            return broken(f"{said} is not a prime number.")
        between = range(said + 1, n) if down else range(n + 1, said)
        if len(between) > MAX_GAP or prime(said) is None:
            return undecided(f"{said} is too far from {n} to be tested.")
        nearer = next((k for k in between if prime(k)), None)
        if nearer is not None:
            return broken(f"{nearer} is a prime between {said} and {n}.")
        return held(f"{said} is a prime, and there is none between it and {n}.")


class Root(AnswerCheck):
    """A pass shows that the answer, raised to the power, gives the number back, or rounds to what does."""

    name = "root"
    subject = "root of a number is asked for"

    _orders = {"square": 2, "cube": 3, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
               "ninth": 9, "tenth": 10}  # fmt: skip
    _named = re.compile(rf"\b({'|'.join(_orders)}) root of (-?\d+(?:\.\d+)?)(?![\d/^*])", re.IGNORECASE)
    _nearest = re.compile(r"\bto the nearest (integer|whole number)\b", re.IGNORECASE)

    def examine(self, question: str, answer: str) -> Finding | None:
        match = self._named.search(question)
        if match is None:
            return None
        power, n = self._orders[match.group(1).lower()], Fraction(match.group(2))
        said = rational(parse(answer))
        rest = question[: match.start()] + question[match.end() :]
        if said is None or re.search(r"\d", rest) or re.search(r"\bdecimal|\bround", rest):
            return None
        if self._nearest.search(question):
            low, high = said - Fraction(1, 2), said + Fraction(1, 2)
            if said < 0 or not (max(low, Fraction(0)) ** power <= n <= high**power):
                return broken(
                    f"{format_number(n)} is not between the powers of {format_number(low)} and {format_number(high)}."
                )
            return held(f"the root of {format_number(n)} lies within a half of {format_number(said)}.")
        if said**power != n:
            return broken(
                f"{format_number(said)} to the power {power} is {shown(format_number(said**power))}, not {format_number(n)}."
            )
        return held(f"{format_number(said)} to the power {power} is {format_number(n)}.")
