"""Events: what happens while a question is answered. A live stream, a stored trace and `--json` are all this."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue, TypeAdapter, field_validator

from agent.budgets import Budgets, Kind
from agent.routing import TokenRouting
from verifier.verdict import Check, Status, Verdict

Boundary = Literal["policy", "parser", "tool", "sandbox", "verifier", "task", "budget"]
StopReason = Literal[
    "answered", "steps", "tokens", "seconds", "context", "stopped", "malformed", "tool_seconds", "failed"
]


TRACE_VERSION = 4
"""Of the form that traces have. Earlier ones lack what the docstrings below say they lack; they load, and are brought
to this form (agent.trace_forms)."""


class Event(BaseModel):
    """Base of all events: immutable; `type` tells them apart. Infinities survive JSON, as strings."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_inf_nan="strings")


class Placed(Event):
    """Base of all events but the Result, which ends the run and says how long it took. `seq` counts the events of a
    run from 0, `at` is in seconds since it began; both are None before an agent has recorded the event, and in traces
    of version 1."""

    seq: int | None = None
    at: float | None = None


class RunStarted(Placed):
    """The question is known and the budgets are set. `policy` names the weights; `seed` fixes every sample.

    `weights_hash` is the SHA-256 of the weights, empty for a policy without any; `code_version` names the code;
    `tools` are those at hand. Version 1 has none of these, nor `samples` and `temperature` of the retries.
    Version 2 has no `budgets`, which are all limits as they nest, no `config`, which is what the policy says of
    itself: its model's form and how it decodes, and no `strategy`, which is how attempts were spent: there was one way.
    Version 3 has no events of thoughts in parts, checks, verdicts, retries and statistics.
    """

    type: Literal["run_started"] = "run_started"
    trace_id: str
    question: str
    policy: str
    seed: int
    attempts: int
    max_steps: int
    max_tokens: int
    max_seconds: float | None = None
    version: int = TRACE_VERSION
    samples: int = 1
    temperature: float | None = None
    tools: tuple[str, ...] = ()
    weights_hash: str = ""
    code_version: str = ""
    budgets: Budgets | None = None
    config: dict[str, JsonValue] = Field(default_factory=dict)
    strategy: str = "retry"

    @field_validator("version")
    @classmethod
    def _known(cls, version: int) -> int:
        if version > TRACE_VERSION:
            raise ValueError(f"a newer Ponder wrote this trace (version {version}, known: {TRACE_VERSION})")
        return version


class Turn(BaseModel):
    """Where an attempt leaves the way of the first one: having sampled `after` ids it samples none of `barred`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    after: int
    barred: tuple[int, ...]


class AttemptStarted(Placed):
    """An attempt begins. `feedback` is the evidence of the failed check that it was given; empty at first. `question`
    is the story as it was told for this attempt, where that was otherwise than it was asked (tasks.retelling): what the
    attempt says of it is in the words of the question asked. `turn` is where it leaves the way of the first attempt,
    if it was made to."""

    type: Literal["attempt_started"] = "attempt_started"
    attempt: int
    temperature: float
    seed: int
    feedback: str = ""
    question: str = ""
    turn: Turn | None = None


class Retried(Placed):
    """Another round of attempts follows: the first of them, how many there are, and the evidence that they are told."""

    type: Literal["retry"] = "retry"
    attempt: int
    attempts: int
    feedback: str = ""


class ThoughtDelta(Placed):
    """A part of a thought that is being written, some tokens of it (agent.policies.live). Joined, the parts are a
    beginning of the thought that follows; policies that see whole replies only tell of none."""

    type: Literal["thought_delta"] = "thought_delta"
    attempt: int
    text: str


class ThoughtWritten(Placed):
    """The policy finished a thought: all of it, whatever parts of it were told before."""

    type: Literal["thought"] = "thought"
    attempt: int
    text: str


class CallMade(Placed):
    """The policy closed a tool call; the row waits for the tool."""

    type: Literal["call"] = "call"
    attempt: int
    tool: str
    input: str


class Observed(Placed):
    """The tool answered; its words are forced into the row. `ok` is false for a tool error."""

    type: Literal["observation"] = "observation"
    attempt: int
    text: str
    ok: bool
    seconds: float = 0.0


class Answered(Placed):
    """The policy gave its answer."""

    type: Literal["answer"] = "answer"
    attempt: int
    text: str


class Failed(Placed):
    """Something went wrong at a named boundary; the run goes on. A bad run is data, not a crash."""

    type: Literal["failed"] = "failed"
    attempt: int
    boundary: Boundary
    message: str


class CheckMade(Placed):
    """The verifier made a check; `verdict` of the attempt's end holds the same."""

    type: Literal["check"] = "check"
    attempt: int
    check: Check


