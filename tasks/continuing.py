"""The program that continues a sequence by its differences, as far down as they are not all nought."""

from __future__ import annotations

from collections.abc import Iterable


def next_program(terms: Iterable[object]) -> str:
    """A program that prints the next term of a sequence that a polynomial makes."""
    return f"""terms = [{", ".join(map(str, terms))}]
total = 0
while any(terms):
    total += terms[-1]
    terms = [b - a for a, b in zip(terms, terms[1:])]
print(total)"""
