"""Task files and the public data sets' own formats, read into Tasks.

A file of tasks is JSONL, one {"question", "answer"} a line. Solutions of human-written problems are derived from
what their authors left: an infix equation (MAWPS) or calculator annotations `<<48/2=24>>` (GSM8K). What does not
recompute exactly gets no solution; nothing is repaired by guessing. A line that cannot be read raises
TaskFileError, which names the file and the line.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

from tasks.numbers import format_number, parse_decimal
from tasks.quantities import quantities
from tasks.task import Call, Solution, Step, Task, Thought

MAX_EXPRESSION_CHARS = 200
MAX_THOUGHT_WORDS = 8
MAX_PLACES = 5
"""A question with a longer decimal (0.16666666666666666) is a conversion's accident: it gets no solution."""


class TaskFileError(ValueError):
    """A task file that is missing or broken; `line` is 0 when the file as a whole is meant."""

    kind = "file"
    exit_code = 3

    def __init__(self, path: str | Path, line: int, what: str, hint: str = "") -> None:
        super().__init__(f"{path}:{line}: {what}" if line else f"{path}: {what}")
        self.path, self.line, self.what = Path(path), line, what
        self.hint = hint or 'one JSON object a line: {"question": "...", "answer": "..."}'


class ExpressionError(ValueError):
    """Text that is not an expression of numbers, + - * / ( ) and %."""


# --- files ------------------------------------------------------------------------------------------------------


