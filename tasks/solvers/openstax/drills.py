"""Plans for drills: simplify, evaluate, expand, factor, divide; rounding, common factors, primes, fractions."""

from __future__ import annotations

import re

from tasks.solvers.openstax.notation import letters, translate
from tasks.solvers.plans import Plan

_IMPORT = "from sympy import *\n"
_VALUE = re.compile(
    r"(?:^|[.:] )Evaluate(?: the expression)?[.:]? (.+?),? (?:when|for|if) ((?:[a-z] = -?\d+(?:[./]\d+)?(?:, and |, | and )?)+)\.?$"
)
_PERCENT = re.compile(
    r"Convert each percent to a decimal[.:] (-?[\d.]+)%$|Convert each (decimal) to a percent[.:] (-?[\d.]+)$"
)
_ROUND = re.compile(
    r"[Rr]ound.*?nearest (ten|hundred|thousand|tenth|hundredth|thousandth|whole number)\b.*?[.:] (-?[\d,]+(?:\.\d+)?)\.?$"
)
_PLACES = {"ten": -1, "hundred": -2, "thousand": -3, "tenth": 1, "hundredth": 2, "thousandth": 3, "whole number": 0}
_GCF = re.compile(
    r"(greatest common factor|least common multiple|LCM|GCF)\b.*?[.:] (\d+(?:(?:, and |, | and )\d+)+)\.?$"
)
_PRIME = re.compile(r"prime factorization.*?[.:] (\d+)\.?$|prime factorization of (\d+)\.?$")
_KIND = re.compile(r"prime or composite.*?[.:] (\d+)\.?$")
_WORDS = ("round", "estimate", "nearest", "check", "graph", "interval", "inequal", "formula", "scientific", "words", "percent",
          "translate", "system", "explain", "identify", "name ", "how many", "domain", "slope", "intercept", "matrix", "matrices",
          "complex number", "remainder", "greatest", "operations indicated", "sequence", "terms", "degree", "function", "inverse", "convert", "log", "least common denominator",
          "equivalent", "rationaliz", "like terms are", "determine", "slope", "imaginary", "write each", "write as", "write the", "find the equation")  # fmt: skip
"""Instructions that ask for more than the drill, or for another form."""


def _parts(question: str) -> tuple[str, str] | None:
    """Instruction and expression: what follows the last full stop or colon, or the verb that opens the question."""
    text = question.rstrip().removesuffix(".").strip()
    for found in reversed(list(re.finditer(r"[.:] (?=\S)", text))):
        rest = text[found.end() :].strip()
        if re.search(r"[\d(]", rest):
            return text[: found.start()], rest
    verb = re.match(
        r"(Simplify|Solve|Factor|Factor completely|Multiply|Divide|Add|Subtract|Evaluate|Expand)(?: completely)? (?=\S)",
        text,
    )
    return (verb[0], text[verb.end() :]) if verb else None


def expression(question: str) -> Plan | None:
    """Simplify, add, multiply, factor and the like."""
    parts = _parts(question)
    if not parts or "=" in parts[1]:
        return None
    instruction, text = (
        parts[0].lower(),
        re.sub(r"^(Simplify|Factor|Multiply|Divide|Add|Subtract|Evaluate):? ", "", parts[1]),
    )
    code = translate(text)
    if code is None or any(word in instruction for word in _WORDS) or not re.search(r"[-+*/()]", code):
        return None
    names = letters(code)
    code = code.replace("root(", "real_root(")
    if not names:
        if re.match(r"(.*\b)?(simplify|add|subtract|multiply|divide|evaluate|perform|find|calculate|use)", instruction):
            return _numeric(code)
        return None
    if code.count("(") and "," in code:
        return None
    if "factor" in instruction:
        return Plan("Factor it.", f"factor({code})", "calculator", read=_factored)
    if re.search(r"multiply|expand|distributive|square|product|foil|special", instruction) and "/" not in code:
        return Plan("Multiply out.", f"expand({code})", "calculator")
    if re.search(r"add|subtract|sum|difference|combine|like terms", instruction) and "/" not in code:
        return Plan("Put like terms together.", f"expand({code})", "calculator")
    if re.search(r"simplify|divide|multiply|add|subtract|perform|quotient|sum|difference|product", instruction):
        if "sqrt" in code or "root" in code or re.search(r"\*\*\(\d+/", code):
            declared = ", ".join(names) + f' = symbols("{" ".join(names)}", positive=True)'
            if len(names) == 1:
                declared = f'{names[0]} = symbols("{names[0]}", positive=True)'
            return Plan("Simplify the roots.", f"{_IMPORT}{declared}\nprint(simplify({code}))")
        if "/" in code or re.search(r"\*\*\(?-", code):
            return Plan("Bring it to one fraction.", f'{_IMPORT}print(cancel("{code}"))')
        return Plan("Simplify it.", f"expand({code})", "calculator")
    return None


