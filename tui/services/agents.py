"""What the app needs of an agent, and loading one while the screen is up. Importing this costs no torch."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from tui.errors import INTERNAL, Failure
from tui.services.background import Background, ShouldStop

if TYPE_CHECKING:
    from agent.events import AnyEvent
    from agent.trace import Trace
    from tui.services.workplace import Workplace

SECONDS_TO_PROVE = 5.0
"""A model that is lost sooner than this after it was loaded is not loaded again by itself."""


class Named(Protocol):
    @property
    def name(self) -> str: ...


class Asked(Protocol):
    """Answers a question event by event."""

    @property
    def policy(self) -> Named: ...

    def stream(
        self,
        question: str,
        *,
        attempts: int = 3,
        samples: int = 1,
        temperature: float = 0.7,
        seed: int = 0,
        max_seconds: float | None = None,
        should_stop: ShouldStop | None = None,
    ) -> Iterator[AnyEvent]: ...


class AppAgent(Asked, Protocol):
    """And many at once; `agent.Agent` is one, a scripted agent of a test another."""

    def answer_all(
        self,
        questions: Sequence[str],
        settings: Any,
        *,
        should_stop: ShouldStop | None = None,
        on_done: Callable[[int, Trace], None] | None = None,
    ) -> list[Trace]: ...


Load = Callable[[], AppAgent]


def loader(policy: str | None = None) -> Load:
    """Loads the shipped policy, or another one by name or folder."""

    def load() -> AppAgent:
        from agent import Agent

        return Agent.default(policy)

    return load


class Model:
    """The agent once it is loaded; until then, that it loads, and since when. One that was lost is loaded again."""

    def __init__(self, workplace: Workplace, clock: Callable[[], float]) -> None:
        self.workplace, self._clock = workplace, clock
        self._background: Background[Asked] = Background()
        self._agent: Asked | None = None
        self._since: float | None = None
        self.user: object | None = None
        """Whoever uses the agent now: a question or a suite, one at a time."""
        self.losses: list[str] = []
        """Sentences about a model that was lost, for the app to tell."""
        self._lost: Failure | None = None

    def start(self) -> None:
        """Begin to load, once; after a failure, try again."""
        if self._agent is None and not self._background.running:
            self._since, self._lost = self._clock(), None
            self._background.start(lambda should_stop, emit: emit(self.workplace.load()))

    @property
    def agent(self) -> Asked | None:
        """None until it is there."""
        for agent in self._background.drain():
            self._agent, self._since = agent, self._clock()
        if self._agent is not None and self.workplace.lost:
            self._lose(self.workplace.lost, again=self.seconds >= SECONDS_TO_PROVE)
        return self._agent

    def let_go(self) -> None:
        """End work that does not stop, if the workplace can."""
        if self.workplace.let_go() and self._agent is not None:
            self._lose("the model's process did not stop and was ended", again=True)

    def _lose(self, why: str, *, again: bool) -> None:
        self._agent = None
        if again:
            self.losses.append(f"{why}; it is loaded again")
            self.start()
        else:
            self._lost = Failure("engine", f"{why} as soon as it was loaded", "asking loads it again", INTERNAL)

    @property
    def failure(self) -> Failure | None:
        return self._lost or self._background.failure

    @property
    def loading(self) -> bool:
        return self.agent is None and self._background.running

    @property
    def seconds(self) -> float:
        """How long it has been loading, or there."""
        return 0.0 if self._since is None else self._clock() - self._since

    @property
    def name(self) -> str:
        agent = self.agent
        return agent.policy.name if agent is not None else ""
