"""Ponder in Inspect: tasks by name, our agent and any model as solvers, grades and verdicts in the log."""

from __future__ import annotations

import importlib.metadata
import tomllib
from pathlib import Path
from typing import Any

import pytest

inspect_ai = pytest.importorskip("inspect_ai", reason="needs the `inspect` extra")

from inspect_ai.log import EvalLog, read_eval_log  # noqa: E402
from inspect_ai.model import ModelOutput, ModelUsage, get_model  # noqa: E402
from inspect_ai.util import registry_info  # noqa: E402

from agent.batch import right  # noqa: E402
from agent.interop import inspect as ours  # noqa: E402
from agent.loop import Agent  # noqa: E402
from agent.trace import Trace  # noqa: E402
from tasks.suites import FAMILY_SUITES, SUITES, suite  # noqa: E402
from tests.agent.conftest import Stage  # noqa: E402

TASKS = suite("arithmetic").sample(3)


def run(task: Any, tmp_path: Path, **settings: Any) -> EvalLog:
    (log,) = inspect_ai.eval(task, display="none", log_dir=str(tmp_path), log_format="json", **settings)
    assert log.status == "success", log.error
    return read_eval_log(log.location)


def mock(answers: dict[str, str]) -> Any:
    """Inspect's mock model; it says of each question what is to be said."""

    def say(messages: list[Any], *_: Any) -> ModelOutput:
        question = messages[-1].text.partition(ours.INSTRUCTION)[0]
        output = ModelOutput.from_content("mockllm/model", answers[question])
        output.usage = ModelUsage(input_tokens=1, output_tokens=1, total_tokens=2)  # else it downloads a tokenizer
        return output

    return get_model("mockllm/model", custom_outputs=say)


def test_every_suite_is_a_task_under_our_name() -> None:
    from inspect_ai._util.registry import registry_lookup

    for name in ("suite", *SUITES, *FAMILY_SUITES):
        found = registry_lookup("task", f"ponder/{name}")
        assert found is not None and registry_info(found).name == f"ponder/{name}"
    assert registry_lookup("solver", "ponder/agent") and registry_lookup("scorer", "ponder/graded")


def test_the_entry_point_is_declared_and_installed() -> None:
    settings = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))
    assert settings["project"]["entry-points"]["inspect_ai"] == {"ponder": ours.__name__}
    points = importlib.metadata.entry_points(group="inspect_ai", name="ponder")
    if not points:
        pytest.skip("ponder is not installed, or was before this entry point was declared")
    assert next(iter(points)).load() is ours


def test_another_model_is_graded_as_eval_grades(tmp_path: Path) -> None:
    said = [f"2 + 2 = 4\nfinal answer: {TASKS[0].answer}", "final answer: 1234567", ""]
    answers = {task.question: text for task, text in zip(TASKS, said, strict=True)}
    log = run(ours.as_task("arithmetic", 3), tmp_path, solver=ours.generate_answer(), model=mock(answers))
    assert log.samples is not None and log.results is not None
    graded = {sample.id: sample.scores["graded"] for sample in log.samples if sample.scores}
    scores = [graded[task.id] for task in TASKS]
    assert [(score.value, score.answer) for score in scores] == [
        ("C", TASKS[0].answer), ("I", "1234567"), ("N", None),
    ]  # fmt: skip
    assert log.results.scores[0].metrics["accuracy"].value == pytest.approx(1 / 3)
    assert {sample.metadata["family"] for sample in log.samples} == {"arithmetic"}
    assert all(score.metadata and score.metadata["verdict"]["status"] for score in scores)


def test_our_agent_leaves_its_whole_trace(stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = "48 is not in the question."
    scripts = {
        TASKS[0].question: ["call:48-29", "answer:30"],
        f"{TASKS[0].question}|{wrong}": ["thought:Again.", "call:1/0", "call:48-29", f"answer:{TASKS[0].answer}"],
    }
    agent = stage.agent(scripts)
    monkeypatch.setattr(ours, "_agent", lambda policy: agent)
    log = run(ours.as_task("arithmetic", 1, attempts=2), tmp_path, model="none/none")
    assert log.samples is not None
    (sample,) = log.samples
    trace = Trace.from_json(sample.store[ours.TRACE])
    assert trace.result.attempts == 2 and trace.result.question == TASKS[0].question
    chat = [(m.role, m.text) for m in sample.messages]
    assert chat[0] == ("user", TASKS[0].question) and ("user", wrong) in chat and ("tool", "19") in chat
    calls = [call for m in sample.messages for call in getattr(m, "tool_calls", None) or []]
    assert [(c.function, c.arguments["input"]) for c in calls] == [
        ("calculator", "48-29"), ("calculator", "1/0"), ("calculator", "48-29"),
    ]  # fmt: skip
    refused = [m for m in sample.messages if m.role == "tool" and m.error is not None]
    assert [m.text for m in refused] == ["division by zero"]
    events = [event for event in sample.events if event.event in ("span_begin", "info")]
    assert [e.name for e in events if e.event == "span_begin" and e.name.startswith("attempt")] == [
        "attempt 1", "attempt 2",
    ]  # fmt: skip
    verdicts = [e.data["verdict"]["status"] for e in events if e.event == "info" and "verdict" in e.data]
    assert verdicts == [a.verdict.status for a in trace.attempts]
    assert sample.scores is not None and sample.scores["graded"].answer == trace.answer
    assert sample.scores["graded"].metadata["verdict"]["score"] == trace.result.score  # type: ignore[index]


def test_gold_that_cannot_be_read_is_unscored(stage: Stage, tmp_path: Path) -> None:
    task = ours.as_task("arithmetic", 1)
    task.dataset[0].target = ""
    log = run(task, tmp_path, solver=ours.generate_answer(), model=mock({TASKS[0].question: "final answer: 3"}))
    assert log.samples is not None and log.samples[0].scores is not None
    assert log.samples[0].scores["graded"].value != log.samples[0].scores["graded"].value  # nan


@pytest.mark.slow
def test_the_shipped_policy_scores_what_eval_scores(tmp_path: Path) -> None:
    log = run(ours.as_task("arithmetic", 3, attempts=1), tmp_path, model="none/none")
    assert log.samples is not None
    agent = Agent.default()
    samples = {sample.id: sample for sample in log.samples}
    for task in TASKS:
        trace, sample = agent.ask(task.question, attempts=1), samples[task.id]
        assert sample.scores is not None
        assert (sample.scores["graded"].value == "C") == right(task.answer, trace.answer)
        assert sample.scores["graded"].metadata["verdict"]["status"] == trace.result.status  # type: ignore[index]
