"""A policy that remembers what was drawn: strategies that ask for the same attempt share it.

An attempt is a function of its ask, since rows of a batch are independent and every draw has a seed. So one sample of
each question can be replayed under many strategies, exactly: what they would have drawn is what they get.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from agent.errors import AgentError
from agent.events import AnyEvent, AttemptStarted, Failed
from agent.policy import Ask, Policy, Rollout, ShouldStop, StepEvent
from agent.strategies.turns import along
from agent.tools import Tool
from agent.trace import Trace

FROM_OUTSIDE = ("stopped", "seconds")
"""Attempts that ended for such a reason are not what their ask comes to, and are not remembered."""


class DrawsError(AgentError):
    """A file of draws that cannot be read or written, or draws of other weights."""

    kind = "draws"


class Draw(BaseModel):
    """One line of the file: an ask, and what came of it. Its number and its deadline do not matter."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_inf_nan="strings")

    weights: str
    ask: Ask
    events: tuple[AnyEvent, ...]
    rollout: Rollout


@dataclass
class _Open:
    """An ask that is being drawn, the others that are equal to it, and what was told so far."""

    key: Ask
    indices: list[int]
    told: list[StepEvent] = field(default_factory=list)


def key(ask: Ask) -> Ask:
    """All that decides what an ask comes to: not which attempt of a run it is, nor when it has to end; and not the
    seed where nothing is drawn."""
    return replace(ask, attempt=0, deadline=None, seed=ask.seed if ask.temperature > 0 else 0)


class RememberingPolicy:
    """Passes on what it has not seen, and keeps what comes back; with a file, across processes.

    Raises DrawsError where the file holds draws of other weights or cannot be read or written.
    """

    def __init__(self, policy: Policy, file: Path | None = None) -> None:
        self.policy, self.file, self.name = policy, file, policy.name
        self.weights_hash: str = getattr(policy, "weights_hash", "")
        self.drawn = 0
        """Sampled ids that had to be drawn; the rest was remembered."""
        self._kept: dict[Ask, tuple[tuple[AnyEvent, ...], Rollout]] = {}
        if file is not None and file.exists():
            self._load(file)

    def attempts(
        self, asks: Sequence[Ask], tools: Mapping[str, Tool], should_stop: ShouldStop | None = None
    ) -> Iterator[tuple[int, StepEvent | Rollout]]:
        """As the protocol says."""
        fresh: dict[Ask, _Open] = {}
        for i, ask in enumerate(asks):
            found = self._kept.get(key(ask))
            if found is None:
                fresh.setdefault(key(ask), _Open(key(ask), [])).indices.append(i)
            else:
                yield from _again(i, ask, *found)
        if not fresh:
            return
        drawing = list(fresh.values())
        first = [one.indices[0] for one in drawing]
        for at, event in self.policy.attempts([asks[i] for i in first], tools, should_stop):
            one = drawing[at]
            yield first[at], event
            if not isinstance(event, Rollout):
                one.told.append(event)
                continue
            if event.more or event.stop not in FROM_OUTSIDE:
                self._keep(one.key, tuple(one.told), event)
            for twin in one.indices[1:]:
                yield from _again(twin, asks[twin], one.told, event)

    def remember(self, trace: Trace) -> None:
        """Keep the attempts of a trace that a strategy without a search made. Raises DrawsError for other weights."""
        run = trace.started
        if run.weights_hash != self.weights_hash:
            raise DrawsError(f"trace {run.trace_id} was made by other weights", "name them with --policy")
        if run.strategy == "beam" or run.temperature is None:
            return
        started = {e.attempt: e for e in trace.events if isinstance(e, AttemptStarted)}
        for end in trace.attempts:
            if end.stop in FROM_OUTSIDE:
                continue
            start = started[end.attempt]
            ask = Ask(
                start.question or run.question, feedback=start.feedback, temperature=start.temperature, seed=start.seed,
                max_steps=run.max_steps, max_tokens=run.max_tokens, original=run.question if start.question else "",
            )  # fmt: skip
            if start.turn is not None:
                ask = along(ask, start.turn, trace.attempts[0].token_ids, trace.attempts[0].sampled)
            self._kept[key(ask)] = (
                tuple(e for e in trace.events if getattr(e, "attempt", None) == end.attempt and _told(e)),
                Rollout(end.stop, end.token_ids, end.sampled, end.logprobs, end.seconds),
            )

    def _keep(self, ask: Ask, events: tuple[AnyEvent, ...], rollout: Rollout) -> None:
        self._kept[ask] = (events, rollout)
        self.drawn += len(rollout.logprobs) + rollout.discarded
        if self.file is None:
            return
        line = Draw(weights=self.weights_hash, ask=ask, events=events, rollout=rollout).model_dump_json()
        try:
            with self.file.open("a", encoding="utf-8") as file:
                file.write(line + "\n")
        except OSError as error:
            raise DrawsError(f"{self.file} cannot be written: {error.strerror}", "choose another --out") from None

    def _load(self, file: Path) -> None:
        try:
            content = file.read_bytes()
            if content and not content.endswith(b"\n"):  # cut short by a kill: the next line must not join it
                with file.open("ab") as end:
                    end.write(b"\n")
        except OSError as error:
            raise DrawsError(f"{file} cannot be read: {error.strerror}", "choose another --out") from None
        for line in content.split(b"\n"):
            try:
                draw = Draw.model_validate_json(line)
            except ValidationError:
                continue  # it is drawn again
            if draw.weights != self.weights_hash:
                raise DrawsError(f"{file} holds draws of other weights", "choose another --out")
            self._kept[draw.ask] = (draw.events, draw.rollout)


def _told(event: AnyEvent) -> bool:
    """Whether the policy told of it, and not the loop or the verifier."""
    return isinstance(event, StepEvent) and not (isinstance(event, Failed) and event.boundary == "verifier")


def _again(
    index: int, ask: Ask, events: Sequence[AnyEvent], rollout: Rollout
) -> Iterator[tuple[int, StepEvent | Rollout]]:
    for event in events:
        yield index, event.model_copy(update={"attempt": ask.attempt})  # type: ignore[misc]
    yield index, rollout
