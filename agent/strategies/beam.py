"""Beam search over steps: several continuations of a solution up to its next observation, and the best are kept.

Sources: Yao et al. 2023, tree of thoughts; Snell et al. 2024, scaling test-time compute (beam search with a verifier).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from agent.events import Observed, StopReason
from agent.strategies.protocol import OVER, Made, Round, Strategy
from agent.strategies.value import Value, mean_logprob
from agent.trace import fold

if TYPE_CHECKING:
    from agent.policy import Ask, Policy, Rollout, ShouldStop, StepEvent
    from agent.tools import Tool

MAX_SEED = 2**62


@dataclass(frozen=True)
class StepBeam(Strategy):
    """One attempt, decoded by a search with as many continuations at a time as attempts are allowed; its answer is
    that of the best-valued solution. One continuation is the single greedy attempt."""

    value: Value = mean_logprob
    name: str = "beam"

    def plan(self, made: Sequence[Made], left: int, samples: int) -> Round:
        return OVER if made else Round(1)

    def choose(self, made: Sequence[Made]) -> int:
        return 0

    def decoding(self, policy: Policy, width: int, temperature: float) -> Policy:
        return policy if width == 1 else StepBeamPolicy(policy, width, temperature, self.value)


@dataclass(frozen=True)
class Path:
    """A solution so far: its row, its events, and its value. `stop` is None while it can go on."""

    ids: tuple[int, ...] = ()
    sampled: tuple[int, ...] = ()
    logprobs: tuple[float, ...] = ()
    events: tuple[StepEvent, ...] = ()
    seconds: float = 0.0
    stop: StopReason | None = None
    value: float = 0.0

    @property
    def rank(self) -> tuple[bool, float]:
        """A path that ended without an answer comes last."""
        return self.stop in (None, "answered"), self.value


@dataclass
class Search:
    """The search for one ask: the paths that are kept, and what the others cost."""

    ask: Ask
    beams: list[Path] = field(default_factory=lambda: [Path()])
    depth: int = 0
    drawn: int = 0

    @property
    def done(self) -> bool:
        return all(path.stop is not None for path in self.beams)

    def expansions(self, width: int, temperature: float) -> list[tuple[Path, Ask]]:
        """The continuations to draw: `width` in all, evenly of the paths that go on, the first of each greedy."""
        going = [path for path in self.beams if path.stop is None]
        each = width if not self.depth else max(1, width // len(self.beams))
        return [
            (path, self._continued(path, p * each + i, 0.0 if i == 0 else temperature))
            for p, path in enumerate(going)
            for i in range(each)
        ]

    def _continued(self, path: Path, number: int, temperature: float) -> Ask:
        steps = sum(isinstance(event, Observed) for event in path.events)
        return replace(
            self.ask,
            prefix=path.ids,
            one_step=True,
            temperature=temperature,
            seed=(self.ask.seed * 1_009 + self.depth * 127 + number) % MAX_SEED,
            max_steps=self.ask.max_steps - steps,
            max_tokens=max(1, self.ask.max_tokens - len(path.logprobs)),
        )

    def keep(self, grown: Sequence[Path], beams: int) -> None:
        """The best of what has ended and what was grown; the same row twice counts once."""
        self.depth += 1
        ended = [path for path in self.beams if path.stop is not None]
        different: dict[tuple[int, ...], Path] = {}
        for path in (*ended, *grown):
            different.setdefault(path.ids, path)
        self.beams = sorted(different.values(), key=lambda path: path.rank, reverse=True)[:beams]

    def grown(self, parent: Path, events: Sequence[StepEvent], rollout: Rollout, value: Value) -> Path:
        """A path with one more step, valued."""
        logprobs = (*parent.logprobs, *rollout.logprobs)
        told = (*parent.events, *events)
        used_up = rollout.more and len(logprobs) >= self.ask.max_tokens
        return Path(
            ids=rollout.token_ids,
            sampled=(*parent.sampled, *rollout.sampled[len(parent.ids) :]),
            logprobs=logprobs,
            events=told,
            seconds=parent.seconds + rollout.seconds,
            stop="tokens" if used_up else None if rollout.more else rollout.stop,
            value=value(self.ask.question, fold(told), logprobs),
        )


class StepBeamPolicy:
    """Decodes every ask by its own search; the continuations of all of them share the policy's batch."""

    def __init__(self, policy: Policy, width: int, temperature: float, value: Value) -> None:
        self.policy, self.name, self.width, self.temperature, self.value = (
            policy,
            policy.name,
            width,
            temperature,
            value,
        )
        self.beams = math.isqrt(width)
        """Paths kept; as Snell et al. found best, about as many as each is continued."""

    def attempts(
        self, asks: Sequence[Ask], tools: Mapping[str, Tool], should_stop: ShouldStop | None = None
    ) -> Iterator[tuple[int, StepEvent | Rollout]]:
        """As the protocol says; the events of an ask come when its search is over, those of the best path alone."""
        from agent.policy import Rollout

        live = {i: Search(ask) for i, ask in enumerate(asks)}
        while live:
            drawn = [
                (i, path, ask) for i, one in live.items() for path, ask in one.expansions(self.width, self.temperature)
            ]
            events: list[list[StepEvent]] = [[] for _ in drawn]
            grown: dict[int, list[tuple[int, Path]]] = {i: [] for i in live}
            for at, event in self.policy.attempts([ask for _, _, ask in drawn], tools, should_stop):
                i, path, _ = drawn[at]
                if not isinstance(event, Rollout):
                    events[at].append(event)
                    continue
                live[i].drawn += len(event.logprobs)
                grown[i].append((at, live[i].grown(path, events[at], event, self.value)))
            for i, one in list(live.items()):
                # Rows end in any order; which of two equal paths is kept must not depend on it.
                one.keep([path for _, path in sorted(grown[i], key=lambda pair: pair[0])], self.beams)
                if one.done:
                    del live[i]
                    yield from self._tell(i, one)

    def _tell(self, index: int, one: Search) -> Iterator[tuple[int, StepEvent | Rollout]]:
        from agent.policy import Rollout

        best = one.beams[0]
        yield from ((index, event) for event in best.events)
        yield index, Rollout(
            best.stop or "stopped", best.ids, best.sampled, best.logprobs, best.seconds,
            discarded=one.drawn - len(best.logprobs),
        )  # fmt: skip
