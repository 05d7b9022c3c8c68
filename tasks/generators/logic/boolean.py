"""Boolean expressions: their value, their truth tables, and what follows from them.

The question shows a formula in one of three notations; the program of the solution copies it sign by sign, with the
question's own brackets, and evaluates it with 1 for true and 0 for false.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

from tasks.generators.logic.boolean_phrases import (
    FOLLOWS,
    KIND,
    ROWS,
    SAME,
    VALUE,
)
from tasks.generators.making import Draft, Generator

FAMILY = "logic"
Notation = Mapping[str, str]
WORDS: Notation = {"and": "and", "or": "or", "not": "not ", "implies": "implies", "xor": "xor"}
SYMBOLS: Notation = {"and": "∧", "or": "∨", "not": "¬", "implies": "→", "xor": "⊕"}
ASCII: Notation = {"and": "&", "or": "|", "not": "~", "implies": "->", "xor": "^"}
PYTHON: Notation = {"and": "&", "or": "|", "not": "1-", "implies": "<=", "xor": "^"}
"""Of 0 and 1. The minus binds tighter than every other sign, as a negation does, so that no bracket has to be added."""


@dataclass(frozen=True)
class Formula:
    """`operator` with its parts; a name has the operator ""."""

    operator: str
    parts: tuple[Formula, ...] = ()
    name: str = ""

    def value(self, world: Mapping[str, bool]) -> bool:
        if not self.operator:
            return world[self.name]
        values = [part.value(world) for part in self.parts]
        if self.operator == "not":
            return not values[0]
        left, right = values
        return {"and": left and right, "or": left or right, "implies": not left or right, "xor": left != right}[
            self.operator
        ]

    def names(self) -> set[str]:
        return {self.name} if not self.operator else set().union(*(part.names() for part in self.parts))

    def written(self, notation: Notation, outer: bool = True) -> str:
        """With a bracket around every compound part, so that precedence is never in doubt."""
        if not self.operator:
            return self.name
        if self.operator == "not":
            inner = self.parts[0].written(notation, False)
            twice = notation is PYTHON and self.parts[0].operator == "not"  # 1-1-p would be -p
            return notation["not"] + (f"({inner})" if twice else inner)
        left, right = (part.written(notation, False) for part in self.parts)
        text = f"{left} {notation[self.operator]} {right}"
        return text if outer else f"({text})"


def random_formula(rng: random.Random, names: str, depth: int) -> Formula:
    """A formula over these names, at most `depth` connectives deep."""
    if depth == 0 or (depth < 3 and rng.random() < 0.15):
        return Formula("", name=rng.choice(names))
    operator = rng.choices(("and", "or", "not", "implies", "xor"), (30, 30, 18, 14, 8))[0]
    left = random_formula(rng, names, depth - 1)
    if operator == "not":
        return left if left.operator == "not" else Formula("not", (left,))
    right = random_formula(rng, names, depth - 1)
    return Formula(operator, (left, right)) if left != right else left


def worlds(names: str) -> list[dict[str, bool]]:
    """Every assignment of truth values."""
    return [dict(zip(names, values, strict=True)) for values in product((True, False), repeat=len(names))]


def _names(rng: random.Random, n: int) -> str:
    return rng.choice(("ABCDEF", "PQRSTU", "pqrstu", "XYZWUV", "abcdef"))[:n]


def _used(rng: random.Random, level: int) -> tuple[Formula, str]:
    formula = random_formula(rng, _names(rng, level + 1), level + (level < 3))
    return formula, "".join(sorted(formula.names()))


def _least(level: int) -> int:
    """Different names in a formula at least: beyond training, more than training ever has."""
    return 2 if level < 4 else 5


def _program(copied: str, texts: str, end: str) -> str:
    """What was copied from the question, every world of the letters in it, and what is asked of these worlds."""
    return (
        f"from itertools import product\n{copied}\nnames = set(filter(str.isalpha, {texts}))\n"
        f"worlds = [dict(zip(names, row)) for row in product([0, 1], repeat=len(names))]\n{end}"
    )


def _value(rng: random.Random, level: int) -> Draft | None:
    formula, names = _used(rng, level)
    if not formula.operator or len(names) < _least(level):
        return None
    world = {n: rng.random() < 0.5 for n in names}
    digits = rng.random() < 0.3
    given = ", ".join(f"{n} = {int(v) if digits else v}" for n, v in world.items())
    if not digits and rng.random() < 0.5:
        parts = [f"{n} is {str(v).lower()}" for n, v in world.items()]
        given = ", ".join(parts[:-1]) + " and " + parts[-1]
    assigned = "\n".join(f"{n} = {int(v) if digits else v}" for n, v in world.items())
    program = f"{assigned}\nprint(bool({formula.written(PYTHON)}))"
    shown = formula.written(rng.choice((WORDS, SYMBOLS, ASCII)))
    slots = {"given": given, "formula": shown}
    return Draft(str(formula.value(world)), (("Put the values in.", program),), slots, tool="python")


def _rows(rng: random.Random, level: int) -> Draft | None:
    formula, names = _used(rng, level)
    if not formula.operator or len(names) < _least(level):
        return None
    count = sum(formula.value(world) for world in worlds(names))
    program = _program(f'f = "{formula.written(PYTHON)}"', "f", "print(sum(eval(f, w) for w in worlds))")
    slots = {"formula": formula.written(rng.choice((WORDS, SYMBOLS, ASCII))), "names": ", ".join(names)}
    return Draft(str(count), (("Go through the truth table.", program),), slots, tool="python")


def _kind(rng: random.Random, level: int) -> Draft | None:
    formula, names = _used(rng, level)
    if not formula.operator or len(names) < _least(level):
        return None
    values = [formula.value(world) for world in worlds(names)]
    answer = "tautology" if all(values) else "contradiction" if not any(values) else "neither"
    if answer == "neither" and rng.random() < 0.8:
        return None
    end = 'v = [eval(f, w) for w in worlds]\nprint("tautology" if all(v) else "neither" if any(v) else "contradiction")'
    program = _program(f'f = "{formula.written(PYTHON)}"', "f", end)
    slots = {"formula": formula.written(rng.choice((WORDS, SYMBOLS, ASCII)))}
    return Draft(answer, (("Go through the truth table.", program),), slots, tool="python")


def _follows(rng: random.Random, level: int) -> Draft | None:
    names = _names(rng, level + 1)
    premises = [random_formula(rng, names, 1 + (level > 1 and rng.random() < 0.5)) for _ in range(level + 1)]
    conclusion = random_formula(rng, names, rng.randint(0, 1))
    if len({*premises, conclusion}) <= len(premises):
        return None
    used = "".join(sorted(conclusion.names().union(*(p.names() for p in premises))))
    models = [world for world in worlds(used) if all(p.value(world) for p in premises)]
    if not models:
        return None  # everything follows from a contradiction, and nobody asks
    valid = all(conclusion.value(world) for world in models)
    if not valid and rng.random() < 0.5:
        return None
    notation = rng.choice((WORDS, SYMBOLS, ASCII))
    told = "; ".join(p.written(PYTHON) for p in premises)
    program = _program(
        f'premises = "{told}"\nconclusion = "{conclusion.written(PYTHON)}"',
        "premises + conclusion",
        'models = [w for w in worlds if all(eval(p, w) for p in premises.split(";"))]\n'
        'print("yes" if all(eval(conclusion, w) for w in models) else "no")',
    )
    slots = {"premises": "; ".join(p.written(notation) for p in premises), "formula": conclusion.written(notation)}
    return Draft("yes" if valid else "no", (("Is it true wherever the premises are?", program),), slots, tool="python")


def twin(rng: random.Random, f: Formula) -> Formula:
    """Another form of the same formula by a law of logic, or something close to it."""
    if not f.operator:
        return Formula("not", (Formula("not", (f,)),))
    if f.operator == "not":
        inner = f.parts[0]
        if inner.operator in ("and", "or"):  # De Morgan
            turned = "or" if inner.operator == "and" else "and"
            return Formula(turned, tuple(Formula("not", (part,)) for part in inner.parts))
        return Formula("not", (twin(rng, inner),))
    if f.operator == "implies":
        left, right = f.parts
        if rng.random() < 0.5:
            return Formula("implies", (Formula("not", (right,)), Formula("not", (left,))))
        return Formula("or", (Formula("not", (left,)), right))
    return Formula(f.operator, (f.parts[1], f.parts[0]))


def _same(rng: random.Random, level: int) -> Draft | None:
    formula, _ = _used(rng, level)
    if len(formula.names()) < 2:
        return None
    other = twin(rng, formula) if rng.random() < 0.55 else random_formula(rng, "".join(sorted(formula.names())), 2)
    used = "".join(sorted(formula.names() | other.names()))
    same = all(formula.value(world) == other.value(world) for world in worlds(used))
    notation = rng.choice((WORDS, SYMBOLS, ASCII))
    outer = notation is not WORDS  # "are a and b and c or d equivalent" would be anybody's guess
    program = _program(
        f'f = "{formula.written(PYTHON, outer)}"\ng = "{other.written(PYTHON, outer)}"',
        "f + g",
        'print("yes" if all(eval(f, w) == eval(g, w) for w in worlds) else "no")',
    )
    slots = {"formula": formula.written(notation, outer), "other": other.written(notation, outer)}
    return Draft("yes" if same else "no", (("Compare the truth tables.", program),), slots, tool="python")


LEVELS, BEYOND = (1, 2, 3), (4,)
BOOLEAN_VALUE = Generator(FAMILY, "boolean_value", LEVELS, {"": VALUE}, _value, BEYOND)
TRUTH_TABLE = Generator(FAMILY, "truth_table", LEVELS, {"": ROWS}, _rows, BEYOND)
FORMULA_KIND = Generator(FAMILY, "tautology", LEVELS, {"": KIND}, _kind)
ENTAILMENT = Generator(FAMILY, "entailment", LEVELS, {"": FOLLOWS}, _follows, BEYOND)
EQUIVALENCE = Generator(FAMILY, "equivalence", LEVELS, {"": SAME}, _same)
