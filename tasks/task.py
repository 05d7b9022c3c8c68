"""A task: a question with a known answer, and a solution: the steps that lead from one to the other.

A reference solution written by a generator and an attempt written by the model have the same type, so
whatever reads one (the renderer of training transcripts, the verifier, the display) reads the other.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter


class Frozen(BaseModel):
    """Base of every record here: immutable, and an unknown field is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Thought(Frozen):
    """A sentence the solver writes for itself; it is shown, and no tool reads it."""

    kind: Literal["thought"] = "thought"
    text: str


class Call(Frozen):
    """A tool and its input, e.g. the calculator and `48 - 29`."""

    kind: Literal["call"] = "call"
    tool: str = "calculator"
    input: str


class Observation(Frozen):
    """What a tool answered; a tool's error is an observation as well, with `ok` false."""

    kind: Literal["observation"] = "observation"
    text: str
    ok: bool = True


Step = Annotated[Thought | Call | Observation, Field(discriminator="kind")]


class Solution(Frozen):
    """Steps and the answer they lead to.

    A generator leaves observations out: whoever renders the solution runs each call and puts the tool's
    own words in, so that what is trained on is what the tool says. `answer` is None for an attempt that
    never answered.
    """

    steps: tuple[Step, ...] = ()
    answer: str | None = None

    @property
    def calls(self) -> tuple[Call, ...]:
        return tuple(step for step in self.steps if isinstance(step, Call))


AnswerKind = Literal["number", "expression", "choice", "boolean", "text"]
"""What an answer is, for whoever compares it: a number, a formula, an option's letter, yes or no, words."""


class Task(Frozen):
    """A question, its gold answer, and where both came from.

    `family` names the generator ("arithmetic", "word_problems") or the data set; `template` identifies the
    phrasing, so that a split by unseen templates can be made; `solution` may be absent (human data). `split` is
    where the task was drawn or filed: "train", "valid", "test", "dev", or "" when its source does not say.
    """

    id: str
    question: str
    answer: str
    answer_kind: AnswerKind = "number"
    family: str
    source: str = ""
    level: int = 1
    template: str = ""
    split: str = ""
    solution: Solution | None = None
    metadata: dict[str, Any] = Field(default_factory=dict)


_validated = TypeAdapter(Task).validator.validate_python


def thought(text: str) -> dict[str, str]:
    """A Thought as a row, for `task_of`."""
    return {"kind": "thought", "text": text}


def call(tool_input: str, tool: str = "calculator") -> dict[str, str]:
    """A Call as a row, for `task_of`."""
    return {"kind": "call", "tool": tool, "input": tool_input}


def task_of(rows: list[dict[str, str]], answer: str, said: str = "", /, **fields: object) -> Task:
    """A task with a solution of these steps, validated in one pass: quicker than record by record, and the same task.

    The solution ends with `said` where its last tool spells the answer in another way, or finds another of many right
    ones. Raises pydantic.ValidationError for fields that are missing, unknown or of another type.
    """
    task: Task = _validated({**fields, "answer": answer, "solution": {"steps": rows, "answer": said or answer}})
    return task
