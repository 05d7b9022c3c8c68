"""The services that the screens share, put together once."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING

from agent.home import home
from tui.glyphs import Glyphs, preferred
from tui.services.agents import Load, Model
from tui.services.apart import Apart
from tui.services.asking import Asking
from tui.services.background import Background, Emit, ShouldStop
from tui.services.console import Console
from tui.services.inside import Inside
from tui.services.keeper import Keeper
from tui.services.playback import Playback
from tui.services.rereading import Rereading
from tui.services.suite_run import SuiteRun
from tui.services.workplace import Here, Workplace
from tui.state import Run

if TYPE_CHECKING:
    from agent.events import AnyEvent
    from agent.store import Store
    from agent.trace import Trace
    from tui.services.choices import Choices

LATER = ("tui.services.choices", "agent.trace", "tui.screens.traces", "tui.screens.model", "tui.screens.suites")
"""Not imported before the first frame."""


@dataclass
class Services:
    """Everything that is not a widget, in the user's own folder. Tests give their own agent and clock."""

    load: Load | None = None
    """Gives an agent of this process, as tests have; without it, the model works in a process of its own."""
    policy: str | None = None
    """What works there: a shipped policy's name, or a folder; None for the default."""
    clock: Callable[[], float] = time.monotonic
    glyphs: Glyphs = field(default_factory=preferred)
    local_time: Callable[[float], time.struct_time] = time.localtime

    def __post_init__(self) -> None:
        self.keeper = Keeper(home())
        self._choices: Choices | None = None
        self.workplace: Workplace = Apart(self.policy) if self.load is None else Here(self.load)
        self.model = Model(self.workplace, self.clock)
        self.asking = Asking(self.model, self.keep, self.clock)
        self.suites = SuiteRun(self.model, lambda: home() / "runs", self.clock, self.keep_suite)
        self.inside = Inside(self.workplace.known)
        self.console = Console()
        self._preparing: Background[None] = Background()
        self.rereading = Rereading(self.workplace)
        self.looked_at = Run()
        """The trace that was asked or opened last."""
        self.playback = Playback(self.clock)

    @property
    def choices(self) -> Choices:
        """What was chosen last. Read when it is first asked for: its bounds cost an import of pydantic."""
        if self._choices is None:
            self._choices = self.keeper.choices()
        return self._choices

    def prepare(self) -> None:
        """In the background, once the first screen is painted: import what the other modes and a question need."""

        def work(should_stop: ShouldStop, emit: Emit[None]) -> None:
            for name in LATER:
                if not should_stop():
                    import_module(name)

        self._preparing.start(work)

    def choose(self, **changes: object) -> None:
        """Change some of the choices, and keep them. Raises pydantic.ValidationError for what cannot be chosen."""
        from tui.services.choices import Choices

        self._choices = Choices.model_validate(self.choices.model_dump() | changes)
        self.keeper.keep(self._choices)

    def store(self) -> Store:
        """The user's stored traces. Raises StoreError."""
        from agent.store import Store

        return Store.open()

    def keep(self, events: Sequence[AnyEvent]) -> None:
        """Store the trace of a run that came to its end. Raises StoreError."""
        from agent.trace import Trace

        self.store().add(Trace(events=tuple(events)))

    def keep_suite(self, traces: Sequence[Trace], suite: str) -> None:
        """Store the traces of a suite's run, to be found by its name. Raises StoreError."""
        self.store().add_all(traces, suite=suite)

    def stop(self) -> None:
        """Everything that runs is asked to end; nothing is waited for."""
        self._preparing.stop()
        self.asking.interrupt()
        self.suites.stop()

    def close(self) -> None:
        """The end of the app: nothing that it started outlives it."""
        self.stop()
        self.workplace.close()
