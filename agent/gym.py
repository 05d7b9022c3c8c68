"""The environment that a trainer steps through: a question, several turns with tools, a reward.

    env = Environment(suite("arithmetic").sample(100, split="train"), Transcript(tokenizer, lettered))
    turn = env.reset(seed=7)
    while not turn.done:
        turn = env.step(sample(env.ids, room=turn.room, stop=env.stop_ids, banned=env.banned_ids))
    print(turn.reward, env.trace)

An episode is one attempt of the agent's loop, with the policy outside: the same prompt, the same tools, the same
budgets and the same grading, so its ids, its trace and its reward are those that `ponder eval` would record. What
`step` is given is data and never raises: a marker that is not the policy's to write ends the episode as malformed.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from agent.batch import right
from agent.gym_row import Row
from agent.judging import Judge, default_judge, opinion
from agent.policy import Ask, Rollout
from agent.run import Run
from agent.settings import Settings, check_question
from agent.tools import Tool, default_tools, guarded
from agent.tools.calls import banned_ids
from agent.trace import Trace
from core_model.transcript import Transcript
from tasks.task import Solution, Task
from verifier.learned_judge import TokenJudge
from verifier.verdict import Verdict

__all__ = ["Environment", "Turn", "Reward", "EpisodeError"]

Reward = Literal["gold", "verifier"] | Callable[[Task, Solution, Verdict], float | None]
"""`gold`: 1 for an answer equal to the task's, else 0; `verifier`: the verdict's score; or a function of your own."""


class EpisodeError(RuntimeError):
    """The environment is not where this call needs it: it was never reset, or its episode is over."""


@dataclass(frozen=True)
class Turn:
    """What the environment says after `reset` or `step`.

    `ids` were put into the row (the prompt, or a tool's words) and `text` is what they say; `taken` is how many ids of
    the action were read, up to the one that closed the turn; `room` is how many may be sampled before the next step.
    `reward` is None before the end, and at the end of a task whose gold answer cannot be read: unscored, not wrong.
    """

    ids: tuple[int, ...]
    text: str
    room: int
    taken: int = 0
    done: bool = False
    reward: float | None = None
    info: Mapping[str, Any] = field(default_factory=dict)
    """At the end `stop` (why), `answer`, `right` and `verdict`; before it `tool` and `ok` of a call."""


class Environment:
    """Episodes over `tasks`; one at a time, so a batch takes one environment a row."""

    def __init__(
        self,
        tasks: Sequence[Task],
        transcript: Transcript,
        *,
        tools: Mapping[str, Tool] | None = None,
        reward: Reward = "gold",
        judge: Judge = default_judge,
        learned: TokenJudge | None = None,
        max_steps: int = 8,
        max_tokens: int = 320,
        context: int | None = None,
    ) -> None:
        """`learned` is the judge that the verifier asks, if any; `context` is the most ids that a row may hold.
        Raises ValueError without tasks."""
        if not tasks:
            raise ValueError("an environment needs at least one task")
        self.tasks, self.transcript, self.reward, self.judge = tuple(tasks), transcript, reward, judge
        self.learned = learned
        self.tools: Mapping[str, Tool] = guarded(default_tools() if tools is None else tools)
        self.max_steps, self.max_tokens, self.context = max_steps, max_tokens, context
        self.stop_ids = frozenset({transcript.run, transcript.end})
        """Ids that close a turn: sample up to one of them, and step."""
        self.banned_ids = banned_ids(transcript, self.tools)
        """Markers that the policy may not write."""
        self._task: Task | None = None
        self._row: Row | None = None
        self._run: Run | None = None
        self._trace: Trace | None = None
        self._logprobs: list[float] | None = []

    def reset(self, seed: int = 0, *, task: Task | None = None, feedback: str = "") -> Turn:
        """Begin an episode: with the task that `seed` draws, or the given one. The same seed, the same task.

        Raises QuestionError for a question that cannot be asked.
        """
        drawn = task if task is not None else random.Random(f"episode:{seed}").choice(self.tasks)
        question = check_question(drawn.question)
        prompt = tuple(self.transcript.prompt(question, feedback))
        self._task = drawn
        limits = Settings(attempts=1, seed=seed, max_steps=self.max_steps, max_tokens=self.max_tokens)
        self._run = Run(question, limits, "environment", tools=tuple(self.tools))  # whose policy is not known here
        self._ask = Ask(question, feedback=feedback, seed=seed, max_steps=self.max_steps, max_tokens=self.max_tokens)
        self._run.begin()
        self._run.open(self._ask)
        self._row = Row(
            self.transcript, self.tools, prompt, self.banned_ids, self.max_steps, self.max_tokens, self.context
        )
        self._trace, self._logprobs = None, []
        self._record()
        if self._row.stop:
            return self._end(prompt, 0)
        return Turn(prompt, self._text(prompt), self._row.room)

    def step(
        self,
        action: str | Sequence[int],
        logprobs: Sequence[float] | None = None,
        sampled: Sequence[int] | None = None,
    ) -> Turn:
        """Take a turn of the policy: ids that it sampled, or a move in words (`encode`).

        `logprobs`, one an id, let the verdict weigh the policy's confidence; leave them out at one step and the verdict
        does without. `sampled`, one an id, has a 0 for what the sampler wrote for the policy (agent.policies.writing
        finishes copies): that gets a 0 in the loss mask, costs no tokens, and its log-probability is not read. Raises
        EpisodeError outside of an episode, ValueError when there are not as many of either as ids.
        """
        row = self._row
        if row is None or row.stop:
            raise EpisodeError("reset the environment first" if row is None else "the episode is over: reset")
        ids = self.encode(action) if isinstance(action, str) else tuple(int(i) for i in action)
        if logprobs is not None and len(logprobs) != len(ids):
            raise ValueError(f"{len(logprobs)} log-probabilities for {len(ids)} ids")
        if sampled is not None and len(sampled) != len(ids):
            raise ValueError(f"{len(sampled)} marks of what was sampled for {len(ids)} ids")
        before = len(row.ids)
        taken = row.take(ids, sampled)
        if logprobs is None:
            self._logprobs = None
        elif self._logprobs is not None:
            own = row.sampled[before : before + taken]
            self._logprobs += [p for p, mine in zip(logprobs, own, strict=False) if mine]
        given = tuple(row.ids[before + taken :])
        self._record()
        if row.stop:
            return self._end(given, taken)
        info = {"tool": row.called, "ok": row.ok} if row.called else {}
        return Turn(given, self._text(given), row.room, taken, info=info)

    def encode(self, move: str) -> tuple[int, ...]:
        """The ids of a move in words: `thought: ...`, `calculator: 48 - 29`, `python: ...` or `answer: 34`.

        What follows the first colon is text, whatever it says; no marker can be written in it. Words without a role in
        front are a thought.
        """
        role, colon, text = move.partition(":")
        role = role.strip().lower()
        if not colon or role not in ("thought", "answer", *self.tools):
            role, text = "thought", move
        opened = self.transcript.marker.get(f"<|{role}|>")
        if opened is None:  # a tool that this policy's tokenizer has no marker for
            return self.encode(f"thought: {move}")
        close = {"answer": (self.transcript.end,), "thought": ()}.get(role, (self.transcript.run,))
        return (opened, *self.transcript.tokenizer.encode(text.strip()), *close)

    @property
    def ids(self) -> tuple[int, ...]:
        """The row so far: what the policy continues."""
        return () if self._row is None else tuple(self._row.ids)

    @property
    def sampled(self) -> tuple[int, ...]:
        """For each id of the row whether the policy chose it (1) or was given it (0): the loss mask."""
        return () if self._row is None else tuple(self._row.sampled)

    @property
    def task(self) -> Task:
        """The task of this episode. Raises EpisodeError before the first `reset`."""
        if self._task is None:
            raise EpisodeError("reset the environment first")
        return self._task

    @property
    def trace(self) -> Trace:
        """The episode as the trace of a run with one attempt. Raises EpisodeError before its end."""
        if self._trace is None:
            raise EpisodeError("the episode is not over")
        return self._trace

    def _text(self, ids: Sequence[int]) -> str:
        return "\n".join(segment.text for segment in self.transcript.parse(ids))

    def _record(self) -> None:
        """Hand the run what has happened in the row since the last time."""
        assert self._row is not None and self._run is not None
        for event in self._row.events[len(self._run.steps[0]) :]:
            self._run.step(event)

    def _end(self, given: tuple[int, ...], taken: int) -> Turn:
        row, run, task = self._row, self._run, self.task
        assert row is not None and row.stop and run is not None
        rollout = Rollout(
            row.stop, tuple(row.ids), tuple(row.sampled), tuple(self._logprobs or ()), time.monotonic() - run.started
        )
        for told in opinion(self.judge, run.question, run.solution(0), rollout, self.learned):
            run.judged(self._ask, rollout, told)
        result = run.end()
        self._trace = Trace(events=tuple(run.events))
        verdict, solution = self._trace.attempts[0].verdict, self._trace.solution(0)
        correct = right(task.answer, result.answer)
        info = {"stop": row.stop, "answer": result.answer, "right": correct, "verdict": verdict}
        reward = self._reward(task, solution, verdict, correct)
        return Turn(given, self._text(given), 0, taken, True, reward, info)

    def _reward(self, task: Task, solution: Solution, verdict: Verdict, correct: bool | None) -> float | None:
        if self.reward == "gold":
            return None if correct is None else float(correct)
        if self.reward == "verifier":
            return verdict.score
        return self.reward(task, solution, verdict)
