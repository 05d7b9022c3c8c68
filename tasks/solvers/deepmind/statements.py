"""The sentences before the question: `Let h be w(10).`, `Suppose x + y = 3, x - y = 1.`, `Let f(x) = 2*x.`"""

from __future__ import annotations

import re

from tasks.solvers.deepmind.work import APPLIED, Unsolved, Work, linear, number, read, unknowns

ORDINALS = {"first": 1, "second": 2, "third": 3}
_DERIVATIVE = re.compile(r"Let ([a-z])\(([a-z])\) be the (first|second|third) derivative of (.+)")
_FUNCTION = re.compile(r"Let ([a-z])\(([a-z])\) = ([^=]+)")
_VALUE = re.compile(r"Let ([a-z]) (?:be|=) ([^=]+)")
_EQUATIONS = re.compile(r"(?:Suppose|Let) (.+=.+)")


def state(work: Work, sentence: str) -> None:
    """Take a statement in. Raises Unsolved for a sentence that is none, or that the known values do not settle."""
    text = sentence.strip().removesuffix(".")
    if match := _DERIVATIVE.fullmatch(text):
        _define_derivative(work, *match.groups())
    elif (match := _FUNCTION.fullmatch(text)) and match[1] not in work.functions:
        work.functions[match[1]] = (match[2], work.settle(match[3]))
    elif match := _VALUE.fullmatch(text):
        _let(work, *match.groups())
    elif match := _EQUATIONS.fullmatch(text):
        _suppose(work, match[1].split(", "))
    else:
        raise Unsolved(f"not a statement: {text[:40]}")


def _define_derivative(work: Work, name: str, variable: str, ordinal: str, body: str) -> None:
    order, body = ORDINALS[ordinal], work.settle(body)
    work.step(f"Find {name}({variable}).", f"diff({body}, {variable}{f', {order}' if order > 1 else ''})")
    work.functions[name] = (variable, str(read(body).derivative(variable, order)))


def _let(work: Work, name: str, text: str) -> None:
    if APPLIED.search(text):
        work.values[name] = work.number(text, f"Find {name}.")
        work.found.add(name)
    else:
        work.given({name: number(work.peek(text))}, [f"{name} = {text}"])


def _suppose(work: Work, equations: list[str]) -> None:
    if any(APPLIED.search(equation) for equation in equations):
        equations = [" = ".join(work.settle(side) for side in equation.split("=")) for equation in equations]
    known = [work.peek(equation) for equation in equations]
    try:
        work.given(linear(known, unknowns(*known)), equations)
    except Unsolved:
        if work.pending:
            raise
        work.pending = equations
