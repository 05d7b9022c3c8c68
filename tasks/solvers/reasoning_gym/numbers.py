"""Plans for sets about numbers: arithmetic, bits, primes, dice, complex numbers, equations, integrals, triangles."""

from __future__ import annotations

import re

from tasks.generators.counting.sets import LEGS
from tasks.solvers.plans import Plan

_ARITHMETIC = re.compile(
    r"(?:Calculate|State the final answer to the following arithmetic problem:) ([-+*/() \d.]+?)(?: =|\.)?$"
)
_HEX = re.compile(r"hexidecimal value\.\n([-+*&|^<>()x\da-f ]+)$")
_BITS = re.compile(r"How many 1 bits are there in the binary representation of the number (\d+)\?$")
_DICE = re.compile(r"I have these dice: ([\dd, ]+)\. What are the odds of rolling (\d+) or higher\?")
_GCD = re.compile(r"Find the Greatest Common Divisor \(GCD\) of these numbers: ([\d, ]+)\.")
_LCM = re.compile(r"Find the Least Common Multiple \(LCM\) of these numbers: ([\d, ]+)\.?")
_LEGS = re.compile(r"how many legs there are in total if you have|how many legs are there in total if you have (.+)\?")
_PICK = re.compile(r"pick the (largest|smallest) number of the following candidates: ([-+\d.,e ]+)$")
_FACTORS = re.compile(r"Find the prime factorization of (\d+)\.")
_PRIMES = re.compile(r"Count how many prime numbers there are between (\d+) and (\d+) \(inclusive\)")
_COMPLEX = re.compile(
    r"(?:Add|Subtract|Multiply|Divide) the complex numbers: (\([-+\d. i]+\)) ([-+×÷]) (\([-+\d. i]+\))$"
)
_INTEGRAL = re.compile(r"∫ ?(.+?) d([a-zA-Z])\n")
_EQUATION = re.compile(
    r"(?:value of|Solve for|value for|determine|Determine) .*?([a-z])\b.*?: ([-+*/() \da-z]+) = ([-+*/() \da-z]+)$"
)
_POINTS = re.compile(r"A=(\([-\d]+, [-\d]+\)), B=(\([-\d]+, [-\d]+\)), and C=(\([-\d]+, [-\d]+\))")
KNOWN = LEGS | {"starfish": 5}
"""This data set counts the arms of a starfish."""
_SYMBOLIC = re.compile(r"(?:sin|cos|tan|exp|log|sqrt|asin|acos|atan|[A-Za-z]|[-+*/() \d.])+")


def arithmetic(question: str) -> Plan | None:
    if not (found := _ARITHMETIC.search(question)):
        return None
    return Plan("Calculate it.", re.sub(r"\s+", "", found[1]), "calculator")


def bitwise(question: str) -> Plan | None:
    return (
        Plan("Calculate, then write in hexadecimal.", f"print(hex({f[1]}))") if (f := _HEX.search(question)) else None
    )


def bits(question: str) -> Plan | None:
    return (
        Plan("Write it in binary.", f'print(format({f[1]}, "b").count("1"))') if (f := _BITS.search(question)) else None
    )


def dice(question: str) -> Plan | None:
    """The sums are added up a die at a time, so that many dice cost no more than their total."""
    if not (found := _DICE.search(question)):
        return None
    sides = [part.split("d") for part in found[1].split(", ")]
    if any(len(s) != 2 or s[0] != "1" for s in sides):
        return None
    return Plan(
        "Count the rolls.",
        "from fractions import Fraction\ns = [0]\n"
        f"for d in [{', '.join(s[1] for s in sides)}]:\n    s = [t + i for t in s for i in range(1, d + 1)]\n"
        f"print(Fraction(sum(t >= {found[2]} for t in s), len(s)))",
    )


def gcd(question: str) -> Plan | None:
    for pattern, name in ((_GCD, "gcd"), (_LCM, "lcm")):
        if found := pattern.search(question):
            return Plan(f"Find the {name}.", f"{name}({found[1].replace(' ', '')})", "calculator")
    return None


def legs(question: str) -> Plan | None:
    found = _LEGS.search(question.rsplit("Now,", 1)[-1])
    if not found or not found[1]:
        return None
    terms, known = [], []
    for part in found[1].split(", "):
        n, _, animal = part.partition(" ")
        name = animal if animal in KNOWN else animal.removesuffix("s")
        if not n.isdigit() or name not in KNOWN:
            return None
        known.append(f"{part} {KNOWN[name]}")
        terms.append(f"{n}*{KNOWN[name]}")
    return Plan(f"Legs of each: {', '.join(known)}.", "+".join(terms), "calculator")