class VerdictGiven(Placed):
    """The verifier weighed its checks."""

    type: Literal["verdict"] = "verdict"
    attempt: int
    answer: str | None
    status: Status
    score: float = Field(ge=0.0, le=1.0)


class Statistics(Placed):
    """What an attempt cost the model. `prompt_tokens` and `forced_tokens` were given to it (0 where the policy does not
    see them), `sampled_tokens` are its own; `seconds` are those without its tools', `tokens_per_second` is of the
    sampled ones in these. `mean_logprob` and `min_logprob` are of the sampled ids, None without any;
    `batch` is how many rows were decoded together on average, 0 where nobody counts."""

    type: Literal["statistics"] = "statistics"
    attempt: int
    prompt_tokens: int
    forced_tokens: int
    sampled_tokens: int
    seconds: float
    tool_seconds: float
    tokens_per_second: float | None = None
    mean_logprob: float | None = None
    min_logprob: float | None = None
    batch: float = 0.0


class AttemptFinished(Placed):
    """An attempt ended. `token_ids` is the whole row as the engine saw it, prompt included; `sampled` marks
    the ids that the policy chose (1) against those it was given (0); `logprobs` has one entry a sampled id.

    Optional, and empty where nobody recorded them: `values`, the learned judge's P(right) after each id of the
    policy's turn, and `step_values`, after each step and the answer (versions 1 and 2 have neither); and `routing`, the
    experts that each token went to (from version 4; some of version 3 have an empty list there)."""

    type: Literal["attempt_finished"] = "attempt_finished"
    attempt: int
    stop: StopReason
    verdict: Verdict
    token_ids: tuple[int, ...] = ()
    sampled: tuple[int, ...] = ()
    logprobs: tuple[float, ...] = ()
    seconds: float = 0.0
    values: tuple[float, ...] = ()
    step_values: tuple[float, ...] = ()
    routing: TokenRouting | None = None

    @field_validator("routing", mode="before")
    @classmethod
    def _no_routes(cls, given: object) -> object:
        return None if given == [] else given


class BudgetSpent(Placed):
    """A limit was reached: of an attempt, which ended there, or of the run, which ends with the best attempt so far.
    `attempt` is the one that ran into it, or that was the last. Versions 1 and 2 have no such event."""

    type: Literal["budget"] = "budget"
    attempt: int
    scope: Literal["run", "attempt"]
    kind: Kind
    limit: float
    used: float


class Result(Event):
    """The run is over: the chosen attempt's answer and its verdict. `tokens` counts sampled ids, also those of
    continuations that a search did not keep."""

    type: Literal["result"] = "result"
    question: str
    answer: str | None
    status: Status
    score: float
    attempts: int
    tokens: int
    seconds: float
    trace_id: str


AnyEvent = Annotated[
    RunStarted
    | Retried
    | AttemptStarted
    | ThoughtDelta
    | ThoughtWritten
    | CallMade
    | Observed
    | Answered
    | Failed
    | CheckMade
    | VerdictGiven
    | Statistics
    | AttemptFinished
    | BudgetSpent
    | Result,
    Field(discriminator="type"),
]
EVENT: TypeAdapter[AnyEvent] = TypeAdapter(AnyEvent)
"""Reads an event back: `EVENT.validate_json(line)`."""
