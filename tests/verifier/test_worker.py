"""The killable worker: deadlines hold, a dead one is replaced, threads may share the pool."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from verifier.worker import CalculatorPool


@pytest.fixture
def pool() -> Iterator[CalculatorPool]:
    with CalculatorPool() as made:
        yield made


def test_results_and_errors(pool: CalculatorPool) -> None:
    assert pool.run("48-29") == ("19", True)
    assert pool.run("1/0") == ("division by zero", False)
    assert pool.run("5/6") == ("5/6", True)


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
    assert time.monotonic() - started < 2
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
def test_hostile_input_is_answered_within_a_second(pool: CalculatorPool, text: str) -> None:
    pool.run("1")
    started = time.monotonic()
    answer, ok = pool.run(text)
    assert not ok and answer.isprintable() and time.monotonic() - started < 1


def test_closing_ends_the_workers(pool: CalculatorPool) -> None:
    pool.run("1")
    process = pool._idle[0].process
    pool.close()
    assert process.poll() is not None
    assert pool.run("3") == ("3", True)
