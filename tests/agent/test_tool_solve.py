"""Algebra and calculus by allow-list: what is read, what is refused, and that nothing is evaluated here."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest

from agent.tools import Solve
from agent.tools.shipped import posed
from verifier import worker
from verifier.parsing.limits import ParseError
from verifier.worker import SymbolicPool

PATIENT = 30.0
"""Of a machine that is busy with other things."""


class NoWorker(SymbolicPool):
    """Starts none."""

    def child(self) -> Any:
        raise AssertionError("a worker was started")


@pytest.fixture(scope="module")
def solve() -> Iterator[Solve]:
    with pytest.MonkeyPatch.context() as patch, SymbolicPool() as pool:
        patch.setattr(worker, "START_SECONDS", 10 * PATIENT)
        yield Solve(pool, timeout_seconds=PATIENT)


@pytest.mark.parametrize(
    "text, said",
    [
        ("x**2 - 5*x + 6 = 0", "2, 3"), ("x + y = 3, x - y = 1", "x = 2, y = 1"), ("x + y = 3; x - y = 1", "x = 2, y = 1"),
        ("solve(2*x = 7)", "7/2"), ("diff(x**3, x)", "3*x**2"), ("integrate(x**2, x, 0, 1)", "1/3"), ("factor(x**2 - 1)", "(x - 1)*(x + 1)"),
        ("2 + 3", "5"), ("3/4 < 4/5", "true"),
    ],
)  # fmt: skip
def test_answers(solve: Solve, text: str, said: str) -> None:
    result = solve.run(text)
    assert (result.text, result.ok) == (said, True)


@pytest.mark.parametrize("text", ["__import__('os').system('x')", "x.y", "exec(1)", "", "x" * 3000])
def test_what_is_not_mathematics_is_refused_before_a_worker_sees_it(text: str) -> None:
    result = Solve(NoWorker()).run(text)
    assert not result.ok and result.text.isprintable() and len(result.text) < 200


@pytest.mark.parametrize(
    "text, asked",
    [
        ("x = 2", "solve(x = 2)"),
        ("x = 2; y = 3", "solve(x = 2, y = 3)"),
        ("x > 2", "solve(x > 2)"),
        ("2 = 2", "2 = 2"),
        ("x + 1", "x + 1"),
    ],
)
def test_equations_are_wrapped(text: str, asked: str) -> None:
    assert posed(text) == asked


def test_a_problem_that_takes_too_long_is_ended(solve: Solve) -> None:
    solve.run("1 + 1")  # the worker has started
    started = time.monotonic()
    result = solve.run_within("integrate(sin(x**2)*exp(x**3)*log(x+1)/(x**5+x+1)**3, x)", 0.3)
    assert not result.ok and time.monotonic() - started < 20


def test_text_that_the_grammar_does_not_know_is_no_problem() -> None:
    with pytest.raises(ParseError):
        posed("[x for x in range(3)]")
