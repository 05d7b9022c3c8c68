"""A question on its way through the agent: waits for the model, runs, is interrupted, is kept. No Textual."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tui.errors import Failure, describe
from tui.services.agents import Asked, Model
from tui.services.background import Background, Emit, ShouldStop, Work
from tui.state import Run, interrupted, reduce

if TYPE_CHECKING:
    from agent.events import AnyEvent
    from tui.services.choices import Choices

    Keep = Callable[[Sequence[AnyEvent]], None]


class Asking:
    """One question at a time; `tick` moves on and says whether there is something new to show."""

    def __init__(self, model: Model, keep: Keep, clock: Callable[[], float]) -> None:
        self.model, self.keep, self.clock = model, keep, clock
        self.run = Run()
        self.failure: Failure | None = None
        self.warning: Failure | None = None
        """The trace could not be kept; the answer is there all the same."""
        self.waiting: tuple[str, Choices] | None = None
        self._background: Background[AnyEvent] = Background()
        self._started = self._ended = 0.0
        self._unseen = False
        """Whether the run changed between two ticks, by an interruption."""

    @property
    def busy(self) -> bool:
        return self.waiting is not None or self.model.user is self

    @property
    def stopping(self) -> bool:
        return self._background.stopping

    @property
    def seconds(self) -> float:
        """Since the question began, or how long it took."""
        return (self.clock() if self.busy else self._ended) - self._started

    def ask(self, question: str, choices: Choices) -> None:
        """Begin, as soon as the model is there."""
        self.run, self.failure, self.warning = Run(asked=question), None, None
        self.waiting = (question, choices)
        self._started = self.clock()
        self.model.start()

    def tick(self) -> bool:
        agent = self.model.agent
        if self.waiting is not None and agent is not None:
            question, choices = self.waiting
            self.waiting, self.model.user = None, self
            self._background.start(_work(agent, question, choices))
            return True
        if self.waiting is not None and self.model.failure is not None:
            self.waiting, self.failure, self._ended = None, self.model.failure, self.clock()
            return True
        if self.model.user is not self:
            unseen, self._unseen = self._unseen, False
            return unseen
        new = self._drain()
        if self._background.running:
            return new
        self._end()
        return True

    def interrupt(self) -> None:
        """Ask the agent to end, which keeps what there is; asked twice, let go of an agent that does not."""
        if self.waiting is not None:
            self.waiting, self._ended = None, self.clock()
        elif self._background.stopping:
            self._drain()  # what has come until now is kept
            self._background.abandon()
            self.model.let_go()
            if self.run.result is None:
                self.run = interrupted(self.run)
            self._unseen = True
            self._end()
        else:
            self._background.stop()

    def _drain(self) -> bool:
        """Take in what has happened; whether anything has."""
        batch = self._background.drain()
        for event in batch:
            self.run = reduce(self.run, event)
        return bool(batch)

    def forget(self) -> None:
        """An empty screen."""
        self.run, self.failure, self.warning = Run(), None, None

    def _end(self) -> None:
        self.model.user, self._ended = None, self.clock()
        self.failure = self._background.failure
        if self.failure is not None and self.run.running:
            self.run = interrupted(self.run)
        if self.run.result is not None:
            try:
                self.keep(self.run.events)
            except Exception as error:  # the answer is out already: failing to keep it is a warning
                self.warning = describe(error)


def _work(agent: Asked, question: str, choices: Choices) -> Work[AnyEvent]:
    def work(should_stop: ShouldStop, emit: Emit[AnyEvent]) -> None:
        for event in agent.stream(
            question,
            attempts=choices.attempts,
            samples=choices.samples,
            temperature=choices.temperature,
            seed=choices.seed,
            max_seconds=choices.max_seconds,
            should_stop=should_stop,
        ):
            emit(event)

    return work
