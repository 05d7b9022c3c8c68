"""What the engine can be asked for, from and to JSON; its other end is `tui.services.apart`."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tui.services.told import Item, Size, Told

if TYPE_CHECKING:
    from tui.services.background import Emit, ShouldStop
    from tui.services.workplace import Workplace

    Kind = Callable[[dict[str, Any], ShouldStop, Emit[Any]], None]


class Requests:
    """Answers requests at a workplace, payload by payload."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace
        self._one = threading.Lock()
        """The lookout holds one attempt at a time."""
        self._kinds: dict[str, Kind] = {
            "load": self._load, "ask": self._ask, "suite": self._suite, "known": self._known, "read": self._read,
            "view": self._view,
        }  # fmt: skip

    def answer(self, do: str, given: dict[str, Any], should_stop: ShouldStop, emit: Emit[Any]) -> None:
        """Do what is asked, with what is given. Raises what the work raises."""
        self._kinds[do](given, should_stop, emit)

    def _load(self, given: dict[str, Any], should_stop: ShouldStop, emit: Emit[Any]) -> None:
        emit(self._workplace.load().policy.name)

    def _ask(self, given: dict[str, Any], should_stop: ShouldStop, emit: Emit[Any]) -> None:
        for event in self._workplace.load().stream(should_stop=should_stop, **given):
            emit(event.model_dump_json())

    def _suite(self, given: dict[str, Any], should_stop: ShouldStop, emit: Emit[Any]) -> None:
        from tui.services.choices import Choices

        choices, out = Choices.model_validate(given["choices"]), Path(given["out"])
        self._workplace.suite(choices, out, given["resume"], should_stop, lambda news: emit(_told(news)))

    def _known(self, given: dict[str, Any], should_stop: ShouldStop, emit: Emit[Any]) -> None:
        found = self._workplace.known(given["policy"])
        emit([found.pieces, found.card])

    def _read(self, given: dict[str, Any], should_stop: ShouldStop, emit: Emit[Any]) -> None:
        from agent.events import AttemptFinished, RunStarted

        started = RunStarted.model_validate_json(given["started"])
        finished = AttemptFinished.model_validate_json(given["finished"])
        with self._one:
            shape = self._workplace.read(started, finished, given["window"])
        emit([shape.layers, shape.heads])

    def _view(self, given: dict[str, Any], should_stop: ShouldStop, emit: Emit[Any]) -> None:
        from tui.inside.knobs import Knobs
        from tui.inside.lookout import Angle

        with self._one:
            emit(self._workplace.view(Angle(**given | {"knobs": Knobs(**given["knobs"])})))


def _told(news: Told) -> dict[str, Any]:
    if isinstance(news, Size):
        return {"total": news.total}
    if isinstance(news, Item):
        return {"index": news.index, "gold": news.gold, "right": news.right, "trace": news.trace.to_json()}
    return {"summary": news}
