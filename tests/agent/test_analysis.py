"""Why answers are wrong: the kind of each error, groups of them, and the report that a person reads."""

from __future__ import annotations

import random
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.analysis.calculation import calculation
from agent.analysis.clusters import PROPERTIES, Outcome, clusters
from agent.analysis.kinds import Kind, kind_of_error
from agent.analysis.references import reference
from agent.analysis.report import READ, Report, analyse, answered_by, as_json, table, to_read
from agent.batch import evaluate
from agent.events import StopReason
from agent.trace import Trace
from agent.training.observe import observe
from tasks.generators import word_problems
from tasks.readers import read_tasks
from tasks.suites import suite
from tasks.task import Call, Observation, Solution, Step, Task, Thought
from tests.agent.conftest import Stage
from tests.agent.public_data import put_rows

ROLLS = "A baker makes 48 rolls, sells 29 of them and bakes 15 more. How many rolls does he have?"


def solution(*calls: str, answer: str | None, run: bool = True, tool: str = "calculator") -> Solution:
    steps: list[Step] = []
    for text in calls:
        seen = observe(tool, text)
        steps += [Call(tool=tool, input=text)]
        steps += [Observation(text=seen or "an error", ok=seen is not None)] if run else []
    return Solution(steps=tuple(steps), answer=answer)


def rolls(*calls: str, answer: str = "34") -> Task:
    known = solution(*(calls or ("48-29", "19+15")), answer=answer, run=False)
    return Task(
        id="rolls", question=ROLLS, answer=answer, family="word_problems", template="change:a-b", solution=known
    )


def kind(attempt: Solution, task: Task | None = None, stop: StopReason = "answered") -> Kind:
    task = task or rolls()
    return kind_of_error(task, task.solution, attempt, stop)


@pytest.mark.parametrize(
    ("attempt", "named"),
    [
        (solution("48+29", "77+15", answer="92"), "wrong operation"),
        (solution("48-15", "33+29", answer="62"), "wrong operand"),
        (solution("29-48", "-19+15", answer="-4"), "wrong operand"),
        (solution("48-29", answer="19"), "missing step"),
        (solution(answer="15"), "missing step"),
        (solution("48-29", "19+15", "34+29", answer="63"), "extra step"),
        (solution("43-29", "14+15", answer="29"), "copied number wrong"),
        (solution("48-29", "91+15", answer="106"), "copied number wrong"),
        (solution("48-29", "19+15", answer="43"), "copied number wrong"),
        (solution("48-29", "19+15", answer="rolls he has"), "format"),
        (solution("48-29", answer=None), "format"),
        (solution("48-29", "19//15", answer="1"), "tool error"),
        (solution("48-29", answer="This cannot be answered: a number is missing."), "refused"),
    ],
)
def test_the_kind_of_an_error_is_told_by_its_calls(attempt: Solution, named: Kind) -> None:
    assert kind(attempt) == named


@pytest.mark.parametrize("stop", ["steps", "tokens", "seconds", "context"])
def test_an_attempt_that_ran_out_is_told_by_its_end(stop: StopReason) -> None:
    assert kind(solution("48-29", answer=None), stop=stop) == "budget"


def test_a_malformed_attempt_is_one_of_format() -> None:
    assert kind(solution("48-29", answer="19"), stop="malformed") == "format"


def test_the_same_numbers_and_operations_put_together_differently() -> None:
    task = rolls("(48-29)*15", answer="285")
    assert kind(solution("48-29*15", answer="-387"), task) == "wrong operation"


def test_an_answer_where_there_is_none() -> None:
    task = Task(id="x", question="Ann buys 3 pens. What do they cost?", answer="This cannot be answered: a number is missing.", family="plain", solution=Solution(answer="x"))  # fmt: skip
    assert kind(solution(answer="3"), task) == "not refused"


def test_words_alone_can_be_wrong_too() -> None:
    task = Task(id="x", question="Is Ann taller?", answer="yes", family="logic", solution=Solution(steps=(Thought(text="She is."),), answer="yes"))  # fmt: skip
    assert kind(solution(answer="no"), task) == "wrong conclusion"


def test_without_a_reference_nothing_is_compared() -> None:
    task = rolls().model_copy(update={"solution": None})
    assert kind(solution("48+29", answer="77"), task) == "no reference"


def test_a_program_may_bring_its_own_numbers() -> None:
    known = solution("print(sum(range(48)))", answer="1128", run=False, tool="python")
    task = rolls().model_copy(update={"solution": known, "answer": "1128"})
    assert kind(solution("print(sum(range(7, 49)))", answer="1155", tool="python"), task) == "wrong operand"


# --- calculations -----------------------------------------------------------------------------------------------


@given(st.integers(50, 99), st.integers(10, 49), st.integers(2, 9))
def test_one_call_is_the_same_calculation_as_two(a: int, b: int, c: int) -> None:
    given_ = frozenset(map(Fraction, (a, b, c)))
    one = calculation(solution(f"{a}-{b}+{c}", answer=None), given_)
    two = calculation(solution(f"{a}-{b}", f"{a - b}+{c}", answer=None), given_)
    assert one.operations == two.operations == ("-", "+")
    if Fraction(a - b) not in given_:  # else nobody can say whether it is the question's number or the result
        assert one.numbers == two.numbers == tuple(map(Fraction, (a, b, c)))