def read_jsonl(path: str | Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSONL file; blank lines are skipped. Raises TaskFileError."""
    return (row for _, row in _numbered(Path(path)))


def _numbered(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        file = path.open("rb")
    except OSError as error:
        raise TaskFileError(path, 0, error.strerror or str(error)) from None
    with file:
        try:
            lines: Iterable[bytes] = list(file)
        except OSError as error:  # a folder opens on some systems and fails here
            raise TaskFileError(path, 0, error.strerror or str(error)) from None
    for line, data in enumerate(lines, 1):
        try:
            text = data.decode("utf-8-sig" if line == 1 else "utf-8").strip()
            if not text:
                continue
            row = json.loads(text)
        except UnicodeDecodeError:
            raise TaskFileError(path, line, "is not UTF-8 text") from None
        except (ValueError, RecursionError) as error:
            raise TaskFileError(path, line, f"is not JSON: {error}") from None
        if not isinstance(row, dict):
            raise TaskFileError(path, line, f"is {_kind(row)}, not an object")
        yield line, row


def _kind(value: object) -> str:
    names = {type(None): "null", bool: "a boolean", str: "a string", list: "a list", dict: "an object"}
    return names.get(type(value), "a number")


def read_tasks(path: str | Path) -> list[Task]:
    """The tasks of a file with `question` and `answer` in each line; other keys go to `metadata`.

    `id`, `source`, `level` and `template` are used where they have the right type. Raises TaskFileError.
    """
    path = Path(path)
    return [_task(path, line, row) for line, row in _numbered(path)]


def _task(path: Path, line: int, row: dict[str, Any]) -> Task:
    for key in ("question", "answer"):
        if key not in row:
            raise TaskFileError(path, line, f"has no {key!r}")
    question, answer = row["question"], row["answer"]
    if not isinstance(question, str) or not question.strip():
        what = "an empty string" if isinstance(question, str) else _kind(question)
        raise TaskFileError(path, line, f"'question' is {what}; it takes text")
    if isinstance(answer, bool) or not isinstance(answer, str | int | float):
        raise TaskFileError(path, line, f"'answer' is {_kind(answer)}; it takes text or a number")
    known = {"question", "answer"}

    def field(key: str, kinds: Any, default: Any) -> Any:
        value = row.get(key)
        if isinstance(value, bool) or not isinstance(value, kinds) or value == "":
            return default
        known.add(key)
        return value

    source = field("source", str, path.stem)
    return Task(
        id=str(field("id", str | int, f"{path.stem}-{line}")),
        question=question,
        answer=answer if isinstance(answer, str) else _plain(answer),
        family=field("family", str, source),
        source=source,
        level=field("level", int, 1),
        template=field("template", str, ""),
        metadata={key: value for key, value in row.items() if key not in known},
    )


def _plain(value: float) -> str:
    """A JSON number as people write it: 2.0 is 2."""
    if isinstance(value, float) and not value.is_integer():
        return repr(value)
    return str(int(value))


# --- expressions ------------------------------------------------------------------------------------------------

_ALLOWED = re.compile(r"[-+*/().%\d]+")
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)%")
_BARE_POINT = re.compile(r"(?<![\d.])\.(?=\d)")
_OPERATORS: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}


def clean(text: str) -> str:
    """The text of an expression for the calculator: no spaces, `$`, thousands commas; `.5` as `0.5`."""
    return _BARE_POINT.sub("0.", re.sub(r"[\s$,]", "", text))


def parse(text: str) -> ast.expr:
    """The syntax tree of an expression. Raises ExpressionError outside of + - * / ( ) % and decimals."""
    if len(text) > MAX_EXPRESSION_CHARS or not _ALLOWED.fullmatch(text) or "**" in text or "//" in text:
        raise ExpressionError(f"not an expression: {text[:40]!r}")
    try:
        tree = ast.parse(_PERCENT.sub(r"(\1/100)", text), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise ExpressionError(f"not an expression: {text[:40]!r}") from None
    return tree


def apply(operator: ast.operator, left: Fraction, right: Fraction) -> Fraction:
    """One operation, exactly. Raises ExpressionError for a division by zero or another operator."""
    symbol = _OPERATORS.get(type(operator))
    if symbol is None or (symbol == "/" and right == 0):
        raise ExpressionError("division by zero" if symbol else "an operator that is not + - * /")
    if symbol == "/":
        return left / right
    return left * right if symbol == "*" else left + right if symbol == "+" else left - right


def value_of(tree: ast.expr) -> Fraction:
    """The exact value of a tree. Raises ExpressionError for a node that is not on the list."""
    if isinstance(tree, ast.BinOp):
        return apply(tree.op, value_of(tree.left), value_of(tree.right))
    if isinstance(tree, ast.UnaryOp) and isinstance(tree.op, ast.USub | ast.UAdd):
        return -value_of(tree.operand) if isinstance(tree.op, ast.USub) else value_of(tree.operand)
    if isinstance(tree, ast.Constant) and type(tree.value) in (int, float):
        return Fraction(repr(tree.value))
    raise ExpressionError(f"{type(tree).__name__} is not allowed")


def evaluate(text: str) -> Fraction:
    """The exact value of an expression as `clean` leaves it. Raises ExpressionError."""
    return value_of(parse(text))


def operations(tree: ast.expr, written: dict[Fraction, str]) -> list[str] | None:
    """One calculator input for each operation of a tree, in the order they are done; None when an intermediate
    result has no short decimal, so that it could not be copied into the next call. `written` says how the question
    writes a number."""
    inputs: list[str] = []

    def walk(node: ast.expr) -> str | None:
        if not isinstance(node, ast.BinOp):
            value = value_of(node)
            return written.get(value, format_number(value))
        left, right = walk(node.left), walk(node.right)
        if left is None or right is None:
            return None
        inputs.append(f"{left}{_OPERATORS[type(node.op)]}{f'({right})' if right.startswith('-') else right}")
        result = format_number(value_of(node))
        return None if "/" in result else result

    value_of(tree)
    last = walk(tree)
    return inputs if last is not None or (inputs and _ends_in_fraction_only(tree, written)) else None


def _ends_in_fraction_only(tree: ast.expr, written: dict[Fraction, str]) -> bool:
    """Whether only the final result is a fraction, which no later call copies."""
    if not isinstance(tree, ast.BinOp):
        return False
    parts = [node for side in (tree.left, tree.right) for node in ast.walk(side) if isinstance(node, ast.BinOp)]
    return all("/" not in format_number(value_of(node)) for node in parts)


# --- MAWPS ------------------------------------------------------------------------------------------------------


def mawps(path: str | Path) -> list[Task]:
    """MAWPS rows as tasks; `solution` from the equation, or from the one operation on the question's two numbers
    that gives the answer. Raises TaskFileError."""
    path = Path(path)
    return [_with(_task(path, line, row), mawps_calls(row)) for line, row in _numbered(path)]


def _with(task: Task, inputs: list[str]) -> Task:
    """The task with a solution that makes these calls; without one when there are none."""
    solution = Solution(steps=tuple(Call(input=text) for text in inputs), answer=task.answer) if inputs else None
    level = max(1, len(inputs))
    return task.model_copy(update={"family": "mawps", "level": level, "solution": solution})


def mawps_calls(row: dict[str, Any]) -> list[str]:
    """Calculator inputs of a row, or none when they cannot be derived soundly."""
    question, answer = str(row["question"]), str(row["answer"])
    if re.search(rf"\.\d{{{MAX_PLACES + 1},}}", question):
        return []
    try:
        wanted = parse_decimal(answer)
        if not row.get("equation"):
            return _only_operation(question, wanted)
        expression = clean(str(row["equation"]))
        tree = parse(expression)
        if value_of(tree) != wanted or not isinstance(tree, ast.BinOp):
            return []
    except ValueError:  # an ExpressionError is one
        return []
    return operations(tree, as_written(question)) or [_plain_decimals(expression)]


def as_written(question: str) -> dict[Fraction, str]:
    """How a question writes each of its numbers, without `$` and thousands commas: {5/2: "2.50"}."""
    found = [q for q in quantities(question) if not q.implied and any(c.isdigit() for c in q.text)]
    return {q.value: _BARE_POINT.sub("0.", q.text.replace("$", "").replace(",", "")) for q in reversed(found)}


def _plain_decimals(expression: str) -> str:
    return re.sub(r"\d+\.\d+", lambda m: format_number(Fraction(m.group())), expression)


def _only_operation(question: str, wanted: Fraction) -> list[str]:
    """`a+b`, `a-b`, `b-a`, `a*b`, `a/b` or `b/a`: the one that gives the answer, if exactly one does."""
    named = [q for q in quantities(question) if not q.implied]
    digits = [q for q in named if any(c.isdigit() for c in q.text)]
    found = digits if len(digits) == 2 else named  # "two pumpkins: one of 4 pounds, ..." is about the digits
    if len(found) != 2:
        return []
    a, b = (q.value for q in found)
    names = as_written(question)
    first, second = (names.get(v, format_number(v)) for v in (a, b))
    values = {
        f"{first}+{second}": a + b,
        f"{first}-{second}": a - b,
        f"{second}-{first}": b - a,
        f"{first}*{second}": a * b,
    }
    if b:
        values[f"{first}/{second}"] = a / b
    if a:
        values[f"{second}/{first}"] = b / a
    matching = [text for text, value in values.items() if value == wanted]
    return matching if len(matching) == 1 else []


# --- GSM8K ------------------------------------------------------------------------------------------------------

_ANNOTATION = re.compile(r"<<([^<>]*)>>")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_TRAILING_EXPRESSION = re.compile(r"[\s\d$.,%×*/+()=-]+$|(?<=[\d\s)])\s*x\s*$")
_TRAILING_LINK = re.compile(
    r"[\s,:]+(?:is|are|was|were|be|will|would|that|that's|this|which|so|a|an|the|total|of|for|to|at|by|in|equals|or|and|"
    r"costs?|has|have|had|means|there)$",
    re.IGNORECASE,
)
_CLEAN_THOUGHT = re.compile(r"[A-Za-z][A-Za-z',;-]*(?: [A-Za-z][A-Za-z',;-]*)*")


def gsm8k(path: str | Path) -> list[Task]:
    """GSM8K rows as tasks, with a solution where each annotation recomputes and the last one is the answer.

    `metadata["grounded"]` says whether each number in the calls stands in the question or is an earlier result.
    Raises TaskFileError.
    """
    path = Path(path)
    return [_annotated(_task(path, line, row)) for line, row in _numbered(path)]


def _annotated(task: Task) -> Task:
    rationale = task.metadata.get("rationale")
    steps = gsm8k_steps(task.question, rationale, task.answer) if isinstance(rationale, str) else ()
    if not steps:
        return task.model_copy(update={"family": "gsm8k"})
    inputs = [step.input for step in steps if isinstance(step, Call)]
    metadata = {k: v for k, v in task.metadata.items() if k != "rationale"}
    metadata["grounded"] = grounded(task.question, inputs)
    return task.model_copy(
        update={
            "family": "gsm8k",
            "level": len(inputs),
            "solution": Solution(steps=steps, answer=task.answer),
            "metadata": metadata,
        }
    )


def gsm8k_steps(question: str, rationale: str, answer: str) -> tuple[Step, ...]:
    """Thoughts and calls of an annotated rationale; none when an annotation does not parse or recompute."""
    steps: list[Step] = []
    known = {q.value for q in quantities(question)}
    last: Fraction | None = None
    before = 0
    try:
        for match in _ANNOTATION.finditer(rationale):
            left, _, right = clean(match.group(1)).partition("=")
            value = evaluate(left)
            if evaluate(right) != value or "=" in right:
                return ()
            if not re.search(r"\d[-+*/%)]", left):  # <<20=20>> restates a number; a new one came from nowhere
                if value not in known:
                    return ()
            else:
                text = thought(rationale[before : match.start()])
                steps += [Thought(text=text)] if text else []
                steps.append(Call(input=left))
                last = value
            known.add(value)
            before = match.end()
        if last is None or last != parse_decimal(answer):
            return ()
    except ValueError:
        return ()
    return tuple(steps)


def thought(before: str) -> str:
    """What the sentence before an annotation is about, in at most MAX_THOUGHT_WORDS words; "" when that is not
    clean: "...\\nHer total profit will be $65 - $40 = $" -> "Her total profit"."""
    sentence = re.split(r"(?<=[.!?])\s+|\n", before)[-1]
    while True:
        shorter = _TRAILING_LINK.sub("", _TRAILING_EXPRESSION.sub("", sentence))
        if shorter == sentence:
            break
        sentence = shorter
    sentence = sentence.strip(" ,;:-")
    if len(sentence.split()) > MAX_THOUGHT_WORDS:
        sentence = re.split(r",\s+|\bso\s+|\bthen\s+", sentence)[-1].strip()
    words = sentence.split()
    if not 2 <= len(words) <= MAX_THOUGHT_WORDS or not _CLEAN_THOUGHT.fullmatch(" ".join(words)):
        return ""
    if any(len(word) == 1 and word not in ("a", "A", "I") for word in words):  # the x of an equation
        return ""
    return " ".join(words)


def grounded(question: str, inputs: Iterable[str]) -> bool:
    """Whether each number of each call stands in the question (25% may be used as 0.25) or is an earlier result."""
    known = {q.value for q in quantities(question)}
    if "%" in question or "percent" in question:
        known |= {v / 100 for v in known} | {Fraction(100)}
    for text in inputs:
        if not all(Fraction(number) in known for number in _NUMBER.findall(text)):
            return False
        known.add(evaluate(text))
    return True
