"""A suite on its way through the agent, item by item, kept in a run folder that `ponder eval` reads. No Textual.

The run itself is `tui.engine.suite`, where the model is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tui.errors import Failure, describe
from tui.services.agents import Model
from tui.services.background import Background, Emit, ShouldStop
from tui.services.past_runs import begun_with
from tui.services.told import Item, Size, Told

if TYPE_CHECKING:
    from agent.trace import Trace
    from tui.services.choices import Choices

    Keep = Callable[[Sequence[Trace], str], None]
    """Stores traces, under the name of their suite."""


class SuiteRun:
    """One suite at a time; `tick` gives the items that are new."""

    def __init__(self, model: Model, folder: Callable[[], Path], clock: Callable[[], float], keep: Keep) -> None:
        self.model, self.folder, self.clock, self.keep = model, folder, clock, keep
        self.items: list[Item] = []
        self.total = 0
        self.summary: dict[str, Any] | None = None
        self.failure: Failure | None = None
        self.warning: Failure | None = None
        """The traces could not be put into the store; the run folder has them all the same."""
        self.out: Path | None = None
        self.stopped = False
        self.policy = ""
        """What answers in the run that is shown."""
        self._samples: int | None = None
        """Of the run that is shown, if it was begun here: the form does not say them."""
        self._fresh = 0
        self._started = self._ended = 0.0
        self._background: Background[Told] = Background()

    @property
    def busy(self) -> bool:
        return self.model.user is self

    @property
    def stopping(self) -> bool:
        return self._background.stopping

    @property
    def seconds(self) -> float:
        return (self.clock() if self.busy else self._ended) - self._started

    @property
    def seconds_left(self) -> float | None:
        """At the pace so far; None before the first item."""
        return self.seconds / self._fresh * (self.total - len(self.items)) if self._fresh else None

    @property
    def hindrance(self) -> str:
        """Why no suite can be begun now, and what to do; empty when one can."""
        if self.model.agent is None:
            failure = self.model.failure
            if failure is None:
                return "The model is still loading: press r once it is there."
            hint = f" ({failure.hint})" if failure.hint else ""
            return f"The model could not be loaded: {failure.message}{hint}."
        if self.model.user is not None:
            return f"{'A suite' if self.busy else 'A question'} is running: Esc stops it."
        return ""

    def goes_on(self, choices: Choices) -> Choices | None:
        """What the run that is shown was begun with, if it is unfinished and these are its settings: then `start`
        goes on with it, whatever its folder is called. Samples are its own where the form never said them."""
        if self.out is None or (self.out / "summary.json").exists() or not (self.out / "traces.jsonl").exists():
            return None
        policy, begun = begun_with(self.out, choices)
        if policy != self.model.name or self._samples not in (None, choices.samples):
            return None
        return begun if begun == choices.model_copy(update={"samples": begun.samples}) else None

    def start(self, choices: Choices) -> None:
        """Run the suite that is chosen; one that was interrupted with these settings goes on."""
        agent = self.model.agent
        assert agent is not None and self.model.user is None
        begun = self.goes_on(choices)
        if begun is not None and self.out is not None:
            choices, resume = begun, True
        else:
            self.out, resume = _run_folder(self.folder(), choices, agent.policy.name)
        self.policy, self._samples = agent.policy.name, choices.samples
        self.items, self.total, self.summary, self.failure, self.stopped = [], 0, None, None, False
        self._started, self._fresh = self.clock(), 0
        self.model.user = self
        suite, out = self.model.workplace.suite, self.out
        self.warning = None

        def work(should_stop: ShouldStop, emit: Emit[Told]) -> None:
            done: list[Trace] = []

            def told(news: Told) -> None:
                emit(news)
                if isinstance(news, Item):
                    done.append(news.trace)

            try:
                suite(choices, out, resume, should_stop, told)
            finally:  # of a run that was stopped, too; at the end, so that no answer waits for the store
                self._store(out, done)

        self._background.start(work)

    def _store(self, out: Path, traces: Sequence[Trace]) -> None:
        from agent.rundir import read_settings

        try:
            if traces:
                self.keep(traces, str(read_settings(out)["suite"]))
        except Exception as error:  # the run is out already: failing to store it is a warning
            self.warning = describe(error)

    def open(self, out: Path, policy: str) -> None:
        """Show the items of an earlier run by `policy`, as they were kept."""
        assert self.model.user is None
        self.policy = policy
        self.out, self.stopped, self._samples = out, False, None
        self.items, self.total, self.summary, self.failure = [], 0, None, None
        self._started, self._fresh = self.clock(), 0
        self.model.user = self
        self._background.start(lambda should_stop, emit: _read(out, should_stop, emit))

    def tick(self) -> list[Item]:
        if not self.busy:
            return []
        fresh = []
        for told in self._background.drain():
            if isinstance(told, Size):
                self.total = told.total
            elif isinstance(told, Item):
                fresh.append(told)
            else:
                self.summary = told
        self._fresh += len(fresh)
        self.items += fresh
        if not self._background.running:
            self.model.user, self._ended = None, self.clock()
            self.failure = self._background.failure
        return fresh

    def stop(self) -> None:
        """Ask the run to end; asked twice, let go of it."""
        if self.busy:
            self.stopped = True
            if self.stopping:
                self._background.abandon()
                self.model.let_go()
            self._background.stop()


def _run_folder(runs: Path, choices: Choices, policy: str) -> tuple[Path, bool]:
    """Where the run is kept, and whether it is begun there: a finished one is left alone."""
    c = choices
    name = f"{c.suite}-{c.limit}-seed{c.seed}-attempts{c.attempts}-samples{c.samples}-t{c.temperature:g}-{policy}"
    name = re.sub(r"[^A-Za-z0-9_.-]+", "-", name).strip(".-")[-120:]
    number = 1
    while True:
        folder = runs / (name if number == 1 else f"{name}-{number}")
        if not (folder / "summary.json").exists():
            return folder, (folder / "traces.jsonl").exists()
        number += 1


def _read(out: Path, should_stop: ShouldStop, emit: Emit[Told]) -> None:
    from agent.rundir import SUMMARY, TRACES, read_rows, read_settings

    emit(Size(int(read_settings(out)["n"])))
    for _, row in read_rows(out / TRACES):
        if row is not None and not should_stop():
            emit(Item(row.index, row.answer, row.correct, row.trace))
    if (out / SUMMARY).exists():
        emit(json.loads((out / SUMMARY).read_text(encoding="utf-8")))
