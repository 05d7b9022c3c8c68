"""For each generator a second way to its answer: from the question alone, or from the call by sympy.

A certificate takes a task and the value of its last call, and says whether the answer is right.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import sympy

from tasks.families import TABLES
from tasks.generators.algebra.polynomials_phrases import COEFFICIENT
from tasks.generators.phrasing import Pool
from tasks.solvers.deepmind.statements import state
from tasks.solvers.deepmind.work import Work
from tasks.task import Task
from tests.tasks.read_back import Kinds, slots_of
from tests.tasks.tool_calls import equal, parsed, run

ITEM = r"-?\d+(?:\.\d+)?(?:/\d+)?|\b[a-z]\b"


def defined(question: str) -> tuple[dict[str, Fraction], str]:
    """The named values of a question, worked out from its sentences, and the sentence that asks."""
    work, sentences = Work(), re.split(r"(?<=\.) (?=[-A-Za-z0-9(])", question)
    while len(sentences) > 1 and re.match(r"(?i:let|suppose) ", sentences[0]):
        state(work, sentences[0][:1].upper() + sentences.pop(0)[1:])
    return work.values, " ".join(sentences)


def _listed(asking: str, values: dict[str, Fraction]) -> tuple[list[str], dict[str, Fraction], dict[str, str]]:
    """The items of a list or of choices, their values, and their letters."""
    choices = re.findall(rf"\(([a-z])\) ({ITEM})", asking)
    found = re.search(rf"(?:{ITEM})(?:, (?:{ITEM}))+", asking)
    items = [item for _, item in choices] or (found[0].split(", ") if found else [])
    number = {item: values[item] if item.isalpha() else Fraction(item) for item in items}
    return items, number, {item: letter for letter, item in choices}


def _sort(task: Task, _: Any) -> bool:
    values, asking = defined(task.question)
    items, number, _ = _listed(asking, values)
    down = re.search("descending|decreasing", asking) is not None
    return task.answer == ", ".join(sorted(items, key=number.__getitem__, reverse=down))


def _kth(task: Task, _: Any) -> bool:
    values, asking = defined(task.question)
    items, number, letters = _listed(asking, values)
    down = re.search("biggest|largest|greatest", asking) is not None
    words = ("second", "third", "fourth", "fifth", "sixth")
    k = next((i for i, word in enumerate(words, 1) if word in asking), 0)
    best = sorted(items, key=number.__getitem__, reverse=down)[k]
    return task.answer == letters.get(best, best)


def _closest(task: Task, _: Any) -> bool:
    values, asking = defined(task.question)
    items, number, letters = _listed(asking, values)
    aim = Fraction(_said("closest", task, asking)["t"])
    best = min(items, key=lambda item: abs(number[item] - aim))
    return task.answer == letters.get(best, best)


def _compare(task: Task, _: Any) -> bool:
    values, asking = defined(task.question)
    said = _said("compare", task, asking)
    a, b = said["a"], said["b"]
    x, y = (values[item] if item.isalpha() else Fraction(item) for item in (a, b))
    kind = re.sub(r"\d+$", "", task.template.split(":")[1])
    if kind == "which":
        return task.answer == (a if (x < y) == ("smaller" in said["w"]) else b)
    return task.answer == str({">": x > y, "<": x < y, ">=": x >= y, "<=": x <= y, "=": x == y, "!=": x != y}[kind])


def _said(name: str, task: Task, asking: str) -> dict[str, str]:
    """What fills the slots of the phrase of further arithmetic that `asking` is a wording of."""
    pools = TABLES["further_arithmetic"][name].pools
    return _said_by(pools[re.sub(r"\d+$", "", task.template.split(":")[1])], task, asking)


def _system(task: Task, value: Any) -> bool:
    if "=" in task.answer:
        return task.answer == ", ".join(f"{name} = {number}" for name, number in value.items())
    return equal(task.answer, value)


def _inequality(task: Task, _: Any) -> bool:
    """The question's inequality and the answer hold at the same points around the bound."""
    side = r"(?:[-+*/()0-9 ]|\b[a-z]\b)*"
    found = re.search(rf"({side}) (<=|>=|<|>) ({side})", re.sub(r"\b(?:all|is|are) [a-z]\b", "", task.question))
    assert found is not None
    name, sign, bound = re.fullmatch(r"([a-z]) (<=|>=|<|>) (\S+)", task.answer).groups()  # type: ignore[union-attr]
    left, right = run(found[1].strip()), run(found[3].strip())

    def holds(sign: str, a: Any, b: Any) -> bool:
        return bool({"<": a < b, ">": a > b, "<=": a <= b, ">=": a >= b}[sign])

    at = sympy.Rational(bound)
    return all(
        holds(found[2], sympy.sympify(left).subs(name, p), sympy.sympify(right).subs(name, p)) == holds(sign, p, at)
        for p in (at - 1, at, at + 1)
    )


def _flipped(task: Task, value: Any) -> bool:
    return task.answer == str(value == (":composite" not in task.template))


def _prime_factors(task: Task, value: Any) -> bool:
    if ":product" in task.template:
        return task.answer == value
    return task.answer == (value if isinstance(value, str) else ", ".join(map(str, value)))


