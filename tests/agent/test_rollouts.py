"""Rollouts: labelled attempts in a run folder that goes on after a kill."""

from __future__ import annotations

from pathlib import Path

import pytest

from agent.rollouts import CHUNK, draw_tasks, sample_rollouts
from agent.rundir import TRACES, Row, RunFolderError, read_rows, read_settings
from agent.strategies.turns import own_ids
from tasks.task import Task
from tests.agent.conftest import Stage

N = CHUNK + 4


def questions() -> list[Task]:
    return [
        Task(id=str(n), question=f"A grid is {n} by 2. How many cells has it?", answer=str(2 * n), family="test")
        for n in range(3, 3 + N)
    ]


def scripts() -> dict[str, list[str]]:
    return {
        task.question: [f"call:{n}{'*+'[n % 2]}2", f"answer:{(2 * n, n + 2)[n % 2]}"]
        for n, task in enumerate(questions(), start=3)
    }


def rows(folder: Path) -> list[Row]:
    return [row for _, row in read_rows(folder / TRACES) if row is not None]


def made(stage: Stage, folder: Path, **changes: object) -> dict[str, object]:
    settings = {"suite": "test", "samples": 3, "temperature": 1.0, "split": "train"} | changes
    return sample_rollouts(questions(), stage.agent(scripts()), out=folder, **settings)  # type: ignore[arg-type]


def test_every_attempt_has_ids_mask_log_probabilities_and_a_label(stage: Stage, tmp_path: Path) -> None:
    summary = made(stage, tmp_path / "r")
    found = rows(tmp_path / "r")
    assert len(found) == N and summary["attempts"] == 3 * N and summary["right"] == 3 * (N // 2)
    for row in found:
        assert row.labels == (bool(int(row.id) % 2 == 0),) * 3
        for attempt in row.trace.attempts:
            assert len(attempt.token_ids) == len(attempt.sampled) and sum(attempt.sampled) == len(attempt.logprobs) > 0


def test_attempts_know_nothing_of_each_other(stage: Stage, tmp_path: Path) -> None:
    made(stage, tmp_path / "r")
    started = [e for row in rows(tmp_path / "r") for e in row.trace.events if e.type == "attempt_started"]
    assert {e.feedback for e in started} == {""} and {e.temperature for e in started} == {1.0}
    assert len({e.seed for e in started}) == 3


def test_turned_attempts_are_the_first_one_up_to_where_they_turn(stage: Stage, tmp_path: Path) -> None:
    made(stage, tmp_path / "r", turned=True, samples=4)
    assert read_settings(tmp_path / "r")["turned"] is True
    for row in rows(tmp_path / "r"):
        started = [e for e in row.trace.events if e.type == "attempt_started"]
        assert started[0].turn is None and {e.temperature for e in started} == {0.0}
        assert len({e.turn.after for e in started[1:] if e.turn}) == 3
        own = {end.attempt: own_ids(end.token_ids, end.sampled) for end in row.trace.attempts}  # in order of their ends
        for event in started[1:]:
            assert event.turn and own[event.attempt][: event.turn.after] == own[0][: event.turn.after]
            assert event.turn.barred == (own[0][event.turn.after],)


def test_a_run_that_was_killed_makes_only_what_is_missing(stage: Stage, tmp_path: Path) -> None:
    made(stage, tmp_path / "r")
    file = tmp_path / "r" / TRACES
    before = file.read_bytes()
    file.write_bytes(b"".join(before.splitlines(keepends=True)[:5]) + b'{"cut')
    made(stage, tmp_path / "r", resume=True)
    kept = file.read_bytes()
    assert kept.startswith(b"".join(before.splitlines(keepends=True)[:5]))
    assert [row.labels for row in rows(tmp_path / "r")] == [(int(t.id) % 2 == 0,) * 3 for t in questions()]


def test_a_run_goes_on_with_its_own_settings_alone(stage: Stage, tmp_path: Path) -> None:
    made(stage, tmp_path / "r")
    assert read_settings(tmp_path / "r")["samples"] == 3
    with pytest.raises(RunFolderError, match="other settings"):
        made(stage, tmp_path / "r", resume=True, temperature=0.5)


def test_the_question_is_read_once_for_all_attempts_at_it(stage: Stage, tmp_path: Path) -> None:
    agent = stage.agent(scripts())
    read = []
    hidden = agent.policy.model.hidden  # type: ignore[attr-defined]
    agent.policy.model.hidden = lambda ids, **how: read.append(ids.shape) or hidden(ids, **how)  # type: ignore[attr-defined]
    sample_rollouts(questions()[:1], agent, suite="test", out=tmp_path / "r", samples=6)
    assert [shape[0] for shape in read if shape[1] > 8] == [1]


def test_a_file_is_sampled_by_lot_and_a_suite_by_its_split(tmp_path: Path) -> None:
    file = tmp_path / "q.jsonl"
    file.write_text("".join(f'{{"question": "What is {n} + 1?", "answer": "{n + 1}"}}\n' for n in range(40)))
    name, some = draw_tasks(str(file), 5, 1, "train")
    assert name == "q" and some == draw_tasks(str(file), 5, 1, "train")[1] != draw_tasks(str(file), 5, 2, "train")[1]
    assert {task.split for task in draw_tasks("arithmetic", 3, 0, "train")[1]} == {"train"}
