"""A suite answered where the model is: `agent.batch.evaluate`, as on the command line, telling of each answer."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from tui.services.told import Item, Size, Told

if TYPE_CHECKING:
    from agent.loop import Agent
    from agent.strategies.protocol import Strategy
    from agent.trace import Trace
    from tasks.task import Task
    from tui.services.agents import AppAgent, Named
    from tui.services.background import Emit, ShouldStop
    from tui.services.choices import Choices


class _Stopped(Exception):
    """Ends `evaluate` without a half-answered question among its traces."""


def run_suite(
    agent: AppAgent, choices: Choices, out: Path, resume: bool, should_stop: ShouldStop, emit: Emit[Told]
) -> None:
    """Answer the chosen suite into `out`; with `resume`, go on with what is there."""
    from agent.batch import evaluate
    from tui.commands.eval import load_tasks

    name, tasks = load_tasks(choices.suite, choices.limit, choices.seed)
    emit(Size(len(tasks)))
    before = _kept_items(out, tasks) if resume else []
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


def _kept_items(folder: Path, tasks: Sequence[Task]) -> list[Item]:
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
    """The agent, telling of each answer as it comes, and ending when it is asked to."""

    def __init__(
        self,
        agent: AppAgent,
        tasks: Sequence[Task],
        done: set[int],
        should_stop: ShouldStop,
        emit: Callable[[Told], None],
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
        def told(place: int, trace: Trace) -> None:
            if self.should_stop():
                raise _Stopped  # it may be cut short: not kept, and run again
            on_done(place, trace)
            self._tell(trace)

        return self.agent.answer_all(questions, settings, should_stop=self.should_stop, on_done=told)

    def _tell(self, trace: Trace) -> None:
        from agent.batch import right

        index = self.places[trace.result.question].popleft()
        gold = self.tasks[index].answer
        self.emit(Item(index, gold, right(gold, trace.answer), trace))
