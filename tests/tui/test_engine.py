"""The model's own process: it answers as one of this process does, stops, is started again, and never outlives."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent.events import AttemptFinished, RunStarted
from tests.tui.conftest import events
from tests.tui.engine_stage import talk
from tests.tui.stage import Stage, StillClock, pilot_test
from tui.app import PonderApp
from tui.errors import CommandError
from tui.glyphs import Glyphs
from tui.inside.knobs import Knobs
from tui.inside.lookout import Angle, Lookout
from tui.services.agents import SECONDS_TO_PROVE, Model
from tui.services.all import Services
from tui.services.apart import Apart
from tui.services.choices import Choices
from tui.services.talk import LOST, Talk
from tui.services.told import Item, Size, Told
from verifier.verdict import Verdict


@pytest.fixture(scope="module")
def apart() -> Iterator[Apart]:
    """One process for all tests that leave it alive."""
    made = Apart(talk=talk)
    yield made
    made.close()


@pytest.fixture
def mortal() -> Iterator[Apart]:
    made = Apart(talk=talk)
    yield made
    made.close()


def alive(pid: int) -> bool:
    """Whether a process is there and is more than an entry that nobody has waited for."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_events_come_over_as_they_were(apart: Apart) -> None:
    agent = apart.load()
    assert agent.policy.name == "scripted"
    assert list(agent.stream("What is 48 - 29?")) == events()


def test_what_a_library_prints_there_is_no_part_of_the_talk(apart: Apart) -> None:
    assert list(apart.load().stream("print")) == events("print")


def test_a_run_stops_when_it_should_and_keeps_what_there_is(apart: Apart) -> None:
    told: list[object] = []
    for event in apart.load().stream("wait", should_stop=lambda: len(told) == 3):
        told.append(event)
    assert told[:3] == events()[:3]
    assert isinstance(told[3], AttemptFinished) and told[3].stop == "stopped"


def test_what_goes_wrong_there_is_told_here_in_its_words(apart: Apart) -> None:
    with pytest.raises(CommandError) as caught:
        list(apart.load().stream("wrong"))
    assert (str(caught.value), caught.value.hint, caught.value.kind) == ("too long", "shorten it", "question")


def test_a_process_that_dies_is_told_and_started_again(mortal: Apart) -> None:
    agent = mortal.load()
    with pytest.raises(CommandError, match="killed by SIGKILL") as caught:
        list(agent.stream("die"))
    assert caught.value.kind == LOST and "SIGKILL" in mortal.lost
    assert list(mortal.load().stream("q")) == events("q") and mortal.lost == ""


@pytest.mark.slow
def test_a_lost_model_is_loaded_again_unless_it_is_lost_at_once(mortal: Apart) -> None:
    clock, gate = StillClock(), threading.Event()

    def held(policy: str | None = None) -> Talk:
        gate.wait(60)
        return talk(policy)

    mortal._start = held
    model = Model(mortal, clock)

    def load() -> None:
        model.start()
        while model.agent is None:
            model._background._ended.wait(0.05)

    gate.set()
    load()
    clock.now += SECONDS_TO_PROVE
    gate.clear()  # so that it is still loading when it is looked at
    with pytest.raises(CommandError):
        list(model.agent.stream("die"))  # type: ignore[union-attr]
    assert model.agent is None and model.loading
    assert "loaded again" in model.losses[0]
    gate.set()
    load()
    with pytest.raises(CommandError):
        list(model.agent.stream("die"))  # type: ignore[union-attr]
    assert model.agent is None and not model.loading
    assert model.failure is not None and "as soon as it was loaded" in model.failure.message


@pytest.mark.slow
def test_a_suite_is_run_there_and_told_item_by_item(apart: Apart, tmp_path: Path) -> None:
    apart.load()
    told: list[Told] = []
    apart.suite(Choices(suite="arithmetic", limit=3), tmp_path / "run", False, lambda: False, told.append)
    assert told[0] == Size(3)
    assert [item.index for item in told[1:4] if isinstance(item, Item)] == [0, 1, 2]
    assert isinstance(told[4], dict) and told[4]["n"] == 3
    assert (tmp_path / "run" / "summary.json").exists()


