"""A suite on its way through the agent, item by item, kept in a run folder that `ponder eval` reads. No Textual.

The run itself is `agent.batch.evaluate`, the same as on the command line; this watches it answer.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from tui.errors import Failure
from tui.services.agents import AppAgent, Model, Named
from tui.services.background import Background, Emit, ShouldStop, Work
from tui.services.choices import Choices

if TYPE_CHECKING:
    from agent.loop import Agent
    from agent.strategies.protocol import Strategy
    from agent.trace import Trace
    from tasks.task import Task

GROUP = 16
"""Questions answered together: enough for a batch to pay, few enough to see them come."""


@dataclass(frozen=True)
class Item:
    """One task and what came of it; `right` is None when the gold answer itself cannot be read."""

    index: int
    gold: str
    right: bool | None
    trace: Trace

    @property
    def broken(self) -> bool:
        """Whether something failed on the way, or an attempt ended without an answer."""
        stops = any(attempt.stop != "answered" for attempt in self.trace.attempts)
        return stops or any(event.type == "failed" for event in self.trace.events)


@dataclass(frozen=True)
class Size:
    """How many tasks there are."""

    total: int


Told = Item | Size | dict[str, Any]


class _Stopped(Exception):
    """Ends `evaluate` without a half-answered group among its traces."""


class SuiteRun:
    """One suite at a time; `tick` gives the items that are new."""

    def __init__(self, model: Model, folder: Callable[[], Path], clock: Callable[[], float]) -> None:
        self.model, self.folder, self.clock = model, folder, clock
        self.items: list[Item] = []
        self.total = 0
        self.summary: dict[str, Any] | None = None
        self.failure: Failure | None = None
        self.out: Path | None = None
        self.stopped = False
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

    def start(self, choices: Choices) -> None:
        """Run the suite that is chosen; one that was interrupted with these settings goes on."""
        agent = self.model.agent
        assert agent is not None and self.model.user is None
        self.out, resume = _run_folder(self.folder(), choices, agent.policy.name)
        self.items, self.total, self.summary, self.failure, self.stopped = [], 0, None, None, False
        self._started, self._fresh = self.clock(), 0
        self.model.user = self
        self._background.start(_work(agent, choices, self.out, resume))

    def open(self, out: Path) -> None:
        """Show the items of an earlier run, as they were kept."""
        assert self.model.user is None
        self.out, self.stopped = out, False
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


def _work(agent: AppAgent, choices: Choices, out: Path, resume: bool) -> Work[Told]:
    def work(should_stop: ShouldStop, emit: Emit[Told]) -> None:
        from agent.batch import evaluate
        from tui.commands.eval import load_tasks

        name, tasks = load_tasks(choices.suite, choices.limit, choices.seed)
        emit(Size(len(tasks)))
        before = kept_items(out, tasks) if resume else []
        for item in before:
            emit(item)
        watched = _Watched(agent, tasks, {item.index for item in before}, should_stop, emit)
        try:
            summary = evaluate(
                tasks, cast("Agent", watched), suite=name, attempts=choices.attempts, samples=choices.samples,
                temperature=choices.temperature, seed=choices.seed, out=out, resume=resume,
            )  # fmt: skip
        except _Stopped:
            return
        emit(summary)

    return work


def _read(out: Path, should_stop: ShouldStop, emit: Emit[Told]) -> None:
    from agent.rundir import SUMMARY, TRACES, read_rows, read_settings

    emit(Size(int(read_settings(out)["n"])))
    for _, row in read_rows(out / TRACES):
        if row is not None and not should_stop():
            emit(Item(row.index, row.answer, row.correct, row.trace))
    if (out / SUMMARY).exists():
        emit(json.loads((out / SUMMARY).read_text(encoding="utf-8")))


def kept_items(folder: Path, tasks: Sequence[Task]) -> list[Item]:
    """The items that an earlier session finished, each once, in their order."""
    from agent.rundir import TRACES, read_rows

    found: dict[int, Item] = {}
    for _, row in read_rows(folder / TRACES):
        if (
            row is not None
            and row.index < len(tasks)
            and tasks[row.index].question.strip() == row.trace.result.question
        ):
            found.setdefault(row.index, Item(row.index, row.answer, row.correct, row.trace))
    return [found[index] for index in sorted(found)]


class _Watched:
    """The agent, telling of each answer as it comes, in groups, and ending when it is asked to."""

    def __init__(
        self, agent: AppAgent, tasks: Sequence[Task], done: set[int], should_stop: ShouldStop, emit: Emit[Told]
    ) -> None:
        self.agent, self.tasks, self.should_stop, self.emit = agent, tasks, should_stop, emit
        self.places: dict[str, deque[int]] = defaultdict(deque)
        for index, task in enumerate(tasks):
            if index not in done:
                self.places[task.question.strip()].append(index)

    @property
    def policy(self) -> Named:
        return self.agent.policy

    @property
    def strategy(self) -> Strategy:
        from agent.strategies.retry import Retry

        return getattr(self.agent, "strategy", Retry())

    def answer_all(
        self, questions: Sequence[str], settings: Any, *, on_done: Callable[[int, Trace], None]
    ) -> list[Trace]:
        traces: list[Trace] = []
        for start in range(0, len(questions), GROUP):
            group = questions[start : start + GROUP]
            traces += self.agent.answer_all(group, settings, should_stop=self.should_stop, on_done=self._tell)
            if self.should_stop():
                raise _Stopped
            for place, trace in enumerate(traces[start:], start):
                on_done(place, trace)
        return traces

    def _tell(self, _place: int, trace: Trace) -> None:
        from agent.batch import right

        if self.should_stop():
            return  # cut short: the group is not kept, and is run again
        index = self.places[trace.result.question].popleft()
        gold = self.tasks[index].answer
        self.emit(Item(index, gold, right(gold, trace.answer), trace))
