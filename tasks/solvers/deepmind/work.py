"""What a reference solver knows while it reads a question, and the steps it has written so far."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction

from tasks.numbers import format_number
from tasks.symbolic.formulas import Formula, FormulaError, evaluate, names, parse
from tasks.symbolic.polynomials import Polynomial, lift, variable
from tasks.task import Call, Step, Thought

NAME = re.compile(r"(?<![A-Za-z])([a-z])(?![A-Za-z(])")
"""A variable: a letter alone that is not the name of an applied function."""
APPLIED = re.compile(r"(?<![A-Za-z])([a-z])\(")
MAX_CALL_CHARACTERS = 400
CONSTANTS = "ei"
"""Letters that the calculator reads as numbers: an unknown of that name gets another one in calls."""
STAND_INS = "xyznmkabcdfghjlopqrstuvw"
"""In the order in which they are taken, as far as the question does not use them."""


class Unsolved(Exception):
    """The question is outside what the solver reads, or its reading does not hold: no solution is written."""


def written(value: Fraction) -> str:
    """A number as it stands inside a longer expression: `5`, `0.2`, `(-3)`, `(2/7)`."""
    return bracketed(format_number(value))


def bracketed(text: str) -> str:
    """Brackets around a negative number and around a fraction."""
    return f"({text})" if text.startswith("-") or "/" in text else text


def replace_name(text: str, name: str, by: str) -> str:
    return NAME.sub(lambda m: by if m[1] == name else m[0], text)


def closing(text: str, opening: int) -> int:
    """Where the bracket that opens at `opening` closes. Raises Unsolved when it does not."""
    depth = 0
    for i in range(opening, len(text)):
        depth += (text[i] == "(") - (text[i] == ")")
        if depth == 0:
            return i
    raise Unsolved("a bracket is not closed")


class Work:
    """Known values and functions of one question, and its solution in the making."""

    def __init__(self, question: str = "") -> None:
        free = [name for name in STAND_INS if name not in NAME.findall(question)]
        self.stand_ins = dict(zip(CONSTANTS, free, strict=False))
        self.steps: list[Step] = []
        self.values: dict[str, Fraction] = {}
        self.solved: set[str] = set()
        """Names whose value `solve` gave without decimals: it writes 1/2 then, where arithmetic writes 0.5."""
        self.functions: dict[str, tuple[str, str]] = {}
        """A function's variable and its body as text, with every known value filled in."""
        self.found: set[str] = set()
        """Names whose value stands in a step, or in the question as a plain number."""
        self.groups: list[tuple[tuple[str, ...], list[str]]] = []
        """Names, and the equations that settle them together, as the question writes them."""
        self.pending: list[str] = []
        """Equations that were supposed and that the question asks to solve."""

    def step(self, thought: str, call: str) -> None:
        """A thought and the call that it announces. Raises Unsolved when the call is longer than the tool reads."""
        for constant, name in self.stand_ins.items():
            if constant in NAME.findall(call):
                call = replace_name(call, constant, name)
                thought = f"{thought.rstrip('.')}, with {name} for {constant}."
        if len(call) > MAX_CALL_CHARACTERS:
            raise Unsolved("the call is too long")
        self.steps += [Thought(text=thought), Call(input=call)]

    def ask(self, thought: str, tool: str, text: str) -> None:
        """A thought and the call of a program or of a tool by name, as it stands."""
        self.steps += [Thought(text=thought), Call(tool=tool, input=text)]

    def given(self, values: Mapping[str, Fraction], equations: list[str]) -> None:
        """Equations that settle some names. Nothing is written before one of the names is needed."""
        self.values.update(values)
        self.groups.append((tuple(values), equations))

    def defining(self, text: str) -> list[str]:
        """The equations that settle the names in a text, and the names in those, in the order they were given in."""
        needed: set[int] = set()
        texts = [text]
        while texts:
            for name in NAME.findall(texts.pop()):
                group = next((i for i, (names, _) in enumerate(self.groups) if name in names), None)
                if name not in self.found and group is not None and group not in needed:
                    needed.add(group)
                    texts += self.groups[group][1]
        return [self.peek(equation, self.found) for i in sorted(needed) for equation in self.groups[i][1]]

    def find(self, name: str) -> None:
        """Write the step that finds a name, unless its value is on the page."""
        if name in self.found or name not in self.values:
            return
        equations = self.defining(name)
        _, _, right = equations[-1].partition(" = ")
        if len(equations) == 1 and equations[0].startswith(f"{name} = ") and not NAME.search(right):
            if not plain(right):
                self.step(f"Find {name}.", right)
        else:
            self.step(f"Find {name}.", f"solve({', '.join([*equations, name])})")
            if not any("." in equation for equation in equations):
                self.solved.add(name)
        self.found.add(name)

    def solve(self, equations: list[str], wanted: str) -> None:
        """One call for the equations asked about and for all that defines a name in them, copied as they stand."""
        asked = [self.peek(equation, self.found) for equation in equations]
        whole = f"solve({', '.join([*self.defining(', '.join(equations)), *asked])}"
        if len(whole) > MAX_CALL_CHARACTERS - len(wanted) - 3:
            whole = f"solve({', '.join(self.fill(equation) for equation in equations)}"
        self.step(f"Solve for {wanted}.", f"{whole}, {wanted})")

    def peek(self, text: str, names: Collection[str] | None = None) -> str:
        """The text with known variables, or those of them that are in `names`, replaced by their values."""

        def by(match: re.Match[str]) -> str:
            name = match[1]
            if name not in self.values or (names is not None and name not in names):
                return match[0]
            return bracketed(str(self.values[name])) if name in self.solved else written(self.values[name])

        return NAME.sub(by, text)

    def fill(self, text: str) -> str:
        """The text with known variables replaced by their values, each of which is found first."""
        for name in NAME.findall(text):
            self.find(name)
        return self.peek(text)

    def settle(self, text: str) -> str:
        """The text with values filled in and functions applied: to a number by a call, to a formula by its body."""
        text = self.fill(text.strip())
        while match := self._innermost(text):
            end = closing(text, match.end() - 1)
            argument = text[match.end() : end]
            if match[1] not in self.functions:
                raise Unsolved(f"nobody defined {match[1]}")
            variable_name, body = self.functions[match[1]]
            if names(_tree(argument)):
                inside = replace_name(body, variable_name, argument if _alone(argument) else f"({argument})")
                by = f"({inside})"
            else:
                self.step(f"Find {match[0]}{argument}).", f"subs({body}, {variable_name}, {argument})")
                point = number(argument)
                value = read(body).substitute({variable_name: point}).constant
                by = written(value) if "." in body else bracketed(str(value))
            text = f"{text[: match.start()]}{by}{text[end + 1 :]}"
        if any(name in self.functions for name in NAME.findall(text)):
            raise Unsolved("a function without its argument")
        # A bracket around everything says nothing.
        while text.startswith("(") and closing(text, 0) == len(text) - 1:
            text = text[1:-1]
        return text

    def _innermost(self, text: str) -> re.Match[str] | None:
        for match in APPLIED.finditer(text):
            if not APPLIED.search(text[match.end() : closing(text, match.end() - 1)]):
                return match
        return None

    def number(self, text: str, thought: str) -> Fraction:
        """The value of an expression, calculated by a call unless it is a number as it stands."""
        settled = self.settle(text)
        value = number(settled)
        if not plain(settled):
            self.step(thought, settled)
        return value


