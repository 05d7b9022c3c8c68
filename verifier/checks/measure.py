"""How often the checks refute right solutions (never, it should be) and catch wrong ones, on tasks of every family.

python -m verifier.checks.measure --each 18
"""

from __future__ import annotations

import argparse
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from tasks.families import FAMILIES, TABLES
from tasks.task import Call, Observation, Solution, Step, Task
from verifier.checks.answer_check import applies
from verifier.checks.asked import AnswerKind
from verifier.checks.execution import execution
from verifier.checks.follows import follows
from verifier.checks.grounding import grounding
from verifier.checks.mutants import implausible, misobserved, ungrounded, wrong_answer, wrong_kind
from verifier.checks.plausibility import Plausibility
from verifier.checks.recompute import recompute
from verifier.checks.rederivation import rederivation, rederivation_in_sandbox
from verifier.checks.registry import ANSWER_CHECKS, PROVING
from verifier.sandbox.shared import shared_pool
from verifier.universal import judge
from verifier.verdict import Check
from verifier.worker import CalculatorPool

TOOL_SECONDS = 60.0
"""A right solution has its results, however busy the machine is."""
PRACTISED_SHARE = 6
"""Tasks of a practised family for each one of another generator."""
Mutate = Callable[[Solution, random.Random], Solution | None]


def generators() -> Iterator[tuple[str, Callable[..., Task], int]]:
    """Each family's name, its generator, and how many times as many tasks it gets."""
    for family in FAMILIES:
        yield family.name, family.generate, PRACTISED_SHARE
    for name, table in TABLES.items():
        for kind, generate in table.items():
            yield f"{name}/{kind}", generate, 1


def completed(task: Task, calculator: CalculatorPool) -> Solution:
    """A reference solution with what the tools answer to its calls.

    Tools by name live above this floor: what they print is the answer, as tests/tasks/test_all_families.py holds.
    """
    assert task.solution is not None
    steps: list[Step] = []
    for step in task.solution.steps:
        steps.append(step)
        if isinstance(step, Call) and step.tool == "python":
            outcome = shared_pool().run(step.input)
            steps.append(Observation(text=outcome.text, ok=outcome.ok))
        elif isinstance(step, Call) and step.tool != "calculator":
            steps.append(Observation(text=task.solution.answer or ""))
        elif isinstance(step, Call):
            text, ok = calculator.run(step.input, TOOL_SECONDS)
            for _ in range(3):  # a busy machine may not start a worker in time
                if ok or "did not start" not in text:
                    break
                text, ok = calculator.run(step.input, TOOL_SECONDS)
            steps.append(Observation(text=text, ok=ok))
    return Solution(steps=tuple(steps), answer=task.solution.answer)


def references(each: int, seed: int = 0, part: int = 0, parts: int = 1) -> Iterator[tuple[str, Task, Solution]]:
    """Tasks of every generator with their completed solutions, every third in wording that training never shows; of
    `parts` shares of the generators the one numbered `part`."""
    with CalculatorPool(symbolic_seconds=TOOL_SECONDS) as calculator:
        for name, generate, times in list(generators())[part::parts]:
            for i in range(each * times):
                task = generate(random.Random(f"checks:{seed}:{name}:{i}"), unseen=i % 3 == 2)
                yield name, task, completed(task, calculator)


class Table:
    """Counts by check: right solutions it spoke of, those refuted; wrong ones made for it, caught, called right."""

    def __init__(self) -> None:
        self.counts: dict[str, Counter[str]] = defaultdict(Counter)
        self.refuted: list[str] = []
        self.let_through: list[str] = []

    def right(self, question: str, answer: str, check: Check) -> bool:
        """Count what a check says of a right solution; whether it spoke of it."""
        if not applies(check) or (check.status == "unknown" and check.name not in PROVING):
            return False
        self.counts[check.name][f"right {check.status}"] += 1
        if check.status == "fail":
            self.refuted.append(f"{check.name}: {question[:160]!r}, {answer[:60]!r}: {check.evidence}")
        return True

    def wrong(self, question: str, answer: str | None, check: Check) -> None:
        self.counts[check.name][f"wrong {check.status}"] += 1
        if check.status == "pass":
            self.let_through.append(f"{check.name}: {question[:160]!r}, {(answer or '')[:60]!r}: {check.evidence}")

    def rows(self) -> list[str]:
        """Markdown."""
        lines = ["| check | right solutions | of these refuted | wrong ones | caught | called right |",
                 "|---|---:|---:|---:|---:|---:|"]  # fmt: skip
        for name, c in self.counts.items():
            right = sum(n for k, n in c.items() if k.startswith("right"))
            wrong = sum(n for k, n in c.items() if k.startswith("wrong"))
            caught = f"{c['wrong fail'] / wrong:.1%}" if wrong else ""
            right_refuted = c["right fail"]
            lines.append(f"| {name} | {right} | {right_refuted} | {wrong} | {caught} | {c['wrong pass']} |")
        return lines


