"""The services that the screens share, put together once."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tui.glyphs import Glyphs, preferred
from tui.services.agents import Load, Model, loader
from tui.services.asking import Asking
from tui.services.choices import Choices, Keeper
from tui.services.shelf import Shelf, StoreShelf


@dataclass
class Services:
    """Everything that is not a widget. Tests give their own agent, shelf and clock."""

    load: Load = field(default_factory=loader)
    shelf: Shelf = field(default_factory=StoreShelf)
    keeper: Keeper | None = None
    clock: Callable[[], float] = time.monotonic
    glyphs: Glyphs = field(default_factory=preferred)
    local_time: Callable[[float], time.struct_time] = time.localtime

    def __post_init__(self) -> None:
        self.kept = self.keeper or Keeper(_home())
        self.choices: Choices = self.kept.choices()
        self.model = Model(self.load, self.clock)
        self.asking = Asking(self.model, self.shelf, self.clock)

    def choose(self, **changes: object) -> None:
        """Change some of the choices, and keep them."""
        self.choices = Choices.model_validate(self.choices.model_dump() | changes)
        self.kept.keep(self.choices)

    def stop(self) -> None:
        """Everything that runs is asked to end; nothing is waited for."""
        self.asking.interrupt()


def _home() -> Path:
    from agent.store import home

    return home()
