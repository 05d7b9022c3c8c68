"""Primes and factors, by trial division."""

from __future__ import annotations

import re

from verifier.answers import parse_answer
from verifier.checks import shown
from verifier.checks.answer_check import AnswerCheck, Finding, broken, held, undecided
from verifier.checks.whole_numbers import (
    LIST,
    MAX_TRIAL,
    PRIME,
    YES_NO,
    not_whole,
    operands,
    prime,
    smallest_factor,
    whole,
)

MAX_GAP = 5_000
"""Numbers between two primes that are looked at one by one."""
_PRIME_PARTS = re.compile(r"\bprime (?:factor|divisor)|\bprimes\b.*\bdivi|\bdivi.*\bprimes?\b", re.IGNORECASE)
_PRIMES_ONLY = re.compile(
    r"\bprimes? (?:factors? |numbers? |divisors? )?(?:occurs?|appears?|turns? up|stands?|(?:are|is) (?:in|used|found)|involved)\b",
    re.IGNORECASE,
)
"""Each prime is named once."""
_PRODUCT = re.compile(
    r"\bfactori[sz]ation\b|\binto (?:its )?prime|\bproduct of prime|\bfactori[sz]e\b|\bprimes multiply\b|\bprime powers\b"
    r"|\bdecompose\b",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"\b(?:next|first|smallest) prime\b|\bprime (?:comes|follows)\b|\bcomes next after\b|\bnext after\b|\bmeet first\b",
    re.IGNORECASE,
)
_DOWN = re.compile(
    r"\b(?:below|before|smaller than|less than|under|(?:counting|going|looking|prime) (?:down|backwards?)|predecessor of|last prime)\b",
    re.IGNORECASE,
)
_INCLUSIVE = re.compile(
    r"\b(?:starting|beginning) (?:at|with)\b|\bat (?:least|most)\b|\bor (?:above|below|more|less|larger|smaller|greater)\b|"
    r"\bor equal to\b|\bnot (?:below|above|under|over|(?:less|smaller|larger|greater|more) than)\b|[<>]=",
    re.IGNORECASE,
)
"""Where the number itself, if prime, may be the one that is asked for."""
_FROM_ITSELF = re.compile(r"\b(?:starting|beginning) (?:at|with) \S.* counting\b|\bat (?:least|most)\b", re.IGNORECASE)
"""Where it surely is."""
_COUNTED = re.compile(r"\bhow many\b|\bnumber of\b|\bcount\b|\bsum of\b|\bproduct of the\b|\bdigits?\b", re.IGNORECASE)


class PrimeFactors(AnswerCheck):
    """A pass shows that the factors are primes and multiply to the question's number, or, where only the primes are
    asked for, that nothing is left of the number when it is divided by them."""

    name = "prime factors"
    subject = "prime factorisation is asked for"

    def examine(self, question: str, answer: str) -> Finding | None:
        only = _PRIMES_ONLY.search(question) is not None
        product = _PRODUCT.search(question) is not None and not only
        parts = _PRIME_PARTS.search(question) is not None or only
        if not (product or parts) or _COUNTED.search(question) or YES_NO.search(question):
            return None
        numbers = operands(question, 1) or _first_whole(question)
        if numbers is None or not 1 < numbers[0] <= MAX_TRIAL:
            return None
        if not_whole(answer):
            return broken(f"{shown(answer)} is no product of primes.")
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
        if value != n and rest == 1 and "," in text:
            return undecided(f"{shown(answer)} are the primes of {n}, not each as often as it divides.")
        if value != n:
            return broken(f"The factors multiply to {value}, not to {n}.")
        return held(f"each is a prime, and they multiply to {n}.")


def _first_whole(question: str) -> list[int] | None:
    match = re.search(r"(?<![\d.,])\d{1,15}(?![\d.,]*\d)", question)
    return [int(match.group())] if match and not re.search(r"=|\b(?:let|suppose|if)\b", question, re.I) else None


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
        if parsed.kind != "boolean" or not self._about.search(question) or not YES_NO.search(question):
            return None
        numbers = operands(re.sub(r"\b1 and itself", "one and itself", question), 1)
        if numbers is None or LIST.search(question):
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


class NextPrime(AnswerCheck):
    """A pass shows that the answer is a prime beyond the number on the side asked for, with none in between."""

    name = "next prime"
    subject = "prime next to a number is asked for"

    def examine(self, question: str, answer: str) -> Finding | None:
        down = _DOWN.search(question) is not None
        if not PRIME.search(question) or _PRIME_PARTS.search(question) or not (down or _NEXT.search(question)):
            return None
        said, numbers = whole(answer), operands(question, 1)
        if numbers is not None and not_whole(answer):
            return broken(f"{shown(answer)} is not a prime number.")
        if said is None or numbers is None or _COUNTED.search(question) or numbers[0] > MAX_TRIAL // 10**3:
            return None
        n = numbers[0]
        if _INCLUSIVE.search(question):
            if not _FROM_ITSELF.search(question) or re.search(r"\bat most\b|\bcounting down\b", question, re.I):
                return None
            n -= 1
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
