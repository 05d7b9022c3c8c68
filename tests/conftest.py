"""What every test gets: a home of its own, and property tests that do not fail for a slow machine or by chance.

The cases that hypothesis tries are the same at every run; `pytest --hypothesis-profile explore` draws new ones."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.turns import turn

if "PYTEST_XDIST_WORKER" in os.environ:
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # workers share the processors already; read when torch is imported

slow = [HealthCheck.too_slow]
settings.register_profile("house", deadline=None, max_examples=60, derandomize=True, suppress_health_check=slow)
settings.register_profile("explore", deadline=None, max_examples=1000, suppress_health_check=slow)
settings.load_profile("house")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID")
    if run is None:
        return (yield)
    folder = Path(tempfile.gettempdir()) / f"ponder-tests-{run}"
    folder.mkdir(mode=0o700, exist_ok=True)
    with turn(folder, alone=item.get_closest_marker("alone") is not None):
        return (yield)


STRETCH = 60
"""How much more time a worker has here than where it ships, for what takes milliseconds on an idle machine."""


@pytest.fixture(autouse=True, scope="session")
def patience() -> Iterator[None]:
    """A busy machine is not the input's fault: limits of a second and more, which are those that ship, are stretched.
    A test of a limit gives a shorter one of its own, and that holds."""
    from agent.tools import calendar, units
    from verifier import worker
    from verifier.sandbox import pool

    ask = worker._Child.ask

    def patiently(child: worker._Child, text: str, seconds: float) -> tuple[str, bool]:
        return ask(child, text, seconds if seconds < 1 else STRETCH * seconds)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(worker._Child, "ask", patiently)
        patch.setattr(worker, "START_SECONDS", 120.0)
        patch.setattr(pool, "START_SECONDS", 120.0)
        for tool in (units, calendar):
            patch.setattr(tool, "seconds", STRETCH * tool.seconds)
        yield


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nothing is read from or written to the home of whoever runs the tests."""
    home = tmp_path / "ponder-home"
    monkeypatch.setenv("PONDER_HOME", str(home))
    monkeypatch.delenv("PONDER_DEBUG", raising=False)
    return home
