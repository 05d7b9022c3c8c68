"""Complex numbers and small matrices, each entry or part by a call of plain arithmetic."""

from __future__ import annotations

import random

from tasks.generators.calculus.linear_phrases import COMPLEX, DETERMINANT, PRODUCT, SIZE, TRACE
from tasks.generators.making import Draft, Generator, Move
from tasks.generators.numerals import nonzero, signed, wrapped

_TRIPLES = ((3, 4, 5), (5, 12, 13), (8, 15, 17), (7, 24, 25), (20, 21, 29), (9, 40, 41))


def complex_text(real: int, imaginary: int) -> str:
    """`3 - 2i`, `-i`, `4`."""
    part = "i" if abs(imaginary) == 1 else f"{abs(imaginary)}i"
    if not imaginary:
        return str(real)
    if not real:
        return f"-{part}" if imaginary < 0 else part
    return f"{real} {'-' if imaginary < 0 else '+'} {part}"


def _complex(rng: random.Random, level: int) -> Draft:
    most = 9 if level == 1 else 30
    a, b, c, d = (nonzero(rng, most) for _ in range(4))
    if level == 3:
        if rng.random() < 0.4:
            real, imaginary, size = rng.choice(_TRIPLES)
            k = rng.randint(1, 4)
            p, q = real * k * rng.choice((1, -1)), imaginary * k * rng.choice((1, -1))
            p, q = (q, p) if rng.random() < 0.5 else (p, q)
            moves: tuple[Move, ...] = (
                ("The root of the sum of the squares.", f"sqrt({wrapped(p)}**2 + {wrapped(q)}**2)"),
            )
            return Draft(str(size * k), moves, {"z": complex_text(p, q)}, "size")
        e = f"({complex_text(a, b)})*({complex_text(c, d)})"
        answer = complex_text(a * c - b * d, a * d + b * c)
    else:
        sign = rng.choice("+-")
        e = f"({complex_text(a, b)}) {sign} ({complex_text(c, d)})"
        answer = complex_text(*((a + c, b + d) if sign == "+" else (a - c, b - d)))
    return Draft(answer, (("Calculate.", e),), {"e": e}, "sum")


Matrix = list[list[int]]


def _matrix_text(rows: Matrix) -> str:
    return "[" + ", ".join("[" + ", ".join(map(str, row)) + "]" for row in rows) + "]"


def _matrix(rng: random.Random, level: int) -> Draft:
    n = 3 if level == 3 else 2
    most = 9 if level != 2 else 30
    rows = [[rng.randint(-most, most) for _ in range(n)] for _ in range(n)]
    roll = rng.random()
    if roll < 0.2:
        diagonal = [rows[i][i] for i in range(n)]
        call = str(diagonal[0]) + "".join(signed(d) for d in diagonal[1:])
        return Draft(str(sum(diagonal)), (("Add the diagonal.", call),), {"m": _matrix_text(rows)}, "trace")
    if roll < 0.7 or n == 3:
        call, value = _determinant(rows)
        return Draft(str(value), (("The determinant.", call),), {"m": _matrix_text(rows)}, "determinant")
    other = [[rng.randint(-9, 9) for _ in range(n)] for _ in range(n)]
    moves: list[Move] = []
    product: Matrix = []
    for i in range(n):
        product.append([sum(rows[i][k] * other[k][j] for k in range(n)) for j in range(n)])
        for j in range(n):
            call = " + ".join(f"{wrapped(rows[i][k])}*{wrapped(other[k][j])}" for k in range(n))
            moves.append((f"Row {i + 1}, column {j + 1}.", call))
    return Draft(_matrix_text(product), tuple(moves), {"m": _matrix_text(rows), "n": _matrix_text(other)}, "product")


def _determinant(m: Matrix) -> tuple[str, int]:
    """The call that works it out, along the first row, and its value."""
    w = [[wrapped(entry) for entry in row] for row in m]
    if len(m) == 2:
        return f"{w[0][0]}*{w[1][1]} - {w[0][1]}*{w[1][0]}", m[0][0] * m[1][1] - m[0][1] * m[1][0]
    parts, value = [], 0
    for k in range(3):
        i, j = [c for c in range(3) if c != k]
        minor = f"{w[1][i]}*{w[2][j]} - {w[1][j]}*{w[2][i]}"
        parts.append(f"{w[0][k]}*({minor})")
        value += (-1) ** k * m[0][k] * (m[1][i] * m[2][j] - m[1][j] * m[2][i])
    return f"{parts[0]} - {parts[1]} + {parts[2]}", value


COMPLEX_NUMBERS = Generator("calculus", "complex_numbers", (1, 2, 3), {"sum": COMPLEX, "size": SIZE}, _complex)
MATRICES = Generator(
    "calculus", "matrices", (1, 2, 3), {"determinant": DETERMINANT, "product": PRODUCT, "trace": TRACE}, _matrix
)
