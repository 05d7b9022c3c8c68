"""Each calculation once more with another tool: decimals against fractions, the calculator against Python."""

from __future__ import annotations

import math
import re
from decimal import ROUND_HALF_UP, Context, Decimal, DecimalException, localcontext
from fractions import Fraction

from tasks.task import Call, Observation, Solution
from verifier.answers import parse_answer
from verifier.calculator import CalculatorError, evaluate, tokenize
from verifier.checks import shown, together
from verifier.checks.answer_check import NOT_APPLICABLE
from verifier.parsing.grammar import parse
from verifier.parsing.limits import ParseError
from verifier.parsing.node import Node
from verifier.sandbox.outcome import SandboxError
from verifier.sandbox.pool import SandboxPool
from verifier.sandbox.shared import shared_pool
from verifier.verdict import Check

DIGITS = 60
AGREED = Decimal(10) ** -40
"""Of the larger value: decimals with 60 digits lose a few in each step."""
MAX_POWER = 400
MAX_CALLS = 40
_PRINTED = re.compile(r"\s*(?:print\()?\s*([-+*/%(). \d]+?)\s*\)?\s*")
_FUNCTIONS = {
    "abs": "abs", "min": "min", "max": "max", "gcd": "_gcd", "lcm": "_lcm", "floor": "floor", "ceil": "ceil",
    "factorial": "_factorial", "comb": "_comb", "mod": "_mod",
}  # fmt: skip
_PRELUDE = """from fractions import Fraction as F
from math import ceil, comb, factorial, floor, gcd, lcm
_gcd, _lcm, _comb = (lambda *n, f=f: F(f(*map(int, n))) for f in (gcd, lcm, comb))
_factorial, _mod = lambda n: F(factorial(int(n))), lambda a, b: a - b * floor(a / b)
"""


def decimal_value(node: Node) -> Decimal | None:
    """A tree of plain arithmetic in decimals of DIGITS digits; None for anything else."""
    if node.kind == "number":
        return Decimal(node.value.numerator) / Decimal(node.value.denominator)
    if node.kind not in ("add", "mul", "neg", "div", "pow", "percent"):
        return None
    values = [value for arg in node.args if (value := decimal_value(arg)) is not None]
    if len(values) < len(node.args):
        return None
    if node.kind == "neg":
        return -values[0]
    if node.kind == "percent":
        return values[0] / 100
    if node.kind == "div":
        return values[0] / values[1]
    if node.kind == "add":
        return sum(values, Decimal(0))
    if node.kind == "mul":
        return math.prod(values, start=Decimal(1))
    exponent = values[1]
    return values[0] ** int(exponent) if exponent == int(exponent) and abs(exponent) <= MAX_POWER else None


def in_decimals(expression: str) -> Decimal | None:
    """The value of an expression, read by another parser than the calculator's and worked out in decimals."""
    try:
        with localcontext(Context(prec=DIGITS, rounding=ROUND_HALF_UP)):
            return decimal_value(parse(expression))
    except (ParseError, DecimalException, ArithmeticError, ValueError):
        return None


def as_python(expression: str) -> str | None:
    """A calculator's input as Python over fractions, rebuilt from its tokens; None when it has no such form."""
    try:
        tokens = tokenize(expression)
    except CalculatorError:
        return None
    parts: list[str] = []
    for i, (kind, text) in enumerate(tokens):
        if (kind == "name" and text not in _FUNCTIONS) or (text == "%" and tokens[i - 1][0] != "number"):
            return None
        if text == "%":
            parts[-1] = f"({parts[-1]}/100)"  # it binds more tightly than a division before it
        else:
            parts.append(f'F("{text}")' if kind == "number" else _FUNCTIONS.get(text, text.replace("^", "**")))
    return "".join(parts)


class Rederivation:
    """A pass shows that another tool gives the same: an error of the calculator, or of the sandbox, would have to be
    made twice, by different programs. It says nothing of whether the right thing was calculated."""

    name = "re-derivation"

    def __init__(self, sandbox: bool = False, pool: SandboxPool | None = None) -> None:
        """With `sandbox`, the calculator's calls are run as Python as well, all in one program."""
        self.sandbox, self.pool = sandbox, pool

    def __call__(self, question: str, solution: Solution) -> Check:
        pairs = [
            (call, seen.text.strip())
            for call, seen in zip(solution.steps, solution.steps[1:], strict=False)
            if isinstance(call, Call) and isinstance(seen, Observation) and seen.ok
        ][:MAX_CALLS]
        done, wrong = set[int](), list[str]()
        for i, (call, seen) in enumerate(pairs):
            other, how = self._other(call)
            if other is None:
                continue
            done.add(i)
            if not _agree(other, seen):
                wrong.append(f"{shown(call.input)} is not {shown(seen)} when worked out {how}.")
        if self.sandbox:
            ran = self._in_python(pairs)
            done |= set(ran)
            wrong += [
                f"{shown(pairs[i][0].input)} is not {shown(pairs[i][1])} in Python." for i, ok in ran.items() if not ok
            ]
        if wrong:
            return Check(name=self.name, status="fail", evidence=together(wrong))
        if not done:
            return Check(name=self.name, status="unknown", evidence=f"{NOT_APPLICABLE}no call has another tool.")
        evidence = f"{len(done)} of {len(pairs)} results found again by another tool."
        return Check(name=self.name, status="pass" if len(done) == len(pairs) else "unknown", evidence=evidence)

    def _other(self, call: Call) -> tuple[Decimal | Fraction | None, str]:
        """The value by the tool that the call did not use."""
        if call.tool == "calculator":
            return in_decimals(call.input), "in decimals"
        match = _PRINTED.fullmatch(call.input) if len(call.input) < 400 else None
        if match is None or "//" in match.group(1) or "%" in match.group(1):
            return None, ""
        try:
            return evaluate(match.group(1)), "by the calculator"
        except CalculatorError:
            return None, ""

    def _in_python(self, pairs: list[tuple[Call, str]]) -> dict[int, bool]:
        """By place, whether Python gives the same; empty when the sandbox cannot run here."""
        programs = {i: as_python(call.input) for i, (call, _) in enumerate(pairs) if call.tool == "calculator"}
        texts = {i: text for i, text in programs.items() if text is not None}
        if not texts:
            return {}
        lines = [f"try: print({text})\nexcept Exception: print('?')" for text in texts.values()]
        try:
            outcome = (self.pool or shared_pool()).run(_PRELUDE + "\n".join(lines))
        except SandboxError:
            return {}
        printed = outcome.printed.split("\n")[: len(texts)] if outcome.ok else []
        if len(printed) < len(texts):
            return {}
        return {
            i: _agree(Fraction(line), pairs[i][1])
            for i, line in zip(texts, printed, strict=True)
            if re.fullmatch(r"-?\d{1,900}(?:/\d{1,900})?", line.strip())
        }


def _agree(value: Decimal | Fraction, seen: str) -> bool:
    """Whether a result is that value: within 1e-40 of it for exact ones, 1e-9 for a machine's decimals."""
    parsed = parse_answer(seen)
    if parsed.kind != "number" or parsed.value is None:
        return False
    exact = Fraction(value)
    scale = max(abs(exact), abs(parsed.value))
    return abs(exact - parsed.value) <= scale * (Fraction(1, 10**9) if parsed.places >= 9 else Fraction(AGREED))


rederivation = Rederivation()
rederivation_in_sandbox = Rederivation(sandbox=True)
