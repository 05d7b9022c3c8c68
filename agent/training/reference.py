"""How much of a file the reference solvers solve, and how much of that is right, set by set.

    python -m agent.training.reference reasoning_gym FILE        python -m agent.training.reference openstax FILE

A row is right when its answer equals the gold (the verifier's equivalence, preset `math`) or, in sets with many right
answers, when its certificate holds. Every call runs: programs in the sandbox, sums in the calculators.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from tasks.solvers import openstax, reasoning_gym
from tasks.solvers.openstax.notation import translate
from tasks.solvers.plans import Run
from tasks.solvers.reasoning_gym.scoring import certificate
from tasks.task import Call, Solution
from verifier.calculator import CalculatorError, calculate
from verifier.equivalence import PRESETS, compare
from verifier.sandbox.pool import SandboxPool
from verifier.worker import CalculatorPool

SOLVERS: dict[str, Callable[[str, Run], Solution | None]] = {
    "reasoning_gym": reasoning_gym.solve,
    "openstax": openstax.solve,
}
PATIENCE_SECONDS = 30.0
"""What a call of the calculator may take here: a busy machine must not look like a gap in the solver."""


def runner(pool: SandboxPool) -> Run:
    """Runs a call with the tool it names; None where the tool reports an error."""

    def run(call: Call) -> str | None:
        if call.tool == "python":
            outcome = pool.run(call.input)
            return outcome.text if outcome.ok else None
        try:
            return calculate(call.input)
        except CalculatorError:
            answer, ok = symbolic.run(call.input, PATIENCE_SECONDS)
            return answer if ok else None

    symbolic = CalculatorPool(PATIENCE_SECONDS)
    return run


def right(row: dict[str, Any], answer: str, pool: SandboxPool) -> bool:
    """Whether an answer to a row of the data is right."""
    holds = certificate(str(row.get("source_dataset", "")), row["question"], row.get("metadata") or {})
    if holds is not None:
        return holds(answer, row["answer"])
    gold = str(row["answer"])
    if answer.replace(" ", "") == gold.replace(" ", ""):
        return True
    if compare(gold, answer, PRESETS["math"]).equal:
        return True
    program = _certificate(row, answer, gold)
    outcome = pool.run(program) if program else None
    return outcome is not None and outcome.ok and outcome.text.strip() == "True"


def _certificate(row: dict[str, Any], answer: str, gold: str) -> str | None:
    """A program, for the sandbox, that prints True if the answers are equal; None where there is none."""
    if row.get("source_dataset") == "intermediate_integration":
        given = re.search(r"∫ ?(.+?) d([a-zA-Z])\n", row["question"])
        if not given or not answer.endswith("+ C"):
            return None
        x, found = given[2], answer.removesuffix("+ C")
        return (
            f'from sympy import *\n{x} = symbols("{x}")\nd = diff({found}, {x}) - ({given[1]})\n'
            f"print(simplify(d) == 0 or all(abs(N(d.subs({x}, Rational(k, 7)))) < 1e-9 for k in range(2, 7)))"
        )
    if not str(row["source"]).startswith("openstax"):
        return None
    ours, theirs = (_values(text) for text in (answer, gold))
    if ours is None or theirs is None or len(ours) != len(theirs):
        return None
    return (
        f"from sympy import *\na, b = {ours}, {theirs}\n"
        "same = lambda p, q: simplify(S(p) - S(q)) == 0\n"
        "print(all(any(same(p, q) for q in b) for p in a) and all(any(same(p, q) for p in a) for q in b))"
    )


def _values(text: str) -> list[str] | None:
    """The expressions of an answer: `x = -3, x = 5` and `x = 1 ± 2` are two; None where one cannot be read."""
    parts = []
    for part in re.split(r", (?:and )?| or |; ", text.replace("≠", "!")):
        value = re.sub(r"^[a-z] ?= ?", "", part.strip())
        for side in (value.replace("±", "+"), value.replace("±", "-")) if "±" in value else (value,):
            code = translate(side.replace("**", "^"))
            if code is None:
                return None
            parts.append(code)
    return parts


def report(
    rows: Iterable[dict[str, Any]], solve: Callable[[str, Run], Solution | None], pool: SandboxPool
) -> list[str]:
    """A line per set: rows, solved, right."""
    run = runner(pool)
    seen, solved, correct = Counter[str](), Counter[str](), Counter[str]()
    for row in rows:
        name = str(row.get("source_dataset") or row["source"].split("/m")[0])
        seen[name] += 1
        solution = solve(row["question"], run)
        if solution is not None and solution.answer is not None:
            solved[name] += 1
            correct[name] += right(row, solution.answer, pool)
    lines = [_line(name, seen[name], solved[name], correct[name]) for name in seen]
    return [*lines, _line("all", seen.total(), solved.total(), correct.total())]


def _line(name: str, rows: int, solved: int, correct: int) -> str:
    precision = f"{correct / solved:7.1%}" if solved else "      -"
    return f"{name:32} rows {rows:5}  solved {solved / rows:7.1%}  right {correct / rows:7.1%}  precision {precision}"


def main() -> None:
    parser = argparse.ArgumentParser(description="Coverage and precision of a reference solver.")
    parser.add_argument("solver", choices=sorted(SOLVERS))
    parser.add_argument("file", type=Path)
    parser.add_argument("--every", type=int, default=1, help="only every n-th row")
    arguments = parser.parse_args()
    rows = [json.loads(line) for line in arguments.file.read_text(encoding="utf-8").splitlines()][:: arguments.every]
    with SandboxPool() as pool:
        print("\n".join(report(rows, SOLVERS[arguments.solver], pool)))


if __name__ == "__main__":
    main()