def _complex(task: Task, value: Any) -> bool:
    if ":size" in task.template:
        return equal(task.answer, value)

    def number(text: str) -> Any:
        return run(re.sub(r"(\d+)i", r"\1*i", text)).subs("i", sympy.I)

    found = re.search(r"\([-0-9i +]+\) ?[-+*] ?\([-0-9i +]+\)", task.question)
    assert found is not None
    return bool(sympy.expand(number(found[0]) - number(task.answer)) == 0)


def _matrices(task: Task, _: Any) -> bool:
    matrices = [sympy.Matrix(json.loads(m)) for m in re.findall(r"\[\[.*?\]\]", task.question)]
    if len(matrices) == 2:
        return sympy.Matrix(json.loads(task.answer)) == matrices[0] * matrices[1]
    return int(task.answer) == (matrices[0].trace() if ":trace" in task.template else matrices[0].det())


def _integral(task: Task, value: Any) -> bool:
    return task.answer.endswith(" + C") and equal(task.answer.removesuffix(" + C"), value)


def _scientific(task: Task, value: Any) -> bool:
    if ":scientific" not in task.template:
        return equal(task.answer, value)
    number = re.search(r"-?\d+(?:\.\d+)?", task.question)
    assert number is not None
    return 1 <= value < 10 and parsed(task.answer) == sympy.Rational(number[0])


def _power(task: Task, value: Any) -> bool:
    found = re.search(r"(\(*[a-z](?:[-*/()0-9]|\b[a-z]\b)+)", task.question)
    assert found is not None
    answer = run(task.answer, positive=True)
    said = value.subs({name: sympy.Symbol(name.name, positive=True) for name in value.free_symbols})
    return bool(sympy.simplify(run(found[1], positive=True) / answer) == 1 and sympy.simplify(said / answer) == 1)


def _coefficient(task: Task, value: Any) -> bool:
    """The one place of the form where the wanted letter stands alone says which coefficient it is."""
    said = _said_by(COEFFICIENT, task, task.question, (("k", "[a-z]"),))
    found = re.search(rf"(?:(?<= )|^){said['k']}(?:\*([a-z])(?:\*\*(\d))?)?(?= \+|$)", said["form"])
    assert found is not None
    name, power = (found[1], int(found[2] or 1)) if found[1] else (None, 0)
    assert task.solution is not None
    polynomial = run(task.solution.calls[-1].input.removeprefix("coeff(").rsplit(", ", 2)[0])
    symbols = polynomial.free_symbols or {sympy.Symbol(name or "x")}
    coefficient = sympy.Poly(polynomial, *symbols).coeff_monomial(sympy.Symbol(name) ** power if name else 1)
    return int(task.answer) == coefficient == int(str(value))


def _said_by(phrases: Pool, task: Task, asking: str, kinds: Kinds = ()) -> dict[str, str]:
    """What fills the slots of the phrase that `asking` is a wording of."""
    index = re.search(r"\d+$", task.template)
    assert index is not None
    said = slots_of(phrases.texts[int(index[0])], asking, kinds)
    assert said is not None, (task.template, asking)
    return said


def _nth(task: Task, value: Any) -> bool:
    found = re.search(r"-?\d+(?:, -?\d+)+", task.question)
    assert found is not None
    rule = parsed(task.answer)
    (name,) = rule.free_symbols
    terms = [int(term) for term in found[0].split(", ")]
    return equal(task.answer, value) and [rule.subs(name, k) for k in range(1, len(terms) + 1)] == terms


def _base(task: Task, value: Any) -> bool:
    return task.answer == value


CERTIFICATES: dict[str, Callable[[Task, Any], bool]] = {
    "arithmetic/sort": _sort,
    "arithmetic/kth_biggest": _kth,
    "arithmetic/closest": _closest,
    "arithmetic/compare": _compare,
    "arithmetic/scientific_notation": _scientific,
    "arithmetic/base_conversion": _base,
    "arithmetic/sum_in_base": _base,
    "algebra/system": _system,
    "algebra/inequality": _inequality,
    "algebra/simplify_power": _power,
    "algebra/coefficient": _coefficient,
    "algebra/nth_term": _nth,
    "calculus/complex_numbers": _complex,
    "calculus/matrices": _matrices,
    "calculus/integral": _integral,
    "number_theory/is_prime": _flipped,
    "number_theory/prime_factors": _prime_factors,
}
"""Where the answer is more than the value of the last call; all others are compared with that."""


def certified(task: Task, value: Any) -> bool:
    """Whether a second way agrees with the answer."""
    check = CERTIFICATES.get(task.source)
    if check is not None:
        return check(task, value)
    if isinstance(value, str):  # printed by a program
        return task.answer == value
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    return equal(task.answer, value)


def told(text: str, source: str) -> Any:
    """What the calculator's text says, as the certificates take values."""
    if text in ("true", "false"):
        return text == "true"
    if source.endswith(("base_conversion", "sum_in_base", "prime_factors")):
        return text
    if "=" in text:
        return {name: Fraction(number) for name, number in re.findall(r"([a-z]) = (\S+?)(?:,|$)", text)}
    return [run(part) for part in text.split(", ")] if "," in text else run(text)
