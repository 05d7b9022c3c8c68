"""A program that is to do with a list what was done with others: on the question's examples it must give what they say."""

from __future__ import annotations

import ast
import re

from tasks.task import Call, Solution
from verifier.checks import shown
from verifier.checks.answer_check import MAX_QUESTION_CHARACTERS, NOT_APPLICABLE
from verifier.sandbox.outcome import SandboxError
from verifier.sandbox.pool import SandboxPool
from verifier.sandbox.shared import shared_pool
from verifier.verdict import Check

_LIST = r"\[-?\d+(?:, -?\d+)*\]|\[\]"
_EXAMPLE = re.compile(rf"Input (\d+): ({_LIST})\s*\n\s*Output \1: ({_LIST})")
MAX_PROGRAM = 2_000


def examples(question: str, solution: Solution, pool: SandboxPool | None = None) -> Check:
    """fail when the last program, put on an example's input, gives another output; pass when all come out; unknown
    without examples, without a program whose first line sets a list, or where none can be run."""
    given = _EXAMPLE.findall(question) if len(question) <= MAX_QUESTION_CHARACTERS else []
    calls = [call for call in solution.calls if isinstance(call, Call) and call.tool == "python"]
    rest = _after_list(calls[-1].input) if given and calls else None
    if rest is None:
        return _check("unknown", f"{NOT_APPLICABLE}no program that examples could be put through.")
    name, body = rest
    try:
        ran = (pool or shared_pool()).run("\n".join(f"{name} = {before}\n{body}" for _, before, _ in given))
    except SandboxError as error:
        return _check("unknown", f"{error}.")
    lines = ran.text.split("\n") if ran.ok else []
    if len(lines) != len(given):
        return _check("unknown", "the program gives no line for each example.")
    for (number, _, after), line in zip(given, lines, strict=True):
        if line.strip() != after:
            return _check("fail", f"On Input {number} the program gives {shown(line.strip())}, not {shown(after)}.")
    return _check("pass", f"the program gives the outputs of all {len(given)} examples.")


def _after_list(program: str) -> tuple[str, str] | None:
    """The name that the first statement gives a list to, and the lines behind it."""
    try:
        tree = ast.parse(program) if len(program) <= MAX_PROGRAM else None
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    first = tree.body[0] if tree is not None and tree.body else None
    if not isinstance(first, ast.Assign) or not isinstance(first.value, ast.List) or first.end_lineno is None:
        return None
    target = first.targets[0]
    body = "\n".join(program.split("\n")[first.end_lineno :])
    return (target.id, body) if isinstance(target, ast.Name) and body.strip() else None


def _check(status: str, evidence: str) -> Check:
    return Check.model_validate({"name": "examples", "status": status, "evidence": evidence})
