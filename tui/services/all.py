"""The services that the screens share, put together once."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from agent.home import home
from tui.glyphs import Glyphs, preferred
from tui.services.agents import Load, Model, loader
from tui.services.asking import Asking
from tui.services.choices import Choices, Keeper
from tui.services.console import Console
from tui.services.inside import Inside
from tui.services.playback import Playback
from tui.services.rereading import Rereading
from tui.services.suite_run import SuiteRun
from tui.state import Run

if TYPE_CHECKING:
    from agent.events import AnyEvent
    from agent.store import Store


@dataclass
class Services:
    """Everything that is not a widget, in the user's own folder. Tests give their own agent and clock."""

    load: Load = field(default_factory=loader)
    clock: Callable[[], float] = time.monotonic
    glyphs: Glyphs = field(default_factory=preferred)
    local_time: Callable[[float], time.struct_time] = time.localtime

    def __post_init__(self) -> None:
        self.keeper = Keeper(home())
        self.choices: Choices = self.keeper.choices()
        self.model = Model(self.load, self.clock)
        self.asking = Asking(self.model, self.keep, self.clock)
        self.suites = SuiteRun(self.model, lambda: home() / "runs", self.clock)
        self.inside = Inside()
        self.console = Console()
        self.rereading = Rereading()
        self.looked_at = Run()
        """The trace that was asked or opened last."""
        self.playback = Playback(self.clock)

    def choose(self, **changes: object) -> None:
        """Change some of the choices, and keep them. Raises pydantic.ValidationError for what cannot be chosen."""
        self.choices = Choices.model_validate(self.choices.model_dump() | changes)
        self.keeper.keep(self.choices)

    def store(self) -> Store:
        """The user's stored traces. Raises StoreError."""
        from agent.store import Store

        return Store.open()

    def keep(self, events: Sequence[AnyEvent]) -> None:
        """Store the trace of a run that came to its end. Raises StoreError."""
        from agent.trace import Trace

        self.store().add(Trace(events=tuple(events)))

    def stop(self) -> None:
        """Everything that runs is asked to end; nothing is waited for."""
        self.asking.interrupt()
        self.suites.stop()