def _numeric(code: str) -> Plan:
    """Numbers only: sums go to the calculator, roots to sympy."""
    if "root" in code or "sqrt" in code or "!" in code or "abs" in code:
        return Plan(
            "Simplify it.",
            f'{_IMPORT}print(simplify("{code.replace("abs(", "Abs(")}"))',
            read=lambda said: _real(code, said),
        )
    return Plan("Calculate it.", code.replace(" ", ""), "calculator")


def _real(code: str, said: str) -> str | None:
    """A root of a negative number alone is not real; a sum with one is left out."""
    if not re.search(r"\bI\b|\(-1\)\*\*", said):
        return said.strip()
    return "not a real number" if re.fullmatch(r"(?:real_root|sqrt)\([^()]*\)", code) else None


def _factored(said: str) -> str:
    """A polynomial without factors is prime."""
    return said if re.search(r"\(.*[-+]|^[^-+(]*$", said) else "prime"


def substitution(question: str) -> Plan | None:
    found = _VALUE.search(question)
    code = translate(found[1]) if found else None
    if not found or code is None:
        return None
    values = dict(re.findall(r"([a-z]) = (-?\d+(?:[./]\d+)?)", found[2]))
    if set(letters(code)) != set(values):
        return None
    for x, value in values.items():
        code = re.sub(rf"(?<![a-z]){x}(?![a-z])", f"({value})", code)
    return _numeric(code)


def percent(question: str) -> Plan | None:
    found = _PERCENT.search(question.rstrip("."))
    if not found:
        return None
    if found[2]:
        return Plan("Times 100.", f"{found[3]}*100", "calculator", read=lambda said: f"{said}%")
    return Plan("Over 100.", f"{found[1]}/100", "calculator")


def rounding(question: str) -> Plan | None:
    found = _ROUND.search(question)
    if not found:
        return None
    number, places = found[2].replace(",", ""), _PLACES[found[1]]
    program = f'from decimal import *\nprint(Decimal("{number}").quantize(Decimal("1e{-places}"), ROUND_HALF_UP).__format__("f"))'
    return Plan(f"Round to the nearest {found[1]}.", program)


def common(question: str) -> Plan | None:
    found = _GCF.search(question)
    if not found:
        return None
    name = "gcd" if found[1] in ("greatest common factor", "GCF") else "lcm"
    return Plan(f"Find the {name}.", f"{name}({','.join(re.findall(r'[0-9]+', found[2]))})", "calculator")


def primes(question: str) -> Plan | None:
    if found := _KIND.search(question):
        program = f'{_IMPORT}print("prime" if isprime({found[1]}) else "composite")'
        return Plan("Test it.", program)
    if found := _PRIME.search(question):
        program = (
            f'{_IMPORT}print(*[p for p, k in factorint({found[1] or found[2]}).items() for _ in range(k)], sep=" · ")'
        )
        return Plan("Divide by primes.", program)
    return None


PLANS = (substitution, percent, rounding, common, primes, expression)
