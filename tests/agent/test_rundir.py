"""Run folders: nothing twice, nothing lost, whatever moment a run was killed at."""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.batch import evaluate
from agent.rundir import Row, RunFolderError, read_rows, run_folder
from tasks.task import Task
from tests.agent.conftest import Stage
from tests.agent.making import trace

TIMES = ("seconds", "questions_per_second")
SETTINGS = {"suite": "test", "seed": 0}


def task(n: int) -> Task:
    return Task(id=f"t{n}", question=f"What is {n} * 2?", answer=str(2 * n), family="test")


def row(n: int, seconds: float = 0.0) -> Row:
    made = trace(n, question=f"What is {n} * 2?")
    return Row(index=n, id=f"t{n}", answer=str(2 * n), correct=False, seconds=seconds, trace=made)


def without_times(summary: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in summary.items() if name not in TIMES}


def test_a_run_cut_at_any_byte_goes_on_to_the_same_summary(stage: Stage, tmp_path: Path) -> None:
    tasks = [task(n) for n in range(1, 5)]
    scripts = {task(n).question: [f"call:{n}*2", f"answer:{2 * n + n % 2}"] for n in range(1, 5)}
    agent = stage.agent(scripts)
    whole = evaluate(tasks, agent, suite="test", attempts=1, out=tmp_path / "whole")
    written = (tmp_path / "whole" / "traces.jsonl").read_bytes()
    places = iter(range(1000))

    @settings(max_examples=12)
    @given(st.integers(0, len(written)))
    def resumes(cut: int) -> None:
        folder = tmp_path / str(next(places))
        shutil.copytree(tmp_path / "whole", folder)
        (folder / "traces.jsonl").write_bytes(written[:cut])
        again = evaluate(tasks, agent, suite="test", attempts=1, out=folder, resume=True)
        assert without_times(again) == without_times(whole)
        rows = [found for _, found in read_rows(folder / "traces.jsonl")]
        assert sorted(found.index for found in rows if found is not None) == [0, 1, 2, 3]
        kept = written[: written.rfind(b"\n", 0, cut) + 1]
        assert (folder / "traces.jsonl").read_bytes().startswith(kept)  # what was finished was not run again

    resumes()


def test_what_does_not_belong_is_taken_out(tmp_path: Path) -> None:
    lines = [row(0).line(), "{}\n", row(0).line(), row(7).line(), row(1).line(), '{"half']
    (tmp_path / "traces.jsonl").write_text("".join(lines))
    with run_folder(tmp_path, SETTINGS, "v", [task(0), task(1)], resume=True) as folder:
        assert sorted(folder.rows) == [0, 1]
    assert (tmp_path / "traces.jsonl").read_text() == lines[0] + lines[4]


def test_time_adds_up_over_the_sessions(tmp_path: Path) -> None:
    with run_folder(tmp_path, SETTINGS, "v", [task(0)], resume=False) as folder:
        folder.append([row(0, seconds=12.5)])
    with run_folder(tmp_path, SETTINGS, "v", [task(0)], resume=True) as folder:
        assert folder.seconds == 12.5


def test_two_processes_do_not_share_a_folder(tmp_path: Path) -> None:
    with run_folder(tmp_path, SETTINGS, "v", [], resume=False), pytest.raises(RunFolderError, match="another process"):
        run_folder(tmp_path, SETTINGS, "v", [], resume=True).__enter__()
    with run_folder(tmp_path, SETTINGS, "v", [], resume=True):
        pass


def test_other_weights_are_other_settings_but_other_code_is_not(tmp_path: Path) -> None:
    with run_folder(tmp_path, {**SETTINGS, "weights_hash": "a"}, "v1", [], resume=False):
        pass
    with run_folder(tmp_path, {**SETTINGS, "weights_hash": "a"}, "v2", [], resume=True):
        pass
    with pytest.raises(RunFolderError, match=r"other settings \(weights_hash\)"):
        run_folder(tmp_path, {**SETTINGS, "weights_hash": "b"}, "v2", [], resume=True).__enter__()


def test_settings_of_an_earlier_version_lack_what_was_added_since(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('suite = "test"\nseed = 0\n')
    with run_folder(tmp_path, {**SETTINGS, "weights_hash": "a"}, "v", [], resume=True):
        pass


def test_a_full_disk_keeps_what_was_finished(tmp_path: Path) -> None:
    with run_folder(tmp_path, SETTINGS, "v", [task(0)], resume=False) as folder:
        folder.append([row(0)])
        whole = (tmp_path / "traces.jsonl").read_bytes()
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(whole) + 10, before[1]))
        try:
            with pytest.raises(RunFolderError, match="cannot be written"):
                folder.append([row(1)])
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
    with run_folder(tmp_path, SETTINGS, "v", [task(0), task(1)], resume=True) as folder:
        assert list(folder.rows) == [0]


PATIENT = """
from tui.cli import main
from verifier import worker
ask = worker._Child.ask
worker._Child.ask = lambda child, text, seconds: ask(child, text, 60.0)  # on a busy machine, too, every call ends
main()
"""


@pytest.mark.slow
def test_an_eval_killed_twenty_times_gives_the_summary_of_an_unbroken_one(tmp_path: Path) -> None:
    command = [sys.executable, "-c", PATIENT, "eval", "arithmetic", "--limit", "192", "--seed", "3", "--json"]
    started = time.monotonic()
    subprocess.run([*command, "--out", tmp_path / "whole"], check=True, capture_output=True)
    took = time.monotonic() - started
    rng, kills, grew = random.Random(0), 0, 0
    broken = tmp_path / "broken"
    while kills < 20:
        before, began = _size(broken), time.monotonic()
        child = subprocess.Popen(
            [*command, "--out", broken, "--resume"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        try:
            _, told = child.communicate(timeout=rng.uniform(0.3, 0.9) * took)
        except subprocess.TimeoutExpired:
            child.kill()  # SIGKILL: it cannot tidy up
            _, told = child.communicate()
        if child.returncode == -signal.SIGKILL:  # else it had ended by itself just before
            kills += 1
            if _size(broken) > before:
                grew += 1
            else:
                took *= 1.1  # the machine has more to do now: a later kill finds more
            continue
        assert child.returncode == 0, told
        took = min(took, time.monotonic() - began)  # the machine has less to do now, or less was missing
        _cut(broken, rng)  # it got through: take away some of the end, as if it had not
    assert grew > 0
    subprocess.run([*command, "--out", broken, "--resume"], check=True, capture_output=True)
    whole, again = (json.loads((tmp_path / name / "summary.json").read_text()) for name in ("whole", "broken"))
    assert nearly(without_times(again)) == without_times(whole)
    rows = [found for _, found in read_rows(broken / "traces.jsonl")]
    assert sorted(found.index for found in rows if found is not None) == list(range(192))


def nearly(value: Any) -> Any:
    """Equal to what has the same counts and names, and scores within 0.0002: a batch of another make-up adds up in
    another order, which moved a score by 0.00002 and with it the last of the four digits of a threshold."""
    if isinstance(value, dict):
        return {name: nearly(one) for name, one in value.items()}
    if isinstance(value, list):
        return [nearly(one) for one in value]
    return pytest.approx(value, abs=2e-4) if isinstance(value, float) else value


def _size(folder: Path) -> int:
    file = folder / "traces.jsonl"
    return file.stat().st_size if file.exists() else 0


def _cut(folder: Path, rng: random.Random) -> None:
    os.truncate(folder / "traces.jsonl", rng.randrange(_size(folder)))