def _alone(text: str) -> bool:
    """Whether a formula needs no bracket around it: a name, or something in a bracket already."""
    return text.isalpha() or (text.startswith("(") and closing(text, 0) == len(text) - 1)


def _tree(text: str) -> Formula:
    try:
        return parse(text)
    except FormulaError as error:
        raise Unsolved(str(error)) from None


def read(text: str) -> Polynomial:
    """A polynomial. Raises Unsolved for anything else."""
    try:
        return lift(evaluate(_tree(text), variable))
    except FormulaError as error:
        raise Unsolved(str(error)) from None


def number(text: str) -> Fraction:
    """A number, given as an expression without variables. Raises Unsolved for anything else."""
    try:
        return read(text).constant
    except FormulaError as error:
        raise Unsolved(str(error)) from None


def plain(text: str) -> bool:
    """Whether the text is a number as it stands: `-3`, `0.25`, `(-2)`, `2/7`."""
    return re.fullmatch(r"\(?-?\d+(?:\.\d+)?(?:/\d+)?\)?", text) is not None


def whole(value: Fraction) -> int:
    """Raises Unsolved for a number that is not whole."""
    if value.denominator != 1:
        raise Unsolved("a whole number was expected")
    return value.numerator


def equation(text: str) -> tuple[Polynomial, Polynomial]:
    """Both sides. Raises Unsolved for text that is not one equation."""
    sides = text.split("=")
    if len(sides) != 2:
        raise Unsolved("not an equation")
    return read(sides[0]), read(sides[1])


def linear(equations: Iterable[str], unknowns: list[str]) -> dict[str, Fraction]:
    """The one solution of linear equations. Raises Unsolved when there is not exactly one."""
    rows = []
    for text in equations:
        left, right = equation(text)
        difference = left - right
        if any(sum(power for _, power in monomial) > 1 for monomial in difference.terms):
            raise Unsolved("not linear")
        row = [difference.terms.get(((name, 1),), Fraction(0)) for name in unknowns]
        rows.append([*row, -difference.terms.get((), Fraction(0))])
    solved: dict[int, list[Fraction]] = {}
    for column in range(len(unknowns)):
        pivot = next((row for row in rows if row[column]), None)
        if pivot is None:
            raise Unsolved("not one solution")
        rows.remove(pivot)
        pivot = [c / pivot[column] for c in pivot]
        rows = [[c - row[column] * p for c, p in zip(row, pivot, strict=True)] for row in rows]
        solved = {k: [c - row[column] * p for c, p in zip(row, pivot, strict=True)] for k, row in solved.items()} | {
            column: pivot
        }
    if any(any(row) for row in rows):
        raise Unsolved("the equations contradict each other")
    return {unknowns[k]: row[-1] for k, row in solved.items()}


def unknowns(*texts: str) -> list[str]:
    """The variables of equations or formulas, in alphabetical order."""
    return sorted({name for text in texts for side in text.split("=") for name in names(_tree(side))})