def test_calls_without_observations_are_run() -> None:
    run, bare = (solution("48-29", "19+15", answer="34", run=run) for run in (True, False))
    assert calculation(run, frozenset()) == calculation(bare, frozenset())


def spoiled(task: Task, rng: random.Random) -> tuple[Solution, str]:
    """The task's own solution with one call changed in a way that is known."""
    assert task.solution is not None
    inputs = [call.input for call in task.solution.calls]
    how = rng.choice(("left out", "strange"))
    if how == "left out":
        inputs.pop()
    else:
        inputs[rng.randrange(len(inputs))] = f"{rng.randint(100_003, 999_983)}+1"
    return solution(*inputs, answer="-123456"), {"left out": "missing step", "strange": "copied number wrong"}[how]


def test_errors_put_into_reference_solutions_are_named_for_what_they_are() -> None:
    for seed in range(60):
        rng = random.Random(seed)
        task = word_problems.generate(rng)
        attempt, wanted = spoiled(task, rng)
        assert kind(attempt, task) == wanted


# --- references -------------------------------------------------------------------------------------------------


def test_a_reference_is_made_of_what_a_data_set_says(tmp_path: Path) -> None:
    file = put_rows(
        tmp_path / "rows.jsonl",
        [
            {"question": "Ann has 5 pens and buys 3. How many?", "answer": "8", "equation": "( 5.0 + 3.0 )"},
            {"question": "Ann has 5 pens and buys 3. How many?", "answer": "8", "equation": "5+3=8"},
            {"question": "Ann has 5 pens and buys 3. How many?", "answer": "8", "rationale": "5+3 = <<5+3=8>>8"},
            {"question": "Solve 2*n + 4 = 8 for n.", "answer": "2", "source": "deepmind_mathematics/x"},
            {"question": "Ann has 5 pens and buys 3. How many?", "answer": "8"},
        ],
    )
    found = [reference(task) for task in read_tasks(file)]
    calls = [[call.input for call in known.calls] if known else None for known in found]
    assert calls == [["5+3"], ["5+3"], ["5+3"], ["solve(2*n + 4 = 8, n)"], None]


def test_a_generated_task_is_its_own_reference() -> None:
    (task,) = suite("arithmetic").sample(1)
    assert reference(task) is task.solution


# --- the report -------------------------------------------------------------------------------------------------


def test_a_run_is_reported_with_its_failures(stage: Stage) -> None:
    scripts = {
        "What is 1 * 2?": ["call:1*2", "answer:2"],
        "What is 3 * 2?": ["call:3+2", "answer:5"],
        "What is 4 * 2?": ["call:4*2", "answer:8"],
    }
    tasks = [
        Task(id=str(n), question=f"What is {n} * 2?", answer=str(2 * n), family="doubling", template=f"even:{n}", solution=solution(f"{n}*2", answer=str(2 * n), run=False))
        for n in (1, 3, 4)
    ]  # fmt: skip
    traces: list[Trace] = []
    summary = evaluate(tasks, stage.agent(scripts), suite="test", attempts=1, told=traces.extend)
    report = analyse("test", tasks, traces)
    assert summary["final"]["correct"] == 2 and report.kinds == {"wrong operation": 1}
    made = as_json(report)
    assert made["failures"] == [
        {"id": "3", "kind": "wrong operation", "question": "What is 3 * 2?", "gold": "6", "answer": "5"}
    ]
    (text,) = to_read(report)["wrong operation"]
    for line in ("What is 3 * 2?", "gold: 6", "    > 3*2  = 6", "    > 3+2", "      = 5", "    answer: 5"):
        assert line in text.split("\n")
    assert any(line.startswith("  doubling") and "33.3 %" in line for line in table(report))
    assert answered_by(traces[1]).attempt == 0


def outcome(n: int, named: Kind | None) -> Outcome:
    task = rolls().model_copy(update={"id": str(n), "template": f"schema{n % 3}:x"})
    return Outcome(task, task.solution, named is None, named is None, "unsure", named)


@given(st.lists(st.sampled_from([None, "wrong operand", "missing step"]), min_size=1, max_size=60))
def test_groups_of_a_property_hold_every_outcome_once(named: list[Kind | None]) -> None:
    found = clusters([outcome(n, kind_) for n, kind_ in enumerate(named)])
    for by in PROPERTIES:
        own = [c for c in found if c.by == by]
        assert sum(c.n for c in own) == len(named)
        assert sum(c.wrong for c in own) == sum(k is not None for k in named)
        assert all(sum(c.kinds.values()) == c.wrong for c in own)


def test_no_more_than_twenty_of_a_kind_are_written_out(stage: Stage) -> None:
    task = rolls()
    traces: list[Trace] = []
    evaluate([task], stage.agent({ROLLS: ["call:48-29", "answer:19"]}), suite="x", attempts=1, told=traces.extend)
    many = tuple(outcome(n, "missing step") for n in range(50))
    texts = to_read(Report("x", many, tuple(traces * 50)))["missing step"]
    assert len(texts) == READ and len({text.split("\n")[0] for text in texts}) == READ


def test_an_empty_report_can_be_read() -> None:
    report = analyse("none", [], [])
    assert table(report)[0].startswith("none: 0 of 0") and to_read(report) == {}
