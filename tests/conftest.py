"""What every test gets: a home of its own, and property tests that do not fail for a slow machine or by chance.

The cases that hypothesis tries are the same at every run; `pytest --hypothesis-profile explore` draws new ones."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.turns import turn

if "PYTEST_XDIST_WORKER" in os.environ:
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # workers share the processors already; read when torch is imported

settings.register_profile("house", deadline=None, max_examples=60, derandomize=True)
settings.register_profile("explore", deadline=None, max_examples=1000)
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


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nothing is read from or written to the home of whoever runs the tests."""
    home = tmp_path / "ponder-home"
    monkeypatch.setenv("PONDER_HOME", str(home))
    monkeypatch.delenv("PONDER_DEBUG", raising=False)
    return home
