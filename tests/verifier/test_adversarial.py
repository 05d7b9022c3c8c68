"""Nothing wrong is called equal: by default and under the preset that rewards are given by, both ways, in time."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.verifier.negatives import NEGATIVES, PAYLOADS
from verifier.equivalence import PRESETS, compare
from verifier.worker import IdentityPool


def test_there_are_at_least_two_hundred_of_them() -> None:
    assert len(set(NEGATIVES)) >= 200


@pytest.mark.parametrize("preset", ["default", "reward"])
@pytest.mark.parametrize("pair", NEGATIVES, ids=lambda pair: f"{pair[0][:20]}|{pair[1][:20]}")
def test_not_equal(pair: tuple[str, str], preset: str) -> None:
    gold, answer = pair
    compare("sqrt(2)", "sqrt(3)")  # a worker is warm: its start is no part of a deadline
    started = time.monotonic()
    assert not compare(gold, answer, PRESETS[preset]).equal
    assert not compare(answer, gold, PRESETS[preset]).equal
    assert time.monotonic() - started < 60


@pytest.mark.parametrize("preset", sorted(PRESETS))
def test_payloads_are_neither_equal_nor_run(preset: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for gold, answer in PAYLOADS:  # a reading that looks for numbers in prose may find one; it runs nothing either
        equal = compare(gold, answer, PRESETS[preset]).equal
        assert not equal or PRESETS[preset].reading in ("last", "any_number"), (gold, answer)
    assert not list(tmp_path.iterdir())


def test_an_overrun_is_killed_at_its_deadline_and_replaced() -> None:
    from verifier.comparing import Comparer
    from verifier.parsing.grammar import parse

    pool = IdentityPool()
    comparer = Comparer(pool, seconds=0.3)
    slow, fast = parse(r"\sum_{k=1}^{10000} \sin(\sqrt{k!})^{0.3}"), parse("sqrt(8)")
    assert Comparer(pool, 20).ask("same", fast, parse("2*sqrt(2)"), 0) is True
    started = time.monotonic()
    assert comparer.ask("same", slow, fast, 0) is None
    assert time.monotonic() - started < 20  # the sum would take minutes
    assert Comparer(pool, 20).ask("same", fast, parse("2*sqrt(2)"), 0) is True
    pool.close()
