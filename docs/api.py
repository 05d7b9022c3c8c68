"""Writes docs/api.md from the docstrings: `python docs/api.py`, or `--check` to say whether it is up to date.

Signatures and sentences come from the code; the examples here run in tests/test_api.py, in order, in one session in
which `Agent.default()` gives a scripted model instead of the shipped weights.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import itertools
import re
import sys
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PACKAGES = ("core_model", "tasks", "verifier", "agent", "tui")
FILE = Path(__file__).with_name("api.md")
HEAD = """# The Python API

Written by `python docs/api.py` from the docstrings, checked by `tests/test_api.py`, which also runs each example. What
is not named here may change without notice.
"""


@dataclass(frozen=True)
class Section:
    """A part of the page: what it is about, an example, and the objects whose docstrings tell the rest."""

    title: str
    example: str
    names: tuple[str, ...]


SECTIONS = (
    Section(
        "Ask",
        """
>>> from agent import Agent
>>> agent = Agent.default()
>>> trace = agent.ask("What is 48 - 29?")
>>> trace.answer, trace.result.status
('19', 'verified')
>>> [check.name for check in trace.verdict.checks if check.status == "pass"][:2]
['recompute', 'grounding']
>>> for event in agent.stream("What is 48 - 29?"):
...     if event.type in ("thought", "call", "observation", "answer"):
...         print(event.type)
thought
call
observation
answer
""",
        ("agent.loop.Agent", "agent.settings.Settings", "agent.trace.Trace", "agent.policy.Policy", "agent.policy.Ask",
         "agent.policy.Rollout", "agent.tools.Tool", "agent.tools.ToolResult"),
    ),
    Section(
        "Events",
        """
>>> from agent.events import EVENT
>>> from agent.trace import Trace
>>> Trace.from_json(trace.to_json()) == trace
True
>>> EVENT.validate_json(trace.events[0].model_dump_json()).question
'What is 48 - 29?'
>>> [event.check.name for event in trace.events if event.type == "check" and event.check.status == "pass"][:2]
['recompute', 'grounding']
>>> [event.sampled_tokens for event in trace.events if event.type == "statistics"] == [trace.result.tokens]
True
""",
        ("agent.events.RunStarted", "agent.events.Retried", "agent.events.AttemptStarted", "agent.events.ThoughtDelta",
         "agent.events.ThoughtWritten", "agent.events.CallMade", "agent.events.Observed", "agent.events.Answered",
         "agent.events.Failed", "agent.events.CheckMade", "agent.events.VerdictGiven", "agent.events.BudgetSpent",
         "agent.events.Statistics", "agent.events.AttemptFinished", "agent.routing.TokenRouting",
         "agent.events.Result"),
    ),
    Section(
        "Keep, find and export traces",
        """
>>> from agent.store import Filters, Store
>>> from agent.export_html import page
>>> store = Store.open()
>>> store.add(trace)
>>> [found.answer for found in store.search("48", Filters(status="verified", min_score=0.5))]
['19']
>>> page([store.get(trace.result.trace_id)]).startswith("<!DOCTYPE html>")
True
""",
        ("agent.store.Store", "agent.store.Filters", "agent.store.TraceSummary", "agent.export.jsonl",
         "agent.export.read_jsonl", "agent.export_html.page", "agent.replay.pauses"),
    ),
    Section(
        "Questions with known answers",
        """
>>> from tasks.suites import suite
>>> task = suite("arithmetic").sample(3, seed=0)[0]
>>> task.family, bool(task.question), bool(task.answer)
('arithmetic', True, True)
>>> suite("arithmetic").sample(1, seed=0) == [task]
True
""",
        ("tasks.suites.suite", "tasks.suites.Suite", "tasks.task.Task", "tasks.task.Solution"),
    ),
    Section(
        "Many questions, and two runs compared",
        """
>>> from pathlib import Path
>>> from agent.batch import evaluate
>>> from agent.compare import compare as compare_runs
>>> from tasks.task import Task
>>> mine = [Task(id=f"t{i}", question=q, answer=a, family="mine")
...         for i, (q, a) in enumerate([("What is 48 - 29?", "19"), ("What is 2 * 3?", "7")])]
>>> summary = evaluate(mine, agent, suite="mine", attempts=1, out=Path("before"))
>>> summary["n"], summary["final"]["accuracy"]
(2, 0.5)
>>> after = evaluate(mine, agent, suite="mine", attempts=2, out=Path("after"))
>>> compare_runs(Path("before"), Path("after")).total.difference
0.0
""",
        ("agent.batch.evaluate", "agent.batch.summarize", "agent.compare.compare", "agent.compare.Comparison",
         "agent.compare.Difference"),
    ),
    Section(
        "Is this answer right?",
        """
>>> from verifier.equivalence import compare
>>> compare("1/2", "0.5").equal, compare("1/2", "0.6").equal
(True, False)
>>> from verifier.universal import judge_text
>>> verdict = judge_text("What is 48 - 29?", "18", "48 - 29 = 18")
>>> verdict.status, verdict.evidence_against[0].name
('refuted', 'recompute')
""",
        ("verifier.equivalence.compare", "verifier.equivalence.Grade", "verifier.policy.EquivalencePolicy",
         "verifier.universal.judge", "verifier.universal.judge_text", "verifier.verdict.Verdict",
         "verifier.verdict.Check"),
    ),
    Section(
        "An environment to train in",
        """