@pytest.mark.slow
def test_an_attempt_is_viewed_there_as_it_would_be_here(apart: Apart) -> None:
    started = events()[0]
    assert isinstance(started, RunStarted)
    started = started.model_copy(update={"policy": "micro"})
    finished = AttemptFinished(
        attempt=0, stop="answered", verdict=Verdict(status="verified", score=1.0, answer="19"),
        token_ids=(2, 3, 1441, 5, 4015), sampled=(0, 0, 0, 1, 1), logprobs=(-0.01, -1.5),
    )  # fmt: skip
    here = Lookout()
    assert apart.read(started, finished, None) == here.read(started, finished, None)
    for view in ("experts", "attention", "cache", "sampling"):
        angle = Angle(view, 3, 1, 2, Knobs(top_k=3), 50)
        assert apart.view(angle) == here.view(angle)
    known = apart.known("micro")
    assert known.texts([3, 10**9])[0].startswith("<|") and known.texts([10**9]) == [""]


PARENT = """
import sys, time
from tests.tui.engine_stage import talk
from tui.services.apart import Apart
apart = Apart(talk=talk)
agent = apart.load()
print(apart.pid, flush=True)
for event in agent.stream(sys.argv[1]):
    print("event", flush=True)
time.sleep(60)
"""


@pytest.mark.parametrize(
    "question", [pytest.param("q", marks=pytest.mark.slow), pytest.param("wait", marks=pytest.mark.slow), "deaf"]
)
def test_the_process_ends_with_a_parent_that_is_killed(question: str) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PARENT, question], stdout=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    ) as parent:  # fmt: skip
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        assert parent.stdout.readline() == "event\n" and alive(pid)
        pidfd = os.pidfd_open(pid)
        parent.send_signal(signal.SIGKILL)
        parent.wait()
        assert -parent.returncode == signal.SIGKILL
        assert wait_for(pidfd, 60.0) and not alive(pid)
        os.close(pidfd)


def wait_for(pidfd: int, seconds: float) -> bool:
    """Whether a process ends within that time."""
    import select

    return bool(select.select([pidfd], [], [], seconds)[0])


PROBE = """
import sys
from tests.tui.engine_stage import talk
from tui.app import run_app
from tui.services.all import Services
from tui.services.apart import Apart

class Staged(Services):
    def __post_init__(self):
        super().__post_init__()
        self.workplace._start = talk

async def until(pilot, holds):
    for _ in range(10_000):
        if holds():
            return
        await pilot.pause(0.01)
    raise AssertionError

async def act(pilot):
    services = pilot.app.services
    await until(pilot, lambda: services.model.agent)
    await pilot.press("q", "enter")
    await until(pilot, lambda: services.asking.run.result)
    for key in ("f3", "f4", "f5", "i", "f2"):
        await pilot.press(key)
        await pilot.pause(0.1)
    print(services.workplace.pid, file=sys.__stdout__)
    await pilot.press("ctrl+q")

code = run_app(Staged(), headless=True, auto_pilot=act)
print([name for name in ("torch", "sympy", "sentencepiece") if name in sys.modules], flush=True)
sys.exit(code)
"""


def test_the_app_imports_no_torch_in_any_mode_and_its_engine_ends_with_it(own_home: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROBE], capture_output=True, text=True, timeout=300, check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    pid, heavy = done.stdout.splitlines()
    assert heavy == "[]" and not alive(int(pid))


@pytest.mark.slow
@pilot_test
async def test_the_app_goes_on_when_the_process_dies_and_lets_go_of_one_that_does_not_stop(own_home: Path) -> None:
    made = Services(clock=StillClock(), glyphs=Glyphs())
    made.workplace = made.model.workplace = Apart(talk=talk)
    app = PonderApp(made)
    try:
        async with app.run_test(size=(100, 30), notifications=True) as pilot:
            on = Stage(app, pilot)
            await on.until(lambda: made.model.agent is not None)
            assert isinstance(made.clock, StillClock)
            made.clock.now += SECONDS_TO_PROVE
            await on.ask("die")
            await on.settle()
            assert "the model's process ended (killed by SIGKILL)" in on.text()
            await on.until(lambda: "it is loaded again" in on.text())
            await on.ask("deaf")
            await on.until(lambda: len(on.rows()) == 3)
            await on.press("escape")
            await on.until(lambda: "esc again to let go" in on.text())
            await on.press("escape")
            await on.settle()
            assert "■ interrupted" in on.text()
            await on.ask("q")
            await on.settle()
            assert "✓ verified 0.98" in on.text()
    finally:
        made.close()
