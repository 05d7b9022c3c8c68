"""Equations, factors, derivatives, sequences, polynomials: one call each, copied from the question."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from tasks.continuing import next_program
from tasks.numbers import format_number
from tasks.solvers.deepmind.registry import asks
from tasks.solvers.deepmind.statements import ORDINALS
from tasks.solvers.deepmind.work import APPLIED, Unsolved, Work, equation, linear, read, unknowns
from tasks.symbolic.exponents import Power
from tasks.symbolic.formulas import FormulaError, evaluate, parse
from tasks.symbolic.roots import factored, rational_roots


@asks(r"Solve (.+) for ([a-z])\.")
def solve(work: Work, equations: str, wanted: str) -> str:
    texts = [_applied(work, part) for part in equations.split(", ")]
    known = [work.peek(text) for text in texts]
    if len(texts) == 1:
        return _roots(work, texts[0], wanted)
    values = linear(known, unknowns(*known))
    work.solve(texts, wanted)
    return format_number(values[wanted])


def _applied(work: Work, text: str) -> str:
    """An equation without functions: as it stands, unless there are any."""
    return " = ".join(work.settle(side) for side in text.split("=")) if APPLIED.search(text) else text


def _roots(work: Work, text: str, wanted: str) -> str:
    left, right = equation(work.peek(text))
    difference = left - right
    if difference.variables != (wanted,):
        raise Unsolved("not one unknown")
    found = rational_roots(difference.coefficients(wanted))
    if not found:
        raise Unsolved("no rational root")
    work.solve([text], wanted)
    return ", ".join(str(root) for root, _ in found)


@asks(r"(?:Find|Determine) ([a-z])(?:, given that| such that| so that) (.+=.+)\.", r"What is ([a-z]) in (.+=.+)\?")
def solve_given(work: Work, wanted: str, text: str) -> str:
    return solve(work, text, wanted)


@asks(r"Solve ([^,]+=[^,]+)\.")
def solve_only(work: Work, text: str) -> str:
    applied = _applied(work, text)
    found = unknowns(work.peek(applied))
    if len(found) != 1:
        raise Unsolved("not one unknown")
    return _roots(work, applied, found[0])


@asks(r"What is ([a-z])\?", r"Calculate ([a-z])\.")
def solve_supposed(work: Work, wanted: str) -> str:
    if wanted in work.values:
        work.find(wanted)
        return format_number(work.values[wanted])
    if len(work.pending) != 1:
        raise Unsolved("nothing was supposed")
    return _roots(work, work.pending[0], wanted)


@asks(r"Factor (.+)\.")
def factor(work: Work, text: str) -> str:
    settled = work.settle(text)
    value = read(settled)
    if len(value.variables) != 1:
        raise Unsolved("not one variable")
    (name,) = value.variables
    product = factored(value.coefficients(name), name)
    if product is None:
        raise Unsolved("factors that are not known")
    work.step("Factor.", f"factor({settled})")
    return product


@asks(r"(?:Find|What is) the (?:(first|second|third) )?derivative of (.+?)(?: (?:wrt|with respect to) ([a-z]))?[.?]")
def derivative(work: Work, ordinal: str | None, text: str, name: str | None) -> str:
    order = ORDINALS[ordinal or "first"]
    settled = work.settle(text)
    value = read(settled)
    if name is None:
        if len(value.variables) > 1:
            raise Unsolved("with respect to what?")
        name = value.variables[0] if value.variables else "x"
    thought = f"The {ordinal} derivative." if ordinal else "Differentiate."
    work.step(thought, f"diff({settled}, {name}{f', {order}' if order > 1 else ''})")
    return str(value.derivative(name, order))


@asks(r"Differentiate (.+?)(?: (?:wrt|with respect to) ([a-z]))?\.")
def differentiate(work: Work, text: str, name: str | None) -> str:
    return derivative(work, None, text, name)


@asks(r"(?:Expand|Collect the terms in) (.+)\.")
def expand(work: Work, text: str) -> str:
    settled = work.settle(text)
    work.step("Expand and collect.", f"expand({settled})")
    return str(read(settled))


@asks(r"(?:What is|Calculate|Determine|Give) ([a-z]\(.+\))[.?]")
def evaluated(work: Work, text: str) -> str:
    before = len(work.steps)
    settled = work.settle(text)
    value = read(settled)
    if value.variables or len(work.steps) == before:
        work.step("Expand and collect.", f"expand({settled})")
    return str(value) if value.variables else format_number(value.constant)


@asks(r"(?:Express|Rearrange) (.+?) (?:in the form|as|to the form|to) ([^=]+) and give ([a-z])\.")
def coefficient(work: Work, text: str, form: str, wanted: str) -> str:
    value, shape = read(work.settle(text)), read(form)
    for monomial, one in shape.terms.items():
        powers = dict(monomial)
        if powers.pop(wanted, 0) == 1 and one == 1:
            letters = [name for name in powers if name in text]
            rest = tuple(sorted((name, powers[name]) for name in letters))
            if len(letters) == len(powers):
                settled = work.settle(text)
                if len(value.variables) == 1:
                    (name,), power = value.variables, sum(powers.values())
                    term = next((term for term in form.split(" + ") if wanted in term.split("*")), form)
                    thought = f"The term {term}: the coefficient of {name}**{power}."
                    work.step(thought, f"coeff({settled}, {name}, {power})")
                else:
                    work.step("Expand and collect.", f"expand({settled})")
                return format_number(value.terms.get(rest, Fraction(0)))
    raise Unsolved("no such coefficient")


@asks(r"Simplify (.+) assuming ([a-z]) is positive\.")
def simplify_power(work: Work, text: str, name: str) -> str:
    try:
        value = evaluate(parse(text), lambda _: Power(Fraction(1)))
    except FormulaError as error:
        raise Unsolved(str(error)) from None
    if not isinstance(value, Power):
        raise Unsolved("not a power")
    work.step("Simplify the powers.", f"powers({text})")
    return power_text(value.exponent, name)


def power_text(exponent: Fraction, name: str) -> str:
    """`x**(-2/3)`, `x**4`, `1/x`, `x` or `1`, as computer algebra writes it."""
    if exponent in (0, 1, -1):
        return {0: "1", 1: name, -1: f"1/{name}"}[int(exponent)]
    return f"{name}**({exponent})" if exponent < 0 or exponent.denominator != 1 else f"{name}**{exponent}"


_TERMS = r"(-?\d+(?:, -?\d+)+)"


def _order(terms: list[int]) -> int:
    """How many of the last terms determine the next: one more than the degree, but three or four where there are so
    many, so that one rule fits them all. Raises Unsolved when no difference is constant."""
    differences, degree = terms, 0
    while any(differences):
        differences = [b - a for a, b in pairwise(differences)]
        degree += 1
        if not differences:
            raise Unsolved("no constant difference")
    order = max(degree, min(len(terms), 4))
    if order not in (3, 4, 5) or len(terms) < degree + 1:
        raise Unsolved("too few terms")
    return order


@asks(rf"(?:What comes next:|What is next in|What is the next term in) {_TERMS}\?")
def next_term(work: Work, text: str) -> str:
    terms = [int(term) for term in text.split(", ")]
    _order(terms)
    work.ask("The differences go on.", "python", next_program(terms))
    following, differences = 0, terms
    while any(differences):
        following += differences[-1]
        differences = [b - a for a, b in pairwise(differences)]
    return str(following)


@asks(rf"What is the ([a-z])'th term of {_TERMS}\?")
def nth_term(work: Work, name: str, text: str) -> str:
    terms = [int(term) for term in text.split(", ")]
    call = newton(terms[: _order(terms)], name)
    work.step("Newton's formula.", f"expand({call})")
    return str(read(call))


def newton(terms: list[int], name: str) -> str:
    """The polynomial through the first terms by forward differences, with the differences worked out in place."""
    a = [str(terms[0]), *(f"({t})" if t < 0 else str(t) for t in terms[1:])]
    call = f"{a[0]} + ({name} - 1)*({a[1]} - {wrapped(a[0])})"
    call += f" + ({name} - 1)*({name} - 2)/2*({a[2]} - 2*{a[1]} + {wrapped(a[0])})"
    if len(terms) >= 4:
        call += f" + ({name} - 1)*({name} - 2)*({name} - 3)/6*({a[3]} - 3*{a[2]} + 3*{a[1]} - {wrapped(a[0])})"
    if len(terms) >= 5:
        raise Unsolved("a polynomial of degree 4")
    return call


def wrapped(text: str) -> str:
    return f"({text})" if text.startswith("-") else text