def pick(question: str) -> Plan | None:
    if not (found := _PICK.search(question.strip())):
        return None
    best = "max" if found[1] == "largest" else "min"
    return Plan(f"Find the {found[1]} number.", f'print({best}(map(float, "{found[2]}".replace(",", "").split())))')


def factors(question: str) -> Plan | None:
    if not (found := _FACTORS.search(question)):
        return None
    return Plan(
        "Divide by 2, 3 and so on.",
        f"n, d, f = {found[1]}, 2, []\nwhile n > 1:\n    if n % d == 0:\n        f.append(d)\n        n //= d\n"
        '    else:\n        d += 1\nprint(*f, sep=" × ")',
    )


def primes(question: str) -> Plan | None:
    if not (found := _PRIMES.search(question)):
        return None
    test = "n > 1 and all(n % d for d in range(2, int(n**0.5) + 1))"
    return Plan("Test each number.", f"print(sum({test} for n in range({found[1]}, {found[2]} + 1)))")


def complex_numbers(question: str) -> Plan | None:
    if not (found := _COMPLEX.search(question)):
        return None
    left, sign, right = (
        found[1].replace("i", "j"),
        found[2].replace("×", "*").replace("÷", "/"),
        found[3].replace("i", "j"),
    )
    return Plan(
        "Calculate with j for i.", f'z = {left} {sign} {right}\nprint(f"{{z.real:.2f}} {{z.imag:+.2f}}i")', read=_parts
    )


def _parts(text: str) -> str | None:
    """`15.00 +6.00i` as `15.0 + 6.0i`; a part that is zero is left out, as the questions' own convention has it."""
    real, imaginary = (float(part) for part in text.strip().removesuffix("i").split())
    sign = "-" if imaginary < 0 else "+"
    if imaginary == 0:
        return f"{real:.2f}"
    return f"{imaginary:.2f}i" if real == 0 else f"{real} {sign} {abs(imaginary)}i"


def integral(question: str) -> Plan | None:
    found = _INTEGRAL.search(question)
    if not found or not _SYMBOLIC.fullmatch(found[1]):
        return None
    x = found[2]
    return Plan(
        "Integrate.",
        f'from sympy import *\n{x} = symbols("{x}")\nprint(integrate({found[1]}, {x}))',
        read=_with_constant,
    )


def _with_constant(text: str) -> str | None:
    return None if "Integral" in text or "Piecewise" in text else f"{text.strip()} + C"


def equation(question: str) -> Plan | None:
    found = _EQUATION.search(question)
    if not found:
        return None
    letters = set(re.findall(r"[a-z]", found[2] + found[3]))
    if len(letters) != 1:
        return None
    (x,) = letters
    program = f'from sympy import *\n{x} = symbols("{x}")\nprint(*solve(Eq({found[2]}, {found[3]}), {x}))'
    return Plan(f"Solve for {x}.", program)


def triangle(question: str) -> Plan | None:
    """Angles, incircles and orthocentres of triangles with whole coordinates, in plain floating point."""
    if not (found := _POINTS.search(question)):
        return None
    points = f"A, B, C = {found[1]}, {found[2]}, {found[3]}\n"
    if re.search(r"\bangle (?:ABC|at B)\b", question):
        turn = "d = abs(degrees(atan2(A[1] - B[1], A[0] - B[0]) - atan2(C[1] - B[1], C[0] - B[0])))\n"
        return Plan(
            "The angle between BA and BC.", f'from math import *\n{points}{turn}print(f"{{min(d, 360 - d):.2f}}°")'
        )
    if "incircle" in question:
        area = "s = abs((B[0] - A[0]) * (C[1] - A[1]) - (C[0] - A[0]) * (B[1] - A[1]))\n"
        return Plan("Twice the area over the perimeter.",
                    f"from math import *\n{points}{area}print(f\"{{s / (dist(A, B) + dist(B, C) + dist(C, A)):.3f}}\")")  # fmt: skip
    if "orthocenter" in question:
        return Plan("Where two altitudes meet.", f"from sympy import Triangle\n{points}h = Triangle(A, B, C).orthocenter\n"
                    'print(f"({float(h.x):.3f}, {float(h.y):.3f})")')  # fmt: skip
    return None


PLANS = (
    arithmetic,
    bitwise,
    bits,
    dice,
    gcd,
    legs,
    pick,
    factors,
    primes,
    complex_numbers,
    integral,
    triangle,
    equation,
)