SANDBOXED_EVERY = 6
"""Of the checks that start a process, one task in so many is measured by itself."""
STEP_CHECKS: tuple[tuple[Callable[[str, Solution], Check], Mutate, int], ...] = (
    (recompute, lambda s, rng: misobserved(s, "calculator", rng), 1),
    (rederivation, lambda s, rng: misobserved(s, "calculator", rng), 1),
    (rederivation_in_sandbox, lambda s, rng: misobserved(s, "calculator", rng), SANDBOXED_EVERY),
    (execution, lambda s, rng: misobserved(s, "python", rng), SANDBOXED_EVERY // 2),
    (grounding, ungrounded, 1),
    (follows, lambda s, rng: _answered(s, wrong_answer("", s.answer or "", rng)), 1),
)


def _answered(solution: Solution, answer: str | None) -> Solution | None:
    return None if answer is None else Solution(steps=solution.steps, answer=answer)


Measured = tuple[Table, Counter[str], dict[str, Counter[str]]]
"""The table of checks, the verdicts on right solutions, and by family the verdicts on wrong answers alone."""


def measure(each: int, mutants: int, seed: int = 0, part: int = 0, parts: int = 1) -> Measured:
    table, verdicts, alone = Table(), Counter[str](), defaultdict[str, Counter[str]](Counter)
    for number, (name, task, solution) in enumerate(references(each, seed, part, parts)):
        rng, question, answer = random.Random(f"{seed}:{task.question}"), task.question, task.answer
        verdict = judge(question, solution)
        verdicts[verdict.status] += 1
        if verdict.status == "refuted":
            table.refuted.append(f"{name}: {question[:160]!r}, {answer[:60]!r}: {verdict.evidence_against[0].evidence}")
        for check in ANSWER_CHECKS:
            bare = Solution(answer=answer)
            found = check(question, bare)
            if not table.right(question, answer, found):
                continue
            for _ in range(mutants):
                if isinstance(check, AnswerKind):
                    other: str | None = wrong_kind(answer, rng)
                elif isinstance(check, Plausibility):
                    other = implausible(answer, rng, "below zero" not in found.evidence)
                else:
                    other = wrong_answer(question, answer, rng)
                if other is not None:
                    table.wrong(question, other, check(question, Solution(answer=other)))
        of_steps = {check.name: check for check in verdict.checks}
        for step_check, mutate, every in STEP_CHECKS:
            if number % every:
                continue
            in_python = step_check is rederivation_in_sandbox
            name_of = getattr(step_check, "name", getattr(step_check, "__name__", ""))
            said = step_check(question, solution) if in_python else of_steps.get(name_of)
            if said is None or not table.right(question, answer, _labelled(said, in_python)):
                continue
            if (mutant := mutate(solution, rng)) is not None:
                table.wrong(question, mutant.answer, _labelled(step_check(question, mutant), in_python))
        if (other := wrong_answer(question, answer, rng)) is not None:
            alone[name.split("/")[0]][judge(question, Solution(answer=other)).status] += 1
    return table, verdicts, alone


def _labelled(check: Check, in_python: bool) -> Check:
    return check.model_copy(update={"name": "re-derivation in Python"}) if in_python else check


def joined(measured: Iterable[Measured]) -> Measured:
    """Several measurements as one."""
    table, verdicts, alone = Table(), Counter[str](), defaultdict[str, Counter[str]](Counter)
    for some, more, others in measured:
        verdicts += more
        for counts, found in ((table.counts, some.counts), (alone, others)):
            for name, counter in found.items():
                counts[name] += counter
        table.refuted += some.refuted
        table.let_through += some.let_through
    return table, verdicts, alone


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--each", type=int, default=18, help="tasks of each generator")
    parser.add_argument("--mutants", type=int, default=2, help="wrong answers of a right one, for each check")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--processes", type=int, default=1)
    o = parser.parse_args()
    work = [(o.each, o.mutants, o.seed, part, o.processes) for part in range(o.processes)]
    with ProcessPoolExecutor(o.processes, get_context("spawn")) as pool:
        table, verdicts, alone = joined(pool.map(measure, *zip(*work, strict=True)))
    print(f"{sum(verdicts.values())} right solutions: " + ", ".join(f"{n} {k}" for k, n in sorted(verdicts.items())))
    print("\n".join(table.rows()))
    print("\nwrong answers without any step\n\n| family | refuted | unsure | verified |\n|---|---:|---:|---:|")
    for name, c in alone.items():
        print(f"| {name} | {c['refuted']} | {c['unsure']} | {c['verified']} |")
    for title, lines in (("refuted though right", table.refuted), ("called right though wrong", table.let_through)):
        print(f"\n{title}: {len(lines)}", *lines[:40], sep="\n")


if __name__ == "__main__":
    main()
