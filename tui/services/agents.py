"""What the app needs of an agent, and loading one while the screen is up. Importing this costs no torch."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from tui.errors import Failure
from tui.services.background import Background, ShouldStop

if TYPE_CHECKING:
    from agent.events import AnyEvent
    from agent.trace import Trace


class Named(Protocol):
    @property
    def name(self) -> str: ...


class AppAgent(Protocol):
    """Answers a question event by event, and many at once; `agent.Agent` is one, a scripted agent of a test another."""

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
    """The agent once it is loaded; until then, that it loads, and since when."""

    def __init__(self, load: Load, clock: Callable[[], float]) -> None:
        self._load, self._clock = load, clock
        self._background: Background[AppAgent] = Background()
        self._agent: AppAgent | None = None
        self._since: float | None = None
        self.user: object | None = None
        """Whoever uses the agent now: a question or a suite, one at a time."""

    def start(self) -> None:
        """Begin to load, once; after a failure, try again."""
        if self._agent is None and not self._background.running:
            self._since = self._clock()
            self._background.start(lambda should_stop, emit: emit(self._load()))

    @property
    def agent(self) -> AppAgent | None:
        """None until it is there."""
        for agent in self._background.drain():
            self._agent = agent
        return self._agent

    @property
    def failure(self) -> Failure | None:
        return self._background.failure

    @property
    def loading(self) -> bool:
        return self.agent is None and self._background.running

    @property
    def seconds(self) -> float:
        """How long it has been loading."""
        return 0.0 if self._since is None else self._clock() - self._since

    @property
    def name(self) -> str:
        agent = self.agent
        return agent.policy.name if agent is not None else ""
