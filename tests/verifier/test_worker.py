"""The killable worker: deadlines hold, a dead one is replaced, threads may share the pool."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from verifier import worker
from verifier.worker import CalculatorPool

pytestmark = pytest.mark.alone

ROOT = Path(worker.__file__).parents[1]


@pytest.fixture
def pool() -> Iterator[CalculatorPool]:
    with CalculatorPool() as made:
        yield made


def test_results_and_errors(pool: CalculatorPool) -> None:
    assert pool.run("48-29") == ("19", True)
    assert pool.run("1/0") == ("division by zero", False)
    assert pool.run("5/6") == ("5/6", True)


@pytest.mark.parametrize("text", ["comb(2,7)", "perm(2,7)", "factorial(-1)", "round(1,2,3)"])
def test_a_known_function_says_what_it_takes(pool: CalculatorPool, text: str) -> None:
    """Not that its name is unknown, which is what the symbolic calculator would say of it."""
    answer, ok = pool.run(text, timeout_seconds=5)
    assert not ok and " takes " in answer


def test_one_worker_serves_many_calls(pool: CalculatorPool) -> None:
    pool.run("1")
    worker = pool._idle[0].process.pid
    for n in range(20):
        assert pool.run(f"{n}+1") == (str(n + 1), True)
    assert [child.process.pid for child in pool._idle] == [worker]


def test_a_worker_that_hangs_is_killed_at_the_deadline_and_replaced(pool: CalculatorPool) -> None:
    pool.run("1")
    child = pool._idle[0]
    os.kill(child.process.pid, signal.SIGSTOP)  # it will never answer
    started = time.monotonic()
    text, ok = pool.run("1+1", timeout_seconds=0.3)
    assert not ok and "longer than 0.3 s" in text
    assert time.monotonic() - started < 20
    assert child.process.poll() is not None
    assert pool.run("1+1") == ("2", True)


def test_a_worker_that_died_is_replaced_within_the_same_call(pool: CalculatorPool) -> None:
    pool.run("1")
    pool._idle[0].process.kill()
    pool._idle[0].process.wait()
    assert pool.run("2*21") == ("42", True)


def test_threads_share_the_pool(pool: CalculatorPool) -> None:
    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(lambda n: pool.run(f"{n}*{n}"), range(40)))
    assert answers == [(str(n * n), True) for n in range(40)]


@pytest.mark.parametrize("text", ["2**10**10", "factorial(10**9)", "(" * 100_000, "a.b", "'x'", "\x00", "\ud800"])
def test_hostile_input_is_refused_before_its_time_is_up(pool: CalculatorPool, text: str) -> None:
    answer, ok = pool.run(text, timeout_seconds=20)
    assert not ok and answer.isprintable() and "took longer" not in answer


def test_a_fresh_worker_has_no_more_time_for_a_calculation(
    pool: CalculatorPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    hang = worker._CHILD.replace("answer = [calculate(text), True]", "time.sleep(60)").replace(
        "import json", "import time, json"
    )
    monkeypatch.setattr(worker, "_CHILD", hang)
    started = time.monotonic()
    text, ok = pool.run("1+1", timeout_seconds=0.2)
    assert not ok and "longer than 0.2 s" in text
    assert time.monotonic() - started < 30  # of which all but 0.2 s is the start


def test_a_worker_that_never_starts_is_an_error(pool: CalculatorPool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "_CHILD", "import time; time.sleep(60)")
    monkeypatch.setattr(worker, "START_SECONDS", 0.2)
    text, ok = pool.run("1+1")
    assert not ok and "did not start" in text


def test_a_killed_parent_leaves_no_worker_behind() -> None:
    code = (
        "import os, signal, sys; from verifier.worker import CalculatorPool; p = CalculatorPool(); p.run('1');"
        "print(p._idle[0].process.pid, flush=True); os.kill(os.getpid(), signal.SIGKILL)"
    )
    parent = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    child = int(parent.stdout)
    deadline = time.monotonic() + 30
    while _alive(child) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not _alive(child)


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_the_worker_imports_neither_pydantic_nor_sympy_nor_torch() -> None:
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); import verifier.calculator; print(*sys.modules)"
    modules = subprocess.run(
        [sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not {"pydantic", "sympy", "torch", "numpy"} & set(modules)


def test_closing_ends_the_workers(pool: CalculatorPool) -> None:
    pool.run("1")
    process = pool._idle[0].process
    pool.close()
    assert process.poll() is not None
    assert pool.run("3") == ("3", True)
