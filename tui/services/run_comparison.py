"""Two run folders compared in the background, and the traces of their items. No Textual, no model."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tui.errors import CommandError, Failure
from tui.services.background import Background, Emit, ShouldStop

if TYPE_CHECKING:
    from agent.compare import Comparison
    from agent.trace import Trace


class RunComparison:
    """`tick` says whether there is something new: `found`, or `failure`."""

    def __init__(self, a: Path, b: Path) -> None:
        self.a, self.b = a, b
        self.found: Comparison | None = None
        self.failure: Failure | None = None
        self._told = False
        self._background: Background[Comparison] = Background()

    def start(self) -> None:
        def work(should_stop: ShouldStop, emit: Emit[Comparison]) -> None:
            from agent.compare import compare

            emit(compare(self.a, self.b))

        self._background.start(work)

    def tick(self) -> bool:
        if self._told:
            return False
        for found in self._background.drain():
            self.found = found
        self.failure = self._background.failure
        self._told = self.found is not None or self.failure is not None
        return self._told


def trace_of(folder: Path, trace_id: str) -> Trace:
    """A trace of a run by its id; only lines that hold the id are read as traces. Raises CommandError."""
    from agent.rundir import TRACES, Row

    try:
        with (folder / TRACES).open("rb") as lines:
            for line in lines:
                if trace_id.encode() in line:
                    row = Row.model_validate_json(line)
                    if row.trace.result.trace_id == trace_id:
                        return row.trace
    except (OSError, ValueError) as error:
        raise CommandError(f"{folder / TRACES} cannot be read: {error}", "compare the runs again") from None
    raise CommandError(f"{folder / TRACES} no longer holds the trace {trace_id}", "compare the runs again")