>>> from agent.gym import Environment
>>> environment = Environment(mine, agent.policy.transcript)
>>> turn = environment.reset(task=mine[0])
>>> turn.text
'What is 48 - 29?'
>>> turn = environment.step("calculator: 48 - 29")
>>> turn.text, turn.done
('19', False)
>>> turn = environment.step("answer: 19")
>>> turn.done, turn.reward, turn.info["stop"]
(True, 1.0, 'answered')
>>> environment.trace.attempts[0].token_ids == environment.ids
True
""",
        ("agent.gym.Environment", "agent.gym.Turn", "agent.gym.Reward", "agent.training.trl_rollouts.Rollouts"),
    ),
)  # fmt: skip


def document() -> str:
    """The whole page."""
    return HEAD + "".join(_section(section) for section in SECTIONS)


def _section(section: Section) -> str:
    parts = "".join(_entry(name) for name in section.names)
    return f"\n## {section.title}\n\n```pycon\n{section.example.strip()}\n```\n{parts}"


def _entry(name: str) -> str:
    module, _, attribute = name.rpartition(".")
    found = getattr(importlib.import_module(module), attribute)
    if not (inspect.isclass(found) or inspect.isfunction(found)):
        return f"\n### `{name}`\n\n{_beneath(module, attribute)}\n"
    node = _node(found)
    lines = [f"\n### `{name}`\n"]
    if not getattr(found, "_is_protocol", False):
        lines.append(f"```python\n{_signature(node, found)}\n```\n")
    lines.append(_indented(inspect.getdoc(found) or "", ""))
    members = [_member(inner) for inner in node.body] if isinstance(node, ast.ClassDef) else []
    said = [member for member in members if member]
    return "\n".join([*lines, *([""] if said else []), *said]) + "\n"


Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def _node(found: Any) -> Definition:
    """Where it is written: what is printed is what the source says, whatever the versions of Python and pydantic."""
    (node,) = ast.parse(textwrap.dedent(inspect.getsource(found))).body
    assert isinstance(node, Definition)
    return node


def _signature(node: ast.stmt, found: Any = None) -> str:
    """How it is called: the arguments of a function, or of a class's `__init__`, or else the fields of a record."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        returns = f" -> {_words(node.returns)}" if node.returns else ""
        if _marked(node, "property"):
            return f"{node.name}: {_words(node.returns)}"
        prefix = "async " * isinstance(node, ast.AsyncFunctionDef)
        return f"{prefix}{node.name}({_arguments(node)}){returns}"
    assert isinstance(node, ast.ClassDef)
    for inner in node.body:
        if isinstance(inner, ast.FunctionDef) and inner.name == "__init__":
            return f"{node.name}({_arguments(inner)})"
    lines = "".join(f"    {ast.unparse(field)},\n" for field in _fields(found)).replace("'", '"')
    return f"{node.name}(\n{lines})" if lines else f"{node.name}()"


def _fields(found: type) -> list[ast.AnnAssign]:
    """The fields of a record, those of its bases first."""
    made: dict[str, ast.AnnAssign] = {}
    for base in reversed(found.__mro__):
        if base.__module__.split(".")[0] not in PACKAGES:
            continue
        body = _node(base).body
        fields = [inner for inner in body if isinstance(inner, ast.AnnAssign) and isinstance(inner.target, ast.Name)]
        made |= {ast.unparse(field.target): field for field in fields if not ast.unparse(field.target).startswith("_")}
    return list(made.values())


def _arguments(node: ast.FunctionDef | ast.AsyncFunctionDef) -> str:
    """As a formatter would write them: spaces around the default of an argument with an annotation."""
    given = node.args
    plain = [arg for arg in (*given.posonlyargs, *given.args) if arg.arg not in ("self", "cls")]
    missing = [None] * (len(plain) - len(given.defaults))
    parts = [_argument(arg, default) for arg, default in zip(plain, [*missing, *given.defaults], strict=True)]
    if given.vararg or given.kwonlyargs:
        parts.append(f"*{ast.unparse(given.vararg)}" if given.vararg else "*")
    parts += [_argument(arg, default) for arg, default in zip(given.kwonlyargs, given.kw_defaults, strict=True)]
    return ", ".join([*parts, *([f"**{ast.unparse(given.kwarg)}"] if given.kwarg else [])])


def _argument(arg: ast.arg, default: ast.expr | None) -> str:
    return ast.unparse(arg) + (f" = {ast.unparse(default)}" if default is not None else "").replace("'", '"')


def _words(annotation: ast.expr | None) -> str:
    return "Any" if annotation is None else ast.unparse(annotation)


def _marked(node: ast.FunctionDef | ast.AsyncFunctionDef, decorator: str) -> bool:
    return any(isinstance(one, ast.Name) and one.id == decorator for one in node.decorator_list)


def _member(node: ast.stmt) -> str:
    """A public method or property that has something to say."""
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) or node.name.startswith("_"):
        return ""
    text = ast.get_docstring(node)
    return f"- `{_signature(node)}`  \n  {_indented(text, '  ')}" if text else ""


def _indented(text: str, indent: str) -> str:
    return re.sub(r"\n(?=.)", f"\n{indent}", text)


def _beneath(module: str, attribute: str) -> str:
    """The docstring below a constant or an alias."""
    body = ast.parse(inspect.getsource(importlib.import_module(module))).body
    for node, after in itertools.pairwise(body):
        named = isinstance(node, ast.Assign) and any(ast.unparse(target) == attribute for target in node.targets)
        if named and isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
            return str(after.value.value)
    return ""


def main(arguments: Iterable[str]) -> int:
    """Write the page, or with --check say whether it would change: 1 when it would."""
    text = document()
    if "--check" in arguments:
        same = FILE.exists() and FILE.read_text(encoding="utf-8") == text
        print(
            "docs/api.md is up to date" if same else "docs/api.md is out of date: python docs/api.py", file=sys.stderr
        )
        return int(not same)
    FILE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(FILE.parents[1]))
    sys.exit(main(sys.argv[1:]))
