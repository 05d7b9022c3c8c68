"""Where the model works. One place decides: `Services` takes a workplace, and nobody else loads a model.

`Here` works in this process: the tests' scripted agents do, and so does the engine's own process, which is `Here`
behind a pipe. The app works through `tui.services.apart.Apart`, that pipe's other end, so that no decoding holds the
interpreter that draws. Every method may take long and belongs in a thread (`Background`).
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from agent.events import AttemptFinished, RunStarted
    from tui.glyphs import Span
    from tui.inside.known import Known
    from tui.inside.lookout import Angle, Lookout, Shape
    from tui.services.agents import AppAgent, Asked, Load
    from tui.services.background import Emit, ShouldStop
    from tui.services.choices import Choices
    from tui.services.told import Told


class Workplace(Protocol):
    """All that is asked of a model."""

    def load(self) -> Asked:
        """The agent, ready to be asked."""

    def suite(self, choices: Choices, out: Path, resume: bool, should_stop: ShouldStop, emit: Emit[Told]) -> None:
        """Answer the chosen suite into `out`, telling of each answer."""

    def known(self, policy: str) -> Known:
        """A policy's vocabulary and card."""

    def read(self, started: RunStarted, finished: AttemptFinished, window: int | None) -> Shape:
        """Read an attempt again, to be viewed."""

    def view(self, angle: Angle) -> list[Span]:
        """What is seen of the attempt that was read last."""

    @property
    def lost(self) -> str:
        """Why the model that was loaded is no longer there; empty while it is."""

    def let_go(self) -> bool:
        """End work that does not stop; whether the model has to be loaded again."""

    def close(self) -> None:
        """The app ends, and everything here with it."""


class Here:
    """This process."""

    def __init__(self, load: Load) -> None:
        self._load = load

    @cached_property
    def _agent(self) -> AppAgent:
        return self._load()

    def load(self) -> AppAgent:
        return self._agent

    def suite(self, choices: Choices, out: Path, resume: bool, should_stop: ShouldStop, emit: Emit[Told]) -> None:
        from tui.engine.suite import run_suite

        run_suite(self._agent, choices, out, resume, should_stop, emit)

    def known(self, policy: str) -> Known:
        from tui.inside.known import known

        return known(policy)

    @cached_property
    def _lookout(self) -> Lookout:
        from tui.inside.lookout import Lookout

        return Lookout()

    def read(self, started: RunStarted, finished: AttemptFinished, window: int | None) -> Shape:
        return self._lookout.read(started, finished, window)

    def view(self, angle: Angle) -> list[Span]:
        return self._lookout.view(angle)

    @property
    def lost(self) -> str:
        return ""

    def let_go(self) -> bool:
        return False

    def close(self) -> None:
        """Threads are daemons: they end with the process."""
